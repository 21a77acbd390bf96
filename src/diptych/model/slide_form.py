"""What slides need, besides their bytes, to be kept in the cache."""

from __future__ import annotations

from collections.abc import Iterable

from diptych.model.asset import Asset
from diptych.model.deck import Slide
from diptych.model.walk import map_values


def is_keepable(slide: Slide) -> bool:
    """Return whether nothing of a slide is lost when it is written.

    Values from a data file may be of any type.
    """
    return not (slide.values or any(other.values for other in slide.overrides.values()))


def with_assets(slide: Slide, assets: Iterable[Asset | None]) -> Slide:
    """Return a slide that was read back with the `assets` that it shows themselves.

    They are compared by identity, as two files may have the same name and content.
    """
    shown = {asset: asset for asset in assets if asset is not None}
    return map_values(slide, Asset, lambda asset: shown.get(asset, asset)) if shown else slide
