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

SOFT_TILT: Final = 0.55
"""So much faster overtones fall in the softest voice than in the fullest: a voice that swells also brightens."""

_NOISE_LENGTH = 16384
_TAU = 2.0 * math.pi


class VocalTract:
    """Sounds of one body; each call of `sound` goes on smoothly from the last.

    `tilt` is how fast overtones fall (a power of their number), `lowest_hz` the deepest pitch it is asked for.
    `pulsed` folds meet in pulses that can be told apart, as in a purr; otherwise their overtones are spread, which
    rounds the voice.
    """

    def __init__(
        self,
        formants: tuple[Formant, ...],
        tilt: float,
        lowest_hz: float,
        chance: np.random.Generator,
        pulsed: bool = False,
        highest_hz: float = HIGHEST_HZ,
    ) -> None:
        self._shut, self._open, widths, self._strengths = np.array(formants, np.float64).T
        self._half_widths = widths / 2
        self._highest_hz = highest_hz
        self._numbers = np.arange(1, max(2, int(highest_hz / lowest_hz)) + 1, dtype=np.float64)
        self._tilt = tilt
        turns = _TAU * chance.random(self._numbers.size)
        # In a pulse higher overtones come a little later than lower ones: a soft thud instead of a tick.
        spread = 0.12 * turns - 0.016 * self._numbers**2 if pulsed else turns
        self._phases = (spread % _TAU).astype(np.float32)
        self._pulsed = pulsed
        self._gains: NDArray[np.float64] | None = None
        self._mouth: float | None = None
        self._share = 0.0
        self._phase = 0.0
        self._air_shut, self._air_open = self._breath_noises(chance)
        self._air_at = 0

    def sound(self, pitch_hz: NDArray[np.float64], mouth: float, breath: float, effort: float = 1.0) -> Wave:
        """As many samples as `pitch_hz` has, of about unit loudness (RMS 1).

        `mouth` is 0 shut .. 1 open and `breath` 0..1 the share of noise, both at their end; `effort` 0 is the softest
        voice, 1 the fullest.
        """
        count = pitch_hz.size
        phase = self._phase + np.cumsum(pitch_hz) * (_TAU / RATE_HZ)
        self._phase = float(phase[-1] % _TAU)
        ramp = np.linspace(0.0, 1.0, count + 1, dtype=np.float32)[1:]
        tone_share = 1.0 - breath
        even = 1.0 / math.hypot(tone_share, breath)
        goal = self._overtone_gains(float(pitch_hz[-1]), mouth, effort) * (tone_share * even)
        begin = goal if self._gains is None else self._gains
        self._gains = goal
        waves = np.sin(np.outer(self._numbers, phase).astype(np.float32) + self._phases[:, None])
        first, change = begin.astype(np.float32), (goal - begin).astype(np.float32)
        tone: Wave = first @ waves + (change @ waves) * ramp
        return tone + self._air(phase, ramp, mouth, breath * even)

    def _throughput(self, hz: NDArray[np.float64], mouth: float) -> NDArray[np.float64]:
        """How much of each frequency passes, 0..1 and a little more where resonances overlap."""
        centres = self._shut + (self._open - self._shut) * mouth
        away = (hz[:, None] - centres) / self._half_widths
        # Lips that close let less of the higher resonances out.
        strengths = self._strengths.copy()
        strengths[1:] *= 0.35 + 0.65 * min(2.0 * mouth, 1.0)
        passed: NDArray[np.float64] = (strengths / (1.0 + away * away)).sum(axis=1) + 0.006
        return passed * np.clip((self._highest_hz - hz) / (0.2 * self._highest_hz), 0.0, 1.0)

    def _overtone_gains(self, pitch_hz: float, mouth: float, effort: float) -> NDArray[np.float64]:
        tilt = self._tilt + SOFT_TILT * (1.0 - effort)
        gains = self._numbers**-tilt * self._throughput(self._numbers * pitch_hz, mouth)
        power = float(np.sqrt(0.5 * (gains * gains).sum()))
        return gains / max(power, 1e-9)

    def _breath_noises(self, chance: np.random.Generator) -> tuple[Wave, Wave]:
        """Three quarters of a second of breath with the mouth shut, and the same breath with it open.

        Whole periods, so they repeat without a seam; the same turns, so that one may glide into the other.
        """
        hz = np.fft.rfftfreq(_NOISE_LENGTH, 1 / RATE_HZ)
        turns = np.exp(1j * _TAU * chance.random(hz.size))
        noises = []
        for mouth in (0.0, 1.0):
            spectrum = self._throughput(hz, mouth) / (1.0 + hz / 1200.0) * np.minimum(hz / 150.0, 1.0)
            noise = np.fft.irfft(spectrum * turns, _NOISE_LENGTH)
            noises.append((noise / np.sqrt(np.mean(noise * noise))).astype(np.float32))
        return noises[0], noises[1]

    def _air(self, phase: NDArray[np.float64], ramp: Wave, mouth: float, share: float) -> Wave:
        """Breath that comes in the rhythm of the folds: most of it while they are open."""
        count = phase.size
        places = (self._air_at + np.arange(count)) % _NOISE_LENGTH
        self._air_at = int(self._air_at + count) % _NOISE_LENGTH
        before = (mouth, share) if self._mouth is None else (self._mouth, self._share)
        self._mouth, self._share = mouth, share
        opened = np.float32(before[0]) + np.float32(mouth - before[0]) * ramp
        shares = np.float32(before[1]) + np.float32(share - before[1]) * ramp
        air: Wave = (self._air_shut[places] * (1.0 - opened) + self._air_open[places] * opened) * shares
        beat = np.cos(phase).astype(np.float32)
        air *= 0.25 + 0.75 * (0.5 + 0.5 * beat) ** 2 if self._pulsed else 1.0 + 0.35 * beat
        return air
