"""Where the parts of diagrams stand: pure geometry, solved at build time."""
