"""What the tone of a voice tells the model, measured through the creature's own runtime on people it never heard.

    python -m tools.evaluate voices

Each speaker is in one of four folds, and the network of a fold has heard none of its people. The network that the
creature uses is that of one fold, in which is the only older voice, a woman of 64: it has never heard her. Networks of
the other folds, and of a run that leaves out a whole language, have the same settings and are measured where they are.
Settings were tried out on the people of two folds; the figures of the other two are told apart from theirs.
"""

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.fetch import models_folder
from companion.perception.sounds.spectrum import spectrum_of, trimmed
from companion.perception.voices.tone import views_of
from companion.runtime import Model, Runtime
from companion.vocabulary.errors import ModelError
from tools.evaluate.calibration import balanced, calibration_error, fit_temperature, recalls, softmax
from tools.train.speech_packs import CACHE, SPEECH, Clip, read_packs
from tools.train.voices_labels import TONES, chosen, targets_of

COMMAND = "make evaluate ARGS=voices"
FOLDS = 4
USED_FOLD = 3
"""The people that the network in use has never heard: the older woman of TESS is one of them."""
WATCHED_FOLDS = (1, 3)
"""Settings were tried out on the people of these; nothing was ever chosen by those of the other folds."""
LANGUAGE = "de"
RUNS = (str(USED_FOLD), *(str(number) for number in range(FOLDS) if number != USED_FOLD), "language")
FOLDER = Path(__file__).resolve().parent / "voice_folds"
SAME_PERSON = {"baved:baved_53": "baved:baved_46"}
"""The pack's own notes: probably one person."""
AROUSED_FROM = 0.25
"""Half way between neutral (0) and happiness (0.51), the calmest of the aroused, in the table the model learns from."""

Labels = NDArray[np.int64]
Names = NDArray[np.str_]
Rows = NDArray[np.bool_]


def run_path(run: str, models: Path) -> Path:
    """The network of a run: the one in use lies among the models, the others beside this file."""
    return models / "voice_tone.tflite" if run == str(USED_FOLD) else FOLDER / f"voice_tone_{run}.tflite"


def fold_of(speakers: Names) -> Labels:
    """The fold of each clip, by its speaker: the people of every pack are dealt out evenly."""
    person = np.array([SAME_PERSON.get(str(one), str(one)) for one in speakers])
    people = np.unique(person)
    dealt = np.random.default_rng(5).permutation(len(people))
    order = sorted(range(len(people)), key=lambda place: (people[place].split(":")[0], dealt[place]))
    fold = {str(people[place]): number % FOLDS for number, place in enumerate(order)}
    return np.array([fold[str(one)] for one in person])


def held_out(run: str, packs: Names, speakers: Names, languages: Names, folds: Labels) -> Rows:
    """Which clips a run never hears: a fold's people or a language."""
    if run == "language":
        return np.asarray(languages == LANGUAGE)
    return np.asarray(folds == int(run))


@dataclass(frozen=True, slots=True)
class Answers:
    """What the networks say of clips of people they never heard: logits (n, 5) and affect (n, 2), -1..1."""

    pack: Names
    speaker: Names
    fold: Labels
    tone: Labels
    affect: NDArray[np.float64]
    logits: NDArray[np.float64]
    said: NDArray[np.float64]

    def rows(self, some: Rows) -> "Answers":
        return Answers(*(getattr(self, name)[some] for name in self.__slots__))


def answer(model: Model, clip: Clip) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Logits (5,) and valence and arousal (2,) of a clip: the mean over the creature's own views of it."""
    heard = [model.infer(view[None]) for view in views_of(trimmed(spectrum_of(clip.samples)))]
    logits = np.mean([one[0][0] for one in heard], axis=0)
    return logits.astype(np.float64), np.mean([one[1][0] for one in heard], axis=0).astype(np.float64)


def answers_of(run: str, clips: Sequence[Clip], models: Path) -> Answers:
    """The answers of a run's network for the clips it never heard. Raises `ModelError` without its network."""
    packs, speakers, languages = (
        np.array([getattr(clip, name) if name != "language" else clip.facts["language"] for clip in clips])
        for name in ("pack", "speaker", "language")
    )
    folds = fold_of(speakers)
    held = np.flatnonzero(held_out(run, packs, speakers, languages, folds))
    path = run_path(run, models)
    model = Runtime(folder=path.parent).load(path.stem)
    heard = [answer(model, clips[row]) for row in held]
    told = [targets_of(clips[row]) for row in held]
    return Answers(
        pack=packs[held],
        speaker=speakers[held],
        fold=folds[held],
        tone=np.array([tone for tone, *_ in told]),
        affect=np.array([affect for _, *affect in told]),
        logits=np.array([logits for logits, _ in heard]),
        said=np.array([said for _, said in heard]),
    )


@dataclass(frozen=True, slots=True)
class PackFigures:
    """Of one pack: clips with one of the five tones, balanced accuracy with its 95 %, the same of those on whom nothing
    was tried out (NaN without them), arousal high or low (balanced), and the spread over speakers: lowest, quarter,
    middle, three quarters, highest (NaN without enough clips each)."""

    pack: str
    clips: int
    speakers: int
    tone: tuple[float, float, float]
    unwatched: float
    arousal: float
    spread: tuple[float, ...]
    calibration_error: float


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is told of the tone of voice. `confusion` counts (truth, answer) in the order of `TONES`."""

    folds: tuple[int, ...]
    packs: tuple[PackFigures, ...]
    arousal: float
    unwatched_arousal: float
    calibration_error: float
    temperature: float
    recalls: tuple[float, ...]
    confusion: tuple[tuple[int, ...], ...]
    language: PackFigures | None


def measure(clips: Sequence[Clip], models: Path) -> Figures:
    """Every figure that the networks there are can give; certainty is fitted on one half of the people for the other.

    Raises `ModelError` without the network in use.
    """
    clips = chosen(clips)
    folds = [fold for fold in range(FOLDS) if fold == USED_FOLD or run_path(str(fold), models).exists()]
    parts = [answers_of(str(fold), clips, models) for fold in folds]
    names = Answers.__slots__
    pooled = Answers(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))
    certainty = certainties(pooled)
    five = pooled.tone >= 0
    top = pooled.logits.argmax(axis=1)
    confusion = np.zeros((len(TONES), len(TONES)), np.int64)
    np.add.at(confusion, (pooled.tone[five], top[five]), 1)
    temperature = fit_temperature(pooled.logits[five], pooled.tone[five])
    foreign = answers_of("language", clips, models) if run_path("language", models).exists() else None
    foreign_figures = None
    if foreign is not None:
        sure = softmax(foreign.logits, temperature).max(axis=1)
        foreign_figures = _pack_figures("language", foreign, sure)
    return Figures(
        folds=tuple(folds),
        packs=tuple(
            _pack_figures(str(pack), pooled.rows(pooled.pack == pack), certainty[pooled.pack == pack])
            for pack in np.unique(pooled.pack)
        ),
        arousal=_arousal(pooled),
        unwatched_arousal=_arousal(pooled.rows(_unwatched(pooled))),
        calibration_error=calibration_error(certainty[five], (top == pooled.tone)[five]),
        temperature=temperature,
        recalls=tuple(float(one) for one in recalls(pooled.tone[five], top[five], len(TONES))),
        confusion=tuple(tuple(int(count) for count in row) for row in confusion),
        language=foreign_figures,
    )


def certainties(pooled: Answers) -> NDArray[np.float64]:
    """The certainty of every answer, with the temperature that the other half of the people asks for."""
    certainty = np.zeros(len(pooled.tone))
    half = np.unique(pooled.speaker, return_inverse=True)[1] % 2
    for number in range(2):
        others = (half != number) & (pooled.tone >= 0)
        temperature = fit_temperature(pooled.logits[others], pooled.tone[others])
        own = half == number
        certainty[own] = softmax(pooled.logits[own], temperature).max(axis=1)
    return certainty


def _pack_figures(name: str, some: Answers, certainty: NDArray[np.float64]) -> PackFigures:
    five = some.tone >= 0
    truth, top = some.tone[five], some.logits.argmax(axis=1)[five]
    apart = _unwatched(some)[five]
    each = []
    for speaker in np.unique(some.speaker):
        own = some.speaker[five] == speaker
        if own.sum() >= 5 and len(np.unique(truth[own])) >= 3:
            each.append(float(np.nanmean(recalls(truth[own], top[own], len(TONES)))))
    right = truth == top
    return PackFigures(
        pack=name,
        clips=int(five.sum()),
        speakers=len(np.unique(some.speaker)),
        tone=balanced(truth, top, len(TONES)) if len(np.unique(truth)) > 1 else (float(right.mean()),) * 3,
        unwatched=float(np.nanmean(recalls(truth[apart], top[apart], len(TONES)))) if apart.any() else float("nan"),
        arousal=_arousal(some),
        spread=tuple(float(one) for one in np.percentile(each, [0, 25, 50, 75, 100])) if each else (),
        calibration_error=calibration_error(certainty[five], right),
    )


def _unwatched(some: Answers) -> Rows:
    """Which answers are of people on whom no setting was tried out."""
    return ~np.isin(some.fold, WATCHED_FOLDS)


def _arousal(some: Answers) -> float:
    """Balanced accuracy of high against low arousal, over the five tones and BAVED's high and low level."""
    level = some.affect[:, 1]
    known = (some.tone >= 0) | (np.isfinite(level) & ~np.isfinite(some.affect[:, 0]))
    high = (level[known] > AROUSED_FROM).astype(np.int64)
    said = (some.said[known, 1] > AROUSED_FROM).astype(np.int64)
    return float(np.nanmean(recalls(high, said, 2))) if len(high) else float("nan")


def lines_of(figures: Figures) -> list[str]:
    """The figures for people."""
    rows = [
        f"    {name:<10}" + "".join(f"{count:>6}" for count in row) + f"   {recall:.3f}"
        for name, row, recall in zip(TONES, figures.confusion, figures.recalls, strict=True)
    ]
    return [
        f"voices, people never heard in training ({len(figures.folds)} of {FOLDS} folds), balanced over their tones:",
        "    pack           clips people  tone (95 %)             never watched   arousal  calibration"
        "    speakers: least, middle, most",
        *(_line(one) for one in figures.packs),
        *([f"  German never heard: {_line(figures.language).strip()}"] if figures.language else []),
        f"  over all folds: arousal high or low {figures.arousal:.3f} (never watched {figures.unwatched_arousal:.3f}), "
        f"calibration error {figures.calibration_error:.4f}, temperature {figures.temperature:.3f}",
        "  rows are what was meant, columns what the model says: " + ", ".join(TONES) + "; then the share found",
        *rows,
    ]


def _line(one: PackFigures) -> str:
    spread = f"{one.spread[0]:.2f}, {one.spread[2]:.2f}, {one.spread[4]:.2f}" if one.spread else "too few clips each"
    return (
        f"    {one.pack:<14}{one.clips:>6}{one.speakers:>7}  {one.tone[0]:.3f} ({one.tone[1]:.3f} to {one.tone[2]:.3f})"
        f"{one.unwatched:>15.3f}{one.arousal:>10.3f}{one.calibration_error:>12.3f}    {spread}"
    )


def main(_options: Sequence[str] = ()) -> int:
    """Prints every figure; without the packs that is said. Returns 1 when a network cannot be used."""
    try:
        clips = read_packs(SPEECH, CACHE)
        if not clips:
            print(f"voices: skipped, no speech pack is there (looked for in ../shared/data/{SPEECH.name})")
            return 0
        if not run_path(str(USED_FOLD), models_folder()).exists():
            print("voices: skipped, the network is not there: `make train`, then tools.train.voices makes it")
            return 0
        print("\n".join(lines_of(measure(clips, models_folder()))))
    except (ModelError, OSError, csv.Error) as fault:
        print(f"voices: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
