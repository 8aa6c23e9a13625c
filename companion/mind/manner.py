"""How a resident's voice usually is: how high, how loud, how quick. Running numbers, theirs alone, and erasable.

A soft, slow voice may be a weary one or just this person's. Once their usual manner is learnt, what counts is how far
they are from it, in their own spread. It never says who speaks: whoever has the session is meant, and nobody is known
by their voice.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from companion.vocabulary.readings import VoiceReading

FOLLOWS_S = 600.0
"""Once learnt it follows this slowly, in seconds of speech: a tired afternoon is not a manner."""

LEARNT_AFTER_S = 60.0
MOST_S = 1e7
UNUSUAL_FROM = 1.5
"""So many of their own spreads away from their usual is worth a word."""

MOST_AWAY = 3.0
LIMITS: Mapping[str, tuple[float, float]] = {"pitch": (-24.0, 48.0), "level": (-120.0, 40.0), "rate": (0.0, 15.0)}
LEAST_SPREAD: Mapping[str, float] = {"pitch": 1.0, "level": 3.0, "rate": 0.6}
"""Semitones, decibels and syllables a second: nobody is steadier than the measurement."""

FIRST_SPREAD: Mapping[str, float] = {"pitch": 2.5, "level": 5.0, "rate": 1.2}
WORDS: Mapping[str, tuple[str, str]] = {
    "pitch": ("higher", "lower"),
    "level": ("louder", "quieter"),
    "rate": ("quicker", "slower"),
}


@dataclass(slots=True)
class Usual:
    """One trait: its running mean, and the mean distance from it."""

    mean: float = 0.0
    spread: float = 0.0
    heard_s: float = 0.0


class Manner:
    """The usual manner of one voice."""

    def __init__(self) -> None:
        self.traits = {name: Usual(spread=FIRST_SPREAD[name]) for name in LIMITS}

    @property
    def learnt(self) -> float:
        """How well it is known, 0..1."""
        return min(1.0, self.traits["level"].heard_s / LEARNT_AFTER_S)

    def learn(self, voice: VoiceReading, dt_s: float) -> None:
        """From a voice that was heard for `dt_s` seconds."""
        for name, value in measured(voice).items():
            usual = self.traits[name]
            usual.heard_s = min(MOST_S, usual.heard_s + dt_s)
            share = min(1.0, dt_s / min(usual.heard_s, FOLLOWS_S))
            usual.spread += share * (abs(value - usual.mean) - usual.spread) if usual.heard_s > dt_s else 0.0
            usual.mean += share * (value - usual.mean)

    def away(self, voice: VoiceReading) -> dict[str, float]:
        """How far each trait is from the usual one, in its own spreads, -3..3; nothing while that is not learnt."""
        if self.learnt < 1.0:
            return {}
        return {
            name: min(MOST_AWAY, max(-MOST_AWAY, (value - usual.mean) / max(usual.spread, LEAST_SPREAD[name])))
            for name, value in measured(voice).items()
            if (usual := self.traits[name]).heard_s >= LEARNT_AFTER_S / 2
        }

    def lift(self, voice: VoiceReading) -> float:
        """How much livelier than usual the voice is, -1..1: higher, louder and quicker all speak for it."""
        away = self.away(voice)
        return sum(away.values()) / (MOST_AWAY * len(away)) if away else 0.0

    def says(self, voice: VoiceReading) -> str:
        """ "quieter and slower than usual", or nothing where it is as usual."""
        words = [WORDS[name][far < 0] for name, far in self.away(voice).items() if abs(far) >= UNUSUAL_FROM]
        return f"{' and '.join(words)} than usual" if words else ""

    def state(self) -> dict[str, Any]:
        """Plain numbers, to be kept for this resident alone."""
        return {
            name: {"mean": usual.mean, "spread": usual.spread, "heard_s": usual.heard_s}
            for name, usual in self.traits.items()
        }

    def restore(self, state: object) -> None:
        """Go on from a saved state. Raises ValueError, and changes nothing, when it cannot be trusted."""
        if not isinstance(state, Mapping):
            raise ValueError("holds no manner of voice")
        traits = {}
        for name, (low, high) in LIMITS.items():
            kept = state.get(name)
            if not isinstance(kept, Mapping):
                raise ValueError(f"holds no usual {name} of a voice")
            limits = {"mean": (low, high), "spread": (0.0, high - low), "heard_s": (0.0, MOST_S)}
            for key, (least, most) in limits.items():
                number = kept.get(key)
                # True is a number to Python, and nan lies in no range.
                if isinstance(number, bool) or not isinstance(number, int | float) or not least <= number <= most:
                    raise ValueError(f"holds {key} = {number!r} of the {name} of a voice")
            traits[name] = Usual(*(float(kept[key]) for key in limits))
        self.traits = traits


def measured(voice: VoiceReading) -> dict[str, float]:
    """What was measured of a voice: pitch in semitones above 100 Hz, level in dB, syllables a second."""
    pitch_hz = voice.pitch_hz
    found = {
        "pitch": None if pitch_hz is None or pitch_hz <= 0.0 else 12.0 * math.log2(pitch_hz / 100.0),
        "level": voice.level_db,
        "rate": voice.rate_per_s,
    }
    return {
        name: value
        for name, value in found.items()
        if value is not None and LIMITS[name][0] <= value <= LIMITS[name][1]
    }
