"""One slide, in Markdown or YAML."""
