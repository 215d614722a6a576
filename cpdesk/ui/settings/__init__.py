"""The settings page: school, roster, printers, appearance, and where the data is."""
