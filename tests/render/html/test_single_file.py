"""The deck as one file: everything is inside, once, and works where the folder's page does."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from msgspec.structs import replace
from tests.authoring import PROJECT, SVG, BuiltTalk, codes, png, write_files
from tests.browsing import shown
from tests.render.files import files_of
from tests.render.html.deck import LOCALES, deck, write
from tests.render.html.factory import FIGURE, PHOTO, picture, slide, talk, title, with_runtime
from tests.render.html.watched import PHONE, WIDE, address, opened, wait_until

from diptych import pipeline
from diptych.cli import main
from diptych.config import BuildConfig
from diptych.diagnostics import Refusal
from diptych.model.laid_out import LaidOutTalk
from diptych.pipeline import Outcome
from diptych.render.html import single_file
from diptych.render.html.data_urls import data_url, quoted_data_url
from diptych.render.html.policy import source_hash
from diptych.render.html.single_file import render_single_file
from diptych.render.subsetting import Subsets
from diptych.reporting import CLEAN, MISUSED
from diptych.storage.cache import user_cache

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame, Page

PRESENT = "document.querySelector('section.present').id"
PATH = f"<path d='M 0 0 {'L 1 1 ' * 99}'/>"
IDLE = ".controls, .controls *, .progress { visibility: hidden !important }"
"""What is around a slide comes and goes with time, also between two screenshots; arrows are visible
for themselves."""


def one_file(made: LaidOutTalk, vendor: Path) -> str:
    """Return a talk as one file, with cut fonts."""
    supplies = replace(with_runtime(vendor), cut=Subsets(user_cache(), lambda _: None).woff2)
    (content,) = files_of(render_single_file(made, supplies)).values()
    return content.decode()


@pytest.fixture(scope="module")
def alone(vendor: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the deck of these tests as one file in each language."""
    folder = tmp_path_factory.mktemp("alone")
    for locale in LOCALES:
        (folder / f"{locale}.html").write_text(one_file(deck(locale), vendor), "utf-8")
    return folder


def directives(page: str) -> dict[str, list[str]]:
    """Return the policy of a page: sources by directive."""
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert found is not None
    words = (directive.split() for directive in unescape(found[1]).split("; "))
    return {name: sources for name, *sources in words}


def outside(page: str) -> list[str]:
    """Return the addresses of files that a page would load, or lead to, beside itself."""
    html = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    addresses = re.findall(r'<[^>]*?\s(?:src|href)="([^"]*)"', html)
    styles = re.findall(r"<style\b.*?</style>", page, flags=re.DOTALL)
    addresses += re.findall(r'url\((?:"|%22)?([^"%)]*)', "".join(styles))
    return [one for one in addresses if not re.match("data:|#|https:", one)]


# ------------------------------------------------------------------------------- what is inside


def test_nothing_is_beside_it(alone: Path) -> None:
    page = (alone / "en.html").read_text("utf-8")
    assert outside(page) == []
    assert "../" not in re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)


def test_a_picture_is_inside_once_however_often_it_is_shown(vendor: Path) -> None:
    pages = [slide(f"s{i}", title(f"{i}"), picture(PHOTO), picture(FIGURE)) for i in range(10)]
    page = one_file(talk(*pages, slide("last", picture(FIGURE))), vendor)
    photo = base64.b64encode(PHOTO.read()).decode()
    assert page.count(photo) == 1
    assert page.count(quoted_data_url("a.svg", FIGURE.read())) == 1
    assert page.count('alt="A rising line"') == 21


def test_a_picture_that_is_shown_once_is_an_ordinary_image(vendor: Path) -> None:
    page = one_file(talk(slide("a", title("A"), picture(PHOTO))), vendor)
    assert f'<img src="{data_url("a.png", PHOTO.read())}" alt="A rising line"' in page


def test_the_policy_allows_the_file_s_own_scripts_and_nothing_else(alone: Path) -> None:
    page = (alone / "en.html").read_text("utf-8")
    policy = directives(page)
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    *own, window = policy.pop("script-src")
    assert own == [source_hash(script) for script in scripts]
    assert window.startswith("'sha256-")
    assert policy == {
        "default-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "img-src": ["data:"],
        "font-src": ["data:"],
        "frame-src": ["'self'"],
    }


def test_a_face_is_inside_once_with_the_glyphs_that_are_shown(alone: Path) -> None:
    for locale, most in (("en", 400_000), ("ko", 420_000)):
        page = (alone / f"{locale}.html").read_text("utf-8")
        faces = re.findall(r"@font-face \{ font-family: \"([^\"]+)\"; font-weight: (\d+)", page)
        assert len(faces) == len(set(faces)) == page.count("data:font/woff2") >= 2
        assert len(page) < most


@pytest.mark.parametrize("locale", ["en", "ko"])
def test_the_real_talk_is_smaller_than_a_megabyte(
    built_talk: BuiltTalk, vendor: Path, locale: str
) -> None:
    page = one_file(built_talk.in_locale(locale).talk, vendor)
    assert 500_000 < len(page.encode()) < 2**20


def test_licences_are_at_the_end(alone: Path) -> None:
    end = (alone / "en.html").read_text("utf-8").partition("</html>")[2]
    assert "Permission is hereby granted, free of charge" in end
    assert "SIL OPEN FONT LICENSE" in end


def test_it_is_the_same_each_time(alone: Path, vendor: Path) -> None:
    assert one_file(deck("en"), vendor) == (alone / "en.html").read_text("utf-8")


def test_there_is_a_limit(vendor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single_file, "_LARGEST", 1000)
    with pytest.raises(Refusal, match="the single file would be larger than") as refused:
        one_file(deck("en"), vendor)
    assert codes(refused.value.found) == ["OUT203 1:1"]


def test_text_that_looks_like_the_address_of_a_file_stays_text(vendor: Path) -> None:
    said = '<img src="../assets/media/photo-x.png"> <link href="../assets/a.css" rel="stylesheet">'
    page = one_file(talk(slide("a", title(said)), heading=said), vendor)
    words = re.sub(r"</?(span|wbr)\b[^>]*>", "", page)
    assert words.count(f">{escape(said, quote=False)}</h2>") == 1
    assert f"<title>{escape(said).replace('&quot;', '&#34;')}</title>" in page


# ------------------------------------------------------------- a project's own styles and scripts

HOSTILE = (
    "window.ours = ['<!-- <script>', '</script><b>', '</SCRIPT >', `<!--`, /<!--/.source];\r\n"
    "Reveal.on('ready', () => { document.title = ours.join(); });\n"
)
EXTRAS = {
    **PROJECT,
    "deck/deck.yaml": """format: 1
html:
  styles: [html/ours.css]
  scripts: [html/ours.js]
  config: {parallaxBackgroundImage: "{assets}/own/html/dot.png"}
  files: [html/dot.png]
""",
    "deck/html/ours.css": '@import "more/base.css" screen;\n'
    ".reveal .role-title { background: url('box.svg#v'); }\n"
    ".reveal .role-title::after { content: '</style><b>'; }\n",
    "deck/html/more/base.css": "@import url(../ours.css);\n"
    ".reveal .role-title { color: #010203; cursor: url(../dot.png), auto; }\n",
    "deck/html/box.svg": SVG,
    "deck/html/dot.png": png(),
    "deck/html/ours.js": HOSTILE,
}


def built(root: Path, files: dict[str, str | bytes]) -> tuple[Outcome, str]:
    """Build a project as single files; return the outcome and the file of its talk."""
    write_files(root, files)
    out = root / "output"
    outcome = pipeline.build(BuildConfig(root=root, outputs=("single-file",), out=out))
    (made,) = out.rglob("*.*")
    assert made.name == "talk.en.html"
    return outcome, made.read_text("utf-8")


@pytest.mark.browser
def test_a_project_s_own_files_are_inside_and_cannot_end_their_elements(
    browser: Browser, tmp_path: Path
) -> None:
    outcome, page = built(tmp_path, EXTRAS)
    assert outcome.found == ()
    assert outside(page) == []
    assert directives(page)["style-src"] == ["'unsafe-inline'", "data:"]
    url = (tmp_path / "output/talk/en/talk.en.html").as_uri()
    with opened(browser, url, home=url) as shown_page:
        wait_until(shown_page, "document.title !== 'A talk'")
        assert shown_page.title() == "<!-- <script>,</script><b>,</SCRIPT >,<!--,\\x3C!--"
        look = shown_page.locator("section.present .role-title").evaluate(
            "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundImage,"
            " getComputedStyle(e, '::after').content, getComputedStyle(e).cursor]"
        )
        assert look[0] == "rgb(1, 2, 3)"
        assert look[1].startswith('url("data:image/svg+xml,')
        assert look[1].endswith('#v")')
        assert look[2] == '"</style><b>"'
        assert look[3].startswith('url("data:image/png;base64,')
        background = shown_page.evaluate("Reveal.getConfig().parallaxBackgroundImage")
        assert background == data_url("dot.png", png())


TEMPLATE = """<!DOCTYPE html>
<html lang="{{ lang }}">
<head>
<meta http-equiv="Content-Security-Policy" content="{{ policy }}">
<title>{{ title }}</title>
<link rel="preload" as="script" href="{{ scripts[0] }}">
<link rel="icon" href="{{ assets }}/dot.png">
{% for style in styles %}<link href='{{ style }}' rel=stylesheet media="all">
{% endfor %}
{% for script in scripts %}<script defer src="{{ script }}" data-x="1"></script>
{% endfor %}
</head>
<body><div class="reveal"><div class="slides">{{ slides }}</div></div>
<img src="{{ assets }}/dot.png" alt=""><a href="{{ assets }}/none.txt">none</a>
<a href="../../index.html">All talks</a><img src="logo.png" alt="Logo">
</body></html>
"""


@pytest.mark.browser
def test_a_page_template_of_one_s_own_works_too(browser: Browser, tmp_path: Path) -> None:
    files = {
        **PROJECT,
        "templates/html/page.html.j2": TEMPLATE,
        "templates/html/dot.png": png(),
        "templates/html/unused.txt": "-",
        "templates/html/unused.css": "-",
    }
    outcome, page = built(tmp_path, files)
    template = "templates/html/page.html.j2"
    assert [(one.message, one.span and one.span.file) for one in outcome.found] == [
        ("the single file does not contain `templates/html/unused.css` and 1 more", None),
        (
            "link `../../index.html` leads to a file next to the page: only its words are shown",
            template,
        ),
        ("the single file does not contain `/none.txt`", template),
        ("the single file does not contain `logo.png`", template),
    ]
    assert page.count(data_url("dot.png", png())) == 2
    assert "preload" not in page.partition("<body")[0]
    assert "All talks" in page
    url = (tmp_path / "output/talk/en/talk.en.html").as_uri()
    context = browser.new_context()
    shown_page = context.new_page()
    shown_page.goto(url)
    shown_page.wait_for_selector(".reveal.ready")
    assert shown_page.evaluate("document.scripts[0].dataset.x") == "1"
    context.close()


def test_imports_of_imports_are_followed_so_far(tmp_path: Path) -> None:
    chain = {f"deck/html/{i}.css": f'@import "{i + 1}.css";\n' for i in range(400)}
    head = "format: 1\nhtml: {styles: [html/0.css]}\n"
    last: dict[str, str | bytes] = {"deck/html/400.css": ".reveal { color: red }\n"}
    outcome, _ = built(tmp_path, {**PROJECT, "deck/deck.yaml": head, **chain, **last})
    assert [(one.message, one.span and one.span.file) for one in outcome.found] == [
        ("the single file does not contain `deck/html/10.css` and 391 more", None),
        ("the single file does not contain `9.css`", "deck/html/8.css"),
    ]


def test_a_template_of_another_style_has_each_picture_where_it_is_shown(tmp_path: Path) -> None:
    shown_twice = "# A\n\n![A](../media/box.svg)\n\n![B](../media/box.svg)\n"
    template = "<title>{{ title }}</title><body>{{ slides }}"
    files = {"deck/slides/a.md": shown_twice, "templates/html/page.html.j2": template}
    _, page = built(tmp_path, {**PROJECT, **files})
    assert page.count(quoted_data_url("box.svg", SVG.encode())) == 2


@pytest.mark.parametrize(
    ("written", "shorter"),
    [
        ('<path d="M0 0\n1 1"/>\n <g/>', "<path d='M0 0 1 1'/><g/>"),
        ("""<g a="it's" b='say "so"'/>""", """<g a="it's" b='say "so"'/>"""),
        ('<text x="1">"a"\n<tspan>b</tspan></text>', "<text x='1'>\"a\"\n<tspan>b</tspan></text>"),
        ('<!-- "a" -->\n<style><![CDATA[g{a:"b"}]]></style>',
         '<!-- "a" --><style><![CDATA[g{a:"b"}]]></style>'),
    ],
)  # fmt: skip
def test_an_svg_in_an_address_says_the_same_with_fewer_signs(written: str, shorter: str) -> None:
    url = quoted_data_url("a.svg", f"<svg>{written}{PATH}</svg>".encode())
    assert '"' not in url
    assert unquote(url.partition(",")[2]) == f"<svg>{shorter}{PATH}</svg>"


@pytest.mark.parametrize("text", ["<img ", "<a href='x'>", '<a href="x">', "<link ", "<script>"])
def test_a_long_template_takes_no_longer_for_what_is_never_closed(
    tmp_path: Path, text: str
) -> None:
    template = f"<title>{{{{ title }}}}</title>{text * 100_000}"
    _, page = built(tmp_path, {**PROJECT, "templates/html/page.html.j2": template})
    assert page.count(text.strip()) == 100_000


def test_a_link_next_to_the_page_leads_to_where_that_is_published(tmp_path: Path) -> None:
    files = {
        **PROJECT,
        "deck/deck.yaml": "format: 1\nhtml: {address: https://example.org/talks}\n",
        "deck/slides/a.md": "# A\n\n[Paper](paper.pdf?a=1&b=2), [here](#a)\n",
    }
    outcome, page = built(tmp_path, files)
    assert outcome.found == ()
    assert 'href="https://example.org/talks/talk/en/paper.pdf?a=1&amp;b=2"' in page
    assert 'href="#/a"' in page


def test_otherwise_it_is_reported_where_it_is_written(tmp_path: Path) -> None:
    files = {
        **PROJECT,
        "deck/slides/a.md": "# A\n\nText\n\n[Paper](paper.pdf)\n\n"
        "[![A box](../media/box.svg)](big.svg)\n",
    }
    outcome, page = built(tmp_path, files)
    places = [(one.message.split("`")[1], one.span and one.span.line) for one in outcome.found]
    assert places == [("big.svg", 1), ("paper.pdf", 5)]
    assert "Paper" in page
    assert outside(page) == []


# --------------------------------------------------------------------------------- on the screen


@contextmanager
def framed(browser: Browser, page: Path, folder: Path, attribute: str) -> Iterator[Page]:
    """Yield a page with the file in a frame without an origin; nothing may go wrong in it."""
    content = page.as_uri() if attribute == "src" else escape(page.read_text("utf-8"))
    around = folder / f"{attribute}.html"
    around.write_text(
        '<!DOCTYPE html><meta charset="utf-8"><iframe sandbox="allow-scripts" width="1280"'
        f' height="720" {attribute}="{content}"></iframe>',
        "utf-8",
    )
    ready = "iframe"
    with opened(browser, around.as_uri(), home=page.parent.as_uri(), ready=ready) as shown_page:
        yield shown_page


@pytest.mark.browser
@pytest.mark.parametrize("locale", LOCALES)
def test_it_shows_what_the_page_of_a_folder_shows(
    browser: Browser, site: Path, alone: Path, locale: str
) -> None:
    url = (alone / f"{locale}.html").as_uri()
    with (
        opened(browser, url, home=url, reduced_motion="reduce") as one,
        opened(browser, address(site, locale), reduced_motion="reduce") as many,
    ):
        for each in deck(locale):
            assert shown(one, each.anchor) == shown(many, each.anchor)
            assert one.screenshot(style=IDLE) == many.screenshot(style=IDLE), each.anchor


@pytest.mark.browser
@pytest.mark.parametrize("attribute", ["src", "srcdoc"])
def test_it_works_in_a_frame_without_an_origin(
    browser: Browser, alone: Path, tmp_path: Path, attribute: str
) -> None:
    with framed(browser, alone / "en.html", alone, attribute) as page:
        frame: Frame = page.frames[1]
        frame.wait_for_selector(".reveal.ready")
        assert frame.evaluate("window.origin") == "null"
        page.mouse.click(640, 20)
        page.keyboard.press("ArrowRight")
        wait_until(frame, f"location.hash === '#/topic.text' && {PRESENT} === 'topic.text'")
        frame.click("section.present a[href='#/cover']")
        wait_until(frame, f"location.hash === '#/cover' && {PRESENT} === 'cover'")
        frame.evaluate("history.back()")
        wait_until(frame, f"location.hash === '#/topic.text' && {PRESENT} === 'topic.text'")
        page.keyboard.press("Escape")
        frame.wait_for_selector(".reveal.overview")


@pytest.mark.browser
def test_where_no_window_may_open_it_says_so(browser: Browser, alone: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    context.on("weberror", lambda found: errors.append(str(found.error)))
    content = escape((alone / "en.html").read_text("utf-8"))
    page.set_content(
        f'<iframe sandbox="allow-scripts" width="1200" height="700" srcdoc="{content}"></iframe>'
    )
    page.frames[1].wait_for_selector(".reveal.ready")
    page.mouse.click(640, 20)
    page.keyboard.press("s")
    page.frames[1].wait_for_selector("text=The speaker view needs a window of its own")
    context.close()
    assert errors == []


@pytest.mark.browser
def test_the_speaker_view_shows_the_same_file(browser: Browser, alone: Path) -> None:
    url = (alone / "en.html").as_uri()
    with opened(browser, url, home=url) as page:
        with page.expect_popup() as popup:
            page.keyboard.press("s")
        speaker = popup.value
        speaker.wait_for_selector("text=Welcome, everybody.")
        wait_until(speaker, "document.querySelectorAll('iframe').length === 2")
        page.keyboard.press("ArrowRight")
        wait_until(speaker.frames[1], f"{PRESENT.replace(')', ')?')} === 'topic.text'")


@pytest.mark.browser
@pytest.mark.parametrize("query", ["", "?print-pdf"])
def test_on_paper_each_slide_is_a_page(browser: Browser, alone: Path, query: str) -> None:
    url = (alone / "en.html").as_uri()
    with opened(browser, url + query, home=url) as page:
        if query:
            page.wait_for_selector(".pdf-page")
        pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == len(deck("en").slides)


@pytest.mark.browser
def test_without_scripts_and_on_a_phone_it_shows_the_same_too(
    browser: Browser, vendor: Path, alone: Path, tmp_path: Path
) -> None:
    write(replace(deck("en"), locales=("en",)), tmp_path, vendor)
    urls = (address(tmp_path), (alone / "en.html").as_uri())
    for has_scripts, viewport in ((False, WIDE), (True, PHONE)):
        pictures = []
        for url in urls:
            context = browser.new_context(java_script_enabled=has_scripts)
            page = context.new_page()
            page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
            page.goto(url)
            pictures.append(page.screenshot(full_page=True))
            context.close()
        assert pictures[0] == pictures[1]


# ------------------------------------------------------------------------------ the command line


def test_the_option_writes_it_in_place_of_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(tmp_path, PROJECT)
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--single-file"]) == CLEAN
    assert capsys.readouterr().out == "output/talk/en/talk.en.html  1 slide\n"
    assert main(["build", "--single-file", "--to", "html,pptx"]) == CLEAN
    assert capsys.readouterr().out == (
        "output/talk/en/talk.en.pptx  1 slide\noutput/talk/en/talk.en.html  1 slide\n"
    )
    assert main(["build", "--single-file", "--to", "pptx"]) == MISUSED
    assert "which `--to pptx` does not write" in capsys.readouterr().err
    made = sorted(path.name for path in (tmp_path / "output").rglob("*.*"))
    assert made == ["talk.en.html", "talk.en.pptx"]
