"""Ids of texts: given by the author, or derived once from the words and then remembered.

The ledger, `deck/locales/messages.pot`, has the text of each id at the last extraction. An edited
text is recognised by similarity, within its own slide; positions do not matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diptych.localise.units import Unit
from diptych.markup.slugs import slug

ALIKE = 0.5
"""Share of a text that must be unchanged for it to count as an edited version."""
_WORDS = 5
_LONGEST = 40

Ledger = Mapping[str, Mapping[str, str]]
"""For each owner, the texts of its messages at the last extraction, by context."""


def contexts(
    owner: str, units: Sequence[Unit], ledger: Ledger, former: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return the unique context of each unit, `<owner>#<id>` or `<owner>#<id>/<role>`.

    An owner that the ledger does not know yet has the ids that it had under a `former` name.
    """
    known = next((ledger[one] for one in (owner, *former) if one in ledger), {})
    own = {of_owner(owner, context): source for context, source in known.items()}
    return _Naming(owner, units, own).contexts()


def of_owner(owner: str, context: str) -> str:
    """Return the context that the message of another owner has as a message of `owner`."""
    return f"{owner}#{context.partition('#')[2]}"


class _Naming:
    """Assigns contexts to the units of one owner, the certain ones first."""

    def __init__(self, owner: str, units: Sequence[Unit], known: Mapping[str, str]) -> None:
        self.owner = owner
        self.units = units
        self.known = known
        self.given: dict[int, str] = {}
        self.taken: set[str] = set()

    def contexts(self) -> tuple[str, ...]:
        self._name_fixed()
        self._name_unchanged()
        if len(self.given) < len(self.units):
            self._name_edited()
            self._name_new()
        return tuple(self.given[index] for index in range(len(self.units)))

    def _name_fixed(self) -> None:
        for index, unit in enumerate(self.units):
            if unit.id is not None:
                context = self._context(unit.id, unit)
                if context not in self.taken:
                    self._give(index, context)

    def _name_unchanged(self) -> None:
        remembered: dict[tuple[str, str], list[str]] = {}
        for context, source in self.known.items():
            remembered.setdefault((source, _suffix(context)), []).append(context)
        for index, unit in self._unnamed():
            for context in remembered.get((unit.text.source, unit.suffix), ()):
                if context not in self.taken:
                    self._give(index, context)
                    break

    def _name_edited(self) -> None:
        """Assign the remaining known ids to the texts that are most similar to theirs."""
        pairs = [
            (likeness(source, unit.text.source), index, context)
            for context, source in self.known.items()
            if context not in self.taken
            for index, unit in self._unnamed()
            if _suffix(context) == unit.suffix
        ]
        for score, index, context in sorted(pairs, key=lambda pair: -pair[0]):
            if score >= ALIKE and index not in self.given and context not in self.taken:
                self._give(index, context)

    def _name_new(self) -> None:
        for index, unit in self._unnamed():
            wanted = f"{unit.id}.{_derived(unit)}" if unit.id else _derived(unit)
            context, count = self._context(wanted, unit), 1
            while context in self.taken or context in self.known:
                count += 1
                context = self._context(f"{wanted}-{count}", unit)
            self._give(index, context)

    def _unnamed(self) -> list[tuple[int, Unit]]:
        return [(i, unit) for i, unit in enumerate(self.units) if i not in self.given]

    def _context(self, id_: str, unit: Unit) -> str:
        return f"{self.owner}#{id_}" + (f"/{unit.suffix}" if unit.suffix else "")

    def _give(self, index: int, context: str) -> None:
        self.given[index] = context
        self.taken.add(context)


def likeness(one: str, other: str, least: float = ALIKE) -> float:
    """Return the similarity of two texts, 0 to 1; 0 if it is below `least`."""
    import difflib  # only needed when catalogues are brought up to date

    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()


def _suffix(context: str) -> str:
    return context.partition("#")[2].partition("/")[2]


def _derived(unit: Unit) -> str:
    """Return an id made from the first words of a text."""
    words = slug(unit.text.plain).replace(".", "-").split("-")
    return "-".join(word for word in words[:_WORDS] if word)[:_LONGEST].strip("-") or unit.role
