"""Flyers from delivery to log: received, checked, handed out, posted, taken down."""
