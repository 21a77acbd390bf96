"""Charts as their authors ask for them, and their data as tables."""
