"""A parser of command lines that offers the nearest name for one that is not there."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any


class ArgumentParser(argparse.ArgumentParser):
    """argparse's own, which refuses a wrong name without saying what is like it."""

    def parse_known_args(  # type: ignore[override]  # argparse overloads it by the namespace
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[Any, list[str]]:
        """Return what the arguments say; refuse an option that is not there."""
        known, rest = super().parse_known_args(args, namespace)
        wrong = next((word.partition("=")[0] for word in rest if word.startswith("-")), None)
        if wrong is not None:
            hint = _nearest(wrong, self._option_string_actions)
            self.error(f"there is no option `{wrong}`; {hint}")
        return known, rest

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse a command, or a word of a fixed list, that is not there."""
        if action.choices is not None and value not in action.choices:
            wrong = f"`{value}` means nothing here"
            if action.option_strings:
                wrong = f"`{action.option_strings[0]}` cannot be `{value}`"
            elif action.metavar == "COMMAND":
                wrong = f"there is no command `{value}`"
            raise argparse.ArgumentError(None, f"{wrong}; {_nearest(str(value), action.choices)}")


def _nearest(word: str, known: Any) -> str:
    from diptych.diagnostics import nearest

    return nearest(word, [str(name) for name in known])
