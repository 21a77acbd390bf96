"""The content of any field of a project is text in its pages: no element, attribute or rule."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.authoring import PROJECT, SVG, write_files
from tests.render.files import made_of

from diptych.commands.slides.gallery import draw_gallery
from diptych.commands.slides.search import find_slides
from diptych.config import BuildConfig
from diptych.pipeline import prepare

EVIL = "\"'></style></script></title>-->]]><evil-x onevil=1>\\;}evil{content:evil}/*"
"""Ends every string, element, comment and rule that it could be put into."""
QUOTED = json.dumps(EVIL)  # a string of YAML too
IN_MARKDOWN = r"\"\'\>\</style\>\</script\>\<evil-x onevil=1\>;}evil{content:evil}/\*"
NAME = "a\"'><evil-x onevil=1>;}evil{"
"""What a file can be called."""

FILES = {
    **PROJECT,
    "deck/deck.yaml": f"""
format: 1
source_locale: en
locales: [en, ko]
theme: own
html:
  scripts: [{json.dumps(NAME + ".js")}]
  styles: [{json.dumps(NAME + ".css")}]
  config: {{transition: {QUOTED}, {QUOTED}: {QUOTED}}}
  files: [{json.dumps(NAME + ".txt")}]
""",
    f"deck/{NAME}.js": "//\n",
    f"deck/{NAME}.css": "p{}\n",
    f"deck/{NAME}.txt": "x",
    f"deck/media/{NAME}.svg": SVG,
    "deck/talks/talk.yaml": f"""
title: {QUOTED}
event: {QUOTED}
venue: {QUOTED}
locales: [en, ko]
dates: {{delivered: 2024-01-01}}
abstract: {{en: {QUOTED}, ko: {QUOTED}}}
speakers: [{{name: {QUOTED}, affiliation: {QUOTED}}}]
variables: {{product: {QUOTED}}}
sections:
  - title: {QUOTED}
    opener: true
    slides: [a, b, c]
""",
    "deck/slides/a.md": f"""---
kicker: {QUOTED}
tags: [{QUOTED}]
refs: [evil]
layout: evil
---
# {IN_MARKDOWN}

- {IN_MARKDOWN} {{{{ product }}}} [@evil] [{IN_MARKDOWN}](https://example.org/{IN_MARKDOWN})
- [x](<https://example.org/"><evil-x onevil=1>> "{IN_MARKDOWN}") note^[{IN_MARKDOWN}]

::: notes
{IN_MARKDOWN}
:::
""",
    "deck/slides/b.yaml": f"""
title: {QUOTED}
body:
  - picture: {{file: {json.dumps("../media/" + NAME + ".svg")}, alt: {QUOTED}, caption: {QUOTED}}}
""",
    "deck/slides/c.md": f"""# Code

```{{.python filename="'></style></script><evil-x onevil=1>"}}
</code></pre></style></script><evil-x onevil=1>
```

| {IN_MARKDOWN} | x |
|---|---|
| {IN_MARKDOWN} | y |

: {IN_MARKDOWN}
""",
    "deck/references.yaml": f"""
references:
  - {{id: evil, title: {QUOTED}, URL: "https://example.org/", note: {QUOTED}}}
""",
    "templates/own/theme.yaml": f"""
format: 1
extends: atlas
title: {QUOTED}
fonts:
  body: {{latin: {QUOTED}, east_asian: {QUOTED}, fallback: [{QUOTED}], substitute: {QUOTED}}}
  heading: {{latin: "x\\"; src: url(https://evil.example/)"}}
  mono: {{latin: "y</style><evil-x onevil=1>"}}
words: {{sources: {QUOTED}, languages: {QUOTED}, notes: {QUOTED}}}
layouts:
  evil:
    title: {{en: {QUOTED}, ko: {QUOTED}}}
    background: paper
    regions:
      title: {{}}
      kicker: {{}}
      body: {{prompt: {{en: {QUOTED}, ko: {QUOTED}}}}}
      sources: {{}}
""",
    "templates/html/deck.css": "/* </style><evil-x onevil=1> */\n",
}


class Seen(HTMLParser):
    """What a browser would see of a page: its elements, attributes and style sheets."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.values: list[tuple[str, str]] = []
        self.css = ""
        self._in_style = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.values += [(name, value or "") for name, value in attrs]
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_style = self._in_style and tag != "style"

    def handle_data(self, data: str) -> None:
        self.css += data if self._in_style else ""


def rules(css: str) -> str:
    """Return a style sheet without comments and strings, read as CSS Syntax 3 reads them."""
    return re.sub(r'/\*.*?(?:\*/|$)|"(?:[^"\\\n\r\f]|\\.)*"', "", css, flags=re.DOTALL)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_files(tmp_path_factory.mktemp("hostile"), FILES)


@pytest.fixture(scope="module")
def made(root: Path) -> dict[str, bytes]:
    config = BuildConfig(root=root, outputs=("html", "single-file"))
    prepared = prepare(config)
    # Elements that mean nothing are errors; what would be written is looked at all the same.
    assert len(prepared.talks) == 2
    groups, _ = made_of(prepared, config)
    return {str(path): data for files in groups.values() for path, data in files.items()}


def test_in_the_page_of_a_talk_it_is_text(made: dict[str, bytes]) -> None:
    pages = [data.decode() for path, data in made.items() if path.endswith(".html")]
    assert len(pages) == 4
    for page in pages:
        seen = Seen(page)
        assert "evil-x" not in seen.tags
        assert not any("evil" in name for name in seen.names)
        styles = [value for name, value in seen.values if name == "style"]
        assert styles
        assert not any("evil" in value for value in styles)
        assert page.count("evil-x") > 8, "the fields are shown at all"


def test_in_style_sheets_it_is_no_rule(made: dict[str, bytes]) -> None:
    sheets = [data.decode() for path, data in made.items() if path.endswith(".css")]
    assert any("evil" in css for css in sheets)
    ours = [data.decode() for path, data in made.items() if path.endswith((".en.html", ".ko.html"))]
    assert len(ours) == 2
    for css in (*sheets, *(Seen(page).css for page in ours)):
        assert "evil" not in re.sub(r"\.layout-evil\b", "", rules(css))


def test_in_the_gallery_it_is_text(root: Path) -> None:
    seen = Seen(draw_gallery(root, find_slides(root, []), root / "output"))
    assert "evil-x" not in seen.tags
    assert not any("evil" in name for name in seen.names)
    assert "evil" in seen.css
    assert "evil" not in re.sub(r"\.layout-evil\b", "", rules(seen.css))


def test_options_are_json_that_ends_no_script(made: dict[str, bytes]) -> None:
    config = next(data.decode() for path, data in made.items() if path.endswith("config.js"))
    told = json.loads(config.removeprefix("window.DiptychDeck = ").removesuffix(";\n"))
    assert told["config"]["transition"] == EVIL
