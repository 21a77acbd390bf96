"""Tables: their cells in a grid, their columns by name, their rows from data files."""
