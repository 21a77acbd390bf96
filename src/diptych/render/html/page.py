"""The page of a talk: slides, template and assets put together."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from diptych.diagnostics import Fault, Refusal, Span
from diptych.model.laid_out import LaidOutTalk
from diptych.render.html.assets import ASSETS, media
from diptych.render.html.extras import CONFIG, config_script
from diptych.render.html.languages import languages, page_address
from diptych.render.html.policy import content_policy
from diptych.render.html.runtime import Runtime, choose_runtime
from diptych.render.html.slides import render_slides
from diptych.render.html.styles import theme_css, theme_path
from diptych.render.html.units import language_tag

if TYPE_CHECKING:  # jinja2 costs as much as the whole page to import
    from jinja2 import Template

BROKEN_TEMPLATE = Fault(
    "OUT201",
    "broken-template",
    "The page template, the project's own or that of the theme, is no valid Jinja2, or names what"
    " it is not given.",
)

_TEMPLATE = "page.html.j2"
_STYLE = "deck.css"
_SCRIPT = "deck.js"


def render_html(talk: LaidOutTalk) -> dict[PurePosixPath, bytes]:
    """Return the talk's page in its locale and the assets that its locales share."""
    folder = PurePosixPath(talk.talk.name)
    runtime = choose_runtime(talk.theme, talk.runtime)
    page = {folder / language_tag(talk.locale) / "index.html": _page(talk, runtime).encode()}
    assets = sorted(_assets(talk, runtime).items())
    return page | {folder / "assets" / path: data for path, data in assets}


def _assets(talk: LaidOutTalk, runtime: Runtime) -> dict[str, bytes]:
    """Return every file of `assets/`; nothing in it depends on the locale."""
    files = {path: asset.read() for path, asset in {**runtime.files, **media(talk)}.items()}
    files |= {path: asset.read() for path, asset in talk.extras.files.items()}
    files[theme_path(talk.theme)] = theme_css(talk.theme, runtime.faces).encode()
    if _is_configured(talk):
        files[CONFIG] = config_script(talk.extras).encode()
    return files | {name: talk.templates[name].encode() for name in (_STYLE, _SCRIPT)}


def _page(talk: LaidOutTalk, runtime: Runtime) -> str:
    """Return the page as the template sets it, which may be the project's own and broken."""
    from jinja2 import TemplateError  # here for the same reason as in _compiled

    try:
        return _filled(talk, runtime)
    except TemplateError as error:
        span = Span(f"templates/html/{_TEMPLATE}", getattr(error, "lineno", None) or 1)
        raise Refusal(BROKEN_TEMPLATE.at(span, f"broken template: {error}")) from error


def _filled(talk: LaidOutTalk, runtime: Runtime) -> str:
    from markupsafe import Markup  # here for the same reason as in _compiled

    page = _compiled(talk.templates[_TEMPLATE]).render(
        lang=language_tag(talk.locale),
        title=talk.title,
        description=_description(talk),
        address=page_address(talk, talk.locale),
        authors=", ".join(person.name for person in talk.talk.speakers),
        theme_color=_theme_color(talk),
        policy=content_policy(runtime.speaker, *_own_scripts(talk)),
        styles=[ASSETS + path for path in _styles(talk, runtime)],
        scripts=[ASSETS + path for path in _scripts(talk, runtime)],
        languages=languages(talk),
        words=talk.theme.words,
        slides=Markup(render_slides(talk)),  # noqa: S704 - every text in it is escaped
    )
    return f"{page.rstrip()}\n"


def _styles(talk: LaidOutTalk, runtime: Runtime) -> tuple[str, ...]:
    return (*runtime.styles, theme_path(talk.theme), _STYLE, *talk.extras.styles)


def _scripts(talk: LaidOutTalk, runtime: Runtime) -> tuple[str, ...]:
    """Return the scripts in the order in which they run; the last one starts the deck."""
    config = (CONFIG,) if _is_configured(talk) else ()
    return (*runtime.scripts, *talk.extras.scripts, *config, _SCRIPT)


def _is_configured(talk: LaidOutTalk) -> bool:
    return bool(talk.extras.config or talk.extras.plugins)


def _own_scripts(talk: LaidOutTalk) -> Iterator[str]:
    """Yield the text of the project's own scripts."""
    for path in talk.extras.scripts:
        yield talk.extras.files[path].read().decode("utf-8", "replace")


@lru_cache(maxsize=8)
def _compiled(source: str) -> Template:
    """Return a template compiled; each locale of a talk uses the same."""
    # Imported here because a build that finds nothing to do should not pay for it.
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(source)


def _description(talk: LaidOutTalk) -> str:
    """Return what search engines and previews show: the abstract, or else the occasion."""
    abstract = talk.talk.abstract.get(talk.locale, "")
    return " ".join((abstract or f"{talk.title} {talk.talk.event}").split())


def _theme_color(talk: LaidOutTalk) -> str:
    """Return the colour that a phone gives its own frame: that of the first slide."""
    first = next(iter(talk), None)
    return talk.theme.colors[first.layout.background].value if first is not None else ""
