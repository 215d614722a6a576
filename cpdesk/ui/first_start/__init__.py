"""The first start: where the roster comes from, which school this desk is in, and who runs it."""

from cpdesk.ui.first_start.first_start import FirstStart

__all__ = ["FirstStart"]
