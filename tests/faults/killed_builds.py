"""Builds that are killed at every write, or fail there.

    python -m tests.faults.killed_builds kill|fail SCENARIO,... EACH FOLDER

does so at every EACHth point and prints at how many of how many: a program, since only a process
without threads may fork. Reading and rendering are done once for each version of the project: they
write nothing but to the cache, and what counts here is writing.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace
from tests.authoring import SVG, write_files
from tests.faults.killing import SystemFault, files_in, hollow, kill, let_fail, points
from tests.render.files import made_of

from diptych import pipeline
from diptych.building import making
from diptych.building.manifest import Manifest
from diptych.building.preparing import Prepared, prepare
from diptych.config import BuildConfig
from diptych.diagnostics import Diagnostic
from diptych.render.output import File
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


def _in_pieces(made: Made) -> Iterator[tuple[str, Iterator[File]]]:
    """Yield what was made as writers do: a presentation piece by piece, other files whole."""
    for key, files in made.items():
        yield (
            key,
            ((p, (d[:9], d[9:]) if p.suffix == ".pptx" else d) for p, d in files.items()),
        )


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
            self.show(step)
            config = replace(self._config(step, self.folder / "nowhere"), cache=user_cache())
            prepared = prepare(config)
            assert not any(one.is_error for one in prepared.found), prepared.found
            self._known[step] = (prepared, *made_of(prepared, config))
        return self._known[step][1]

    def files(self, step: Step) -> dict[str, bytes]:
        """Return the files of a build by path."""
        return {str(path): data for one in self.learn(step).values() for path, data in one.items()}

    def build(self, step: Step, place: Path) -> bool:
        """Build into a place as the command does; return whether it said that nothing changed."""
        self.show(step)
        return self.run(step, place)

    def run(self, step: Step, place: Path) -> bool:
        """Do the same, with the version that is shown already."""
        config = self._config(step, place)
        with Manifest(config) as manifest:
            if manifest.is_current():
                return True
        prepared, made, undrawn = self._known[step]
        making.prepare = lambda *_: prepared  # type: ignore[attr-defined]  # what `make` calls
        assert undrawn == ()
        making.render = lambda *_: _in_pieces(made)
        pipeline.build(config)
        return False

    def show(self, step: Step) -> None:
        """Put a version of the project in its place."""
        self.root.unlink(missing_ok=True)
        self.root.symlink_to(self.folder / step.version, target_is_directory=True)

    def _config(self, step: Step, place: Path) -> BuildConfig:
        return BuildConfig(
            root=self.root,
            out=place / "out",
            cache=place / "cache",
            notes=step.notes,
            missing="source",
        )


FAULTS = (
    SystemFault(errno.ENOSPC, is_lasting=True),
    SystemFault(errno.EDQUOT, is_lasting=True),
    SystemFault(errno.EMFILE, is_lasting=True),
    SystemFault(errno.EACCES, is_lasting=False),
    SystemFault(errno.EIO, is_lasting=False),
)


def try_killing(shop: Workshop, scenario: Scenario, point: int, place: Path) -> None:
    """Kill a build at a point; raise AssertionError if what is left, or what comes then, is bad."""

    def before() -> None:
        for step in scenario.before:
            shop.build(step, place)
        shop.show(scenario.killed)

    kill(lambda: shop.run(scenario.killed, place), point, before)
    _look(shop, scenario, place, is_failing=False)


def try_failing(shop: Workshop, scenario: Scenario, point: int, place: Path) -> None:
    """Let a write of a build fail; raise AssertionError if that is not told, or is made worse."""
    for step in scenario.before:
        shop.build(step, place)
    shop.show(scenario.killed)
    kind = FAULTS[point % len(FAULTS)]
    error = let_fail(lambda: shop.run(scenario.killed, place), point, kind)
    if error is not None:
        assert error.errno == kind.code, f"tells of {error!r}"
        told = Path(str(error.filename))
        # Fonts for pictures that are drawn are put where the system keeps temporary files.
        is_temporary = told.name.startswith("diptych-fonts-")
        assert is_temporary or told.is_relative_to(place / "out"), f"names {told}"
        assert not any(part.startswith(".diptych-") for part in told.parts), f"names {told}"
    _look(shop, scenario, place, is_failing=True)


def _look(shop: Workshop, scenario: Scenario, place: Path, *, is_failing: bool) -> None:
    """Look at what a build has left that did not come to its end, and build again.

    Where the disk fails, an empty folder may stay.
    """
    before = scenario.before[-1:]
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
        assert not hollow(place / "out") or is_failing, "more is left than files"
        assert shop.build(step, place), f"not remembered: {step}"


def main(what: str, names: str, each: int, folder: Path) -> int:
    """Kill builds, or let them fail, at every `each`th point, and print at how many."""
    try_one = {"kill": try_killing, "fail": try_failing}[what]
    shop = Workshop(folder)
    tried = whole = 0
    for name in names.split(","):
        scenario = SCENARIOS[name]
        for step in (*scenario.before, scenario.killed, *scenario.then):
            shop.learn(step)
        place = folder / f"{name}-counted"
        place.mkdir()
        for step in scenario.before:
            shop.build(step, place)
        shop.show(scenario.killed)
        count = points(lambda place=place, step=scenario.killed: shop.run(step, place))  # type: ignore[misc]
        for point in range(count % each, count, each):
            place = folder / f"{name}-{point}"
            place.mkdir()
            try:
                try_one(shop, scenario, point, place)
            except AssertionError as error:
                sys.stdout.write(f"{name}, point {point} of {count}: {error}\n")
                return 1
            tried += 1
        whole += count
    sys.stdout.write(f"{tried} of {whole} points\n")
    return 0


if __name__ == "__main__":
    _, how, which, stride, where = sys.argv
    sys.exit(main(how, which, int(stride), Path(where)))
