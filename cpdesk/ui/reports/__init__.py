"""What the office did, counted: drawn, in a table, on paper and in files."""
