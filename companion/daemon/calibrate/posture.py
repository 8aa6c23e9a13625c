"""The zero of its balance: what the chip feels while the body lies level and still."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from companion.body.calibrated import MOST_DRIFT_DEG_S, MOST_TILT_DEG
from companion.body.raspberry.motion_chip import MotionChip
from companion.daemon.calibrate.bench import Bench
from companion.daemon.calibrate.guide import Guide, Judged, Visit
from companion.daemon.calibrate.kept import PartName
from companion.vocabulary.signals import MotionSample

READINGS, EVERY_S = 200, 0.01
MOST_STIR_G, MOST_STIR_DEG_S = 0.03, 2.0
LEAST_G, MOST_G = 0.85, 1.15
VIEW_COLUMNS, VIEW_ROWS, VIEW_DEG = 25, 9, 30.0
AXES = ("my nose", "my left side", "my back")


def judged(samples: Sequence[MotionSample]) -> Judged:
    """Whether two seconds of samples are those of a body that lies level and still."""
    pull = np.array([sample.acceleration_g for sample in samples])
    turn = np.array([sample.turn_deg_s for sample in samples])
    mean_g, drift = pull.mean(axis=0), turn.mean(axis=0)
    stir_g, stir_deg_s = float(pull.std(axis=0).max()), float(turn.std(axis=0).max())
    weight_g = float(np.linalg.norm(mean_g))
    if stir_g > MOST_STIR_G or stir_deg_s > MOST_STIR_DEG_S:
        return Judged(f"I was not still: I trembled by {stir_g:.2f} g. Put me on a firm table and let go of me.")
    if not LEAST_G <= weight_g <= MOST_G:
        return Judged(f"I feel {weight_g:.2f} g where there is 1: the chip is damaged, or is no MPU-6050.")
    tilt = math.degrees(math.acos(max(-1.0, min(1.0, mean_g[2] / weight_g))))
    if tilt > MOST_TILT_DEG:
        most = int(np.argmax(np.abs(mean_g)))
        if most == 2:
            return Judged("My back points down: lay me on my belly, or mend `up` under [mounting] in the pin map.")
        side = AXES[most] if mean_g[most] > 0 else f"the opposite of {AXES[most]}"
        advice = "Lay me level; if I lie level, mend [mounting] in the pin map."
        return Judged(f"I am tilted by {tilt:.0f} degrees: {side} points up. {advice}")
    if float(np.abs(drift).max()) > MOST_DRIFT_DEG_S:
        return Judged(f"I turn by {np.abs(drift).max():.0f} degrees a second while I lie still: the chip is damaged.")
    values = {
        "acceleration_g": [round(float(part), 4) for part in mean_g],
        "turn_deg_s": [round(float(part), 3) for part in drift],
    }
    return Judged(
        f"My chip sits {tilt:.1f} degrees askew and feels {weight_g:.3f} g; that is set right from now on.", values
    )


class Posture:
    """Laid level, felt for two seconds."""

    name: PartName = "posture"
    title = "Posture"

    def why_not(self, bench: Bench) -> str | None:
        return "This robot has no balance chip." if "balance" in bench.settings.body.absent else None

    def go(self, visit: Visit) -> Mapping[str, Any]:
        """Raises `Skipped`, `Stopped`, `OrganError`."""
        guide, bench = visit.guide, visit.bench
        mounting = bench.pins.mounting
        chip = MotionChip(bench.wiring.chip("posture"), mounting.up, mounting.forward, bench.wait)
        chip.connect()
        while True:
            guide.go_on("Lay me on my belly on a level table, and take your hands off.")
            bench.world.do("hands off")
            samples = []
            for _ in range(READINGS):
                bench.wait(EVERY_S)
                samples.append(chip.sample(bench.now()))
            found = judged(samples)
            shown(guide, samples)
            if found.values is not None:
                guide.tell(found.line, "good")
                return found.values
            guide.again(found)


def shown(guide: Guide, samples: Sequence[MotionSample]) -> None:
    """A bubble level, seen from above: the nose is on the right."""
    x, y, z = np.mean([sample.acceleration_g for sample in samples], axis=0)
    # A bubble goes where it is higher, and what is higher is pulled the other way round.
    ahead, left = math.degrees(math.atan2(x, z)), math.degrees(math.atan2(y, z))
    middle_column, middle_row = VIEW_COLUMNS // 2, VIEW_ROWS // 2
    column = middle_column + round(max(-1.0, min(1.0, ahead / VIEW_DEG)) * middle_column)
    row = middle_row - round(max(-1.0, min(1.0, left / VIEW_DEG)) * middle_row)
    grid = [[" "] * VIEW_COLUMNS for _ in range(VIEW_ROWS)]
    for place in range(VIEW_COLUMNS):
        grid[middle_row][place] = "─"
    for place in range(VIEW_ROWS):
        grid[place][middle_column] = "│"
    grid[middle_row][middle_column] = "┼"
    grid[row][column] = "●"
    lines = "\n".join(f"│{''.join(line)}│" for line in grid)
    edge = "─" * VIEW_COLUMNS
    nose = f"nose {abs(ahead):.1f} degrees {'up' if ahead >= 0 else 'down'}"
    side = f"my left side {abs(left):.1f} {'up' if left >= 0 else 'down'}"
    guide.show(f"┌{edge}┐\n{lines}\n└{edge}┘ nose →\n{nose}, {side}")
