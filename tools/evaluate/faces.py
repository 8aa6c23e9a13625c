"""What the expression model can do, measured through the creature's own runtime and face path.

    python -m tools.evaluate.faces

FER+ validation without near repetitions of training pictures, where people agree: more than 5 of the votes for the
eight emotions, or 5 with a lead. And a set that no training has seen at all: faces of news photographs, one student's
label each.
"""

import csv
import io
import sys
import tarfile
import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from companion.perception.faces.path import FaceModels, FacePath
from companion.runtime import Runtime
from companion.vocabulary.errors import ModelError
from companion.vocabulary.readings import EMOTIONS
from tools.evaluate.calibration import balanced, calibration_error, interval, recalls, softmax
from tools.ferplus import DATA, clear_majority, load_ferplus

WILD = DATA.parent / "faces_muxspace.tar"
COMMAND = "make evaluate"
CONTEMPT = EMOTIONS.index("contempt")


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured. Intervals are 95 %; `confusion` counts (truth, answer) in the order of `EMOTIONS`."""

    pictures: int
    accuracy: tuple[float, float, float]
    without_contempt: tuple[float, float, float]
    balanced: tuple[float, float, float]
    calibration_error: float
    calibration_error_any: float
    recalls: tuple[float, ...]
    confusion: tuple[tuple[int, ...], ...]
    reliability: tuple[tuple[float, float, int], ...]
    ms_per_crop: float


def main() -> int:
    """Prints every figure; a missing data set is skipped with a word. Returns 1 when the models cannot be used."""
    try:
        runtime = Runtime()
        models = FaceModels.load(runtime)
    except ModelError as fault:
        print(f"faces: {fault}", file=sys.stderr)
        return 1
    path = FacePath(models)
    if DATA.exists():
        print("\n".join(lines_of(measure_ferplus(path, models.temperature))))
    else:
        print(f"faces: skipped, the FER+ data is not there ({DATA.name} is looked for in ../shared/data)")
    print(measure_wild(path))
    return 0


def measure_ferplus(path: FacePath, temperature: float) -> Figures:
    """The figures of the validation part; every picture goes through `FacePath.read_crop`."""
    data = load_ferplus()
    data = data.rows(data.validation & ~data.near_duplicate & (data.votes.sum(axis=1) > 0))
    logits, seconds = logits_of(path, data.pictures)
    truth = data.votes.argmax(axis=1)
    answer = logits.argmax(axis=1)
    certainty = softmax(logits, temperature).max(axis=1)
    clear = clear_majority(data.votes)
    some = clear & (truth != CONTEMPT)
    without = np.delete(logits[some], CONTEMPT, axis=1).argmax(axis=1)
    confusion = np.zeros((len(EMOTIONS), len(EMOTIONS)), np.int64)
    np.add.at(confusion, (truth[clear], answer[clear]), 1)
    return Figures(
        pictures=int(clear.sum()),
        accuracy=_share(truth[clear] == answer[clear]),
        without_contempt=_share(without == truth[some] - (truth[some] > CONTEMPT)),
        balanced=balanced(truth[clear], answer[clear], len(EMOTIONS)),
        calibration_error=calibration_error(certainty[clear], (truth == answer)[clear]),
        calibration_error_any=calibration_error(certainty, truth == answer),
        recalls=tuple(float(value) for value in recalls(truth[clear], answer[clear], len(EMOTIONS))),
        confusion=tuple(tuple(int(count) for count in row) for row in confusion),
        reliability=_reliability(certainty[clear], (truth == answer)[clear]),
        ms_per_crop=seconds / len(logits) * 1000,
    )


def logits_of(path: FacePath, pictures: NDArray[np.uint8]) -> tuple[NDArray[np.float64], float]:
    """The eight raw scores of each picture, (n, 8), and the CPU seconds they took."""
    started = time.process_time()
    rows = [path.read_crop(picture).logits for picture in pictures]
    return np.array(rows, np.float64), time.process_time() - started


def measure_wild(path: FacePath) -> str:
    """One line on the news photographs, or on their absence."""
    if not WILD.exists():
        return f"faces: skipped, the faces in the wild are not there ({WILD.name} is looked for in ../shared/data)"
    with (WILD.parent / "faces_muxspace_index.csv").open(encoding="utf8", newline="") as table:
        label_of = {row["file"]: row["label"] for row in csv.DictReader(table)}
    truth, answer = [], []
    with tarfile.open(WILD) as archive:
        for member in archive:
            opened = archive.extractfile(member)
            if opened is None or label_of.get(member.name) not in EMOTIONS:
                continue
            pixels = np.asarray(Image.open(io.BytesIO(opened.read())).convert("L"))
            truth.append(EMOTIONS.index(label_of[member.name]))
            answer.append(int(np.argmax(path.read_crop(pixels).logits)))
    named, said = np.array(truth), np.array(answer)
    share, low, high = _share(named == said)
    mean, mean_low, mean_high = balanced(named, said, len(EMOTIONS))
    return (
        f"faces, news photographs never trained on ({len(named):,}, one doubtful label each): accuracy {share:.3f} "
        f"({low:.3f} to {high:.3f}), balanced {mean:.3f} ({mean_low:.3f} to {mean_high:.3f})"
    )


def lines_of(figures: Figures) -> list[str]:
    """The figures for people."""

    def line(words: str, values: tuple[float, float, float]) -> str:
        return f"  {words:<34}{values[0]:.4f}  (95 %: {values[1]:.3f} to {values[2]:.3f})"

    rows = [
        f"{name:<10}" + "".join(f"{count:>6}" for count in row)
        for name, row in zip(EMOTIONS, figures.confusion, strict=True)
    ]
    return [
        f"faces, FER+ validation, near-duplicates out, clear majority ({figures.pictures:,} pictures):",
        line("accuracy, 8 emotions", figures.accuracy),
        line("accuracy, contempt dropped", figures.without_contempt),
        line("balanced accuracy, 8 emotions", figures.balanced),
        f"  {'calibration error':<34}{figures.calibration_error:.4f}",
        f"  {'calibration error, unclear ones too':<34} {figures.calibration_error_any:.4f}",
        f"  {'CPU per ready crop, whole path':<34}{figures.ms_per_crop:.2f} ms",
        "  rows are what people said, columns what the model says: " + ", ".join(EMOTIONS),
        *(f"    {row}" for row in rows),
    ]


def _share(right: NDArray[np.bool_]) -> tuple[float, float, float]:
    low, high = interval(int(right.sum()), len(right))
    return float(right.mean()), low, high


def _reliability(certainty: NDArray[np.float64], right: NDArray[np.bool_]) -> tuple[tuple[float, float, int], ...]:
    """Per tenth of certainty: mean certainty, share that was right, how many."""
    place = np.minimum((certainty * 10).astype(int), 9)
    return tuple(
        (float(certainty[place == one].mean()), float(right[place == one].mean()), int((place == one).sum()))
        for one in range(10)
        if (place == one).any()
    )


if __name__ == "__main__":
    sys.exit(main())
