"""Spaces at which a line should not end: in dates, numbers with units, short parentheses, names.

Rules are by language and bounded. The firmest ties are in what is read as one, such as `Aug. 31,
2023`, firm ones in short parentheses, and loose ones a matter of looks; in heads, lines also end by
sense. None may hold more than a share of a line together: one that ends early is worse than a date
in two parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple, assert_never

from msgspec.structs import replace

from diptych.model.geometry import Pt
from diptych.model.paragraph import Paragraph
from diptych.model.text import NO_BREAK_SPACE, LineBreak, Run, SetInline
from diptych.typography.months import ENGLISH, OTHERS
from diptych.typography.script import has_hangul

_DAY = r"[0-3]?\d(?:st|nd|rd|th)?(?:[-–][0-3]?\d)?"
_YEAR = r"(?:19|20)\d\d"
_UNIT = (
    r"(?:[kMGTPE]?(?:B|bit|bps|Hz|FLOPS|W|Wh|V|J|m|g)|[kMGT]iB|[mµμn]?(?:s|m|g|W|V)|[kcm]?m[²³]"
    r"|k?m/[hs]|[mcd]?[lL]|[kMh]?Pa|dB|[km]?Ah?|k?cal|cm|px|pt|em|[€$£¥₩]|%|°[CF]?|thousand|million|billion|trillion|percent|hours?|days?|weeks?|months?|years?|minutes?"
    r"|seconds?|times|tokens?|parameters?|bits?|bytes?|nodes?|cores?|people|users?)"
)
_COUNTER = (
    r"(?:달러|원|엔|위안|유로|개국|개월|개|명|대|건|배|장|곳|종|년|주|일|시간|분|초|쪽|페이지"
    r"|퍼센트|토큰|회|차|단계|세대|나노|[kMGT]?B|GB|nm|MW|GW|%)"
)
_PARTICLE = (
    r"(?:[은는이가을를의도만과와로에씩당간]|에서|으로|까지|부터|이상|이하|보다|마다)?(?![가-힣])"
)
_NO_LETTER = r"(?![^\W가-힣ぁ-ヿ一-鿿])"
"""No further letter of a word; a Korean particle, or the next word in Japanese, may follow."""
_MEASURE = rf"(?:{_UNIT}{_NO_LETTER}|{_COUNTER}{_PARTICLE})"
_NUMBER = r"[$€£₩¥~±+-]?\d[\d.,]*(?:[-–~]\d[\d.,]*)?"

_FIRMEST = (
    rf"\b{_DAY}\ {ENGLISH}(?:,?\ {_YEAR})?(?!\w)",
    rf"\b{ENGLISH}\ {_DAY}(?:,?\ {_YEAR})?(?!\w)",
    rf"\b{ENGLISH},?\ {_YEAR}(?!\w)",
    rf"\b(?:[QH][1-4],?|FY)\ (?:{_YEAR}|\d\d)\b",
    rf"{_NUMBER}\ {_UNIT}{_NO_LETTER}",
    r"(?<![.\w])[A-Z]\.(?:\ [A-Z]\.)*\ (?=[A-Z])",  # initials before a name
    r"\b(?:Dr|Mr|Mrs|Ms|Prof|No|Nr|Fig|Vol|Ch|Sec|Eq|pp?|ed)\.\ (?=[\dA-Z])",
    r"\ (?=[?!;:»%](?:\s|$))",
    r"(?<=«)\ ",
    r"\ (?=[–—/·•|](?:\s|$))",
)
"""What is read as one in every language: each space that these match."""
_FIRM = (
    r"[(\[][^()\[\]\n]{1,18}[)\]]",
    r"[(\[](?=[^()\[\]\n]*\d)[^()\[\]\n]{19,34}[)\]]",
    r"\b[A-Z][A-Za-z]{1,11}\ \d{1,2}(?:\.\d+)?(?![\d,]|\.\d|[년월일천만억조])",  # Pixel 8
    r"\b[A-Z]{2,6}\ \d{1,4}(?![\d,]|\.\d|[년월일천만억조])",  # RTX 5880
    r"(?<=\S)\ (?=[(（][^\w\s()（）]{1,3}[)）])",
)
"""Short parentheses, longer ones if they have a figure, such as `(FuriosaAI, Oct. 2023)`; names
with a number; and what is before a parenthesis of signs alone, `(!)`."""
_FIRMEST_KOREAN = (
    r"\d+년\ (?:\d{1,2}월(?:\ \d{1,2}일)?|[1-4]분기|[상하]반기|[초말]|봄|여름|가을|겨울)",
    r"\d{1,2}월\ (?:\d{1,2}일|[초중말]순?)",
    r"\d{4}\.\ \d{1,2}\.(?:\ \d{1,2}\.?)?",
    rf"(?:약\ )?\d[\d.,]*[천만억조](?:\ \d[\d.,]*[천만억조]?)*(?:\ {_MEASURE})?",
    rf"(?:약\ )?{_NUMBER}(?:\ {_MEASURE})?",
    r"(?<=[가-힣])[(（](?=[A-Za-z])[^()（）\n]{1,26}[)）]",
)
"""In Korean also a word with the term that it translates, such as `모델(foundation model)`."""
_LOOSE = (
    r"(?<=\S)\ (?=\([^()\s]{1,8}\))",  # a word and the year after it
)
_LOOSE_KOREAN = (
    r"(?<=[가-힣]지)\ (?=[않못말])",
    r"(?<![^\s(])[약총각첫더안못제]\ (?=\S)",
    rf"\ (?=(?:등|것|걸|수|중|때|뿐|후|전|내|이상|이하){_PARTICLE})",
    rf"\ (?=(?:위|아래|앞|뒤|옆|밖|속|밑|사이){_PARTICLE})",  # where something is: 수면 위
)
_AFTER_PARTICLES = (
    "은는이가을를의에로와과도만나며고면서게지된한할던인라다요까듯씩후전중때뿐등및큰긴운해"
)
"""Syllables that end most Korean words after which a line may well end: particles, endings, and
nouns that depend on what is before them."""
_SENSE = (r"(?<=\ [·•|])\ (?=\S)",)
"""After a sign between two equals, which neither ends a line nor begins one."""
_SENSE_KOREAN = (
    rf"(?<=[가-힣A-Za-z0-9])(?<![{_AFTER_PARTICLES}])\ (?!및|또는)(?=[가-힣]+(?:[\s,.:!?…]|$))",
)
"""Nouns in a row, which are read as one: `중간 질의`, `H100 입도선매`. None has a parenthesis after
it, as LibreOffice breaks words of Hangul between such a space and one."""
_ONE_LETTER = (r"(?<!\w)[A-Za-z]\ (?=\w)",)
"""Prepositions and conjunctions of a letter, which Czech, Polish and Slovak keep off the end of a
line (ČSN 01 6910; PN-83/P-55366)."""
_WITH_ONE_LETTER = ("cs", "pl", "sk")

_FIGURE = re.compile(r"\d ")
_UNITS = re.compile(rf"{_NUMBER}[천만억조]?\ {_MEASURE}")
"""A number and its unit, such as `40.5 %` or `1만 장`."""
_WEAK = {
    "en": "a|an|the|of|to|in|on|at|by|for|from|with|and|or|as|than",
    "de": "der|die|das|de[mns]|ein|eine[mnrs]?|und|oder|vo[nm]|zum?|zur|i[mn]|am|auf|für|mit",
    "fr": "le|la|les|une?|des?|du|à|aux?|et|ou|en|sur|par|pour|avec",
    "es": "el|la|los|las|una?|unos|unas|del?|al?|y|e|o|en|con|por|para",
    "it": "il|lo|la|i|gli|le|una?|uno|di|del|della|dei|a|al|alla|da|e|o|in|con|su|per",
    "pt": "o|a|os|as|uma?|de|d[oa]s?|n[oa]s?|em|e|ou|com|por|para",
    "nl": "de|het|een|van|in|op|te|en|of|met|voor|aan",
}
"""Articles, prepositions and conjunctions, which lead to the next word and say nothing alone."""
_LEADS = re.compile(rf"(?i:(?<!\S)(?:{'|'.join(_WEAK.values())})) $")
_DISPLAY, _STRONG = Pt(24), 600
"""The size and weight from which on a text is one of few words that are seen before they are read:
its lines end by sense."""

FIRMEST_SHARE = 0.95
"""The largest share of a line that the firmest ties hold together: a date may well fill a line."""
FIRM_SHARE = 0.75
"""The same for firm ones."""
LOOSE_SHARE = 0.45
"""The same for what has a loose tie in it."""
LAST_SHARE = 0.55
"""The same for the last words of a paragraph."""
SENSE_SHARE = 0.75
"""The same for a short word in a head and what it leads to, for Korean nouns in a row, and around
a sign between two equals."""
HOLE_SHARE = 0.3
"""The largest share of a line that is left free to take a word along to the last one."""
SHORT = 3.0
"""A last word of up to this length, in em, takes one along whatever that leaves free."""
LONE = 7.0
"""A last word of up to this length, in em, is not left alone on the last line."""
_MOST = 2000
"""Characters; a longer paragraph is not the text of a slide."""


class Strength(IntEnum):
    """How much a line should not end at a space."""

    SENSE = 0
    LOOSE = 1
    FIRM = 2
    FIRMEST = 3


_SHARES = {Strength.LOOSE: LOOSE_SHARE, Strength.SENSE: SENSE_SHARE}


class Tie(NamedTuple):
    """A space at which a line should not end."""

    at: int
    """Its offset in the paragraph; a forced break counts as one character."""
    strength: Strength


def ties_in(paragraph: Paragraph) -> Sequence[Tie]:
    """Return the spaces of `paragraph` at which no line should end, in order; none in code."""
    if paragraph.kind == "code":
        return ()
    words = words_of(paragraph.runs)
    language = "ko" if has_hangul(words) else paragraph.locale.partition("-")[0]
    is_display = paragraph.size >= _DISPLAY and paragraph.weight >= _STRONG
    found = _ties(words, language, is_display=is_display)
    own = dict(_ties_of_runs(paragraph.runs))
    if not own:
        return found
    strengths = {tie.at: tie.strength for tie in found}
    for at, strength in own.items():
        strengths[at] = max(strength, strengths.get(at, strength))
    return tuple(Tie(at, strengths[at]) for at in sorted(strengths))


def unit_ties(paragraph: Paragraph) -> Sequence[int]:
    """Return the offsets of the spaces between numbers and their units, as in `40.5 %`."""
    words = words_of(paragraph.runs)
    return tuple(_spaces(_UNITS, words)) if _FIGURE.search(words) else ()


def _ties_of_runs(runs: Iterable[SetInline]) -> Iterator[tuple[int, Strength]]:
    """Yield the spaces within asides, and within what stands out, which are seen as one.

    None is in code, whose spaces are copied as they are. An aside that needs two lines is broken
    after a comma.
    """
    at = 0
    for run in runs:
        if isinstance(run, Run):
            if not run.style.code and (run.role == "aside" or run.style.accent):
                for index in (i for i, one in enumerate(run.text) if one == " "):
                    is_loose = run.style.accent or run.text[index - 1] in ",;"
                    yield at + index, Strength.FIRM if is_loose else Strength.FIRMEST
            at += len(run.text)
        else:
            at += 1


def words_of(runs: Iterable[SetInline]) -> str:
    """Return the text of `runs`, in which nothing that is code can be recognised."""
    return "".join(
        "\n" if isinstance(run, LineBreak) else _masked(run.text) if run.style.code else run.text
        for run in runs
    )


def _masked(code: str) -> str:
    return "\0" * len(code)


@lru_cache(maxsize=1024)
def _ties(text: str, language: str, *, is_display: bool) -> Sequence[Tie]:
    if " " not in text or len(text) > _MOST:
        return ()
    plain = text.replace(NO_BREAK_SPACE, " ")  # the author's ties are parts of dates, too
    found: dict[int, Strength] = {}
    by_sense = language if language == "ko" or (is_display and language in _WEAK) else ""
    for strength in Strength:
        of = by_sense if strength is Strength.SENSE else language
        found |= dict.fromkeys(_spaces(_pattern(of, strength), plain), strength)
    return tuple(Tie(at, found[at]) for at in sorted(found) if text[at] == " ")


def _spaces(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    for found in pattern.finditer(text):
        yield from (at for at in range(*found.span()) if text[at] == " ")


@cache
def _pattern(language: str, strength: Strength) -> re.Pattern[str]:
    """Return what matches the spaces with ties of a strength, compiled when it is needed."""
    is_korean = language == "ko"
    rules: tuple[str, ...]
    match strength:
        case Strength.FIRMEST:
            own = _FIRMEST_KOREAN if is_korean else _dates(language)
            rules = (*own, *_FIRMEST)
        case Strength.FIRM:
            rules = _FIRM
        case Strength.LOOSE:
            own = _LOOSE_KOREAN if is_korean else ()
            rules = (*own, *(_ONE_LETTER if language in _WITH_ONE_LETTER else ()), *_LOOSE)
        case Strength.SENSE if is_korean:
            rules = (*_SENSE, *_SENSE_KOREAN)
        case Strength.SENSE if language:
            rules = (*_SENSE, rf"(?i:(?<![\w'’-])(?:{_WEAK[language]}))\ (?=[\w(“‘„‚«\"])")
        case Strength.SENSE:
            rules = _SENSE
        case _:
            assert_never(strength)
    return re.compile("|".join(rules))


def _dates(language: str) -> tuple[str, ...]:
    """Return patterns of dates in a language with names of months other than English ones."""
    month = OTHERS.get(language)
    if month is None:
        return ()
    year = rf"(?:\ de)?\ {_YEAR}"
    return (
        rf"\b[0-3]?\d(?:\.|er|º)?(?:\ de)?\ {month}(?:{year})?(?!\w)",
        rf"\b{month}{year}(?!\w)",
    )


def bounded(ties: Sequence[Tie], text: str, left: Sequence[float], room: float) -> frozenset[int]:
    """Return the offsets of the ties that hold no more of a line of `room` together than they may.

    `left` has the distance of each character of `text` from the start of its line, in em.
    """
    held: set[int] = set()
    for least, share in ((Strength.FIRMEST, FIRMEST_SHARE), (Strength.FIRM, FIRM_SHARE)):
        here = {tie.at for tie in ties if tie.strength >= least}
        for group in _groups(here, text):
            start, end = _stretch(group[0], here, text)
            if left[end] - left[start] <= share * room:
                held.update(group)
    for strength, share in _SHARES.items():
        for tie in reversed(ties):  # what ends a row of nouns belongs together most
            start, end = _stretch(tie.at, held | {tie.at}, text)
            if tie.strength is strength and left[end] - left[start] <= share * room:
                held.add(tie.at)
    return frozenset(held)


def last_tie(
    held: frozenset[int], text: str, left: Sequence[float], room: float
) -> frozenset[int] | None:
    """Return `held` and the last space, if what follows is short; None if it stays as it is.

    Several words stay as they are after a comma or the end of a sentence, and if a word that leads
    to them would be left.
    """
    begin = text.rfind("\n") + 1
    at = max((i for i in range(begin, len(text)) if text[i] == " " and i not in held), default=-1)
    if at < 0 or not text[begin:at].strip() or text[at + 1 : at + 2] in ("(", "（"):
        return None  # an aside may well be alone on a line
    more = held | {at}
    start, end = _stretch(at, more, text)
    if " " in text[at + 1 : end] and (text[at - 1] in ".,;:!?" or _LEADS.search(text[begin:start])):
        return None
    if left[end] - left[at + 1] > LONE or left[end] - left[start] > LAST_SHARE * room:
        return None
    return more


def _groups(ties: Iterable[int], text: str) -> Iterator[list[int]]:
    """Yield the ties with no other space between them."""
    group: list[int] = []
    for at in sorted(ties):
        if group and any(text[i] in " \n" for i in range(group[-1] + 1, at)):
            yield group
            group = []
        group.append(at)
    if group:
        yield group


def _stretch(at: int, held: set[int] | frozenset[int], text: str) -> tuple[int, int]:
    """Return start and end of the words that are tied together around the space `at`."""
    start = at
    while start > 0 and (text[start - 1] not in " \n" or start - 1 in held):
        start -= 1
    end = at + 1
    while end < len(text) and (text[end] not in " \n" or end in held):
        end += 1
    return start, end


def with_ties(paragraph: Paragraph, ties: Iterable[int]) -> Paragraph:
    """Return `paragraph` with no-break spaces in place of the spaces at these offsets."""
    offsets = tuple(sorted(ties))
    if not offsets:
        return paragraph
    runs: list[SetInline] = []
    at = 0
    for run in paragraph.runs:
        if isinstance(run, Run):
            own = [tie - at for tie in offsets if at <= tie < at + len(run.text)]
            runs.append(_tied(run, own) if own else run)
            at += len(run.text)
        else:
            runs.append(run)
            at += 1
    return replace(paragraph, runs=tuple(runs), tied=offsets)


def _tied(run: Run, offsets: Sequence[int]) -> Run:
    bounds = [-1, *offsets, len(run.text)]
    parts = (run.text[start + 1 : end] for start, end in pairwise(bounds))
    return replace(run, text=NO_BREAK_SPACE.join(parts))
