"""`make evaluate ARGS=pulse`: heart rates of simulated fingers: how often told, how far off, how often wrongly.

python -m tools.evaluate pulse            fingers of seeds that were kept back
python -m tools.evaluate pulse --tuned    those that thresholds were chosen on: not a figure to quote
"""

import sys
from collections.abc import Sequence

import numpy as np

from companion.perception.pulse import PulsePath
from tools.hands.fingers import FINGERS, Finger, lay

TUNED, JUDGED = range(100, 130), range(8100, 8140)
WRONG_BPM = 5.0
LISTENS_S = 10


def score(finger: Finger, seed: int) -> tuple[int, list[float], list[float]]:
    """In how many seconds a rate could have been told; how far off each that was (beats a minute); its certainty."""
    felt = lay(finger, seed)
    path = PulsePath()
    told = [reading for sample in felt.samples if (reading := path.feel(sample)) is not None]
    off, sure = [], []
    for reading in told:
        true = felt.true_bpm[min(round(reading.at_s), len(felt.true_bpm) - 1)]
        off.append(float("inf") if true is None else reading.beats_per_minute - true)
        sure.append(reading.certainty)
    return len(felt.true_bpm) - LISTENS_S, off, sure


def main(options: Sequence[str]) -> int:
    """Prints the table. Returns 0."""
    seeds = TUNED if "--tuned" in options else JUDGED
    print(f"pulse: {len(seeds)} simulated fingers of each kind, a minute each; a rate off by over 5 a minute is wrong")
    print(f"  {'finger':18}{'told':>8}{'off, median':>14}{'p95':>8}{'wrong, of told':>17}{'certainty':>12}")
    for finger in FINGERS:
        seconds, off, sure = 0, [], []
        for seed in seeds:
            could, mine, certain = score(finger, seed)
            seconds += could
            off += mine
            sure += certain
        if not off:
            print(f"  {finger:18}{0:8.1%}")
            continue
        away = np.abs(off)
        print(
            f"  {finger:18}{len(off) / seconds:8.1%}{np.median(away):14.1f}{np.percentile(away, 95):8.1f}"
            f"{np.mean(away > WRONG_BPM):17.1%}{np.mean(sure):12.2f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
