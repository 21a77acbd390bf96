"""OpenType fonts as bytes: what they say, how wide their text is; nothing here opens files."""
