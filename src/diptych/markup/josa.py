"""Korean particles, chosen by the final sound of a word as pronounced."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

_NONE: Mapping[str, str] = MappingProxyType({})

_OPEN = 0
"""The last syllable ends in a vowel."""
_RIEUL = 8
"""It ends in ㄹ, after which 으로 becomes 로."""
_SHUT = 1
"""It ends in another consonant; no particle depends on which one."""

_PAIRS = {
    "은": "는",
    "이": "가",
    "을": "를",
    "과": "와",
    "으로": "로",
    "으로서": "로서",
    "으로써": "로써",
    "으로부터": "로부터",
    "아": "야",
    "이야": "야",
    "이나": "나",
    "이라": "라",
    "이라는": "라는",
    "이라고": "라고",
    "이란": "란",
    "이랑": "랑",
    "이며": "며",
    "이든": "든",
    "이다": "다",
    "이었": "였",
    "이에요": "예요",
}
"""The form after a consonant, and the one after a vowel."""

_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\{[^{}]*\})")
_ASIDE = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])$")
_SILENT = re.compile("[©®™\u200b-\u200d\u2060]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_UNREAD = re.compile(r"^[^\w$€£¥₩]+|[^\w%‰°$€£¥₩#+Ω¢₿×∞]+$|_+$")
"""What is not pronounced at either end: quotes, brackets, full stops, emphasis markers."""
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*"
_MEASURED = re.compile(rf"(?<![A-Za-z\d.,])({_NUMBER})\s*([A-Za-z%‰°μΩ]+|[ck]?m[23])(?:/[a-z]+)?$")
_BEGIN = re.compile(r"(?<![^\s/·-])\S")
_PRICED = re.compile(r"^(?:[A-Z]{2,3})?([$€£¥₩])\s*\d")
_BILLIONS = re.compile(r"\s*(?:[KMBT]|[kmbt]n|thousand|[mbtr]+illion)$")
_COUNTED = re.compile(rf"({_NUMBER})$")
_FRACTION = re.compile(r"(\d+)\u2044\d+$")
"""½ and the like, as decomposed by NFKD; the numerator is pronounced last."""
_NUMERAL = re.compile("[\u2160-\u2188\u24ea-\u24ff\u2776-\u2793]")
"""Roman numerals, and circled digits that NFKD does not decompose."""
_RAISED = "\u2070\u00b2\u00b3\u2074-\u2079\u207f"
_POWER = re.compile(
    rf"(?<=[A-Za-z0-9)\]\u0370-\u03ff])[\u207a\u207b]?[\u00b9{_RAISED}]*[{_RAISED}]$"
)
_AREA = re.compile("(?<![A-Za-z])[cknmμµ]?m[²³]$")
_NOTE_MARK = re.compile(rf"(?<=[가-힣])[\u00b9{_RAISED}]+$|\u00b9+$")
_SQUARE_UNIT = re.compile("[\u3380-\u33df]$")
_LATIN = re.compile(r"[A-Za-z]+$")
_HUMP = re.compile(r"(?!(?<=[A-Z])[A-Z][a-z]$)[A-Z]?[a-z]+$|[A-Z]+$")
"""The last part of a name such as ChatGPT, MacBook or NVMe."""

_SIGNS = {
    "%": "퍼센트",
    "‰": "퍼밀",
    "°": "도",
    "$": "달러",
    "€": "유로",
    "£": "파운드",
    "¥": "엔",
    "₩": "원",
    "#": "샵",
    "+": "플러스",
    "Ω": "옴",
    "¢": "센트",
    "₿": "비트코인",
    "×": "배",
    "∞": "무한대",
}
_LONE = {"&": "앤드", "@": "골뱅이", "=": "등호", "÷": "나누기", "→": "화살표", "★": "별", **_SIGNS}
"""Signs that are pronounced on their own; after a word, most of them are not."""
_DIGITS = "영일이삼사오육칠팔구"
_TENS = "십백천"
_MYRIADS = "만억조경해"
_SHUT_LETTERS = {"L": _RIEUL, "R": _RIEUL, "M": _SHUT, "N": _SHUT}
"""엘, 알, 엠, 엔; the names of the other letters end in a vowel."""
_UNITS = {
    **dict.fromkeys(("g", "mg", "μg", "kg"), "그램"),
    **dict.fromkeys(("m", "nm", "μm", "mm", "cm", "km"), "미터"),
    **dict.fromkeys(("m2", "cm2", "km2"), "제곱미터"),
    **dict.fromkeys(("m3", "cm3"), "세제곱미터"),
    **dict.fromkeys(("l", "L", "ml", "mL", "dL"), "리터"),
    **dict.fromkeys(("s", "ms", "μs", "us", "ns"), "초"),
    **dict.fromkeys(("B", "kB", "KB", "MB", "GB", "TB", "PB", "EB"), "바이트"),
    **dict.fromkeys(("KiB", "MiB", "GiB", "TiB"), "바이트"),
    **dict.fromkeys(("bit", "b", "kb", "Kb", "Mb", "Gb", "Tb"), "비트"),
    **dict.fromkeys(("Hz", "kHz", "MHz", "GHz", "THz"), "헤르츠"),
    **dict.fromkeys(("W", "mW", "kW", "MW", "GW", "TW"), "와트"),
    **dict.fromkeys(("Wh", "kWh", "MWh", "GWh", "TWh"), "와트시"),
    **dict.fromkeys(("V", "mV", "kV"), "볼트"),
    **dict.fromkeys(("A", "mA"), "암페어"),
    **dict.fromkeys(("Pa", "hPa", "kPa", "MPa"), "파스칼"),
    **dict.fromkeys(("J", "kJ", "MJ"), "줄"),
    **dict.fromkeys(("N", "kN"), "뉴턴"),
    **dict.fromkeys(("cal", "kcal"), "칼로리"),
    **dict.fromkeys(("°C", "°F"), "도"),
    **dict.fromkeys(("Ω", "kΩ", "MΩ"), "옴"),
    "%p": "퍼센트포인트",
    "dB": "데시벨",
    "eV": "볼트",
    "ft": "피트",
    "h": "시간",
    "ha": "헥타르",
    "in": "인치",
    "lb": "파운드",
    "min": "분",
    "mol": "몰",
    "oz": "온스",
    "pt": "포인트",
    "px": "픽셀",
    "t": "톤",
    "x": "배",
}
_SPOKEN = {
    "bag": "백",
    "ballet": "발레",
    "bit": "비트",
    "buffet": "뷔페",
    "byte": "바이트",
    "check": "체크",
    "circuit": "서킷",
    "club": "클럽",
    "debut": "데뷔",
    "exit": "엑시트",
    "good": "굿",
    "group": "그룹",
    "hadoop": "하둡",
    "hit": "히트",
    "jpeg": "제이펙",
    "latex": "레이텍",
    "mpeg": "엠펙",
    "park": "파크",
    "private": "프라이빗",
    "prototype": "프로토타입",
    "pub": "펍",
    "qubit": "큐비트",
    "readme": "리드미",
    "technique": "테크닉",
    "template": "템플릿",
    "theme": "테마",
    "tweet": "트윗",
    "type": "타입",
    "watt": "와트",
}
"""English words whose Korean pronunciation does not follow from their endings."""
_ENDINGS = tuple(
    (re.compile(f"(?:{ending})$"), sound)
    for ending, sound in (
        (r"ng", _SHUT),
        (r"le?", _RIEUL),
        (r"m[bn]?|me|ne?", _SHUT),
        (r"ck|ook|out|eep|eap", _SHUT),
        (r"(?<![aeiouy])[aeiou](?:[ckp]|pp|tt?)", _SHUT),
        (r"(?<![aeiouy])[aeio]b", _SHUT),
    )
)
"""Endings of English words that are a final consonant in Korean; after all others 으 is added."""
_HEARD = 200
"""How many characters at the end of a word are examined."""
_LONG = 6
"""The length from which a word in capitals with a vowel is not an acronym."""


def josa(word: str, pair: str, readings: Mapping[str, str] = _NONE) -> str:
    """Return `word` followed by the particle of a pair, such as `은/는`, that its sound requires.

    `readings` has the pronunciations of English names in Hangul, by their lower-case spelling. If
    the pronunciation is unknown, both forms are written: `은(는)`. Raise ValueError if there is no
    such pair.
    """
    shut, open_ = _forms(pair)
    sound = _sound(word, readings)
    if sound is None:
        return word + _either(shut, open_)
    drops = sound == _OPEN or (sound == _RIEUL and shut.startswith("으로"))
    return word + (open_ if drops else shut)


def _forms(pair: str) -> tuple[str, str]:
    """Return the forms after a consonant and after a vowel, from either order."""
    first, _, second = (part.strip() for part in pair.partition("/"))
    for shut, open_ in ((first, second), (second, first)):
        if shut and _PAIRS.get(shut) == open_:
            return shut, open_
    known = ", ".join(f"{shut}/{open_}" for shut, open_ in _PAIRS.items())
    raise ValueError(f"`{pair}` is not a pair of particles; available: {known}")


def _either(shut: str, open_: str) -> str:
    if shut.endswith(open_):
        return f"({shut.removesuffix(open_)}){open_}"
    return f"{shut}({open_})"


def _sound(word: str, readings: Mapping[str, str]) -> int | None:
    """Return the final sound of the word as pronounced; None if it is unknown."""
    spoken = _spoken(word)
    if (reading := _reading(spoken, readings)) is not None:
        return _sound(reading, _NONE)
    if priced := _PRICED.match(spoken):
        return _price(spoken, priced[1])
    if measured := _MEASURED.search(spoken):
        return _unit(measured[2])
    if counted := _FRACTION.search(spoken) or _COUNTED.search(spoken):
        return _syllable(_count(counted[1]))
    if latin := _LATIN.search(spoken):
        return _english(latin[0])
    return _character(spoken[-1:])


def _spoken(word: str) -> str:
    """Return the pronounced part of the word, without accents, markup and parentheses."""
    heard = _spelt_out(_LINK.sub(r"\1", _SILENT.sub("", word[-_HEARD:])))
    spoken = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", heard)))
    lone = _LONE.get(spoken.strip(), "")
    while (less := _UNREAD.sub("", _without_aside(spoken))) != spoken:
        spoken = less
    return spoken or lone


def _spelt_out(word: str) -> str:
    """Return the word with those signs spelled out that NFKD would turn into other words."""
    word = _NUMERAL.sub(lambda found: f"{unicodedata.numeric(found[0]):.0f}", word.rstrip())
    word = _NOTE_MARK.sub("", word)
    if _AREA.search(word):
        return f"{word[:-1]}미터"
    word = _POWER.sub("제곱", word)
    return _SQUARE_UNIT.sub(lambda found: _read_unit(found[0]), word)


def _read_unit(sign: str) -> str:
    letters = unicodedata.normalize("NFKD", sign)
    return _UNITS.get(letters, letters)


def _without_aside(word: str) -> str:
    """Return the word without parentheses after it, unless there is nothing else."""
    return _ASIDE.sub("", word.rstrip("*_~`\"'”’ .,;:!?")) or word


def _reading(spoken: str, readings: Mapping[str, str]) -> str | None:
    """Return the glossary's pronunciation of the longest name at the end of the words."""
    if not readings:
        return None
    words = " ".join(spoken.lower().split())
    names = (words[begin.start() :] for begin in _BEGIN.finditer(words))
    return next((readings[name] for name in names if name in readings), None)


def _price(spoken: str, sign: str) -> int | None:
    """Return the final sound of a price: its currency comes last, unless Hangul follows."""
    billions = _BILLIONS.search(spoken)
    if spoken[-1].isdigit() or billions or spoken[-1] in _MYRIADS + _TENS:
        return _syllable(_SIGNS[sign])
    return _sound(spoken.partition(sign)[2], _NONE)


def _unit(unit: str) -> int | None:
    if unit in _UNITS:
        return _syllable(_UNITS[unit])
    return _english(unit) if unit.isascii() and unit.isalpha() else _character(unit[-1])


def _count(number: str) -> str:
    """Return the last syllable of a number; decimals are pronounced digit by digit."""
    digits = number.replace(",", "")
    zeros = len(digits) - len(digits.rstrip("0"))
    if "." in digits or digits.startswith("0") or not zeros:
        return _DIGITS[int(digits[-1])]
    if zeros <= len(_TENS):
        return _TENS[zeros - 1]
    return _MYRIADS[min(zeros // 4, len(_MYRIADS)) - 1]


def _english(word: str) -> int | None:
    """Return the final sound of a word or an acronym in Latin letters."""
    is_name = not word.isupper() or _is_long(word) or word.lower() in {"jpeg", "mpeg"}
    if is_name and word.lower() in _SPOKEN:
        return _syllable(_SPOKEN[word.lower()])
    hump = _HUMP.search(word)
    last = hump[0] if hump else word
    if _is_spelt(last):
        return _SHUT_LETTERS.get(last[-1].upper(), _OPEN)
    if last.lower() in _SPOKEN:
        return _syllable(_SPOKEN[last.lower()])
    spelling = last.lower().replace("qu", "q")
    return next((sound for ending, sound in _ENDINGS if ending.search(spelling)), _OPEN)


def _is_spelt(word: str) -> bool:
    """Return whether a word is spelled out letter by letter."""
    has_vowel = re.search("[aeiouy]", word.lower()) is not None
    return len(word) == 1 or not has_vowel or (word.isupper() and not _is_long(word))


def _is_long(word: str) -> bool:
    return len(word) >= _LONG and re.search("[AEIOUY]", word.upper()) is not None


def _character(character: str) -> int | None:
    """Return the final sound of a sign, a Greek letter, a jamo or a syllable."""
    if character in _SIGNS:
        return _syllable(_SIGNS[character])
    if "α" <= character.lower() <= "ω":
        return _SHUT if character.lower() in "εου" else _OPEN
    if "\u1100" <= character <= "\u1112":  # jamo after NFC: ㄱ to ㅎ, called 기역 to 히읗
        return _RIEUL if character == "\u1105" else _SHUT
    if "\u1161" <= character <= "\u1175":
        return _OPEN
    return _syllable(character)


def _syllable(text: str) -> int | None:
    """Return the final sound of the last Hangul syllable, computed from its code point."""
    if not "가" <= text[-1:] <= "힣":
        return None
    final = (ord(text[-1]) - ord("가")) % 28
    return final if final in {_OPEN, _RIEUL} else _SHUT
