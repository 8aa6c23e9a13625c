"""One cry as it sounds: its tune, loudness, vibrato and breath over time, a little different for every seed."""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from companion.expression.cries import CHEST, CRIES, PUP, Line, Phrase
from companion.expression.vocal_tract import RATE_HZ, VocalTract, Wave
from companion.vocabulary.acts import Cry

PURR_BEGINS_S: Final = 0.35

_TAU = 2.0 * math.pi
_PARTS: Final = np.linspace(0.0, 1.0, 241)


class Sounding:
    """One cry from its first to its last sample. A lasting one (purr) goes on until `fade`."""

    def __init__(self, cry: Cry) -> None:
        self.kind = cry.kind
        self._shape = shape = CRIES[cry.kind]
        self.lasting = shape.pulses_hz > 0
        # PCG64 and its plain uniform stream are the same in every numpy.
        self._chance = np.random.Generator(np.random.PCG64(cry.seed & 0xFFFFFFFF))
        self._tune_size = 1.0 if shape.in_tune else self._vary(0.25)
        self._own_pitch = self._vary(0.06)
        self._colour(cry)
        phrase = self._choose(shape.phrases)
        self._tune, self._mouth, self._loudness = (
            _curve(phrase.tune, phrase.glide),
            _curve(phrase.mouth, phrase.glide),
            phrase.loudness,
        )
        self._seconds = self._between(*shape.seconds) * phrase.longer * (1.0 - 0.18 * _bounded(cry.arousal))
        self._wobbles = [
            (_TAU * hz * self._vary(0.2), _TAU * self._chance.random(), depth)
            for hz, depth in (
                (2.3, 0.005),
                (shape.vibrato_hz, shape.vibrato * self._vary(0.3)),
                (8.9, 0.003),
                (17.0, 0.002),
            )
        ]
        formants = CHEST if self.lasting else PUP
        size = self._vary(0.05)
        scaled = tuple((shut * size, wide * size, width, strength) for shut, wide, width, strength in formants)
        # Excitement brightens a voice: its overtones fall less fast.
        tilt = shape.tilt - 0.25 * _bounded(cry.arousal) - 0.2 * (self._strength - 0.5)
        deepest_hz = 120.0 if not self.lasting else 0.45 * shape.pitch_hz
        self._tract = VocalTract(scaled, tilt, deepest_hz, self._chance)
        self._level = self._level_goal
        self._age_s = 0.0
        self._breath_began_s = 0.0
        self._from = self._to = (1.0, 1.0)
        self._pulse_phase = 0.0
        self._fade_s: float | None = None
        self._fade_age_s = 0.0
        self.over = False

    def retune(self, cry: Cry) -> None:
        """Let a lasting cry take up the strength and colour of a new one, without a break."""
        self._colour(cry)

    @property
    def fading(self) -> bool:
        return self._fade_s is not None

    def fade(self, seconds: float) -> None:
        """Fall silent within `seconds` or, when it is fading already, no later than that, without a jump."""
        if self._fade_s is None:
            self._fade_s = seconds
        elif self._fade_s - self._fade_age_s > seconds:
            done = self._fade_age_s / self._fade_s
            self._fade_s = seconds / (1.0 - done)
            self._fade_age_s = done * self._fade_s

    def next(self, count: int) -> Wave:
        """The next `count` samples; silence after the end."""
        if self.over:
            return np.zeros(count, np.float32)
        ages_s = self._age_s + np.arange(1, count + 1) / RATE_HZ
        self._age_s += count / RATE_HZ
        if self.lasting:
            wave, loudness = self._purr(ages_s)
        else:
            wave, loudness = self._call(ages_s)
        loudness *= np.linspace(self._level, self._level_goal, count)
        self._level = self._level_goal
        if self._fade_s is not None:
            fading_s = self._fade_age_s + np.arange(1, count + 1) / RATE_HZ
            loudness *= _soft(1.0 - np.minimum(fading_s / self._fade_s, 1.0))
            self._fade_age_s = float(fading_s[-1])
            self.over = self._fade_age_s >= self._fade_s
        return wave * loudness.astype(np.float32)

    def _call(self, ages_s: NDArray[np.float64]) -> tuple[Wave, NDArray[np.float64]]:
        shape = self._shape
        parts = np.minimum(ages_s / self._seconds, 1.0)
        self.over = bool(ages_s[-1] >= self._seconds)
        semitones = np.interp(parts, _PARTS, self._tune) * self._tune_size + self._lift
        pitch_hz = shape.pitch_hz * self._own_pitch * 2.0 ** (semitones / 12.0) * self._wobble(ages_s)
        mouth = float(np.interp(parts[-1], _PARTS, self._mouth)) * self._openness
        wave = self._tract.sound(pitch_hz, min(mouth, 1.0), shape.breath)
        return wave, _soft(np.interp(parts, *_axes(self._loudness)))

    def _purr(self, ages_s: NDArray[np.float64]) -> tuple[Wave, NDArray[np.float64]]:
        """Breath after breath, each with a size and a pace of its own that the one before glides into."""
        shape = self._shape
        if ages_s[0] - self._breath_began_s >= self._seconds:
            self._breath_began_s = float(ages_s[0])
            self._seconds = self._between(*shape.seconds)
            inward = self._to[0] > 0.9
            self._from, self._to = self._to, (self._between(0.68, 0.85) if inward else 1.0, self._vary(0.05))
        parts = np.clip((ages_s - self._breath_began_s) / self._seconds, 0.0, 1.0)
        size = self._from[0] + (self._to[0] - self._from[0]) * parts
        pace = self._from[1] + (self._to[1] - self._from[1]) * parts
        wobble = self._wobble(ages_s) * pace
        pitch_hz = shape.pitch_hz * self._own_pitch * 2.0 ** (0.4 * self._lift / 12.0) * wobble
        mouth = float(np.interp(parts[-1], _PARTS, self._mouth))
        wave = self._tract.sound(pitch_hz, mouth, shape.breath)
        pulses = self._pulse_phase + np.cumsum(shape.pulses_hz * wobble) * (_TAU / RATE_HZ)
        self._pulse_phase = float(pulses[-1] % _TAU)
        beat = 0.25 + 0.75 * (0.5 + 0.5 * np.sin(pulses)) ** 1.5
        breath = 0.3 + 0.7 * _soft(np.interp(parts, *_axes(self._loudness)))
        return wave, breath * size * beat * _soft(np.minimum(ages_s / PURR_BEGINS_S, 1.0))

    def _colour(self, cry: Cry) -> None:
        """Strength and colour: gladness and excitement lift the voice and open the mouth."""
        intensity = min(max(cry.intensity, 0.0), 1.0) if math.isfinite(cry.intensity) else 0.5
        valence, arousal = _bounded(cry.valence), _bounded(cry.arousal)
        self._strength = intensity
        self._level_goal = self._shape.level * (0.3 + 0.7 * intensity)
        self._lift = 1.4 * valence + 1.8 * arousal
        self._openness = 1.0 + 0.25 * valence + 0.25 * arousal

    def _wobble(self, ages_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Vibrato and the small unsteadiness of a living voice, as a factor near 1."""
        factor = np.ones(ages_s.size)
        for rate, phase, depth in self._wobbles:
            factor += depth * np.sin(rate * ages_s + phase)
        return factor

    def _choose(self, phrases: tuple[Phrase, ...]) -> Phrase:
        """The first one half of the time, each other one equally often."""
        number = int(float(self._chance.random()) * 2 * (len(phrases) - 1)) if len(phrases) > 1 else 0
        return phrases[number + 1] if number < len(phrases) - 1 else phrases[0]

    def _vary(self, most: float) -> float:
        return self._between(1.0 - most, 1.0 + most)

    def _between(self, low: float, high: float) -> float:
        return low + (high - low) * float(self._chance.random())


def _axes(line: Line) -> tuple[list[float], list[float]]:
    return [part for part, _ in line], [value for _, value in line]


def _curve(line: Line, glide: float) -> NDArray[np.float64]:
    """The line with its corners rounded, at each of `_PARTS`: a throat does not turn sharply."""
    reach = int(_PARTS.size * glide)
    straight = np.interp(_PARTS, *_axes(line))
    padded = np.concatenate([np.full(reach, straight[0]), straight, np.full(reach, straight[-1])])
    window = np.hanning(2 * reach + 1)
    curve: NDArray[np.float64] = np.convolve(padded, window / window.sum(), "valid")
    return curve


def _soft(rising: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rounds the corners of 0..1: a raised cosine."""
    soft: NDArray[np.float64] = 0.5 - 0.5 * np.cos(math.pi * rising)
    return soft


def _bounded(value: float) -> float:
    return min(max(value, -1.0), 1.0) if math.isfinite(value) else 0.0
