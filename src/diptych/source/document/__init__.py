"""A talk that is one Markdown file."""
