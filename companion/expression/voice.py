"""The voice of a seal pup: cries and sentences go in, short pieces of sound come out, softly begun and softly ended.

Pure synthesis. Called in a worker, 20 to 50 ms at a time.
"""

import math
from typing import Protocol

import numpy as np

from companion.expression.sounding import Sounding
from companion.expression.spoken import Spoken
from companion.expression.vocal_tract import RATE_HZ, Wave
from companion.vocabulary.acts import Cry
from companion.vocabulary.signals import Samples

HUSH_S = 0.025
"""Silence within this time of `hush`: soft enough not to click, well under the 50 ms people are promised."""

HANDOVER_S = 0.12
"""A running cry makes room for the next one within this time."""

LOUDEST = 0.45
"""No sample goes beyond this, whatever is asked for: the speaker is near an ear."""

ROUNDED_FROM = 0.36
"""Below this a sample is left as it is; above, it is bent toward `LOUDEST`."""

GAIN_DB_S = 8.0
"""So fast it follows a change of its own level: nobody hears a step."""

LONGEST_PIECE_S = 0.25
SLICE = 256
"""Samples worked on at once (12 ms): tune and mouth move smoothly in between."""


class _Sounds(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def lasting(self) -> bool: ...
    @property
    def fading(self) -> bool: ...
    @property
    def over(self) -> bool: ...
    def fade(self, seconds: float) -> None: ...
    def next(self, count: int) -> Wave: ...


class Voice:
    """One throat: one cry or sentence at a time, the last one fading under the next.

    Example::

        voice = Voice()
        voice.begin(Cry("coo", 0.6, valence=0.4, arousal=0.0, seed=7))
        while (piece := voice.next(0.02)) is not None:
            speaker.play(piece, now)
    """

    def __init__(self) -> None:
        self._soundings: list[_Sounds] = []
        self._gain_db = self._gain_goal_db = 0.0

    def begin(self, cry: Cry) -> None:
        """Begin a cry. A purr that is going on takes up the new strength and colour instead of starting again."""
        for sounding in self._soundings:
            same = isinstance(sounding, Sounding) and sounding.lasting and sounding.kind == cry.kind
            if isinstance(sounding, Sounding) and same and not sounding.fading:
                sounding.retune(cry)
                return
        self._make_room()
        self._soundings.append(Sounding(cry))

    def say(self, spoken: Spoken) -> None:
        """Begin a sentence; its clauses may still be on their way."""
        self._make_room()
        self._soundings.append(spoken)

    def hush(self) -> None:
        """Fall silent within 25 ms."""
        for sounding in self._soundings:
            sounding.fade(HUSH_S)

    def forget(self) -> None:
        """Nobody hears it any more: leave everything unsung, also the end of a fade."""
        self._soundings.clear()

    def adapt(self, gain_db: float) -> None:
        """From now on cry so much louder (or softer) than usual; it is followed without a step.

        Sentences have their loudness already.
        """
        if math.isfinite(gain_db):
            self._gain_goal_db = gain_db
            if not self._soundings:
                self._gain_db = gain_db

    def next(self, seconds: float) -> Samples | None:
        """The next `seconds` of sound, at most a quarter of one: float32, mono, 22050 Hz, within -0.45..0.45.

        None when there is nothing to say.
        """
        if not self._soundings or not math.isfinite(seconds) or seconds <= 0:
            return None
        count = max(1, round(min(seconds, LONGEST_PIECE_S) * RATE_HZ))
        gain = self._gain(count)
        mix = np.zeros(count, np.float32)
        for begin in range(0, count, SLICE):
            part = mix[begin : begin + SLICE]
            for sounding in self._soundings:
                wave = sounding.next(part.size)
                part += wave if isinstance(sounding, Spoken) else wave * gain[begin : begin + SLICE]
        self._soundings = [sounding for sounding in self._soundings if not sounding.over]
        return Samples(_rounded(mix), RATE_HZ)

    def _make_room(self) -> None:
        for sounding in self._soundings:
            sounding.fade(HANDOVER_S)

    def _gain(self, count: int) -> Wave:
        most_db = GAIN_DB_S * count / RATE_HZ
        before_db = self._gain_db
        self._gain_db += min(max(self._gain_goal_db - before_db, -most_db), most_db)
        return (10 ** (np.linspace(before_db, self._gain_db, count + 1)[1:] / 20)).astype(np.float32)


def _rounded(wave: Wave) -> Wave:
    """Bends the rare peak instead of cutting it; what is soft goes through untouched."""
    over = np.maximum(np.abs(wave) - ROUNDED_FROM, 0.0)
    if not over.any():
        return wave
    room = 0.999 * (LOUDEST - ROUNDED_FROM)
    bent: Wave = (np.sign(wave) * (ROUNDED_FROM + room * np.tanh(over / room))).astype(np.float32)
    return np.where(over > 0, bent, wave)
