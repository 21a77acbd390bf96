"""Fonts of projects and of the machine: found by family, measured, and made ready for outputs."""
