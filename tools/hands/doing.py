"""What hands do, with its truth: a person's rests, strokes, pats, squeezes, pushes, blows and mere touches.

A hand is drawn as a path of keyframes at 500 readings a second: where it is over the coat, and how high above the fur's
tips, or how far pressed in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from tools.hands.coat import FINE_HZ, Floats
from tools.hands.people import Person

Deed = Literal["rest", "stroke", "pat", "squeeze", "push", "hit", "touch", "rest and stroke"]

ABOVE_CM = 8.0
PLACES: Mapping[str, tuple[float, float]] = {
    "head": (12.0, 0.0),
    "nape": (19.0, 0.0),
    "back": (30.0, 0.0),
    "rear": (41.0, 0.0),
    "tail": (51.0, 0.0),
    "cheek": (9.5, 7.0),
    "flipper": (24.0, 12.0),
    "other flipper": (24.0, -12.0),
    "chest": (19.0, 45.0),
    "belly": (27.0, 45.0),
}


@dataclass(slots=True)
class Path:
    """One hand's way: points (n, 3) of x, y in cm and depth, at `FINE_HZ`."""

    points: list[Floats] = field(default_factory=list)
    now: Floats = field(default_factory=lambda: np.zeros(3))

    def to(self, seconds: float, x: float | None = None, y: float | None = None, depth: float | None = None) -> None:
        """Move evenly to a place, softly begun and ended within a sixth of the time each."""
        steps = max(1, round(seconds * FINE_HZ))
        goal = np.array([self.now[i] if v is None else v for i, v in enumerate((x, y, depth))])
        along = np.arange(1, steps + 1) / steps
        soft = np.clip(np.minimum(along, 1.0 - along) / 0.16, 0.0, 1.0)
        way = np.cumsum(soft) if steps > 8 else along
        self.points.append(self.now + np.outer(way / way[-1], goal - self.now))
        self.now = goal

    def straight_to(self, seconds: float, depth: float) -> None:
        """Sink or rise evenly, without softness."""
        steps = max(1, round(seconds * FINE_HZ))
        goal = np.array([self.now[0], self.now[1], depth])
        self.points.append(self.now + np.outer(np.arange(1, steps + 1) / steps, goal - self.now))
        self.now = goal

    def land(self, cm_s: float, pressed: float, soft: float = 1.6) -> None:
        """Come down from the air at so many cm/s and sink in."""
        if self.now[2] > 0.0:
            self.straight_to(self.now[2] / cm_s, 0.0)
        self.straight_to(soft * (0.4 + pressed) / cm_s, -pressed)

    def lift(self, cm_s: float, above_cm: float = ABOVE_CM) -> None:
        self.straight_to((0.4 - min(self.now[2], 0.0)) / cm_s, 0.0)
        self.straight_to(above_cm / cm_s, above_cm)

    def all(self) -> Floats:
        return np.concatenate(self.points)


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing a person did: paths (n, 3), each with the share of a palm that touches; the first tells."""

    deed: Deed
    paths: tuple[tuple[Floats, float], ...]

    @property
    def path(self) -> Floats:
        return self.paths[0][0]


def _start(place: str, chance: np.random.Generator) -> Path:
    x, y = PLACES[place]
    path = Path()
    path.now = np.array([x + chance.normal(0, 1.2), y + chance.normal(0, 1.2), ABOVE_CM])
    return path


def _somewhere(chance: np.random.Generator) -> str:
    return str(chance.choice(list(PLACES)))


def _pressed(person: Person, low: float, high: float, chance: np.random.Generator) -> float:
    return float(np.clip(chance.uniform(low, high) * person.force, 0.05, 1.0))


def rest(person: Person, chance: np.random.Generator) -> Scene:
    path = _start(_somewhere(chance), chance)
    path.land(chance.uniform(8, 25), _pressed(person, 0.15, 0.45, chance))
    path.to(chance.uniform(1.8, 6.0))
    path.lift(chance.uniform(10, 30))
    return Scene("rest", ((path.all(), 1.0),))


def touch(person: Person, chance: np.random.Generator) -> Scene:
    """A fingertip or palm laid on for more than a pat and less than a rest: nothing but a contact."""
    path = _start(_somewhere(chance), chance)
    path.land(chance.uniform(8, 25), _pressed(person, 0.15, 0.4, chance))
    path.to(chance.uniform(0.4, 0.6))
    path.lift(chance.uniform(15, 35))
    return Scene("touch", ((path.all(), float(chance.choice([0.3, 1.0]))),))


ROUTES: tuple[tuple[tuple[float, float], tuple[float, float]], ...] = (
    ((19.0, 0.0), (44.0, 0.0)),
    ((22.0, 1.5), (38.0, -1.5)),
    ((10.0, 0.0), (34.0, 0.0)),
    ((8.0, 0.0), (18.0, 0.0)),
    ((32.0, 0.0), (50.0, 0.0)),
    ((22.0, 45.0), (31.0, 45.0)),
    ((22.0, 3.0), (24.0, 13.0)),
    ((12.0, 1.0), (9.0, 9.0)),
)


def _stroking(person: Person, chance: np.random.Generator, routes: range = range(len(ROUTES))) -> Floats:
    start, end = (np.array(place) for place in ROUTES[int(chance.choice(list(routes)))])
    start, end = start + chance.normal(0, 1.0, 2), end + chance.normal(0, 1.0, 2)
    speed = float(np.clip(5.0 * person.pace * np.exp(chance.normal(0, 0.5)), 1.0, 25.0))
    if chance.random() < 0.2:
        start, end = end, start
    to_and_fro = chance.random() < 0.35
    pressed = _pressed(person, 0.12, 0.45, chance)
    path = Path()
    path.now = np.array([*start, ABOVE_CM])
    path.land(chance.uniform(8, 30), pressed)
    seconds = float(np.hypot(*(end - start))) / speed * 1.16
    lasts = chance.uniform(2.5, 6.0)
    passed = 0.0
    if seconds > 6.0:
        end, seconds = start + (end - start) * 6.0 / seconds, 6.0
    for turn in range(8):
        x, y = (end, start)[turn % 2] if to_and_fro else end
        path.to(seconds, float(x), float(y))
        passed += seconds
        if passed > lasts:
            break
        if not to_and_fro:
            path.lift(25.0, 3.0)
            path.to(0.35, float(start[0]), float(start[1]))
            path.land(25.0, pressed)
    path.lift(chance.uniform(10, 30))
    return path.all()


def stroke(person: Person, chance: np.random.Generator) -> Scene:
    """Over the coat at 1 to 25 cm/s, with the palm or the fingers, again and again or to and fro."""
    return Scene("stroke", ((_stroking(person, chance), float(chance.choice([0.35, 1.0, 1.0]))),))


def pat(person: Person, chance: np.random.Generator) -> Scene:
    path = _start(_somewhere(chance), chance)
    pressed = _pressed(person, 0.15, 0.5, chance)
    for _ in range(int(chance.integers(1, 5))):
        speed = chance.uniform(25, 60) * min(person.pace, 1.3)
        path.land(speed, pressed)
        path.to(chance.uniform(0.04, 0.15))
        path.lift(speed, chance.uniform(2.5, 6.0))
        path.to(chance.uniform(0.05, 0.25))
    path.to(0.2, depth=ABOVE_CM)
    return Scene("pat", ((path.all(), float(chance.choice([0.5, 1.0, 1.0]))),))


def squeeze(person: Person, chance: np.random.Generator) -> Scene:
    """A hand, or two that hug, lies there and closes more firmly, once or some times."""
    both = chance.random() < 0.3
    path = _start("flipper" if both else _somewhere(chance), chance)
    loose, tight = _pressed(person, 0.12, 0.3, chance), _pressed(person, 0.75, 1.0, chance)
    path.land(chance.uniform(10, 25), loose)
    path.to(chance.uniform(0.3, 1.0))
    for _ in range(int(chance.integers(1, 4))):
        path.to(chance.uniform(0.15, 0.4), depth=-tight)
        path.to(chance.uniform(0.3, 1.2))
        path.to(chance.uniform(0.15, 0.4), depth=-loose)
        path.to(chance.uniform(0.2, 0.6))
    path.lift(chance.uniform(10, 30))
    points = path.all()
    if not both:
        return Scene("squeeze", ((points, 1.0),))
    return Scene("squeeze", ((points, 0.8), (points * np.array([1.0, -1.0, 1.0]), 0.8)))


def push(person: Person, chance: np.random.Generator) -> Scene:
    """Firm and brief, shoving away while it presses."""
    path = _start(_somewhere(chance), chance)
    path.land(chance.uniform(20, 45), _pressed(person, 0.8, 1.0, chance), 1.2)
    turned = chance.uniform(0, 2 * np.pi)
    far = chance.uniform(2.5, 6.0)
    path.to(chance.uniform(0.18, 0.4), path.now[0] + far * np.cos(turned), path.now[1] + far * np.sin(turned))
    path.lift(chance.uniform(25, 50))
    return Scene("push", ((path.all(), 1.0),))


def hit(person: Person, chance: np.random.Generator) -> Scene:
    path = _start(_somewhere(chance), chance)
    speed = chance.uniform(110, 300)
    path.land(speed, float(chance.uniform(0.8, 1.0)), 1.0)
    path.to(chance.uniform(0.02, 0.1))
    path.lift(chance.uniform(50, 120))
    return Scene("hit", ((path.all(), float(chance.uniform(0.7, 1.0))),))


def rest_and_stroke(person: Person, chance: np.random.Generator) -> Scene:
    """One hand lies on the head or the rear, the other strokes the back beside it."""
    stroking = _stroking(person, chance, range(1, 2))
    lying = Path()
    lying.now = np.array([*PLACES["head" if chance.random() < 0.5 else "tail"], ABOVE_CM])
    lying.land(15.0, _pressed(person, 0.15, 0.4, chance))
    before = np.concatenate(lying.points)
    late = round(chance.uniform(1.0, 1.6) * FINE_HZ)
    stay = np.repeat(before[-1:], late + len(stroking), axis=0)
    wait = np.repeat(stroking[:1], len(before) + late, axis=0)
    off = np.repeat(stroking[-1:], 250, axis=0)
    away = np.linspace(before[-1], [before[-1][0], before[-1][1], ABOVE_CM], 250)
    return Scene(
        "rest and stroke",
        ((np.concatenate([wait, stroking, off]), 0.8), (np.concatenate([before, stay, away]), 0.8)),
    )


DEEDS: Mapping[Deed, tuple[int, Callable[[Person, np.random.Generator], Scene]]] = {
    "rest": (7, rest),
    "stroke": (12, stroke),
    "pat": (6, pat),
    "squeeze": (5, squeeze),
    "push": (4, push),
    "hit": (4, hit),
    "touch": (4, touch),
    "rest and stroke": (3, rest_and_stroke),
}
"""How often a person does each, and how."""

CAT: frozenset[Deed] = frozenset(("rest", "stroke", "touch"))
"""A cat does not pat, squeeze or hit."""
