"""Listings: the parts of their code."""
