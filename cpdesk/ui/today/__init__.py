"""The day's activities: as planned, as they happen, and as they print."""
