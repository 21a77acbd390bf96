"""Reads one slide, in Markdown or YAML."""
