"""The author's files, read within bounds, and what is found wrong in them."""
