"""Regions become boxes with text of a known size in them."""
