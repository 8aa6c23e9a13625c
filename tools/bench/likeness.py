"""How far acts can be told apart by what is seen and heard of them, measured against how much one act varies.

Every act is played several times with different chance. What a bystander could notice of a playing becomes numbers:
for head, tail and both flippers where they are held, how far they reach, how much and how fast they move, and how that
differs between beginning and end; how open the eyes are without blinks; the light and its colour; which cries it has.
Each number counts in units of its own spread between playings of the same act, so that 1 is as far as an act is from
itself on another day.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from companion.daemon.performing import TICK_S, Instant, play
from companion.expression.gestures import GESTURES
from companion.vocabulary.acts import CryKind, Joint
from tools.bench.table import Row

SECONDS = 9.0
SEEDS = (1, 2, 3, 4)
LEAST_SPREAD = 0.02
"""Nobody sees less, however little an act varies."""

CRY_WEIGHT = 0.5
BLINK_TICKS = round(0.5 / TICK_S)

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Likeness:
    """`pairs`: distance and names of two acts, the most alike first; `mistaken`: an act and what it was taken for."""

    pairs: tuple[tuple[float, str, str], ...]
    mistaken: tuple[tuple[str, str], ...]
    playings: int


def measure() -> list[Row]:
    """Rows for `make bench`."""
    found = likeness()
    distance, one, other = found.pairs[0]
    told = f"{found.playings - len(found.mistaken)} of {found.playings}"
    return [
        Row("playings of acts that are told apart from all others by what is seen and heard", told, "all"),
        Row(
            f"the two acts most alike ({one}, {other}), in units of an act's own variation",
            f"{distance:.2f}",
            "above 1",
        ),
    ]


def likeness(names: Sequence[str] = tuple(sorted(GESTURES)), seeds: Sequence[int] = SEEDS) -> Likeness:
    """Compare all of these acts."""
    seen, heard = [], []
    for name in names:
        playings = [play(name, SECONDS, seed, rests_s=1.0) for seed in seeds]
        seen.append([_seen(playing) for playing in playings])
        heard.append([_heard(playing) for playing in playings])
    sights, sounds = np.array(seen), np.array(heard)
    freedom = len(names) * (len(seeds) - 1)
    spread = np.sqrt(((sights - sights.mean(1, keepdims=True)) ** 2).sum((0, 1)) / freedom) + LEAST_SPREAD
    sights = sights / spread

    def apart(one: tuple[Numbers, Numbers], other: tuple[Numbers, Numbers]) -> float:
        by_eye, by_ear = ((one[0] - other[0]) ** 2).mean(), ((one[1] - other[1]) ** 2).sum()
        return float(np.sqrt(by_eye + CRY_WEIGHT * by_ear))

    usual = list(zip(sights.mean(1), sounds.mean(1), strict=True))
    pairs = sorted(
        (apart(usual[one], usual[other]), names[one], names[other])
        for one, other in itertools.combinations(range(len(names)), 2)
    )
    mistaken = []
    for one, name in enumerate(names):
        for number in range(len(seeds)):
            others = [place for place in range(len(seeds)) if place != number]
            known = usual.copy()
            known[one] = (sights[one, others].mean(0), sounds[one, others].mean(0))
            this = (sights[one, number], sounds[one, number])
            nearest = min(range(len(names)), key=lambda place: apart(this, known[place]))
            if nearest != one:
                mistaken.append((name, names[nearest]))
    return Likeness(tuple(pairs), tuple(mistaken), len(names) * len(seeds))


def _seen(playing: Sequence[Instant]) -> list[float]:
    def track(joint: Joint) -> Numbers:
        return np.array([getattr(instant.sent.pose, joint) for instant in playing])

    yaw, pitch, tail = track("neck_yaw"), track("neck_pitch"), track("tail")
    # Chance picks the side; the flipper that reaches higher is one, the other the other.
    higher, lower = sorted((track("flipper_left"), track("flipper_right")), key=lambda way: -float(way.max()))
    lids = (track("eyelid_left") + track("eyelid_right")) / 2
    around = [lids[max(0, tick - BLINK_TICKS) : tick + BLINK_TICKS] for tick in range(0, len(lids), 5)]
    open_eyes, usual_eyes = np.array([part.max() for part in around]), np.array([np.median(part) for part in around])
    numbers: list[float] = []
    for way, sideless in ((yaw, True), (tail, True), (pitch, False), (higher, False), (lower, False)):
        steps = np.abs(np.diff(way))
        held = np.abs(way) if sideless else way
        numbers += [abs(way.mean()) if sideless else way.mean(), way.std(), held.max(), held.min()]
        numbers += [steps.sum() / SECONDS, np.sqrt(steps.max() / TICK_S)]
    for way in (pitch, usual_eyes, higher):
        third = len(way) // 3
        numbers += [way[:third].mean(), way[-third:].mean()]
    numbers += [open_eyes.mean(), open_eyes.min(), open_eyes.max(), usual_eyes.mean(), usual_eyes.min()]
    light = np.sqrt([instant.expressed.glow.level for instant in playing])
    numbers += [light.mean(), light.std(), light.max(), float(np.mean([one.expressed.glow.blue for one in playing]))]
    return [float(number) for number in numbers]


def _heard(playing: Sequence[Instant]) -> list[float]:
    kinds = {instant.expressed.cry.kind for instant in playing if instant.expressed.cry is not None}
    return [float(kind in kinds) for kind in get_args(CryKind)]
