"""From where a voice comes, mostly in plain air; many generated rooms are in `make evaluate ARGS=direction`."""

import numpy as np
import pytest
from numpy.typing import NDArray

from companion.perception.voices.direction import SOUND_M_S, Bearing, Direction

RATE_HZ = 16_000
SPACING_M = 0.14
Sound = NDArray[np.float64]


def voice(seconds: float, seed: int = 1) -> Sound:
    """Noise in syllables, as broad as speech."""
    chance = np.random.default_rng(seed)
    count = round(seconds * RATE_HZ)
    return np.asarray(chance.standard_normal(count) * (np.sin(2 * np.pi * 3 * np.arange(count) / RATE_HZ) > 0))


def from_angle(sound: Sound, angle_deg: float, above_deg: float = 18.0) -> Sound:
    """The sound at both microphones, the later one by a fraction of a sample, (n, 2)."""
    later_s = SPACING_M * np.sin(np.radians(angle_deg)) * np.cos(np.radians(above_deg)) / SOUND_M_S
    bins = np.fft.rfft(sound)
    hertz = np.fft.rfftfreq(len(sound), 1 / RATE_HZ)
    return np.stack([sound, np.fft.irfft(bins * np.exp(-2j * np.pi * hertz * later_s), len(sound))], axis=1)


def told(mixed: Sound, quiet_s: float = 0.5) -> Bearing | None:
    samples = np.asarray(mixed * 2000, np.int16)
    direction = Direction(SPACING_M)
    for start in range(0, len(samples), 960):
        direction.hear(samples[start : start + 960], voiced=start >= quiet_s * RATE_HZ)
    return direction.bearing()


def scene(angle_deg: float, snr_db: float, seed: int = 2) -> Sound:
    chance = np.random.default_rng(seed)
    speech = from_angle(np.concatenate((np.zeros(RATE_HZ // 2), voice(1.5))), angle_deg)
    return speech + 10 ** (-snr_db / 20) * 0.7 * chance.standard_normal(speech.shape)


@pytest.mark.parametrize("angle_deg", [-80.0, -45.0, -10.0, 0.0, 25.0, 60.0])
def test_a_voice_is_found_within_five_degrees_in_plain_air(angle_deg: float) -> None:
    bearing = told(scene(angle_deg, 20.0))
    assert bearing is not None
    assert bearing.angle_deg == pytest.approx(angle_deg, abs=5.0)


@pytest.mark.parametrize(("angle_deg", "side"), [(50.0, "left"), (-50.0, "right"), (5.0, "front")])
def test_its_own_left_is_left(angle_deg: float, side: str) -> None:
    bearing = told(scene(angle_deg, 10.0))
    assert bearing is not None
    assert bearing.side == side


def test_noise_that_comes_from_everywhere_has_no_direction() -> None:
    assert told(np.random.default_rng(3).standard_normal((2 * RATE_HZ, 2))) is None


def test_nothing_is_told_before_anybody_spoke_and_nothing_of_one_ear_alone() -> None:
    assert told(scene(30.0, 10.0), quiet_s=5.0) is None
    deaf = scene(30.0, 20.0)
    deaf[:, 1] = 0.0
    assert told(deaf) is None


def test_another_voice_from_another_side_is_found_anew() -> None:
    direction = Direction(SPACING_M)
    for angle_deg in (50.0, -50.0):
        samples = np.asarray(scene(angle_deg, 15.0) * 2000, np.int16)
        direction.forget()
        for start in range(0, len(samples), 960):
            direction.hear(samples[start : start + 960], voiced=start >= RATE_HZ // 2)
        bearing = direction.bearing()
        assert bearing is not None
        assert bearing.angle_deg == pytest.approx(angle_deg, abs=8.0)


def test_a_generated_room_agrees() -> None:
    """The independent generator, where it is installed."""
    pytest.importorskip("pyroomacoustics")
    from tools.evaluate import rooms

    (way,) = rooms.impulse_responses(0.3, [rooms.Place(40.0, 1.0, 0.3)])
    dry = np.concatenate((np.zeros(RATE_HZ // 2), voice(1.5)))
    heard = rooms.through(dry, way)
    bearing = told(heard / np.abs(heard).max() * 3.0)
    assert bearing is not None
    assert bearing.angle_deg == pytest.approx(40.0, abs=15.0)
