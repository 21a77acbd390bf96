"""The slides of docs/arrangements.md and a few more: what a theme must show well."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image, ImageDraw
from pptx import Presentation
from tests.authoring import write_files
from tests.documentation import ROOT, blocks

from diptych import pipeline
from diptych.config import BuildConfig
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.options import OutputOptions

PAGE = "docs/arrangements.md"
WIDTH = 640
"""Of a picture, in pixels; half a slide's."""

DECK = "format: 1\nsource_locale: en\nlocales: [en]\ntheme: {theme}\nmode: {mode}\narrange: auto\n"
SEA: Mapping[str, str] = {
    "deck/slides/sea/why.md": "# Why\n\n- Traffic\n",
    "deck/slides/sea/how.md": "---\nrefs: [starosielski, burnett, itu]\n---\n\n# How\n\n- Ships\n",
    "deck/slides/sea/cost.md": "---\nrefs: [mauldin, iscpc]\n---\n\n# Cost\n\n- Ships\n",
    "deck/references.yaml": """references:
  - {id: starosielski, title: The Undersea Network, author: [{family: Starosielski}],
     issued: {date-parts: [[2015]]}, publisher: Duke, URL: "https://example.org/network"}
  - {id: burnett, title: Submarine Cables, author: [{family: Burnett}],
     issued: {date-parts: [[2013]]}, publisher: Brill, URL: "https://example.org/cables"}
  - {id: itu, title: "", URL: "https://www.itu.int/en/mediacentre/backgrounders/submarine-cables"}
  - {id: mauldin, title: Who Pays for Cables, author: [{family: Mauldin}],
     issued: {date-parts: [[2022]]}, container-title: TeleGeography, URL: "https://example.org/pays"}
  - {id: iscpc, title: "", URL: "https://www.iscpc.org/publications"}
""",
}
"""What the talks of the examples show besides."""


def hills(width: int, height: int) -> bytes:
    """Return a picture of hills at dusk as a JPEG."""
    drawn_hills = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(drawn_hills)
    for y in range(height):
        share = y / height
        draw.line(
            (0, y, width, y), (int(30 + 215 * share), int(50 + 95 * share), int(92 - 10 * share))
        )
    for layer in range(5):
        top = height * (0.45 + 0.11 * layer)
        shade = (int(70 - 12 * layer), int(66 - 10 * layer), int(88 - 12 * layer))
        points = [
            (x, top - height * 0.05 * math.sin(x / width * (5 + layer) + 1.7 * layer))
            for x in range(0, width + 8, 8)
        ]
        draw.polygon([*points, (width, height), (0, height)], fill=shade)
    written = io.BytesIO()
    drawn_hills.save(written, "JPEG", quality=85)
    return written.getvalue()


def examples() -> Iterator[tuple[str, str, str]]:
    """Yield the arrangement, the picture and the example of each slide of the page."""
    shown = [text for (page, _), text in blocks().items() if page == PAGE]
    text = (ROOT / PAGE).read_text("utf-8")
    for section in text.split("\n## ")[1:]:
        pictures = re.findall(r"!\[.+\]\(arrangements/(.+)\.png\)", section)
        lines = {line[4:] for line in section.split("\n") if line.startswith("    ")}
        own = [one for one in shown if one.split("\n")[0] in lines]
        yield from ((section.split("\n")[0], *pair) for pair in zip(pictures, own, strict=True))


OTHERS: Mapping[str, str] = {
    "cover": """---
layout: cover
---

# Computing at the edge of the map

::: {region=event}
Harbour Conference 2024
:::

::: {region=speaker}
Ada Lindqvist
:::
""",
    "body": """---
kicker: Sea
---

# Why small models win

- They answer before the network does
- They cost what a lamp costs
  - measured on a phone of 2023
""",
    "two": """# Two columns

::: columns
::: column
- Left is what we know
:::
::: column
- Right is what we guess
:::
:::
""",
    "three": """# Three columns

::: columns
::: column
- In the cloud
:::
::: column
- On a server
:::
::: column
- On a phone
:::
:::
""",
    "on-picture": """---
layout: text-on-picture
kicker: On a picture
---

# Hills at dusk

![](../../media/sea.jpg){alt="Hills"}
""",
    "closing": """---
layout: closing
---

# Thank you

- ada@example.org
""",
}
"""Slides for layouts that no arrangement has."""


class Built(NamedTuple):
    """Slides as talks, and the folder that their pictures are in."""

    talks: tuple[LaidOutTalk, ...]
    folder: Path

    def slide(self, name: str) -> LaidOutSlide:
        """Return the slide of an example, its first page if it has several."""
        (found,) = (
            slide
            for talk in self.talks
            for slide in talk.slides
            if slide.part == 1
            and (
                (talk.talk.name, slide.slide.generated) == (name, name)
                or slide.slide.id == f"shown/{name}"
            )
        )
        return found

    def powerpoint(self, slide: LaidOutSlide) -> Any:
        """Return a slide as PowerPoint has it."""
        (talk,) = (one for one in self.talks if slide in one.slides)
        name = talk.talk.name
        presentation = Presentation(str(self.folder / name / "en" / f"{name}.en.pptx"))
        return presentation.slides[slide.number - 1]

    def picture(self, slide: LaidOutSlide) -> Image.Image:
        """Return what a slide looks like."""
        (talk,) = (one for one in self.talks if slide in one.slides)
        folder = self.folder / talk.talk.name / "en" / "png"
        (path,) = (p for p in folder.iterdir() if re.match(rf"0*{slide.number}-", p.name))
        with Image.open(path) as picture:
            return picture.convert("RGB")


def built(
    root: Path,
    deck: str,
    others: Mapping[str, str] | None = None,
    outputs: tuple[str, ...] = ("png",),
) -> Built:
    """Return the examples built: those that are slides as one talk, the others as one each."""
    shown = {name: text for _, name, text in examples()}
    slides = {name: text for name, text in shown.items() if text.startswith(("#", "---"))}
    talks = {name: text for name, text in shown.items() if name not in slides}
    slides |= others or {}
    listed = "".join(f"      - shown/{name}\n" for name in slides)
    sections = (
        f"sections:\n  - title: What a theme shows\n    opener: {str(bool(others)).lower()}\n"
    )
    write_files(
        root,
        {
            "deck/deck.yaml": deck,
            "deck/talks/slides.yaml": f"title: Arrangements\n{sections}    slides:\n{listed}",
            **{f"deck/talks/{name}.yaml": f"title: Cables\n{text}" for name, text in talks.items()},
            **{f"deck/slides/shown/{name}.md": text for name, text in slides.items()},
            "deck/media/sea.jpg": hills(960, 720),
            "deck/media/coast.jpg": hills(630, 840),
            **SEA,
        },
    )
    options = OutputOptions(width=WIDTH)
    config = BuildConfig(root=root, out=root / "out", outputs=outputs, options=options)
    made = pipeline.build(config)
    assert made.found == ()
    return Built(made.talks, config.out)
