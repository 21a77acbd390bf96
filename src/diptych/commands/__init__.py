"""The commands: a module or a folder for each, named after the command."""
