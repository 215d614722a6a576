"""Flyers, from the delivery to the log: received, checked, handed out, hung up, taken down."""
