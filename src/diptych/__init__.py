"""Diptych, a talk compiler: text sources in, agreeing PPTX and HTML out, in every language."""

__version__ = "0.1.0"
