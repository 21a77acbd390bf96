"""XML as text: escaping, namespaces and the few elements that all parts share."""

from __future__ import annotations

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = (
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)

_ILLEGAL = (*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
"""What XML 1.0, production 2 (Char), excludes."""
_DROPPED: dict[int, str | None] = dict.fromkeys(_ILLEGAL)
_SHOWN = _DROPPED | {10: " ", 13: " "}
_CONTENT = _DROPPED | {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", 10: " ", 13: " "}
_VALUE = _CONTENT | {ord('"'): "&quot;", 9: "&#9;", 10: "&#10;", 13: "&#13;"}
"""Only attributes keep line breaks: in text they are `a:br`, and bare ones are mere spaces."""


def shown(text: str) -> str:
    """Return `text` as a reader of the file gets it: what `escape` lets through, unescaped."""
    return text if text.isprintable() else text.translate(_SHOWN)


def escape(text: str) -> str:
    """Return `text` as the content of an element, without characters that XML does not allow."""
    return text if _is_plain(text) else text.translate(_CONTENT)


def quote(text: str) -> str:
    """Return `text` as the value of an attribute in double quotes."""
    return text if _is_plain(text) and '"' not in text else text.translate(_VALUE)


def _is_plain(text: str) -> bool:
    """Return whether nothing in `text` needs escaping: a fast check, true of most text."""
    return text.isprintable() and "&" not in text and "<" not in text and ">" not in text


def attributes(**values: str | int | None) -> str:
    """Return attributes, each after a space, in the order given; those with None are left out."""
    return "".join(
        [
            f' {name}="{value if isinstance(value, int) else quote(value)}"'
            for name, value in values.items()
            if value is not None
        ]
    )


def document(root: str, content: str, **values: str | int | None) -> str:
    """Return the whole text of a part: the PresentationML element `root` around `content`."""
    return f"{DECLARATION}<p:{root}{NAMESPACES}{attributes(**values)}>{content}</p:{root}>"
