"""A video, played where its poster is; with the same keys, a sound."""

from __future__ import annotations

from typing import ClassVar

from diptych.blocks.picture import Picture, PictureForm
from diptych.model.geometry import Box, Emu, from_px
from diptych.model.recording import Recording
from diptych.model.style import Style
from diptych.model.theme import RegionRole

_CONTROLS = from_px(640)
AUDIO_POSTER = "audio-poster.svg"
"""The name of the picture of a sound that has none."""


class Video(Picture, frozen=True, kw_only=True):
    """A video with its poster; `captions` are WebVTT, `clip.ko.vtt` those in Korean.

    In YAML:

        video:
          file: clip.mp4
          start: 1s
          loop: true
          muted: true
          caption: The cable ship

    In Markdown:

        ![The cable ship](clip.mp4){start=1s .loop .muted}
    """

    noun = "a video"

    recording: Recording | None = None
    """None if it is on the web, where the link of its poster leads."""

    def plays(self) -> Recording | None:
        """Return what is played in its place."""
        return self.recording

    def is_bordered(self, style: Style) -> bool:
        """Return whether a line shows its edge: many begin dark, as dark as pages in that mode."""
        return self.has_border or style.mode == "dark"


class Audio(Video, frozen=True, kw_only=True):
    """A sound, with its controls in place of a picture, or on its poster.

    In YAML:

        audio: {file: whale.wav, caption: What the microphone heard}

    In Markdown:

        ![What the microphone heard](whale.wav)
    """

    noun = "a sound"

    wants: ClassVar[RegionRole] = "text"

    def _fixed_width(self, page: Box) -> Emu | None:
        """Return its width; its controls need no more than `_CONTROLS`, if it has no poster."""
        fixed = super()._fixed_width(page)
        return _CONTROLS if fixed is None and self.width is None and self.is_bare else fixed

    def is_bordered(self, style: Style) -> bool:  # noqa: ARG002 - its ground is never that of a page
        """Return whether a line shows its edge."""
        return self.has_border

    @property
    def is_flush(self) -> bool:
        """Return whether it begins where text does: its controls do, like a line of text."""
        return self.is_bare

    @property
    def corners(self) -> PictureForm:
        """Return its corners: its controls are round, as those that browsers show in their place.

        Their picture is not, as LibreOffice shows black where one is transparent.
        """
        return "circle" if self.is_bare else self.form

    @property
    def is_bare(self) -> bool:
        """Return whether it has no poster of its own."""
        return self.asset.name == AUDIO_POSTER
