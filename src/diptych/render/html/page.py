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
from diptych.render.html.faces import UNNAMED, PageFonts, cut_fonts
from diptych.render.html.languages import languages, page_address
from diptych.render.html.pictures import picture_bytes
from diptych.render.html.policy import content_policy
from diptych.render.html.runtime import Runtime, choose_runtime, font_files
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
    page = _page(talk, runtime)
    assets = _assets(talk, runtime)
    if talk.cut is None or talk.has_whole_fonts:
        assets |= _whole_fonts(talk, runtime)
    else:
        mono = talk.theme.fonts["mono"].latin
        fonts = cut_fonts(page, runtime.faces, mono, talk.runtime, talk.cut)
        assets |= _cut_fonts(talk, runtime, fonts)
        page = page.replace(UNNAMED, fonts.path)
    pages = {folder / language_tag(talk.locale) / "index.html": page.encode()}
    return pages | {folder / "assets" / path: assets[path] for path in sorted(assets)}


def _whole_fonts(talk: LaidOutTalk, runtime: Runtime) -> dict[str, bytes]:
    """Return the theme's style sheet with its fonts, and these."""
    whole = font_files(runtime.faces, talk.runtime)
    css = theme_css(talk.theme, runtime.faces)
    return {theme_path(talk.theme): css.encode()} | {path: f.read() for path, f in whole.items()}


def _cut_fonts(talk: LaidOutTalk, runtime: Runtime, fonts: PageFonts) -> dict[str, bytes]:
    """Return the theme's style sheet, that of the page's own fonts, and these."""
    css = theme_css(talk.theme, (), cut={face.family for face in runtime.faces})
    return {
        theme_path(talk.theme): css.encode(),
        fonts.path: fonts.css.encode(),
        **fonts.files,
        **{path: licence.read() for path, licence in fonts.licences.items()},
    }


def _assets(talk: LaidOutTalk, runtime: Runtime) -> dict[str, bytes]:
    """Return the files of `assets/` besides fonts; nothing in it depends on the locale."""
    files = {path: asset.read() for path, asset in runtime.files.items()}
    for path, asset in media(talk).items():
        files[path] = picture_bytes(asset, talk.runtime, talk.cut)
    files |= {path: asset.read() for path, asset in talk.extras.files.items()}
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
    is_cut = talk.cut is not None and not talk.has_whole_fonts
    fonts = (UNNAMED,) if is_cut else ()
    return (*runtime.styles, *fonts, theme_path(talk.theme), _STYLE, *talk.extras.styles)


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
