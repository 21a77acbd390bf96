"""Pictures as assets: found, measured, checked against limits, stripped of metadata."""
