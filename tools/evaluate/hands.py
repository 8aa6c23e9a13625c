"""`make evaluate ARGS=hands`: how well touch is read, by simulated person, on people nobody has tuned anything on.

python -m tools.evaluate hands               people of the seeds that were kept back, then all of the tables below
python -m tools.evaluate hands people alone  some of the tables: people, alone, settings, straight, fifty
python -m tools.evaluate hands --tuned       the people that thresholds were chosen on: not a figure to quote
python -m tools.evaluate hands --quick       fewer people and minutes
"""

import math
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from companion.perception.touch.path import TouchPath
from companion.vocabulary.moment import Moment
from companion.vocabulary.readings import TouchGesture, TouchReading
from companion.vocabulary.signals import SkinCounts, Zone
from tools.evaluate import chip
from tools.hands.coat import RATE_HZ, Counts, Floats, sew
from tools.hands.doing import Deed
from tools.hands.nobody import BROKEN, TROUBLES, alone
from tools.hands.people import KINDS, Kind, draw_person
from tools.hands.stream import Truth, act

TUNED = range(100, 127)
JUDGED = range(9500, 9536)
STRAIGHT = range(9600, 9609)
ALONE_S = 900.0
TABLES = ("people", "alone", "settings", "straight", "fifty")
AFTER_S = 0.7
DEEDS: tuple[Deed, ...] = ("rest", "stroke", "pat", "squeeze", "push", "hit", "touch")
TOLD: Sequence[TouchGesture | None] = ("hold", "stroke", "pat", "squeeze", "push", "hit", None)
RIGHT: dict[Deed, TouchGesture | None] = {
    "rest": "hold", "stroke": "stroke", "pat": "pat", "squeeze": "squeeze", "push": "push", "hit": "hit",
    "touch": None, "rest and stroke": "stroke",
}  # fmt: skip
FIRST_COUNTS = ((0.0, 2.0), (2.0, 3.0), (3.0, 4.0), (4.0, 5.0), (5.0, 8.0), (8.0, math.inf))
"""How far the electrode that feels most has fallen 20 ms after the contact. One reading is off by about one count."""

NEVER_MS, LATE_MS = 1e9, 1e5
LOUD: Sequence[TouchGesture] = ("hit", "push", "squeeze")


@dataclass(slots=True)
class Score:
    """What one person did and what was told of it."""

    kind: Kind
    confusion: Counter[tuple[Deed, TouchGesture | None]] = field(default_factory=Counter)
    contacts: list[tuple[float, float]] = field(default_factory=list)
    speeds: list[tuple[float, float]] = field(default_factory=list)
    turned: list[float] = field(default_factory=list)
    both: int = 0
    false_blows: int = 0

    @property
    def right(self) -> float:
        """The share of deeds told rightly."""
        return sum(n for (deed, told), n in self.confusion.items() if RIGHT[deed] == told) / self.confusion.total()


def listen(counts: Counts, touch: TouchPath | None = None, every: int = 1) -> list[TouchReading]:
    """Everything that is told of a stream of counts (samples, 12) at `RATE_HZ`, with a tick every 20 ms.

    `every` 2 hears only each second reading: fifty a second.
    """
    touch = touch or TouchPath()
    told: list[TouchReading] = []
    for number, row in enumerate(counts.tolist()):
        at_s = (number + 1) / RATE_HZ
        if number % every == 0:
            told += touch.feel(SkinCounts(tuple(row), at_s))
        if number % 2:
            told += touch.tick(Moment(at_s))
    return told


def answer(told: Sequence[TouchReading]) -> TouchGesture | None:
    """What a scene was taken for: a blow, push or squeeze if one was told at all, else what was told most often."""
    gestures = [reading.gesture for reading in told if reading.gesture not in ("contact", "release")]
    for loud in LOUD:
        if loud in gestures:
            return loud
    return Counter(gestures).most_common(1)[0][0] if gestures else None


def judge(seed: int, straight: bool = False, every: int = 1) -> Score:
    """Let the person of this seed do everything, and compare."""
    person = draw_person(seed)
    counts, truths = act(person, sew(seed, straight))
    told = listen(counts, every=every)
    score = Score(person.kind)
    for truth in truths:
        mine = [reading for reading in told if truth.begin_s <= reading.at_s <= truth.end_s + AFTER_S]
        _compare(score, truth, mine)
    return score


def _compare(score: Score, truth: Truth, told: Sequence[TouchReading]) -> None:
    deed: Deed = "stroke" if truth.deed == "rest and stroke" else truth.deed
    score.confusion[deed, answer(told)] += 1
    gestures = {reading.gesture for reading in told}
    if truth.deed == "rest and stroke":
        score.both += {"stroke", "hold"} <= gestures
    else:
        score.contacts.append((truth.first_counts, felt_after_ms(told, truth.contacts_s[0])))
    score.false_blows += truth.deed not in ("hit", "push") and "hit" in gestures
    if truth.deed != "stroke":
        return
    for reading in told:
        if reading.gesture == "stroke":
            speed, x, y = truth.way(reading.at_s - 0.45, reading.at_s - 0.05)
            if speed > 0.0:
                score.speeds.append((speed, reading.speed_cm_s))
                if reading.direction_deg is not None and math.hypot(x, y) > 0.7 * speed:
                    off = reading.direction_deg - math.degrees(math.atan2(y, x))
                    score.turned.append(abs((off + 180.0) % 360.0 - 180.0))


def felt_after_ms(told: Sequence[TouchReading], touched_s: float) -> float:
    """How long after the hand reached the fur it was told; below 0 when it was told before and not let go of since.

    Infinite for a hand that was never told.
    """
    lying: dict[Zone, float] = {}
    for reading in told:
        if reading.at_s > touched_s:
            break
        if reading.gesture == "contact":
            lying[reading.zone] = reading.at_s
        elif reading.gesture == "release":
            lying.pop(reading.zone, None)
    after_s = [reading.at_s for reading in told if reading.gesture == "contact" and reading.at_s > touched_s]
    first_s = min(lying.values(), default=min(after_s, default=math.inf))
    return 1000.0 * (first_s - touched_s)


def lines_of(scores: Sequence[Score], whose: str) -> list[str]:
    """The tables for people."""
    confusion: Counter[tuple[Deed, TouchGesture | None]] = Counter()
    for score in scores:
        confusion += score.confusion
    shares = np.array([score.right for score in scores])
    speeds = np.array([pair for score in scores for pair in score.speeds])
    turned = np.array([deg for score in scores for deg in score.turned])
    both = sum(score.both for score in scores)
    gentle = sum(n for (deed, _), n in confusion.items() if deed not in ("hit", "push"))
    names = ["hold" if told == "hold" else told or "nothing" for told in TOLD]
    lines = [
        f"touch, {whose}: {len(scores)} simulated people, {confusion.total():,} deeds",
        f"  {'':10}" + "".join(f"{name:>9}" for name in names) + f"{'right':>9}",
    ]
    for deed in DEEDS:
        row = [confusion[deed, told] for told in TOLD]
        lines.append(
            f"  {deed:10}" + "".join(f"{n:9,}" for n in row) + f"{confusion[deed, RIGHT[deed]] / max(sum(row), 1):9.0%}"
        )
    lines += [
        f"  right by person: mean {shares.mean():.1%}, median {np.median(shares):.1%}, worst person {shares.min():.1%}",
        f"  a blow told where there was none: {sum(score.false_blows for score in scores)} of {gentle:,} gentle deeds",
        f"  both hands told when one rests beside the other that strokes: {both} of "
        f"{3 * sum(score.kind != 'cat' for score in scores)}",
        *contact_lines(scores),
        "  " + _speed_line(speeds),
        f"  direction within 45 degrees: {np.mean(turned <= 45.0):.1%} of {len(turned):,} straight strokes told; "
        f"median {np.median(turned):.0f} degrees off",
        f"  {'by kind':10}{'people':>9}{'right':>9}{'strokes':>9}{'rests':>9}"
        f"{'speed off, cm/s':>18}{'contact p95, ms':>18}{'in 20 ms':>10}",
    ]
    for kind in KINDS:
        some = [score for score in scores if score.kind == kind]
        if some:
            lines.append(kind_line(kind, some))
    return lines


def contact_lines(scores: Sequence[Score]) -> list[str]:
    """How soon a hand is felt, people's hands and cats apart, and by how much of it there is to feel."""
    lines = []
    for name, some in (
        ("people's hands", [score for score in scores if score.kind != "cat"]),
        ("cats", [score for score in scores if score.kind == "cat"]),
    ):
        if not some:
            continue
        ms = np.array([ms for score in some for _, ms in score.contacts])
        lines.append(
            f"  contact after it reaches the tips of the fur, {name}, ms: median {_ms(ms, 50)}, p95 {_ms(ms, 95)}, p99 "
            f"{_ms(ms, 99)}; within 20 ms {np.mean(ms <= 20.0):.1%} of {len(ms):,}; never felt {np.isinf(ms).sum()}"
        )
    both = np.array([contact for score in scores for contact in score.contacts])
    for least, most in FIRST_COUNTS:
        ms = both[(both[:, 0] >= least) & (both[:, 0] < most), 1]
        if len(ms):
            counts = f"{least:g} to {most:g}" if math.isfinite(most) else f"{least:g} or more"
            lines.append(
                f"    {counts:>9} counts after 20 ms: {len(ms):5,} contacts, within 20 ms {np.mean(ms <= 20.0):6.1%}, "
                f"never felt {np.isinf(ms).sum():3}"
            )
    return lines


def _ms(ms: Floats, percent: float) -> str:
    value = float(np.percentile(np.minimum(ms, NEVER_MS), percent))
    return f"{value:.0f}" if value < LATE_MS else "never"


def _speed_line(speeds: Floats) -> str:
    off = speeds[:, 1] - speeds[:, 0]
    pleasant = (speeds[:, 0] >= 1.0) & (speeds[:, 0] <= 10.0)
    told_so = (speeds[:, 1] >= 1.0) & (speeds[:, 1] <= 10.0)
    return (
        f"speed of a stroke: off by {np.median(np.abs(off)):.1f} cm/s in the median, p90 "
        f"{np.percentile(np.abs(off), 90):.1f}; at 1 to 10 cm/s {np.median(np.abs(off[pleasant])):.1f} and "
        f"{np.percentile(np.abs(off[pleasant]), 90):.1f}, bias {np.mean(off[pleasant]):+.1f}; "
        f"pleasant or not told rightly {np.mean(pleasant == told_so):.1%} of {len(speeds):,}"
    )


def kind_line(kind: Kind, scores: Sequence[Score]) -> str:
    """The line of one kind of people in the table."""
    confusion: Counter[tuple[Deed, TouchGesture | None]] = Counter()
    for score in scores:
        confusion += score.confusion
    speeds = np.array([pair for score in scores for pair in score.speeds] or [(0.0, 0.0)])
    latency = np.array([ms for score in scores for _, ms in score.contacts])

    def share(deed: Deed) -> float:
        return confusion[deed, RIGHT[deed]] / max(sum(n for (d, _), n in confusion.items() if d == deed), 1)

    return (
        f"  {kind:10}{len(scores):9}{np.mean([score.right for score in scores]):9.0%}{share('stroke'):9.0%}"
        f"{share('rest'):9.0%}{np.median(np.abs(speeds[:, 1] - speeds[:, 0])):18.1f}{_ms(latency, 95):>18}"
        f"{np.mean(latency <= 20.0):10.1%}"
    )


def false_readings(seed: int, trouble: str, seconds: float) -> Counter[TouchGesture]:
    """Everything that is told of the coat of this seed with nobody there."""
    return Counter(reading.gesture for reading in listen(alone(sew(seed), trouble, seed, seconds)))


def alone_lines(seeds: Sequence[int], seconds: float) -> list[str]:
    """False readings an hour with nobody there, by trouble."""
    lines = [
        f"touch, nobody there: false readings an hour, {len(seeds)} coats, {seconds / 3600:.2g} h each",
        f"  {'':26}{'contacts':>9}{'holds':>9}{'strokes':>9}{'pats':>9}{'others':>9}{'worst coat':>12}",
    ]
    for trouble in (*TROUBLES, *BROKEN):
        with ProcessPoolExecutor() as pool:
            counters = list(pool.map(partial(false_readings, trouble=trouble, seconds=seconds), seeds))
        hours = len(seeds) * seconds / 3600.0
        total: Counter[TouchGesture] = Counter()
        for counter in counters:
            total += counter
        others = sum(total[gesture] for gesture in ("squeeze", "push", "hit"))
        worst = max(counter.total() - counter["release"] for counter in counters) / (seconds / 3600.0)
        lines.append(
            f"  {trouble:26}{total['contact'] / hours:9.1f}{total['hold'] / hours:9.1f}{total['stroke'] / hours:9.1f}"
            f"{total['pat'] / hours:9.1f}{others / hours:9.1f}{worst:12.0f}"
        )
    return lines


def judged(seeds: Sequence[int], straight: bool = False, every: int = 1) -> list[Score]:
    """The scores of these people, on every core there is."""
    with ProcessPoolExecutor() as pool:
        return list(pool.map(partial(judge, straight=straight, every=every), seeds))


def main(options: Sequence[str]) -> int:
    """Prints the tables. Returns 0, or 2 for a table there is not."""
    quick, tuned = "--quick" in options, "--tuned" in options
    tables = [option for option in options if not option.startswith("--")] or list(TABLES if not tuned else TABLES[:2])
    if not set(tables) <= set(TABLES):
        print(f"There are these tables: {', '.join(TABLES)}.", file=sys.stderr)
        return 2
    people = TUNED if tuned else JUDGED
    if quick:
        people = people[:9]
    first = 300 if tuned else 9700
    whose = "the people it was tuned on" if tuned else "people it was not tuned on"
    lines: Mapping[str, Callable[[], list[str]]] = {
        "people": lambda: lines_of(judged(people), whose),
        "alone": lambda: alone_lines(range(first, first + (1 if quick else 3)), ALONE_S),
        "settings": lambda: chip.lines_of(people[:9]),
        "straight": lambda: lines_of(judged(STRAIGHT, straight=True), "a coat cut with straight edges, not teeth"),
        "fifty": lambda: lines_of(judged(people[:9], every=2), "fifty readings a second instead of a hundred"),
    }
    for table in tables:
        print("\n".join(lines[table]()), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
