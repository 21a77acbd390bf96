"""Packs the objects of a PDF into compressed streams, since Typst writes them uncompressed.

Tags and the parts of vector pictures are thousands of small objects, two fifths of a file.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from itertools import pairwise

from diptych.render.marks import PDF_TABLE

_END = re.compile(rb"trailer\n<</Size \d+(.*)>>\nstartxref\n(\d+)\n%%EOF\s*\Z", re.DOTALL)
_TABLE = re.compile(rb"xref\n0 (\d+)\n")
_ENTRY = re.compile(rb"(\d{10}) \d{5} ([nf])\r\n")
_OBJECT = re.compile(rb"\d+ 0 obj\n")
_HEADER = re.compile(rb"%PDF-1\.[5-9]\n%....\n+")
_PACKED = 200
"""The number of objects in a stream: a reader unpacks all of them to get one."""
_FREE, _PLAIN, _PACKED_INTO = 0, 1, 2
"""Types of cross-references (ISO 32000-1, table 18)."""
_REFERENCE = struct.Struct(">BIH")


def with_object_streams(pdf: bytes) -> bytes:
    """Return a PDF of Typst with its objects in object streams (ISO 32000-1, 7.5.7 and 7.5.8).

    Raise ValueError if it does not have the form in which Typst writes.
    """
    header, end = _HEADER.match(pdf), _END.search(pdf)
    if header is None or end is None:
        raise ValueError("neither the beginning nor the end of a PDF of Typst")
    objects = _objects(pdf, int(end[2]))
    streams = [number for number, body in objects.items() if body.endswith(b"endstream")]
    others = sorted(objects.keys() - set(streams))
    groups = [others[at : at + _PACKED] for at in range(0, len(others), _PACKED)]
    size = max(objects) + 1
    references = dict.fromkeys(range(size), (_FREE, 0, 0))
    made = bytearray(header[0])

    def add(number: int, body: bytes) -> None:
        references[number] = (_PLAIN, len(made), 0)
        made.extend(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    for number in streams:
        add(number, objects[number])
    for number, group in enumerate(groups, size):
        add(number, _object_stream(group, objects))
        references |= {one: (_PACKED_INTO, number, at) for at, one in enumerate(group)}
    table, start = size + len(groups), len(made)
    references[table] = (_PLAIN, start, 0)
    rows = b"".join(_REFERENCE.pack(*references[number]) for number in range(table + 1))
    keys = PDF_TABLE + b"%d%s" % (table + 1, end[1])
    add(table, _stream(keys, rows))
    return bytes(made) + b"startxref\n%d\n%%%%EOF\n" % start


def _objects(pdf: bytes, table: int) -> dict[int, bytes]:
    """Return the objects by number, given the offset of the cross-reference table."""
    head = _TABLE.match(pdf, table)
    if head is None:
        raise ValueError("no table of all objects")
    entries = _ENTRY.findall(pdf, head.end(), head.end() + 20 * int(head[1]))
    places = {number: int(at) for number, (at, kind) in enumerate(entries) if kind == b"n"}
    ends = sorted([*places.values(), table])
    following = dict(pairwise(ends))
    objects: dict[int, bytes] = {}
    for number, at in places.items():
        begun = _OBJECT.match(pdf, at)
        body, closed, rest = pdf[at : following[at]].rpartition(b"endobj")
        if begun is None or not closed or rest.strip():
            raise ValueError(f"no object at {at}")
        objects[number] = body[begun.end() - at :].strip()
    return objects


def _object_stream(numbers: Sequence[int], objects: Mapping[int, bytes]) -> bytes:
    places: list[bytes] = []
    length = 0
    for number in numbers:
        places.append(b"%d %d" % (number, length))
        length += len(objects[number]) + 1
    head = b" ".join(places) + b"\n"
    keys = b"/Type/ObjStm/N %d/First %d" % (len(numbers), len(head))
    return _stream(keys, head + b"\n".join(objects[number] for number in numbers))


def _stream(keys: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (
        keys,
        len(packed),
        packed,
    )
