"""Reads files into the model; the only package that opens the author's files or parses blocks."""
