"""XML as text: escaping, namespaces and the few elements that every part shares."""

from __future__ import annotations

import re

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0, production 2 (Char), leaves out."""
_SPECIAL = re.compile('[&<>"\t\n\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]')


def escape(text: str) -> str:
    """Return `text` as the content of an element, without what XML cannot hold."""
    if _SPECIAL.search(text) is None:
        return text
    text = _ILLEGAL.sub("", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quote(text: str) -> str:
    """Return `text` as the value of an attribute between double quotes."""
    if _SPECIAL.search(text) is None:
        return text
    text = escape(text).replace('"', "&quot;")
    return text.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def attributes(**values: str | int | None) -> str:
    """Return attributes with a blank before each, in the order given; None leaves one out."""
    return "".join(
        f' {name}="{quote(str(value))}"' for name, value in values.items() if value is not None
    )


def document(root: str, content: str, **values: str | int | None) -> str:
    """Return a part's whole text: the PresentationML element `root` around `content`."""
    return f"{DECLARATION}<p:{root}{NAMESPACES}{attributes(**values)}>{content}</p:{root}>"
