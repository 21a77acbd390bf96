"""Talks in other languages: messages extracted, catalogues merged, translations applied."""
