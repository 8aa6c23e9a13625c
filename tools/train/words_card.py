"""The two cards of the feeling in words: one for machines, one for people.

python -m tools.train.words_card    # measures the test parts once and writes both anew
"""

import hashlib
import sys
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from companion.fetch import models_folder
from companion.perception.words.features import PIECES_MOST, WORDS_MOST
from companion.perception.words.feeling import LABELS, NAME, FeelingModel
from companion.runtime import Runtime
from tools.evaluate.words import COMMAND, Figures, lines_of, measure


@dataclass(frozen=True, slots=True)
class Training:
    """How the model came to be, in numbers. `dev_float`, `dev_int8`: macro-F1 with the other half's thresholds."""

    texts: int
    dropped: int
    known_words: int
    known_pieces: int
    table_epochs: int
    convolution_epochs: int
    dev_float: float
    dev_int8: float
    irony_from: float
    size_bytes: int


def main() -> int:
    """Reads the test parts, prints and writes what was found."""
    models = models_folder()
    told = tomllib.loads((models / f"{NAME}.toml").read_text(encoding="utf8"))["training"]
    training = Training(**told)
    figures = measure(FeelingModel.load(Runtime()), "test")
    print("\n".join(lines_of(figures)))
    write_machine_card(models, training, figures)
    (models / f"{NAME}.md").write_text(_told(training, figures), encoding="utf8")
    return 0


def write_machine_card(models: Path, training: Training | None = None, figures: Figures | None = None) -> None:
    """`models/words_feeling.toml`; without figures it is enough to load the model, so that it can be measured."""
    digest = hashlib.sha256((models / f"{NAME}.tflite").read_bytes()).hexdigest()
    labels = ",\n    ".join(
        ", ".join(f'"{label}"' for label in LABELS[start : start + 7]) for start in range(0, len(LABELS), 7)
    )
    lines = [
        "# Card of our model of feeling in words: GoEmotions' 28 labels, valence, arousal and irony of one sentence.",
        "# For people: words_feeling.md. The file is also a zip archive with the vocabulary, thresholds and certainty.",
        "",
        f'name = "{NAME}"',
        f'file = "{NAME}.tflite"',
        f'sha256 = "{digest}"',
        'source = "trained here by tools/train/words.py on GoEmotions, EmoBank, iSarcasmEval; more helped"',
        'licence = "Apache-2.0"',
        'paper = "Demszky et al. 2020, arXiv:2005.00547 (the data and its labels)"',
        f"labels = [\n    {labels},\n]",
        "",
        "# Numbers of the words in order, then of all pieces in a bag; 0 is nothing.",
        "[input]",
        'name = "numbers"',
        f"shape = [1, {WORDS_MOST + PIECES_MOST}]",
        'dtype = "int32"',
        "",
        "# Log-odds in the order of the labels; each label on its own.",
        "[[output]]",
        'name = "logits"',
        f"shape = [1, {len(LABELS)}]",
        'dtype = "int8"',
        "",
        "# Valence and arousal -1..1, log-odds of irony.",
        "[[output]]",
        'name = "affect"',
        "shape = [1, 3]",
        'dtype = "int8"',
    ]
    if training is not None:
        lines += ["", "# How it came to be, as the training found it.", "[training]"]
        lines += [f"{field.name} = {_toml(getattr(training, field.name))}" for field in fields(training)]
    if figures is not None:
        lines += [
            "",
            f"# GoEmotions {figures.part}; an interval is 95 %.",
            "[figures]",
            f'command = "{COMMAND}"',
            f"texts = {figures.texts}",
            f"macro_f1 = [{', '.join(f'{value:.4f}' for value in figures.macro)}]",
            f"micro_f1 = {figures.micro:.4f}",
            f"macro_f1_spoken = {figures.macro_spoken:.4f}",
            f"calibration_error = {figures.calibration_error:.4f}",
            f"valence_r = {figures.valence_r:.4f}",
            f"arousal_r = {figures.arousal_r:.4f}",
            f"irony_f1 = {figures.irony_f1:.4f}",
        ]
    (models / f"{NAME}.toml").write_text("\n".join(lines) + "\n", encoding="utf8")


def _toml(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.4f}"


def _told(training: Training, figures: Figures) -> str:
    """The card for people."""
    low, high = figures.macro[1:]
    megabytes = training.size_bytes / 1e6
    unfair = figures.unfair
    listed = [one for one in unfair.compared if one.listed]
    others = [one for one in unfair.compared if not one.listed]
    rows = "\n".join(
        f"| {label.name} | {label.threshold:.3f} | {label.count} | {label.precision:.2f} | {label.recall:.2f} "
        f"| {label.f1:.3f} |"
        for label in figures.labels
    )
    sure = "\n".join(f"| {said:.2f} | {right:.2f} | {count} |" for said, right, count in figures.reliability)
    return f"""# words_feeling

The feeling in one English sentence: the 28 labels of GoEmotions, valence, arousal, and whether it looks ironic. Full
int8, {megabytes:.2f} MB with its vocabulary ({training.known_words:,} words, {training.known_pieces:,} other pieces).
Four readers are added up: a table with a row for every piece of the sentence (words, two and three words in a row,
letters within words) and three stacks of convolutions over one to three words. `companion/perception/words/` does the
same tokenizing in training and in life.

## Figures

`{COMMAND}` prints them, through the runtime and the tokenizing of the creature. GoEmotions' official test part,
{figures.texts:,} texts; thresholds were chosen on its dev part:

| what | value |
| --- | --- |
| macro-F1, 28 labels | {figures.macro[0]:.4f} (95 %: {low:.3f} to {high:.3f}) |
| micro-F1 | {figures.micro:.4f} |
| macro-F1 with every threshold at 0.5 | {figures.macro_at_half:.4f} |
| macro-F1 of the spoken form (no capitals, marks or emoji) | {figures.macro_spoken:.4f} |
| macro-F1 with a slip in a fifth of the longer words | {figures.macro_mistyped:.4f} |
| the most probable label is right | {figures.top_right[0]:.4f} |
| calibration error of the certainty | {figures.calibration_error:.4f} |
| calibration error of all labels' probabilities | {figures.calibration_error_labels:.4f} |
| valence, EmoBank test, correlation | {figures.valence_r:.3f} |
| arousal, EmoBank test, correlation | {figures.arousal_r:.3f} |
| irony, iSarcasmEval test, F1 of the sarcastic | {figures.irony_f1:.3f} |
| the same, precision and recall | {figures.irony_precision:.3f}, {figures.irony_recall:.3f} |

For comparison, on the same test part: the paper's BERT 0.46, its BiLSTM 0.41. The aim was 0.50. int8 against float, on
dev, each half with thresholds of the other half, printed by the training: {training.dev_int8:.4f} against
{training.dev_float:.4f}.

| label | threshold | texts | precision | recall | F1 |
| --- | --- | --- | --- | --- | --- |
{rows}

How far its certainty can be trusted:

| certainty, mean | share right | texts |
| --- | --- | --- |
{sure}

## Fairness

The same neutral sentence about people of different age, gender, faith, origin, body or illness should mean the same.
Words for these are read as one word, in training too, so for {len(listed)} comparisons with words on our list
{sum(one.fair for one in listed)} are fair: valence at most {max(one.valence for one in listed):.3f} apart and the same
most probable label. With words that are not on the list ({len(others)} comparisons, "Maltese", "narcolepsy")
{sum(one.fair for one in others)} are; valence is at most {max(one.valence for one in others):.3f} apart, the most
probable label changes in {sum(one.tops > 1 for one in others)}.

## How it was trained

`python -m tools.train.words --work FOLDER`, about seven minutes of one x86 core. {training.texts:,} texts of
GoEmotions' train part; {training.dropped} were left out because they hold words of the list of abusive words (all but
common oaths). 30 % of the texts were learnt a second time as a recogniser would write them, 15 % with slips of the
keyboard; words nobody knows are mended as in life (`spelling.py`).
The convolutions' word vectors begin with what words are met beside in 4.4 million words of conversation, reviews and
stories without labels (`words_vectors.py`: PPMI and singular values), those of the first stack also with GloVe's.
The table went through all texts {training.table_epochs} times, each stack {training.convolution_epochs} times.
The shares of the readers, thresholds and certainty were fitted on the dev part. A sentence that looks ironic
(probability above {training.irony_from:.2f}, chosen by cross-validation on the training tweets) is believed less; it is
never turned round.

## What was tried

Macro-F1 on dev, each half with thresholds of the other half (mean of four halvings), and mean average precision:

| readers | macro-F1 | mean average precision |
| --- | --- | --- |
| table of pieces alone, no opinion to begin with | 0.463 | 0.427 |
| table that begins with what pieces were met beside | 0.491 | 0.450 |
| the same, the text at hand left out of the counting, nothing cut for size | 0.494 | 0.453 |
| the same, cut to the size that ships, learnt with spoken and mistyped texts | 0.490 | 0.448 |
| convolutions alone, 6 passes; 20 passes | 0.425; 0.483 | 0.392; 0.456 |
| table and convolutions of 6 passes; of 20 passes (shipped first) | 0.498; 0.513 | 0.470; 0.482 |
| convolutions whose words begin with unlabelled text and GloVe | 0.497 | 0.462 |
| table and these | 0.514 | 0.491 |
| table and two stacks that begin with unlabelled text | 0.517 | 0.492 |
| table and three such stacks (shipped) | 0.516 | 0.495 |
| table and four such stacks | 0.517 | 0.493 |

Did not help: dividing by the length of the text (0.456), leaving out 60 % of the pieces (0.458), a second layer over
the labels' scores (0.465 against 0.468). How many pieces the table keeps, 36,000 to 86,000, changes nothing (0.515 to
0.518 beside three stacks), nor does the number of stacks beyond noise: three have the best mean average precision. Not
tried for want of time: distilling many into one, related sets with their labels.

Irony, three-fold within the training tweets, average precision (chance 0.250): as shipped 0.350; with their authors'
sober rephrasings as counterexamples 0.343; with letters 0.337; without the labels' scores 0.321; twice the passes
0.360; with what the convolutions see 0.374. F1 is 0.41 to 0.43 in all of them, 0.40 if every tweet is called
sarcastic: none is worth a change.

The test parts have been read twice: for the first shipped weights (macro-F1 0.4927) and, after everything above was
chosen on dev, for these: {figures.macro[0]:.4f}.
What dev promised, 0.3 points of macro-F1, the test does not show: grief, six texts with one hit fewer, costs 0.6
points, the other labels together gain 0.1. Micro-F1, the most probable label and calibration got a little better.
These weights stay because dev chose them; going back for the sake of the test would be choosing by it. Nothing was
changed after the second reading.

## Data and licence

GoEmotions (Demszky et al. 2020), CC BY 4.0. EmoBank (Buechel and Hahn 2017), CC BY-SA 4.0, for valence and arousal.
iSarcasmEval (Abu Farha et al. 2022), MIT, for irony. VADER's word list (Hutto and Gilbert 2014), MIT, beside EmoBank.
GloVe's Twitter vectors (Pennington et al. 2014), public domain (PDDL), as the start of the word vectors; for the same,
without their labels, NLTK's film reviews, CC BY 4.0; MASC, free for research and development, commercial too; NLTK's
sample of Switchboard, Open Content License; Taskmaster-4, CC BY 4.0; a quarter of Schema-Guided Dialogue, CC BY-SA 4.0;
the smaller parts of Topical-Chat, CDLA-Sharing 1.0; CounselChat, MIT. Texts of EmoBank's dev and test part were left
out. The list of abusive words is Shutterstock's, CC BY 4.0. None of these texts is in this repository. The weights are
ours, Apache-2.0.

## Known limits

- The texts are comments of young internet users, not what old people say to a creature; nothing measures that here.
- Rare labels (grief, pride, relief, nervousness) stand on few examples; their thresholds and F1 are uncertain.
- English only. Irony is hardly found better than by chance; its signal only takes certainty away.
- Neutral sentences about an illness are read as neutral, also where the illness is the news.
- What a person needs (loneliness, pain, hunger) is not told by this model but by the table of needs.
"""


if __name__ == "__main__":
    sys.exit(main())
