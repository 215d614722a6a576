"""The day's activities as they should be, as they are, and as they will be printed."""
