"""Talks: which slides they show, in which order, with which variables."""
