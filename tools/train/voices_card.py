"""The two cards of the network of the tone of voice: one for machines, one for people."""

from collections.abc import Mapping
from math import isnan
from pathlib import Path

from companion.perception.sounds.spectrum import TONE_FRAMES
from tools.evaluate.voices import COMMAND, FOLDS, USED_FOLD, WATCHED_FOLDS, Figures, PackFigures
from tools.train.sounds_cards import Kind, write_machine_card
from tools.train.voices_labels import TONES

NAME = "voice_tone"
KIND = Kind(
    title="Card of our network of the tone of voice: five tones, valence and arousal from log-mel frames.",
    trainer="tools/train/voices.py on the packs that voice_tone.md names",
    frames=TONE_FRAMES,
    labels=TONES,
    outputs=(("logits", len(TONES)), ("affect", 2)),
)
TARGETS = {"ravdess": 0.75, "emodb": 0.82}
AROUSAL_TARGET = 0.90
CALIBRATION_TARGET = 0.05


def write_cards(models: Path, figures: Figures, efforts: Mapping[str, tuple[float, int]]) -> None:
    """`models/voice_tone.toml` with the temperature and the figures, and `models/voice_tone.md`.

    `efforts` are minutes of one core and batches of every run of `RUNS`, zeros where a run was not made.
    """
    path = models / f"{NAME}.tflite"
    told: dict[str, float | int | list[float]] = {"people": sum(one.speakers for one in figures.packs)}
    told |= {f"{one.pack}_balanced_accuracy": list(one.tone) for one in figures.packs}
    if figures.language is not None:
        told["language_left_out_balanced_accuracy"] = list(figures.language.tone)
    told |= {"arousal_high_low": figures.arousal, "calibration_error": figures.calibration_error}
    write_machine_card(path, KIND, figures.temperature, COMMAND, told)
    (models / f"{NAME}.md").write_text(_text(path, figures, efforts), encoding="utf8")


def _text(path: Path, figures: Figures, efforts: Mapping[str, tuple[float, int]]) -> str:
    minutes, steps = efforts[str(USED_FOLD)]
    others = sorted({count for run, (_, count) in efforts.items() if run != str(USED_FOLD) and count})
    ends = sorted({*others[:1], *others[-1:]})
    fewer = f"; {' to '.join(f'{one:,}' for one in ends)} batches for the others" if others not in ([], [steps]) else ""
    packs = "\n".join(_row(one) for one in figures.packs)
    confusion = "\n".join(
        f"| {name} | {' | '.join(str(count) for count in row)} | {recall:.3f} |"
        for name, row, recall in zip(TONES, figures.confusion, figures.recalls, strict=True)
    )
    short = "; ".join(_short(figures)) or "none"
    language = f"\n| German, in the run that heard none | {_cells(figures.language)} |" if figures.language else ""
    return f"""# {NAME}

The tone of one voice, never its words: {", ".join(TONES)} (neutral holds calm), and valence and arousal from -1 to 1.
A small convolutional network, full int8, {path.stat().st_size / 1000:.0f} kB. It sees 2.56 s of speech as 64 bands of
log-mel, every 10 ms, with the window's own level taken away (`companion/perception/sounds/spectrum.py`); less speech is
repeated until the window is full. Every window is looked at three times, as it is and with its bands drawn 5 % together
and apart, and the answers are averaged. Its first output are five logits: divided by the temperature
{figures.temperature:.3f} and through softmax they are probabilities. Its second are valence and arousal.

## Figures

`{COMMAND}` prints them, through the creature's own spectrum and runtime, on people that the network has
never heard: every speaker is in one of four folds. The network in use has never heard one of them, which holds the only
older voice, a woman of 64 (tess_older); networks of the other folds are measured on theirs where they were trained:
here {len(figures.folds)} of {FOLDS} folds were. Balanced accuracy is over the tones a pack has, its interval 95 %;
there are few speakers of each pack, and others may give other figures. Settings were tried out on the people of
folds {" and ".join(str(fold) for fold in WATCHED_FOLDS)}; "never watched" is balanced accuracy of the other people
alone. Arousal is the balanced accuracy of high against low; calibration the error of the certainty, which is fitted on
half of the people for the other half.

| pack | clips | people | balanced accuracy | never watched | arousal | calibration | people: least, middle, most |
| --- | --- | --- | --- | --- | --- | --- | --- |
{packs}{language}

Over all these people: arousal high or low {figures.arousal:.3f} (of those never watched
{figures.unwatched_arousal:.3f}), calibration error {figures.calibration_error:.4f}.
Short of what was aimed at (RAVDESS 0.75, Emo-DB 0.82, arousal 0.90, calibration error 0.05): {short}.

What was meant (rows) and what the model says (columns), all these people:

| | {" | ".join(TONES)} | found |
| --- |{" --- |" * (len(TONES) + 1)}
{confusion}

## How it was trained

`python -m tools.train.voices`: {steps:,} batches of 32 clips, {minutes:.0f} minutes of one core, for the network in
use{fewer}.
Every clip is heard as it is and as life varies it: rooms (three measured, any number made), distance, microphones,
telephone and Opus, pace and pitch, older throats (jitter, shimmer, tremor, breath, slower speech: simulated), and on
the frames colour, throat length, gaps and noise at 3 to 35 dB; some clips have a share of another laid over them.
Three tenths of a label are what a plain listener says who never heard that person: a logistic regression on the
1024 inner numbers of YAMNet (Apache-2.0), fitted on other speakers of the training part. Those numbers are an aim of
their own in training, too. Tried out on fold 1 in short runs: slower halving of the bands, how far a feature swings
beside its mean and peak, the plain listener's doubt and a higher rate helped; weighing the teacher's numbers more did
not, nor did much heavier variation. Longer training (11,000 batches, less varied), tried on fold 3, learnt the acted
packs by heart and was no better on people left out. Batch, how much is varied and the three looks were chosen on fold
3.

## Data and licences

What it learnt from may not be used commercially, or for research only; whoever ships it has to weigh that.

| pack | what | licence |
| --- | --- | --- |
| RAVDESS | acted English, 18 actors | CC BY-NC-SA 4.0 |
| TESS | acted English, two women, 64 and 26 | CC BY-NC-ND 4.0, not confirmed |
| Emo-DB | acted German, 8 speakers | not stated; research |
| nEMO | acted Polish, 7 speakers | CC BY-NC-SA 4.0 |
| EMOVO | acted Italian, 5 actors | not stated for the audio; research |
| ASED | acted Amharic, 52 speakers | not stated |
| TurEV-DB | acted Turkish words, 5 speakers | CC BY-NC-ND 4.0 |
| BAVED | Arabic words, 42 adults, arousal only | not stated |
| EmoSpeech | English and Hindi command words, 50 speakers | CC BY-NC-SA 4.0 |
| URDU | talk shows, 23 speakers | research only |
| Korean read speech | two women | CC BY-NC-ND 4.0 |
| ESC-10, EmoSpeech, Speech Commands, snoring | noise | CC BY 3.0; CC BY-NC-SA 4.0; CC BY 4.0; not stated |

Any further pack in the same format (a `.csv` beside a `.tar`), a copy of CREMA-D for instance, is learnt from when it
lies beside them. The targets of valence and arousal are the table of `companion/perception/faces/expression.py`; for
calm, boredom and BAVED's three levels they are our own guess.

## Known limits

- Nearly all speech is acted, by young people. One woman of 64 is the only older voice; how well it reads older men,
  spontaneous speech or people with dementia has not been measured.
- ASED's sentences differ between emotions, so its figure flatters. In URDU most people show one emotion only. The
  labels of EmoSpeech are weak.
- Many voices from one room or one actor are easier than life. In a language it never heard it is right far less often.
- A tone is not a feeling. What a person feels is for the person to say.
"""


def _short(figures: Figures) -> list[str]:
    found = [
        f"{one.pack} {one.tone[0]:.3f}"
        for one in figures.packs
        if one.pack in TARGETS and one.tone[0] < TARGETS[one.pack]
    ]
    if figures.arousal < AROUSAL_TARGET:
        found.append(f"arousal {figures.arousal:.3f}")
    if figures.calibration_error > CALIBRATION_TARGET:
        found.append(f"calibration error {figures.calibration_error:.4f}")
    return found


def _row(one: PackFigures) -> str:
    return f"| {one.pack} | {_cells(one)} |"


def _cells(one: PackFigures) -> str:
    spread = f"{one.spread[0]:.2f}, {one.spread[2]:.2f}, {one.spread[4]:.2f}" if one.spread else "too few clips each"
    tone = f"{one.tone[0]:.3f} ({one.tone[1]:.3f} to {one.tone[2]:.3f})"
    unwatched = "none" if isnan(one.unwatched) else f"{one.unwatched:.3f}"
    rest = f"{one.arousal:.3f} | {one.calibration_error:.3f} | {spread}"
    return f"{one.clips} | {one.speakers} | {tone} | {unwatched} | {rest}"
