"""Writes PO files: unchanged messages keep their lines; others are formatted by polib."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from diptych.diagnostics import Span
from diptych.markup.characters import cleaned
from diptych.model.source_text import one_line
from diptych.source.catalogues.po.model import FUZZY, PoFile, PoMessage
from diptych.source.catalogues.po.plurals import plural_forms


def write_po(po: PoFile, messages: Sequence[PoMessage]) -> str:
    """Return the text of `po` with these messages instead of its own."""
    parts = (po.header, *(message.raw for message in messages), po.footer)
    text = "".join(f"{part}\n\n" for part in parts if part)
    return text[:-1].replace("\r\n", "\n").replace("\n", po.newline)


def set_message(
    old: PoMessage | None,
    *,
    context: str,
    source: str,
    translation: str,
    fuzzy: bool,
    previous: str | None,
    extracted: Sequence[str],
    references: Sequence[str],
    obsolete: bool = False,
) -> PoMessage:
    """Return `old` itself if it has all these values already, or else a rewritten message.

    Its comments and flags stay. Our own comments, facts and files, are replaced, and dropped from
    an obsolete message. The span of a new message is a placeholder.
    """
    others = (flag for flag in (old.flags if old is not None else ()) if flag != FUZZY)
    file = old.translation.file if old is not None else ""
    wanted = PoMessage(
        raw="",
        context=context,
        source=source,
        translation=one_line(file, translation, 1, 1),
        span=old.span if old is not None else Span(file, 1),
        previous=previous,
        flags=(*([FUZZY] if fuzzy else []), *others),
        is_obsolete=obsolete,
        comments=old.comments if old is not None else (),
        extracted=() if obsolete else tuple(filter(None, map(_on_one_line, extracted))),
        references=() if obsolete else tuple(filter(None, map(_on_one_line, references))),
    )
    if old is not None and _statement(old) == _statement(wanted):
        return old
    return replace(wanted, raw=_written(wanted))


def new_po(locale: str, project: str) -> PoFile:
    """Return a catalogue without messages, or a template for the locale "".

    It contains nothing that depends on the date or the machine.
    """
    language = locale.replace("-", "_")
    fields = {
        "Project-Id-Version": _on_one_line(project) or "Diptych",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if locale:
        fields["Plural-Forms"] = plural_forms(locale)
    header = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return PoFile(header=_by_polib(msgid="", msgstr=header))


def _statement(message: PoMessage) -> tuple[object, ...]:
    """Return the content of a message, without its formatting."""
    ours = () if message.is_obsolete else (message.extracted, message.references)
    return (
        message.context,
        message.source,
        message.translation.text,
        message.is_fuzzy,
        message.previous,
        message.is_obsolete,
        ours,
    )


def _written(message: PoMessage) -> str:
    return "\n".join(
        (
            *message.comments,
            *(f"#. {fact}" for fact in message.extracted),
            *(f"#: {_quoted(file)}" for file in message.references),
            _by_polib(
                msgctxt=message.context,
                msgid=message.source,
                msgstr=message.translation.text,
                flags=list(message.flags),
                previous_msgid=message.previous,
                obsolete=message.is_obsolete,
            ),
        )
    )


def _by_polib(**fields: object) -> str:
    """Return the lines of one message, without wrapping."""
    import polib

    return str(polib.POEntry(**fields).__unicode__(wrapwidth=0)).removesuffix("\n")


def _quoted(file: str) -> str:
    """Return a file name, between invisible marks as in gettext if it has spaces."""
    return f"\u2068{file}\u2069" if " " in file else file


def _on_one_line(text: str) -> str:
    """Return a text without line breaks, and, as of names of files, without what is not UTF-8."""
    return " ".join(cleaned(text).split())
