"""Slides and texts made from data by templates."""
