"""Reads themes, which are tokens and layouts, and what a project adds to its pages."""
