"""PO files: the model, reading and writing."""
