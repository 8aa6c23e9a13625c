"""What sounds that are no speech tell the model: events of people and recordings it never heard, and false alarms.

    python -m tools.evaluate sounds

Each person and each recording is in one of four folds, and the network of a fold has heard none of its own. The
network that the creature uses is that of one fold; networks of the others are measured where they are. Crying is the
alarm that people are called for: how often it is raised on speech, music and household sound is measured with the
creature's own `Events`, on what the network has never heard, and on all there is.
"""

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.fetch import models_folder
from companion.perception.sounds.events import Events
from companion.perception.sounds.spectrum import EVENT_FRAMES, FRAMES_A_SECOND, HOP, RATE_HZ, levelled, spectrum_of
from companion.runtime import Model, Runtime
from companion.vocabulary.errors import ModelError
from companion.vocabulary.readings import SoundEvent
from tools.evaluate import activity
from tools.evaluate.calibration import balanced, calibration_error
from tools.evaluate.voices import fold_of
from tools.train import sounds_made
from tools.train.sounds_windows import EVENT_OF, EVENTS, OTHER, UNKNOWN, cut, fold_of_sound
from tools.train.speech_packs import CACHE, SOUNDS, SPEECH, Clip, read_packs

COMMAND = "make evaluate ARGS=sounds"
FOLDS = 4
USED_FOLD = 2
"""The people and recordings that the network in use has never heard."""
RUNS = (str(USED_FOLD), *(str(number) for number in range(FOLDS) if number != USED_FOLD))
FOLDER = Path(__file__).resolve().parent / "sound_folds"
MADE: tuple[SoundEvent, ...] = ("music", "television", "clap", "bang", "silence")
MADE_EACH = 48
MUSIC_MINUTES = 30
JUDGED_EVERY = FRAMES_A_SECOND // 2
SURE_FROM = 0.5

Floats = NDArray[np.float32]
Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Heard:
    """One sound to judge: its event (place in `EVENTS`, or `OTHER`), the fold that never heard it, if it is made."""

    sound: Floats
    event: int
    fold: int
    made: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """Two tables count (truth, answer) over `EVENTS` and other, of recordings and of made sounds.

    `false_crying` has, for each kind of sound: its name, whether training had heard it, its hours, the alarms.
    """

    folds: tuple[int, ...]
    recorded: NDArray[np.int64]
    made: NDArray[np.int64]
    balanced: tuple[float, float, float]
    calibration_error: float
    false_crying: tuple[tuple[str, bool, float, int], ...]

    crying_alarmed: tuple[int, int]
    """Recordings of crying that no network had heard and that raise the alarm, and how many there are; most last 3 to
    5 s."""

    crying_alarmed_used: tuple[int, int]
    """The same of the network in use alone, on whose recordings the rule of the alarm was not chosen."""

    @property
    def hours(self) -> float:
        """Of sound without crying."""
        return sum(hours for *_, hours, _ in self.false_crying)

    @property
    def alarms(self) -> int:
        """Of crying, in sound without it."""
        return sum(count for *_, count in self.false_crying)


def run_path(run: str, models: Path) -> Path:
    """The network that never heard a fold: the one in use lies among the models, the others beside this file."""
    return models / "sound_event.tflite" if run == str(USED_FOLD) else FOLDER / f"sound_event_{run}.tflite"


def chances_of(model: Model, sound: Floats) -> NDArray[np.float64]:
    """How likely each event is in a clip, (12,): the mean over its windows that hold something."""
    logits = [model.infer(levelled(spectrum_of(piece))[None])[0][0] for piece in cut(sound)]
    return np.asarray(np.mean(1 / (1 + np.exp(-np.array(logits) / model.temperature)), axis=0), np.float64)


def sounds_to_judge(sounds: Sequence[Clip], speech: Sequence[Clip]) -> list[Heard]:
    """Every recording whose event is known, some speech of each pack, and made sounds that no training saw."""
    heard = [
        Heard(_floats(clip), _event(clip), fold_of_sound(clip), False)
        for clip in sounds
        if clip.pack != "room_ir" and clip.facts["class"] not in UNKNOWN
    ]
    folds = fold_of(np.array([clip.speaker for clip in speech]))
    talk = [_floats(clip) for clip in speech]
    chance = np.random.default_rng(91)
    for pack in sorted({clip.pack for clip in speech}):
        rows = [row for row, clip in enumerate(speech) if clip.pack == pack]
        for row in chance.permutation(rows)[:30]:
            heard.append(Heard(talk[row], EVENTS.index("speech"), int(folds[row]), False))
    for number in range(MADE_EACH * len(MADE)):
        kind = MADE[number % len(MADE)]
        heard.append(Heard(_made(kind, talk, chance), EVENTS.index(kind), number % FOLDS, True))
    return heard


def _made(kind: str, talk: Sequence[Floats], chance: np.random.Generator) -> Floats:
    if kind == "silence":
        return sounds_made.hiss(2 * RATE_HZ, chance) * np.float32(10 ** -chance.uniform(2.2, 4.5))
    if kind == "television":
        return sounds_made.television(2 * RATE_HZ, talk, chance)
    made: Floats = getattr(sounds_made, kind)(2 * RATE_HZ, chance)
    return made


def _event(clip: Clip) -> int:
    name = clip.facts["class"]
    return EVENTS.index(EVENT_OF[name]) if name in EVENT_OF else OTHER


def _floats(clip: Clip) -> Floats:
    return clip.samples.astype(np.float32) / 32768


def false_crying(model: Model, sounds: Iterable[Floats]) -> tuple[int, float]:
    """Alarms of crying in sounds that hold none, and the hours they last. Each sound is a new beginning."""
    alarms, samples = 0, 0
    for sound in sounds:
        events = Events(model.infer, model.labels, model.temperature)  # type: ignore[arg-type]
        frames = spectrum_of(np.pad(sound, (EVENT_FRAMES * HOP, 0)))
        samples += len(sound)
        for end in range(EVENT_FRAMES, len(frames) + 1, JUDGED_EVERY):
            told = events.judge(frames[end - EVENT_FRAMES : end], end / FRAMES_A_SECOND)
            alarms += sum(reading.event == "crying" for reading in told)
    return alarms, samples / RATE_HZ / 3600


def measure(sounds: Sequence[Clip], speech: Sequence[Clip], folder: Path) -> Figures:
    """Every figure, each sound judged by the network of the fold that never heard it.

    Raises `ModelError` without the network in use.
    """
    models = {}
    for run in RUNS:
        path = run_path(run, folder)
        if path.exists() or run == str(USED_FOLD):
            models[int(run)] = Runtime(folder=path.parent).load(path.stem)
    heard = [one for one in sounds_to_judge(sounds, speech) if one.fold in models]
    chances = np.array([chances_of(models[one.fold], one.sound) for one in heard])
    truth = np.array([one.event for one in heard])
    made = np.array([one.made for one in heard])
    top = np.where(chances.max(axis=1) >= SURE_FROM, chances.argmax(axis=1), OTHER)
    tables = []
    for some in (~made, made):
        table = np.zeros((OTHER + 1, OTHER + 1), np.int64)
        np.add.at(table, (truth[some], top[some]), 1)
        tables.append(table)
    sure = chances.max(axis=1) >= SURE_FROM
    right = chances.argmax(axis=1) == truth
    return Figures(
        folds=tuple(sorted(models)),
        recorded=tables[0],
        made=tables[1],
        balanced=balanced(truth[~made], top[~made], OTHER + 1),
        calibration_error=calibration_error(chances.max(axis=1)[sure & ~made], right[sure & ~made]),
        crying_alarmed=_crying_alarmed(models, sounds),
        crying_alarmed_used=_crying_alarmed({USED_FOLD: models[USED_FOLD]}, sounds),
        false_crying=tuple(_false_crying(models, sounds, speech)),
    )


def crying(sounds: Sequence[Clip]) -> list[Clip]:
    """The recordings in which somebody cries, grown up or a baby."""
    return [clip for clip in sounds if EVENT_OF.get(clip.facts.get("class", "")) == "crying"]


def households(sounds: Sequence[Clip]) -> list[Clip]:
    """The recordings in which nobody cries, laughs, moans or screams: things, animals, weather, coughs, snoring."""
    kinds = (None, "snore", "bang", "cough")
    return [clip for clip in sounds if clip.pack != "room_ir" and EVENT_OF.get(clip.facts["class"]) in kinds]


def _crying_alarmed(models: Mapping[int, Model], sounds: Sequence[Clip]) -> tuple[int, int]:
    cried = [clip for clip in crying(sounds) if fold_of_sound(clip) in models]
    return sum(false_crying(models[fold_of_sound(clip)], [_floats(clip)])[0] > 0 for clip in cried), len(cried)


def _false_crying(
    models: Mapping[int, Model], sounds: Sequence[Clip], speech: Sequence[Clip]
) -> Iterable[tuple[str, bool, float, int]]:
    """Kind of sound, whether the network that judges it has heard it in training, its hours, alarms.

    A fold without a network is judged by the one in use, which has heard it.
    """
    folds = fold_of(np.array([clip.speaker for clip in speech]))
    at_home = households(sounds)
    for known in (False, True):
        kinds: dict[str, tuple[int, float]] = {}
        for fold in (fold for fold in range(FOLDS) if (fold not in models) == known):
            talk = (_floats(clip) for clip, own in zip(speech, folds, strict=True) if own == fold)
            home = (_floats(clip) for clip in at_home if fold_of_sound(clip) == fold)
            for name, some in (("speech", talk), ("household", home)):
                alarms, hours = false_crying(models.get(fold, models[USED_FOLD]), some)
                before = kinds.get(name, (0, 0.0))
                kinds[name] = (before[0] + alarms, before[1] + hours)
        yield from ((name, known, hours, alarms) for name, (alarms, hours) in kinds.items())
    chance = np.random.default_rng(5)
    talk_apart = [_floats(clip) for clip, own in zip(speech, folds, strict=True) if own == USED_FOLD]
    music = (sounds_made.music(20 * RATE_HZ, chance) for _ in range(MUSIC_MINUTES * 3))
    shows = (sounds_made.television(20 * RATE_HZ, talk_apart, chance) for _ in range(MUSIC_MINUTES * 3))
    for name, some in (("music, made", music), ("television, made", shows)):
        alarms, hours = false_crying(models[USED_FOLD], some)
        yield name, False, hours, alarms


def lines_of(figures: Figures) -> list[str]:
    """The figures for people."""
    return [
        f"sounds, people and recordings never heard in training ({len(figures.folds)} of {FOLDS} folds), "
        "an event from a chance of one half:",
        f"  recorded, balanced {figures.balanced[0]:.3f} ({figures.balanced[1]:.3f} to {figures.balanced[2]:.3f}), "
        f"calibration error {figures.calibration_error:.4f}; rows are what it was, columns what the model says",
        *_table(figures.recorded),
        "  made sounds, from chances that no training saw",
        *_table(figures.made),
        "  crying never heard raises the alarm in {} of {} recordings".format(*figures.crying_alarmed)
        + "; of those that the network in use never heard, in {} of {}".format(*figures.crying_alarmed_used),
        f"  false alarms of crying: {figures.alarms} in {figures.hours:.2f} hours, "
        f"{figures.alarms / figures.hours:.2f} an hour",
        *(
            f"    {name + (', heard in training' if known else ', never heard'):<34}{count:>4} in {lasted:.2f} hours"
            for name, known, lasted, count in figures.false_crying
        ),
    ]


def _table(confusion: NDArray[np.int64]) -> list[str]:
    names = [*(str(event) for event in EVENTS), "other"]
    lines = ["    " + " " * 11 + "".join(f"{name[:6]:>7}" for name in names) + "   found"]
    for name, row, place in zip(names, confusion, range(OTHER + 1), strict=True):
        if row.sum():
            share = row[place] / row.sum()
            lines.append(f"    {name:<11}" + "".join(f"{count:>7}" for count in row) + f"   {share:.2f}")
    return lines


def measure_voices(speech: Sequence[Clip], sounds: Sequence[Clip], model: Model) -> list[activity.Activity]:
    """Voice activity, on the people and noises that its training left out."""
    folds = fold_of(np.array([clip.speaker for clip in speech]))
    apart = [clip for clip, fold in zip(speech, folds, strict=True) if fold == activity.TESTED_FOLD]
    return activity.measure_activity(model, apart, sounds)


def main(options: Sequence[str] = ()) -> int:
    """Prints every figure; without the packs that is said. Returns 1 when a network cannot be used."""
    try:
        sounds, speech = read_packs(SOUNDS, CACHE), read_packs(SPEECH, CACHE)
        if not sounds or not speech:
            print("sounds: skipped, packs are not there (looked for in ../shared/data/sounds and speech)")
            return 0
        if (models_folder() / "voice_activity.tflite").exists():
            voices = measure_voices(speech, sounds, Runtime().load("voice_activity"))
            print("\n".join(activity.lines_of(voices)))
        else:
            print("sounds: voice activity skipped, its network is not there; `python -m tools.train.speech` makes it")
        if not run_path(str(USED_FOLD), models_folder()).exists():
            print("sounds: skipped, the network is not there: `make train`, then tools.train.sounds makes it")
        elif "activity" not in options:
            print("\n".join(lines_of(measure(sounds, speech, models_folder()))))
    except (ModelError, OSError, csv.Error) as fault:
        print(f"sounds: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
