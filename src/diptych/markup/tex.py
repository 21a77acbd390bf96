"""TeX commands in Markdown (Pandoc manual, "Extension: raw_tex"), and the meaning of some."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

STYLES: Mapping[str, str] = {
    **dict.fromkeys(("textbf", "alert", "structure"), "strong"),
    **dict.fromkeys(("emph", "textit", "textsl"), "em"),
    **dict.fromkeys(("underline", "uline"), "u"),
    **dict.fromkeys(("sout", "st"), "s"),
    "hl": "mark",
    "textsuperscript": "sup",
    "textsubscript": "sub",
}
"""Commands that style their words, with the kind of token that has the same effect."""

WORDS = frozenset(
    [
        "text",
        "textnormal",
        "textrm",
        "textsf",
        "textsc",
        "textup",
        "textmd",
        "mbox",
        "hbox",
        "makebox",
        "fbox",
        "colorbox",
        "textcolor",
        "resizebox",
        "scalebox",
        "parbox",
        "only",
        "uncover",
        "visible",
        "onslide",
    ]
)
"""Commands that only change the style or position of the words in their last braces."""

_SIZES = (
    *("tiny", "scriptsize", "footnotesize", "small", "normalsize"),
    *("large", "Large", "LARGE", "huge", "Huge"),
)
"""Sizes of type, as commands and as environments."""

SWITCHES = frozenset(
    [
        *_SIZES,
        "centering",
        "raggedright",
        "raggedleft",
        "bfseries",
        "itshape",
        "ttfamily",
        "sffamily",
        "rmfamily",
        "mdseries",
        "upshape",
        "normalfont",
        "noindent",
        "smallskip",
        "medskip",
        "bigskip",
        "vfill",
        "hfill",
        "par",
        "newpage",
        "clearpage",
    ]
)
"""Commands that change the look of what follows, or where it stands; nothing is shown of them."""

SYMBOLS: Mapping[str, str] = {
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "S": "§",
    "P": "¶",
    "copyright": "©",
    "textcopyright": "©",
    "textregistered": "®",
    "texttrademark": "™",
    "dots": "…",
    "ldots": "…",
    "textellipsis": "…",
    "textendash": "–",
    "textemdash": "—",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textbullet": "•",
    "textdegree": "°",
    "degree": "°",
    "euro": "€",
    "texteuro": "€",
    "pounds": "£",
    "quad": " ",
    "qquad": " ",
    "space": " ",
}
"""Commands that stand for characters."""

BREAKS = frozenset(("newline", "linebreak"))
"""Commands that end a line."""

LAYOUT = frozenset(
    [
        "center",
        "flushleft",
        "flushright",
        "raggedright",
        *_SIZES,
        "minipage",
        "quote",
        "quotation",
        "block",
        "exampleblock",
        "alertblock",
    ]
)
"""Environments that only change the position or size of their text, which is shown without them."""

BARE = frozenset((*SYMBOLS, *BREAKS, *SWITCHES, "pause"))
"""Commands without arguments: braces after them end the name, or are a group with words."""

_ARITY: Mapping[str, int] = {
    **dict.fromkeys((*BARE, *STYLES, *WORDS, "texttt", "url", "footnote"), 1),
    **dict.fromkeys(("href", "textcolor", "colorbox", "scalebox", "parbox"), 2),
    "resizebox": 3,
}
"""How many arguments known commands have; others take all braces that follow."""

_COMMAND = re.compile(r"\\([A-Za-z]+)\*?")
_OPTIONS = re.compile(r"(?:\[[^\[\]\n]*\]|<[\w,+|@.-]*>)*")
"""What may be between a command and its braces: options, and Beamer's steps, `<2->`."""
_STEPS = re.compile(r"(?:<[\w,+|@.-]*>)*")
_NUMBER = re.compile(r"(?:\[\d\])?")
_WITH_OPTIONS = frozenset(("makebox", "parbox", "footnote", "href", "textcolor", "colorbox"))
"""Known commands with options; after others, brackets are text."""
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_NAME = re.compile(r"\{([A-Za-z]+\*?)\}")


class Command(NamedTuple):
    """A command with its arguments, by their offsets."""

    name: str
    arguments: tuple[tuple[int, int], ...]
    """Start and end offset of the contents of each pair of braces."""
    end: int
    environment: str = ""
    """The name of the environment that it begins or ends."""

    def inside(self, source: str) -> str:
        """Return the contents of its last braces; empty if it has none."""
        return source[slice(*self.arguments[-1])] if self.arguments else ""


def braces(source: str) -> dict[int, int]:
    """Return the offset of each closing brace by that of its opening brace."""
    pairs: dict[int, int] = {}
    open_: list[int] = []
    for found in _BRACE.finditer(source):
        if found.group() == "{":
            open_.append(found.start())
        elif found.group() == "}" and open_:
            pairs[open_.pop()] = found.start()
    return pairs


def read_command(source: str, start: int, maximum: int, pairs: Mapping[int, int]) -> Command | None:
    r"""Return the command that begins with the `\` at `start`; None if there is none.

    `pairs` are the `braces` of the source. An environment not in `LAYOUT` is one command from its
    `\begin` to its `\end`.
    """
    found = _COMMAND.match(source, start, maximum)
    if found is None:
        return None
    name, at, arguments = found[1], found.end(), list[tuple[int, int]]()
    arity = _ARITY.get(name, maximum)
    while len(arguments) < arity:
        start = _after_options(name, source, at, maximum)
        end = None if source.startswith("{{", start) else pairs.get(start)
        if end is None or end >= maximum:
            break
        arguments.append((start + 1, end))
        at = end + 1
    if name not in _ARITY or name in BARE or not arguments:
        at = _after_options(name, source, at, maximum)
    command = Command(name, tuple(arguments), at)
    return _environment(source, command, found.end(), maximum)


def _after_options(name: str, source: str, at: int, maximum: int) -> int:
    """Return where the options of a command that begin at `at` end; `at` if there are none."""
    options = _OPTIONS if name not in _ARITY or name in _WITH_OPTIONS else _STEPS
    found = (_NUMBER if name in BARE else options).match(source, at, maximum)
    return found.end() if found else at


def _environment(source: str, command: Command, after: int, maximum: int) -> Command:
    name = _NAME.match(source, after, maximum)
    if command.name not in {"begin", "end"} or name is None:
        return command
    command = command._replace(environment=name[1])
    if command.name == "end" or name[1] in LAYOUT:
        return command
    end = source.find(f"\\end{name[0]}", command.end, maximum)
    return command if end < 0 else command._replace(end=end + len(f"\\end{name[0]}"))
