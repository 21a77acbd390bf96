"""The live preview: serves the HTML decks on this machine and shows every save at once."""

from diptych.preview.session import serve

__all__ = ["serve"]
