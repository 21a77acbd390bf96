from __future__ import annotations

import hashlib
import os
import re
from html import unescape
from pathlib import Path, PurePosixPath

import pytest
from msgspec.structs import replace
from tests.render.factory import asset
from tests.render.files import files_of, page_of
from tests.render.html.deck import LOCALES, deck
from tests.render.html.factory import (
    FIGURE,
    PHOTO,
    picture,
    slide,
    supplies,
    talk,
    templates,
    title,
)

from diptych.model.extras import PageExtras
from diptych.render.html import page as page_module
from diptych.render.html import render_html

GOLDEN = Path(__file__).parent / "golden"
RUNTIME = {
    path: asset(path.rpartition("/")[2], path.encode())
    for path in (
        "reveal/reset.css",
        "reveal/reveal.css",
        "reveal/reveal.js",
        "reveal/LICENSE",
        "reveal/plugin/notes.js",
        "reveal/plugin/highlight.js",
        "pretendard/Pretendard-Regular.woff2",
        "pretendard/LICENSE",
        "unused/Unused-Regular.woff2",
        "unused/LICENSE",
    )
}


def files(locale: str = "en") -> dict[str, bytes]:
    rendered = files_of(render_html(deck(locale), supplies(runtime=RUNTIME)))
    return {str(path): data for path, data in rendered.items()}


def page(locale: str = "en") -> str:
    return files(locale)[f"demo/{locale}/index.html"].decode()


def deck_folder() -> str:
    """Return the folder of what runs and styles the pages, named by what it holds."""
    found = {path.split("/")[2] for path in files() if path.startswith("demo/assets/deck-")}
    assert len(found) == 1
    return f"assets/{found.pop()}"


@pytest.mark.parametrize("name", ["demo/en/index.html", "demo/ko/index.html"])
def test_the_page_is_the_golden_one(name: str) -> None:
    _compare(name.split("/")[1] + ".html", files(name.split("/")[1])[name])


def test_the_theme_s_style_sheet_is_the_golden_one() -> None:
    _compare("theme-plain.css", files()[f"demo/{deck_folder()}/theme-plain.css"])


def _compare(name: str, made: bytes) -> None:
    """Compare with the file in golden/; `DIPTYCH_REFRESH_GOLDEN=1` writes it instead."""
    golden = GOLDEN / name
    if os.environ.get("DIPTYCH_REFRESH_GOLDEN") == "1":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(_unnamed(made.decode()), "utf-8")
    assert _unnamed(made.decode()) == _unnamed(golden.read_text("utf-8"))


def _unnamed(text: str) -> str:
    """Return a page that is the same whatever the files hold that run and style it."""
    return re.sub(r"/deck-[0-9a-f]{8}/", "/deck-00000000/", text)


def test_the_same_talk_makes_the_same_bytes() -> None:
    assert list(files().items()) == list(files().items())


def test_assets_do_not_depend_on_the_locale() -> None:
    english, korean = (
        {path: data for path, data in files(locale).items() if "/assets/" in path}
        for locale in LOCALES
    )
    assert english == korean


def test_only_what_the_page_needs_is_copied_and_the_licences_of_that() -> None:
    copied = {path.removeprefix(f"demo/{deck_folder()}/") for path in files()} & set(RUNTIME)
    assert set(RUNTIME) - copied == {
        "reveal/plugin/highlight.js",
        "unused/Unused-Regular.woff2",
        "unused/LICENSE",
    }


def test_media_are_named_by_their_content() -> None:
    assert f"demo/assets/media/figure-one-{FIGURE.sha256[:8]}.svg" in files()
    assert files()[f"demo/assets/media/photo-{PHOTO.sha256[:8]}.png"] == PHOTO.read()


def test_the_name_of_a_picture_that_no_folder_could_hold_with_more_is_cut() -> None:
    shown = talk(slide("one", title("One"), picture(asset(f"{'x' * 250}.png", b"a"))))
    (path,) = (one for one in files_of(render_html(shown, supplies())) if one.name[:3] == "xxx")
    assert len(path.name) < 120


def test_two_pictures_of_one_name_are_two_files() -> None:
    other = asset("photo.png", b"other")
    shown = talk(slide("one", title("One"), picture(PHOTO), picture(other)))
    made = files_of(render_html(shown, supplies()))
    assert sum("photo-" in path.name for path in made) == 2


def test_what_runs_or_styles_a_page_is_in_a_folder_named_by_all_that_it_holds() -> None:
    before = {path: data for path, data in files().items() if "/deck-" in path}
    others: dict[str, dict[str, object]] = {
        "another style sheet": {"templates": {**templates(), "deck.css": "p {}"}},
        "a file of the project's own": {"extras": PageExtras(files={"own/a": asset("a", b"1")})},
        "another one": {"extras": PageExtras(files={"own/a": asset("a", b"2")})},
        "an option": {"extras": PageExtras(config={"loop": True})},
        "another release of reveal.js": {
            "runtime": RUNTIME | {"reveal/reveal.js": asset("reveal.js", b"new")}
        },
    }
    seen = set(before)
    for what, change in others.items():
        made = files_of(render_html(deck("en"), supplies(**{"runtime": RUNTIME, **change})))
        inside = {str(path) for path in made if "/deck-" in str(path)}
        assert inside.isdisjoint(seen), what
        seen |= inside


def test_options_and_templates_may_ask_where_that_folder_is() -> None:
    extras = PageExtras(config={"menu": {"path": "{assets}/own/menu"}})
    template = templates() | {"page.html.j2": '<img src="{{ assets }}/logo.png">'}
    given = supplies(templates=template, extras=extras, runtime=RUNTIME)
    made = files_of(render_html(deck("en"), given))
    (config,) = (path for path in made if path.name == "config.js")
    folder = f"../assets/{config.parent.name}"
    assert f'"path":"{folder}/own/menu"' in made[config].decode()
    assert made[PurePosixPath("demo/en/index.html")].decode() == f'<img src="{folder}/logo.png">\n'


def test_a_picture_that_html_shows_otherwise_is_named_by_what_it_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = ' src="../assets/media/photo-7bb10d61.png"'
    shown = talk(slide("one", title(f"<img{said}>"), picture(PHOTO)))
    monkeypatch.setattr(page_module, "picture_bytes", lambda *_: b"shown otherwise")
    made = files_of(render_html(shown, supplies()))
    (path,) = (path for path in made if path.parent.name == "media")
    assert path.name == f"photo-{hashlib.sha256(b'shown otherwise').hexdigest()[:8]}.png"
    html = made[PurePosixPath("demo/en/index.html")].decode()
    assert f'<img src="../assets/media/{path.name}"' in html
    words = re.sub(r"<[^>]*>", "", html)
    assert said.strip() in words  # what a slide says stays as it is


def test_everything_the_page_names_is_there() -> None:
    made = files()
    for address in re.findall(r'(?:src|href)="(\.\./assets/[^"]+)"', page()):
        assert "demo" + address.removeprefix("..") in made


def test_the_page_names_nothing_elsewhere_but_links() -> None:
    outside = re.findall(r'<(\w+) [^>]*="https?:', page())
    assert set(outside) == {"a"}


def test_the_page_holds_no_script_of_its_own() -> None:
    assert not re.findall(r"<script(?![^>]*\bsrc=)", page())
    assert not re.findall(r"\son\w+=", page())


def test_the_page_says_its_language_title_and_abstract() -> None:
    assert '<html lang="ko"' in page("ko")
    assert "<title>A small talk</title>" in page()
    assert '<meta name="description" content="What the engine could do.">' in page()


def test_the_page_may_be_enlarged() -> None:
    assert "maximum-scale" not in page()
    assert "user-scalable" not in page()


def test_the_policy_comes_before_anything_that_is_loaded() -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page())
    assert policy is not None
    assert unescape(policy[1]).startswith("default-src 'none'; script-src 'self'")
    assert policy.end() < page().index("<link")


def test_there_is_a_switch_where_there_are_languages() -> None:
    assert '<a href="../ko/index.html" hreflang="ko" lang="ko">한국어</a>' in page()
    alone = replace(deck("en"), locales=("en",))
    assert "<nav" not in page_of(alone, supplies())


def test_who_shares_the_page_shares_its_title_and_what_it_is_about() -> None:
    head = page().partition("</head>")[0]
    about = re.search(r'<meta name="description" content="([^"]+)">', head)
    assert about is not None
    assert f'<meta property="og:description" content="{about[1]}">' in head
    assert f'<meta property="og:title" content="{deck("en").title}">' in head
    assert '<meta property="og:type" content="website">' in head
    assert '<meta name="twitter:card" content="summary">' in head


def test_each_language_names_all_of_them() -> None:
    link = re.compile(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">')
    for locale in LOCALES:
        assert link.findall(page(locale)) == [
            ("en", "../en/index.html"),
            ("ko", "../ko/index.html"),
        ]


def test_a_page_has_a_canonical_address_only_where_it_is_published() -> None:
    assert "canonical" not in page()
    assert "og:url" not in page()
    published = PageExtras(address="https://example.org/talks/")
    html = page_of(deck("ko"), supplies(extras=published))
    assert '<link rel="canonical" href="https://example.org/talks/demo/ko/">' in html
    assert '<meta property="og:url" content="https://example.org/talks/demo/ko/">' in html
    assert '<link rel="alternate" hreflang="en" href="https://example.org/talks/demo/en/">' in html


def test_a_project_may_have_its_own_template() -> None:
    own = templates() | {"page.html.j2": "<title>{{ title }}</title>{{ slides }}"}
    made = talk(slide("one", title("One")), heading="A & B")
    html = page_of(made, supplies(templates=own))
    assert html.startswith("<title>A &amp; B</title><section")


def test_a_talk_without_slides_is_a_page_all_the_same() -> None:
    assert PurePosixPath("demo/en/index.html") in files_of(render_html(talk(), supplies()))
