"""`make evaluate ARGS="hands settings"`: what the touch chip's registers and its own touched bits give.

Nine of the people of the other tables, but for the cat, at each setting; only how soon a hand is felt is judged.
"""

import math
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from unittest.mock import patch

import numpy as np

from companion.perception.touch.electrodes import Electrodes
from tools.hands import stream
from tools.hands.chip import Setting, as_read, filtered, touched_bits
from tools.hands.coat import Counts, Floats, sew
from tools.hands.coat import read as read_plainly
from tools.hands.people import draw_person

SETTINGS = (
    Setting(1, 4, 4.0), Setting(1, 10, 10.0), Setting(2, 4, 8.0), Setting(2, 4, 10.0), Setting(2, 10, 10.0),
    Setting(4, 4, 10.0), Setting(16, 4, 10.0),
)  # fmt: skip
USED = Setting(2, 4, 10.0)
BITS = ((6, 0), (12, 0), (12, 2))


def signal_of(seed: int) -> tuple[Floats, list[stream.Truth]]:
    """What the hand of this seed does to the electrodes, before any chip, and the truth of it."""
    kept: list[Floats] = []

    def kept_back(coat: object, signal: Floats, chance: np.random.Generator) -> Counts:
        kept.append(signal)
        return read_plainly(sew(seed), signal[:10], chance)

    with patch.object(stream, "read", kept_back):
        _, truths = stream.act(draw_person(seed), sew(seed))
    return kept[0], truths


def felt_by_perception(read_s: Floats, counts: Counts) -> list[tuple[float, bool]]:
    """When anything began or ceased to be felt."""
    electrodes, changes, was = Electrodes(), list[tuple[float, bool]](), False
    last_s = float(read_s[0])
    for at_s, row in zip(read_s.tolist(), counts.tolist(), strict=True):
        now = electrodes.feel(row, at_s - last_s)
        last_s = at_s
        if now != was:
            changes.append((at_s, now))
            was = now
    return changes


def late_ms(changes: Sequence[tuple[float, bool]], truths: Sequence[stream.Truth]) -> list[float]:
    """For each first contact how long after it something was felt; below 0 when before, infinite when never."""
    late = []
    for truth in truths:
        if truth.deed == "rest and stroke":
            continue
        touched_s, since_s = truth.contacts_s[0], math.inf
        for at_s, felt in changes:
            if at_s <= touched_s:
                since_s = at_s if felt else math.inf
            elif math.isinf(since_s) and felt and at_s <= truth.end_s:
                since_s = at_s
            else:
                break
        late.append(1000.0 * (since_s - touched_s))
    return late


def judge(seed: int) -> list[list[float]]:
    """How late each setting, and then each threshold of the chip's own bits, is for this person."""
    signal, truths = signal_of(seed)
    coat, rows = sew(seed), []
    for setting in SETTINGS:
        new_s, counts = filtered(coat, signal, setting, np.random.default_rng([seed, 8]))
        rows.append(late_ms(felt_by_perception(*as_read(new_s, counts, setting)), truths))
        if setting == USED:
            bits = [touched_bits(new_s, counts, coat, threshold, debounce) for threshold, debounce in BITS]
    for at_s, any_touched in bits:
        steps = np.flatnonzero(np.diff(any_touched)) + 1
        rows.append(late_ms([(float(at_s[step]), bool(any_touched[step])) for step in steps], truths))
    return rows


def lines_of(seeds: Sequence[int]) -> list[str]:
    """The table for people."""
    people = [seed for seed in seeds if draw_person(seed).kind != "cat"]
    with ProcessPoolExecutor() as pool:
        judged = list(pool.map(judge, people))
    names = [
        f"every {setting.interval_ms} ms, mean of {setting.samples}, new every {setting.new_every_ms} ms, read every "
        f"{setting.read_every_ms:g} ms{' (as it is set)' if setting == USED else ''}"
        for setting in SETTINGS
    ]
    names += [
        f"the chip's own bits at {threshold} counts" + (f", {debounce} more alike" if debounce else "")
        for threshold, debounce in BITS
    ]
    lines = [
        f"the touch chip's settings: first reading of {len(people)} people's hands",
        f"  {'':78}{'within 20 ms':>14}{'median, ms':>12}{'p95, ms':>9}{'never':>7}",
    ]
    for number, name in enumerate(names):
        late = np.array([ms for rows in judged for ms in rows[number]])
        capped = np.minimum(late, 1e4)
        slow = np.percentile(capped, 95)
        lines.append(
            f"  {name:78}{np.mean(late <= 20.0):14.1%}{np.median(capped):12.0f}"
            f"{'never' if slow >= 1e4 else f'{slow:.0f}':>9}{np.isinf(late).sum():7}"
        )
    return lines
