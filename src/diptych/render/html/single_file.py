"""The page as one file, with everything inside that it would load.

Style sheets and scripts become elements, other files `data:` URLs. A picture that is shown once is
the address of its `img`; one that is shown more often is in a style sheet, once, as the content of
all its `img`s (CSS Content 3, 1.2). Nothing of this needs a script.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape, unescape
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin

from diptych.diagnostics import Diagnostic, DiagnosticKind, Refusal, Severity, Span
from diptych.model.extras import PageExtras
from diptych.model.laid_out import LaidOutSlide, LaidOutTalk
from diptych.model.shapes import paragraphs_of
from diptych.model.style_sheet import references
from diptych.model.supplies import Supplies
from diptych.model.text import Run
from diptych.render import SINGLE_FILE
from diptych.render.html.assets import ASSETS, digest
from diptych.render.html.data_urls import data_url, quoted_data_url
from diptych.render.html.extras import CONFIG
from diptych.render.html.languages import page_address
from diptych.render.html.page import STYLE, TEMPLATE, Page, make_page
from diptych.render.html.policy import single_file_policy
from diptych.render.output import File

BEYOND_FILE = DiagnosticKind(
    "OUT202",
    "beyond-single-file",
    "A single file does not contain what only a script would load, nor pages and files next to"
    " it, to which a link would lead nowhere.",
    Severity.WARNING,
)
TOO_LARGE = DiagnosticKind(
    "OUT203", "single-file-too-large", "A single file may not be larger than 200 MB."
)

_LARGEST = 200_000_000
"""Bytes of everything that is embedded; mail takes 25 MB, and browsers struggle with more."""
_DEEPEST = 8
"""Most style sheets above one that is imported: each level adds a third to its size."""
_BLANK = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
_PICTURE = re.compile(rf'(<img\b[^<>]*? src="){re.escape(ASSETS)}(media/[^"]*)"')
_PLAYER = re.compile(r"<(?:video|audio)\b[^<>]*>")
_PLAYED = re.compile(rf'( (?:src|poster)="){re.escape(ASSETS)}(media/[^"]*)"')
_ELEMENT = re.compile(r"<link\b[^<>]*>|<script\b[^<>]*>\s*</script\s*>", re.IGNORECASE)
_LINK = re.compile(
    r'(<a\b[^<>]*? href=")([^"<>]*)("[^<>]*>)((?:(?!</?a\b).)*)</a>', re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)
# None of these looks twice at the same characters for more than one `<`: a template can be long.
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|$", re.IGNORECASE)
"""Addresses that lead to the same place from anywhere, or stay in the file."""
_LOADED = ("src", "href", "poster", "srcset", "action")
_BY_FILE = {"src", "href", "integrity", "crossorigin", "defer", "async"}
"""Attributes of elements that load a file, which mean nothing without one."""
_LATER = {"defer", "async"}
_SOONER = {"preload", "modulepreload", "prefetch"}
_TEMPLATE = f"templates/html/{TEMPLATE}"
_LICENCE = re.compile(r"(LICEN[CS]E|COPYING|NOTICE)\b", re.IGNORECASE)


def render_single_file(talk: LaidOutTalk, supplies: Supplies) -> Iterator[File]:
    """Yield the page of `talk` as one file; warn of what cannot be inside.

    Raise Refusal if its template fails, or if it would become too large.
    """
    # The policy contains hashes of the page's scripts, and a page cannot contain its own hash.
    policy = f"policy-{digest(repr((talk.talk.name, talk.locale, talk.title)).encode())}"
    made = _SingleFile(make_page(talk, supplies, policy=policy), policy, talk, supplies.extras)
    content = tuple(piece.encode() for piece in made.pieces())
    for problem in made.problems():
        supplies.report(problem)
    yield SINGLE_FILE.path(talk), content


class _SingleFile:
    """A page into which the files that it loads are put."""

    def __init__(self, page: Page, policy: str, talk: LaidOutTalk, extras: PageExtras) -> None:
        self.page = page
        self.policy = policy
        self.talk = talk
        self.extras = extras
        self.address = page_address(talk, talk.locale, extras.address)
        self.deck = f"{ASSETS}{page.deck}"
        self.inside: set[str] = set()
        """Paths of the files that are inside."""
        self.beyond: dict[tuple[str, str], None] = {}
        """Addresses that lead out of the file, each with the source file that it is in."""
        self.links: dict[str, None] = {}
        """Addresses of links that lead out of the file."""
        self.scripts: list[str] = []
        self.later: list[str] = []
        """Scripts that run once the whole page has been read."""
        self.sheets: dict[tuple[str, tuple[str, ...]], str] = {}
        """Style sheets with their files, by path and by those that import them."""
        self.has_imports = False
        self.size = 0
        self.repeated = self._repeated()

    def _repeated(self) -> set[str]:
        """Return the paths of pictures that are shown more than once."""
        if not any(f"{self.deck}/{STYLE}" in piece for piece in self.page.pieces):
            return set()  # a template without the style sheet that would have them
        shown = Counter(path for piece in self.page.pieces for _, path in _PICTURE.findall(piece))
        return {path for path, count in shown.items() if count > 1}

    def pieces(self) -> Iterator[str]:
        """Yield the file in pieces; those with scripts are made first, for the policy."""
        *pieces, end = self.page.pieces
        body, tag, after = end.rpartition("</body>")
        pieces += [body, tag + after] if tag else [end, ""]
        made = {
            i: self._embedded(piece) for i, piece in enumerate(pieces) if _ELEMENT.search(piece)
        }
        policy = single_file_policy(
            self.scripts, self.page.windows, has_imports=self.has_imports, plays=self.talk.plays
        )
        for i, piece in enumerate(pieces):
            whole = made[i] if i in made else self._embedded(piece)
            if i == 0:
                whole = whole.replace(self.policy, escape(policy))
            if i == len(pieces) - 1:
                yield from (f"{script}\n" for script in self.later)
            yield whole
        yield self._licences()

    def _embedded(self, piece: str) -> str:
        """Return HTML with its style sheets, scripts, pictures and other files inside."""
        made: list[str] = []
        at = 0
        for found in _ELEMENT.finditer(piece):
            made += self._markup(piece[at : found.start()]), self._element(found[0])
            at = found.end()
        rest = self._markup(piece[at:])
        if made:
            self._look_for_addresses("".join((*made[::2], rest)))
        return "".join((*made, rest))

    def _element(self, tag: str) -> str:
        """Return an element for a style sheet or script, with that inside."""
        attributes = _attributes(tag)
        is_script = tag[1:7].lower() == "script"
        path = self._path(attributes.get("src" if is_script else "href", ""))
        kinds = set(attributes.get("rel", "").lower().split())
        if path is None or not (is_script or kinds & {"stylesheet", *_SOONER}):
            html = self._markup(tag)
            self._look_for_addresses(html)
            return html
        rest = "".join(
            f' {name}="{escape(value)}"' if value else f" {name}"
            for name, value in attributes.items()
            if name not in _BY_FILE and (is_script or name == "media")
        )
        if is_script:
            html = f"<script{rest}>{self._script(path)}</script>"
            if _LATER & {*attributes} and attributes.get("type") != "module":
                self.later.append(html)
                return ""
            return html
        return f"<style{rest}>\n{self._style(path)}</style>" if "stylesheet" in kinds else ""

    def _path(self, address: str) -> str | None:
        """Return the path of a file that is at an address of the page; None if there is none."""
        path = unquote(re.split(r"[?#]", address)[0]).removeprefix(ASSETS)
        return path if address.startswith(ASSETS) and path in self.page.assets else None

    def _script(self, path: str) -> str:
        """Return a script as the content of an element (HTML standard, 4.12.1.3)."""
        self.inside.add(path)
        is_config = path == f"{self.page.deck}/{CONFIG}"
        source = "deck/deck.yaml" if is_config else _source_of(path, self.page.deck)
        text = self._files(_text(self.page.assets[path]), source)
        text = re.sub(r"<(?=!--|/script)", r"\\x3C", text, flags=re.IGNORECASE)
        self.scripts.append(text)
        return text

    def _style(self, path: str) -> str:
        """Return a style sheet as the content of an element."""
        css = self._sheet(path, ())
        if path == f"{self.page.deck}/{STYLE}":
            css += "".join(
                f'img[src$="#{_name(one)}"] {{ content: url("{self._url(one)}"); }}\n'
                for one in sorted(self.repeated)
            )
        return re.sub("<(?=/style)", r"\\3C ", css, flags=re.IGNORECASE)

    def _sheet(self, path: str, above: tuple[str, ...]) -> str:
        """Return a style sheet with its files inside; those `above` import it."""
        if (path, above) not in self.sheets:
            self.inside.add(path)
            self.sheets[path, above] = "".join(self._filled(path, above))
        return self.sheets[path, above]

    def _filled(self, path: str, above: tuple[str, ...]) -> Iterator[str]:
        css = _text(self.page.assets[path])
        at = 0
        for reference in references(css):
            url = self._url_in(path, reference.address, above)
            if url is not None:
                yield f'{css[at : reference.start]}url("{url}")'
                at = reference.end
        yield css[at:]

    def _url_in(self, sheet: str, address: str, above: tuple[str, ...]) -> str | None:
        """Return the URL of a file that is at an address in a style sheet; None if none is."""
        if _ABSOLUTE.match(address):
            return None
        place, mark, fragment = address.partition("#")
        beside = posixpath.join(posixpath.dirname(sheet), unquote(place.partition("?")[0]))
        path = posixpath.normpath(beside)
        if path not in self.page.assets:
            self.beyond[address, _source_of(sheet, self.page.deck)] = None
            return None
        if not path.lower().endswith(".css"):
            return self._url(path) + mark + fragment
        self.has_imports = True
        if path in (*above, sheet):  # browsers do not follow circles either
            return "data:,"
        if len(above) >= _DEEPEST:
            self.beyond[address, _source_of(sheet, self.page.deck)] = None
            return None
        return self._counted(quoted_data_url(path, self._sheet(path, (*above, sheet)).encode()))

    def _url(self, path: str) -> str:
        """Return the URL of a file, for between double quotes."""
        self.inside.add(path)
        return self._counted(quoted_data_url(path, self.page.assets[path]))

    def _counted(self, url: str) -> str:
        self.size += len(url)
        if self.size > _LARGEST:
            raise Refusal(
                TOO_LARGE.at(
                    self.talk.talk.span,
                    f"the single file would be larger than {_LARGEST // 1_000_000} MB",
                    hint="`--to html` writes a folder of files",
                )
            )
        return url

    def _markup(self, html: str) -> str:
        """Return HTML without scripts and style sheets, with its pictures and files inside."""
        html = _PICTURE.sub(lambda found: f'{found[1]}{self._picture(found[2])}"', html)
        html = _PLAYER.sub(self._player, html)
        html = self._files(html, _TEMPLATE)
        return _LINK.sub(self._link, html)

    def _player(self, found: re.Match[str]) -> str:
        """Return a video or sound with its file and its poster inside."""
        return _PLAYED.sub(lambda one: f'{one[1]}{self._url(one[2])}"', found[0])

    def _picture(self, path: str) -> str:
        return f"{_BLANK}#{_name(path)}" if path in self.repeated else self._url(path)

    def _files(self, text: str, source: str) -> str:
        """Return a text with the addresses of files replaced; `source` is its file."""
        if self.deck not in text:
            return text

        def url(found: re.Match[str]) -> str:
            path = unquote(unescape(found[0])).removeprefix(ASSETS)
            if path not in self.page.assets:
                self.beyond[found[0].removeprefix(self.deck), source] = None
                return found[0]
            self.inside.add(path)
            return self._counted(data_url(path, self.page.assets[path]))

        return re.sub(rf"{re.escape(self.deck)}(/[^\s\"'()<>?#]*)?", url, text)

    def _link(self, found: re.Match[str]) -> str:
        """Return a link, from where the page is published, or only its words."""
        address = unescape(found[2])
        if _ABSOLUTE.match(address):
            return found[0]
        if self.address:
            return f"{found[1]}{escape(urljoin(self.address, address))}{found[3]}{found[4]}</a>"
        if not address.startswith(self.deck):
            self.links[address] = None
        return found[4]

    def _look_for_addresses(self, html: str) -> None:
        """Record what the HTML of a template would still load from other files."""
        for tag in _TAG.findall(html):
            for name, value in _attributes(tag).items():
                if name in _LOADED and not _ABSOLUTE.match(value):
                    self.beyond[value, _TEMPLATE] = None

    def _licences(self) -> str:
        """Return the licences of what is inside, as a comment after the page."""
        texts = []
        for path in sorted(self.page.assets):
            if _LICENCE.match(PurePosixPath(path).name):
                self.inside.add(path)
                of = PurePosixPath(path).parent.name
                texts.append(f"{of}\n\n{_text(self.page.assets[path]).strip()}\n")
        comment = "\n\n".join(texts)
        return f"<!--\n{re.sub('--(?=!?>)', '- -', comment)}-->\n" if texts else ""

    def problems(self) -> Iterator[Diagnostic]:
        """Yield a warning of everything that is not inside."""
        for link in self.links:
            message = f"link `{link}` leads to a file next to the page: only its words are shown"
            hint = "give its whole address, or `address` below `html:` in deck.yaml"
            places = tuple(_places_of(link, self.talk))
            reported = [place for slide, place in places if not slide.allows(BEYOND_FILE)]
            if reported or not places:
                place = reported[0] if reported else Span(_TEMPLATE, 1)
                yield BEYOND_FILE.at(place, message, hint=hint)
        for address, source in self.beyond:
            message = f"the single file does not contain `{address}`"
            hint = "use it through a style sheet, or an `img`, or leave it out"
            yield BEYOND_FILE.at(Span(source, 1), message, hint=hint)
        unused = sorted(
            path for path in self.extras.files if f"{self.page.deck}/{path}" not in self.inside
        )
        if unused:
            others = f" and {len(unused) - 1} more" if unused[1:] else ""
            first = _source_of(unused[0], self.page.deck)
            message = f"the single file does not contain `{first}`{others}"
            hint = "only a script could load that; `--to html` writes it next to the page"
            yield BEYOND_FILE.at(None, message, hint=hint)


def _text(data: bytes) -> str:
    """Return the text of a file as an HTML page has it, which is what hashes are computed from.

    Parsers normalise line ends and replace NUL (HTML standard, 13.2.3.5 and 13.2.5).
    """
    text = data.decode("utf-8-sig", "replace").replace("\0", "\ufffd")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _name(path: str) -> str:
    return path.removeprefix("media/")


def _attributes(tag: str) -> Mapping[str, str]:
    """Return the attributes of a start tag by their names in lower case."""
    start = tag.partition(">")[0]
    found = _ATTRIBUTE.findall(re.sub(r"^<[a-zA-Z0-9-]+", "", start))
    return {name.lower(): unescape(one or two or three) for name, one, two, three in found}


def _source_of(path: str, deck: str) -> str:
    """Return the source file of one in `assets/`, as the author would type it."""
    path = path.removeprefix(f"{deck}/")
    own = path.removeprefix("own/")
    return f"deck/{own}" if own != path else f"templates/html/{path}"


def _places_of(link: str, talk: LaidOutTalk) -> Iterator[tuple[LaidOutSlide, Span]]:
    """Yield where a link is written, with its slide: in text, or else somewhere on the slide."""
    for slide in talk:
        paragraphs = (*(p for shape in slide.parts for p in paragraphs_of(shape)), *slide.notes)
        for paragraph in paragraphs:
            if any(isinstance(run, Run) and run.link == link for run in paragraph.runs):
                yield slide, paragraph.span
        sources = (source.link for source in slide.slide.sources)
        if link in (*sources, *(picture.link for picture in slide.pictures)):
            yield slide, slide.slide.span
