"""Formulas in TeX, read in a process of their own: what a stranger writes may never end."""

from __future__ import annotations

import atexit
import os
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from diptych.diagnostics import Diagnostic, Span
from diptych.isolation.jobs import FORMULA
from diptych.markup.diagnostic_kinds import BAD_FORMULA, MATH_AS_TEXT
from diptych.model.formula import Formula, Node
from diptych.model.source_text import SourceText

if TYPE_CHECKING:
    from diptych.isolation.process import IsolatedProcess

LONGEST = 4000
"""In characters, far more than a slide can show."""
_SECONDS, _MEMORY = 8, 1 << 29
"""Processor time and bytes of address space for one formula; QuickJS ends it much sooner."""
_VARIABLE = re.compile(
    r"\{\{(?: [A-Za-z_][\w.]+(?: *\|[^{}]*)? |[A-Za-z_]\w*\.[A-Za-z_][\w.]*)\}\}"
)
"""A word between spaces in double braces, or a name with a dot: nobody writes TeX so."""
_COMMENT = re.compile(r"(?<!\\)(?:\\\\)*(?=%)")
_INSTALL = "`pip install quickjs-ng`; write `\\$` where you mean a dollar sign"
_WORDS = "write TeX as in LaTeX, KaTeX or Temml; `\\$` where you mean a dollar sign"
_processes: dict[int, IsolatedProcess] = {}
"""The process that reads formulas, by the process that started it, since its pipes must not be
shared after a fork. It ends with this program."""


class BadFormula(Struct, frozen=True):
    """Why something is not a formula."""

    fault: str
    at: int | None = None
    """The offset of the place in the TeX; None for all of it."""
    instead: str = ""
    """What may have been meant, in TeX, if that is known."""


class NoReader(Struct, frozen=True):
    """That formulas cannot be read here, as a package is not installed."""


class _Answer(Struct):
    tree: Node | None = None
    width: float = 0
    ascent: float = 0
    depth: float = 0
    fault: str = ""
    at: int | None = None
    instead: str = ""


_answers = msgspec.json.Decoder(_Answer)


@lru_cache(maxsize=4096)
def read_formula(tex: str, *, is_display: bool) -> Formula | BadFormula | NoReader:
    """Return the formula that is written in TeX, or why there is none."""
    if (bad := _hopeless(tex)) is not None:
        return bad
    from diptych.isolation.process import FailedJobError, MissingPackageError

    form = b"block" if is_display else b"inline"
    try:
        data = _process().do(FORMULA, (tex.encode("utf-8", "replace"), form))
    except MissingPackageError:
        return NoReader()
    except FailedJobError as error:
        return BadFormula(str(error))
    answer = _answers.decode(data)
    if answer.tree is None:
        return BadFormula(answer.fault, _in_code_points(tex, answer.at), answer.instead)
    return Formula(
        tex=tex,
        tree=answer.tree,
        width=answer.width,
        ascent=answer.ascent,
        depth=answer.depth,
    )


def _hopeless(tex: str) -> BadFormula | None:
    """Return what is wrong with TeX that need not be read to know; None for nothing."""
    if len(tex) > LONGEST:
        return BadFormula(f"it has {len(tex):,} characters, and formulas at most {LONGEST:,}")
    if not tex.strip():
        return BadFormula("it is empty")
    comment = _COMMENT.search(tex)
    if comment is not None and "\n" not in tex:
        return BadFormula("`%` begins a comment, in which the rest is lost", comment.end())
    return None


def formula_at(place: SourceText, *, is_display: bool) -> Formula | Diagnostic:
    """Return the formula at a place, or why there is none: one for each, as reasons differ."""
    read = read_formula(place.text.strip(), is_display=is_display)
    if isinstance(read, Formula):
        return read
    start = len(place.text) - len(place.text.lstrip())
    if isinstance(read, NoReader):
        message = "a formula is shown as its text, since formulas cannot be read here"
        tex = place.text.strip()
        return MATH_AS_TEXT.at(place.span(start), message, hint=_INSTALL, subject=tex)
    at = place.span(start) if read.at is None else place.span(start + read.at, 1)
    hint = f"did you mean `{read.instead}`?" if read.instead else _WORDS
    return BAD_FORMULA.at(at, f"this formula cannot be read: {read.fault}", hint=hint)


def in_formula(name: str) -> tuple[str, str]:
    """Return what is said of a variable in a formula, and a hint."""
    message = f"`{name}` in a formula is TeX, and no variable is filled in there"
    return message, "write its value, or the variable in the text beside the formula"


def variables_in(place: SourceText) -> Iterator[tuple[Span, str]]:
    """Yield what is written as a variable in a formula, where it is TeX, and where it stands."""
    for found in _VARIABLE.finditer(place.text):
        yield place.span(found.start(), len(found[0])), found[0]


def _in_code_points(tex: str, at: int | None) -> int | None:
    """Return an offset, which JavaScript counts in UTF-16, in characters."""
    if at is None or tex.isascii():
        return at
    return len(tex.encode("utf-16-le")[: 2 * at].decode("utf-16-le", "ignore"))


def _process() -> IsolatedProcess:
    from diptych.isolation.process import IsolatedProcess

    process = _processes.get(os.getpid())
    if process is None:
        process = _processes[os.getpid()] = IsolatedProcess("quickjs", _SECONDS, _MEMORY)
        atexit.register(process.close)
    return process
