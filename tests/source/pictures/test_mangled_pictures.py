"""Pictures with bytes changed anywhere: each is shown without its metadata, or is refused.

Examples are the same in every run.
"""

from __future__ import annotations

import random
import struct
import time
from pathlib import Path

import pytest
from tests.source.pictures.test_metadata import INKSCAPE, animation, drawing, photo
from tests.tools import stretches

from diptych.diagnostics import Span
from diptych.source.pictures.metadata import without_metadata
from diptych.source.pictures.picture import _asset
from diptych.source.pictures.svg import read_svg
from diptych.source.reading.source_reader import SourceReader

RICH = """<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">
<style>.a{mask:url(#m)} @media x{b{fill:url(#p)}}</style><filter id="f"><feMorphology radius="3 4"/>
</filter><mask id="m"><rect class="a"/></mask><pattern id="p"><use href="#u"/></pattern>
<g id="u"><use href="#m"/></g><image href="data:image/svg+xml,%3Csvg/%3E"/><switch><foreignObject>
<p xmlns="http://www.w3.org/1999/xhtml"/></foreignObject></switch>
<path d="M0 0" marker-mid="url(#m)" fill="rgb(1 2 3/4)"/></svg>"""
ORIGINALS = {
    "a.jpg": photo(),
    "a.png": drawing(),
    "a.gif": animation(),
    "a.svg": INKSCAPE.encode(),
    "b.svg": RICH.encode(),
}
SCRAPS = (
    b"<!--", b"-->", b"<![CDATA[", b"]]>", b'"', b"'", b"<g>", b"</g>", b"<metadata>", b"&#10;",
    b'xmlns="urn:x"', b"url(#m)", b'href="#u"', b"<?x ?>", b"\xff", b"\0", b"\xff\xd9", b"<style>",
    b'id="m"', b"data:,", b"1e999", b"nan", b"-1", b"<!DOCTYPE svg [", b"]>", b"\xff\xff\xff\xff",
)  # fmt: skip


def mangled(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(data) + 1)
        until = at + chance.randrange(40)
        instead = chance.choice((
            bytes([chance.randrange(256)]), chance.choice(SCRAPS), b"", data[at:until] * 2,
            struct.pack(">I", chance.choice((0, 1, 0xFFFF, 0x7FFFFFFF))),
        ))  # fmt: skip
        data = data[:at] + instead + data[chance.choice((at, at + len(instead), until)) :]
    return data


@pytest.mark.long
@pytest.mark.parametrize("seeds", stretches(4000), ids=str)
def test_pictures_are_sound_or_refused(seeds: range, tmp_path: Path) -> None:
    for seed in seeds:
        chance = random.Random(seed)  # noqa: S311 - examples, not secrets
        name = chance.choice(list(ORIGINALS))
        data = mangled(ORIGINALS[name], chance)
        reader = SourceReader(tmp_path)
        begun = time.process_time()
        asset = _asset(tmp_path / name, data, Span("a.md", 1), reader)
        assert time.process_time() - begun < 1, seed
        assert (asset is None) <= (len(reader.found) > 0), seed
        if asset is not None:
            bare = asset.read()
            again = (
                read_svg(bare).data if name.endswith("svg") else without_metadata(bare, name[1:])
            )
            assert again == bare, seed
