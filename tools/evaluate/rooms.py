"""Simulated rooms around the creature, by an independent generator: `pyroomacoustics` (image sources).

Two microphones at the sides of its head, its loudspeaker in its chest, a person somewhere in front, and noise.
"""

import importlib.util
import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 16_000
SPACING_M = 0.14
SIZE_M = (4.2, 3.6, 2.6)
CREATURE_M = (2.0, 1.2, 0.75)
"""On a lap or a table, away from the middle of the room, facing along y."""

LOUDSPEAKER_M = (0.0, 0.08, -0.1)
"""From between the microphones to the loudspeaker."""

Sound = NDArray[np.float64]


def is_there() -> bool:
    """Whether the generator is installed."""
    return importlib.util.find_spec("pyroomacoustics") is not None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a source is: degrees (0 in front, positive to the creature's left), metres away, metres above it."""

    angle_deg: float
    distance_m: float = 1.0
    above_m: float = 0.35


def impulse_responses(rt60_s: float, places: list[Place], loudspeaker: bool = False) -> list[tuple[Sound, Sound]]:
    """What each place sends to the left and the right microphone; last the loudspeaker's, if asked for."""
    import pyroomacoustics

    absorption, order = pyroomacoustics.inverse_sabine(rt60_s, SIZE_M)
    room: Any = pyroomacoustics.ShoeBox(
        SIZE_M, fs=RATE_HZ, materials=pyroomacoustics.Material(absorption), max_order=min(order, 60)
    )
    x, y, z = CREATURE_M
    for place in places:
        turn = math.radians(place.angle_deg)
        # It looks along +y, so its left is -x.
        away = (-math.sin(turn) * place.distance_m, math.cos(turn) * place.distance_m, place.above_m)
        room.add_source([x + away[0], y + away[1], z + away[2]])
    if loudspeaker:
        dx, dy, dz = LOUDSPEAKER_M
        room.add_source([x + dx, y + dy, z + dz])
    room.add_microphone_array(np.array([[x - SPACING_M / 2, x + SPACING_M / 2], [y, y], [z, z]]))
    room.compute_rir()
    sources = len(places) + loudspeaker
    return [(np.asarray(room.rir[0][number]), np.asarray(room.rir[1][number])) for number in range(sources)]


def through(sound: Sound, responses: tuple[Sound, Sound]) -> Sound:
    """A dry sound (n,) as the two microphones hear it, (n, 2)."""
    return np.stack([convolved(sound, response) for response in responses], axis=1)


def convolved(sound: Sound, response: Sound) -> Sound:
    """The first `len(sound)` samples of the sound in a room."""
    length = 1 << (len(sound) + len(response)).bit_length()
    whole = np.fft.irfft(np.fft.rfft(sound, length) * np.fft.rfft(response, length), length)
    return np.asarray(whole[: len(sound)])


def at_snr(voice: Sound, noise: Sound, snr_db: float) -> Sound:
    """The voice in noise that is so many dB below it, both (n, channels)."""
    factor = math.sqrt(float(np.mean(voice**2)) / (float(np.mean(noise**2)) + 1e-20) / 10 ** (snr_db / 10))
    return voice + factor * noise


def household(samples: int, chance: np.random.Generator) -> Sound:
    """Noise of a room, (samples,): falling by 3 dB an octave, swelling and sinking slowly."""
    bins = np.fft.rfft(chance.standard_normal(samples))
    bins[1:] /= np.sqrt(np.arange(1, len(bins)))
    bins[0] = 0.0
    hiss = np.fft.irfft(bins, samples)
    swell = 1.0 + 0.3 * np.sin(np.linspace(0.0, samples / RATE_HZ * 2.0, samples) + chance.uniform(0.0, 6.0))
    return np.asarray(hiss / (hiss.std() + 1e-12) * swell)
