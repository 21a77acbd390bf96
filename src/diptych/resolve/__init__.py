"""Resolves what slides refer to: overrides, citations, generated slides, variables."""
