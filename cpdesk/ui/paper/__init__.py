"""Paper before it is printed: the preview, the printer, the PDF file."""
