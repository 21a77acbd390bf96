"""Tags of HTML with commas or semicolons between their attributes, as people write who know R.

Browsers skip what is no attribute (HTML, 13.2.5.32, "Before attribute name state"); in CommonMark
such a tag is text.
"""

from __future__ import annotations

import re

from diptych.source.document.opaque import opaque_lines

_VALUE = r"""\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>,;]++)"""
_TAG = re.compile(rf"<[A-Za-z][\w-]*+(?:\s++[\w:@.-]++(?:{_VALUE})?+(?:\s*+[,;])?+)++\s*+/?>")
_SIGN = re.compile(r"""("[^"]*"|'[^']*')|[,;](?=\s|/?>)""")


def with_plain_tags(body: str) -> str:
    """Return a document with spaces in place of these signs, outside of code."""
    found = [one for one in _TAG.finditer(body) if _SIGN.sub(r"\1", one[0]) != one[0]]
    if not found:
        return body
    opaque, parts, at = opaque_lines(body), list[str](), 0
    for one in found:
        begin = body.rfind("\n", 0, one.start()) + 1
        in_code = body.count("`", begin, one.start()) % 2 == 1
        if in_code or body.count("\n", 0, one.start()) in opaque:
            continue
        parts += [body[at : one.start()], _SIGN.sub(lambda sign: sign[1] or " ", one[0])]
        at = one.end()
    return "".join((*parts, body[at:]))
