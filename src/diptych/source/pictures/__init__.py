"""Pictures as assets: found, measured, held to bounds, without metadata."""
