"""A project of any number of made-up slides of all kinds, to see how costs grow.

    python benchmarks/deck.py FOLDER 1000

writes `FOLDER/deck/`. The same number always gives the same files.
"""

from __future__ import annotations

import argparse
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

WORDS = [
    "model",
    "training",
    "inference",
    "memory",
    "bandwidth",
    "accelerator",
    "cluster",
    "latency",
    "token",
    "context",
    "cache",
    "pruning",
    "quantized",
    "retrieval",
    "reasoning",
    "agent",
    "benchmark",
    "release",
    "network",
    "silicon",
    "power",
]
KOREAN = [
    "모델을",
    "학습",
    "추론",
    "메모리",
    "대역폭이",
    "가속기와",
    "클러스터",
    "지연",
    "시간은",
    "토큰의",
    "문맥",
    "캐시를",
    "경량화",
    "검색",
    "증강",
    "생성에서",
    "에이전트가",
    "성능",
    "평가",
    "공개",
    "네트워크",
    "반도체",
    "전력을",
]
TALK = "large"
_PICTURES = 20
_SIDE = 64
"""Pixels of a picture's side."""

Body = Callable[[random.Random], str]


def main() -> None:
    """Write the project that the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("slides", type=int)
    options = parser.parse_args()
    write_deck(options.folder, options.slides)


def write_deck(folder: Path, count: int, talks: int = 1) -> None:
    """Write a project of `count` slides, in one talk or several, below `folder`.

    It need not be there.
    """
    deck = folder / "deck"
    for name in ("talks", "slides/made", "media"):
        (deck / name).mkdir(parents=True, exist_ok=True)
    write(deck / "deck.yaml", "format: 1\nsource_locale: en\n")
    ids = [f"made/slide-{number}" for number in range(count)]
    for talk in range(talks):
        listed = "\n".join(f"  - {name}" for name in ids[talk::talks])
        name = f"{TALK}-{talk}" if talk else TALK
        write(deck / "talks" / f"{name}.yaml", f"title: A large talk\nslides:\n{listed}\n")
    for number in range(_PICTURES):
        (deck / "media" / f"picture-{number}.png").write_bytes(_png(number))
    for number, name in enumerate(ids):
        write(deck / "slides" / f"{name}.md", slide(number))


def slide(number: int) -> str:
    """Return the Markdown of one slide; every second has notes."""
    dice = random.Random(number)
    body = KINDS[number % len(KINDS)](dice)
    notes = f"\n::: notes\n{_sentence(dice, 20)}\n:::\n" if number % 2 else ""
    return f"# {_sentence(dice, 5)} {number}\n\n{body}\n{notes}"


def pandoc(folder: Path, count: int) -> str:
    """Return the same slides as one document for Pandoc."""
    media = (folder / "deck" / "media").as_posix()
    slides = (slide(number).replace("../../media", media) for number in range(count))
    return "---\ntitle: A large talk\n---\n\n" + "\n\n".join(slides)


def write(path: Path, text: str) -> None:
    """Write a text file."""
    path.write_text(text, encoding="utf-8")


def _sentence(dice: random.Random, length: int, words: list[str] = WORDS) -> str:
    return " ".join(dice.choice(words) for _ in range(length)).capitalize()


def _bullets(dice: random.Random) -> str:
    return "\n".join(_bullet_lines(dice, WORDS, 5))


def _korean(dice: random.Random) -> str:
    return "\n".join(_bullet_lines(dice, KOREAN, 4))


def _bullet_lines(dice: random.Random, words: list[str], count: int) -> Iterator[str]:
    for _ in range(count):
        yield f"- **{_sentence(dice, 2, words)}** {_sentence(dice, 5, words)}"
        yield f"    - {_sentence(dice, 6, words)}"


def _table(dice: random.Random) -> str:
    heads = "| Name | Value | What it is |\n|---|---:|---|\n"
    rows = (
        f"| {_sentence(dice, 2)} | {dice.randrange(10_000)} | {_sentence(dice, 5)} |"
        for _ in range(5)
    )
    return heads + "\n".join(rows)


def _columns(dice: random.Random) -> str:
    columns = (
        "::: column\n" + "\n".join(_bullet_lines(dice, WORDS, 2)) + "\n:::\n" for _ in range(2)
    )
    return ":::: columns\n" + "\n".join(columns) + "::::"


def _code(dice: random.Random) -> str:
    lines = (f'{word} = load("{dice.choice(WORDS)}")' for word in dice.sample(WORDS, 6))
    return f"{_sentence(dice, 8)}:\n\n```python\n" + "\n".join(lines) + "\n```"


def _picture(dice: random.Random) -> str:
    number = dice.randrange(_PICTURES)
    return f"{_sentence(dice, 8)}.\n\n![{_sentence(dice, 4)}](../../media/picture-{number}.png)"


KINDS: tuple[Body, ...] = (_bullets, _table, _columns, _code, _picture, _korean)


def _png(number: int) -> bytes:
    """Return a picture that no other number has."""
    row = b"\0" + bytes((number * 12 + x * 3) % 256 for x in range(_SIDE) for _ in range(3))
    header = struct.pack(">2I5B", _SIDE, _SIDE, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(row * _SIDE)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )


if __name__ == "__main__":
    main()
