"""PO files as stretches of their own text, so that nothing a translator wrote is ever lost."""

from __future__ import annotations

from msgspec import Struct

from diptych.diagnostics import Span
from diptych.model.catalogue import Catalogue, Entry
from diptych.model.source_text import SourceText

KEEP = "keep"
"""The flag of a translation that is meant to be the same as its source."""
FUZZY = "fuzzy"


class PoMessage(Struct, frozen=True, kw_only=True):
    """One message of a PO file, and its own lines."""

    raw: str
    """Its lines as the file has them, comments first, without the end of the last line."""
    context: str
    """Its `msgctxt`; empty if it has none."""
    source: str
    """Its `msgid`."""
    translation: SourceText
    """Its `msgstr`, and where in the file each character of it stands."""
    span: Span
    """Its word `msgid`."""
    previous: str | None = None
    """The `msgid` that a fuzzy translation was made for, `#| msgid`."""
    flags: tuple[str, ...] = ()
    is_obsolete: bool = False
    comments: tuple[str, ...] = ()
    """The comment lines of translators, and those of a kind we do not know, with their `#`."""
    extracted: tuple[str, ...] = ()
    """What we told translators about it, `#.`, one fact a line."""
    references: tuple[str, ...] = ()
    """The files it comes from, `#:`."""

    @property
    def is_fuzzy(self) -> bool:
        """Return whether somebody must look at the translation."""
        return FUZZY in self.flags


class PoFile(Struct, frozen=True, kw_only=True):
    """A PO file, of which the parts together are the whole text."""

    header: str = ""
    """The lines of its header, comments first; empty if it has none."""
    messages: tuple[PoMessage, ...] = ()
    """In the order of the file, obsolete ones too."""
    footer: str = ""
    """Comments that stand behind the last message."""
    newline: str = "\n"


def catalogue_of(po: PoFile, locale: str, file: str) -> Catalogue:
    """Return the translations of `po`; messages without a context, an error, are left out."""
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
