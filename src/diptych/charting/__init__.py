"""Solves charts: their scales, the places of labels, and the drawing that outputs show."""
