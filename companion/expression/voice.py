"""The voice of a seal pup: cries go in, short pieces of sound come out, softly begun and softly ended.

Pure synthesis. Called in a worker, 20 to 50 ms at a time.
"""

import math

import numpy as np

from companion.expression.sounding import Sounding
from companion.expression.vocal_tract import RATE_HZ
from companion.vocabulary.acts import Cry
from companion.vocabulary.signals import Samples

HUSH_S = 0.025
"""Silence within this time of `hush`: soft enough not to click, well under the 50 ms people are promised."""

HANDOVER_S = 0.12
"""A running cry makes room for the next one within this time."""

LOUDEST = 0.45
"""No sample goes beyond this, whatever is asked for: the speaker is near an ear."""

LONGEST_PIECE_S = 0.25
SLICE = 256
"""Samples worked on at once (12 ms): tune and mouth move smoothly in between."""


class Voice:
    """One throat: one cry at a time, the last one fading under the next.

    Example::

        voice = Voice()
        voice.begin(Cry("coo", 0.6, valence=0.4, arousal=0.0, seed=7))
        while (piece := voice.next(0.02)) is not None:
            speaker.play(piece, now)
    """

    def __init__(self) -> None:
        self._soundings: list[Sounding] = []

    def begin(self, cry: Cry) -> None:
        """Begin a cry. A purr that is going on takes up the new strength and colour instead of starting again."""
        for sounding in self._soundings:
            if sounding.lasting and sounding.kind == cry.kind and not sounding.fading:
                sounding.retune(cry)
                return
        for sounding in self._soundings:
            sounding.fade(HANDOVER_S)
        self._soundings.append(Sounding(cry))

    def hush(self) -> None:
        """Fall silent within 25 ms."""
        for sounding in self._soundings:
            sounding.fade(HUSH_S)

    def next(self, seconds: float) -> Samples | None:
        """The next `seconds` of sound, at most a quarter of one: float32, mono, 22050 Hz, within -0.45..0.45.

        None when there is nothing to say.
        """
        if not self._soundings or not math.isfinite(seconds) or seconds <= 0:
            return None
        count = max(1, round(min(seconds, LONGEST_PIECE_S) * RATE_HZ))
        mix = np.zeros(count, np.float32)
        for begin in range(0, count, SLICE):
            part = mix[begin : begin + SLICE]
            for sounding in self._soundings:
                part += sounding.next(part.size)
        self._soundings = [sounding for sounding in self._soundings if not sounding.over]
        # Rounds off the rare peak instead of cutting it.
        return Samples((LOUDEST * np.tanh(mix / LOUDEST)).astype(np.float32), RATE_HZ)
