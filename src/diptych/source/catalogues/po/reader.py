"""Reads PO files.

It does not use polib, which reports neither the column of an error nor the position of each
character of a translation, and discards the previous source of obsolete messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from diptych.diagnostics import DiagnosticKind, Span, nearest
from diptych.markup.characters import FORBIDDEN, REORDERING, cleaned, name_of
from diptych.model.source_text import SourcePoint, SourceText
from diptych.source.catalogues.po.model import PoFile, PoMessage
from diptych.source.reading.diagnostic_kinds import FORBIDDEN_CHARACTER, REORDERING_CHARACTER
from diptych.source.reading.source_reader import SourceReader

BROKEN_CATALOGUE = DiagnosticKind(
    "LOC401",
    "broken-catalogue",
    "A catalogue cannot be read as a PO file, or uses features that are not supported here.",
)
REPEATED_MESSAGE = DiagnosticKind(
    "LOC402",
    "repeated-message",
    "A catalogue has two translations of one message; one would be lost, and translators' tools"
    " refuse the file.",
)
MESSAGE_WITHOUT_CONTEXT = DiagnosticKind(
    "LOC403",
    "message-without-context",
    "A message of a catalogue has no `msgctxt`, so it is unknown which text of which slide it is.",
)
_REPORTED = 20
"""How many forbidden characters are reported for one translation."""
_RANKS = {
    "msgctxt": 1,
    "msgid": 2,
    "msgid_plural": 3,
    "msgstr": 4,
}
"""The order of the parts of a message; previous texts, marked with `|`, have rank 0."""
_LAST = _RANKS["msgstr"]
_WORDS = ("msgctxt", "msgid", "msgstr")
_HEAD = re.compile(
    r"\s*(#~\|?|#\|)?\s*((?:msgctxt|msgid_plural|msgid|msgstr(?:\[\d*\])?)(?![\w\[]))?\s*"
)
"""The beginning of a line: an obsolete or previous mark, then a keyword, all of it optional."""
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
    """Return `text` as a PO file; report what is wrong with it.

    Return None if a line belongs to no message, or a message is incomplete, since that would be
    lost if the file were rewritten.
    """
    return _Reader(text.removeprefix("\ufeff"), file, source_reader).read()


class _Piece(NamedTuple):
    """One quoted string as written, with the position of its first character."""

    written: str
    line: int
    column: int


class _Draft:
    """A message while its lines are read."""

    def __init__(self, row: int) -> None:
        self.first = row
        self.last = row
        self.strings: dict[str, list[_Piece]] = {}
        self.words: dict[str, Span] = {}
        """The span of the keyword before each string."""
        self.open = ""
        """The keyword whose string the next line may continue."""
        self.rank = -1
        """The rank of the last part so far, from `_RANKS`."""
        self.is_obsolete = False
        self.is_broken = False
        self.comments: list[str] = []
        self.extracted: list[str] = []
        self.references: list[str] = []
        self.flags: list[str] = []

    @property
    def has_begun(self) -> bool:
        """Return whether it has more than comments."""
        return self.rank > 0


class _Reader:
    """Goes through the lines of a PO file once."""

    def __init__(self, text: str, file: str, source_reader: SourceReader) -> None:
        self.file = file
        self.source_reader = source_reader
        # A lone CR also ends a line, as in files of old tools; we never write one.
        self.lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.draft: _Draft | None = None
        self.header = ""
        self.footer = ""
        self.messages: list[PoMessage] = []
        self.known: dict[tuple[str, str | None], int] = {}
        """Line numbers of messages by context and source, and of current ones by context alone."""
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
        """Read a line that has a keyword, a quoted string, or both."""
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
        draft = self._continue(row, head) if head[2] is None else self._open(row, head)
        if rest:
            self._report_rest(draft, rest, span, has_text=bool(pieces))
        draft.strings.setdefault(draft.open, []).extend(pieces)

    def _pieces(self, row: int, line: str, at: int) -> tuple[list[_Piece], int]:
        """Return the quoted strings from `at` on, and where they end."""
        pieces = []
        while found := _STRING.match(line, at):
            pieces.append(_Piece(found[1], row + 1, found.start(1) + 1))
            at = found.end()
        return pieces, at

    def _open(self, row: int, head: re.Match[str]) -> _Draft:
        """Return the message to which the keyword at the beginning of a line belongs."""
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
        """Return whether a keyword of this rank begins a message; those after `msgid` do not."""
        so_far = -1 if self.draft is None else self.draft.rank
        return so_far == _LAST if rank == 0 else so_far >= rank and rank <= _RANKS["msgid"]

    def _continue(self, row: int, head: re.Match[str]) -> _Draft:
        """Return the message to which a line without a keyword belongs."""
        draft, mark = self._draft(row), head[1] or ""
        span = Span(self.file, row + 1, head.end() + 1)
        if not draft.open or draft.open.startswith("|") != mark.endswith("|"):
            message = "this text belongs to no `msgid` or `msgstr`"
            self._break(draft, span, message, "write the keyword before it, such as `msgstr`")
        elif not mark.endswith("|"):
            self._check_mark(draft, mark, span)
        return draft

    def _check_mark(self, draft: _Draft, mark: str, span: Span) -> None:
        if draft.is_obsolete != (mark == "#~"):
            message = "some lines of this message begin with `#~`, but others do not"
            self._break(draft, span, message, "write `#~` before all lines of an obsolete message")

    def _draft(self, row: int, *, begins: bool = False) -> _Draft:
        """Return the message to which a line belongs: a new one, or the current one."""
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
                self._break(draft, span, message, 'write `""` for an empty text')

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
        """Report a message without an id, or with that of another message."""
        ids: list[tuple[str, str | None]] = [(message.context, message.source)]
        if not message.is_obsolete and message.context:
            ids.append((message.context, None))
        elif not message.is_obsolete:
            hint = "`diptych locale update` writes messages with their `msgctxt`"
            what = "the message has no `msgctxt`"
            self.source_reader.report(MESSAGE_WITHOUT_CONTEXT, message.span, what, hint)
        first = next((self.known[one] for one in ids if one in self.known), None)
        if first is not None:
            what = f"message `{message.context or message.source}` is already in line {first}"
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
            message = f"the translation contains {name_of(found.group())}"
            self.source_reader.report(FORBIDDEN_CHARACTER, span, message, "remove it")
        for found in islice(REORDERING.finditer(place.text), _REPORTED):
            span = place.span(found.start(), 1)
            message = f"the translation contains {name_of(found.group())}"
            self.source_reader.report(REORDERING_CHARACTER, span, message, "remove it")
        return SourceText(place.file, cleaned(place.text), place.points)

    def _text(self, pieces: list[_Piece]) -> str:
        written = "".join(piece.written for piece in pieces)
        return self._place(pieces).text if "\\" in written else written

    def _place(self, pieces: list[_Piece]) -> SourceText:
        """Return the unescaped text of quoted strings, with the position of each character."""
        texts, points, offset = [], [], 0
        for piece in [piece for piece in pieces if piece.written] or pieces[:1]:
            for at, text in self._unescaped(piece):
                points.append(SourcePoint(offset, piece.line, piece.column + at))
                texts.append(text)
                offset += len(text)
        return SourceText(self.file, "".join(texts), tuple(points))

    def _unescaped(self, piece: _Piece) -> Iterator[tuple[int, str]]:
        """Yield the texts between escapes and the characters that escapes mean, with offsets."""
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
        """Report why a message is incomplete, only once: further errors follow from the first."""
        if not draft.is_broken:
            self.source_reader.report(BROKEN_CATALOGUE, span, message, hint)
        draft.is_broken = self.is_broken = True

    def _report_rest(self, draft: _Draft, rest: str, span: Span, *, has_text: bool) -> None:
        draft.is_broken = self.is_broken = True
        hint = 'write a quotation mark inside the text as `\\"`'
        if rest.startswith('"'):
            message = "the quoted text is not closed"
            hint = f'end the line with `"`; {hint}'
        elif has_text:
            message = "something follows the closing quotation mark"
        else:
            message, hint = "the text is not in quotation marks", 'write `"` before and after it'
        self.source_reader.report(BROKEN_CATALOGUE, span, message, hint)

    def _report_foreign(self, draft: _Draft, rest: str, span: Span) -> None:
        is_conflict = _CONFLICT.match(rest) is not None
        is_known = is_conflict and self.is_broken and not rest.startswith("<")
        draft.is_broken = self.is_broken = True
        if is_known:  # the middle or the end of a conflict
            return
        word = rest.split(maxsplit=1)[0]
        message = f"no line of a PO file begins with `{word}`"
        hint = 'write text in quotation marks `"`, and comments after `#`'
        if is_conflict:
            message = "the file has a merge conflict"
            hint = "choose one of the two versions, and remove the conflict markers"
        elif word.startswith("msg"):
            hint = nearest(word, _WORDS)
        self.source_reader.report(BROKEN_CATALOGUE, span, message, hint)

    def _report_escape(self, piece: _Piece, escape: re.Match[str]) -> None:
        span = Span(self.file, piece.line, piece.column + escape.start(), 2)
        message = f"the escape `{escape[0]}` has no meaning here"
        hint = "write the character itself; a backslash is `\\\\`"
        self.source_reader.report(BROKEN_CATALOGUE, span, message, hint)


def _is_remark(head: re.Match[str]) -> bool:
    """Return whether a line that begins with `#~` or `#|` is otherwise empty or a comment."""
    rest = head.string[head.end() :]
    return head[1] is not None and head[2] is None and (not rest or rest.startswith("#"))
