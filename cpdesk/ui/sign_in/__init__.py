"""Signing in: the page that covers the window, what locks it, and the password once more."""
