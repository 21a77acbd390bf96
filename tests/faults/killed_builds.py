"""Builds killed at every write: run as a program, since only a process without threads may fork.

    python -m tests.faults.killed_builds SCENARIO,... EACH FOLDER

kills at every EACHth point and prints at how many of how many. Reading and rendering are done once
for each version of the project: they write nothing but to the cache, and what counts here is
writing.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace
from tests.authoring import SVG, write_files
from tests.faults.killing import files_in, hollow, kill, points

from diptych import pipeline
from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic
from diptych.manifest import Manifest
from diptych.pipeline import Prepared
from diptych.storage.cache import user_cache

WHISPERED = "for the speaker alone"
FIRST: dict[str, str | bytes] = {
    "deck/deck.yaml": "format: 1\nsource_locale: en\nlocales: [en, ko]\n"
    "html: {styles: html/ours.css}\n",
    "deck/html/ours.css": "p { color: red }\n",
    "deck/locales/ko.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n',
    "deck/talks/talk.yaml": "title: A talk\nslides: [a]\n",
    "deck/slides/a.md": '# A slide\n\n![](../media/box.svg){alt="A box"}\n\n'
    f"::: notes\n{WHISPERED}\n:::\n",
    "deck/media/box.svg": SVG,
}
EDITED = FIRST | {
    "deck/html/ours.css": "p { color: blue }\n",
    "deck/slides/a.md": str(FIRST["deck/slides/a.md"]).replace("A slide", "A better slide"),
    "deck/media/box.svg": SVG.replace("#1F6F78", "#AA0000"),
}
FEWER = EDITED | {
    "deck/deck.yaml": str(EDITED["deck/deck.yaml"]).replace("[en, ko]", "[en]"),
}
MORE = FEWER | {"deck/talks/other.yaml": "title: Another talk\nslides: [a]\n"}
VERSIONS = {"first": FIRST, "edited": EDITED, "fewer": FEWER, "more": MORE}

_prepare, _render = pipeline.prepare, pipeline.render
Made = Mapping[str, Mapping[PurePosixPath, bytes]]


class Step(Struct, frozen=True):
    """A build of one version of the project."""

    version: str
    notes: bool = True


class Scenario(Struct, frozen=True, kw_only=True):
    """What was built, what is killed, and what is built then."""

    before: tuple[Step, ...] = ()
    killed: Step
    then: tuple[Step, ...]


A, B, C, D = (Step(version) for version in VERSIONS)
A_BARE, B_BARE, C_BARE = (replace(step, notes=False) for step in (A, B, C))
SCENARIOS = {
    "first": Scenario(killed=A, then=(A,)),
    "edit": Scenario(before=(A,), killed=B, then=(B,)),
    "edit-taken-back": Scenario(before=(A,), killed=B, then=(A,)),
    "without-notes": Scenario(before=(B,), killed=B_BARE, then=(B_BARE,)),
    "edit-then-without-notes": Scenario(before=(A,), killed=B, then=(B_BARE,)),
    "first-then-fewer-without-notes": Scenario(killed=A, then=(C_BARE,)),
    "fewer": Scenario(before=(A_BARE, B), killed=C, then=(C,)),
    "talk-dropped": Scenario(before=(D,), killed=C, then=(C,)),
    "fewer-taken-back": Scenario(before=(B,), killed=C, then=(B,)),
    "without-notes-and-back": Scenario(before=(B,), killed=C_BARE, then=(B, C_BARE)),
}


class Workshop:
    """A project that changes its version at once, and what each version comes to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "project"
        self._known: dict[Step, tuple[Prepared, Made, tuple[Diagnostic, ...]]] = {}
        for name, files in VERSIONS.items():
            write_files(folder / name, files)

    def learn(self, step: Step) -> Made:
        """Return what a build makes, rendered once."""
        if step not in self._known:
            self._show(step.version)
            config = replace(self._config(step, self.folder / "nowhere"), cache=user_cache())
            prepared = _prepare(config)
            assert not any(one.is_error for one in prepared.found), prepared.found
            self._known[step] = (prepared, *_render(prepared, config, lambda _: None))
        return self._known[step][1]

    def files(self, step: Step) -> dict[str, bytes]:
        """Return the files of a build by path."""
        return {str(path): data for one in self.learn(step).values() for path, data in one.items()}

    def build(self, step: Step, place: Path) -> bool:
        """Build into a place as the command does; return whether it said that nothing changed."""
        self._show(step.version)
        config = self._config(step, place)
        with Manifest(config) as manifest:
            if manifest.is_current():
                return True
        prepared, made, undrawn = self._known[step]
        pipeline.prepare = lambda _: prepared  # type: ignore[assignment]
        pipeline.render = lambda *_: (made, undrawn)  # type: ignore[assignment]
        pipeline.build(config)
        return False

    def _show(self, version: str) -> None:
        self.root.unlink(missing_ok=True)
        self.root.symlink_to(self.folder / version, target_is_directory=True)

    def _config(self, step: Step, place: Path) -> BuildConfig:
        return BuildConfig(
            root=self.root,
            out=place / "out",
            cache=place / "cache",
            notes=step.notes,
            missing="source",
        )


def try_point(shop: Workshop, scenario: Scenario, point: int, place: Path) -> None:
    """Kill a build at a point; raise AssertionError if what is left, or what comes then, is bad."""
    before = scenario.before[-1:]
    kill(
        lambda: shop.build(scenario.killed, place),
        point,
        before=lambda: [shop.build(step, place) for step in scenario.before],
    )
    left = files_in(place / "out") if (place / "out").is_dir() else {}
    outcomes = [shop.files(step) for step in (*before, scenario.killed)]
    for path, data in left.items():
        assert any(made.get(path) == data for made in outcomes), f"{path} is neither old nor new"
    for step in (*before, scenario.killed):
        for group, made in shop.learn(step).items():
            page = next((str(path) for path in made if path.suffix == ".html"), None)
            if page is not None and left.get(page) == made[PurePosixPath(page)]:
                lost = [path for path, data in made.items() if left.get(str(path)) != data]
                assert not lost, f"{group} stands there without {lost}"
    for step in scenario.then:
        shop.build(step, place)
        assert files_in(place / "out") == shop.files(step), f"not as built anew: {step}"
        assert hollow(place / "out") == []
        assert shop.build(step, place), f"not remembered: {step}"


def main(names: str, each: int, folder: Path) -> int:
    """Kill builds at every `each`th point, and print at how many."""
    shop = Workshop(folder)
    tried = whole = 0
    for name in names.split(","):
        scenario = SCENARIOS[name]
        for step in (*scenario.before, scenario.killed, *scenario.then):
            shop.learn(step)
        place = folder / name
        for step in scenario.before:
            shop.build(step, place)
        count = points(lambda place=place, step=scenario.killed: shop.build(step, place))  # type: ignore[misc]
        for point in range(count % each, count, each):
            try:
                try_point(shop, scenario, point, folder / f"{name}-{point}")
            except AssertionError as error:
                sys.stdout.write(f"{name}, point {point} of {count}: {error}\n")
                return 1
            tried += 1
        whole += count
    sys.stdout.write(f"{tried} of {whole} points\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])))
