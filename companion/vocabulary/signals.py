"""What organs deliver: raw, in memory only, dropped as soon as its reading exists.

Signals reach perception and organs, nothing else. Every signal carries `captured_s`, the monotonic second at which
it was taken, so that a reading can say how old its evidence is.
"""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

Zone = Literal[
    "nose",
    "head",
    "cheek_left",
    "cheek_right",
    "chest",
    "back_front",
    "back_middle",
    "back_rear",
    "belly",
    "flipper_left",
    "flipper_right",
    "tail",
]
"""The twelve places of the skin that can be felt, one electrode each."""

ZONES: tuple[Zone, ...] = get_args(Zone)


@dataclass(frozen=True, slots=True)
class Frame:
    """One camera picture: `pixels` is uint8, shape (height, width, 3), RGB, not mirrored."""

    pixels: NDArray[np.uint8]
    captured_s: float


@dataclass(frozen=True, slots=True)
class AudioChunk:
    """A slice of sound: `samples` is int16, shape (n, channels), at `rate_hz`; `captured_s` is its first sample."""

    samples: NDArray[np.int16]
    rate_hz: int
    captured_s: float


PLEASANT_CM_S = (1.0, 10.0)
"""Stroking speeds that touch fibres of the skin answer best to: Löken et al., Nature Neuroscience 12 (2009) 547-548."""

TouchPhase = Literal["down", "move", "up"]


@dataclass(frozen=True, slots=True)
class Touches:
    """One change on the skin: contact at `zone` begins, moves or ends.

    `speed_cm_s` is the speed of the hand over the fur (0 or more, capped by the organ), `pressure` 0..1.
    """

    phase: TouchPhase
    zone: Zone
    speed_cm_s: float
    pressure: float
    captured_s: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody said or typed, in memory for one reading. `typed` words are certain: nothing was misheard."""

    text: str
    typed: bool
    captured_s: float


@dataclass(frozen=True, slots=True)
class Samples:
    """Sound to be played: float32 in -1..1, shape (n,), mono, at `rate_hz`."""

    values: NDArray[np.float32]
    rate_hz: int


@dataclass(frozen=True, slots=True)
class Played:
    """What the speaker really played and when its first sample left, so that hearing can leave it out."""

    samples: Samples
    start_s: float
