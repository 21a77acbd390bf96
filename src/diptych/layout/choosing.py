"""How a slide is laid out, the same in all languages: its arrangement, and the density of its body.

It is decided once (`weighing.py`), and kept as long as the slide stays the same in every language.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from diptych.diagnostics import Diagnostic
from diptych.layout.bodies import Bodies
from diptych.layout.choice import AS_WRITTEN, ON_PAGES, Choice, Version
from diptych.layout.diagnostic_kinds import NOT_ARRANGED
from diptych.memo import Form, Memo
from diptych.model.deck import Arrange, Kept, Slide, Talk
from diptych.model.forms import read, written
from diptych.model.theme import Theme


def choose(
    slides: tuple[Slide, ...], deciders: Sequence[Version], bodies: Bodies, memo: Memo
) -> Choice:
    """Return how a slide is laid out, given its versions in the locales that decide."""
    first, source = slides[0], deciders[0]
    wanted: Arrange = first.arrange or source.talk.arrange
    if any(slide.broken for slide in slides):
        return Choice()
    kept = source.talk.kept.get(first.id)
    if kept is not None:
        from diptych.layout.weighing import as_kept

        return as_kept(kept, first, source, bodies)
    if len(deciders) == 1 and wanted == "plain" and first.layout is None:
        return AS_WRITTEN

    def make(*_: object) -> Choice:
        from diptych.layout.weighing import decide  # not needed for cached slides

        return decide(slides, deciders, bodies, wanted)

    others = [part for one in deciders for part in (one.theme, one.locale)]
    place = ("choice", source.talk.name, first.id)
    return memo.recall(place, make, *slides, *others, wanted, form=_FORM)


def in_locale(choice: Choice, slide: Slide, version: Version) -> Choice:
    """Return the choice for a slide in one locale, in which a frozen talk keeps its density."""
    kept = version.talk.kept.get(slide.id)
    return choice if kept is None else _at_kept_density(choice, kept, version)


def _at_kept_density(choice: Choice, kept: Kept, version: Version) -> Choice:
    name = kept.densities.get(version.locale)
    names = [density.name for density in version.theme.densities]
    density = names.index(name) if name in names else choice.density
    pages = tuple(
        _at_kept_density(page, own, version)
        for page, own in zip(choice.pages, kept.pages, strict=False)
    )
    return replace(choice, density=density, pages=pages)


def not_arranged(slide: Slide, choice: Choice, talk: Talk) -> Iterator[Diagnostic]:
    """Yield a diagnostic if the content of a slide of `talk` cannot be arranged as it asks."""
    wanted = slide.arrange
    if wanted in {None, "auto", "plain", choice.arrangement}:
        return
    if wanted in ON_PAGES and choice.pages:
        return
    message = f"the content of this slide cannot be arranged as `{wanted}`"
    where = f" {talk.span.file}" if talk.is_single_file else ""
    hint = (
        f"`diptych explain {slide.id}{where}` shows how it can be arranged, and what is in the way;"
        " `diptych list arrangements` says what each is for"
    )
    yield NOT_ARRANGED.at(slide.arrange_span or slide.span, message, hint=hint)


def _read(data: bytes, *made_of: Any) -> Choice:
    found: Choice = read(data, Choice)
    theme: Theme = made_of[(len(made_of) - 1) // 3]
    if not 0 <= found.density < len(theme.densities) or found.way < 0:
        message = f"there is no density {found.density}"
        raise ValueError(message)
    return found


_FORM: Form[Choice] = Form(written, _read)
