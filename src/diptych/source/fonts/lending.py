"""Installed fonts for letters that no font of a talk has, as browsers and PowerPoint choose them.

A PDF has only the letters of fonts that it contains. So it takes those that are missing from an
installed font that is made for their language, if there is one: all letters of a language from one
font as far as possible.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.fonts.licences import forbidden_in
from diptych.fonts.sfnt import has_needed, renamed
from diptych.isolation.jobs import LEND, SEEK
from diptych.model.asset import Asset, Content
from diptych.model.font_file import LentFont, alias_of
from diptych.model.metrics import nearest_weight
from diptych.model.theme import REGULAR
from diptych.source.fonts.installed import Installed, installed_fonts
from diptych.source.fonts.shelf import Family, Found, family_of
from diptych.storage.reading import Reader

if TYPE_CHECKING:
    from diptych.isolation.process import IsolatedProcess

_SECONDS, _MEMORY = 60, 4 << 30
"""Limits for one job: to look through 20 families, and to cut two faces, takes 0.1 s together."""

_JAPANESE = (
    "Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans", "Source Han Sans JP", "Hiragino Sans",
    "Hiragino Kaku Gothic ProN", "Yu Gothic", "Meiryo", "BIZ UDPGothic", "MS PGothic",
    "IPAexGothic", "IPAPGothic", "TakaoPGothic", "VL PGothic",
)  # fmt: skip
_SIMPLIFIED = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC",
    "Hiragino Sans GB", "Microsoft YaHei", "Heiti SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
    "SimHei",
)  # fmt: skip
_TRADITIONAL = (
    "Noto Sans CJK TC", "Noto Sans TC", "Source Han Sans TC", "Source Han Sans TW", "PingFang TC",
    "Microsoft JhengHei", "Heiti TC",
)  # fmt: skip
_HONG_KONG = ("Noto Sans CJK HK", "Noto Sans HK", "Source Han Sans HC", "PingFang HK")
_KOREAN = (
    "Noto Sans CJK KR", "Noto Sans KR", "Source Han Sans K", "Source Han Sans KR",
    "Apple SD Gothic Neo", "Malgun Gothic", "NanumGothic",
)  # fmt: skip
_EAST_ASIAN = (*_SIMPLIFIED, *_JAPANESE, *_TRADITIONAL, *_HONG_KONG, *_KOREAN)
_BY_LANGUAGE = {
    "ja": _JAPANESE,
    "zh": _SIMPLIFIED,
    "zh-hant": _TRADITIONAL,
    "zh-tw": _TRADITIONAL,
    "zh-hk": (*_HONG_KONG, *_TRADITIONAL),
    "zh-mo": (*_HONG_KONG, *_TRADITIONAL),
    "ko": _KOREAN,
}
"""The families for a language, by its tag in lower case, the first to be preferred: those made for
many systems before those of one, as outputs are then the same on all of them."""
_GENERAL = (
    "Noto Sans", "Segoe UI", "Arial Unicode MS", "Arial", "DejaVu Sans", "Leelawadee UI",
    "Nirmala UI", "Thonburi", "Kohinoor Devanagari", "Ebrima", "Gadugi", "Khmer UI", "Myanmar Text",
    "Geeza Pro", "Arial Hebrew", "Noto Sans Symbols", "Noto Sans Symbols 2", "Noto Sans Symbols2",
    "Segoe UI Symbol", "Segoe UI Historic", "Apple Symbols",
)  # fmt: skip
"""Those of systems for other scripts and signs."""
_OF_ONE_SCRIPT = "Noto Sans "
"""The beginning of families such as Noto Sans Thai."""


class InstalledLetters:
    """Finds letters in the fonts that are installed; it looks through these only once."""

    def __init__(self) -> None:
        self._reader = Reader(())
        self._installed: dict[str, list[Installed]] = {}
        """By the names of their families, in lower case."""
        self._found: dict[tuple[object, ...], tuple[LentFont, ...]] = {}

    def find(self, letters: Mapping[str, str], weights: Collection[int]) -> tuple[LentFont, ...]:
        """Return installed fonts with `letters`, given by language, in some `weights`.

        Fonts whose licence bits forbid that a part of them is embedded are left out.
        """
        from diptych.isolation.process import FailedJobError, IsolatedProcess

        key = (tuple(letters.items()), tuple(sorted(weights)))
        if key not in self._found:
            try:
                with IsolatedProcess("uharfbuzz", _SECONDS, _MEMORY) as process:
                    self._found[key] = tuple(self._lent(letters, sorted(weights), process))
            except FailedJobError:  # it is as if nothing was installed, which is reported
                self._found[key] = ()
        return self._found[key]

    def _lent(
        self, letters: Mapping[str, str], weights: Collection[int], process: IsolatedProcess
    ) -> Iterator[LentFont]:
        families = {name: one for name in self._names(letters) if (one := self._family(name))}
        known = _letters_of(families, "".join(letters.values()), process)
        faces: dict[str, dict[int, Asset]] = {}
        while chosen := _chosen(letters, known):
            faces = {
                name: dict(self._faces(families[name], shown, weights, process))
                for name, shown in chosen.items()
            }
            failed = {name for name, made in faces.items() if not made}
            if not failed:
                break
            known = {name: shown for name, shown in known.items() if name not in failed}
        for name, shown in chosen.items():
            yield LentFont(
                family=families[name].name,
                alias=_alias(families[name]),
                letters=frozenset(shown),
                faces=faces[name],
            )

    def _names(self, languages: Iterable[str]) -> dict[str, None]:
        """Return the names of all families that may be used for some languages."""
        if not self._installed:
            for one in installed_fonts(self._reader.note):
                for name in one.facts.families:
                    self._installed.setdefault(name.casefold(), []).append(one)
        named = {faces[0].facts.families[0] for faces in self._installed.values()}
        others = sorted(name for name in named if name.startswith(_OF_ONE_SCRIPT))
        own = [name for one in languages for name in _for_language(one)]
        return dict.fromkeys((*own, *_EAST_ASIAN, *_GENERAL, *others))

    def _family(self, name: str) -> Family | None:
        """Return an installed family that may be embedded."""
        found = (
            Found(path=one.path, facts=one.facts, read=lambda one=one: self._file(one))  # type: ignore[misc]  # a default
            for one in self._installed.get(name.casefold(), ())
        )
        family = family_of(name, found, is_installed=True)
        usual = family and family.faces[nearest_weight(REGULAR, family.faces)]
        return family if usual and not forbidden_in(usual.facts.embedding) else None

    def _file(self, one: Installed) -> bytes | None:
        try:
            return one.read(self._reader)
        except OSError:
            return None

    def _faces(
        self, family: Family, shown: Iterable[str], weights: Iterable[int], process: IsolatedProcess
    ) -> Iterator[tuple[int, Asset]]:
        """Yield the weights and files of the faces that are taken for some weights.

        There are none if the usual face is damaged.
        """
        usual = nearest_weight(REGULAR, family.faces)
        needed = dict.fromkeys((usual, *(nearest_weight(w, family.faces) for w in weights)))
        letters = "".join(sorted(shown))
        for weight in needed:
            found = family.faces[weight]
            if weight != usual and _lacks_any(found, letters, process):
                continue  # a bold face with fewer letters would leave gaps
            font = _cut(found, letters, process)
            if font is not None:
                yield weight, _asset(font, _alias(family), weight, found)
            elif weight == usual:
                return


def _chosen(letters: Mapping[str, str], known: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Return the families to be used, with the letters that each is used for.

    `letters` are given by language; `known` are those of each family.
    """
    chosen: dict[str, set[str]] = {}
    for language, wanted in letters.items():
        order = [*chosen, *_preferred(language, known)]
        left = set(wanted)
        while left and order:
            best = max(order, key=lambda name: len(known[name] & left))
            shown = known[best] & left
            if not shown:
                break
            chosen.setdefault(best, set()).update(shown)
            left -= shown
    return chosen


def _cut(found: Found, letters: str, process: IsolatedProcess) -> bytes | None:
    """Return a font with some letters of a face; None if it is damaged."""
    from diptych.isolation.process import FailedJobError

    data = found.read()
    if data is None:
        return None
    made = "" if found.weight is None else str(found.weight)
    parts = (letters.encode(), data, str(found.facts.index).encode(), made.encode())
    try:
        font = process.do(LEND, parts)
    except FailedJobError:
        return None
    return font if has_needed(font) else None


def _letters_of(
    families: Mapping[str, Family], letters: str, process: IsolatedProcess
) -> dict[str, set[str]]:
    """Return which of some letters each family has in its usual face."""
    usual = [one.faces[nearest_weight(REGULAR, one.faces)] for one in families.values()]
    return dict(zip(families, _sought(usual, letters, process), strict=True))


def _lacks_any(found: Found, letters: str, process: IsolatedProcess) -> bool:
    (known,) = _sought([found], letters, process)
    return not known.issuperset(letters)


def _sought(faces: Iterable[Found], letters: str, process: IsolatedProcess) -> list[set[str]]:
    """Return which of some letters each face has."""
    parts = [part for one in faces for part in (_path(one.path), str(one.facts.index).encode())]
    return [
        set(one)
        for one in json.loads(process.do(SEEK, (letters.encode("utf-8", "ignore"), *parts)))
    ]


def _path(path: Path) -> bytes:
    return os.fsencode(path)


def _preferred(language: str, families: Iterable[str]) -> Iterator[str]:
    """Yield some families, those for a language first."""
    own = _for_language(language)
    known = tuple(families)
    yield from (name for name in own if name in known)
    yield from (name for name in known if name not in own)


def _for_language(language: str) -> tuple[str, ...]:
    """Return the families for a language, by the longest part of its tag that is known."""
    tag = language.lower()
    while tag and tag not in _BY_LANGUAGE:
        tag = tag.rpartition("-")[0]
    return _BY_LANGUAGE.get(tag, ())


def _alias(family: Family) -> str:
    """Return the name of the files, which no font that a theme brings along has."""
    return alias_of(f"lent {family.name}")


def _asset(font: bytes, alias: str, weight: int, found: Found) -> Asset:
    """Return a font file as one of a family with a name of its own."""
    suffix = "ttf" if found.facts.is_truetype else "otf"
    data = renamed(font, {1: alias, 2: "Regular", 4: alias, 6: f"{alias}-{weight}"}, weight)
    sha256 = hashlib.sha256(data).hexdigest()
    return Asset(
        name=f"{sha256[:16]}-{weight}.{suffix}",
        sha256=sha256,
        media_type=f"font/{suffix}",
        read=Content(sha256, data, is_made=True),
    )
