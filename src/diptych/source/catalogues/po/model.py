"""PO files with their original lines, so that nothing a translator wrote is ever lost."""

from __future__ import annotations

from msgspec import Struct

from diptych.diagnostics import Span
from diptych.model.catalogue import Catalogue, Entry
from diptych.model.source_text import SourceText

KEEP = "keep"
"""The flag of a translation that is intentionally the same as its source."""
FUZZY = "fuzzy"


class PoMessage(Struct, frozen=True, kw_only=True):
    """One message of a PO file, with its original lines."""

    raw: str
    """Its lines as in the file, comments first, without the last line break."""
    context: str
    """Its `msgctxt`; empty if it has none."""
    source: str
    """Its `msgid`."""
    translation: SourceText
    """Its `msgstr`, with the position of each character in the file."""
    span: Span
    """The span of its keyword `msgid`."""
    previous: str | None = None
    """The `msgid` for which a fuzzy translation was made, `#| msgid`."""
    flags: tuple[str, ...] = ()
    is_obsolete: bool = False
    comments: tuple[str, ...] = ()
    """Translators' comment lines, and those of unknown kinds, with their `#`."""
    extracted: tuple[str, ...] = ()
    """Our own comments for translators, `#.`, one fact per line."""
    references: tuple[str, ...] = ()
    """The files in which it occurs, `#:`."""

    @property
    def is_fuzzy(self) -> bool:
        """Return whether the translation needs a review."""
        return FUZZY in self.flags


class PoFile(Struct, frozen=True, kw_only=True):
    """A PO file; its parts together are the whole text."""

    header: str = ""
    """The lines of its header, comments first; empty if it has none."""
    messages: tuple[PoMessage, ...] = ()
    """In the order of the file, obsolete ones too."""
    footer: str = ""
    """Comments after the last message."""
    newline: str = "\n"


def catalogue_of(po: PoFile, locale: str, file: str) -> Catalogue:
    """Return the translations of `po`, without messages that erroneously have no context."""
    current = (message for message in po.messages if not message.is_obsolete and message.context)
    return Catalogue(
        locale=locale,
        file=file,
        entries={message.context: _entry(message) for message in current},
        obsolete=tuple(_entry(message) for message in po.messages if message.is_obsolete),
    )


def _entry(message: PoMessage) -> Entry:
    return Entry(
        context=message.context,
        source=message.source,
        translation=message.translation,
        span=message.span,
        is_fuzzy=message.is_fuzzy,
        previous=message.previous,
        is_obsolete=message.is_obsolete,
        keeps=KEEP in message.flags,
    )
