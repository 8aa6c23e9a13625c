"""How loud it is, how loud the room is when nobody speaks, and the sudden noise that must be answered at once.

Levels are dB of the full scale that every creature's ears share once they are calibrated: a voice half a metre away,
66 dB in the room, is at -26, and a living room while nobody speaks at about -50. What a real microphone lacks to that
is its calibration (`offset_db`). Plain arithmetic on 20 ms at a time, no model: a noise is told within 40 ms of its
beginning.
"""

import math
from collections import deque

import numpy as np
from numpy.typing import NDArray

from companion.vocabulary.readings import LoudnessReading

RATE_HZ = 16_000
BLOCK = 320
"""Samples judged at once, 20 ms."""

REPORT_S = 0.2
"""How often the level is told while nothing sudden happens."""

SUDDEN_FROM_DB = -16.0
SUDDEN_RISE_DB = 16.0
"""A noise startles from this level on, when it is so much above what went before: a door, a shout, a fallen tray."""

SUDDEN_AGAIN_S = 1.0
BEFORE_S = 0.3
"""What went before is the loudest of this time, without the last `ONSET_BLOCKS`: the noise itself may begin there."""

ONSET_BLOCKS = 2
ROOM_S = 12.0
ROOM_SHARE = 0.2
"""The room is as loud as the quietest fifth of the last seconds: people pause while they speak."""

SILENT_DB = -120.0


class Loudness:
    """The meter. `hear` takes samples of one channel as they come and returns a reading when there is one to tell."""

    def __init__(self, offset_db: float = 0.0) -> None:
        """`offset_db` is added to every level: what this microphone lacks to the nominal one."""
        self._offset_db = offset_db
        self._kept: NDArray[np.int16] = np.zeros(0, np.int16)
        self._before: deque[float] = deque(maxlen=round(BEFORE_S * RATE_HZ / BLOCK) + ONSET_BLOCKS)
        self._room: deque[float] = deque(maxlen=round(ROOM_S / REPORT_S))
        self._power = 0.0
        self._blocks = 0
        self._own = False
        self._sudden_s = -math.inf

    def hear(self, samples: NDArray[np.int16], at_s: float, own_db: float = SILENT_DB) -> tuple[LoudnessReading, ...]:
        """Samples int16 (n,) whose first was captured at `at_s`: the readings that they complete, oldest first.

        `own_db` is how loud the creature's own voice may be in them: what is not clearly louder startles nobody and
        tells nothing of the room.
        """
        begin_s = at_s - len(self._kept) / RATE_HZ
        heard = np.concatenate((self._kept, samples))
        blocks = len(heard) // BLOCK
        self._kept = heard[blocks * BLOCK :]
        readings = []
        for number in range(blocks):
            block_s = begin_s + number * BLOCK / RATE_HZ
            reading = self._judge(heard[number * BLOCK : (number + 1) * BLOCK], block_s, own_db)
            if reading is not None:
                readings.append(reading)
        return tuple(readings)

    @property
    def room_db(self) -> float | None:
        """How loud the room is when nobody speaks; None until it has been heard for two seconds."""
        if len(self._room) < 2.0 / REPORT_S:
            return None
        return sorted(self._room)[int(ROOM_SHARE * len(self._room))]

    def forget(self) -> None:
        """Begin anew, as after a gap: what is loud then is no rise. How loud the room is stays known."""
        self._kept = self._kept[:0]
        self._before.clear()
        self._power, self._blocks, self._own = 0.0, 0, False

    def _judge(self, block: NDArray[np.int16], at_s: float, own_db: float) -> LoudnessReading | None:
        swing = block.astype(np.float32)
        swing -= swing.mean()  # the offset of a cheap microphone is no sound
        halves = np.square(swing).reshape(2, -1).mean(axis=1) / 32768.0**2
        loudest_db = decibels(float(halves.max())) + self._offset_db
        mean = float(halves.mean())
        before_db = max(list(self._before)[:-ONSET_BLOCKS], default=None)
        self._before.append(loudest_db)
        self._power += mean
        self._blocks += 1
        own = decibels(mean) + self._offset_db < own_db + OWN_MARGIN_DB and own_db > SILENT_DB
        self._own = self._own or own
        rises = before_db is not None and loudest_db >= max(SUDDEN_FROM_DB, before_db + SUDDEN_RISE_DB)
        if rises and not own and at_s - self._sudden_s >= SUDDEN_AGAIN_S:
            self._sudden_s = at_s
            return LoudnessReading(at_s, loudest_db, True, self.room_db)
        if self._blocks * BLOCK < REPORT_S * RATE_HZ:
            return None
        level_db = decibels(self._power / self._blocks) + self._offset_db
        was_own, self._own = self._own, False
        self._power, self._blocks = 0.0, 0
        if was_own:
            return None
        self._room.append(level_db)
        return LoudnessReading(at_s, level_db, False, self.room_db)


OWN_MARGIN_DB = 6.0
"""A sound this much above the creature's own voice is not its own."""


def decibels(power: float) -> float:
    """The level of a mean square of full scale, `SILENT_DB` at least."""
    return max(SILENT_DB, 10.0 * math.log10(power + 1e-12))
