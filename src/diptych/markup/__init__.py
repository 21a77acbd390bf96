"""Inline Markdown, parsed into runs."""
