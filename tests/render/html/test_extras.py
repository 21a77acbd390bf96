"""A project's own styles, scripts and plugins in the browser, under the page's strict policy."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.authoring import PROJECT, SVG, write_files
from tests.render.html.watched import opened, wait_until

from diptych import pipeline
from diptych.config import BuildConfig
from diptych.source.themes.html_extras import _FIXED, _OPTIONS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

CLOCK = """
(function () {
  window.RevealSteps = function () {
    return {
      id: "steps",
      init: function (deck) {
        var label = document.createElement("output");
        label.className = "steps";
        document.body.append(label);
        function count() {
          label.textContent = deck.getConfig().steps.word + " " + (deck.getIndices().h + 1);
        }
        deck.on("ready", count);
        deck.on("slidechanged", count);
        deck.addKeyBinding({ keyCode: 87, key: "W", description: "Window" }, function () {
          var popup = window.open("about:blank", "steps", "width=300,height=300");
          popup.document.write(`<p>waiting</p><script>
            document.querySelector("p").textContent = "the window runs";
          <\\/script>`);
          popup.document.close();
        });
      }
    };
  };
})();
"""
FILES = {
    **PROJECT,
    "deck/deck.yaml": """format: 1
html:
  styles: [html/ours.css]
  scripts: [html/ours.js]
  plugins: {RevealSteps: html/steps.js}
  config:
    steps: {word: Slide}
    slideNumber: c/t
  address: https://example.org/talks
""",
    "deck/talks/talk.yaml": "title: A talk\nslides: [a, b]\n",
    "deck/slides/b.md": "# Another\n",
    "deck/html/ours.css": ".reveal .role-title { background: url(box.svg); color: #010203; }\n",
    "deck/html/box.svg": SVG,
    "deck/html/ours.js": "Reveal.on('ready', () => { document.title = 'Ours'; });\n",
    "deck/html/steps.js": CLOCK,
}


@pytest.fixture(scope="module")
def page_of_ours(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = write_files(tmp_path_factory.mktemp("ours"), FILES)
    out = root / "output"
    made = pipeline.build(BuildConfig(root=root, outputs=("html",), out=out))
    assert made.found == ()
    return (out / "talk" / "en" / "index.html").as_uri()


def home(page_of_ours: str) -> str:
    return page_of_ours.partition("/talk/")[0]


def test_a_plugin_a_script_and_a_style_sheet_are_added_by_configuration_alone(
    browser: Browser, page_of_ours: str
) -> None:
    with opened(browser, page_of_ours, home=home(page_of_ours)) as page:
        assert page.title() == "Ours"
        look = page.locator("section.present .role-title").evaluate(
            "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundImage]"
        )
        assert look[0] == "rgb(1, 2, 3)"
        assert re.search(r"/assets/deck-[0-9a-f]{8}/own/html/box\.svg", look[1])
        assert page.inner_text(".steps") == "Slide 1"
        page.keyboard.press("ArrowRight")
        wait_until(page, "document.querySelector('.steps').textContent === 'Slide 2'")
        assert page.inner_text(".reveal > .slide-number") == "2 / 2"


def test_the_window_of_a_plugin_runs_the_script_it_came_with(
    browser: Browser, page_of_ours: str
) -> None:
    with opened(browser, page_of_ours, home=home(page_of_ours)) as page:
        with page.expect_popup() as popup:
            page.keyboard.press("w")
        popup.value.wait_for_selector("text=the window runs")


def test_the_policy_stays_as_strict_but_for_the_hash_of_that_script(page_of_ours: str) -> None:
    html = Path(page_of_ours.removeprefix("file://")).read_text("utf-8")
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert found is not None
    directives = unescape(found[1]).split("; ")
    assert directives[0] == "default-src 'none'"
    assert re.fullmatch(r"script-src 'self'( 'sha256-[^']+'){2}", directives[1])
    assert directives[2:] == [
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "frame-src 'self'",
    ]


def test_the_options_known_are_those_that_reveal_js_has(
    browser: Browser, page_of_ours: str
) -> None:
    with opened(browser, page_of_ours, home=home(page_of_ours)) as page:
        had = set(page.evaluate("Object.keys(Reveal.getConfig())"))
    assert had - {*_OPTIONS, *_FIXED, "steps"} == set()
    assert set(_OPTIONS) - had == {"totalTime"}  # of the speaker view
