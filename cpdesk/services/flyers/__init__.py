"""Flyers: from the delivery to the log."""
