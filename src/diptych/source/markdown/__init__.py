"""Block Markdown: the rules of the dialect, and the blocks made from it."""
