"""What the office did, in numbers: as charts, in a table, on paper and in files."""
