"""The stream of one person: everything they do, one after the other, as the electrodes read it, and its truth.

The truth (what it was, when it touched the fur, how fast it went, which way) is read off the paths of the hands and
never off the electrodes.
"""

from dataclasses import dataclass

import numpy as np

from tools.hands.coat import FINE_HZ, Coat, Counts, Floats, read, signal_of
from tools.hands.doing import CAT, DEEDS, Deed
from tools.hands.people import Person

FIRST_S = 0.02


@dataclass(frozen=True, slots=True)
class Truth:
    """When a scene was, in seconds of the person's stream, and the telling hand's path from `begin_s` on.

    `first_counts` is how far the electrode that feels most has fallen 20 ms after the first contact, before any noise.
    """

    deed: Deed
    begin_s: float
    end_s: float
    contacts_s: tuple[float, ...]
    path: Floats
    first_counts: float

    def way(self, from_s: float, to_s: float) -> tuple[float, float, float]:
        """Mean speed (cm/s) while touching and mean velocity (x, y) between two seconds of the stream."""
        start, stop = (max(0, round((s - self.begin_s) * FINE_HZ)) for s in (from_s, to_s))
        part = self.path[start : stop + 1]
        part = part[part[:, 2] < 0.0]
        if len(part) < 3:
            return 0.0, 0.0, 0.0
        steps = np.diff(part[:, :2], axis=0) * FINE_HZ
        return float(np.hypot(steps[:, 0], steps[:, 1]).mean()), float(steps[:, 0].mean()), float(steps[:, 1].mean())


def act(person: Person, coat: Coat) -> tuple[Counts, list[Truth]]:
    """Everything the person of this seed does, mixed: counts (samples, 12) at `RATE_HZ`, and the truth of it."""
    chance = np.random.default_rng([person.seed, 3])
    deeds = [deed for deed, (often, _) in DEEDS.items() for _ in range(often) if person.kind != "cat" or deed in CAT]
    chance.shuffle(deeds)
    parts = [np.zeros((2 * FINE_HZ, 12))]
    at = len(parts[0])
    truths: list[Truth] = []
    for deed in deeds:
        scene = DEEDS[deed][1](person, chance)
        points = scene.path
        inside = points[:, 2] < 0.0
        contacts = np.flatnonzero(inside & ~np.roll(inside, 1))
        begin_s = at / FINE_HZ
        felt = sum((feel(person, coat, path, area, chance) for path, area in scene.paths), np.zeros((1, 12)))
        soon = min(int(contacts[0]) + round(FIRST_S * FINE_HZ), len(felt) - 1)
        end_s, contacts_s = begin_s + len(points) / FINE_HZ, tuple(begin_s + contacts / FINE_HZ)
        truths.append(Truth(deed, begin_s, end_s, contacts_s, points, float(felt[soon].max())))
        parts.append(felt)
        pause = round(chance.uniform(1.2, 4.0) * FINE_HZ)
        parts.append(np.zeros((pause, 12)))
        at += len(points) + pause
    return read(coat, np.concatenate(parts), chance), truths


def feel(person: Person, coat: Coat, path: Floats, area: float, chance: np.random.Generator) -> Floats:
    """The signal of one hand on its way: its palm as a grid of points, trembling, with its glove and its sleeve."""
    n = len(path)
    at_s = np.arange(n) / FINE_HZ
    swing = 2 * np.pi * (person.tremor_hz * at_s + chance.uniform())
    breath = np.sin(2 * np.pi * (0.27 * at_s + chance.uniform()))
    grip = 1.0 + person.unsteady * (np.sin(swing * 1.03) + 0.7 * breath)
    x = path[:, 0] + person.tremor_cm * np.sin(swing)
    y = path[:, 1] + 0.6 * person.tremor_cm * np.cos(swing)
    depth = np.where(path[:, 2] < 0.0, np.maximum(path[:, 2] * grip, -1.0), path[:, 2])
    share = area * person.width_cm * person.length_cm / (8.5 * 17.0)
    size = area**0.5
    turned = chance.uniform(0, np.pi)
    along = np.linspace(-0.5, 0.5, 4) * person.length_cm * 0.7 * size
    across = np.linspace(-0.5, 0.5, 3) * person.width_cm * 0.7 * size
    signal = np.zeros((n, 12))
    fade = 1.0 / (1.0 + person.cover_cm)
    for u in along:
        for v in across:
            at_x = x + u * np.cos(turned) - v * np.sin(turned)
            at_y = y + u * np.sin(turned) + v * np.cos(turned)
            part = np.full(n, share * person.coupling * fade / 12.0)
            signal += signal_of(coat, at_x, at_y, depth, part)
    if person.sleeve:
        trail = person.length_cm * 0.8
        part = np.full(n, person.sleeve * 0.5)
        behind = x - trail * np.cos(turned), y - trail * np.sin(turned)
        signal += signal_of(coat, behind[0], behind[1], np.maximum(depth, -0.2) + 0.5, part)
    return signal
