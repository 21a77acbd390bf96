"""YAML as trees with source positions, and access to their keys by type."""
