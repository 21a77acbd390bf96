"""A small project whose site the tests look at: two talks, one of them in two languages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.authoring import PROJECT, write_files

from diptych.config import BuildConfig
from diptych.pipeline import Outcome, build

DECK = """format: 1
source_locale: en
locales: [en, ko]
site: {url: "https://talks.example.org/of/me", title: {en: My talks, ko: 내 발표}}
"""
FULL = """title: Chips & \\<b>bread\\</b>
event: BakeConf
venue: Hall 2
dates: {delivered: 2024-01-11, published: 2024-01-15}
speakers:
  - {name: Jane Doe, affiliation: Lab Inc., url: "https://example.org/jane"}
  - John Roe
abstract: |
  About **chips**, see www.example.org/chips.

  And about [bread](#gpu/orders).
abstract_credit: {ko: Translated with care}
tags: [bread, chips]
licence: CC BY 4.0
links: [{label: Code, url: "https://example.org/code"}]
was: [crisps]
locales: [en, ko]
sections:
  - title: First
    slides: [a, {slide: secret, hidden: true}]
  - title: Second
    slides: [gpu/orders]
"""
BARE = "title: Bare\nlocales: [en]\nslides: [b]\n"
SLIDES = {
    "deck/slides/a.md": """# A slide

- A **bold** and `coded` thought that links to [another](#gpu/orders), to [nothing shown](#secret)
    - and to [a phone](tel:123)

![A box](../media/box.svg)

::: notes
WHISPERED words
:::
""",
    "deck/slides/b.md": "# Another\n\n- A thought\n",
    "deck/slides/secret.md": "# CONCEALED title\n\n- CONCEALED words\n",
    "deck/slides/gpu/orders.md": """---
refs: [kim-2024]
---

# Orders \\<script>alert(1)\\</script>

| Firm | Chips |
|------|------:|
| A    | 10    |

: {.row-heads}

::: notes
WHISPERED again
:::
""",
}
KOREAN = """msgid ""
msgstr "Language: ko\\n"

msgctxt "talk:chips#title"
msgid "Chips & \\\\<b>bread\\\\</b>"
msgstr "칩과 빵"

msgctxt "talk:chips#abstract"
msgid ""
"About **chips**, see www.example.org/chips.\\n"
"\\n"
"And about [bread](#gpu/orders)."
msgstr "**칩**에 대하여."

msgctxt "a#title"
msgid "A slide"
msgstr "한 장"
"""
FILES: Mapping[str, str | bytes | None] = {
    **PROJECT,
    **SLIDES,
    "deck/deck.yaml": DECK,
    "deck/talks/talk.yaml": None,
    "deck/talks/chips.yaml": FULL,
    "deck/talks/bare.yaml": BARE,
    "deck/locales/ko.po": KOREAN,
}


def site_of(
    root: Path, files: Mapping[str, str | bytes | None] | None = None, *talks: str
) -> tuple[Path, Outcome]:
    """Return the folder of the site of a project with other `files`, and the build's outcome."""
    write_files(root, {**FILES, **(files or {})})
    out = root / "output"
    return out / "site", build(BuildConfig(root=root, out=out, outputs=("page",), talks=talks))
