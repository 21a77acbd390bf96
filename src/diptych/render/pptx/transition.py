"""Transitions to a slide (ECMA-376-1, 19.3.1.50; MS-PPTX, 2.2.3 and MS-PPTX 2015/09 `morph`)."""

from __future__ import annotations

from typing import assert_never

from diptych.model.deck import Transition
from diptych.model.laid_out import Motion

_MS = "http://schemas.microsoft.com/office/powerpoint"
_P14 = f' xmlns:p14="{_MS}/2010/main"'
_P159 = f' xmlns:p159="{_MS}/2015/09/main"'
_MC = ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_DURATION = {"fade": 300, "push": 350, "morph": 400}
"""In ms; those who do not know `p14:dur` take the fastest of three speeds."""
_PLAIN = {"fade": "<p:fade/>", "push": '<p:push dir="l"/>', "morph": "<p:fade/>"}


def transition_xml(motion: Motion) -> str:
    """Return the slide's `p:transition`, with its exact duration where that is understood.

    Programs that do not know Morph show a fade.
    """
    kind = motion.enter
    if kind == "none":
        return ""
    requires, namespace, effect = _choice(kind)
    plain = f'<p:transition spd="fast">{_PLAIN[kind]}</p:transition>'
    return (
        f'<mc:AlternateContent{_MC}><mc:Choice{namespace} Requires="{requires}">'
        f'<p:transition spd="fast"{_P14} p14:dur="{_DURATION[kind]}">{effect}</p:transition>'
        f"</mc:Choice><mc:Fallback>{plain}</mc:Fallback></mc:AlternateContent>"
    )


def _choice(kind: Transition) -> tuple[str, str, str]:
    """Return what a program must know for an effect, its namespace, and the effect."""
    match kind:
        case "morph":
            return "p159", _P159, '<p159:morph option="byObject"/>'
        case "fade" | "push" | "none":
            return "p14", _P14, _PLAIN.get(kind, "")
        case _:
            assert_never(kind)
