"""A speaker in simulation: plays in simulated time and keeps the sound for a page to fetch."""

import math
from collections import deque

from companion.body.pieces import bounded, check
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.signals import Played, Samples

WAITING_PIECES = 100
"""Pieces kept for a page that does not fetch them (2 to 5 seconds of sound); after that the oldest go."""


class SimulatedSpeaker:
    """One loudspeaker; the page plays what it takes.

    Example::

        speaker = SimulatedSpeaker()
        speaker.open()
        played = speaker.play(samples, Moment(1.0))
        for piece in speaker.take(): ...

    `hushes` counts how often everything fell silent: whoever plays elsewhere compares it with the last value they saw
    and fades within 50 ms. `mended` counts pieces that held values that are no sound (not finite, or beyond full
    scale).
    """

    def __init__(self) -> None:
        self._open = False
        self._gate = Gate()
        self._ends_s = -math.inf
        self._pieces: deque[Samples] = deque(maxlen=WAITING_PIECES)
        self.hushes = 0
        self.mended = 0

    @property
    def name(self) -> str:
        return "simulated speaker"

    def open(self) -> None:
        self._open = True

    def close(self) -> None:
        self._open = False
        self.hush()

    def obey(self, gate: Gate) -> None:
        """Adopt the gate; where nothing may sound, what is playing falls silent."""
        self._gate = gate
        if not gate.may_sound:
            self.hush()

    def play(self, samples: Samples, moment: Moment) -> Played | None:
        """Queue a piece right behind the last one; None while closed or silenced.

        Raises `OrganError` for a shape or rate that no speaker can play.
        """
        check(samples, self.name)
        if not (self._open and self._gate.may_sound) or samples.values.size == 0:
            return None
        sound = bounded(samples)
        self.mended += sound is not samples
        start_s = max(moment.monotonic_s, self._ends_s)
        self._ends_s = start_s + sound.values.size / sound.rate_hz
        self._pieces.append(sound)
        return Played(sound, start_s)

    def queued_s(self, moment: Moment) -> float:
        return max(0.0, self._ends_s - moment.monotonic_s)

    def hush(self) -> None:
        self._ends_s = -math.inf
        self._pieces.clear()
        self.hushes += 1

    def take(self) -> tuple[Samples, ...]:
        """Every piece not fetched yet, oldest first."""
        pieces: list[Samples] = []
        while self._pieces:
            pieces.append(self._pieces.popleft())
        return tuple(pieces)
