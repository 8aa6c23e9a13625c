"""One cry as it sounds: its tune, loudness, vibrato and breath over time, a little different for every seed."""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from companion.expression.cries import CHEST, CRIES, PUP
from companion.expression.phrasing import Line, Phrase
from companion.expression.vocal_tract import RATE_HZ, VocalTract, Wave
from companion.vocabulary.acts import Cry

PURR_BEGINS_S: Final = 0.35

BREATH_LEADS_S: Final = 0.09
"""A voice begins with breath, before the folds close well, and ends in breath."""

VIBRATO_WAITS_S: Final = 0.18
VIBRATO_GROWS_S: Final = 0.45

_TAU = 2.0 * math.pi
_PARTS: Final = np.linspace(0.0, 1.0, 241)
_TREMBLES_HZ = 60.0
_TREMBLES = 256


class Sounding:
    """One cry from its first to its last sample. A lasting one (purr) goes on until `fade`."""

    def __init__(self, cry: Cry) -> None:
        self.kind = cry.kind
        self._shape = shape = CRIES[cry.kind]
        self.lasting = shape.lasting
        # PCG64 and its plain uniform stream are the same in every numpy.
        self._chance = np.random.Generator(np.random.PCG64(cry.seed & 0xFFFFFFFF))
        self._tune_size = 1.0 if shape.in_tune else self._vary(0.22)
        self._own_pitch = self._vary(0.06)
        self._colour(cry)
        phrase = self._choose(shape.phrases)
        self._tune = _curve(self._varied(phrase.tune, 0.0 if shape.in_tune else 0.35), phrase.glide)
        self._mouth = _curve(self._varied(phrase.mouth, 0.04), phrase.glide)
        self._breath = _curve(phrase.breath, phrase.glide)
        self._loudness = self._varied(phrase.loudness, 0.0)
        energy = _part(cry.energy, 1.0)
        slower = 1.0 - 0.18 * _bounded(cry.arousal) + 0.25 * (1.0 - energy)
        self._seconds = self._between(*shape.seconds) * phrase.longer * (1.0 if self.lasting else slower)
        self._wobbles = [
            (_TAU * hz * self._vary(0.2), _TAU * self._chance.random(), depth)
            for hz, depth in ((0.9, 0.004), (2.3, 0.004), (shape.vibrato_hz, shape.vibrato * self._vary(0.3)))
        ]
        # Two thirds of the way to a bell curve, and no further: folds tremble, they do not shake.
        self._trembles = np.sum([self._chance.random(_TREMBLES) for _ in range(4)], axis=0) - 2.0
        # A smile draws the lips back and makes the tract a little shorter.
        size = self._vary(0.05) * (1.0 + 0.03 * _bounded(cry.valence))
        formants = CHEST if self.lasting else PUP
        scaled = tuple((shut * size, wide * size, width, strength) for shut, wide, width, strength in formants)
        # Excitement brightens a voice, tiredness darkens it: overtones fall less or more fast.
        tilt = shape.tilt - 0.25 * _bounded(cry.arousal) + 0.25 * (1.0 - energy)
        self._tract = (
            VocalTract(scaled, tilt, 0.7 * shape.pitch_hz, self._chance, pulsed=True, highest_hz=2600.0)
            if self.lasting
            else VocalTract(scaled, tilt, 0.45 * shape.pitch_hz, self._chance)
        )
        self._level = self._level_goal
        self._age_s = 0.0
        self._breath_began_s = 0.0
        self._from = self._to = (1.0, 1.0)
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
        wave, loudness = (self._purr if self.lasting else self._call)(ages_s)
        loudness *= np.linspace(self._level, self._level_goal, count)
        self._level = self._level_goal
        if self._fade_s is not None:
            fading_s = self._fade_age_s + np.arange(1, count + 1) / RATE_HZ
            loudness *= soft(1.0 - np.minimum(fading_s / self._fade_s, 1.0))
            self._fade_age_s = float(fading_s[-1])
            self.over = self._fade_age_s >= self._fade_s
        return wave * loudness.astype(np.float32)

    def _call(self, ages_s: NDArray[np.float64]) -> tuple[Wave, NDArray[np.float64]]:
        shape = self._shape
        parts = np.minimum(ages_s / self._seconds, 1.0)
        self.over = bool(ages_s[-1] >= self._seconds)
        semitones = np.interp(parts, _PARTS, self._tune) * self._tune_size + self._lift
        pitch_hz = shape.pitch_hz * self._own_pitch * 2.0 ** (semitones / 12.0) * self._wobble(ages_s)
        loudness = soft(np.interp(parts, *_axes(self._loudness)))
        now, age_s = float(parts[-1]), float(ages_s[-1])
        mouth = float(np.interp(now, _PARTS, self._mouth)) * self._openness
        leads_s = min(BREATH_LEADS_S, 0.12 * self._seconds)
        ends = max(leads_s - age_s, 1.6 * leads_s - (self._seconds - age_s), 0.0) / leads_s
        breath = shape.breath + self._breathier + float(np.interp(now, _PARTS, self._breath)) + 0.3 * min(ends, 1.0)
        effort = float(loudness[-1]) * (0.5 + 0.5 * self._strength)
        wave = self._tract.sound(pitch_hz, min(mouth, 1.0), min(breath, 0.97), effort)
        return wave, loudness * self._shimmer(ages_s)

    def _purr(self, ages_s: NDArray[np.float64]) -> tuple[Wave, NDArray[np.float64]]:
        """Breath after breath, each with a size and a pace of its own that the one before glides into.

        Out, then in: a little softer, quicker and airier (cats differ in this, see `cries.py`).
        """
        shape = self._shape
        if ages_s[0] - self._breath_began_s >= self._seconds:
            self._breath_began_s = float(ages_s[0])
            self._seconds = self._between(*shape.seconds)
            inward = self._to[0] > 0.9
            self._from, self._to = self._to, (self._between(0.68, 0.85) if inward else 1.0, self._vary(0.05))
        parts = np.clip((ages_s - self._breath_began_s) / self._seconds, 0.0, 1.0)
        size = self._from[0] + (self._to[0] - self._from[0]) * parts
        pace = self._from[1] + (self._to[1] - self._from[1]) * parts
        pitch_hz = shape.pitch_hz * self._own_pitch * 2.0 ** (0.4 * self._lift / 12.0) * self._wobble(ages_s) * pace
        mouth = float(np.interp(parts[-1], _PARTS, self._mouth))
        loudness = 0.22 + 0.78 * soft(np.interp(parts, *_axes(self._loudness)))
        breath = shape.breath + self._breathier + 0.5 * (1.0 - float(size[-1]))
        wave = self._tract.sound(pitch_hz, mouth, min(breath, 0.97), float(loudness[-1]))
        return wave, loudness * size * soft(np.minimum(ages_s / PURR_BEGINS_S, 1.0)) * self._shimmer(ages_s)

    def _colour(self, cry: Cry) -> None:
        """Strength and colour: gladness and excitement lift the voice and open the mouth, tiredness sinks and airs it.

        Raised pitch and less steep overtones go with arousal in mammals (Briefer, J. Zoology 288, 2012, 1-20; quoted
        from memory, not checked).
        """
        self._strength = _part(cry.intensity, 0.5)
        valence, arousal, tired = _bounded(cry.valence), _bounded(cry.arousal), 1.0 - _part(cry.energy, 1.0)
        self._level_goal = self._shape.level * (0.3 + 0.7 * self._strength) * (1.0 - 0.25 * tired)
        self._lift = 1.4 * valence + 1.8 * arousal - 2.2 * tired
        self._openness = 1.0 + 0.25 * valence + 0.25 * arousal - 0.3 * tired
        self._breathier = 0.1 * tired + 0.05 * (1.0 - self._strength)

    def _wobble(self, ages_s: NDArray[np.float64]) -> NDArray[np.float64]:
        """Vibrato that grows as a note is held, and the small unsteadiness of a living voice, as a factor near 1.

        Little of it: the more a baby's voice trembles and the higher it is, the worse people find it (Protopapas and
        Eimas, J. Acoust. Soc. Am. 102, 1997, 3723-3734, abstract).
        """
        held = soft(np.clip((ages_s - VIBRATO_WAITS_S) / VIBRATO_GROWS_S, 0.0, 1.0))
        factor = 1.0 + 0.003 * self._tremble(ages_s, 0.0)
        for number, (rate, phase, depth) in enumerate(self._wobbles):
            swing = depth * np.sin(rate * ages_s + phase)
            factor += swing * held if number == 2 else swing
        return factor

    def _shimmer(self, ages_s: NDArray[np.float64]) -> NDArray[np.float64]:
        return 1.0 + 0.04 * self._tremble(ages_s, 100.5)

    def _tremble(self, ages_s: NDArray[np.float64], offset: float) -> NDArray[np.float64]:
        """Chance that glides, about 60 values a second, mostly within -1..1."""
        places = ages_s * _TREMBLES_HZ + offset
        whole = np.floor(places)
        number = whole.astype(np.int64)
        glide = soft(places - whole)
        before, after = self._trembles[number % _TREMBLES], self._trembles[(number + 1) % _TREMBLES]
        trembling: NDArray[np.float64] = before + (after - before) * glide
        return trembling

    def _varied(self, line: Line, most: float) -> Line:
        """The line with its inner points moved a little, and every value by up to `most`."""
        moved = [(part, value + self._between(-most, most)) for part, value in line]
        for number in range(1, len(line) - 1):
            gap = min(line[number][0] - line[number - 1][0], line[number + 1][0] - line[number][0])
            moved[number] = (line[number][0] + self._between(-0.22, 0.22) * gap, moved[number][1])
        return tuple(moved)

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


def soft(rising: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rounds the corners of 0..1: a raised cosine."""
    rounded: NDArray[np.float64] = 0.5 - 0.5 * np.cos(math.pi * rising)
    return rounded


def _bounded(value: float) -> float:
    return min(max(value, -1.0), 1.0) if math.isfinite(value) else 0.0


def _part(value: float, otherwise: float) -> float:
    return min(max(value, 0.0), 1.0) if math.isfinite(value) else otherwise
