"""The two cards of the expression model: one for machines, one for people."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from companion.perception.faces.crop import CROP_PX
from companion.vocabulary.readings import EMOTIONS
from tools.evaluate.faces import COMMAND, Figures

NAME = "face_expression"


@dataclass(frozen=True, slots=True)
class Training:
    """How the model came to be, in numbers. `held` is the part of training that was kept apart for the temperature."""

    weights: int
    epochs: float
    minutes: float
    trained: int
    held: int
    found: float
    held_float: float
    held_int8: float
    temperature: float


def write_machine_card(models: Path, temperature: float, figures: Figures | None) -> None:
    """`models/face_expression.toml`; without figures it is enough to load the model, so that it can be measured."""
    content = (models / f"{NAME}.tflite").read_bytes()
    labels = ", ".join(f'"{emotion}"' for emotion in EMOTIONS)
    lines = [
        "# Card of our expression model: eight emotions from a grey, aligned crop of a face.",
        "# For people: face_expression.md.",
        "",
        f'name = "{NAME}"',
        f'file = "{NAME}.tflite"',
        f'sha256 = "{hashlib.sha256(content).hexdigest()}"',
        'source = "trained here by tools/train/faces.py on FER+ (pictures of FER2013, votes of FER+)"',
        'licence = "Apache-2.0"',
        'paper = "Barsoum et al. 2016, arXiv:1608.01041 (the data and the use of its vote distributions)"',
        f"labels = [{labels}]",
        "# The logits divided by this, through softmax, are calibrated probabilities.",
        f"temperature = {temperature:.3f}",
        "",
        "# Grey, mean 0 and deviation 1 per crop; callers pass float32, the runtime quantizes.",
        "[input]",
        'name = "crop"',
        f"shape = [1, {CROP_PX}, {CROP_PX}, 1]",
        'dtype = "int8"',
        "",
        "# Logits in the order of the labels.",
        "[[output]]",
        'name = "logits"',
        f"shape = [1, {len(EMOTIONS)}]",
        'dtype = "int8"',
    ]
    if figures is not None:
        lines += [
            "",
            "# FER+ validation without near-duplicates, clear majority; an interval is 95 %.",
            "[figures]",
            f'command = "{COMMAND}"',
            f"pictures = {figures.pictures}",
            *(
                f"{key} = [{value:.4f}, {low:.4f}, {high:.4f}]"
                for key, (value, low, high) in (
                    ("accuracy", figures.accuracy),
                    ("accuracy_without_contempt", figures.without_contempt),
                    ("balanced_accuracy", figures.balanced),
                )
            ),
            f"calibration_error = {figures.calibration_error:.4f}",
        ]
    (models / f"{NAME}.toml").write_text("\n".join(lines) + "\n", encoding="utf8")


def write_card_for_people(models: Path, training: Training, figures: Figures, wild: str) -> None:
    """`models/face_expression.md`."""
    size = (models / f"{NAME}.tflite").stat().st_size
    names = " | ".join(EMOTIONS)
    recalls = "\n".join(f"| {name} | {value:.3f} |" for name, value in zip(EMOTIONS, figures.recalls, strict=True))
    confusion = "\n".join(
        f"| {name} | {' | '.join(str(count) for count in row)} |"
        for name, row in zip(EMOTIONS, figures.confusion, strict=True)
    )
    reliability = "\n".join(f"| {said:.2f} | {right:.2f} | {count} |" for said, right, count in figures.reliability)
    text = f"""# face_expression

Eight emotions from one face: {", ".join(EMOTIONS)}. A residual network of {training.weights:,} weights, full int8,
{size / 1000:.0f} kB. It sees a grey crop of {CROP_PX}x{CROP_PX} pixels whose eyes are level
(`companion/perception/faces/crop.py`), and answers with eight logits. Divided by the temperature
{training.temperature:.3f} they are probabilities that mean what they say.

## Figures

`{COMMAND}` prints them, through the runtime and the face path of the creature. FER+ validation without near-duplicates,
where people agree (more than 5 of the votes for the eight emotions, or 5 with a lead), {figures.pictures:,} pictures:

| what | value | 95 % interval |
| --- | --- | --- |
{_row("accuracy, 8 emotions", figures.accuracy)}
{_row("accuracy, contempt dropped", figures.without_contempt)}
{_row("balanced accuracy, 8 emotions", figures.balanced)}
| expected calibration error | {figures.calibration_error:.4f} | |
| the same with pictures on which people disagree | {figures.calibration_error_any:.4f} | |

{wild[0].upper()}{wild[1:]}.

`ai-edge-litert` and `tflite-runtime` round int8 differently: their logits differ by a few steps of a twelfth, and they
say the same emotion nearly always (`tests/test_runtime.py`).

int8 against float, on the {training.held:,} pictures kept out of training, clear majority, printed by the training:
{training.held_int8:.4f} against {training.held_float:.4f}.

| emotion | share recognised |
| --- | --- |
{recalls}

What people said (rows) and what the model says (columns):

| | {names} |
| --- |{" --- |" * len(EMOTIONS)}
{confusion}

How far its certainty can be trusted (clear majority):

| certainty, mean | share right | pictures |
| --- | --- | --- |
{reliability}

## How it was trained

`python -m tools.train.faces`, {training.minutes:.0f} minutes on two cores, {training.epochs:.0f} epochs.
{training.trained:,} pictures of the FER+ training part; {training.held:,} more were kept apart for the temperature.
Every picture went through the face path first (a face was found in {training.found:.1%} of them); a quarter of what
the network saw was left unaligned, because a face that is not found is read as it is. Targets are the shares of
votes; a single stray vote counts as a slip, votes for "unknown" and "not a face" are dropped. The weights are an
average over the last steps. Nothing was chosen on the validation part.

## Data and licence

The votes are Microsoft's FER+ (MIT). The photographs are FER2013's: gathered by web image search for a research
competition, with no licence stated for them; they are research data and no part of this project. The weights are ours,
Apache-2.0.

## Known limits

- Contempt and disgust are rare in the data and hardly ever recognised; fear is often taken for surprise, sadness for
  neutral.
- Few old people are in the data. Old and lined faces are likely to be read as sadder or angrier than they are; how much
  has not been measured here.
- One picture, no context. A face that shows something is not a person who feels it.
- Labels of the news photographs are doubtful and so is the figure on them.
"""
    (models / f"{NAME}.md").write_text(text, encoding="utf8")


def _row(words: str, values: tuple[float, float, float]) -> str:
    return f"| {words} | {values[0]:.4f} | {values[1]:.3f} to {values[2]:.3f} |"
