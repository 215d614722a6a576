"""Requests: asked for, examined, decided, expected at the desk.

book.py alone writes the rows; the other files are the use cases and what they look up.
"""
