"""Slides of other projects, and the lock that pins them."""
