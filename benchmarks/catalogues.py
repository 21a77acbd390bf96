"""The cost of updating a catalogue, compared with Babel's `Catalog.update`, in CPU seconds.

    python benchmarks/catalogues.py [--messages 5000] [--babel 500]

Both merge the same synthetic project: of its messages 5 % were edited in place, 2 % were moved to
another slide (half of them edited too), 2 % are gone and 2 % are new. Babel compares every lost
message with every other one, so that its time grows with their square: it gets fewer messages, and
the last column says what one message costs. `found` is how many edited or moved messages got their
own old translation back, `wrong` how many got that of another.
"""

from __future__ import annotations

import argparse
import random
import time

from babel.messages.catalog import Catalog

from diptych.diagnostics import Span
from diptych.localise.merging import merge
from diptych.model.catalogue import Catalogue, Entry
from diptych.model.source_text import one_line

STEMS = (
    "model", "data", "train", "serve", "token", "cloud", "vendor", "memory", "cost", "latency",
    "chip", "market", "race",
)  # fmt: skip
ENDS = ("", "s", "ing", "er", "ed", "less", "ful")
WORDS = [stem + end for stem in STEMS for end in ENDS]

Messages = list[tuple[str, str, int]]
"""Context, text, and which message of the old project it was; -1 for a new one."""


def main() -> None:
    """Print a table of what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--messages", type=int, default=5000)
    parser.add_argument("--babel", type=int, default=500, help="how many messages Babel gets")
    options = parser.parse_args()
    print(f"{'':<10}{'messages':>9}{'CPU s':>9}{'found':>12}{'wrong':>7}{'ms each':>9}")
    for name, merged_by, count in (
        ("diptych", by_diptych, options.babel),
        ("babel", by_babel, options.babel),
        ("diptych", by_diptych, options.messages),
    ):
        old, new = project(count)
        start = time.process_time()
        told = merged_by(old, new)
        seconds = time.process_time() - start
        changed = [at for at, (context, text, was) in enumerate(new) if was >= 0
                   and (context, text) != old[was][:2]]  # fmt: skip
        found = sum(told[at] == new[at][2] for at in changed)
        wrong = sum(told[at] not in {-1, new[at][2]} for at in changed)
        print(
            f"{name:<10}{count:>9}{seconds:>9.2f}{f'{found} / {len(changed)}':>12}{wrong:>7}"
            f"{1000 * seconds / count:>9.3f}"
        )


def project(count: int) -> tuple[Messages, Messages]:
    """Return the messages of a project before and after some work on it."""
    chance = random.Random(count)
    old = [(f"s{n // 12}/x#b{n}", sentence(chance), n) for n in range(count)]
    touched = chance.sample(range(count), count * 9 // 100)
    edited, moved, gone = (set(touched[n::9]) for n in (0, 1, 2))
    edited |= set(touched[3::9]) | set(touched[4::9]) | set(touched[5::9]) | set(touched[6::9])
    new: Messages = []
    for context, text, n in old:
        if n in gone:
            continue
        changes = n in edited or (n in moved and n % 2)
        where = f"moved/y#m{n}" if n in moved else context
        new.append((where, edit(text, chance) if changes else text, n))
    new += [(f"new/z#n{n}", sentence(chance), -1) for n in range(count // 50)]
    return old, new


def sentence(chance: random.Random) -> str:
    """Return a sentence of 4 to 18 words."""
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(4, 18)))


def edit(text: str, chance: random.Random) -> str:
    """Return `text` with one word changed."""
    words = text.split()
    words[chance.randrange(len(words))] = chance.choice(WORDS)
    return " ".join(words)


def by_diptych(old: Messages, new: Messages) -> list[int]:
    """Return which old message each new one got its translation from, -1 for none."""
    entries = {
        context: Entry(
            context=context,
            source=text,
            translation=one_line("ko.po", f"translation {n}", n + 1, 1),
            span=Span("ko.po", n + 1),
        )
        for context, text, n in old
    }
    merged, _ = merge(
        ((context, text) for context, text, _ in new),
        Catalogue(locale="ko", file="ko.po", entries=entries),
    )
    return [int(m.entry.translation.text.split()[1]) if m.entry else -1 for m in merged]


def by_babel(old: Messages, new: Messages) -> list[int]:
    """Do the same with Babel."""
    catalogue, template = Catalog("ko"), Catalog()
    for context, text, n in old:
        catalogue.add(text, f"translation {n}", context=context)
    for context, text, _ in new:
        template.add(text, context=context)
    catalogue.update(template)
    told = (catalogue.get(text, context=context) for context, text, _ in new)
    return [int(m.string.split()[1]) if m is not None and m.string else -1 for m in told]


if __name__ == "__main__":
    main()
