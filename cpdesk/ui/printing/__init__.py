"""The print center: every paper that can be made, and what was printed today."""
