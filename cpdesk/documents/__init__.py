"""What is printed: a record and words in, PDF bytes out."""
