"""PO files: what they say, read and written."""
