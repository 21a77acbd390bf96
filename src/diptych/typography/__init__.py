"""How long text is and where it breaks into lines."""
