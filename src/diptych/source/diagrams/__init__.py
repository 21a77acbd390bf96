"""Reads diagrams: in Mermaid's words, and as nodes and edges in YAML."""
