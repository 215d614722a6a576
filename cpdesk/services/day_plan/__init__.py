"""The day plan: files that schools have, and the office's own entries beside the roster."""
