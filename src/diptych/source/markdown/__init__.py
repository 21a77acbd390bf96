"""Block Markdown: the rules of the dialect, and the blocks that they make."""
