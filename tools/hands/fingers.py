"""Fingers on the pulse sensor, with known truth: the light that comes back from a person's blood, still or moving.

A beat is a steep rise and a slower fall with a second wave, as textbooks draw it; its length wanders with the breath
and by chance, or without any order at all (atrial fibrillation). Skin, perfusion and pressure decide how little of the
light pulses. Nothing here was measured on a sensor.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from companion.vocabulary.signals import PulseSample

Floats = NDArray[np.float64]
RATE_HZ = 25
MOST = 262_143

Finger = Literal["warm", "cold", "breathing deeply", "fibrillating", "fidgeting", "sliding", "no finger"]
FINGERS: tuple[Finger, ...] = get_args(Finger)


@dataclass(frozen=True, slots=True)
class Felt:
    """Samples of one finger and its true beats a minute over the 10 s before each second; None where there are none."""

    samples: list[PulseSample]
    true_bpm: list[float | None]


def lay(finger: Finger, seed: int, seconds: float = 60.0) -> Felt:
    """A finger of this kind, all else by chance."""
    chance = np.random.default_rng([seed, FINGERS.index(finger), 5])
    n = round(seconds * RATE_HZ)
    at_s = np.arange(n) / RATE_HZ
    level = chance.uniform(70_000, 200_000)
    light = np.full(n, level)
    beats = np.zeros(0)
    if finger != "no finger":
        beats = _beats(finger, seconds, chance)
        part = chance.uniform(0.0008, 0.002) if finger == "cold" else chance.uniform(0.003, 0.025)
        light -= level * part * _waves(beats, at_s, chance)
        light += level * 0.003 * np.sin(2 * np.pi * chance.uniform(0.2, 0.35) * at_s + chance.uniform(0, 6))
    else:
        light = np.full(n, chance.uniform(200, 6000))
    if finger == "fidgeting":
        light += level * 0.02 * _bursts(n, chance)
    if finger == "sliding":
        light += level * 0.01 * np.cumsum(chance.normal(0, 1, n)) / 3
    light += chance.normal(0, chance.uniform(20, 90), n)
    counts = np.clip(np.rint(light), 0, MOST).astype(int).tolist()
    samples = [PulseSample(count, count, float(s)) for count, s in zip(counts, at_s, strict=True)]
    return Felt(samples, [_true(beats, float(s)) for s in range(int(seconds) + 1)])


def _beats(finger: Finger, seconds: float, chance: np.random.Generator) -> Floats:
    """When the heart beats, in seconds."""
    usual_s = 60.0 / chance.uniform(46, 130)
    breath_hz, sway = chance.uniform(0.18, 0.3), chance.uniform(0.01, 0.04)
    if finger == "breathing deeply":
        breath_hz, sway = chance.uniform(0.08, 0.13), chance.uniform(0.06, 0.12)
    beats, now_s = [], -2.0
    while now_s < seconds + 2.0:
        beats.append(now_s)
        order = 1.0 + sway * np.sin(2 * np.pi * breath_hz * now_s) + 0.015 * chance.normal()
        now_s += usual_s * (float(np.exp(chance.normal(0, 0.22))) if finger == "fibrillating" else float(order))
    return np.array(beats)


def _waves(beats: Floats, at_s: Floats, chance: np.random.Generator) -> Floats:
    """Blood volume, about 0 to 1: a systolic wave and the smaller one after it, for each beat."""
    second = chance.uniform(0.1, 0.5)
    volume = np.zeros(len(at_s))
    for start, end in pairwise(beats):
        u = (at_s - start) / (end - start)
        inside = (u >= 0.0) & (u < 1.0)
        volume[inside] += np.exp(-(((u[inside] - 0.2) / 0.1) ** 2)) + second * np.exp(
            -(((u[inside] - 0.5) / 0.14) ** 2)
        )
    return volume


def _bursts(n: int, chance: np.random.Generator) -> Floats:
    """A finger that fidgets half the time: jerks at one to three a second."""
    moves = np.zeros(n)
    start = 0
    while start < n:
        length = round(float(chance.uniform(2, 6)) * RATE_HZ)
        if chance.random() < 0.5:
            part = np.arange(min(length, n - start)) / RATE_HZ
            moves[start : start + length] = np.sin(2 * np.pi * chance.uniform(0.8, 3.0) * part) * chance.uniform(
                0.3, 1.5
            )
        start += length
    return moves


def _true(beats: Floats, at_s: float) -> float | None:
    """Beats a minute over the ten seconds before."""
    inside = beats[(beats > at_s - 10.0) & (beats <= at_s)]
    return 60.0 * (len(inside) - 1) / float(inside[-1] - inside[0]) if len(inside) > 2 else None
