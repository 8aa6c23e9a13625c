"""Hours in which nobody touches: whatever is told then is false.

Each hour is one trouble at a time, at its worst: warming, blankets, drops, broken wires, a dip of the supply, hum, and
the creature's own breath that moves the fur over the plates.
"""

from collections.abc import Callable, Mapping

import numpy as np

from tools.hands.coat import RATE_HZ, Coat, Counts, Floats, round_counts

Trouble = Callable[[Floats, Floats, np.random.Generator], None]


def _quiet(held: Floats, at_s: Floats, chance: np.random.Generator) -> None:
    pass


def _warming(held: Floats, at_s: Floats, chance: np.random.Generator) -> None:
    """The heating goes on and off: up to 80 counts within a quarter of an hour."""
    swing = chance.uniform(30, 80, 12)
    held += swing * np.sin(2 * np.pi * (at_s[:, None] / chance.uniform(3000, 5000) + chance.uniform()))


def _blankets(held: Floats, at_s: Floats, chance: np.random.Generator) -> None:
    """Six times an hour a blanket is laid on most of it, settles for a second or two, and is taken away."""
    for start in np.arange(120.0, at_s[-1] - 300.0, 600.0):
        covered = chance.random(12) < 0.8
        weight = chance.uniform(3, 16, 12) * covered
        begin, end = start + chance.uniform(0, 100), start + chance.uniform(200, 500)
        settle = np.clip((at_s - begin) / chance.uniform(0.3, 2.0), 0, 1) * np.clip((end - at_s) / 0.8, 0, 1)
        held += settle[:, None] * weight


def _drops(held: Floats, at_s: Floats, chance: np.random.Generator) -> None:
    """Ten spilt drops an hour on one to three places; each soaks in within a second and dries within minutes."""
    for start in chance.uniform(60, at_s[-1], round(at_s[-1] / 360.0)):
        wet = np.zeros(12)
        wet[chance.choice(12, int(chance.integers(1, 4)), replace=False)] = chance.uniform(5, 40)
        since = at_s - start
        shape = np.where(since > 0, np.clip(since / chance.uniform(0.05, 1.0), 0, 1) * np.exp(-since / 240.0), 0.0)
        held += shape[:, None] * wet


def _breathing(held: Floats, at_s: Floats, chance: np.random.Generator) -> None:
    """Its own breath and small movements shift the fur: up to three counts, in and out with the servos."""
    depth = chance.uniform(0.5, 3.0, 12)
    held += depth * (0.5 + 0.5 * np.sin(2 * np.pi * (0.22 * at_s[:, None] + chance.uniform(0, 1, 12))))


def _hum(held: Floats, at_s: Floats, chance: np.random.Generator) -> None:
    """A charger beside it: five times the ordinary hum for minutes."""
    on = (at_s % 900.0 < 400.0)[:, None]
    held += on * chance.uniform(1, 3, 12) * np.sin(2 * np.pi * chance.uniform(2, 30, 12) * at_s[:, None])


def _supply(held: Floats, at_s: Floats, chance: np.random.Generator) -> None:
    """The supply dips or the chip begins afresh, thirty times an hour: all twelve jump at once."""
    for start in chance.uniform(10, at_s[-1], round(at_s[-1] / 120.0)):
        held[at_s > start] += chance.uniform(8, 40) * chance.choice((-1, 1)) * chance.uniform(0.8, 1.2, 12)


TROUBLES: Mapping[str, Trouble] = {
    "quiet room": _quiet,
    "heating on and off": _warming,
    "blankets laid and taken": _blankets,
    "spilt drops": _drops,
    "its own breath": _breathing,
    "a charger's hum": _hum,
    "dips of the supply": _supply,
}

BROKEN = ("stuck in the middle", "stuck at the rail", "loose contact")


def alone(coat: Coat, trouble: str, seed: int, seconds: float) -> Counts:
    """Counts (samples, 12) at `RATE_HZ` with nobody there. `trouble` is one of `TROUBLES` or `BROKEN`."""
    chance = np.random.default_rng([seed, 4])
    at_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    held = np.zeros((len(at_s), 12))
    if trouble in TROUBLES:
        TROUBLES[trouble](held, at_s, chance)
    counts = round_counts(coat, held, chance)
    if trouble in BROKEN:
        break_one(counts, trouble, chance)
    return counts


def break_one(counts: Counts, how: str, chance: np.random.Generator) -> int:
    """Break one electrode from a tenth of the stream on, in place. Returns which."""
    place, start = int(chance.integers(12)), len(counts) // 10
    match how:
        case "stuck in the middle":
            counts[start:, place] = counts[start, place] - int(chance.integers(20, 120))
        case "stuck at the rail":
            counts[start:, place] = int(chance.choice((0, 1023)))
        case _:
            broken = chance.random(len(counts) - start) < 0.3
            counts[start:, place] = np.where(broken, 1023, counts[start:, place])
    return place
