"""What is done with the whole body, with its truth: how a sense of balance feels a lap, a lift, a turn and a fall.

A body is drawn as heights and angles a hundred times a second; its sensor sits some centimetres off the middle, is
noisy and askew as the MPU-6050's data sheet allows (its zero up to 0.08 g and 20 degrees a second off), and reads no
more than 4 g and 500 degrees a second.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from companion.vocabulary.signals import MotionSample

Floats = NDArray[np.float64]
HZ = 100
G_M_S2 = 9.81

Scene = Literal["table", "lap", "stroked", "patted", "wheelchair", "lifted", "turned over", "dropped"]


@dataclass(slots=True)
class Handling:
    """The way of the body: height (m), pitch and roll (radians), shaking (g, 3) and whether it falls, per sample."""

    height: list[Floats] = field(default_factory=list)
    pitch: list[Floats] = field(default_factory=list)
    roll: list[Floats] = field(default_factory=list)
    shake: list[Floats] = field(default_factory=list)
    now: tuple[float, float, float] = (0.0, 0.0, 0.0)
    seconds: float = 0.0

    def to(
        self, seconds: float, height: float | None = None, pitch: float | None = None, roll: float | None = None
    ) -> None:
        """A soft move: minimum jerk."""
        n = max(2, round(seconds * HZ))
        u = np.arange(1, n + 1) / n
        soft = 10 * u**3 - 15 * u**4 + 6 * u**5
        goals = [old if new is None else new for old, new in zip(self.now, (height, pitch, roll), strict=True)]
        for values, old, new in zip((self.height, self.pitch, self.roll), self.now, goals, strict=True):
            values.append(old + soft * (new - old))
        self.shake.append(np.zeros((n, 3)))
        self.now = goals[0], goals[1], goals[2]
        self.seconds += n / HZ

    def tremble(self, chance: np.random.Generator, g: float, hz: float) -> None:
        """Shake through the last move: noise below `hz`."""
        shape = self.shake[-1].shape
        raw = chance.normal(0, 1, (shape[0] + 60, 3))
        width = max(1, round(HZ / hz / 2))
        kernel = np.ones(width) / width
        smooth = np.stack([np.convolve(raw[:, i], kernel, "same") for i in range(3)], axis=1)[30:-30]
        self.shake[-1] += g * smooth / smooth.std()

    def knock(self, at: int, g: float, chance: np.random.Generator) -> None:
        """A blow of 20 ms within the last move, ringing for 50 ms; it leaves the body no faster than before."""
        ring = np.exp(-np.arange(7) / 2.0) * np.cos(np.arange(7) * 1.6)
        ring -= ring.mean()
        way = chance.normal(0, 1, 3)
        part = self.shake[-1][at : at + 7]
        part += np.outer(ring[: len(part)], g * way / np.linalg.norm(way))


def samples(way: Handling, chance: np.random.Generator, falls: tuple[int, int] | None = None) -> list[MotionSample]:
    """What the sensor reads of it; `falls` is the span of samples in free fall, tumbling."""
    height, pitch, roll = (np.concatenate(v) for v in (way.height, way.pitch, way.roll))
    shake = np.concatenate(way.shake)
    up = np.gradient(np.gradient(height, 1 / HZ), 1 / HZ) / G_M_S2 + 1.0
    down = np.stack([-np.sin(pitch), np.sin(roll) * np.cos(pitch), np.cos(roll) * np.cos(pitch)], axis=1)
    turn = np.stack([np.gradient(roll, 1 / HZ), np.gradient(pitch, 1 / HZ), np.zeros(len(roll))], axis=1)
    pull = down * up[:, None] + shake
    jitter = np.rad2deg(1.0) * 0.6 * np.gradient(shake, axis=0)
    turn = np.rad2deg(turn) + jitter * 3.0
    if falls is not None:
        spin = chance.uniform(0, 250) * chance.normal(0, 1, 3)
        off_m = chance.uniform(0.0, 0.05)
        pull[falls[0] : falls[1]] = (np.deg2rad(np.linalg.norm(spin)) ** 2 * off_m / G_M_S2) * np.array([1.0, 0, 0])
        turn[falls[0] : falls[1]] = spin
    pull = pull + chance.uniform(-0.05, 0.05, 3) + chance.normal(0, 0.004, pull.shape)
    turn = turn + chance.uniform(-15, 15, 3) + chance.normal(0, 0.08, turn.shape)
    pull, turn = np.clip(pull, -4.0, 4.0), np.clip(turn, -500.0, 500.0)
    return [
        MotionSample((a[0], a[1], a[2]), (t[0], t[1], t[2]), (i + 1) / HZ)
        for i, (a, t) in enumerate(zip(pull.tolist(), turn.tolist(), strict=True))
    ]


def _lying(way: Handling, chance: np.random.Generator, seconds: float) -> None:
    """On a table, breathing with its own servos, a movement now and then."""
    way.to(seconds)
    way.tremble(chance, float(chance.uniform(0.0, 0.006)), 4.0)


def _table(way: Handling, chance: np.random.Generator) -> list[tuple[float, str]]:
    _lying(way, chance, 40.0)
    for at in chance.uniform(200, 3900, 12):
        way.shake[-1][int(at) : int(at) + 40] += 0.02 * chance.normal(
            0, 1, (len(way.shake[-1][int(at) : int(at) + 40]), 3)
        )
    return []


def _lap(way: Handling, chance: np.random.Generator) -> list[tuple[float, str]]:
    """A lap breathes, and shifts its weight every ten seconds or so."""
    for _ in range(6):
        for _ in range(3):
            way.to(1.6, height=way.now[0] + 0.006)
            way.tremble(chance, 0.008, 6.0)
            way.to(1.9, height=way.now[0] - 0.006)
            way.tremble(chance, 0.008, 6.0)
        way.to(
            chance.uniform(0.5, 1.2),
            chance.uniform(-0.02, 0.02),
            chance.uniform(-0.15, 0.15),
            chance.uniform(-0.2, 0.2),
        )
        way.tremble(chance, 0.03, 8.0)
    return []


def _stroked(way: Handling, chance: np.random.Generator) -> list[tuple[float, str]]:
    way.to(30.0)
    way.tremble(chance, float(chance.uniform(0.01, 0.04)), 8.0)
    return []


def _patted(way: Handling, chance: np.random.Generator) -> list[tuple[float, str]]:
    way.to(30.0)
    for at in chance.uniform(100, 2900, 40):
        way.knock(int(at), float(chance.uniform(0.1, 1.2)), chance)
    return []


def _wheelchair(way: Handling, chance: np.random.Generator) -> list[tuple[float, str]]:
    """Pushed over tiles and a door sill, on a lap."""
    way.to(40.0)
    way.tremble(chance, float(chance.uniform(0.03, 0.08)), 12.0)
    for at in chance.uniform(100, 3900, 5):
        way.knock(int(at), float(chance.uniform(0.3, 0.9)), chance)
    return []


def _carry(way: Handling, chance: np.random.Generator, seconds: float) -> None:
    steps = round(seconds / 0.5)
    for step in range(steps):
        way.to(0.5, way.now[0] + (0.02 if step % 2 else -0.02), chance.uniform(-0.2, 0.2), chance.uniform(-0.25, 0.25))
        way.tremble(chance, 0.04, 8.0)


def _put_down(way: Handling, chance: np.random.Generator) -> None:
    way.to(chance.uniform(0.7, 1.6), 0.0, 0.0, 0.0)
    way.tremble(chance, 0.03, 8.0)
    way.to(4.0)
    way.knock(0, float(chance.uniform(0.2, 0.9)), chance)


def _lifted(way: Handling, chance: np.random.Generator) -> list[tuple[float, str]]:
    _lying(way, chance, 5.0)
    truth = [(way.seconds, "lifted")]
    height = chance.uniform(0.2, 0.7)
    seconds = chance.uniform(0.8, 1.6) * (height / 0.4) ** 0.5
    way.to(seconds, height, chance.uniform(-0.4, 0.4), chance.uniform(-0.4, 0.4))
    way.tremble(chance, 0.03, 8.0)
    truth.append((way.seconds, "held"))
    _carry(way, chance, chance.uniform(4, 8))
    _put_down(way, chance)
    truth.append((way.seconds - 4.0, "resting"))
    return truth


def _turned(way: Handling, chance: np.random.Generator) -> list[tuple[float, str]]:
    _lying(way, chance, 4.0)
    truth = [(way.seconds, "lifted")]
    way.to(chance.uniform(0.6, 1.2), 0.3)
    way.tremble(chance, 0.03, 8.0)
    seconds = chance.uniform(0.7, 1.6)
    side = chance.choice((-1.0, 1.0))
    way.to(seconds, None, 0.0, side * np.pi * chance.uniform(0.85, 1.0))
    way.tremble(chance, 0.04, 8.0)
    truth.append((way.seconds, "upside_down"))
    _carry_over(way, chance)
    way.to(seconds, None, 0.0, 0.0)
    way.tremble(chance, 0.04, 8.0)
    truth.append((way.seconds, "held"))
    _carry(way, chance, 3.0)
    _put_down(way, chance)
    truth.append((way.seconds - 4.0, "resting"))
    return truth


def _carry_over(way: Handling, chance: np.random.Generator) -> None:
    way.to(chance.uniform(2, 4))
    way.tremble(chance, 0.04, 8.0)


def _dropped(way: Handling, chance: np.random.Generator) -> list[tuple[float, str]]:
    """Let fall from a lap or a bed: a fall, a blow, a bounce, and still."""
    _lying(way, chance, 4.0)
    way.to(0.9, chance.uniform(0.2, 0.8))
    way.tremble(chance, 0.03, 8.0)
    way.to(chance.uniform(1.0, 3.0))
    way.tremble(chance, 0.04, 8.0)
    truth = [(4.0, "lifted"), (way.seconds, "dropped")]
    way.to(float(np.sqrt(2 * way.now[0] / G_M_S2)))
    way.now = (0.0, *way.now[1:])
    way.to(5.0)
    way.knock(0, float(chance.uniform(3.0, 12.0)), chance)
    way.knock(18, float(chance.uniform(0.5, 2.0)), chance)
    truth.append((way.seconds - 5.0, "resting"))
    return truth


SCENES: Mapping[Scene, Callable[[Handling, np.random.Generator], list[tuple[float, str]]]] = {
    "table": _table, "lap": _lap, "stroked": _stroked, "patted": _patted, "wheelchair": _wheelchair,
    "lifted": _lifted, "turned over": _turned, "dropped": _dropped,
}  # fmt: skip


def handle(scene: Scene, seed: int) -> tuple[list[MotionSample], list[tuple[float, str]]]:
    """What balance feels of this scene, and since when (s) which posture is true; it begins resting."""
    chance = np.random.default_rng([seed, list(SCENES).index(scene)])
    way = Handling()
    way.to(2.0)
    truth = SCENES[scene](way, chance)
    falls = None
    if scene == "dropped":
        begin = round(truth[1][0] * HZ)
        falls = (begin, round(truth[2][0] * HZ))
    return samples(way, chance, falls), truth
