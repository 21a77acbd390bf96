"""PO files read.

By a reader of our own, because polib says neither the column of what is wrong nor where each
character of a translation stands, and forgets what obsolete messages were before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from diptych.diagnostics import DiagnosticKind, Span, nearest
from diptych.markup.characters import FORBIDDEN, cleaned, name_of
from diptych.model.source_text import SourcePoint, SourceText
from diptych.source.catalogues.po.model import PoFile, PoMessage
from diptych.source.reading.diagnostic_kinds import FORBIDDEN_CHARACTER
from diptych.source.reading.source_reader import SourceReader

BROKEN_CATALOGUE = DiagnosticKind(
    "LOC401",
    "broken-catalogue",
    "A catalogue cannot be read as a PO file, or uses features that are not supported here.",
)
REPEATED_MESSAGE = DiagnosticKind(
    "LOC402",
    "repeated-message",
    "A catalogue holds two translations of one message; one would be lost, and the tools of"
    " translators refuse the file.",
)
MESSAGE_WITHOUT_CONTEXT = DiagnosticKind(
    "LOC403",
    "message-without-context",
    "A message of a catalogue has no `msgctxt`, so nothing says which text of which slide it is.",
)
_REPORTED = 20
"""Forbidden characters of one translation that are reported."""
_RANKS = {
    "msgctxt": 1,
    "msgid": 2,
    "msgid_plural": 3,
    "msgstr": 4,
}
"""The order of what a message consists of; what it was before, named with a `|`, is of rank 0."""
_LAST = _RANKS["msgstr"]
_WORDS = ("msgctxt", "msgid", "msgstr")
_HEAD = re.compile(
    r"\s*(#~\|?|#\|)?\s*((?:msgctxt|msgid_plural|msgid|msgstr(?:\[\d*\])?)(?![\w\[]))?\s*"
)
"""How a line begins: obsolete or previous, then a word; all of it may be missing."""
_STRING = re.compile(r'"((?:[^"\\]|\\.)*+)"\s*')
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = {
    "n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f", "a": "\a", "\\": "\\",
    '"': '"',
}  # fmt: skip
_CONFLICT = re.compile(r"([<=>|])\1{6}(?![<=>|])")
_REFERENCE = re.compile("\u2068([^\u2069]*)\u2069|(\\S+)")
_CHARSET = re.compile(r"charset=([^\s;\\]+)", re.IGNORECASE)


def read_po(text: str, file: str, source_reader: SourceReader) -> PoFile | None:
    """Return the PO file that `text` is; what is wrong with it is reported.

    None if a line of it belongs to no message, or a message is not whole: who would write the file
    anew would lose that.
    """
    return _Reader(text.removeprefix("\ufeff"), file, source_reader).read()


class _Piece(NamedTuple):
    """One text in quotation marks as it is written, and where its first character stands."""

    written: str
    line: int
    column: int


class _Draft:
    """What is known of a message while its lines are read."""

    def __init__(self, row: int) -> None:
        self.first = row
        self.last = row
        self.strings: dict[str, list[_Piece]] = {}
        self.words: dict[str, Span] = {}
        """Where the word before each string stands."""
        self.open = ""
        """The word whose string the next line may go on with."""
        self.rank = -1
        """How far the message is, by `_RANKS`."""
        self.is_obsolete = False
        self.is_broken = False
        self.comments: list[str] = []
        self.extracted: list[str] = []
        self.references: list[str] = []
        self.flags: list[str] = []

    @property
    def has_begun(self) -> bool:
        """Return whether there is more of it than comments."""
        return self.rank > 0


class _Reader:
    """Goes through the lines of a PO file once."""

    def __init__(self, text: str, file: str, source_reader: SourceReader) -> None:
        self.file = file
        self.source_reader = source_reader
        # A lone CR ends a line too, as it does for whoever still writes them; we write none.
        self.lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.draft: _Draft | None = None
        self.header = ""
        self.footer = ""
        self.messages: list[PoMessage] = []
        self.known: dict[tuple[str, str | None], int] = {}
        """The lines of messages, by context and source; of current ones by context alone too."""
        self.is_broken = False

    def read(self) -> PoFile | None:
        for row, line in enumerate(self.lines):
            written = line.strip()
            if written.startswith("#") and written[1:2] not in {"~", "|"}:
                self._comment(row, written)
            elif written:
                self._line(row, line)
        self._finish()
        if self.is_broken:
            return None
        messages = tuple(self.messages)
        return PoFile(
            header=self.header, messages=messages, footer=self.footer, newline=self.newline
        )

    def _comment(self, row: int, written: str) -> None:
        draft = self._draft(row, begins=self.draft is not None and self.draft.rank == _LAST)
        rest = written[2:].strip()
        match written[:2]:
            case "#.":
                draft.extracted.append(rest)
            case "#:":
                draft.references += (one or other for one, other in _REFERENCE.findall(rest))
            case "#,":
                draft.flags += filter(None, map(str.strip, rest.split(",")))
            case _:
                draft.comments.append(written)

    def _line(self, row: int, line: str) -> None:
        """Read a line that has a word, a text in quotation marks, or both."""
        head = _HEAD.match(line)
        if head is None or _is_remark(head):
            self._comment(row, line.strip())
            return
        pieces, end = self._pieces(row, line, head.end())
        rest = line[end:].rstrip()
        span = Span(self.file, row + 1, end + 1, max(1, len(rest)))
        if rest and not pieces and not head[2] and not rest.startswith('"'):
            self._report_foreign(self._draft(row), rest, span)
            return
        draft = self._go_on(row, head) if head[2] is None else self._open(row, head)
        if rest:
            self._report_rest(draft, rest, span, has_text=bool(pieces))
        draft.strings.setdefault(draft.open, []).extend(pieces)

    def _pieces(self, row: int, line: str, at: int) -> tuple[list[_Piece], int]:
        """Return the texts in quotation marks from `at` on, and where they end."""
        pieces = []
        while found := _STRING.match(line, at):
            pieces.append(_Piece(found[1], row + 1, found.start(1) + 1))
            at = found.end()
        return pieces, at

    def _open(self, row: int, head: re.Match[str]) -> _Draft:
        """Return the message that the word at the beginning of a line belongs to."""
        mark, word = head[1] or "", head[2]
        name = f"|{word}" if mark.endswith("|") else word
        rank = _RANKS.get(name, 0 if name.startswith("|") else _LAST)
        span = Span(self.file, row + 1, head.start(2) + 1, len(word))
        draft = self._draft(row, begins=self._begins(rank))
        if name in draft.strings:
            message = f"`{word}` occurs twice in one message"
            self._break(draft, span, message, "put `msgctxt` and `msgid` before each `msgstr`")
        if rank > 0 and draft.has_begun:
            self._check_mark(draft, mark, span)
        elif rank > 0:
            draft.is_obsolete = mark == "#~"
        draft.words.setdefault(name, span)
        draft.open, draft.rank = name, max(rank, draft.rank)
        return draft

    def _begins(self, rank: int) -> bool:
        """Return whether a word of this rank begins a message; what follows `msgid` does not."""
        so_far = -1 if self.draft is None else self.draft.rank
        return so_far == _LAST if rank == 0 else so_far >= rank and rank <= _RANKS["msgid"]

    def _go_on(self, row: int, head: re.Match[str]) -> _Draft:
        """Return the message that a line without a word belongs to."""
        draft, mark = self._draft(row), head[1] or ""
        span = Span(self.file, row + 1, head.end() + 1)
        if not draft.open or draft.open.startswith("|") != mark.endswith("|"):
            message = "this text belongs to no `msgid` and no `msgstr`"
            self._break(draft, span, message, "write the word before it, such as `msgstr`")
        elif not mark.endswith("|"):
            self._check_mark(draft, mark, span)
        return draft

    def _check_mark(self, draft: _Draft, mark: str, span: Span) -> None:
        if draft.is_obsolete != (mark == "#~"):
            message = "some lines of this message begin with `#~`, others do not"
            self._break(draft, span, message, "write `#~` before all lines of an obsolete message")

    def _draft(self, row: int, *, begins: bool = False) -> _Draft:
        """Return the message that a line belongs to: a new one, or the one that is being read."""
        if begins:
            self._finish()
        if self.draft is None:
            self.draft = _Draft(row)
        self.draft.last = row
        return self.draft

    def _finish(self) -> None:
        draft, self.draft = self.draft, None
        if draft is None:
            return
        self._check_whole(draft)
        if not draft.has_begun:
            self.footer = self._raw(draft)
        elif not draft.is_broken:
            self._add(draft)

    def _check_whole(self, draft: _Draft) -> None:
        if not draft.has_begun:
            return
        first = next(span for name, span in draft.words.items() if not name.startswith("|"))
        if "msgid" not in draft.words:
            self._break(draft, first, "the message has no `msgid`")
        if draft.rank < _LAST:
            hint = 'write `msgstr ""` if it is not translated'
            self._break(draft, first, "the message has no `msgstr`", hint)
        for name, span in draft.words.items():
            if not draft.strings[name]:
                message = f"`{name.removeprefix('|')}` has no text"
                self._break(draft, span, message, 'write `""` for an empty one')

    def _add(self, draft: _Draft) -> None:
        strings = draft.strings
        self._check_plural(draft)
        message = PoMessage(
            raw=self._raw(draft),
            context=self._text(strings["msgctxt"]) if "msgctxt" in strings else "",
            source=self._text(strings["msgid"]),
            translation=self._translation(strings),
            span=draft.words["msgid"],
            previous=self._text(strings["|msgid"]) if "|msgid" in strings else None,
            flags=tuple(draft.flags),
            is_obsolete=draft.is_obsolete,
            comments=tuple(draft.comments),
            extracted=tuple(draft.extracted),
            references=tuple(draft.references),
        )
        if message.source or message.is_obsolete or "msgctxt" in strings:
            self._check_identity(message)
            self.messages.append(message)
        elif not self.header:
            self.header = message.raw
            self._check_charset(message.translation)
        else:
            self.messages.append(message)
            hint = "keep one of them"
            self.source_reader.report(
                REPEATED_MESSAGE, message.span, "this is a second header", hint
            )

    def _check_plural(self, draft: _Draft) -> None:
        plural = (word for word in draft.words if word == "msgid_plural" or "[" in word)
        for word in islice(plural, 1):
            hint = "write one `msgid` and one `msgstr`"
            message = "plural forms are not supported"
            self.source_reader.report(BROKEN_CATALOGUE, draft.words[word], message, hint)

    def _check_identity(self, message: PoMessage) -> None:
        """Report a message that has no id, or that of another one."""
        ids: list[tuple[str, str | None]] = [(message.context, message.source)]
        if not message.is_obsolete and message.context:
            ids.append((message.context, None))
        elif not message.is_obsolete:
            hint = "`diptych locale update` writes messages with their `msgctxt`"
            what = "the message has no `msgctxt`"
            self.source_reader.report(MESSAGE_WITHOUT_CONTEXT, message.span, what, hint)
        first = next((self.known[one] for one in ids if one in self.known), None)
        if first is not None:
            what = f"message `{message.context or message.source}` stands in line {first} already"
            self.source_reader.report(REPEATED_MESSAGE, message.span, what, "keep one of them")
        for one in ids:
            self.known.setdefault(one, message.span.line)

    def _check_charset(self, header: SourceText) -> None:
        found = _CHARSET.search(header.text)
        if found and found[1].lower() not in {"utf-8", "utf8"}:
            span = header.span(found.start(1), len(found[1]))
            hint = "write `charset=UTF-8`, and save the file as UTF-8"
            message = f"the header says that the file is encoded in `{found[1]}`"
            self.source_reader.report(BROKEN_CATALOGUE, span, message, hint)

    def _translation(self, strings: Mapping[str, list[_Piece]]) -> SourceText:
        pieces = next(pieces for name, pieces in strings.items() if name.startswith("msgstr"))
        place = self._place(pieces)
        for found in islice(FORBIDDEN.finditer(place.text), _REPORTED):
            span = place.span(found.start(), 1)
            message = f"the translation holds {name_of(found.group())}"
            self.source_reader.report(FORBIDDEN_CHARACTER, span, message, "remove it")
        return SourceText(place.file, cleaned(place.text), place.points)

    def _text(self, pieces: list[_Piece]) -> str:
        written = "".join(piece.written for piece in pieces)
        return self._place(pieces).text if "\\" in written else written

    def _place(self, pieces: list[_Piece]) -> SourceText:
        """Return what pieces of a string mean, and where each character of that stands."""
        texts, points, offset = [], [], 0
        for piece in [piece for piece in pieces if piece.written] or pieces[:1]:
            for at, text in self._stretches(piece):
                points.append(SourcePoint(offset, piece.line, piece.column + at))
                texts.append(text)
                offset += len(text)
        return SourceText(self.file, "".join(texts), tuple(points))

    def _stretches(self, piece: _Piece) -> Iterator[tuple[int, str]]:
        """Yield the text between escapes, and what each escape means, with where it begins."""
        written, at = piece.written, 0
        for escape in _ESCAPE.finditer(written) if "\\" in written else ():
            if at < escape.start():
                yield at, written[at : escape.start()]
            if escape[1] not in _ESCAPES:
                self._report_escape(piece, escape)
            yield escape.start(), _ESCAPES.get(escape[1], escape[0])
            at = escape.end()
        if at < len(written) or not written:
            yield at, written[at:]

    def _raw(self, draft: _Draft) -> str:
        return "\n".join(self.lines[draft.first : draft.last + 1]).removesuffix("\r")

    def _break(self, draft: _Draft, span: Span, message: str, hint: str | None = None) -> None:
        """Report why a message is not whole, once: the rest follows from that."""
        if not draft.is_broken:
            self.source_reader.report(BROKEN_CATALOGUE, span, message, hint)
        draft.is_broken = self.is_broken = True

    def _report_rest(self, draft: _Draft, rest: str, span: Span, *, has_text: bool) -> None:
        draft.is_broken = self.is_broken = True
        hint = 'write a quotation mark inside the text as `\\"`'
        if rest.startswith('"'):
            message = "the text in quotation marks is not closed"
            hint = f'end the line with `"`; {hint}'
        elif has_text:
            message = "something follows the closing quotation mark"
        else:
            message, hint = "the text is not in quotation marks", 'write `"` before and behind it'
        self.source_reader.report(BROKEN_CATALOGUE, span, message, hint)

    def _report_foreign(self, draft: _Draft, rest: str, span: Span) -> None:
        is_conflict = _CONFLICT.match(rest) is not None
        is_known = is_conflict and self.is_broken and not rest.startswith("<")
        draft.is_broken = self.is_broken = True
        if is_known:  # the middle or the end of a conflict
            return
        word = rest.split(maxsplit=1)[0]
        message = f"no line of a PO file begins with `{word}`"
        hint = 'write text in quotation marks, `"`, and `#` before a comment'
        if is_conflict:
            message = "the file has a merge conflict"
            hint = "choose one of the two versions, and remove the lines that mark them"
        elif word.startswith("msg"):
            hint = nearest(word, _WORDS)
        self.source_reader.report(BROKEN_CATALOGUE, span, message, hint)

    def _report_escape(self, piece: _Piece, escape: re.Match[str]) -> None:
        span = Span(self.file, piece.line, piece.column + escape.start(), 2)
        message = f"the escape `{escape[0]}` has no meaning here"
        hint = "write the character itself; a backslash is `\\\\`"
        self.source_reader.report(BROKEN_CATALOGUE, span, message, hint)


def _is_remark(head: re.Match[str]) -> bool:
    """Return whether a line that begins with `#~` or `#|` has nothing behind it, or a comment."""
    rest = head.string[head.end() :]
    return head[1] is not None and head[2] is None and (not rest or rest.startswith("#"))
