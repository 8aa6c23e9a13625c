"""What `make evaluate ARGS=faces` measures, as values, and as lines for people."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from companion.vocabulary.readings import EMOTIONS
from tools.evaluate.calibration import balanced, calibration_error, interval, softmax
from tools.ferplus import clear_majority

CONTEMPT = EMOTIONS.index("contempt")

Shares = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Figures:
    """Of the validation part; `Shares` are a share in 0..1 and the ends of its 95 % interval.

    `confusion` counts (truth, answer) in the order of `EMOTIONS`; `reliability` is, per tenth of certainty, the mean
    certainty, the share that was right, and how many.
    """

    pictures: int
    accuracy: Shares
    without_contempt: Shares
    balanced: Shares
    calibration_error: float
    calibration_error_any: float
    recalls: tuple[Shares, ...]
    confusion: tuple[tuple[int, ...], ...]
    reliability: tuple[tuple[float, float, int], ...]
    ms_per_picture: float


@dataclass(frozen=True, slots=True)
class Group:
    """One group of pictures; `gloomy` is the share of its neutral faces that is read as sad or angry."""

    name: str
    pictures: int
    accuracy: Shares
    balanced: Shares
    gloomy: Shares


def share(right: NDArray[np.bool_]) -> Shares:
    """The share that is true, with Wilson's interval; all of 0..1 where there is nothing to count."""
    if not len(right):
        return 0.0, 0.0, 1.0
    return float(right.mean()), *interval(int(right.sum()), len(right))


def figures_of(logits: NDArray[np.float64], votes: NDArray[np.float32], temperature: float, ms: float) -> Figures:
    """`logits` (n, 8) beside the votes (n, 8) of the same pictures, judged where people agree."""
    truth, answer = votes.argmax(axis=1), logits.argmax(axis=1)
    right, certainty = truth == answer, softmax(logits, temperature).max(axis=1)
    clear = clear_majority(votes)
    some = clear & (truth != CONTEMPT)
    without = np.delete(logits[some], CONTEMPT, axis=1).argmax(axis=1)
    confusion = np.zeros((len(EMOTIONS), len(EMOTIONS)), np.int64)
    np.add.at(confusion, (truth[clear], answer[clear]), 1)
    place = np.minimum((certainty * 10).astype(int), 9)
    tenths = [clear & (place == one) for one in range(10)]
    return Figures(
        pictures=int(clear.sum()),
        accuracy=share(right[clear]),
        without_contempt=share(without == truth[some] - (truth[some] > CONTEMPT)),
        balanced=balanced(truth[clear], answer[clear], len(EMOTIONS)),
        calibration_error=calibration_error(certainty[clear], right[clear]),
        calibration_error_any=calibration_error(certainty, right),
        recalls=tuple(share(right[clear & (truth == one)]) for one in range(len(EMOTIONS))),
        confusion=tuple(tuple(int(count) for count in row) for row in confusion),
        reliability=tuple(
            (float(certainty[tenth].mean()), float(right[tenth].mean()), int(tenth.sum()))
            for tenth in tenths
            if tenth.any()
        ),
        ms_per_picture=ms,
    )


def group_of(name: str, truth: NDArray[np.int64], answer: NDArray[np.int64]) -> Group:
    """Figures of some pictures with one label each."""
    neutral = truth == EMOTIONS.index("neutral")
    gloomy = np.isin(answer, [EMOTIONS.index("sadness"), EMOTIONS.index("anger")])
    return Group(
        name, len(truth), share(truth == answer), balanced(truth, answer, len(EMOTIONS)), share(gloomy[neutral])
    )


def lines_of(figures: Figures) -> list[str]:
    """The figures of the validation part for people."""

    def line(words: str, values: Shares) -> str:
        return f"  {words:<38}{values[0]:.4f}  (95 %: {values[1]:.3f} to {values[2]:.3f})"

    rows = [
        f"    {name:<10}" + "".join(f"{count:>6}" for count in row) + f"   found {found[0]:.3f}"
        for name, row, found in zip(EMOTIONS, figures.confusion, figures.recalls, strict=True)
    ]
    return [
        f"faces, FER+ validation, near-duplicates out, clear majority ({figures.pictures:,} pictures):",
        line("accuracy, 8 emotions", figures.accuracy),
        line("accuracy, contempt dropped", figures.without_contempt),
        line("balanced accuracy, 8 emotions", figures.balanced),
        f"  {'expected calibration error':<38}{figures.calibration_error:.4f}",
        f"  {'the same, unclear pictures too':<38}{figures.calibration_error_any:.4f}",
        f"  {'CPU per ready picture, whole path':<38}{figures.ms_per_picture:.2f} ms",
        "  rows are what people said, columns what the model says: " + ", ".join(EMOTIONS),
        *rows,
    ]


def lines_of_groups(groups: Sequence[Group]) -> list[str]:
    """The figures of the news photographs for people."""
    return [
        f"  {group.name:<38}{group.accuracy[0]:.3f} ({group.accuracy[1]:.3f} to {group.accuracy[2]:.3f}) of "
        f"{group.pictures:,}, balanced {group.balanced[0]:.3f}; neutral read as sad or angry {group.gloomy[0]:.3f} "
        f"({group.gloomy[1]:.3f} to {group.gloomy[2]:.3f})"
        for group in groups
    ]
