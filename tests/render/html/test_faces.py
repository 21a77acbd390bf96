"""A page has the glyphs that it shows, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from tests.render.files import files_of
from tests.render.html.deck import deck
from tests.render.html.factory import supplies

from diptych.model.asset import Asset
from diptych.render.font_faces import FontFace
from diptych.render.html import render_html
from diptych.render.html.faces import cut_fonts
from diptych.render.html.fonts import own_name
from diptych.source.reading.runtime import read_runtime

SANS, MONO = own_name("Pretendard"), own_name("JetBrains Mono")
FACES = tuple(
    FontFace(family=family, weight=weight, style="normal", path=f"f/{family}-{weight}.ttf")
    for family in ("JetBrains Mono", "Pretendard")
    for weight in (400, 700)
)


def cut(font: Asset, characters: Iterable[str]) -> bytes:
    """Stand in for a font with what it was cut for."""
    return f"{font.name}: {''.join(sorted(set(characters)))}".encode()


def fonts(page: str) -> dict[str, str]:
    """Return the characters beyond ASCII that each face of a page has."""
    at_hand = {
        face.path: Asset(name=face.path, sha256="", media_type="font/ttf", read=bytes)
        for face in FACES
    }
    made = cut_fonts((page,), FACES, "JetBrains Mono", at_hand, cut)
    named = zip(made.faces, made.files.values(), strict=True)
    return {
        f"{face.family} {face.weight}": re.sub("[ -~]", "", data.decode()) for face, data in named
    }


def files(locale: str = "en") -> dict[str, bytes]:
    made = files_of(render_html(deck(locale), supplies(runtime=read_runtime(), cut=cut)))
    return {str(path): data for path, data in made.items()}


def test_text_has_what_the_page_says_and_code_what_stands_in_code() -> None:
    page = "<p>가 “<code>λ</code></p><pre>→ <b>é</b></pre>"
    assert fonts(page) == {
        f"{MONO} 400": "éλ→",
        f"{MONO} 700": "éλ→",
        f"{SANS} 400": "éλ“→가",
        f"{SANS} 700": "éλ“→가",
    }


def test_the_font_of_code_has_what_titles_of_listings_say() -> None:
    title = '<p style="color:red;font-family:var(--font-mono)">a.py · <b>λ</b></p><p>→</p>'
    assert fonts(f"{title}<pre>x</pre>")[f"{MONO} 400"] == "·λ"


def test_a_page_without_code_has_no_face_for_it() -> None:
    assert set(fonts("<p>가</p>")) == {f"{SANS} 400", f"{SANS} 700"}


def test_notes_are_not_set_in_the_fonts_of_slides() -> None:
    assert fonts('<p>가</p><aside class="notes"><p>나</p></aside><p>다</p>') == {
        f"{SANS} 400": "가다",
        f"{SANS} 700": "가다",
    }


def test_the_page_loads_its_own_fonts_before_the_theme() -> None:
    made = files("ko")
    page = made["demo/ko/index.html"].decode()
    sheet = re.findall(r'href="\.\./(assets/fonts-[0-9a-f]{8}\.css)"', page)[0]
    assert page.index(sheet) < page.index("/theme-plain.css")
    css = made[f"demo/{sheet}"].decode()
    paths = re.findall(r'url\("([^"]+)"\)', css)
    assert all(f"demo/assets/{path}" in made for path in paths)
    assert {PurePosixPath(path).suffix for path in paths} == {".woff2"}
    assert f'font-family: "{SANS}"' in css
    theme = next(made[name] for name in made if name.endswith("/theme-plain.css")).decode()
    assert f'--font-body: "{SANS}", "Pretendard"' in theme
    assert "@font-face" not in theme


def test_no_whole_font_is_written_and_every_licence_is() -> None:
    names = {PurePosixPath(name).name for name in files()}
    assert not {name for name in names if name.startswith("Pretendard")}
    assert "demo/assets/pretendard/LICENSE" in files()


def test_what_locales_share_does_not_depend_on_them() -> None:
    english, korean = files("en"), files("ko")
    shared = set(english) & set(korean)
    assert {name for name in shared if english[name] != korean[name]} == set()
    assert any(name.endswith("/theme-plain.css") for name in shared)


def test_a_preview_has_whole_fonts() -> None:
    given = supplies(runtime=read_runtime(), cut=cut, has_whole_fonts=True)
    made = {str(path) for path, _ in render_html(deck("en"), given)}
    whole = r"demo/assets/deck-[0-9a-f]{8}/pretendard/Pretendard-Regular.woff2"
    assert any(re.fullmatch(whole, name) for name in made)
    assert not any(name.startswith("demo/assets/fonts") for name in made)


def test_of_other_weights_a_page_has_the_words_set_in_them() -> None:
    medium, semibold = (
        FontFace(family="Pretendard", weight=weight, style="normal", path=f"f/{weight}.ttf")
        for weight in (500, 600)
    )
    at_hand = {
        face.path: Asset(name=face.path, sha256="", media_type="font/ttf", read=bytes)
        for face in (*FACES, medium, semibold)
    }
    semi = '<p class="a" data-bullet="•" style="color:b;font-weight:600">나 <b>다</b>&#x27;</p>'
    page = f"<p>가</p>{semi}<p>라</p>"
    made = cut_fonts((page,), (*FACES, medium, semibold), "JetBrains Mono", at_hand, cut)
    named = {
        face.weight: data.decode()
        for face, data in zip(made.faces, made.files.values(), strict=True)
    }
    assert named[600] == "f/600.ttf:  '•나다"
    assert {weight: re.sub("[ -~]", "", text) for weight, text in named.items()} == {
        400: "•가나다라",
        600: "•나다",
        700: "•가나다라",
    }
    odd = '<span style="font-weight:600">나</span><p>라</p>'
    made = cut_fonts((odd,), (semibold,), "JetBrains Mono", at_hand, cut)
    assert "라" in next(iter(made.files.values())).decode()
