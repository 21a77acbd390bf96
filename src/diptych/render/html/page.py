"""Combines the slides, the template and the assets of a talk into a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from diptych.memo import Form
from diptych.model.extras import PageExtras
from diptych.model.forms import read, written
from diptych.model.laid_out import LaidOutTalk
from diptych.model.page_words import page_words
from diptych.model.supplies import Supplies
from diptych.model.theme import Theme
from diptych.render import HTML
from diptych.render.emoji_font import EMOJI_FACE, talk_has_emoji
from diptych.render.formula_font import FORMULA_FACE, has_formulas
from diptych.render.html.assets import (
    ASSETS,
    deck_folder,
    digest,
    digest_of,
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
from diptych.render.html.units import language_tag, on_page, without_comments
from diptych.render.output import File

_SHOWN: Form[bytes] = Form(
    written,
    lambda data, *_: read(data, bytes),
    lambda asset, theme, at_hand, cut: (asset, theme, at_hand, cut is not None),
)
TEMPLATE = "page.html.j2"
STYLE = "deck.css"
_SCRIPT = "deck.js"
_ALONE = "single-file.js"
"""What a page needs if there is no web server, and possibly no origin."""


class Page(Struct, frozen=True, kw_only=True):
    """A page, and the files that it loads."""

    pieces: tuple[str, ...]
    """The page in pieces, all slides after the first and before the last.

    With the project's own template, which may fail, it is in one piece.
    """
    assets: Mapping[str, bytes]
    """The files by their paths in `assets/`."""
    deck: str
    """The folder of scripts, style sheets and the project's own files, in `assets/`."""
    windows: tuple[str, ...]
    """The texts of scripts that may open windows."""


def render_html(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    """Yield the assets that the talk's locales share, then its page in its locale.

    Everything that a page loads has a name that depends on its content, so that a page never loads
    the files of another build, whichever files are in place.
    """
    page = make_page(talk, supplies)
    folder = PurePosixPath(talk.talk.name)
    yield from ((folder / "assets" / path, page.assets[path]) for path in sorted(page.assets))
    yield HTML.path(talk), (piece.encode() for piece in page.pieces)


def make_page(talk: LaidOutTalk, supplies: Supplies, *, policy: str = "") -> Page:
    """Return the page of a talk, which loads its files from `../assets/`.

    With `policy`, the content security policy, it is made for a single file: it has no links to
    other languages, and runs one more script. Raise Refusal if its template fails.
    """
    runtime = choose_runtime(
        talk.theme,
        supplies.runtime,
        has_formulas=has_formulas(talk, supplies.memo),
        has_emoji=talk_has_emoji(talk, supplies.memo),
    )
    is_cut = _is_cut(supplies)
    own = (_ALONE, _SCRIPT) if policy else (_SCRIPT,)
    deck, assets = _deck(talk, supplies, runtime, own, is_cut=is_cut)
    slides, pictures = _with_pictures(talk, supplies)
    assets |= pictures
    # A text cannot contain its own hash.
    unnamed = f"fonts-{digest_of(_lines(slides))}.css" if is_cut else ""
    loaded = _loaded(talk.theme, supplies.extras, runtime, own, deck=deck, fonts=unnamed)
    windows = (runtime.speaker, *_own_scripts(supplies.extras))
    own_policy = content_policy(*windows, plays=talk.plays)
    document = _document(talk, supplies.extras, loaded, policy or own_policy)
    if policy:
        document = replace(document, languages=())
    page = _page(document, slides, supplies)
    if supplies.cut is not None and is_cut:
        mono = talk.theme.fonts["mono"].latin
        fonts = cut_fonts(
            page, runtime.faces, mono, supplies.runtime, supplies.cut, memo=supplies.memo
        )
        assets |= {fonts.path: fonts.css.encode(), **fonts.files}
        assets |= {path: licence.read() for path, licence in fonts.licences.items()}
        page = (page[0].replace(unnamed, fonts.path), *page[1:])
    return Page(pieces=page, assets=assets, deck=deck, windows=windows)


def _is_cut(supplies: Supplies) -> bool:
    return supplies.cut is not None and not supplies.has_whole_fonts


def _deck(
    talk: LaidOutTalk, supplies: Supplies, runtime: Runtime, own: Sequence[str], *, is_cut: bool
) -> tuple[str, dict[str, bytes]]:
    """Return the folder of scripts and styles, named by its content, and its files.

    `own` are the names of our scripts. Nothing in it depends on the locale. Its files refer to each
    other by relative paths.
    """
    extras = supplies.extras
    whole = {} if is_cut else font_files(runtime.faces, supplies.runtime)
    known = {**runtime.files, **extras.files, **whole}
    cut = {face.family for face in runtime.faces} if is_cut else set[str]()
    texts = {
        theme_path(talk.theme): theme_css(
            talk.theme,
            () if is_cut else runtime.faces,
            cut=cut,
            has_formulas=FORMULA_FACE in runtime.faces,
            has_emoji=EMOJI_FACE in runtime.faces,
        ),
        **{
            name: without_comments(on_page(supplies.templates[name], talk.theme.page))
            for name in (STYLE, *own)
        },
        **({CONFIG: config_script(extras)} if _is_configured(extras) else {}),
    }
    folder = deck_folder({path: asset.sha256 for path, asset in known.items()}, texts)
    if CONFIG in texts:
        texts[CONFIG] = with_address(texts[CONFIG], ASSETS + folder)
    files = {path: asset.read() for path, asset in known.items()}
    files |= {path: text.encode() for path, text in texts.items()}
    return folder, {f"{folder}/{path}": data for path, data in files.items()}


def _with_pictures(
    talk: LaidOutTalk, supplies: Supplies
) -> tuple[tuple[str, ...], dict[str, bytes]]:
    """Return each slide as lines of HTML, and the pictures by their paths in `assets/`.

    A picture may differ from the author's file, and is named by its content.
    """
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    for path, asset in media(talk).items():
        data = supplies.memo.recall(
            *(("shown", path), picture_bytes, asset),
            *(talk.theme, supplies.runtime, supplies.cut),
            form=_SHOWN if asset.may_have_text else None,
        )
        names[path] = media_path(asset, digest(data))
        files[names[path]] = data
    slides = render_slides(talk, supplies.memo)
    return tuple(f"{with_media(html, names)}\n" for html in slides), files


def _lines(slides: Sequence[str]) -> Iterator[bytes]:
    """Yield the text of all slides in pieces: together it may be hundreds of megabytes."""
    for number, html in enumerate(slides, 1):
        yield (html if number < len(slides) else html.removesuffix("\n")).encode()


def _page(page: Document, slides: Sequence[str], supplies: Supplies) -> tuple[str, ...]:
    """Return the page in pieces."""
    own = supplies.templates.get(TEMPLATE)
    if own is not None:
        return (f"{_templated(own, page, slides).rstrip()}\n",)
    before, after = document_html(page)
    return (f"{before}\n", *(slides or ("\n",)), f"{after.rstrip()}\n")


def _templated(template: str, page: Document, slides: Sequence[str]) -> str:
    from markupsafe import Markup  # a dependency of Jinja2, which few projects need

    shown = Markup("".join(slides).removesuffix("\n"))  # noqa: S704 - every text in it is escaped
    return fill_template(TEMPLATE, template, to_builtins(page) | {"slides": shown})


class _Loaded(Struct, frozen=True, kw_only=True):
    """The files that a page loads, by paths below `assets/`."""

    folder: str
    """The folder of all of them except its fonts."""
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    """In the order in which they run."""


def _loaded(
    theme: Theme,
    extras: PageExtras,
    runtime: Runtime,
    own: Sequence[str],
    *,
    deck: str,
    fonts: str,
) -> _Loaded:
    """Return the files that a page loads from `deck`, its folder, and the style sheet `fonts`.

    `own` are our scripts; the last one starts the deck.
    """
    after = (theme_path(theme), STYLE, *extras.styles)
    config = (CONFIG,) if _is_configured(extras) else ()
    scripts = (*runtime.scripts, *extras.scripts, *config, *own)
    return _Loaded(
        folder=deck,
        styles=(
            *(f"{deck}/{path}" for path in runtime.styles),
            *((fonts,) if fonts else ()),
            *(f"{deck}/{path}" for path in after),
        ),
        scripts=tuple(f"{deck}/{path}" for path in scripts),
    )


def _document(talk: LaidOutTalk, extras: PageExtras, loaded: _Loaded, policy: str) -> Document:
    names = page_words(talk.locale, talk.theme.words)
    return Document(
        lang=language_tag(talk.locale),
        title=talk.title,
        description=_description(talk),
        address=page_address(talk, talk.locale, extras.address),
        authors=", ".join(person.name for person in talk.talk.speakers),
        theme_color=_theme_color(talk),
        is_listed=talk.talk.publication.is_listed,
        policy=policy,
        assets=ASSETS + loaded.folder,
        styles=[ASSETS + path for path in loaded.styles],
        scripts=[ASSETS + path for path in loaded.scripts],
        languages=languages(talk, extras.address),
        words={**talk.theme.words, "languages": names.languages},
    )


def _is_configured(extras: PageExtras) -> bool:
    return bool(extras.config or extras.plugins)


def _own_scripts(extras: PageExtras) -> Iterator[str]:
    """Yield the text of the project's own scripts."""
    for path in extras.scripts:
        yield extras.files[path].read().decode("utf-8", "replace")


def _description(talk: LaidOutTalk) -> str:
    """Return the description for search engines and previews: the abstract, or title and event."""
    abstract = talk.talk.abstract.get(talk.locale)
    return " ".join((abstract.plain if abstract else f"{talk.title} {talk.talk.event}").split())


def _theme_color(talk: LaidOutTalk) -> str:
    """Return the colour for a phone's browser interface: the background of the first slide."""
    first = next(iter(talk), None)
    return talk.theme.colors[first.layout.background].value if first is not None else ""
