"""Inline Markdown becomes runs."""
