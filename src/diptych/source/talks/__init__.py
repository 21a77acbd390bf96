"""Reads talks: their slides, in order, and their variables."""
