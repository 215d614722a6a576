"""Requests: filed, examined, decided, and expected at the front desk.

Only book.py writes the rows; the other files are the use cases and the queries they need.
"""
