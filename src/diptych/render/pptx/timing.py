"""Fragments as animations: what appears on which click (ECMA-376-1, 19.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, groupby
from operator import attrgetter

from msgspec import Struct

from diptych.model.recording import RecordingKind


class Fragment(Struct, frozen=True, kw_only=True):
    """A shape, or a paragraph of one, that appears at a step, or disappears."""

    step: int
    shape: int
    """The shape's id."""
    paragraph: int | None = None
    """Counted from 0; None for the whole shape."""
    is_built: bool = True
    """Whether it has text of its own and therefore an entry in the build list."""
    is_exit: bool = False
    series: int | None = None
    """Which series of a chart it is, counted from 0; None for anything else."""


def whole(
    step: int, shape: int, *, is_built: bool = True, is_exit: bool = False
) -> Iterator[Fragment]:
    """Yield a shape that appears or disappears as a whole, if it does so at a step."""
    if step:
        yield Fragment(step=step, shape=shape, is_built=is_built, is_exit=is_exit)


class Player(Struct, frozen=True):
    """A shape in whose place a recording is played, on a click on it."""

    shape: int
    kind: RecordingKind
    loops: bool
    is_muted: bool


def timing_xml(fragments: Sequence[Fragment], players: Sequence[Player] = ()) -> str:
    """Return the slide's `p:timing`, one click for each step; empty if nothing happens."""
    if not fragments and not players:
        return ""
    ids = count(3)
    played = "".join(_played(player, next(ids)) for player in players)
    if not fragments:
        return f"{_ROOT}{played}{_ROOT_END}</p:timing>"
    clicks = "".join(
        _click(tuple(together), ids)
        for _, together in groupby(sorted(fragments, key=attrgetter("step")), attrgetter("step"))
    )
    return (
        f'{_ROOT}<p:seq concurrent="1" nextAc="seek">'
        '<p:cTn id="2" dur="indefinite" nodeType="mainSeq">'
        f"<p:childTnLst>{clicks}</p:childTnLst></p:cTn>"
        '<p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond>'
        '</p:prevCondLst><p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/>'
        f"</p:tgtEl></p:cond></p:nextCondLst></p:seq>{played}{_ROOT_END}"
        f"{_builds(fragments)}</p:timing>"
    )


_ROOT = (
    '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot">'
    "<p:childTnLst>"
)
_ROOT_END = "</p:childTnLst></p:cTn></p:par></p:tnLst>"


def _played(player: Player, number: int) -> str:
    """Return the node of a recording (19.5.7 and 19.5.94), which waits for a click on its shape."""
    muted = ' mute="1"' if player.is_muted else ""
    repeat = ' repeatCount="indefinite"' if player.loops else ""
    return (
        f'<p:{player.kind}><p:cMediaNode vol="80000"{muted}><p:cTn id="{number}"{repeat}'
        ' fill="hold" display="0"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst></p:cTn>'
        f'<p:tgtEl><p:spTgt spid="{player.shape}"/></p:tgtEl></p:cMediaNode></p:{player.kind}>'
    )


def _click(together: tuple[Fragment, ...], ids: count[int]) -> str:
    """Return what one click does: the first effect waits for it, the others run with the first."""
    outer, inner = next(ids), next(ids)
    effects = "".join(
        _effect(fragment, "withEffect" if later else "clickEffect", ids)
        for later, fragment in enumerate(together)
    )
    return (
        f"{_node(outer, 'indefinite')}{_node(inner, '0')}{effects}"
        "</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>"
    )


def _node(number: int, delay: str) -> str:
    return (
        f'<p:par><p:cTn id="{number}" fill="hold"><p:stCondLst><p:cond delay="{delay}"/>'
        "</p:stCondLst><p:childTnLst>"
    )


def _effect(fragment: Fragment, node: str, ids: count[int]) -> str:
    """Return the effect Appear or Disappear (preset 1), which shows or hides its target."""
    group = f' grpId="{fragment.is_exit:d}"' if fragment.is_built else ""
    kind, value = ("exit", "hidden") if fragment.is_exit else ("entr", "visible")
    return (
        f'<p:par><p:cTn id="{next(ids)}" presetID="1" presetClass="{kind}" presetSubtype="0"'
        f' fill="hold"{group} nodeType="{node}"><p:stCondLst><p:cond delay="0"/></p:stCondLst>'
        f'<p:childTnLst><p:set><p:cBhvr><p:cTn id="{next(ids)}" dur="1" fill="hold">'
        '<p:stCondLst><p:cond delay="0"/></p:stCondLst></p:cTn>'
        f"<p:tgtEl>{_target(fragment)}</p:tgtEl>"
        "<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>"
        f'<p:to><p:strVal val="{value}"/></p:to></p:set></p:childTnLst></p:cTn></p:par>'
    )


def _target(fragment: Fragment) -> str:
    if fragment.series is not None:
        part = f'<a:chart seriesIdx="{fragment.series}" categoryIdx="-4" bldStep="series"/>'
        return f'<p:spTgt spid="{fragment.shape}"><p:graphicEl>{part}</p:graphicEl></p:spTgt>'
    if fragment.paragraph is None:
        return f'<p:spTgt spid="{fragment.shape}"/>'
    at = fragment.paragraph
    return (
        f'<p:spTgt spid="{fragment.shape}"><p:txEl><p:pRg st="{at}" end="{at}"/></p:txEl></p:spTgt>'
    )


def _builds(fragments: Sequence[Fragment]) -> str:
    """Return the build list (`p:bldLst`); pictures and tables are not in it.

    The axes of a chart that is built by its series are there from the start.
    """
    charts = dict.fromkeys(one.shape for one in fragments if one.series is not None)
    kinds = {
        (fragment.shape, fragment.is_exit): 'build="p"'
        if fragment.paragraph is not None
        else 'animBg="1"'
        for fragment in fragments
        if fragment.is_built and fragment.series is None
    }
    builds = "".join(
        f'<p:bldP spid="{shape}" grpId="{group:d}" {kind}/>'
        for (shape, group), kind in kinds.items()
    )
    builds += "".join(
        f'<p:bldGraphic spid="{shape}" grpId="0"><p:bldSub>'
        '<a:bldChart bld="series" animBg="0"/></p:bldSub></p:bldGraphic>'
        for shape in charts
    )
    return f"<p:bldLst>{builds}</p:bldLst>" if builds else ""
