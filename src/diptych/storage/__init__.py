"""Files written: whole, below one folder, through no link; locks, and what is remembered."""
