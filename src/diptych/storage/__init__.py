"""Writing files atomically, below one folder, never through a link; locks; the cache."""
