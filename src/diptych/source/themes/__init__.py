"""Themes: tokens and layouts, and what a project adds to its pages."""
