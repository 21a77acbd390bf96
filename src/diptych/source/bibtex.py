"""BibTeX and biblatex files as CSL items, which references are made of.

Only what a short citation shows is taken: names, title, year, where it was published, its address.
LaTeX in it becomes plain text.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from diptych.diagnostics import Span
from diptych.model.source_text import one_line
from diptych.source.reading.diagnostic_kinds import BAD_BIBTEX
from diptych.source.reading.source_reader import SourceReader
from diptych.source.yaml.tree import Data, Entry, Value

if TYPE_CHECKING:
    from bibtexparser.model import Block
    from bibtexparser.model import Entry as Work

_WRITTEN = {
    "title-short": ("shorttitle",),
    "container-title": ("journal", "journaltitle", "booktitle", "maintitle"),
    "publisher": ("publisher", "institution", "school", "organization"),
    "issued": ("date", "year"),
}
"""CSL variables by the fields that give them; the first one given is used."""
_INHERITED = {
    "booktitle": ("booktitle", "title"),
    **{name: (name,) for name in ("date", "year", "publisher", "organization", "editor")},
}
"""What an entry has from the one that it names in `crossref`, by its own field."""
_LONGEST = 2_000
"""Characters of LaTeX that are converted; no title or list of names is longer."""
_REPORTED = 20
_KEY = re.compile(r"@\w+\s*[{(]\s*([^\s,{}()]+)\s*,")
"""The key of an entry."""
_URL = re.compile(r"\\url\s*\{([^{}\s]+)\}")
_ARXIV = re.compile(r"(?:arXiv:\s*)?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z.-]{2,20}/\d{7})", re.IGNORECASE)
_SIGNS = {"---": "—", "--": "–", "``": "“", "''": "”", "~": "\N{NO-BREAK SPACE}", "{": "", "}": ""}
"""What stands for other characters in LaTeX without a backslash."""
_SIGN = re.compile("|".join(map(re.escape, _SIGNS)))
_MATH = re.compile(r"(?<!\\)\$[^$]+(?<!\\)\$|\\ensuremath\s*\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
_SHIFTED = re.compile(r"([_^])(?:\{([0-9+-]+)\}|([0-9]))|\\text(sub|super)script\s*\{([0-9+-]+)\}")
"""Figures below or above the line, as in the H₂O of a title."""
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def bibtex_items(text: str, file: str, reader: SourceReader) -> tuple[Value, ...]:
    """Return the entries of a BibTeX file as CSL items, and report those that cannot be read."""
    works: dict[str, Work] = {}
    failures: list[tuple[Block, str]] = []
    for block in _blocks(text):
        work, failure = _work(block)
        if work is not None:
            works[work.key] = work
        if failure is not None:
            failures.append((block, failure))
    broken = {key: block for block, _ in failures for key in _broken(block) if key not in works}
    hint = "compare it with another entry, such as one that your reference manager exports"
    for block, failure in failures[:_REPORTED]:
        reader.report(BAD_BIBTEX, _span(block, file), failure, hint)
    return (
        *(_item(work, works, file) for work in works.values()),
        *(_mapping({"id": key}, _span(block, file)) for key, block in broken.items()),
    )


def _broken(block: Block) -> Iterator[str]:
    """Yield the keys of entries that cannot be read, which are cited as they are written."""
    from bibtexparser.model import DuplicateBlockKeyBlock, ParsingFailedBlock

    if isinstance(block, ParsingFailedBlock) and not isinstance(block, DuplicateBlockKeyBlock):
        yield from _KEY.findall(block.raw or "")


def _span(block: Block, file: str) -> Span:
    return Span(file, (block.start_line or 0) + 1)


def _blocks(text: str) -> list[Block]:
    from bibtexparser.entrypoint import parse_string  # few talks have such a file

    _silence("bibtexparser")
    return parse_string(text).blocks


def _silence(package: str) -> None:
    """Let a package log nothing on the terminal: what it has to say is reported as a diagnostic."""
    log = logging.getLogger(package)
    log.propagate = False
    if not log.handlers:
        log.addHandler(logging.NullHandler())


def _work(block: Block) -> tuple[Work | None, str | None]:
    """Return the entry in a block of a BibTeX file, and what is wrong with the block."""
    from bibtexparser.model import (
        DuplicateBlockKeyBlock,
        DuplicateFieldKeyBlock,
        Entry,
        ParsingFailedBlock,
    )

    match block:
        case Entry(key=""):
            return None, "an entry has no key"
        case Entry():
            return block, None
        case DuplicateBlockKeyBlock(key=key):
            return None, f"entry `{key}` exists twice; the first is used"
        case DuplicateFieldKeyBlock(duplicate_keys=keys, ignore_error_block=Entry() as entry):
            names = ", ".join(f"`{name}`" for name in sorted(keys))
            return entry, f"entry `{entry.key}` has {names} twice; the first is used"
        case ParsingFailedBlock():
            broken = next(_broken(block), "")
            named = f"entry `{broken}`, shown as its key," if broken else "an entry"
            return None, f"{named} cannot be read: its braces, quotes or commas do not match"
        case _:  # strings, comments
            return None, None


def _item(work: Work, works: Mapping[str, Work], file: str) -> Value:
    """Return the CSL item of an entry."""
    span = _span(work, file)
    fields = _fields(work)
    parent = works.get(fields.get("crossref", ""))
    if parent is not None and parent is not work:
        above = _fields(parent)
        for name, sources in _INHERITED.items():
            found = next((above[one] for one in sources if one in above), None)
            if found is not None:
                fields.setdefault(name, found)
    variables: dict[str, Data] = {"id": work.key}
    for role in ("author", "editor"):
        if role in fields:
            variables[role] = tuple(_value(one, span) for one in _people(fields[role], span))
    title = ": ".join(plain_tex(fields[one]) for one in ("title", "subtitle") if one in fields)
    variables |= {"title": title} if title else {}
    for name, sources in _WRITTEN.items():
        found = next((fields[one] for one in sources if fields.get(one)), None)
        if found is not None:
            variables[name] = plain_tex(found)
    address = _address(fields)
    variables |= {"URL": address} if address else {}
    return _mapping(variables, span)


def _fields(work: Work) -> dict[str, str]:
    """Return the fields of an entry by their names in lower case; of two the first."""
    found: dict[str, str] = {}
    for field in work.fields:
        found.setdefault(field.key.lower(), str(field.value).strip())
    return found


def _address(fields: Mapping[str, str]) -> str:
    """Return where a work is found: its address, that of its DOI, or on arXiv."""
    if url := fields.get("url", "").replace("\\", ""):
        return url
    if doi := fields.get("doi", "").replace("\\", ""):
        return doi if "://" in doi else f"https://doi.org/{doi}"
    for name in ("howpublished", "note"):
        if found := _URL.search(fields.get(name, "")):
            return found[1].replace("\\", "")
    archive = fields.get("archiveprefix", fields.get("eprinttype", "arxiv")).lower()
    eprint = _ARXIV.fullmatch(fields.get("eprint", "")) if archive == "arxiv" else None
    journal = fields.get("journal", "")
    found = eprint or (_ARXIV.search(journal) if "arxiv:" in journal.lower() else None)
    return f"https://arxiv.org/abs/{found[1]}" if found else ""


def _people(written: str, span: Span) -> Iterator[Data]:
    """Yield the names in an `author` or `editor` (BibTeX, "Names")."""
    from bibtexparser.middlewares.names import (
        InvalidNameError,
        parse_single_name_into_parts,
        split_multiple_persons_names,
    )

    for name in split_multiple_persons_names(written[:_LONGEST]):
        literal: Data = {"literal": _entry("literal", plain_tex(name), span)}
        if name.startswith("{") and name.endswith("}"):  # an organisation
            yield literal
            continue
        try:
            parts = parse_single_name_into_parts(name)
        except InvalidNameError:
            yield literal
            continue
        named = {
            "family": " ".join(parts.last),
            "non-dropping-particle": " ".join(parts.von),
            "given": " ".join(parts.first),
        }
        yield {key: _entry(key, plain_tex(value), span) for key, value in named.items() if value}


def plain_tex(written: str) -> str:
    """Return LaTeX as plain text on one line."""
    text = written[:_LONGEST]
    if "\\" in text or "$" in text:
        shifted = _MATH.sub(lambda math: _SHIFTED.sub(_shifted, math[0]), text)
        text = _converted(_SHIFTED.sub(_shifted_word, shifted))
    else:
        text = _SIGN.sub(lambda sign: _SIGNS[sign[0]], text)
    return " ".join(text.split())


def _shifted(found: re.Match[str]) -> str:
    """Return figures of a formula, or in a text, as signs below or above the line."""
    sign, braced, figure, word, figures = found.groups()
    is_lower = "_" in (sign or "") or word == "sub"
    return (braced or figure or figures or "").translate(_LOWERED if is_lower else _RAISED)


def _shifted_word(found: re.Match[str]) -> str:
    """Return the same for what stands outside of formulas, where `_` and `^` are only signs."""
    return found[0] if found[1] else _shifted(found)


def _converted(written: str) -> str:
    from pylatexenc.latex2text import LatexNodes2Text
    from pylatexenc.latexwalker import LatexWalkerError

    _silence("pylatexenc")
    try:
        return str(LatexNodes2Text(keep_comments=True).latex_to_text(written))
    except (LatexWalkerError, RecursionError, ValueError, IndexError):
        return _SIGN.sub(lambda sign: _SIGNS[sign[0]], written)


def _mapping(variables: Mapping[str, Data], span: Span) -> Value:
    return _value({key: _entry(key, data, span) for key, data in variables.items()}, span)


def _entry(key: str, data: Data, span: Span) -> Entry:
    return Entry(key, span, _value(data, span))


def _value(data: Data, span: Span) -> Value:
    text = data if isinstance(data, str) else ""
    return Value(data, span, one_line(span.file, text, span.line, span.column))
