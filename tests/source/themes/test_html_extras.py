"""What a project adds to its pages: read, checked, and at its place in `assets/`."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image
from tests.authoring import codes, drawn, project, write_files

from diptych.model.extras import PageExtras
from diptych.pipeline import Prepared
from diptych.source.reading.runtime import builtin_templates
from diptych.source.reading.source_reader import SourceReader
from diptych.source.themes.html_extras import read_extras
from diptych.source.yaml.fields import Fields

DECK = "format: 1\nsource_locale: en\nlocales: [en]\n"
PLUGIN = "window.RevealHello = { id: 'hello', init: function () {} };\n"


def with_html(
    root: Path, html: str, files: Mapping[str, str | bytes | None] | None = None
) -> Prepared:
    return project(root, {"deck/deck.yaml": f"{DECK}html:\n{html}", **(files or {})})


def extras(prepared: Prepared) -> PageExtras:
    assert prepared.found == ()
    return prepared.supplies[0].extras


def test_styles_and_scripts_keep_their_paths_below_the_folder_of_the_deck(tmp_path: Path) -> None:
    made = extras(
        with_html(
            tmp_path,
            "  styles: html/ours.css\n  scripts: [html/a.js, html/b.js]\n",
            {"deck/html/ours.css": "a {}", "deck/html/a.js": "1", "deck/html/b.js": "2"},
        )
    )
    assert made.styles == ("own/html/ours.css",)
    assert made.scripts == ("own/html/a.js", "own/html/b.js")
    assert made.files["own/html/b.js"].read() == b"2"


def test_what_a_style_sheet_names_comes_with_it(tmp_path: Path) -> None:
    sheet = (
        '@import "parts/more.css";\na { background: url(logo.svg#one) }\n/* url(not-this.png) */'
    )
    made = extras(
        with_html(
            tmp_path,
            "  styles: [html/ours.css]\n",
            {
                "deck/html/ours.css": sheet,
                "deck/html/parts/more.css": "b { src: url('../face.woff2?v=1') }",
                "deck/html/logo.svg": "<svg/>",
                "deck/html/face.woff2": b"wOF2",
            },
        )
    )
    assert sorted(made.files) == [
        "own/html/face.woff2",
        "own/html/logo.svg",
        "own/html/ours.css",
        "own/html/parts/more.css",
    ]


def test_a_plugin_is_known_by_the_name_its_script_gives_it(tmp_path: Path) -> None:
    html = """\
  plugins: {RevealHello: html/hello.js}
  config: {hello: {loud: true}, slideNumber: c/t}
"""
    made = extras(with_html(tmp_path, html, {"deck/html/hello.js": PLUGIN}))
    assert made.plugins == ("RevealHello",)
    assert made.scripts == ("own/html/hello.js",)
    assert made.config == {"hello": {"loud": True}, "slideNumber": "c/t"}


def test_files_may_be_whole_folders(tmp_path: Path) -> None:
    files = {"deck/html/faces/a.woff2": b"a", "deck/html/faces/b/c.woff2": b"c"}
    made = extras(with_html(tmp_path, "  files: html/faces\n", files))
    assert list(made.files) == ["own/html/faces/a.woff2", "own/html/faces/b/c.woff2"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("  styles: [html/our.css]\n", ["SRC107 5:12"]),
        ("  styles: [../ours.css]\n", ["SRC403 5:12"]),
        ("  styles: [/ours.css]\n", ["SRC403 5:12"]),
        ("  styles: ['https://cdn.example.org/x.css']\n", ["SRC403 5:12"]),
        ("  scripts: [html/ours.css]\n", ["SRC104 5:13"]),
        ("  scripts: [html/module.mjs]\n", ["SRC104 5:13"]),
        ("  plugins: {RevealHallo: html/hello.js}\n", ["SRC703 5:13"]),
        ("  plugins: {'alert()': html/hello.js}\n", ["SRC703 5:13"]),
        ("  plugins: [html/hello.js]\n", ["SRC104 5:12"]),
        ("  config: {width: 960}\n", ["SRC701 5:12"]),
        ("  config: {transtion: slide}\n", ["SRC702 5:12"]),
        ("  config: {menu: {side: left}, transition: slide}\n", []),
        ("  address: example.org\n", ["SRC104 5:12"]),
        ("  script: [a.js]\n", ["SRC103 5:3", "SRC107 5:12"]),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(
    tmp_path: Path, html: str, expected: list[str]
) -> None:
    files = {
        "deck/html/ours.css": "a {}",
        "deck/html/hello.js": PLUGIN,
        "deck/html/module.mjs": "",
        "ours.css": "a {}",
    }
    assert codes(with_html(tmp_path, html, files).found) == expected


def test_a_plugin_s_name_has_its_nearest_as_a_hint(tmp_path: Path) -> None:
    html = "  plugins: {RevealHallo: html/hello.js}\n"
    made = with_html(tmp_path, html, {"deck/html/hello.js": PLUGIN})
    assert "did you mean `RevealHello`?" in drawn(made)


def test_a_style_sheet_may_name_nothing_that_would_be_fetched(tmp_path: Path) -> None:
    files = {"deck/html/ours.css": "a {}\nb { src: url(https://fonts.example.org/a.woff2) }\n"}
    made = with_html(tmp_path, "  styles: html/ours.css\n", files)
    (found,) = made.found
    assert found.span is not None
    assert (Path(found.span.file).name, found.span.line, found.span.column) == ("ours.css", 2, 14)


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    write_files(tmp_path, {"secret.css": "a {}", "talk/deck/html/x": ""})
    (tmp_path / "talk/deck/html/ours.css").symlink_to(tmp_path / "secret.css")
    made = with_html(tmp_path / "talk", "  styles: html/ours.css\n")
    assert codes(made.found) == ["SRC403 5:11"]


def test_other_files_among_the_templates_are_copied(tmp_path: Path) -> None:
    write_files(tmp_path, {"templates/html/logo.png": b"\x89PNG"})
    made = project(tmp_path, {"templates/html/more/a.css": "a {}"})
    assert list(extras(made).files) == ["logo.png", "more/a.css"]


def test_pictures_of_a_page_tell_nothing_either_and_stay_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "Ada", 6
    for place in ("templates/html", "deck/html"):
        (tmp_path / place).mkdir(parents=True)
        Image.new("RGB", (8, 8)).save(tmp_path / place / "a.jpg", exif=exif, comment="Ada")
    write_files(tmp_path, {"deck/html/a.css": "p { background: url(a.jpg) }"})
    made = extras(with_html(tmp_path, "  styles: html/a.css\n"))
    pictures = [asset.read() for name, asset in made.files.items() if name.endswith(".jpg")]
    assert len(pictures) == 2
    assert [data for data in pictures if b"Ada" in data] == []
    assert [Image.open(io.BytesIO(data)).getexif()[0x0112] for data in pictures] == [6, 6]


def test_a_template_for_nothing_is_named(tmp_path: Path) -> None:
    made = project(tmp_path, {"templates/html/pages.html.j2": "<title>"})
    assert codes(made.found) == ["SRC704 1:1"]
    assert "did you mean `page.html.j2`?" in drawn(made)


def test_a_library_brings_no_scripts(tmp_path: Path) -> None:
    other = {
        "other/deck/deck.yaml": f"{DECK}html: {{scripts: [evil.js]}}\n",
        "other/deck/evil.js": "alert()",
        "other/deck/slides/b.md": "# B\n",
    }
    write_files(tmp_path, other)
    made = project(
        tmp_path / "mine",
        {
            "deck/deck.yaml": f"{DECK}libraries: {{other: {{path: ../other}}}}\n",
            "deck/talks/talk.yaml": "title: A talk\nslides: [a, other:b]\n",
        },
    )
    assert made.supplies[0].extras.scripts == ()
    assert [path for path in made.files if path.name == "evil.js"] == []


def test_what_diptych_brings_itself_is_no_project_s(tmp_path: Path) -> None:
    folder = builtin_templates()
    reader = SourceReader(folder.parent)
    assert read_extras(Fields(None, reader, (), "deck.yaml"), folder, reader).ran == {}
