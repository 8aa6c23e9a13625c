"""Its own voice: what the loudspeaker played, taken out of what the microphone hears; what cannot be is masked.

The daemon hands over every piece that was really played (`played`). `leave_out` gives back what is
left of a block, and says whether that may still be its own voice: then it is nobody's. How much is usually left is
learnt while it sounds, so a canceller that has not learnt the room yet, or a loudspeaker whose delay nobody knows (the
browser's), masks everything; and a person is heard once clearly louder than what is left.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from companion.perception.sounds.echo import BLOCK, EchoCanceller
from companion.perception.sounds.loudness import SILENT_DB, decibels

RATE_HZ = 16_000
KEPT_S = 4.0
"""What was played is known for so long. The creature's own voice, nobody else's."""

AHEAD_S = 0.06
"""The canceller looks so far ahead: sound cards boast of delays that they do not have."""

DIES_DB_PER_S = 60.0
"""How fast its own voice fades in a room (60 dB in a second: a bare, large one)."""

ECHO_S = 0.7
"""After so long even a loud cry has died away."""

MARGIN_DB, MARGIN_LATE_DB = 8.0, 18.0
"""A voice must be so much louder than what is usually left; the second where nobody knows how late its own comes."""

LATE_FROM_S = 0.3
FIRST_LEFT_DB = 6.0
"""Before it has heard itself it expects to be this much louder at its ears than what it played."""

LEARNS_FROM_DB = -55.0
LEARNS_FIRST_S = 1.0
STEP_DB, FIRST_STEP_DB = 0.1, 2.0
RISES, FALLS = 0.7, 0.3
"""In each block it expects so many steps more or less: a high quantile, which a short answer does not move far."""


@dataclass(frozen=True, slots=True)
class Left:
    """A block without its own voice: float64 (320,) in -1..1. `own`: it may be its own all the same, or its echo."""

    samples: NDArray[np.float64]
    own: bool
    sounding: bool


class OwnVoice:
    """One loudspeaker as one microphone hears it. `late_s` is how much later than told it may sound."""

    def __init__(self, late_s: float = 0.0) -> None:
        self._reach_s = late_s + ECHO_S
        self._late_s = late_s
        self._margin_db = MARGIN_DB if late_s < LATE_FROM_S else MARGIN_LATE_DB
        self._timeline: NDArray[np.float32] = np.zeros(round(KEPT_S * RATE_HZ), np.float32)
        # The loudness of each block of the timeline, so that nobody adds up seconds of samples fifty times a second.
        self._powers: NDArray[np.float64] = np.zeros(len(self._timeline) // BLOCK)
        self._end = 0  # the number of the sample, counted from second 0, behind the last one known
        self._canceller = EchoCanceller()
        self._resting = True
        self._loud_db = SILENT_DB
        self._heard = Expectation()
        self._remains, self._remains_after = Expectation(), Expectation()

    def played(self, samples: NDArray[np.float32], start_s: float) -> None:
        """Samples (n,) at 16 kHz began to sound, or will, at `start_s`. Pieces that follow each other are one sound."""
        start = round(start_s * RATE_HZ)
        size = len(self._timeline)
        if abs(start - self._end) <= BLOCK:
            start = self._end
        if start < self._end:  # cut short by a hush: what did not sound is taken back
            self._write(start, np.zeros(min(self._end - start, size), np.float32))
        elif start > self._end:
            silent = min(start - self._end, size)
            self._write(start - silent, np.zeros(silent, np.float32))
        self._write(start, samples[-size:] if len(samples) > size else samples)
        self._end = start + len(samples)

    def expected_db(self, from_s: float, lasts_s: float = BLOCK / RATE_HZ) -> float:
        """How loud its own voice may be at the microphone, dB of full scale; `SILENT_DB` while it is silent."""
        loud_db = self._loudest_db(from_s, lasts_s)
        return SILENT_DB if loud_db <= SILENT_DB else max(SILENT_DB, loud_db + self._heard.db)

    def leave_out(self, heard: NDArray[np.float64], from_s: float) -> Left:
        """A block `heard` (320,) whose first sample was captured at `from_s`, without its own voice."""
        loud_db = self._loudest_db(from_s, BLOCK / RATE_HZ)
        if loud_db <= SILENT_DB:
            if not self._resting:
                self._canceller.rest()
                self._resting = True
            return Left(heard, own=False, sounding=False)
        self._resting = False
        played = self._span(from_s + AHEAD_S, BLOCK)
        left = self._canceller.leave_out(heard, played.astype(np.float64))
        heard_db, left_db = (decibels(float(np.square(each).mean())) for each in (heard, left))
        if left_db > heard_db:  # a filter that makes it louder has not learnt this place
            left, left_db = heard, heard_db
        # What dies away is longer than the canceller's reach, so it is left over in another measure.
        sings = decibels(float(np.square(played).mean())) > loud_db - 10.0
        remains = self._remains if sings else self._remains_after
        own = left_db < loud_db + remains.db + self._margin_db
        if loud_db > LEARNS_FROM_DB:
            remains.learn(left_db - loud_db)
            if sings:
                self._heard.learn(heard_db - loud_db)
        return Left(left, own, sounding=True)

    def _loudest_db(self, from_s: float, lasts_s: float) -> float:
        """The level of what may be heard of it in this time: the loudest of before, less what has died away since."""
        if from_s - self._reach_s > self._end / RATE_HZ:
            return SILENT_DB
        first = math.floor((from_s - self._reach_s) * RATE_HZ / BLOCK)
        last = math.ceil((from_s + lasts_s + AHEAD_S) * RATE_HZ / BLOCK)
        size = len(self._powers)
        numbers = np.arange(max(first, math.ceil(self._end / BLOCK) - size), min(last, math.ceil(self._end / BLOCK)))
        if not numbers.size:
            return SILENT_DB
        ago_s = from_s - self._late_s - (numbers + 1) * (BLOCK / RATE_HZ)
        died = self._powers[numbers % size] * 10 ** (-DIES_DB_PER_S / 10 * np.maximum(0.0, ago_s))
        loudest = float(died.max())
        return decibels(loudest) if loudest > 1e-9 else SILENT_DB

    def _span(self, from_s: float, count: int) -> NDArray[np.float32]:
        """What was played in a stretch of time, silence where nothing is known."""
        start = round(from_s * RATE_HZ)
        size = len(self._timeline)
        numbers = np.arange(start, start + count)
        known = (numbers < self._end) & (numbers >= self._end - size)
        return np.where(known, self._timeline[numbers % size], np.float32(0.0))

    def _write(self, start: int, samples: NDArray[np.float32]) -> None:
        size, count = len(self._timeline), len(samples)
        self._timeline[np.arange(start, start + count) % size] = samples
        for number in range(start // BLOCK, -(-(start + count) // BLOCK)):
            at = number % len(self._powers) * BLOCK
            self._powers[at // BLOCK] = np.square(self._timeline[at : at + BLOCK], dtype=np.float64).mean()


class Expectation:
    """How much louder or softer than what it played it hears itself, dB: a running high quantile, doubtful at first."""

    def __init__(self) -> None:
        self.db = FIRST_LEFT_DB
        self._learnt_s = 0.0

    def learn(self, found_db: float) -> None:
        """From one block while it sounds."""
        self._learnt_s += BLOCK / RATE_HZ
        step_db = FIRST_STEP_DB if self._learnt_s < LEARNS_FIRST_S else STEP_DB
        self.db += step_db * RISES if found_db > self.db else -step_db * FALLS
        self.db = min(self.db, FIRST_LEFT_DB)  # no room makes it louder than that
