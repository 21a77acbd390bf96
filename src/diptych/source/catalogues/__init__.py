"""Translations: PO files, the glossary, language tags."""
