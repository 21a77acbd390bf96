"""Warnings that a slide allows."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import project, said
from tests.fonts.making import made

from diptych.cli import main
from diptych.commands.explain.reference import all_kinds, origin
from diptych.source.fonts import installed

PICTURE = "# A\n\n![](../media/box.svg)\n"


def found(root: Path, allow: str, body: str = PICTURE) -> list[str]:
    return said(project(root, {"deck/slides/a.md": f"---\nallow: {allow}\n---\n\n{body}"}).found)


def test_a_warning_is_said_unless_the_slide_allows_it(tmp_path: Path) -> None:
    assert [one.split()[0] for one in found(tmp_path / "1", "[]")] == ["A11Y001"]
    assert found(tmp_path / "2", "[picture-without-alt]") == []
    assert found(tmp_path / "3", "picture-without-alt") == []


def test_what_is_allowed_in_vain_is_said_at_its_name(tmp_path: Path) -> None:
    assert found(tmp_path, "[picture-without-alt, math-shown-as-text]") == [
        "STY101 2:30 the slide allows `math-shown-as-text` but has no such warning"
    ]


@pytest.mark.parametrize(
    ("name", "body", "hint"),
    [
        ("picture", PICTURE, "did you mean `picture-without-alt`?"),
        ("pictures-without-alts", PICTURE, "did you mean `picture-without-alt`?"),
        ("qqq", PICTURE, "remove it; its warnings are `picture-without-alt`, and errors cannot be"),
        ("qqq", "# A\n\nx\n", "remove it; `diptych explain` lists the names of all, and errors"),
    ],
)
def test_what_is_allowed_in_vain_is_told_the_nearest_warning_of_the_slide(
    name: str, body: str, hint: str, tmp_path: Path
) -> None:
    text = f"---\nallow: [{name}]\n---\n\n{body}"
    found = project(tmp_path, {"deck/slides/a.md": text}).found
    (one,) = (one for one in found if one.kind.code == "STY101")
    assert one.hint is not None
    assert one.hint.startswith(hint)


@pytest.mark.parametrize("name", ["unknown-reference", "missing-picture", "left-out-of-notes"])
def test_an_error_is_never_allowed(name: str, tmp_path: Path) -> None:
    body = "# A\n\n- [@nobody]\n\n![](../media/bxo.svg)\n\n::: notes\n\n| a |\n|---|\n| b |\n:::\n"
    told = found(tmp_path, f"[{name}]", body)
    assert [one.split()[0] for one in told] == ["STY101", "REF201", "SRC401", "SRC338"]


def test_one_slide_does_not_allow_it_to_another(tmp_path: Path) -> None:
    files = {
        "deck/talks/talk.yaml": "title: T\nslides: [a, b]\n",
        "deck/slides/a.md": f"---\nallow: [picture-without-alt]\n---\n\n{PICTURE}",
        "deck/slides/b.md": PICTURE,
    }
    (one,) = project(tmp_path, files).found
    assert one.span is not None
    assert one.span.file == "deck/slides/b.md"


def test_a_slide_of_two_talks_allows_it_in_both(tmp_path: Path) -> None:
    files = {
        "deck/talks/other.yaml": "title: T\nslides: [a]\n",
        "deck/slides/a.md": f"---\nallow: [picture-without-alt]\n---\n\n{PICTURE}",
    }
    assert said(project(tmp_path, files).found) == []


WARNED = {
    "area-with-gaps": (
        "```{.chart kind=area stacked=false}\nYear,N\nx,1\ny,\nz,3\n```",
        ("build", "--to", "pptx"),
    ),
    "beyond-single-file": ("- [A file](paper.pdf)", ("build", "--to", "single-file")),
    "emoji-missing": ("- Tired \U0001fae9", ("build", "--to", "pdf")),
    "formula-as-picture": (
        "$$\\begin{array}{c|c} a & b \\end{array}$$",
        ("build", "--to", "pptx"),
    ),
    "letters-from-installed-font": ("- \u6982", ("build", "--to", "pdf")),
    "letters-not-in-pdf": ("- \u8981", ("check",)),
    "picture-emoji-simplified": ("![A flag](../media/flag.svg)", ("build", "--to", "pdf,pptx")),
    "picture-letters-missing": ("![A word](../media/word.svg)", ("build", "--to", "pptx")),
    "rows-at-once": (
        "| A |\n|---|\n| 1 |\n| 2 |\n\n: Said {.incremental}",
        ("build", "--to", "pptx"),
    ),
    "sign-as-emoji": ("- Done ✔\ufe0e", ("build", "--to", "pdf")),
}
"""What a slide shows, and the command that warns of it."""
OF_TALKS = {"font-not-embedded"}
"""What is said of a talk, not of a slide."""
WORD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 9"><text y="8">\u10d0</text></svg>'


def test_every_warning_of_writers_is_tried() -> None:
    warnings = {
        one.name for one in all_kinds() if origin(one) == "OUT" and one.severity.value == "warning"
    }
    assert warnings == WARNED.keys() | OF_TALKS


@pytest.mark.parametrize("name", WARNED)
def test_a_warning_of_a_writer_is_said_unless_the_slide_allows_it(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    body, command = WARNED[name]
    slide = f"# A\n\n{body}\n"
    files = {"deck/slides/a.md": slide, "deck/slides/b.md": slide, "deck/media/word.svg": WORD}
    files |= {"deck/media/flag.svg": WORD.replace("\u10d0", "\U0001f1f0\U0001f1f7")}
    talk = {"deck/talks/talk.yaml": "title: T\nslides: [a, b]\n"}
    project(tmp_path, {**files, **talk})
    monkeypatch.chdir(tmp_path)
    fonts = tmp_path / "installed"
    fonts.mkdir()
    (fonts / "a.ttf").write_bytes(made("Noto Sans", characters="\u6982"))
    monkeypatch.setattr(installed, "font_folders", lambda: [fonts])
    assert main([*command, "--strict"]) == 1
    assert "a.md:3:" in capsys.readouterr().err

    allowing = f"---\nallow: [{name}]\n---\n\n{slide}"
    (tmp_path / "deck/slides/a.md").write_text(allowing, "utf-8")
    assert main([*command, "--strict"]) == 1
    said = capsys.readouterr().err
    assert "a.md" not in said
    assert "b.md:3:" in said

    (tmp_path / "deck/slides/b.md").write_text(allowing, "utf-8")
    assert main([*command, "--strict"]) == 0
    assert main(["build", "--to", "html", "--strict"]) == 0
