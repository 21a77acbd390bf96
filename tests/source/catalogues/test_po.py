"""PO files: read with the place of every character, and never losing what a translator wrote."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import polib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.tools import cases, need

from diptych.diagnostics import Diagnostic, Span
from diptych.source.catalogues.po.model import PoFile, PoMessage, catalogue_of
from diptych.source.catalogues.po.reader import read_po
from diptych.source.catalogues.po.writer import new_po, set_message, write_po
from diptych.source.reading.source_reader import SourceReader

FILES = Path(__file__).parent / "po"
LOCALES = ["ko", "ja", "zh-Hans", "de", "en", "fr", "es", "pt", "pt-BR", "ru", "pl", "ar", "en-XA"]

quick = settings(
    max_examples=150,
)


def found_in(text: str) -> list[Diagnostic]:
    reader = SourceReader(Path())
    read_po(text, "ko.po", reader)
    return reader.found


def read(text: str) -> PoFile:
    reader = SourceReader(Path())
    po = read_po(text, "ko.po", reader)
    assert not reader.found
    assert po is not None
    return po


def fixture(name: str) -> str:
    return (FILES / name).read_bytes().decode()


def message(text: str) -> PoMessage:
    (only,) = read(text).messages
    return only


def again(po: PoFile) -> str:
    return write_po(po, po.messages)


def anew(
    old: PoMessage | None,
    *,
    context: str | None = None,
    source: str | None = None,
    translation: str | None = None,
    fuzzy: bool = False,
    previous: str | None = None,
    extracted: Sequence[str] = (),
    references: Sequence[str] = (),
    obsolete: bool = False,
) -> PoMessage:
    """Set a message that says what `old` says, where nothing else is said."""
    if translation is None:
        translation = old.translation.text if old else "하나"
    return set_message(
        old,
        context=context or (old.context if old else "a#1"),
        source=source or (old.source if old else "One"),
        translation=translation,
        fuzzy=fuzzy,
        previous=previous,
        extracted=extracted,
        references=references,
        obsolete=obsolete,
    )


def unchanged(old: PoMessage) -> PoMessage:
    return anew(
        old,
        fuzzy=old.is_fuzzy,
        previous=old.previous,
        extracted=old.extracted,
        references=old.references,
        obsolete=old.is_obsolete,
    )


def gettext(tool: str, *arguments: str) -> str:
    """Return what one of gettext's programs says, which must be content."""
    command = [need(tool), *arguments]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()


# ------------------------------------------------------------------------------------- reading


def test_reads_everything_that_a_message_says() -> None:
    fuzzy, wrapped, kept, missing, obsolete = read(fixture("poedit.po")).messages
    assert fuzzy.context == "gpu/order-race#title"
    assert fuzzy.source == "The **race** for orders"
    assert fuzzy.translation.text == "**주문** 경쟁"
    assert fuzzy.previous == "The **race**"
    assert fuzzy.flags == ("fuzzy", "md-text")
    assert fuzzy.is_fuzzy
    assert fuzzy.comments == ("# Said so in the house style.", "#   Indented on purpose.")
    assert fuzzy.extracted == ("slide: The race for orders", "title, max 62 em, 2 lines")
    assert fuzzy.references == ("deck/slides/gpu/order-race.md",)
    assert fuzzy.span == Span("ko.po", 26, 1, 5)
    assert wrapped.source.endswith('in winter, and `nvidia-smi` says "no devices" until then.')
    assert kept.flags == ("keep",)
    assert missing.translation.text == ""
    assert obsolete.is_obsolete
    assert obsolete.previous == "An older title"
    assert obsolete.translation.text == "오래된 제목"


def test_keeps_comments_at_both_ends_of_the_file() -> None:
    po = read(fixture("poedit.po"))
    assert po.header.startswith("# Korean translation.\n# Kim, 2026.\n#\nmsgid")
    assert po.header.endswith('Poedit 3.4\\n"')
    assert po.footer == "# This file ends here."


def test_needs_no_blank_lines_between_messages() -> None:
    po = read(fixture("dense.po"))
    assert [m.translation.text for m in po.messages] == ["하나", "둘", "셋", "넷", "다섯"]
    assert [m.previous for m in po.messages] == [None, None, "Free", None, "Fife"]
    assert [m.is_obsolete for m in po.messages] == [False, False, False, True, True]
    assert po.messages[1].comments == ("# To the second.",)
    assert po.header == ""


def test_blank_lines_within_a_message_do_not_end_it() -> None:
    text = '# Far above.\n\nmsgctxt "a"\n\n\nmsgid "One"\n\n msgstr ""\n\t"하"\n\n"나"\n'
    only = message(text)
    assert only.comments == ("# Far above.",)
    assert only.translation.text == "하나"
    assert again(read(text)) == text


def test_a_string_may_begin_below_its_word_and_pieces_may_share_a_line() -> None:
    assert message('msgctxt "a"\nmsgid "O" "ne"\nmsgstr\n"하" "나"').translation.text == "하나"


def test_knows_where_each_character_of_a_wrapped_string_with_escapes_stands() -> None:
    text = 'msgctxt "a"\nmsgid "One"\nmsgstr ""\n"가\\"나\\n"\n"다\\\\라"\n'
    place = message(text).translation
    assert place.text == '가"나\n다\\라'
    at = [(span.line, span.column) for span in map(place.span, range(len(place.text)))]
    assert at == [(4, 2), (4, 3), (4, 5), (4, 6), (5, 2), (5, 3), (5, 5)]


def test_a_missing_translation_stands_between_its_quotation_marks() -> None:
    place = message('msgctxt "a"\nmsgid "One"\n  msgstr ""\n').translation
    assert place.span() == Span("ko.po", 3, 11)


def test_a_place_within_an_obsolete_string_counts_its_mark() -> None:
    place = message('#~ msgctxt "a"\n#~ msgid "One"\n#~ msgstr "하나"\n').translation
    assert place.span(1, 1) == Span("ko.po", 3, 13)


def test_file_names_with_spaces_are_one_reference() -> None:
    text = '#: \u2068deck/a b.md\u2069 c.md\nmsgctxt "a"\nmsgid "One"\nmsgstr ""\n'
    assert message(text).references == ("deck/a b.md", "c.md")


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", '\ufeffmsgid ""\nmsgstr ""\n'])
def test_a_file_may_have_no_messages(text: str) -> None:
    assert read(text).messages == ()


def test_an_obsolete_message_may_have_the_context_of_a_current_one_or_none() -> None:
    text = (
        'msgctxt "a"\nmsgid "New"\nmsgstr ""\n\n'
        '#~ msgctxt "a"\n#~ msgid "Old"\n#~ msgstr "옛"\n\n#~ msgid "Old"\n#~ msgstr "옛"\n'
    )
    catalogue = catalogue_of(read(text), "ko", "ko.po")
    assert [entry.source for entry in catalogue.entries.values()] == ["New"]
    assert [entry.source for entry in catalogue.obsolete] == ["Old", "Old"]


def test_a_catalogue_has_the_messages_by_context() -> None:
    catalogue = catalogue_of(read(fixture("poedit.po")), "ko", "deck/locales/ko.po")
    assert (catalogue.locale, catalogue.file) == ("ko", "deck/locales/ko.po")
    assert list(catalogue.entries) == [
        "gpu/order-race#title",
        "gpu/order-race#h100-supply",
        "gpu/order-race#name",
        "gpu/order-race#open",
    ]
    title, name = (catalogue.entries[f"gpu/order-race#{id_}"] for id_ in ("title", "name"))
    assert (title.is_fuzzy, title.previous, title.keeps) == (True, "The **race**", False)
    assert (name.is_fuzzy, name.previous, name.keeps) == (False, None, True)
    assert [entry.is_obsolete for entry in catalogue.obsolete] == [True]


# -------------------------------------------------------------------------------- what is wrong

GOOD = 'msgctxt "a"\nmsgid "One"\n'


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "words"),
    [
        (f'{GOOD}msgstr "하나', "LOC401", 3, 8, "is not closed"),
        (f'{GOOD}msgstr "하나\\"', "LOC401", 3, 8, "is not closed"),
        (f'{GOOD}msgstr ""\n"하나', "LOC401", 4, 1, "is not closed"),
        (f'{GOOD}msgstr "the "one""', "LOC401", 3, 14, "follows the closing quotation mark"),
        (f"{GOOD}msgstr 하나", "LOC401", 3, 8, "not in quotation marks"),
        (f"{GOOD}msgstr “하나”", "LOC401", 3, 8, "not in quotation marks"),
        (f"{GOOD}msgstr", "LOC401", 3, 1, "`msgstr` has no text"),
        (f'{GOOD}mgsstr "하나"', "LOC401", 3, 1, "begins with `mgsstr`"),
        (f'{GOOD}msgstrr "하나"', "LOC401", 3, 1, "begins with `msgstrr`"),
        (f'{GOOD}msgstr "하나"\n하나', "LOC401", 4, 1, "begins with `하나`"),
        (f'{GOOD}msgstr "하나"\n<<<<<<< HEAD', "LOC401", 4, 1, "merge conflict"),
        (f'{GOOD}msgstr "하나"\n=======', "LOC401", 4, 1, "merge conflict"),
        (f'{GOOD}msgstr "a"\nmsgstr "b"', "LOC401", 4, 1, "occurs twice"),
        ('msgctxt "a"\nmsgstr "하나"', "LOC401", 1, 1, "no `msgid`"),
        ('msgstr "하나"', "LOC401", 1, 1, "no `msgid`"),
        (GOOD, "LOC401", 1, 1, "no `msgstr`"),
        ('"하나"', "LOC401", 1, 1, "belongs to no `msgid`"),
        (f'{GOOD}msgstr "하"\n# A comment.\n"나"', "LOC401", 5, 1, "belongs to no `msgid`"),
        ('#~ msgctxt "a"\n#~ msgid "One"\nmsgstr ""', "LOC401", 3, 1, "others do not"),
        (f'{GOOD}msgstr ""\n#~ "하나"', "LOC401", 4, 4, "others do not"),
        (f'#| word "One"\n{GOOD}msgstr ""', "LOC401", 1, 4, "begins with `word`"),
        (f'{GOOD}msgstr "50 \\% 하나"', "LOC401", 3, 12, "escape `\\%`"),
        (f'{GOOD}msgstr "\\x41"', "LOC401", 3, 9, "escape `\\x`"),
        (
            f'{GOOD}msgid_plural "Ones"\nmsgstr[0] "하나"\nmsgstr[1] ""',
            "LOC401",
            3,
            1,
            "plural forms",
        ),
        (f'{GOOD}msgstr "가\\v나"', "SRC109", 3, 10, "vertical tab"),
        (f'{GOOD}msgstr ""\n"가\u2028나"', "SRC109", 4, 3, "line separator"),
        (f'{GOOD}msgstr "가\u202e나"', "SRC114", 3, 10, "right-to-left override"),
        (
            'msgid ""\nmsgstr ""\n"A: b\\n"\n"Content-Type: text/plain; charset=EUC-KR\\n"',
            "LOC401",
            4,
            36,
            "`EUC-KR`",
        ),
        (f'{GOOD}msgstr ""\n{GOOD}msgstr "하나"', "LOC402", 5, 1, "is already in line 2"),
        (f'{GOOD}msgstr ""\nmsgctxt "a"\nmsgid "Two"\nmsgstr ""', "LOC402", 5, 1, "in line 2"),
        (
            f'{GOOD}msgstr ""\n#~ msgctxt "a"\n#~ msgid "One"\n#~ msgstr ""',
            "LOC402",
            5,
            4,
            "in line 2",
        ),
        ('msgid ""\nmsgstr ""\nmsgid ""\nmsgstr ""', "LOC402", 3, 1, "a second header"),
        ('msgid "One"\nmsgstr ""', "LOC403", 1, 1, "no `msgctxt`"),
        ('msgctxt ""\nmsgid "One"\nmsgstr ""', "LOC403", 2, 1, "no `msgctxt`"),
    ],
)
def test_points_at_what_is_wrong(text: str, code: str, line: int, column: int, words: str) -> None:
    (found,) = found_in(text)
    assert found.span is not None
    assert (found.kind.code, found.span.line, found.span.column) == (code, line, column)
    assert words in found.message
    assert found.hint is not None or words.startswith("no `msgid`")


def test_names_the_word_that_was_meant() -> None:
    (found,) = found_in(f'{GOOD}msgstrr "하나"')
    assert found.hint == "did you mean `msgstr`?"


def test_reports_a_merge_conflict_once() -> None:
    sides = '<<<<<<< HEAD\nmsgstr "하나"\n=======\nmsgstr "한"\n>>>>>>> other\n'
    (found,) = found_in(f"{GOOD}{sides}")
    assert found.span == Span("ko.po", 3, 1, 12)


def test_reports_all_that_is_wrong_in_one_run() -> None:
    text = (
        'msgctxt "a"\nmsgid "One\nmsgstr "\\q" b\n\n'
        'msgid "Two"\nmsgstr "\\p"\n\n'
        'msgctxt "c"\nmsgid "Three"\n\n'
        'msgctxt "d"\nmsgid "Four"\nmsgstr "넷"\n'
        'msgctxt "d"\nmsgid "Four"\nmsgstr "넷"\n'
    )
    said = [(found.kind.code, found.span.line) for found in found_in(text) if found.span]
    assert sorted(said, key=lambda pair: pair[1]) == [
        ("LOC401", 2),
        ("LOC401", 3),
        ("LOC403", 5),
        ("LOC401", 6),
        ("LOC401", 8),
        ("LOC402", 15),
    ]


def test_a_file_of_which_something_would_be_lost_is_none() -> None:
    assert read_po(f'{GOOD}msgstr "하나\n', "ko.po", SourceReader(Path())) is None


def test_a_file_that_is_whole_is_read_although_something_is_wrong_in_it() -> None:
    text = f'{GOOD}msgstr "50 \\% \\v"\n'
    po = read_po(text, "ko.po", SourceReader(Path()))
    assert po is not None
    assert po.messages[0].translation.text == "50 \\% \ufffd"
    assert again(po) == text


# ---------------------------------------------------------------------------------- round trips


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_file_written_again_is_the_same_byte_for_byte(ending: str) -> None:
    text = fixture("poedit.po").replace("\n", ending)
    assert again(read(text)) == text


@pytest.mark.parametrize("options", [[], ["--no-wrap"], ["--width=40"], ["--sort-output"]])
def test_what_msgcat_writes_is_written_again_the_same(options: list[str]) -> None:
    text = gettext("msgcat", *options, str(FILES / "poedit.po"))
    assert again(read(text)) == text


def test_what_msgmerge_writes_is_written_again_the_same(tmp_path: Path) -> None:
    template = tmp_path / "messages.pot"
    messages = [
        anew(None, context="gpu/order-race#title", source="The *race* for orders!"),
        anew(None, context="gpu/order-race#new", source="Two\nlines", extracted=["title"]),
    ]
    template.write_text(write_po(new_po("", "atlas"), messages), "utf-8")
    text = gettext("msgmerge", "--quiet", "--previous", str(FILES / "poedit.po"), str(template))
    po = read(text)
    assert again(po) == text
    assert {"fuzzy", "obsolete"} <= {
        "obsolete" if message.is_obsolete else "fuzzy" if message.is_fuzzy else ""
        for message in po.messages
    }


@pytest.mark.parametrize("width", [0, 40, 78])
def test_what_polib_writes_is_written_again_the_same(width: int) -> None:
    text = str(polib.pofile(str(FILES / "poedit.po"), wrapwidth=width))
    assert again(read(text)) == text


def test_one_blank_line_is_between_messages_and_none_at_the_end() -> None:
    text = again(read(fixture("dense.po")))
    assert text.count("\n\n") == 4
    assert text.endswith('다섯"\n')
    assert not text.endswith("\n\n")
    assert again(read(text)) == text


def test_a_new_message_takes_on_the_line_ends_of_its_file() -> None:
    po = read(fixture("poedit.po").replace("\n", "\r\n"))
    text = write_po(po, [*po.messages, anew(None)])
    assert text.count("\n") == text.count("\r\n")
    assert text.endswith('msgstr "하나"\r\n\r\n# This file ends here.\r\n')


# -------------------------------------------------------------------------------------- writing


def test_a_message_of_which_nothing_changes_stays_as_it_is_written() -> None:
    for old in read(fixture("poedit.po")).messages:
        assert unchanged(old) is old


def test_only_what_changed_is_written_anew() -> None:
    po = read(fixture("poedit.po"))
    first, second, *rest = po.messages
    edited = anew(second, translation="짧게", references=second.references)
    before, after = again(po), write_po(po, [first, edited, *rest])
    assert after == before.replace(second.raw, edited.raw)


def test_a_changed_message_keeps_comments_and_flags() -> None:
    old = message(
        '# By Kim.\n#\n#@ unknown\n#. old fact\n#: old.md\n#, fuzzy, md-text\n#| msgid "On"\n'
        'msgctxt "a#1"\nmsgid "One"\nmsgstr "하나"\n'
    )
    new = anew(old, source="Ones", extracted=["title", "max 62 em"], references=["a.md", "b c.md"])
    assert new.raw == (
        "# By Kim.\n#\n#@ unknown\n#. title\n#. max 62 em\n#: a.md\n#: \u2068b c.md\u2069\n"
        '#, md-text\nmsgctxt "a#1"\nmsgid "Ones"\nmsgstr "하나"'
    )


def test_a_fuzzy_message_says_what_it_was_made_for() -> None:
    new = anew(None, source="Ones", fuzzy=True, previous="One\nor two")
    assert new.raw == (
        '#, fuzzy\n#| msgid ""\n#| "One\\n"\n#| "or two"\n'
        'msgctxt "a#1"\nmsgid "Ones"\nmsgstr "하나"'
    )


def test_a_long_text_is_not_wrapped_but_at_its_own_lines() -> None:
    new = anew(None, translation=f"{'가 ' * 60}\n나")
    assert new.raw.splitlines()[2:] == ['msgstr ""', f'"{"가 " * 60}\\n"', '"나"']


def test_an_obsolete_message_keeps_its_translation_and_can_come_back() -> None:
    old = read(fixture("poedit.po")).messages[0]
    gone = anew(old, obsolete=True, fuzzy=True, previous=old.previous, extracted=["title"])
    assert gone.raw == (
        "# Said so in the house style.\n#   Indented on purpose.\n#, fuzzy, md-text\n"
        '#~| msgid "The **race**"\n#~ msgctxt "gpu/order-race#title"\n'
        '#~ msgid "The **race** for orders"\n#~ msgstr "**주문** 경쟁"'
    )
    back = anew(
        message(gone.raw),
        fuzzy=True,
        previous=old.previous,
        extracted=old.extracted,
        references=old.references,
    )
    assert back.raw == old.raw


texts = st.text(max_size=20) | st.lists(
    st.sampled_from(["\\", '"', "\n", "\t", "\r", "\v", "\\n", "가", "a b", "#~ ", "\x85", "\x1c"])
).map("".join)


@pytest.mark.long
@given(source=texts, translation=texts, previous=st.none() | texts, gone=st.booleans())
@settings(quick, max_examples=cases(200, share=10))
def test_any_text_is_read_back_and_then_changes_nothing(
    source: str, translation: str, previous: str | None, *, gone: bool
) -> None:
    new = anew(
        None,
        source=f"{source}.",
        translation=translation,
        fuzzy=previous is not None,
        previous=previous,
        extracted=["slide:  A\ntitle", ""],
        references=["deck/slides/a b.md"],
        obsolete=gone,
    )
    reader = SourceReader(Path())
    po = read_po(write_po(new_po("ko", "atlas"), [new]), "ko.po", reader)
    assert po is not None
    assert {found.kind.code for found in reader.found} <= {"SRC109"}
    (back,) = po.messages
    assert (back.source, back.previous) == (f"{source}.", previous)
    if not reader.found:
        assert back.translation.text == translation
        assert unchanged(back) is back
    assert (back.extracted, back.references) == (new.extracted, new.references)
    assert back.raw == new.raw


# ------------------------------------------------------------------------------------- new files


@pytest.mark.parametrize("locale", [*LOCALES, ""])
def test_gettext_is_content_with_a_new_catalogue(locale: str, tmp_path: Path) -> None:
    file = tmp_path / "new.po"
    file.write_text(write_po(new_po(locale, "atlas"), [anew(None)]), "utf-8")
    gettext("msgfmt", "--check", "--output-file", str(tmp_path / "new.mo"), str(file))


def test_gettext_is_content_with_what_is_written_anew(tmp_path: Path) -> None:
    po = read(fixture("poedit.po"))
    changed = [
        anew(old, translation=f"{old.translation.text}!", obsolete=old.is_obsolete, fuzzy=True)
        for old in po.messages
    ]
    file = tmp_path / "new.po"
    file.write_text(write_po(po, changed), "utf-8")
    gettext("msgfmt", "--check", "--output-file", str(tmp_path / "new.mo"), str(file))


@pytest.mark.parametrize(
    ("locale", "rule"),
    [
        ("ko", "nplurals=1; plural=0;"),
        ("zh-Hant-TW", "nplurals=1; plural=0;"),
        ("de", "nplurals=2; plural=(n != 1);"),
        ("pt", "nplurals=2; plural=(n != 1);"),
        ("pt-BR", "nplurals=2; plural=(n > 1);"),
        ("fr-CA", "nplurals=2; plural=(n > 1);"),
    ],
)
def test_a_new_catalogue_says_how_its_language_counts(locale: str, rule: str) -> None:
    header = new_po(locale, "atlas").header
    assert f'"Plural-Forms: {rule}\\n"' in header
    assert f'"Language: {locale.replace("-", "_")}\\n"' in header


def test_a_template_is_of_no_language() -> None:
    header = new_po("", 'The "atlas"').header
    assert header == (
        'msgid ""\nmsgstr ""\n"Project-Id-Version: The \\"atlas\\"\\n"\n"Language: \\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"'
    )


# ------------------------------------------------------------------------------- anything at all

SCRAPS = (
    "msgctxt ", "msgid ", "msgstr ", "msgid_plural ", "msgstr[0] ", "msgstr[1] ", 'msgctxt "a"\n',
    'msgid "b"\n', 'msgstr "c"\n', 'msgid ""\nmsgstr ""\n', '"', '"d"\n', "\\", "\\n", "\\x41",
    "#", "# e\n", "#. f\n", "#: g\n", "#, fuzzy\n", "#| ", "#~ ", "#~| ", "#~", "#|\n", "\n",
    "\n\n", "\r\n", "\r", "\t", " ", "가", "\x00", "\x0b", "\u2028", "\ufeff", "charset=x",
    "<<<<<<< HEAD\n", "=======\n", "\u2068", "\u2069", "\ufffe",
)  # fmt: skip
scraps = st.sampled_from(SCRAPS) | st.text(max_size=4)


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """Return a PO file with pieces cut out, doubled, and scraps put in."""
    text = draw(st.sampled_from([fixture("poedit.po"), fixture("dense.po")]))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        middle = draw(st.sampled_from((draw(scraps), text[start:end] * 2, "")))
        text = text[:start] + middle + text[end:]
    return text


@pytest.mark.long
@given(text=mangled() | st.lists(scraps, max_size=30).map("".join))
@example(text="#| msgstr ")
@settings(quick, max_examples=cases(1000))
def test_whatever_is_in_a_file_it_is_reported_or_kept(text: str) -> None:
    reader = SourceReader(Path())
    po = read_po(text, "ko.po", reader)
    lines = lines_of(text.removeprefix("\ufeff"))
    for found in reader.found:
        assert found.span is not None
        assert 1 <= found.span.line <= len(lines)
        assert 1 <= found.span.column <= len(lines[found.span.line - 1]) + 1
    if po is None:
        assert reader.errors
        return
    assert filled(again(po)) == filled(text.removeprefix("\ufeff"))
    for message in po.messages:
        for offset in range(len(message.translation.text)):
            span = message.translation.span(offset)
            assert span.column <= len(lines[span.line - 1])
    catalogue_of(po, "ko", "ko.po")


def filled(text: str) -> list[str]:
    """Return the lines of a text that are not blank; a header that was not first goes there."""
    return sorted(line for line in lines_of(text) if line.strip())


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, whichever way they end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
