"""The same services without a screen."""

from cpdesk.cli.commands import main

__all__ = ["main"]
