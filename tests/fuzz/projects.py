"""Whole projects made from a seed: everything an author can write, corrupted here and there."""

from __future__ import annotations

import base64
import random
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from tests.authoring import png
from tests.fuzz.hostile import (
    ADDRESSES,
    EXPRESSIONS,
    FORMULAS,
    LANGUAGES,
    NUMBERS,
    PATHS,
    STAGES,
    STATEMENTS,
    scalar,
)
from tests.property.grammar import CONSTRUCTS
from tests.property.growing import Card, Grower
from tests.recordings import mp3, mp4, wav, webm

Files = dict[str, bytes]

THEME = Path(__file__).parents[2] / "templates" / "atlas" / "theme.yaml"
DOCUMENT = "talk.md"
_LAYOUTS = (
    "body", "columns", "title-only", "blank", "picture", "picture-text", "statement", "closing", "cover", "section", "nope",
)  # fmt: skip
_SPOILT = (0.0, 0.0, 0.0, 0.01, 0.03, 0.1)
_SOUND = (
    "host", "year + 1", "deep.x", "parts | join(', ')", "host | josa('은/는')", "day | date", "3.5 | currency('EUR')", "host | upper",
    "talk.title", "0.5 | percent", "2000 | compact", "1 | range(5)",
)  # fmt: skip
_LOOPS = (
    "{% for one in data %}{{ one.name }} {% endfor %}", "{% if row.year > 2000 %}{{ row.name | upper }}{% endif %}",
    "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(row.name) }}", "{% set a = row.year %}{{ a }}", "{{ data | sum(attribute='year') }}",
)  # fmt: skip
_SIZES = (
    "0", "1", "-1", "0.4", "1.3", "9", "16", "24.25", "60", "399", "401", "4000", "5000", "100000", "1e7", "1e12", "-50", ".nan",
    "1e308", "1e-7",
)  # fmt: skip
"""Numbers for themes."""


class Project:
    """Makes the files of one project, or of a single-file talk."""

    def __init__(self, seed: str) -> None:
        self.dice = random.Random(seed)
        self.grower = Grower(seed)
        self.held: list[str] = []
        """Scalars that go into YAML as they are."""
        self.spoilt = self.dice.choice(_SPOILT)
        self.is_wild = self.spoilt > 0 and self.chance(0.5)
        """Whether expressions, paths and numbers may be hostile before anything is spoilt."""
        self.files: Files = {}
        self.commands: list[tuple[str, ...]] = []
        """Commands that make the project what it is: locking a library, freezing the talk."""

    def chance(self, share: float) -> bool:
        return self.dice.random() < share

    def made(self) -> Files:
        """Return all files by their paths."""
        if self.chance(0.3):
            self._document()
        else:
            self._project()
        return self.files

    # ------------------------------------------------------------------ the whole

    def _project(self) -> None:
        topics = [f"a/{name}" for name in ("one", "two", "three")[: self.dice.randint(1, 3)]]
        for topic in topics:
            self._slide(topic)
        self._pictures("deck/slides/a/")
        deck: dict[str, Any] = {
            "format": 1,
            "source_locale": "en",
            "locales": ["en"],
            "theme": "atlas",
        }
        if self.chance(0.3):
            deck["locales"] = ["en", "ko"]
            self._catalogue("ko", topics)
        self._some(0.1, deck, "translation", lambda: {"fuzzy": "mark", "missing": "source"})
        self._some(0.15, deck, "tokens", self._tokens)
        self._some(0.1, deck, "html", self._html)
        if self.chance(0.2):
            deck["theme"] = "own"
            self._theme()
        if self.chance(0.2):
            topics += self._generator()
        if self.chance(0.1):
            deck["libraries"] = {"lib": {"path": "lib"}}
            topics += self._library()
            self.commands.append(("library", "update", "--yes"))
        self._yaml("deck/deck.yaml", deck)
        self._yaml("deck/talks/talk.yaml", self._talk(topics))
        self._yaml("deck/references.yaml", {"references": self._references()})
        if self.chance(0.2):
            self._yaml("deck/glossary.yaml", _GLOSSARY)
        if self.chance(0.07):
            self.commands.append(("freeze", "talk"))
        if "ko" in deck["locales"] and self.chance(0.3):
            self._put("deck/slides/a/one.ko.md", self._markdown())

    def _document(self) -> None:
        front: dict[str, Any] = {"title": self.grower.word(), "author": "Ann Author", "lang": "en"}
        for share, key, make in (
            (0.2, "subtitle", self._line), (0.2, "date", lambda: "2024-01-11"), (0.9, "references", self._references),
            (0.1, "toc", lambda: True), (0.1, "slide-level", lambda: 2), (0.1, "logo", lambda: "drawing.svg"),
            (0.9, "variables", self._variables), (0.1, "incremental", lambda: True), (0.1, "footer", self._line),
            (0.1, "bibliography", lambda: "refs.yaml"), (0.1, "institute", lambda: ["One", "Two"]),
            (0.1, "format", lambda: {"revealjs": {"slide-level": 3, "toc": True}}),
        ):  # fmt: skip
            self._some(share, front, key, make)
        self._yaml("refs.yaml", {"references": self._references()})
        head = self._written(front, (None, False))
        slides = [
            self._markdown(self.dice.choice(("#", "##"))) for _ in range(self.dice.randint(1, 3))
        ]
        self._put(DOCUMENT, f"---\n{head}---\n\n" + "\n\n".join(slides))
        self._pictures("")

    def _talk(self, topics: list[str]) -> dict[str, Any]:
        talk: dict[str, Any] = {"title": self._line(), "variables": self._variables()}
        listed: list[Any] = [self._listed(topic) for topic in topics]
        if self.chance(0.2):
            listed.append({"generate": self.dice.choice(("agenda", "references"))})
        if self.chance(0.4):
            section: dict[str, Any] = {"title": self.grower.word(), "slides": listed}
            self._some(0.3, section, "opener", lambda: True)
            talk["sections"] = [section]
        else:
            talk["slides"] = listed
        for share, key, make in (
            (0.3, "event", self._line), (0.3, "venue", self._line), (0.3, "dates", lambda: {"delivered": self._raw("2024-01-11")}),
            (0.3, "speakers", lambda: [{"name": "Ann", "affiliation": self._line()}]), (0.1, "locale", lambda: "en"),
            (0.1, "abstract", lambda: {"en": self._line(), "ko": "한글"}), (0.1, "theme", lambda: "atlas"),
            (0.1, "links", lambda: [{"label": "home", "url": "https://example.org"}]), (0.1, "subtitle", self._line),
            (0.2, "expect", lambda: {"slides": 3, "order": topics, "references": {}} if self.is_wild else {}), (0.1, "backup", lambda: topics[:1] if self.is_wild else []),
        ):  # fmt: skip
            self._some(share, talk, key, make)
        return talk

    def _listed(self, topic: str) -> object:
        if self.chance(0.7):
            return topic
        entry: dict[str, Any] = {"slide": topic}
        for key, make in (
            ("as", lambda: f"again-{self.grower.count}"), ("with", self._variables), ("title", self._line), ("hidden", lambda: True), ("layout", self._layout),
            ("kicker", self._line), ("notes", self._line),
        ):  # fmt: skip
            self._some(0.25, entry, key, make)
        if self.is_wild:
            self._some(0.25, entry, "without", lambda: ["x"])
            self._some(0.25, entry, "put", lambda: {"x": self._line()})
        return entry

    # ------------------------------------------------------------------ slides

    def _slide(self, topic: str) -> None:
        if self.chance(0.35):
            self._yaml(f"deck/slides/{topic}.yaml", self._slide_data())
            return
        front: dict[str, Any] = {}
        for key, make in _FRONT.items():
            self._some(0.08, front, key, lambda make=make: make(self))  # type: ignore[misc]
        head = f"---\n{self._written(front)}---\n\n" if front else ""
        self._put(f"deck/slides/{topic}.md", head + self._markdown())

    def _slide_data(self) -> dict[str, Any]:
        data: dict[str, Any] = {"title": self._line()}
        for key, make in _FRONT.items():
            self._some(0.08, data, key, lambda make=make: make(self))  # type: ignore[misc]
        match self.dice.randrange(3):
            case 0:
                data["body"] = self._blocks()
            case 1:
                data["columns"] = [
                    {"width": 40, "blocks": self._blocks()},
                    {"blocks": self._blocks()},
                ]
            case _:
                data["regions"] = {self.dice.choice(("body", "left", "picture")): self._blocks()}
        self._some(0.2, data, "notes", self._line)
        return data

    def _blocks(self) -> list[Any]:
        return [self._block() for _ in range(self.dice.randint(1, 3))]

    def _block(self) -> dict[str, Any]:
        items = [
            self._line(),
            {"text": self._line(), "items": [self._line()], "id": "x", "done": True},
        ]
        blocks: dict[str, Callable[[], Any]] = {
            "paragraph": self._line,
            "heading": self._line,
            "bullets": lambda: items,
            "numbered": lambda: {"items": items, "start": 3, "figures": "lower-alpha", "delimiter": "parentheses"},
            "quote": self._line,
            "code": lambda: self.dice.choice(("x = 1\n\ty", self._listing())),
            "callout": lambda: {"kind": self.dice.choice(("tip", "caution")), "title": self._line(), "blocks": [{"paragraph": self._line()}, {"code": "x"}]},
            "equation": lambda: {"tex": self.dice.choice(FORMULAS), "alt": self._line(), "id": self.dice.choice(("eq:x", "x"))},
            "chart": self._chart,
            "qr": lambda: {"to": self._address(), "caption": self._line()},
            "diagram": lambda: {"nodes": {"a": self._line(), "b": {"text": self._line(), "form": self.dice.choice(("diamond", "blob")), "in": "c"}}, "edges": [self.dice.choice(("a -> b", "b -- a -> c", self._line())), {"a -> b": self._line()}], "clusters": {"c": self._line()}, "steps": self.chance(0.5)},
            "table": self._table,
            "metric": lambda: {"value": self._line(), "label": self._line(), "id": "m"},
            "picture": lambda: {"file": self._path(), "alt": self._line(), "width": 40, "caption": self._line()},
            "video": self._video,
            "audio": self._video,
            "pictures": lambda: [{"file": "box.png", "alt": "x"}, {"file": "drawing.svg"}],
        }  # fmt: skip
        kind = self.dice.choice(sorted(blocks))
        return {kind: blocks[kind]()}

    def _video(self) -> dict[str, Any]:
        """Return a video or sound, perhaps one that cannot be played."""
        files = ("clip.mp4", "clip.webm", "sound.wav", "sound.mp3", "https://example.org/a.mp4")
        video: dict[str, Any] = {
            "file": self.dice.choice((*files, self._path())),
            "alt": self._line(),
        }
        moments = ("1s", "0:01", 0.5, -1, 1e30, self._line())
        for key in ("start", "end"):
            self._some(0.2, video, key, lambda: self.dice.choice(moments))
        self._some(0.2, video, "loop", lambda: True)
        self._some(0.2, video, "poster", self._path)
        self._some(0.2, video, "captions", lambda: self.dice.choice(("clip.vtt", self._path())))
        return video

    def _table(self) -> Any:
        """Return a table whose cells may span others, some of which cannot."""
        spans = (1, 1, 2, 3, 0)
        rows = [
            [
                self.dice.choice(
                    (
                        self._line(),
                        "1.5",
                        None,
                        {
                            "text": "x",
                            "columns": self.dice.choice(spans),
                            "rows": self.dice.choice(spans),
                        },
                    )
                )
                for _ in range(self.dice.randint(0, 3))
            ]
            for _ in range(self.dice.randint(0, 5))
        ]
        table = {"header": ["a", self._line()], "rows": rows, "caption": self._line()}
        self._some(0.3, table, "align", lambda: ["left", "right"])
        self._some(0.2, table, "format", lambda: [None, self.dice.choice(("number", "x"))])
        self._some(0.2, table, "total", self._line)
        self._some(0.1, table, "sort", self._line)
        self._some(0.1, table, "file", self._path)
        return table

    def _pipe_table(self) -> str:
        """Return a table in Markdown whose cells may be joined to those beside and above them."""
        cells = (" ^^ ", "", " a ", f" {self._line()} ", " 1.5 {.highlight} ", " x {colspan=2} ")
        rows = [
            "|" + "|".join(self.dice.choice(cells) for _ in range(self.dice.randint(1, 4))) + "|"
            for _ in range(self.dice.randint(2, 6))
        ]
        at = self.dice.randint(1, len(rows) - 1)
        return "\n".join((*rows[:at], "|---|--:|---|", *rows[at:], "", ": x {.total .row-heads}"))

    def _chart(self) -> Any:
        """Return a chart, perhaps one that cannot be shown."""
        kinds = ("column", "bar", "line", "area", "scatter", "pie", "doughnut", "radar")
        number = self.dice.choice((0, 1, -2.5, 1e30, "x", None, 40))
        data: Any = self.dice.choice(
            (
                {"a": number, self._line(): 2},
                {"x": [1, 2], "y": [number, 3], self._line(): [4, number]},
                [["x", "y"], ["a", number], ["b"]],
                [{"x": "a", "y": number}, {"x": "b", "z": 1}],
                f"x,y\na,{number}\nb,2,3\n",
                [],
            )
        )
        chart = {"kind": self.dice.choice(kinds), "data": data, "title": self._line()}
        self._some(0.2, chart, "stacked", lambda: self.dice.choice((True, "100%", "x")))
        self._some(0.2, chart, "highlight", self._line)
        self._some(0.2, chart, "second", lambda: "y")
        self._some(0.2, chart, "format", lambda: self.dice.choice(("compact", "percent", "x")))
        self._some(0.2, chart, "unit", self._line)
        self._some(0.2, chart, "scale", lambda: self.dice.choice(("log", "linear", "x")))
        self._some(0.2, chart, "target", lambda: self.dice.choice((2.5, 0, -1e9, "x")))
        self._some(0.2, chart, "names", lambda: "y")
        self._some(0.1, chart, "file", self._path)
        self._some(0.2, chart, "steps", lambda: True)
        return chart

    def _markdown(self, heading: str = "#") -> str:
        """Return a slide's Markdown, grown from the grammar of the dialect."""
        self.grower.after.clear()
        parts = [f"{heading} {self._line() if self.is_wild else self.grower.word()}"]
        for _ in range(self.dice.randint(1, 3)):
            construct = self.dice.choice(CONSTRUCTS if self.is_wild else _UNREPORTED)
            card = Card(construct, ())
            parts.append(
                self.grower.planted(card).markdown
                if construct.kind != "slide"
                else self._slide_part(card)
            )
        if self.chance(0.3):
            parts.append(f"![{self._line()}]({self._path()}){{width={self._size()}}}")
        if self.chance(0.1):
            icon = self.dice.choice(("rocket", "no", self.grower.word()))
            parts.append(f"- :icon-{icon}: {self._line()}\n- {self._line()} :icon-star:")
        if self.chance(0.1):
            parts.append(
                f"::: {{.columns}}\n::: {{.column width={self._size()}%}}\nx\n:::\n::: column\ny\n:::\n:::"
            )
        if self.chance(0.2):
            parts.append(self.dice.choice(self._rich())())
        definitions = (definition.markdown for definition in self.grower.after)
        return "\n\n".join((*parts, *definitions)) + "\n"

    def _rich(self) -> Sequence[Callable[[], str]]:
        """Return what makes blocks of Markdown that are more than text."""
        return (
            self._fenced,
            self._callout,
            self._diagram,
            self._fenced_chart,
            self._pipe_table,
        )

    def _fenced(self) -> str:
        """Return a listing, numbered, highlighted, in some language, or part of a file."""
        marks = " ".join(
            f'{key}="{value}"'
            for key, value in self._listing().items()
            if key not in {"text", "language"}
        )
        return f"```{{.{self.dice.choice(LANGUAGES)} {marks}}}\nx = 1\n\tif y:\n```"

    def _fenced_chart(self) -> str:
        """Return a chart with CSV inside, some of which is none."""
        cells = ("1", "-2.5", "", "x", '"a, b"', '"', "1,200", self._line())
        rows = "\n".join(
            ",".join(self.dice.choice(cells) for _ in range(self.dice.randint(1, 4)))
            for _ in range(self.dice.randint(0, 5))
        )
        kind = self.dice.choice(("column", "line", "pie", "scatter", "x"))
        return f"```{{.chart kind={kind} highlight={self.grower.word()}}}\nname,{self._line()}\n{rows}\n```"

    def _diagram(self) -> str:
        """Return a flowchart in Mermaid's words, some of which are none."""
        words = (f"a[{self._line()}]", "b{x}", "c", "a", self._line())
        signs = ("-->", "-.->", "--x--", f"-->|{self._line()}|", "&", "~~~", ";")
        lines = [
            f"{self.dice.choice(words)} {self.dice.choice(signs)} {self.dice.choice(words)}"
            for _ in range(self.dice.randint(1, 6))
        ]
        inner = f"subgraph s [{self._line()}]\n{lines[0]}\nend\ns --> {self.dice.choice(words)}"
        head = self.dice.choice(("flowchart LR", "graph", "graph TD", "pie"))
        if self.chance(0.3):
            kind = self.dice.choice(("cycle", "pyramid", "funnel", "venn", "org", "x"))
            items = "\n".join(f"- {self._line()}" for _ in range(self.dice.randint(0, 9)))
            return (
                f"::: {{.diagram kind={kind}}}\n{items}\n  - {self._line()}\n\n{self._line()}\n:::"
            )
        if self.chance(0.2):
            return f"```{{mermaid}}\n{';'.join((head, *lines))}\n```"
        return "\n".join(("```mermaid", head, *lines, inner, "```"))

    def _callout(self) -> str:
        opening = self.dice.choice(
            (
                "$$ \\frac{1}{2} + @ $$ {#eq:y}\n\n@eq:y\n\n::: callout-note",
                f'::: {{.callout-tip title="{self.grower.word()}"}}',
                f'::: {{.qr to="{self._address()}"}}',
            )
        )
        first = self.dice.choice(("", "- ", "1. ", "x\n> : ", "## ", "```\n> "))
        return f"{opening}\n{self._line()}\n:::\n\n> [!WARNING]\n> {first}{self._line()}"

    def _listing(self) -> dict[str, Any]:
        listing: dict[str, Any] = {"text": "x = 1\n\ty", "language": self.dice.choice(LANGUAGES)}
        for key, make in (
            ("highlight", lambda: self.dice.choice(STAGES if self.is_wild else STAGES[:2])), ("title", self.grower.word),
            ("file", self._path), ("lines", lambda: self.dice.choice(STAGES)), ("marker", self.grower.word),
        ):  # fmt: skip
            self._some(0.3 if self.is_wild or key == "highlight" else 0, listing, key, make)
        return listing

    def _address(self) -> str:
        return self.dice.choice(ADDRESSES if self.is_wild else ADDRESSES[:1])

    def _slide_part(self, card: Card) -> str:
        return self.grower.block(card.outer, frozenset(), card.inner).markdown

    def _line(self) -> str:
        match self.dice.randrange(8):
            case 0:
                return f"see {{{{ {self._expression()} }}}} {self.grower.word()}"
            case 1:
                return f"*{self.grower.word()}* [@doe] **한글(x)**을"
            case 2:
                return f"{self.grower.word()} [link](https://example.org) `{self.grower.word()}`^[note]"
            case _:
                return self.grower.word()

    def _path(self) -> str:
        return self.dice.choice(PATHS if self.is_wild else sorted(PICTURES.keys() - {"clip.vtt"}))

    def _size(self) -> str:
        return self.dice.choice(NUMBERS[:16] if self.is_wild else ("20", "40", "55.5"))

    def _expression(self) -> str:
        return self.dice.choice(EXPRESSIONS if self.is_wild else _SOUND)

    def _statement(self) -> str:
        return self.dice.choice(STATEMENTS if self.is_wild else _LOOPS)

    def _layout(self) -> str:
        return self.dice.choice(_LAYOUTS if self.is_wild else _LAYOUTS[:2])

    # ------------------------------------------------------------------ what is beside slides

    def _variables(self) -> dict[str, Any]:
        return {
            "host": "Seoul *AI*",
            "year": 2024,
            "parts": ["a", "b"],
            "deep": {"x": 1.5},
            "day": self._raw("2024-01-11"),
        }

    def _references(self) -> list[Any]:
        return [
            {"id": "doe", "title": "Dogs", "author": [{"family": "Doe", "given": "J."}], "issued": {"date-parts": [[2020, 1]]}},
            {"id": "roe", "type": "book", "URL": self._path(), "DOI": "10.1/x", "note": "Roe 2021"},
        ]  # fmt: skip

    def _catalogue(self, locale: str, topics: list[str]) -> None:
        entries = [
            'msgid ""\nmsgstr ""\n"Language: ko\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        ]
        for topic in topics:
            context = f"{topic}#{self.dice.choice(('title', 'x', 'word'))}"
            flag = self.dice.choice(("", "", '#, fuzzy\n#| msgid "old"\n', "#~ "))
            entries.append(
                f'{flag}msgctxt "{context}"\nmsgid "{self.grower.word()}"\nmsgstr "한글 {{{{ host }}}}"\n'
            )
        self._put(f"deck/locales/{locale}.po", "\n".join(entries))
        self._put("deck/locales/messages.pot", "\n".join(entries))

    def _tokens(self) -> dict[str, Any]:
        """Return a few changes of the built-in theme, at any of its places."""
        tokens: dict[str, Any] = {}
        for _ in range(self.dice.randint(1, 4)):
            *keys, last = self.dice.choice(_theme_places())
            place = tokens
            for key in keys:
                place = place.setdefault(key, {})
                if not isinstance(place, dict):
                    break
            else:
                place[last] = self._value_like(_at(_atlas(), (*keys, last)))
        return tokens

    def _value_like(self, value: object) -> object:
        """Return something of the kind of `value`, now and then of another."""
        if isinstance(value, list) and value and isinstance(value[0], int):
            return [
                self._raw(self.dice.choice(_SIZES)) if self.chance(0.4) else number
                for number in value
            ]
        if isinstance(value, int | float) and not isinstance(value, bool):
            return (
                self._raw(self.dice.choice(_SIZES))
                if self.chance(0.5)
                else round(value * self.dice.uniform(0.8, 1.2), 2)
            )
        if isinstance(value, str) and self.chance(0.7):
            return (
                value
                if not self.is_wild
                else self.dice.choice(
                    (value, "#00FF00", "accent", "display", "middle", "title", "Arial", "x" * 300)
                )
            )
        return value if self.chance(0.3) or not self.is_wild else self._raw(scalar(self.dice))

    def _theme(self) -> None:
        theme = {"extends": "atlas", **self._tokens()} if self.chance(0.7) else _atlas()
        self._yaml("templates/own/theme.yaml", theme)
        self._put("templates/own/contours.svg", _SVG)

    def _html(self) -> dict[str, Any]:
        self._put("deck/extra.css", "a { color: red }")
        self._put("deck/extra.js", "let x = '</script>';")
        if self.chance(0.5):
            page = (
                "<!doctype html><title>{{ talk.title }}</title>"
                + self._statement()
                + "{{ slides }}"
            )
            self._put("templates/html/page.html.j2", page + f"{{{{ {self._expression()} }}}}")
        return {
            "styles": ["extra.css"],
            "scripts": ["extra.js"],
            "config": {"transition": "fade"}
            if not self.is_wild
            else {"width": self._raw(scalar(self.dice))},
        }

    def _generator(self) -> list[str]:
        rows = "name,year,price\nNVIDIA,2023,1.5\nAMD,2024,2\n"
        kind = self.dice.choice((".csv", ".json", ".yaml"))
        content = (
            rows
            if kind == ".csv"
            else '[{"name": "NVIDIA", "year": 2023}, {"name": "AMD", "year": 2024}]'
        )
        self._put(f"deck/slides/g/rows{kind}", content)
        front = f'---\ndata: rows{kind}\neach: row\nid: "{{{{ row.name | slug }}}}"\n---\n'
        body = f"\n# {{{{ row.name }}}}\n\n- {self._statement()} {{{{ row.year }}}}\n\n{self._statement()}\n"
        self._put("deck/slides/g/rows.md.j2", front + body)
        return ["g/rows/*"]

    def _library(self) -> list[str]:
        self._put("lib/deck/deck.yaml", "format: 1\nsource_locale: en\nlocales: [en]\n")
        self._put("lib/deck/slides/b/lent.md", self._markdown())
        self._put("lib/deck/references.yaml", "references: [{id: lee, title: L}]")
        return ["lib:b/lent"]

    def _pictures(self, folder: str) -> None:
        for name, content in PICTURES.items():
            self._put(folder + name, content)

    # ------------------------------------------------------------------ writing it down

    def _some(self, share: float, into: dict[str, Any], key: str, make: Callable[[], Any]) -> None:
        if self.chance(share):
            into[key] = make()

    def _put(self, name: str, content: str | bytes) -> None:
        self.files[name] = (
            content if isinstance(content, bytes) else content.encode("utf-8", "replace")
        )

    def _yaml(self, name: str, data: object) -> None:
        self._put(name, self._written(data))

    def _written(self, data: object, flow: tuple[bool | None, ...] = (None, False, True)) -> str:
        text = yaml.dump(
            self._spoil(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False,
            default_flow_style=self.dice.choice(flow), width=1000,
        )  # fmt: skip
        return _HELD.sub(lambda found: self.held[int(found[1])], text)

    def _raw(self, written: str) -> str:
        """Return a placeholder for a scalar until the YAML is written."""
        self.held.append(written)
        return f"\x1a{len(self.held) - 1}\x1a".replace("\x1a", "\ue01a")

    def _spoil(self, data: object) -> object:
        """Return data of which a few values are others, keys too."""
        if self.chance(self.spoilt):
            return self._raw(scalar(self.dice))
        if isinstance(data, list):
            return [
                self._spoil(item)
                for item in data
                for _ in range(2 if self.chance(self.spoilt / 3) else 1)
            ]
        if isinstance(data, dict):
            kept = ((key, value) for key, value in data.items() if not self.chance(self.spoilt / 3))
            return {self._key(key): self._spoil(value) for key, value in kept}
        return data

    def _key(self, key: object) -> object:
        return self._raw(scalar(self.dice)) if self.chance(self.spoilt / 5) else key


_UNREPORTED = [one for one in CONSTRUCTS if not one.may and one.kind != "slide"]
_HELD = re.compile("['\"]?\ue01a(\\d+)\ue01a['\"]?")
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_FRONT: Mapping[str, Callable[[Project], Any]] = {
    "layout": lambda project: project.dice.choice(_LAYOUTS),
    "kicker": Project._line,
    "show_title": lambda _: False,
    "density": lambda _: "dense",
    "tags": lambda _: ["gpu", "npu"],
    "refs": lambda _: ["doe"],
    "allow": lambda _: ["picture-without-alt"],
    "incremental": lambda _: True,
    "was": lambda _: "a/old",
}
_GLOSSARY = {
    "terms": [
        {"term": "word", "ko": ["한글"], "note": "x"},
        {"term": "AI", "keep": True, "reading": "에이아이"},
    ]
}
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><rect width="40" height="30" fill="#1F6F78"/><text y="9">hi</text></svg>'


@cache
def _atlas() -> dict[str, Any]:
    return yaml.load(THEME.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # type: ignore[no-any-return]  # noqa: S506 - a safe one


@cache
def _theme_places() -> list[tuple[str, ...]]:
    """Return the path of every value in the built-in theme."""

    def below(value: object, path: tuple[str, ...]) -> list[tuple[str, ...]]:
        if not isinstance(value, dict):
            return [path]
        return [place for key, inner in value.items() for place in below(inner, (*path, key))]

    return [place for place in below(_atlas(), ()) if place[0] != "format"]


def _at(value: Any, path: tuple[str, ...]) -> object:
    for key in path:
        value = value[key]
    return value


PICTURES: Mapping[str, bytes] = {
    "box.png": png(8, 6),
    "photo.jpg": base64.b64decode(
        "/9j/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB"
        "AQEBAQEBAQEBAQEBAQEBAQEBAQH/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8A"
        "Kp//2Q=="
    ),
    "moving.gif": base64.b64decode("R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw=="),
    "drawing.svg": _SVG.encode(),
    "picture.svg": _SVG.encode(),
    "with space.svg": _SVG.encode(),
    "photo.webp": base64.b64decode("UklGRh4AAABXRUJQVlA4TBEAAAAvAAAAAAfQ//73v/+BiOh/AAA="),
    "page.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 40 30]>>endobj\ntrailer<</Root 1 0 R>>",
    "clip.mp4": mp4(),
    "clip.webm": webm(),
    "sound.wav": wav(0.01),
    "sound.mp3": mp3(),
    "clip.vtt": b"WEBVTT\n\n00:00.000 --> 00:01.000\n<b>words</b>\n",
}  # fmt: skip
"""A small picture of each kind, and what plays."""
