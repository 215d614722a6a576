"""What may a partner do? The rules in plain words, for staff on the phone."""
