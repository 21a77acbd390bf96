from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.authoring import png

from diptych.building import web_pictures
from diptych.config import BuildConfig
from diptych.fetching import Answer
from diptych.pipeline import Outcome, build

A, B = "https://example.org/a.png?size=1", "//example.org/b"
TEXT = f"# A\n\n![First]({A}){{width=50%}}\n\n# B\n\n![Second]({B})\n"


class Web:
    """The web of the tests: what addresses give, and how often they were asked."""

    def __init__(self) -> None:
        self.gives: dict[str, Answer] = {}
        self.asked: list[str] = []

    def fetch_all(self, addresses: Sequence[str], _: int) -> Iterator[Answer]:
        self.asked += addresses
        return (self.gives[one] for one in addresses)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    web = Web()
    monkeypatch.setattr(web_pictures, "fetch_all", web.fetch_all)
    web.gives = {
        A: Answer(A, png(4, 2), "image/png"),
        B: Answer(
            B, b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>', "image/svg+xml"
        ),
    }
    return web


@pytest.fixture
def config(tmp_path: Path) -> BuildConfig:
    """Return the configuration of a talk with two pictures on the web, and an empty cache."""
    (tmp_path / "talk.md").write_text(TEXT, "utf-8")
    return BuildConfig(
        root=tmp_path,
        document=tmp_path / "talk.md",
        out=tmp_path / "output",
        outputs=("html",),
        cache=tmp_path / "cache",
    )


def shown(outcome: Outcome) -> Mapping[str, str]:
    """Return the names of the pictures on the slides, by the slides' titles."""
    return {
        slide.title: picture.asset.name
        for talk in outcome.talks
        for slide in talk.slides
        for picture in slide.pictures
    }


def test_without_being_asked_nothing_is_fetched_and_panels_lead_to_the_addresses(
    web: Web, config: BuildConfig
) -> None:
    outcome = build(config)
    assert [one.kind.code for one in outcome.found] == ["SRC410"]
    assert outcome.found[0].message.startswith("2 pictures are on the web; panels stand in their")
    assert shown(outcome) == {"A": "missing-picture.svg", "B": "missing-picture.svg"}
    links = [one.link for slide in outcome.talks[0].slides for one in slide.pictures]
    assert (links, web.asked) == ([A, f"https:{B}"], [])


def test_what_was_fetched_is_shown_by_this_build_and_later_ones(
    web: Web, config: BuildConfig
) -> None:
    names = {"A": "a.png", "B": "b.svg"}
    first = build(replace(config, fetches=True))
    assert (first.found, shown(first), web.asked) == ((), names, [A, B])
    later = build(config)
    assert (later.found, shown(later), web.asked) == ((), names, [A, B])
    assert later.written == ()
    assert [one.link for slide in later.talks[0].slides for one in slide.pictures] == [None, None]


def test_they_are_fetched_again_when_asked_again(web: Web, config: BuildConfig) -> None:
    build(replace(config, fetches=True))
    web.gives[A] = Answer(A, png(9, 9), "image/png")
    outcome = build(replace(config, fetches=True))
    assert web.asked == [A, B, A, B]
    assert outcome.talks[0].slides[0].pictures[0].asset.size_px == (9, 9)


def test_one_that_fails_is_said_and_shown_as_it_was(web: Web, config: BuildConfig) -> None:
    build(replace(config, fetches=True))
    web.gives[A] = Answer(A, failure="the host answers 404 Not Found")
    outcome = build(replace(config, fetches=True))
    assert shown(outcome) == {"A": "a.png", "B": "b.svg"}
    assert [one.message for one in outcome.found] == [
        f"picture `{A}` cannot be fetched: the host answers 404 Not Found"
    ]


def test_one_that_is_shown_twice_and_cannot_be_reached_is_said_once_with_what_may_help(
    web: Web, config: BuildConfig
) -> None:
    assert config.document is not None
    config.document.write_text(f"{TEXT}\n# C\n\n![Again]({A})\n", "utf-8")
    web.gives[A] = Answer(A, failure="the host does not answer", is_unreached=True)
    (one,) = build(replace(config, fetches=True)).found
    assert one.message == f"picture `{A}` cannot be fetched: the host does not answer"
    assert one.hint == "try again when there is a connection, or correct its address"


def test_what_is_no_picture_is_not_kept(web: Web, config: BuildConfig) -> None:
    web.gives[B] = Answer(B, b"<!doctype html><title>Log in</title>", "text/html")
    outcome = build(replace(config, fetches=True))
    assert shown(outcome) == {"A": "a.png", "B": "missing-picture.svg"}
    assert [one.message for one in outcome.found] == [
        f"picture `{B}` cannot be fetched: it is not a picture that can be shown, but `text/html`"
    ]


def test_one_that_was_changed_in_the_cache_counts_as_not_fetched(
    web: Web, config: BuildConfig
) -> None:
    build(replace(config, fetches=True))
    assert config.cache is not None
    (kept,) = config.cache.glob("web-files/*/a.png")
    kept.write_bytes(png(5, 5))
    outcome = build(config)
    assert shown(outcome) == {"A": "missing-picture.svg", "B": "b.svg"}


def test_without_a_cache_nothing_can_be_kept(web: Web, config: BuildConfig) -> None:
    outcome = build(replace(config, fetches=True, cache=None))
    assert web.asked == []
    assert [one.message for one in outcome.found] == [
        f"picture `{one}` cannot be fetched: there is no cache folder to keep it in"
        for one in (A, B)
    ]


def test_more_than_a_large_talk_has_are_not_fetched(
    web: Web, config: BuildConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_pictures, "MOST", 1)
    outcome = build(replace(config, fetches=True))
    assert web.asked == [A]
    assert [one.message for one in outcome.found] == [
        f"picture `{B}` cannot be fetched: at most 1 pictures are fetched for a talk"
    ]
