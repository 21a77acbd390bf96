"""The steps of a build, from what was read to the files that are put in place."""
