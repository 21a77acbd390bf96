"""The page of a talk: slides, template and assets put together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from msgspec import to_builtins

from diptych.model.laid_out import LaidOutTalk
from diptych.render.html.assets import (
    ASSETS,
    deck_folder,
    digest,
    media,
    media_path,
    with_media,
)
from diptych.render.html.document import Document, document_html
from diptych.render.html.extras import CONFIG, config_script, with_address
from diptych.render.html.faces import cut_fonts
from diptych.render.html.languages import languages, page_address
from diptych.render.html.pictures import picture_bytes
from diptych.render.html.policy import content_policy
from diptych.render.html.runtime import Runtime, choose_runtime, font_files
from diptych.render.html.slides import render_slides
from diptych.render.html.styles import theme_css, theme_path
from diptych.render.html.templates import fill_template
from diptych.render.html.units import language_tag

_TEMPLATE = "page.html.j2"
_STYLE = "deck.css"
_SCRIPT = "deck.js"


def render_html(talk: LaidOutTalk) -> dict[PurePosixPath, bytes]:
    """Return the talk's page in its locale and the assets that its locales share.

    All that a page loads has a name that no other content has, so that a page never gets what
    another build made, whichever of its files are in place.
    """
    folder = PurePosixPath(talk.talk.name)
    runtime = choose_runtime(talk.theme, talk.runtime)
    is_cut = _is_cut(talk)
    deck, assets = _deck(talk, runtime, is_cut=is_cut)
    slides, pictures = _with_pictures(talk)
    assets |= pictures
    # No text can say a hash of itself.
    unnamed = f"fonts-{digest(slides.encode())}.css" if is_cut else ""
    page = _page(_document(talk, runtime, deck, slides, unnamed), talk)
    if talk.cut is not None and is_cut:
        mono = talk.theme.fonts["mono"].latin
        fonts = cut_fonts(page, runtime.faces, mono, talk.runtime, talk.cut)
        assets |= {fonts.path: fonts.css.encode(), **fonts.files}
        assets |= {path: licence.read() for path, licence in fonts.licences.items()}
        page = page.replace(unnamed, fonts.path)
    pages = {folder / language_tag(talk.locale) / "index.html": page.encode()}
    return pages | {folder / "assets" / path: assets[path] for path in sorted(assets)}


def _is_cut(talk: LaidOutTalk) -> bool:
    return talk.cut is not None and not talk.has_whole_fonts


def _deck(talk: LaidOutTalk, runtime: Runtime, *, is_cut: bool) -> tuple[str, dict[str, bytes]]:
    """Return the folder of all that runs and styles pages, named by its content, and its files.

    Nothing in it depends on the locale. What it holds finds the rest of it by relative paths.
    """
    whole = {} if is_cut else font_files(runtime.faces, talk.runtime)
    known = {**runtime.files, **talk.extras.files, **whole}
    cut = {face.family for face in runtime.faces} if is_cut else set[str]()
    texts = {
        theme_path(talk.theme): theme_css(talk.theme, () if is_cut else runtime.faces, cut=cut),
        **{name: talk.templates[name] for name in (_STYLE, _SCRIPT)},
        **({CONFIG: config_script(talk.extras)} if _is_configured(talk) else {}),
    }
    folder = deck_folder({path: asset.sha256 for path, asset in known.items()}, texts)
    if CONFIG in texts:
        texts[CONFIG] = with_address(texts[CONFIG], ASSETS + folder)
    files = {path: asset.read() for path, asset in known.items()}
    files |= {path: text.encode() for path, text in texts.items()}
    return folder, {f"{folder}/{path}": data for path, data in files.items()}


def _with_pictures(talk: LaidOutTalk) -> tuple[str, dict[str, bytes]]:
    """Return the slides as HTML, and the pictures by the paths in `assets/` that these name.

    A picture of a page may be another file than the author's, and is named by what it holds.
    """
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    for path, asset in media(talk).items():
        data = picture_bytes(asset, talk.runtime, talk.cut)
        names[path] = media_path(asset, digest(data))
        files[names[path]] = data
    return with_media(render_slides(talk), names), files


def _page(page: Document, talk: LaidOutTalk) -> str:
    """Return the page; where a template of the project's own sets it, that may be broken."""
    own = talk.templates.get(_TEMPLATE)
    html = document_html(page) if own is None else _templated(own, page)
    return f"{html.rstrip()}\n"


def _templated(template: str, page: Document) -> str:
    from markupsafe import Markup  # with Jinja2, which few projects need

    slides = Markup(page.slides)  # noqa: S704 - every text in it is escaped
    return fill_template(_TEMPLATE, template, to_builtins(page) | {"slides": slides})


def _document(talk: LaidOutTalk, runtime: Runtime, deck: str, slides: str, fonts: str) -> Document:
    return Document(
        lang=language_tag(talk.locale),
        title=talk.title,
        description=_description(talk),
        address=page_address(talk, talk.locale),
        authors=", ".join(person.name for person in talk.talk.speakers),
        theme_color=_theme_color(talk),
        policy=content_policy(runtime.speaker, *_own_scripts(talk)),
        assets=ASSETS + deck,
        styles=[ASSETS + path for path in _styles(talk, runtime, deck, fonts)],
        scripts=[f"{ASSETS}{deck}/{path}" for path in _scripts(talk, runtime)],
        languages=languages(talk),
        words=talk.theme.words,
        slides=slides,
    )


def _styles(talk: LaidOutTalk, runtime: Runtime, deck: str, fonts: str) -> tuple[str, ...]:
    """Return the style sheets in their order; the fonts of the page alone lie elsewhere."""
    after = (theme_path(talk.theme), _STYLE, *talk.extras.styles)
    before = [f"{deck}/{path}" for path in runtime.styles]
    return (*before, *((fonts,) if fonts else ()), *(f"{deck}/{path}" for path in after))


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


def _description(talk: LaidOutTalk) -> str:
    """Return what search engines and previews show: the abstract, or else the occasion."""
    abstract = talk.talk.abstract.get(talk.locale, "")
    return " ".join((abstract or f"{talk.title} {talk.talk.event}").split())


def _theme_color(talk: LaidOutTalk) -> str:
    """Return the colour that a phone gives its own frame: that of the first slide."""
    first = next(iter(talk), None)
    return talk.theme.colors[first.layout.background].value if first is not None else ""
