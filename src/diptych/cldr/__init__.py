"""Dates and numbers as written in each language, by CLDR."""
