"""Single-file talks: one Markdown document."""
