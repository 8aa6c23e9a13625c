"""Which rule of the crying alarm finds how much crying, and how often it is wrong: for choosing the rule.

    python -m tools.evaluate.alarm

Each recording is judged by the network that never heard it, and the fold of the network in use is left out: what
`make evaluate ARGS=sounds` tells of that fold was not looked at when the rule was chosen.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from companion.fetch import models_folder
from companion.perception.sounds.events import TRIGGERS, Events, Trigger
from companion.perception.sounds.spectrum import (
    BANDS,
    EVENT_FRAMES,
    FRAMES_A_SECOND,
    HOP,
    RATE_HZ,
    levelled,
    spectrum_of,
)
from companion.runtime import Model, Runtime
from tools.evaluate.sounds import FOLDS, JUDGED_EVERY, USED_FOLD, Floats, crying, households, run_path
from tools.evaluate.voices import fold_of
from tools.train.sounds_windows import EVENTS, fold_of_sound
from tools.train.speech_packs import CACHE, SOUNDS, SPEECH, Clip, read_packs

CHANCES = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9)
IN_A_ROW = ((1, 1), (2, 2), (3, 2), (4, 2), (4, 3), (5, 3), (6, 4))
"""In how many of the last windows, and how many those are: (of_last, at_least)."""

Heard = tuple[NDArray[np.float32], float]
"""The model's logits for every half second of a sound (n, 12), and how long it lasts in seconds."""


def heard(model: Model, sound: Floats) -> Heard:
    """What the model says of a sound, every half second, with silence before it."""
    frames = spectrum_of(np.pad(sound, (EVENT_FRAMES * HOP, 0)))
    ends = range(EVENT_FRAMES, len(frames) + 1, JUDGED_EVERY)
    said = [model.infer(levelled(frames[end - EVENT_FRAMES : end])[None])[0][0] for end in ends]
    return np.array(said, np.float32).reshape(-1, len(EVENTS)), len(sound) / RATE_HZ


def alarms(said: Heard, *rule: Trigger) -> int:
    """How often the creature tells of crying by a rule: any of its triggers is enough."""
    logits: Iterator[NDArray[np.float32]] = iter(said[0])
    events = Events(lambda _: (next(logits),), EVENTS, triggers={**TRIGGERS, "crying": rule})
    empty = np.zeros((EVENT_FRAMES, BANDS), np.float32)
    told = [events.judge(empty, number * JUDGED_EVERY / FRAMES_A_SECOND) for number in range(len(said[0]))]
    return sum(reading.event == "crying" for readings in told for reading in readings)


def table(cried: Sequence[Heard], others: Sequence[Heard]) -> Iterator[tuple[tuple[Trigger, ...], int, int]]:
    """For every rule: the recordings of crying that raise the alarm, the false alarms. The rule in use is the last."""
    single = [(Trigger(chance, *shape),) for chance, shape in product(CHANCES, IN_A_ROW)]
    for rule in (*single, TRIGGERS["crying"]):
        yield rule, sum(alarms(one, *rule) > 0 for one in cried), sum(alarms(one, *rule) for one in others)


def main() -> int:
    """Prints the table; without the packs or the networks that is said."""
    sounds, speech = read_packs(SOUNDS, CACHE), read_packs(SPEECH, CACHE)
    folds = [fold for fold in range(FOLDS) if fold != USED_FOLD and run_path(str(fold), models_folder()).exists()]
    if not sounds or not speech or not folds:
        print("alarm: skipped, the packs or the networks of the other folds are not there (tools.train.sounds)")
        return 0
    paths = {fold: run_path(str(fold), models_folder()) for fold in folds}
    models = {fold: Runtime(folder=path.parent).load(path.stem) for fold, path in paths.items()}

    def judged(clips: Sequence[Clip], own: Sequence[int]) -> list[Heard]:
        pairs = ((clip, fold) for clip, fold in zip(clips, own, strict=True) if fold in models)
        return [heard(models[fold], clip.samples.astype(np.float32) / 32768) for clip, fold in pairs]

    cried = judged(crying(sounds), [fold_of_sound(clip) for clip in crying(sounds)])
    others = judged(households(sounds), [fold_of_sound(clip) for clip in households(sounds)])
    others += judged(speech, [int(fold) for fold in fold_of(np.array([clip.speaker for clip in speech]))])
    hours = sum(lasted for _, lasted in others) / 3600
    print(f"rules of the crying alarm on {len(cried)} recordings and {hours:.2f} hours without crying")
    print("    rule: chance in how many of the last windows      found   false alarms, an hour")
    for rule, found, false in table(cried, others):
        told = " or ".join(f"{trigger.chance} in {trigger.at_least} of {trigger.of_last}" for trigger in rule)
        print(f"    {told:<46}{found:>9}{false:>15}, {false / hours:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
