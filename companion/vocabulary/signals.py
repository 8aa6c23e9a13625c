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

    `speed_cm_s` is the speed of the hand over the fur (0 or more, capped by the organ), `pressure` 0..1. Where the
    organ can tell, `direction_deg` is the way it moves over the coat (0 toward the tail, which is with the fur, 90
    toward the creature's own left, 180 toward the nose) and `approach_cm_s` how fast it comes down on the fur.
    """

    phase: TouchPhase
    zone: Zone
    speed_cm_s: float
    pressure: float
    captured_s: float
    direction_deg: float | None = None
    approach_cm_s: float = 0.0


MOST_COUNTS = 1023
"""The largest of the MPR121's 10-bit readings."""


@dataclass(frozen=True, slots=True)
class SkinCounts:
    """All twelve electrodes at one instant: `counts` are 0..1023 in the order of `ZONES`; a hand makes them fall.

    These are the filtered data of an MPR121 (its data sheet, registers 0x04 to 0x1B), unjudged: the running baselines
    and thresholds live in perception, where dry, damp and gloved hands can be told apart. 50 to 100 of them a second.
    """

    counts: tuple[int, ...]
    captured_s: float


@dataclass(frozen=True, slots=True)
class MotionSample:
    """How the body is pulled and turned: x toward the nose, y toward its own left, z up out of its back.

    `acceleration_g` is in g and is (0, 0, 1) when it lies still on its belly; `turn_deg_s` is in degrees a second,
    right-handed. 50 to 100 of them a second, scaled by the organ.
    """

    acceleration_g: tuple[float, float, float]
    turn_deg_s: tuple[float, float, float]
    captured_s: float


@dataclass(frozen=True, slots=True)
class Handling:
    """What somebody on the page does with the drawn body: holds it (or has let go), so high, turned so far.

    `height_cm` is that of its middle above where it lies; `turned_deg` is how far it is turned about its own length,
    180 is upside down.
    """

    height_cm: float
    turned_deg: float
    held: bool
    captured_s: float


@dataclass(frozen=True, slots=True)
class PulseSample:
    """Light of the pulse sensor that came back: 18-bit counts (0..262143) of infrared and red, brighter is more."""

    infrared: int
    red: int
    captured_s: float


@dataclass(frozen=True, slots=True)
class Speech:
    """A piece of what somebody says, for a recogniser: int16 (n,), mono, 16 kHz, without the creature's own voice.

    `began_s` is the monotonic second at which they began to speak; with the last piece the utterance `ends`.
    """

    samples: NDArray[np.int16]
    began_s: float
    ends: bool


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody said or typed, in memory for one reading. `typed` words are certain: nothing was misheard.

    `captured_s` is when it ended. Not `sure`: words of weight on which two listenings did not quite agree.
    """

    text: str
    typed: bool
    captured_s: float
    sure: bool = True


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
