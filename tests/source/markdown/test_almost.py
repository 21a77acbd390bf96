"""What looks like a block, and lacks something, is shown and reported."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.authoring import document, drawn, only, said, words


@pytest.mark.parametrize(
    ("text", "shown", "hint"),
    [
        ("##Heading", "##Heading", "write `## Title`, or `\\##` to show it"),
        ("words\n###More here", "words ###More here", "write `## Title`, or `\\##` to show it"),
        ("#A heading", "#A heading", "write `# Title`, or `\\#` to show it"),
        ("-one\n-two", "-one -two", "write `- item`"),
        (":: notes\nhello\n::", ":: notes hello ::", "write `:::` at its beginning and its end"),
        ("> [!TPI]\n> hello", "[!TPI] hello", "did you mean `tip`?"),
    ],
)  # fmt: skip
def test_what_is_almost_a_block_is_shown_with_a_hint(
    text: str, shown: str, hint: str, tmp_path: Path
) -> None:
    prepared = document(tmp_path, f"# A\n\n{text}\n")
    assert words(only(prepared)[0]) == [shown]
    assert [one.split()[0] for one in said(prepared.found)] == ["SRC336"]
    assert hint in drawn(prepared)


@pytest.mark.parametrize(
    "text",
    [
        "#1 of all",
        "#one #two #three",
        "#python",
        "\\##Heading",
        "-5 degrees\n-6",
        "> [!](x)",
        ": notes on it",
        "::",
    ],
)
def test_hashtags_numbers_and_links_are_only_words(text: str, tmp_path: Path) -> None:
    assert "SRC336" not in "".join(said(document(tmp_path, f"# A\n\n{text}\n").found))


@pytest.mark.parametrize(
    ("file", "message", "hint"),
    [
        ("a.mov", "video `a.mov` is of a type that is not supported", "convert it to MP4"),
        ("a.FLAC", "sound `a.FLAC` is of a type that is not supported", "convert it to MP3 or M4A"),
        ("a.tiff", "picture `a.tiff` is of a type that is not supported", "convert it to PNG"),
    ],
)
def test_a_file_of_an_unknown_type_is_called_what_it_is(
    file: str, message: str, hint: str, tmp_path: Path
) -> None:
    told = drawn(document(tmp_path, f"# A\n\n![w]({file})\n", {file: b"x"}))
    assert message in told
    assert hint in told


@pytest.mark.parametrize(
    ("environment", "hint"),
    [
        ("tikzpicture", "save it as SVG and show that as a picture"),
        ("tabular", "write it as a table: `| a | b |`"),
        ("wrapfigure", "write it in Markdown"),
    ],
)
def test_what_tex_draws_is_told_what_to_write_instead(
    environment: str, hint: str, tmp_path: Path
) -> None:
    text = f"# A\n\n\\begin{{{environment}}}\nx\n\\end{{{environment}}}\n"
    prepared = document(tmp_path, text)
    assert [one.split()[0] for one in said(prepared.found)] == ["SRC207"]
    assert hint in drawn(prepared)
