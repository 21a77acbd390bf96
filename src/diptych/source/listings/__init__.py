"""Listings: their lines, the parts of these, and which are highlighted when."""
