"""The commands: a module or a folder for each, named as the command is."""
