"""Reading the author's files, within limits, and reporting what is wrong in them."""
