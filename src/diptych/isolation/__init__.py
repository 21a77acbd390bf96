"""A process for what may crash or take too long: pictures, documents, fonts, source code."""
