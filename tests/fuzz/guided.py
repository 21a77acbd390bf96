"""Readers fuzzed by coverage: `python -m tests.fuzz.guided yaml -max_total_time=300` (libFuzzer's options).

Needs the extra `fuzz`. A traceback, or more than ten seconds or a gigabyte, ends the run and leaves the
input in a file of the working directory, `crash-…`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import mkdtemp

import atheris

with atheris.instrument_imports(include=["diptych", "markdown_it"]):
    from diptych.markup.inline import parse_inline
    from diptych.markup.links import refusal
    from diptych.model.source_text import one_line
    from diptych.source.catalogues.po.reader import read_po
    from diptych.source.markdown.rules import parse_blocks
    from diptych.source.pictures.picture import picture_labels, read_picture
    from diptych.source.reading.source_reader import SourceReader
    from diptych.source.slides.slide import parse_slide
    from diptych.source.yaml.document import read_yaml

from tests.fuzz.projects import PICTURES

from diptych.diagnostics import Span

_NAME = "a"


def _yaml(data: bytes) -> None:
    read_yaml(_text(data), _NAME, SourceReader(Path()))


def _markdown(data: bytes) -> None:
    parse_slide(_text(data), ".md", Path(_NAME), _NAME, SourceReader(Path()))
    parse_blocks(_text(data))


def _inline(data: bytes) -> None:
    parse_inline(one_line(_NAME, _text(data), 1, 1))


def _po(data: bytes) -> None:
    read_po(_text(data), _NAME, SourceReader(Path()))


def _link(data: bytes) -> None:
    refusal(_text(data))


def _picture(suffix: str) -> Callable[[bytes], None]:
    folder = Path(mkdtemp(prefix="guided-"))
    path = folder / f"a{suffix}"

    def read(data: bytes) -> None:
        path.write_bytes(data)
        picture = read_picture(path.name, folder, Span(_NAME, 1), SourceReader(folder), root=folder)
        if picture is not None:
            picture_labels(picture, Span(_NAME, 1))

    return read


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


TARGETS: Mapping[str, tuple[Callable[[bytes], None], tuple[bytes, ...]]] = {
    "yaml": (_yaml, (b"a: [1, {b: 'c'}]\n", b"a: |\n  b\n? [x]\n: &y z\nb: *y\n")),
    "markdown": (
        _markdown,
        (b"# a\n\n- b\n\n::: notes\nx\n:::\n", b"|a|b|\n|-|-|\n|1|2|\n\n: c\n"),
    ),
    "inline": (
        _inline,
        (b"**a** `b` [c](d){.e} ^[f] {{ g }} $h$ [@i; @j]", b"<b>a</b> \\textbf{b}"),
    ),
    "po": (_po, (b'#, fuzzy\n#| msgid "o"\nmsgctxt "a#b"\nmsgid "c"\nmsgstr "d"\n',)),
    "link": (_link, (b"https://example.org:1/a?b#c", b"#a/b", b"mailto:a@b")),
    "png": (_picture(".png"), (PICTURES["box.png"],)),
    "jpeg": (_picture(".jpg"), (PICTURES["photo.jpg"],)),
    "gif": (_picture(".gif"), (PICTURES["moving.gif"],)),
    "svg": (_picture(".svg"), (PICTURES["drawing.svg"],)),
}
"""Each reader with inputs to begin with."""


def main() -> None:
    """Fuzz the reader that is named first."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in TARGETS:
        sys.exit(f"name one of {', '.join(TARGETS)}")
    target, seeds = TARGETS[name]
    corpus = Path("fuzz-found") / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    bounds = ["-timeout=10", "-rss_limit_mb=1024", "-max_len=4096"]
    atheris.Setup([sys.argv[0], *bounds, *sys.argv[2:], str(corpus)], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
