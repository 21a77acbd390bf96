"""Formulas in TeX: read by Temml as trees, and measured; needs nothing else of Diptych."""
