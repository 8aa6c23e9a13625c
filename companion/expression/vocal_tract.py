"""A small throat: vibrating folds and breath, shaped by the resonances of mouth and chest.

Source and filter (Fant, "Acoustic Theory of Speech Production", 1960), done by adding the overtones, each as loud as
the throat lets it through: smooth, without aliasing, and quick in numpy.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

RATE_HZ: Final = 22050

HIGHEST_HZ: Final = 7500.0
"""Overtones fade out toward this: warm, and far enough below half the sample rate for any vibrato."""

Wave = NDArray[np.float32]

Formant = tuple[float, float, float, float]
"""One resonance: Hz with the mouth shut, Hz with it open, bandwidth in Hz, strength 0..1."""

_NOISE_LENGTH = 16384
_TAU = 2.0 * math.pi


class VocalTract:
    """Sounds of one body; each call of `sound` goes on smoothly from the last.

    `tilt` is how fast overtones fall (a power of their number), `lowest_hz` the deepest pitch it is asked for.
    """

    def __init__(
        self, formants: tuple[Formant, ...], tilt: float, lowest_hz: float, chance: np.random.Generator
    ) -> None:
        self._shut, self._open, widths, self._strengths = np.array(formants, np.float64).T
        self._half_widths = widths / 2
        self._numbers = np.arange(1, max(2, int(HIGHEST_HZ / lowest_hz)) + 1, dtype=np.float64)
        self._source = self._numbers**-tilt
        # Overtones that all start together would rattle; seeded phases make the pulses rounder.
        self._phases = (_TAU * chance.random(self._numbers.size)).astype(np.float32)
        self._gains: NDArray[np.float64] | None = None
        self._phase = 0.0
        self._noise = self._breath_noise(chance)
        self._noise_at = 0

    def sound(self, pitch_hz: NDArray[np.float64], mouth: float, breath: float) -> Wave:
        """As many samples as `pitch_hz` has, of about unit loudness (RMS 1).

        `mouth` is 0 shut .. 1 open at their end, `breath` 0..1 the share of noise.
        """
        count = pitch_hz.size
        phase = self._phase + np.cumsum(pitch_hz) * (_TAU / RATE_HZ)
        self._phase = float(phase[-1] % _TAU)
        goal = self._overtone_gains(float(pitch_hz[-1]), mouth)
        begin = goal if self._gains is None else self._gains
        self._gains = goal
        ramp = np.linspace(0.0, 1.0, count + 1, dtype=np.float32)[1:]
        waves = np.sin(np.outer(self._numbers, phase).astype(np.float32) + self._phases[:, None])
        first, change = begin.astype(np.float32), (goal - begin).astype(np.float32)
        tone: Wave = first @ waves + (change @ waves) * ramp
        return tone * np.float32(1.0 - breath) + self._air(count) * np.float32(breath)

    def _throughput(self, hz: NDArray[np.float64], mouth: float) -> NDArray[np.float64]:
        """How much of each frequency passes, 0..1 and a little more where resonances overlap."""
        centres = self._shut + (self._open - self._shut) * mouth
        away = (hz[:, None] - centres) / self._half_widths
        passed: NDArray[np.float64] = (self._strengths / (1.0 + away * away)).sum(axis=1) + 0.01
        return passed * np.clip((HIGHEST_HZ - hz) / 1500.0, 0.0, 1.0)

    def _overtone_gains(self, pitch_hz: float, mouth: float) -> NDArray[np.float64]:
        gains = self._source * self._throughput(self._numbers * pitch_hz, mouth)
        power = float(np.sqrt(0.5 * (gains * gains).sum()))
        return gains / max(power, 1e-9)

    def _breath_noise(self, chance: np.random.Generator) -> Wave:
        """Three quarters of a second of breath through this throat; whole periods, so it repeats without a seam."""
        hz = np.fft.rfftfreq(_NOISE_LENGTH, 1 / RATE_HZ)
        spectrum = self._throughput(hz, 0.4) / (1.0 + hz / 1200.0) * np.minimum(hz / 150.0, 1.0)
        turns = np.exp(1j * _TAU * chance.random(hz.size))
        noise = np.fft.irfft(spectrum * turns, _NOISE_LENGTH)
        even: Wave = (noise / np.sqrt(np.mean(noise * noise))).astype(np.float32)
        return even

    def _air(self, count: int) -> Wave:
        places = (self._noise_at + np.arange(count)) % _NOISE_LENGTH
        self._noise_at = int(self._noise_at + count) % _NOISE_LENGTH
        air: Wave = self._noise[places]
        return air
