"""Sounds that are not speech: crying, laughter, a cough, a bang. Told when they begin, and again while they last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from companion.perception.sounds.spectrum import EVENT_FRAMES, Frames, led_in, levelled
from companion.vocabulary.ports import Infer
from companion.vocabulary.readings import SoundEvent, SoundReading

TOLD_AGAIN_S = 2.0
"""While a sound lasts it is told so often: the mind counts how long somebody cries."""

OVER_AFTER_S = 1.2

SHORT: frozenset[SoundEvent] = frozenset({"bang", "clap", "cough"})
"""They are over before a second look: one window is enough, if it is surer."""

UNTOLD: frozenset[SoundEvent] = frozenset({"silence"})
"""Silence is the absence of a reading, never one: a microphone that hears nothing must not pass for a calm room."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """From which probability an event counts, and in how many of the last windows it must have been that likely."""

    chance: float
    of_last: int
    at_least: int


USUAL = Trigger(0.6, 3, 2)
AT_ONCE = Trigger(0.75, 1, 1)
STRICT = Trigger(0.8, 4, 3)
"""For what people are called for: a false alarm costs trust."""

WEEPING = (Trigger(0.7, 6, 4), Trigger(0.85, 2, 2))
"""Likely for long or very likely for a moment: of `tools.evaluate.alarm`'s rules and pairs of them, the one that finds
most crying of those without a false alarm."""

TRIGGERS: Mapping[SoundEvent, tuple[Trigger, ...]] = {"crying": WEEPING, "scream": (STRICT,)}
"""Any of its triggers is enough for an event."""


@dataclass(slots=True)
class Course:
    """How one event went lately."""

    likely: list[float] = field(default_factory=list)
    heard_s: float = -1e9
    told_s: float = -1e9


class Events:
    """Listens to windows of sound. `labels` are the events in the order of the model's output."""

    def __init__(
        self,
        infer: Infer,
        labels: Sequence[SoundEvent],
        temperature: float = 1.0,
        triggers: Mapping[SoundEvent, tuple[Trigger, ...]] = TRIGGERS,
    ) -> None:
        self._triggers = triggers
        self._infer = infer
        self._temperature = temperature
        self._courses = {label: Course() for label in labels if label not in UNTOLD}
        self._labels = tuple(labels)
        self.chances: Mapping[SoundEvent, float] = {}
        """What the last window held, each event by itself 0..1."""

    def judge(self, frames: Frames, at_s: float) -> tuple[SoundReading, ...]:
        """What has to be told now. `frames` float32 (n, 64) end at `at_s`; call it every half second."""
        self.chances = event_chances(self._infer, frames, self._labels, self._temperature)
        told = []
        for event, course in self._courses.items():
            triggers = self._triggers.get(event, (AT_ONCE if event in SHORT else USUAL,))
            chance = self.chances.get(event, 0.0)
            if event == "crying":  # a sad voice sounds like it; who talks is not counted as crying
                chance *= 1.0 - self.chances.get("speech", 0.0)
            course.likely = [*course.likely, chance][-max(trigger.of_last for trigger in triggers) :]
            if not any(_is_met(trigger, course.likely) for trigger in triggers):
                continue
            begins = at_s - course.heard_s > OVER_AFTER_S
            course.heard_s = at_s
            if begins or at_s - course.told_s >= TOLD_AGAIN_S:
                course.told_s = at_s
                told.append(SoundReading(at_s, event, max(course.likely)))
        return tuple(told)

    def forget(self) -> None:
        """What was heard before a gap, or while it cried itself, counts no more."""
        for course in self._courses.values():
            course.likely = []
        self.chances = {}


def _is_met(trigger: Trigger, likely: Sequence[float]) -> bool:
    """Whether the last windows are likely enough, and the very last is not far from it."""
    enough = sum(each >= trigger.chance for each in likely[-trigger.of_last :]) >= trigger.at_least
    return enough and likely[-1] >= trigger.chance / 2


def event_chances(
    infer: Infer, frames: Frames, labels: Sequence[SoundEvent], temperature: float = 1.0
) -> dict[SoundEvent, float]:
    """The probability of each event in the window that ends `frames`; empty where the model answers nonsense."""
    answer: NDArray[np.float32] = infer(levelled(led_in(frames, EVENT_FRAMES))[np.newaxis])[0]
    logits = np.asarray(answer, np.float64).reshape(-1)
    if logits.size != len(labels) or not np.isfinite(logits).all():
        return {}
    chances = 1.0 / (1.0 + np.exp(-np.clip(logits / temperature, -30.0, 30.0)))
    return {label: float(chance) for label, chance in zip(labels, chances, strict=True)}
