"""The first start: where the roster comes from, and which school this desk is in."""

from cpdesk.ui.first_start.first_start import FirstStart

__all__ = ["FirstStart"]
