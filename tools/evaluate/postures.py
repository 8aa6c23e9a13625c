"""`make evaluate ARGS=postures`: how well being lifted, held, turned over, dropped and set down is felt.

python -m tools.evaluate postures            handlings of seeds that were kept back
python -m tools.evaluate postures --tuned    those that thresholds were chosen on: not a figure to quote
"""

import sys
from collections import Counter
from collections.abc import Sequence

import numpy as np

from companion.perception.posture import PosturePath
from companion.vocabulary.readings import PostureReading
from tools.hands.carrying import HZ, SCENES, Scene, handle

TUNED, JUDGED = range(100, 140), range(7000, 7200)
LATE_S = 3.5
QUIET: Sequence[Scene] = ("table", "lap", "stroked", "patted", "wheelchair")
TOLD: Sequence[tuple[Scene, str]] = (
    ("lifted", "lifted"), ("lifted", "held"), ("lifted", "resting"), ("turned over", "upside_down"),
    ("turned over", "held"), ("turned over", "resting"), ("dropped", "dropped"), ("dropped", "resting"),
)  # fmt: skip


def told_of(scene: Scene, seed: int) -> tuple[list[PostureReading], list[tuple[float, str]], float]:
    """What is told of a scene, its truth, and how long it lasts (s)."""
    samples, truth = handle(scene, seed)
    path = PosturePath()
    return [reading for sample in samples for reading in path.feel(sample)], truth, len(samples) / HZ


def lines_of(scene: Scene, seeds: Sequence[int]) -> list[str]:
    """The lines of one scene in the table: how often each change of posture was told, and how late."""
    late: dict[str, list[float]] = {}
    missed: Counter[str] = Counter()
    for seed in seeds:
        told, truth, _ = told_of(scene, seed)
        for at_s, posture in truth:
            found = [r.at_s - at_s for r in told if r.posture == posture and -0.6 <= r.at_s - at_s <= LATE_S]
            if found:
                late.setdefault(posture, []).append(found[0])
            else:
                missed[posture] += 1
    lines = []
    for posture in (posture for known, posture in TOLD if known == scene):
        times = late.get(posture, [])
        caught = len(times) / (len(times) + missed[posture])
        middle, slow = (1000 * np.percentile(times or [np.nan], share) for share in (50, 95))
        lines.append(f"  {scene:14}{posture:14}{caught:8.1%}{middle:12.0f}{slow:10.0f}")
    return lines


def main(options: Sequence[str]) -> int:
    """Prints the tables. Returns 0."""
    seeds = TUNED if "--tuned" in options else JUDGED
    whose = "the handlings it was tuned on" if "--tuned" in options else "handlings it was not tuned on"
    print(f"posture, {whose}: {len(seeds)} of each")
    print(f"  {'scene':14}{'told':14}{'found':>8}{'median, ms':>12}{'p95, ms':>10}")
    for scene in SCENES:
        if scene not in QUIET:
            print("\n".join(lines_of(scene, seeds)))
    print(f"  {'nothing done':14}{'hours':>6}{'lifted/h':>10}{'dropped/h':>11}{'upside down/h':>15}")
    for scene in QUIET:
        counts: Counter[str] = Counter()
        hours = 0.0
        for seed in seeds:
            told, _, seconds = told_of(scene, seed)
            counts.update(reading.posture for reading in told)
            hours += seconds / 3600.0
        print(
            f"  {scene:14}{hours:6.1f}{counts['lifted'] / hours:10.1f}{counts['dropped'] / hours:11.1f}"
            f"{counts['upside_down'] / hours:15.1f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
