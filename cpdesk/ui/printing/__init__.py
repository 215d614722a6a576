"""The print center: every document that can be made, and what was printed today."""
