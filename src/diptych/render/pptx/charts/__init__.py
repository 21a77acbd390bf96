"""Native charts, one file for each part of them."""
