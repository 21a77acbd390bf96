"""Outlines have what the readers would have read."""

from __future__ import annotations

import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from tests.authoring import PROJECT, SVG, write_files
from tests.conftest import REPOSITORY

from diptych.commands.init.new_project import SAMPLE
from diptych.layout.placing import infer_layout
from diptych.source.catalogues.project_catalogues import read_po_file
from diptych.source.inventory import read_inventory
from diptych.source.outlines import appearances, filled, message_states, slide_outlines
from diptych.source.reading.source_reader import SourceReader

PO = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"

#. what it is
#, fuzzy
#| msgid "Old"
msgctxt "a#one"
msgid "New"
msgstr "neu"

msgctxt ""
"a"
"#two"
msgid ""
"long"
"er"
msgstr ""
"läng"
"er"

#, python-format
msgctxt "b#x"
msgid "X"
msgstr ""
#, fuzzy
#~ msgctxt "c#gone"
#~ msgid "G"
#~ msgstr "g"

msgctxt "b#y"
msgid "say \"hi\""
msgstr "\""
"""


def _read(path: Path) -> dict[str, Counter[str]]:
    """Return the states of the messages in a PO file, by its own reader."""
    po = read_po_file(path, SourceReader(path.parent))
    assert po is not None
    states: dict[str, Counter[str]] = {}
    for message in po.messages:
        if message.context and not message.is_obsolete:
            told = "fuzzy" if message.is_fuzzy else "translated"
            counts = states.setdefault(message.context.partition("#")[0], Counter())
            counts[told if message.translation.text else "missing"] += 1
    return states


@pytest.mark.parametrize("text", [PO, PO.replace("\n", "\r\n"), PO.rstrip()])
def test_a_skimmed_catalogue_is_what_its_reader_reads(tmp_path: Path, text: str) -> None:
    path = write_files(tmp_path, {"ko.po": text.encode()}) / "ko.po"
    assert message_states(path) == _read(path)
    assert message_states(path)["b"] == {"missing": 1, "translated": 1}


@pytest.mark.parametrize("text", ["", "\x00", "msgctxt", 'msgctxt "a', 'msgctxt "a"\nmsgstr'])
def test_a_broken_catalogue_says_nothing(tmp_path: Path, text: str) -> None:
    path = write_files(tmp_path, {"ko.po": text}) / "ko.po"
    assert message_states(path) == {}


@pytest.mark.parametrize("root", [REPOSITORY, SAMPLE])
def test_the_suggested_layout_is_the_inferred_one(root: Path) -> None:
    _check_layouts(root)


PICTURE = '![](../media/box.svg){alt="Box"}'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("s.md", f"# T\n\n{PICTURE}\n"),
        ("s.md", f"---\nshow_title: false\n---\n\n# T\n\n{PICTURE}\n"),
        ("s.md", f"# T\n\n{PICTURE}\n\nText\n"),
        ("s.md", f"# T\n\n{PICTURE}\n\n{PICTURE}\n\nText\n"),
        ("s.md", f"# T\n\n<!-- a\nb -->\n\n{PICTURE}\n\n::: notes\nSay\n:::\n"),
        ("s.md", f"# T\n\n{PICTURE}\n\n::: {{region=body}}\nText\n:::\n"),
        ("s.md", "# T\n\n::: {.columns}\n::: {.column}\na\n:::\n::: {.column}\nb\n:::\n:::\n"),
        ("s.md", "# T\n\n::: columns\n::: column\na\n:::\n::: column\nb\n:::\n:::\n"),
        (
            "s.yaml",
            "title: T\nbody: [{picture: {file: ../media/box.svg, alt: B}}, {paragraph: Text}]\n",
        ),
        ("s.yaml", "title: T\ncolumns: [{blocks: [{paragraph: a}]}, {blocks: [{paragraph: b}]}]\n"),
        ("s.yaml", "title: T\n"),
    ],
)
def test_the_suggested_layout_goes_by_the_content(tmp_path: Path, name: str, text: str) -> None:
    _check_layouts(
        write_files(tmp_path, {**PROJECT, f"deck/slides/{name}": text, "deck/media/box.svg": SVG})
    )


def _check_layouts(root: Path) -> None:
    read = {slide.source_id: slide for slide in read_inventory(root).slides}
    outlines = {outline.id: outline.layout for outline in slide_outlines(root / "deck" / "slides")}
    assert outlines == {
        slide_id: read[slide_id].layout or infer_layout(read[slide_id]) for slide_id in outlines
    }


def test_hidden_files_are_no_talks(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.yaml": "slides: [x]\n", ".a.yaml": "slides: [x]\n"})
    assert [one.talk for one in appearances(tmp_path)["x"]] == ["a"]


def test_aliases_that_stand_for_billions_are_not_followed(tmp_path: Path) -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for above, name in pairwise("abcdefghi"):
        bomb += f"{name}: &{name} [{', '.join([f'*{above}'] * 9)}]\n"
    text = f"---\n{bomb}title: *i\ntags: *i\n---\n# From the heading\n"
    write_files(tmp_path, {"deck/slides/a.md": text, "deck/slides/b.md": "---\na: &a [*a]\n---\n"})
    write_files(tmp_path, {"deck/slides/c.md": "---\nx: &x T\ntitle: *x\n---\n"})
    titles = [outline.title for outline in slide_outlines(tmp_path / "deck" / "slides")]
    assert titles == ["From the heading", "b", "T"]


@pytest.mark.parametrize(
    "part",
    [
        "<!--",
        "[@",
        "](",
        "::: notes\n",
        "::: {region=x}\n",
        "![](",
        "![",
        "# ",
        "[a",
        "{#",
        "# a  {#",
        "::: {.columns ",
    ],
)
@pytest.mark.timeout(20)
def test_what_never_closes_is_skimmed_in_no_time(tmp_path: Path, part: str) -> None:
    write_files(tmp_path, {"deck/slides/a.md": f"# T\n{part * (200_000 // len(part))}"})
    started = time.process_time()
    assert len(list(slide_outlines(tmp_path / "deck" / "slides"))) == 1
    assert time.process_time() - started < 2


@pytest.mark.timeout(20)
def test_spaces_in_a_title_are_skimmed_in_no_time(tmp_path: Path) -> None:
    spaces = " " * 200_000
    title, variable = f"# a{spaces}b {{#c}}", f'---\ntitle: "{{{{{spaces}x {{{{ y }}}}"\n---\n'
    write_files(tmp_path, {"deck/slides/a.md": title, "deck/slides/b.md": variable})
    started = time.process_time()
    one, other = slide_outlines(tmp_path / "deck" / "slides")
    assert (one.title, filled(other.title, {"y": 1})) == ("a b", "{{ x 1")
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "part", ["#, fuzzy\n", 'msgctxt "a"\n', 'msgctxt "a"\nmsgid "x"\n', '""\n', "\n"]
)
@pytest.mark.timeout(20)
def test_a_catalogue_without_messages_is_skimmed_in_no_time(tmp_path: Path, part: str) -> None:
    path = tmp_path / "deck" / "locales" / "ko.po"
    messages = f'msgctxt "a"\n{part * (200_000 // len(part))}'
    write_files(tmp_path, {"deck/locales/ko.po": messages})
    started = time.process_time()
    assert message_states(path) == {}
    assert time.process_time() - started < 2
