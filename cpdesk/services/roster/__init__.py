"""The district's roster: read, fully checked, staged beside the old one, switched."""

from cpdesk.services.roster.rosters import Rosters

__all__ = ["Rosters"]
