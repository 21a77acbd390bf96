"""Lists of blocks and arrangements, which are the same in every project."""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from diptych.blocks import BLOCKS
from diptych.model.block import Block
from diptych.resolve.arrangements import ARRANGEMENTS
from diptych.tabular import aligned

_EXAMPLE = re.compile(r"^In (\w+):\n", re.MULTILINE)
"""The heading of an example in the docstring of a block."""
_ABOUT_ARRANGEMENTS = """\
With `arrange: auto`, in deck.yaml, a talk or a slide's front matter, the content of a slide is
arranged by its shape, as the first of these that suits it and fits; `arrange: NAME` on a slide
asks for one of them, and `arrange: plain` for none. `diptych explain SLIDE` says what was chosen.
"""


def block_lines() -> Iterator[str]:
    """Yield what each block is for, and how it is written."""
    for number, (name, block) in enumerate(BLOCKS.items()):
        summary, examples = documented(block)
        yield from ("", f"{name}: {summary}") if number else (f"{name}: {summary}",)
        for language, example in examples.items():
            yield from ("", *_indented(f"in {language}", example.splitlines()))


def documented(block: type[Block]) -> tuple[str, Mapping[str, str]]:
    """Return the summary in a block's docstring, and its examples by `YAML` and `Markdown`."""
    summary, *parts = _EXAMPLE.split(inspect.cleandoc(block.__doc__ or ""))
    examples = zip(parts[::2], parts[1::2], strict=True)
    return " ".join(summary.split()), {
        language: textwrap.dedent(example).strip("\n") for language, example in examples
    }


def arrangement_lines() -> Iterator[str]:
    """Yield what each arrangement does."""
    rows = [(name, inspect.cleandoc(one.__doc__ or "")) for name, one in ARRANGEMENTS.items()]
    yield from aligned(("ARRANGEMENT", "WHAT IT DOES"), [(n, _for_authors(d)) for n, d in rows])
    yield from ("", *_ABOUT_ARRANGEMENTS.splitlines())


def _for_authors(documentation: str) -> str:
    """Return the first paragraph of a docstring, as a phrase."""
    first, *_ = documentation.split("\n\n")
    return " ".join(first.split()).removeprefix("Return ").removesuffix(".")


def _indented(label: str, lines: Sequence[str]) -> Iterator[str]:
    yield f"  {label}"
    yield from (f"    {line}".rstrip() for line in lines)
