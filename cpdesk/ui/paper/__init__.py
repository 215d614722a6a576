"""Paper before it is paper: the preview, the printer, the PDF file."""
