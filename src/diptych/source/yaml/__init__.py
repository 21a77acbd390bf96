"""YAML as trees that know where each value stands, and their keys by type."""
