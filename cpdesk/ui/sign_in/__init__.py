"""Sign-in: the page that covers the window, what locks the window, and confirming a password."""
