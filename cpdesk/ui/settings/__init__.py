"""The settings page: school, roster, printers, look, and where the data is."""
