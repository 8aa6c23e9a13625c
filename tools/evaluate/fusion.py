"""Whether many senses together know more than the best of them alone, and whether the certainty is honest.

    python -m tools.evaluate fusion

Simulated people with a known feeling (`people.py`) are watched by every subset of the seven senses; the creature's own
`fuse` pools what they say. The best single sense is the best in hindsight, as its calibrated word or as the creature
hears it alone, whichever is better; while it is not there it says everybody's base rates. The numbers of the pool were
tuned on the people of one seed and are judged on those of others. It proves the mechanism on simulated people; it says
nothing about how well a real sense reads a real person.
"""

import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from companion.mind.fusion import POOLING, SENSES, Belief, Opinion, Pooling, SenseName, fuse, trusted
from companion.vocabulary.readings import EMOTIONS
from tools.evaluate.calibration import calibration_error
from tools.evaluate.people import Floats, Watched, base_rates, watch

TUNED_ON, JUDGED_ON, SHIFTED_ON, PRESENT_ON = 11, 90210, 90211, 90212
MOMENTS, PRESENT_MOMENTS = 12_000, 2000
TUNING_MOMENTS = 3000
SAID_FROM = 0.5
"""From this certainty on the creature names an emotion (`mind/impression.py`)."""

MANY_COMPARISONS = 3.72 / 1.96
"""Bonferroni: one in 254 * 20 instead of one in 20, as a normal quantile over the usual one."""

Subset = tuple[SenseName, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Fused against the best single sense: the difference (positive is better) with its 95 % interval."""

    fused: float
    best: float
    best_sense: SenseName
    better: float
    low: float
    high: float

    @property
    def worse(self) -> bool:
        """Whether the difference is bad beyond chance, the interval widened for the 254 comparisons of a table."""
        return self.better + (self.high - self.better) * MANY_COMPARISONS < 0.0


@dataclass(frozen=True, slots=True)
class Judged:
    """One subset of senses, over the moments at which at least one of them is there."""

    senses: Subset
    moments: int
    accuracy: Compared
    log_loss: Compared
    calibration_error: float
    certainty: float
    said: float
    said_right: float


def main(arguments: Sequence[str] = ()) -> int:
    """Prints the table; returns 1 when a promise is broken."""
    if any(each not in ("--tune", "--all") for each in arguments):
        print(
            "fusion takes --tune (what tuning would say of the numbers) and --all (every subset of senses)",
            file=sys.stderr,
        )
        return 2
    if "--tune" in arguments:
        print("\n".join(tuned_lines(tune(watch(TUNING_MOMENTS, TUNED_ON)))))
    started = time.process_time()
    judged = judge(watch(MOMENTS, JUDGED_ON), subsets())
    print("\n".join(lines_of(judged, "--all" in arguments)))
    print(
        f"  {sum(each.moments for each in judged):,} pools in {time.process_time() - started:.0f} s of processor time"
    )
    present = judge(all_there(watch(PRESENT_MOMENTS, PRESENT_ON)), subsets())
    print("\n".join(_present_lines(present)))
    print("\n".join(_shifted_lines(judge(shifted(MOMENTS), (SENSES,))[0])))
    return 0 if keeps_its_promises(judged) and keeps_its_promises(present) else 1


def subsets() -> Iterator[Subset]:
    """All 127, the small ones first."""
    for size in range(1, len(SENSES) + 1):
        yield from combinations(SENSES, size)


def judge(people: Watched, which: Iterable[Subset], pooling: Pooling = POOLING) -> tuple[Judged, ...]:
    """The figures of each subset of senses."""
    which = tuple(which)
    alone = {name: _alone(people, name, pooling) for name in sorted({name for senses in which for name in senses})}
    return tuple(_judge(people, senses, pooling, alone) for senses in which)


def all_there(people: Watched) -> Watched:
    """The same moments without a sense missing."""
    return replace(people, there=np.ones_like(people.there))


def shifted(moments: int) -> Watched:
    """A sadder ward: feelings are met at other rates than any sense was calibrated for."""
    base = base_rates()
    base[[EMOTIONS.index("sadness"), EMOTIONS.index("fear")]] *= 2.0
    base[EMOTIONS.index("happiness")] *= 0.5
    return watch(moments, SHIFTED_ON, base / base.sum())


def keeps_its_promises(judged: Iterable[Judged]) -> bool:
    """Calibration error at most 0.05, and never worse than the best single sense by more than chance explains."""
    return all(
        each.calibration_error <= 0.05 and not each.accuracy.worse and not each.log_loss.worse for each in judged
    )


def tune(people: Watched, rounds: int = 2) -> Pooling:
    """The numbers of least log loss, one after the other; each moment is seen by a chance subset of the senses."""
    chance = np.random.default_rng(1)
    asked = chance.random(people.there.shape) < 0.6
    some = replace(people, there=people.there & asked)
    pooling = POOLING
    for _ in range(rounds):
        pooling = _best(some, [replace(pooling, further=value) for value in (0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)])
        pooling = _best(some, [replace(pooling, contradiction=value) for value in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)])
        for name in SENSES:
            row = pooling.reliability[name]
            rows = [replace(row, holds=value) for value in (0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0)]
            pooling = _best(some, [_with(pooling, name, row) for row in rows])
            row = pooling.reliability[name]
            rows = [replace(row, lasts_s=value) for value in (3.0, 5.0, 8.0, 12.0, 16.0, 24.0)]
            pooling = _best(some, [_with(pooling, name, row) for row in rows])
    return pooling


def believe(people: Watched, senses: Subset, moment: int | np.int64, pooling: Pooling = POOLING) -> Belief:
    """What the creature believes at one moment of one person."""
    opinions = []
    for name in senses:
        place = SENSES.index(name)
        if people.there[moment, place]:
            valence, arousal = people.told_affect[moment, place]
            opinions.append(
                Opinion(
                    name,
                    tuple(people.chances[moment, place]),
                    trusted(name, 1.0, people.age_s[moment, place], pooling),
                    valence,
                    arousal,
                )
            )
    return fuse(opinions, pooling)


def _judge(people: Watched, senses: Subset, pooling: Pooling, alone: Mapping[SenseName, Sequence[Floats]]) -> Judged:
    places = [SENSES.index(name) for name in senses]
    moments = np.flatnonzero(people.there[:, places].any(axis=1))
    truth = people.truth[moments]
    fused = np.array([believe(people, senses, moment, pooling).chances for moment in moments])
    single = {name: [way[moments] for way in alone[name]] for name in senses}
    right = fused.argmax(axis=1) == truth
    certainty = fused.max(axis=1)
    said = certainty >= SAID_FROM
    return Judged(
        senses,
        len(moments),
        _compare(right * 1.0, {n: [(w.argmax(axis=1) == truth) * 1.0 for w in ways] for n, ways in single.items()}),
        _compare(_log(fused, truth), {n: [_log(w, truth) for w in ways] for n, ways in single.items()}),
        calibration_error(certainty, right),
        float(certainty.mean()),
        float(said.mean()),
        float(right[said].mean()) if said.any() else float("nan"),
    )


def _alone(people: Watched, name: SenseName, pooling: Pooling) -> list[Floats]:
    """What one sense says by itself: its calibrated word, and that word as the creature hears it alone."""
    there = people.there[:, SENSES.index(name)]
    plain = np.where(there[:, None], people.chances[:, SENSES.index(name)], base_rates())
    heard = plain.copy()
    heard[there] = [believe(people, (name,), moment, pooling).chances for moment in np.flatnonzero(there)]
    return [plain, heard]


def _log(chances: Floats, truth: NDArray[np.int64]) -> Floats:
    return np.asarray(np.log(np.maximum(chances[np.arange(len(truth)), truth], 1e-9)))


def _compare(fused: Floats, alone: Mapping[SenseName, Sequence[Floats]]) -> Compared:
    """Paired, against the sense with the best mean; the interval is normal over the moments."""
    best, told = max(((name, way) for name, ways in alone.items() for way in ways), key=lambda each: each[1].mean())
    gain = fused - told
    half = 1.96 * float(gain.std()) / sqrt(len(gain))
    better = float(gain.mean())
    return Compared(float(fused.mean()), float(told.mean()), best, better, better - half, better + half)


def _best(people: Watched, poolings: Sequence[Pooling]) -> Pooling:
    moments = np.flatnonzero(people.there.any(axis=1))

    def loss(pooling: Pooling) -> float:
        fused = np.array([believe(people, SENSES, moment, pooling).chances for moment in moments])
        return -float(_log(fused, people.truth[moments]).mean())

    return min(poolings, key=loss)


def _with(pooling: Pooling, name: SenseName, row: object) -> Pooling:
    return replace(pooling, reliability={**pooling.reliability, name: row})  # type: ignore[dict-item]


def tuned_lines(tuned: Pooling) -> list[str]:
    """Tuned beside shipped numbers."""
    rows = [
        f"  {name:<8}{tuned.reliability[name].holds:>8.2f}{POOLING.reliability[name].holds:>10.2f}"
        f"{tuned.reliability[name].lasts_s:>12.0f}{POOLING.reliability[name].lasts_s:>10.0f}"
        for name in SENSES
    ]
    return [
        f"fusion, tuned on {TUNING_MOMENTS:,} simulated moments (seed {TUNED_ON}) beside what is shipped:",
        "            holds   shipped   lasts (s)   shipped",
        *rows,
        f"  further {tuned.further:.2f} (shipped {POOLING.further:.2f}), contradiction {tuned.contradiction:.2f} "
        f"(shipped {POOLING.contradiction:.2f})",
    ]


def lines_of(judged: Sequence[Judged], every: bool) -> list[str]:
    """The table for people: each sense alone, each number of senses, all of them, and the worst of all subsets."""
    errors = [each.calibration_error for each in judged]
    least_accurate = min(judged, key=lambda each: each.accuracy.better)
    least_likely = min(judged, key=lambda each: each.log_loss.better)
    worse = sum(each.accuracy.worse or each.log_loss.worse for each in judged)
    better = sum(each.accuracy.low > 0.0 and each.log_loss.low > 0.0 for each in judged)
    shown = judged if every else [each for each in judged if len(each.senses) in (1, len(SENSES))]
    sizes = sorted({len(each.senses) for each in judged})
    return [
        f"fusion, {MOMENTS:,} moments of simulated people (seed {JUDGED_ON}, not tuned on), {len(judged)} subsets:",
        "  subset                     moments  accuracy  best alone  better by (95 %)            log loss  best alone"
        "  better by (95 %)            calibration error",
        *(_row(each) for each in shown),
        *(_size_line([each for each in judged if len(each.senses) == size], size) for size in sizes),
        f"  calibration error: mean {np.mean(errors):.3f}, worst subset {max(errors):.3f} (promised: at most 0.05)",
        f"  least gain in accuracy: {_gain(least_accurate.accuracy)} in {', '.join(least_accurate.senses)}",
        f"  least gain in log loss: {_gain(least_likely.log_loss)} in {', '.join(least_likely.senses)}",
        f"  worse than the best single sense beyond chance: {worse} of {len(judged)} subsets; better in both: {better}",
    ]


def _row(each: Judged) -> str:
    name = "all seven" if len(each.senses) == len(SENSES) else ", ".join(each.senses)
    return (
        f"  {name:<26}{each.moments:>8,}{each.accuracy.fused:>10.3f}{each.accuracy.best:>12.3f}  "
        f"{_gain(each.accuracy):<26}{-each.log_loss.fused:>10.3f}{-each.log_loss.best:>12.3f}  "
        f"{_gain(each.log_loss):<26}{each.calibration_error:>19.3f}"
    )


def _size_line(some: Sequence[Judged], size: int) -> str:
    return (
        f"  {size} sense{'s' if size > 1 else ' '} ({len(some)} subsets): accuracy "
        f"{np.mean([each.accuracy.fused for each in some]):.3f} against "
        f"{np.mean([each.accuracy.best for each in some]):.3f}, certainty "
        f"{np.mean([each.certainty for each in some]):.3f}; says an emotion in "
        f"{np.mean([each.said for each in some]):.0%} of moments, right in "
        f"{np.nanmean([each.said_right for each in some]):.0%} of those"
    )


def _gain(compared: Compared) -> str:
    return f"{compared.better:+.3f} ({compared.low:+.3f} to {compared.high:+.3f})"


def _present_lines(judged: Sequence[Judged]) -> list[str]:
    whole = judged[-1]
    return [
        f"  no sense missing ({PRESENT_MOMENTS:,} other moments, {len(judged)} subsets): all seven right in "
        f"{whole.accuracy.fused:.3f}, the best alone in {whole.accuracy.best:.3f}; calibration error at most "
        f"{max(each.calibration_error for each in judged):.3f}; least gain in accuracy "
        f"{_gain(min(judged, key=lambda each: each.accuracy.better).accuracy)}, in log loss "
        f"{_gain(min(judged, key=lambda each: each.log_loss.better).log_loss)}; worse beyond chance: "
        f"{sum(each.accuracy.worse or each.log_loss.worse for each in judged)}",
    ]


def _shifted_lines(each: Judged) -> list[str]:
    return [
        "  a sadder ward than any sense was calibrated for (sadness and fear twice, happiness half as often), all "
        f"seven: accuracy {each.accuracy.fused:.3f}, better by {_gain(each.accuracy)}, calibration error "
        f"{each.calibration_error:.3f}",
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
