"""The cards of the expression model: one for machines, one for people, and the picture of how far it can be trusted."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from companion.perception.faces.crop import CROP_PX
from companion.vocabulary.readings import EMOTIONS
from tools.evaluate.faces_beside import Beside
from tools.evaluate.faces_figures import Figures, Group, Shares
from tools.evaluate.faces_training import COMMAND, NAME, Training, training_in_words

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "face-certainty.svg"


def write_machine_card(models: Path, temperature: float, training: Training | None, figures: Figures | None) -> None:
    """`models/face_expression.toml`; the bare card is enough to load the model, so that it can be measured."""
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
    if training is not None:
        lines += ["", "# How it came to be, as the training found it.", "[training]"]
        lines += [f"{field.name} = {_toml(getattr(training, field.name))}" for field in fields(training)]
    if figures is not None:
        shares = {
            "accuracy": figures.accuracy,
            "accuracy_without_contempt": figures.without_contempt,
            "balanced_accuracy": figures.balanced,
        }
        lines += [
            "",
            "# FER+ validation without near-duplicates, clear majority; an interval is 95 %.",
            "[figures]",
            f'command = "{COMMAND}"',
            f"pictures = {figures.pictures}",
            *(f"{key} = [{value:.4f}, {low:.4f}, {high:.4f}]" for key, (value, low, high) in shares.items()),
            f"calibration_error = {figures.calibration_error:.4f}",
        ]
    (models / f"{NAME}.toml").write_text("\n".join(lines) + "\n", encoding="utf8")


def _toml(value: float | bool | tuple[int, ...]) -> str:
    if isinstance(value, tuple):
        return str(list(value))
    return str(value).lower() if isinstance(value, bool | int) else f"{value:.4f}"


def write_cards(
    models: Path,
    temperature: float,
    training: Training,
    figures: Figures,
    hard: Mapping[str, Shares],
    beside: Sequence[Beside] | str,
    groups: Sequence[Group],
) -> None:
    """Both cards and the picture, from what was just measured."""
    write_machine_card(models, temperature, training, figures)
    PICTURE.write_text(draw_certainty(figures), encoding="utf8")
    size = (models / f"{NAME}.tflite").stat().st_size
    told = _told(temperature, training, figures, hard, beside, groups, size)
    (models / f"{NAME}.md").write_text(told, encoding="utf8")


def draw_certainty(figures: Figures) -> str:
    """An SVG: how sure the model says it is, across; how often it was right then, up; the line is perfect honesty."""
    left, top, side = 56, 16, 320
    marks = []
    for said, right, count in figures.reliability:
        x, y = left + said * side, top + (1 - right) * side
        radius = 3 + 12 * (count / figures.pictures) ** 0.5
        marks.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"><title>{count} pictures</title></circle>')
    ticks = []
    for tenth in range(0, 11, 2):
        at = tenth / 10 * side
        ticks.append(f'<text x="{left + at:.0f}" y="{top + side + 18}" text-anchor="middle">{tenth / 10:.1f}</text>')
        ticks.append(f'<text x="{left - 8}" y="{top + side - at + 4:.0f}" text-anchor="end">{tenth / 10:.1f}</text>')
        ticks.append(f'<path class="grid" d="M{left} {top + at:.0f}h{side}M{left + at:.0f} {top}v{side}"/>')
    words = (
        f'<text x="{left + side / 2:.0f}" y="{top + side + 40}" text-anchor="middle">how sure it says it is</text>'
        f'<text transform="translate(16 {top + side / 2:.0f}) rotate(-90)" text-anchor="middle">'
        "how often it was right</text>"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + side + 24} {top + side + 52}" '
        'font-family="sans-serif" font-size="12" role="img">'
        "<title>How far the certainty of the expression model can be trusted</title>"
        "<style>svg{background:#fff}text{fill:#444}circle{fill:#2f6f8f;fill-opacity:.75}"
        ".grid{stroke:#e4e4e4;fill:none}.honest{stroke:#b9846a;stroke-dasharray:5 4;fill:none}</style>"
        f"{''.join(ticks)}{words}"
        f'<path class="honest" d="M{left} {top + side}L{left + side} {top}"/>{"".join(marks)}</svg>\n'
    )


def _told(
    temperature: float,
    training: Training,
    figures: Figures,
    hard: Mapping[str, Shares],
    beside: Sequence[Beside] | str,
    groups: Sequence[Group],
    size: int,
) -> str:
    names = " | ".join(EMOTIONS)
    found = "\n".join(
        f"| {name} | {sum(row)} | {values[0]:.3f} | {values[1]:.2f} to {values[2]:.2f} |"
        for name, row, values in zip(EMOTIONS, figures.confusion, figures.recalls, strict=True)
    )
    confusion = "\n".join(
        f"| {name} | {' | '.join(str(count) for count in row)} |"
        for name, row in zip(EMOTIONS, figures.confusion, strict=True)
    )
    reliability = "\n".join(f"| {said:.2f} | {right:.2f} | {count} |" for said, right, count in figures.reliability)
    hardships = "\n".join(
        f"| {name} | {one:.3f} | {low:.3f} to {high:.3f} |" for name, (one, low, high) in hard.items()
    )
    return f"""# face_expression

Eight emotions from one face: {", ".join(EMOTIONS)}. A residual network of {training.weights:,} weights, full int8,
{size / 1000:.0f} kB. It sees a grey crop of {CROP_PX}x{CROP_PX} pixels whose eyes are level
(`companion/perception/faces/crop.py`){_mirrored(training)}. It answers with eight logits. Divided by the temperature
{temperature:.3f} they are probabilities that mean what they say. Valence and arousal are expectations of these over a
published table (`companion/perception/faces/expression.py`).

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

int8 against float, on the {training.held_clear:,} pictures kept out of training on which people agree, printed by the
training: {training.held_int8:.4f} against {training.held_float:.4f}. `ai-edge-litert` and `tflite-runtime` round int8
differently: their logits differ by a few steps, and they say the same emotion nearly always (`tests/test_runtime.py`).

| emotion | pictures | share recognised | 95 % interval |
| --- | --- | --- | --- |
{found}

What people said (rows) and what the model says (columns):

| | {names} |
| --- |{" --- |" * len(EMOTIONS)}
{confusion}

## How far its certainty can be trusted

![Certainty against the share that was right](../docs/face-certainty.svg)

Clear majority. Each dot is a tenth of the scale, its size the number of pictures; the dashed line is perfect honesty.

| certainty, mean | share right | pictures |
| --- | --- | --- |
{reliability}

## In a care home

The same pictures, every third of them, each hardship alone (`tools/evaluate/faces_hard.py`), the face path included:

| hardship | share right | 95 % interval |
| --- | --- | --- |
{hardships}

## Old faces

{_old(groups)}

## Beside the fer package

{_beside(beside)}

{training_in_words(training)}"""


def _mirrored(training: Training) -> str:
    return " and, inside the file, its mirror image, and takes the mean" if training.mirrored else ""


def _row(words: str, values: Shares) -> str:
    return f"| {words} | {values[0]:.4f} | {values[1]:.3f} to {values[2]:.3f} |"


def _old(groups: Sequence[Group]) -> str:
    if not groups:
        return "Not measured: the news photographs were not there."
    rows = "\n".join(
        f"| {group.name} | {group.pictures:,} | {group.accuracy[0]:.3f} ({group.accuracy[1]:.3f} to "
        f"{group.accuracy[2]:.3f}) | {group.balanced[0]:.3f} | {group.gloomy[0]:.3f} ({group.gloomy[1]:.3f} to "
        f"{group.gloomy[2]:.3f}) |"
        for group in groups
    )
    return f"""News photographs of persons whose pictures no training has seen, one student's label each, often
doubtful. The collection has no ages; the old are public figures born before 1940 (`tools/evaluate/faces_old.py`, from
general knowledge), most of them photographed from 2002 to 2004.

| persons | pictures | share right | balanced | neutral read as sad or angry |
| --- | --- | --- | --- | --- |
{rows}"""


def _beside(beside: Sequence[Beside] | str) -> str:
    if isinstance(beside, str):
        return f"Not measured: {beside}."
    rows = "\n".join(
        f"| {row.name} | {row.accuracy:.4f} | {row.without_contempt:.4f} | {row.balanced:.3f} | "
        f"{row.ms_per_crop:.2f} | {row.memory_mb:.0f} MB |"
        for row in beside
    )
    return f"""The same pictures on the same machine, one thread. fer 25.10.3 knows no contempt; it sees each picture
both as it is and as our face path aligns it, and the better of the two is shown. Its networks learnt from FER2013's
older labels.

| model | accuracy | contempt dropped | balanced | CPU ms per crop | memory of the process |
| --- | --- | --- | --- | --- | --- |
{rows}"""
