"""What the model of feeling in words can do, measured through the creature's own runtime and tokenizing.

    python -m tools.evaluate words          on the official test parts
    python -m tools.evaluate words --dev    on the dev parts, which training has looked at: for work on the model

Every reading of a test part is a temptation; choices are made on dev.
"""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from companion.perception.words.feeling import LABELS, FeelingModel, belief_beside
from companion.perception.words.tokens import spoken
from companion.runtime import Runtime
from companion.vocabulary.errors import ModelError
from tools.evaluate.calibration import calibration_error, interval
from tools.evaluate.words_fair import Unfair, unfairness
from tools.evaluate.words_spoilt import mistyped
from tools.train import words_data
from tools.train.words_data import GOEMOTIONS, Part

COMMAND = "make evaluate ARGS=words"
NEUTRAL = LABELS.index("neutral")

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Read:
    """What the model said of many texts: `chances` (n, 28), `over` their thresholds, `affect` (n, 3), `certainty`."""

    chances: Floats
    over: Bools
    affect: Floats
    certainty: Floats


@dataclass(frozen=True, slots=True)
class Label:
    """One label: its threshold, how often it is true, and precision, recall and F1 of saying it."""

    name: str
    threshold: float
    count: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured on one part. `macro` has a 95 % interval from 1,000 resamplings of the texts."""

    part: str
    texts: int
    macro: tuple[float, float, float]
    micro: float
    macro_at_half: float
    macro_spoken: float
    macro_mistyped: float
    labels: tuple[Label, ...]
    top_right: tuple[float, float, float]
    calibration_error: float
    calibration_error_labels: float
    reliability: tuple[tuple[float, float, int], ...]
    valence_r: float
    arousal_r: float
    irony_f1: float
    irony_precision: float
    irony_recall: float
    irony_order: float
    irony_share: float
    irony_doubt: float
    unfair: Unfair
    ms_per_text: float


def main(options: Sequence[str] = ()) -> int:
    """Prints every figure; a missing data set is skipped with a word. Returns 1 when the model cannot be used."""
    try:
        model = FeelingModel.load(Runtime())
    except ModelError as fault:
        print(f"words: {fault}", file=sys.stderr)
        return 1
    if not GOEMOTIONS.exists():
        print("words: skipped, GoEmotions is not there (goemotions/ is looked for in ../shared/data)")
        return 0
    print("\n".join(lines_of(measure(model, "dev" if "--dev" in options else "test"))))
    return 0


def measure(model: FeelingModel, part: Part) -> Figures:
    """Every figure of one part; irony has no dev part and is measured on its test part only with `part` "test"."""
    texts = words_data.goemotions(part)
    truth = texts.targets > 0
    began_s = time.process_time()
    read = read_all(model, texts.texts)
    spent_s = time.process_time() - began_s
    scores = [f1_of(truth[:, place], read.over[:, place]) for place in range(len(LABELS))]
    top = read.chances.argmax(axis=1)
    right = truth[np.arange(len(truth)), top]
    felt = words_data.emobank(part)
    affect = read_all(model, felt.texts).affect
    ironic = words_data.irony("test" if part == "test" else "train")
    told, sarcastic = read_all(model, ironic.texts).affect[:, 2], ironic.targets[:, 0] > 0
    irony = f1_of(sarcastic, told > model.irony_from)
    return Figures(
        part=part,
        texts=len(truth),
        macro=resampled(truth, read.over),
        micro=f1_of(truth.ravel(), read.over.ravel())[2],
        macro_at_half=macro_f1(truth, read.chances > 0.5),
        macro_spoken=macro_f1(truth, read_all(model, [spoken(text) for text in texts.texts]).over),
        macro_mistyped=macro_f1(truth, read_all(model, mistyped(texts.texts, seed=1)).over),
        labels=tuple(
            Label(name, model.thresholds[place], int(truth[:, place].sum()), *scores[place])
            for place, name in enumerate(LABELS)
        ),
        top_right=(float(right.mean()), *interval(int(right.sum()), len(right))),
        calibration_error=calibration_error(read.certainty, right),
        calibration_error_labels=calibration_error(read.chances.ravel(), truth.ravel()),
        reliability=reliability(read.certainty, right),
        valence_r=float(np.corrcoef(affect[:, 0], felt.targets[:, 0])[0, 1]),
        arousal_r=float(np.corrcoef(affect[:, 1], felt.targets[:, 1])[0, 1]),
        irony_f1=irony[2],
        irony_precision=irony[0],
        irony_recall=irony[1],
        irony_order=average_precision(told, sarcastic),
        irony_share=float(sarcastic.mean()),
        irony_doubt=float(np.mean([1 - belief_beside(one, model.irony_from) for one in read.affect[:, 2]])),
        unfair=unfairness(model.feel),
        ms_per_text=spent_s / len(truth) * 1000,
    )


def read_all(model: FeelingModel, texts: Sequence[str]) -> Read:
    """Each text through the same call as in life."""
    felt = [model.feel(text) for text in texts]
    return Read(
        np.array([[one.emotions[label] for label in LABELS] for one in felt]),
        np.array([[label in one.labels for label in LABELS] for one in felt]),
        np.array([(one.valence, one.arousal, one.irony) for one in felt]),
        np.array([one.certainty for one in felt]),
    )


def f1_of(truth: Bools, said: Bools) -> tuple[float, float, float]:
    """Precision, recall and F1 of one label; 0 where nothing can be divided."""
    hits = float((truth & said).sum())
    return (
        hits / max(1.0, float(said.sum())),
        hits / max(1.0, float(truth.sum())),
        2 * hits / max(1.0, float(truth.sum() + said.sum())),
    )


def average_precision(told: Floats, truth: Bools) -> float:
    """How good the order is, whatever the line (n,); the share of the true is what chance gives."""
    right = truth[np.argsort(-told, kind="stable")]
    return float((np.cumsum(right) / np.arange(1, len(right) + 1))[right].mean())


def macro_f1(truth: Bools, said: Bools) -> float:
    """The mean of the labels' F1."""
    hits = (truth & said).sum(axis=0)
    return float((2 * hits / np.maximum(truth.sum(axis=0) + said.sum(axis=0), 1)).mean())


def resampled(truth: Bools, said: Bools) -> tuple[float, float, float]:
    """Macro-F1 and its 95 % interval from 1,000 resamplings of the texts."""
    chance = np.random.default_rng(0)
    rows = chance.integers(0, len(truth), (1000, len(truth)))
    weights = np.stack([np.bincount(row, minlength=len(truth)) for row in rows]).astype(np.float64)
    hits, both = weights @ (truth & said), weights @ (truth.astype(np.float64) + said)
    low, high = np.percentile((2 * hits / np.maximum(both, 1)).mean(axis=1), [2.5, 97.5])
    return macro_f1(truth, said), float(low), float(high)


def reliability(certainty: Floats, right: Bools) -> tuple[tuple[float, float, int], ...]:
    """Per tenth of certainty: mean certainty, share that was right, how many."""
    place = np.minimum((certainty * 10).astype(int), 9)
    groups = [place == one for one in range(10)]
    return tuple((float(certainty[g].mean()), float(right[g].mean()), int(g.sum())) for g in groups if g.any())


def lines_of(figures: Figures) -> list[str]:
    """The figures for people."""

    def line(words: str, value: float, rest: str = "") -> str:
        return f"  {words:<54}{value:.4f}{rest}"

    ranged: Callable[[tuple[float, float, float]], str] = lambda of: f"  (95 %: {of[1]:.3f} to {of[2]:.3f})"  # noqa: E731
    return [
        f"words, GoEmotions {figures.part}, 28 labels ({figures.texts:,} texts):",
        line("macro-F1, thresholds of the model", figures.macro[0], ranged(figures.macro)),
        line("micro-F1", figures.micro),
        line("macro-F1 with every threshold at 0.5", figures.macro_at_half),
        line(
            "macro-F1 of the spoken form", figures.macro_spoken, f"  ({figures.macro_spoken - figures.macro[0]:+.4f})"
        ),
        line("macro-F1, a fifth of the words mistyped", figures.macro_mistyped),
        line("the most probable label is right", figures.top_right[0], ranged(figures.top_right)),
        line("calibration error of the certainty", figures.calibration_error),
        line("calibration error of all labels' probabilities", figures.calibration_error_labels),
        line(f"valence, EmoBank {figures.part}, correlation", figures.valence_r),
        line(f"arousal, EmoBank {figures.part}, correlation", figures.arousal_r),
        line(
            f"irony, iSarcasmEval {'test' if figures.part == 'test' else 'train (seen)'}, F1 of the sarcastic",
            figures.irony_f1,
            f"  (precision {figures.irony_precision:.3f}, recall {figures.irony_recall:.3f})",
        ),
        line("irony, the same, average precision", figures.irony_order, f"  (chance: {figures.irony_share:.3f})"),
        line(f"irony, mean certainty taken on GoEmotions {figures.part}", figures.irony_doubt),
        *figures.unfair.lines(),
        line("CPU per text, tokenizing too, ms", figures.ms_per_text),
        "  label            threshold  texts  precision  recall      F1",
        *(
            f"    {label.name:<16}{label.threshold:>8.3f}{label.count:>7}{label.precision:>11.3f}{label.recall:>8.3f}"
            f"{label.f1:>8.3f}"
            for label in figures.labels
        ),
        "  certainty, mean   share right   texts",
        *(f"    {mean:>13.2f}{share:>14.2f}{count:>8}" for mean, share, count in figures.reliability),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
