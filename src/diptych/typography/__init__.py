"""Measuring text and breaking it into lines."""
