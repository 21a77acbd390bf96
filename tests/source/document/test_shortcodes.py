"""Shortcodes of Quarto, and `{{ }}` in files that have no variables."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import authored, codes, document, said
from tests.recordings import mp4

from diptych.blocks.bullets import Bullets
from diptych.blocks.prose import Prose
from diptych.blocks.video import Video
from diptych.model.walk import texts
from diptych.pipeline import Prepared


def words(prepared: Prepared) -> list[list[str]]:
    """Return what each slide says below its title."""
    return [[text.plain for text in texts(slide.body)] for slide in authored(prepared)]


def test_an_included_file_is_read_as_if_it_was_copied(tmp_path: Path) -> None:
    prepared = document(
        tmp_path,
        "# One\n\n{{< include parts/_a.qmd >}}\n\nlast\n",
        {
            "parts/_a.qmd": "---\ntitle: not used\n---\nfirst\n\n# Two\n\n- item\n\n"
            "{{<include _b.md>}}\n",
            "parts/_b.md": "- and another\n",
        },
    )
    assert prepared.found == ()
    assert words(prepared) == [["first"], ["item", "and another", "last"]]
    (items, _) = authored(prepared)[1].body
    assert isinstance(items, Bullets)


def test_what_is_wrong_in_an_included_file_is_reported_there(tmp_path: Path) -> None:
    prepared = document(
        tmp_path,
        "# One\n\n{{< include _a.md >}}\n\nto **x\n",
        {"_a.md": "fine\n\nbut **this\n\n- and {#a b}\n"},
    )
    places = [(one.span.file, one.span.line, one.span.column) for one in prepared.found if one.span]
    assert places == [("_a.md", 3, 5), ("_a.md", 5, 7), ("talk.md", 5, 4)]


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"_a.md": "{{< include talk.md >}}"}, "SRC403 1:1 `talk.md` would include itself"),
        ({"_a.md": "{{< include _a.md >}}"}, "SRC403 1:1 `_a.md` would include itself"),
        ({}, "SRC107 3:1 "),
        ({"_a.md": "{{< include >}}"}, "SRC403 1:1 `include` names no file"),
        ({"_a.md": "{{< include ../../x.md >}}"}, "SRC403 1:1 "),
        ({"_a.md": "{{< include .env >}}"}, "SRC403 1:1 file `.env` is hidden"),
        ({"_a.md": "{{< include https://example.org/a.md >}}"}, "SRC403 1:1 "),
        ({"_a.md": "\n" * 30_000}, "SRC110 3:1 "),
    ],
)
def test_what_cannot_be_included_is_an_error(
    tmp_path: Path, files: dict[str, str], found: str
) -> None:
    prepared = document(tmp_path / "in", "# A\n\n{{< include _a.md >}}\n", files)
    (one,) = said(prepared.found)
    assert one.startswith(found)


def test_files_that_include_each_other_again_and_again_are_bounded(tmp_path: Path) -> None:
    files = {f"_{n}.md": f"{{{{< include _{n + 1}.md >}}}}\n\n" * 10 for n in range(9)}
    prepared = document(tmp_path, "# A\n\n{{< include _0.md >}}\n", files)
    assert set(codes(prepared.found)) == {"SRC403 1:1"} | {
        f"SRC403 {line}:1" for line in range(3, 20, 2)
    }
    assert len(prepared.found) < 200


def test_a_video_is_played_and_a_page_with_one_is_linked_to(tmp_path: Path) -> None:
    prepared = document(
        tmp_path,
        "# A\n\n{{< video clip.mp4 title='A clip' start=2 >}}\n\n"
        "{{< video https://www.youtube.com/embed/abc width=400 >}}\n",
        {"clip.mp4": mp4()},
    )
    clip, link = authored(prepared)[0].body
    assert isinstance(clip, Video)
    assert clip.caption is not None
    assert clip.caption.plain == "A clip"
    assert isinstance(link, Prose)
    assert link.text.plain == "https://www.youtube.com/embed/abc"


def test_shortcodes_with_a_meaning_are_text_and_all_others_one_warning(tmp_path: Path) -> None:
    prepared = document(
        tmp_path,
        "---\ntitle: The *talk*\n---\n\n# A\n\n{{< pagebreak >}}\n\n"
        "In {{< meta title >}} {{< fa star >}}press {{< kbd Ctrl-C >}} for {{< var x >}}\n\n"
        "Write `{{< fa star >}}` or {{{< fa star >}}}\n\n```\n{{< include x >}}\n```\n",
    )
    assert words(prepared)[1] == [
        "In The *talk* press Ctrl-C for {{< var x >}}",
        "Write {{< fa star >}} or {{< fa star >}}",
    ]
    (found,) = said(prepared.found)
    assert found.startswith("SRC342 7:1 3 shortcodes of Quarto have no effect here")
    assert "`{{< pagebreak >}}`, `{{< fa star >}}`, `{{< var x >}}`" in found


def test_names_in_braces_are_text_in_a_talk_without_variables(tmp_path: Path) -> None:
    prepared = document(
        tmp_path,
        "---\ntitle: T\n---\n\n# A\n\n{{ user.name }} and {{ year | upper }} of {{ talk.title }},"
        ' {{ "x" | upper }}\n',
    )
    assert words(prepared)[1] == ["{{ user.name }} and {{ year | upper }} of T, X"]
    (found,) = said(prepared.found)
    assert found.startswith("SRC343 7:1 2 texts in `{{ }}` are shown as they are written")


def test_with_variables_an_unknown_name_remains_an_error(tmp_path: Path) -> None:
    text = "---\nvariables: {year: 2024}\n---\n\n# A\n\n{{ yaer }} {{ year }} {{< var x >}}\n"
    prepared = document(tmp_path, text)
    assert codes(prepared.found) == ["REF301 7:1", "SRC342 7:23"]


def test_a_label_that_counts_nothing_is_reported_in_a_file_with_others_in_it(
    tmp_path: Path,
) -> None:
    text = "# One\n\n{{< include _a.md >}}\n\n::: {#fig-a}\nwords\n:::\n"
    found = document(tmp_path, text, {"_a.md": "words\n"}).found
    assert [one.kind.code for one in found] == ["REF224"]
