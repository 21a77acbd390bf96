"""Layout: content is put into regions, and gets boxes and final type sizes."""
