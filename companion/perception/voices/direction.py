"""Where a voice comes from, by the time between two microphones: generalised cross-correlation, phase transform.

Every frequency says by its phase how much later the sound reached the farther microphone, and each has one voice
whatever its loudness (Knapp and Carter, IEEE Trans. Acoustics, Speech and Signal Processing 24, 1976, 320-327). In a
room the first wave is right and the echoes are wrong, so only what rises above the dying echo of what went before
counts, and frequencies that are no louder than the room count nothing. The correlation is added up over what was said
and searched over the angles that can be, so no peak has to be interpolated.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 16_000
FRAME = 512
STEP = 256
LOWEST_HZ, HIGHEST_HZ = 200.0, 5000.0
SOUND_M_S = 343.0
ANGLES_DEG = np.arange(-90.0, 90.5, 2.0)

MOUTH_ABOVE_DEG = 18.0
"""Somebody who bends over it speaks from above, which brings a voice from the side nearer to the middle."""

KEEPS_S = 1.0
"""It forgets what it heard with this time constant: people turn and walk."""

ABOVE_ROOM = 2.0
"""A frequency counts when its power is this many times that of the room."""

ECHO_STAYS, ECHO_COUNTS = 0.8, 2.0
"""What is left of an echo after one step, 16 ms (a room of 1 s); how many times it is taken away."""

LEAST_AGREEMENT = 0.2
"""So much of the phases must agree with the best angle, 0..1, or no direction is told."""

FRONT_WITHIN_DEG = 20.0


@dataclass(frozen=True, slots=True)
class Bearing:
    """Where from: 0 in front, positive to the creature's own left, -90..90. `agreement` 0..1: how much speaks for it.

    Two microphones cannot tell front from behind: somebody behind its left shoulder is heard at its left.
    """

    angle_deg: float
    agreement: float

    @property
    def side(self) -> str:
        """`left`, `front` or `right`."""
        if abs(self.angle_deg) <= FRONT_WITHIN_DEG:
            return "front"
        return "left" if self.angle_deg > 0 else "right"


class Direction:
    """Adds up what two microphones `spacing_m` apart hear. Channel 0 is the one at the creature's own left."""

    def __init__(self, spacing_m: float) -> None:
        hertz = np.fft.rfftfreq(FRAME, 1 / RATE_HZ)
        self._used = np.flatnonzero((hertz >= LOWEST_HZ) & (hertz <= HIGHEST_HZ))
        later_s = spacing_m * np.sin(np.radians(ANGLES_DEG)) * np.cos(np.radians(MOUTH_ABOVE_DEG)) / SOUND_M_S
        # From the left the right channel is later: its phase is turned back by so much.
        self._turns = np.exp(-2j * np.pi * np.outer(later_s, hertz[self._used]))
        self._window = np.hanning(FRAME)
        self._kept: NDArray[np.float64] = np.zeros((0, 2))
        self._room: NDArray[np.float64] | None = None
        self._echo: NDArray[np.float64] = np.zeros(len(self._used))
        self.forget()

    def forget(self) -> None:
        """Another voice: what was added up counts no more. What the room sounds like stays."""
        self._sum: NDArray[np.complex128] = np.zeros(len(self._used), np.complex128)
        self._weight = 0.0

    def hear(self, samples: NDArray[np.int16], voiced: bool) -> None:
        """Take in samples (n, 2). Only what is `voiced` is added up; the rest tells what the room sounds like."""
        heard = np.concatenate((self._kept, samples / 32768.0))
        count = max(0, 1 + (len(heard) - FRAME) // STEP)
        self._kept = heard[count * STEP :]
        if not count:
            return
        if not voiced:  # one look in a while is enough to know the room
            heard, count = heard[(count - 1) * STEP :], 1
        pieces = np.lib.stride_tricks.sliding_window_view(heard, FRAME, axis=0)[: (count - 1) * STEP + 1 : STEP]
        bins = np.fft.rfft(pieces * self._window, axis=2)[:, :, self._used]
        for left, right in bins:
            self._add(left, right, voiced)

    def bearing(self) -> Bearing | None:
        """The angle that explains best what was said; None while none stands out."""
        if self._weight <= 0.0:
            return None
        score = (self._turns @ np.conj(self._sum)).real
        best = int(score.argmax())
        agreement = float(score[best]) / self._weight
        if not LEAST_AGREEMENT <= agreement < math.inf:
            return None
        return Bearing(float(ANGLES_DEG[best]), agreement)

    def _add(self, left: NDArray[np.complex128], right: NDArray[np.complex128], voiced: bool) -> None:
        power = (left.real**2 + left.imag**2 + right.real**2 + right.imag**2) / 2
        rises = np.maximum(power - ECHO_COUNTS * self._echo, 0.0)
        self._echo = np.maximum(power, ECHO_STAYS * self._echo)
        if not voiced:
            self._room = power if self._room is None else self._room + 0.1 * (power - self._room)
            return
        across = np.conj(left) * right
        room = self._room if self._room is not None else np.zeros_like(power)
        counts = (power > ABOVE_ROOM * room) * rises / (power + 1e-12)
        kept = math.exp(-STEP / RATE_HZ / KEEPS_S)
        self._sum = kept * self._sum + counts * across / (np.abs(across) + 1e-12)
        self._weight = kept * self._weight + float(counts.sum())
