"""What is heard in a recording, for `companion perceive`: voices in stretches, each with its tone, and other sounds.

It hears as the creature does, through the same gate, models and thresholds, and may look back: a stretch of speech is
judged whole, and so is a short recording. Of a long one no more than a stretch is held at a time.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from companion.daemon.sounds_found import SoundFound, Stretch, VoiceFound
from companion.perception.hearing import BEFORE_S, EVENTS_EVERY_S, INAUDIBLE_DB, KEPT_S, STEP, HearingModels
from companion.perception.sounds.condition import CLIPPED_SHARE, Condition
from companion.perception.sounds.events import Events
from companion.perception.sounds.spectrum import (
    BANDS,
    EVENT_FRAMES,
    FRAMES_A_SECOND,
    RATE_HZ,
    Frames,
    Spectrum,
    level_db,
)
from companion.perception.voices.activity import HOLDS_S, VoiceGate
from companion.perception.voices.direction import Direction
from companion.perception.voices.tone import SHORTEST_FRAMES, Scores, Tone, mean_of, no_tone, scores_of, tone_of
from companion.vocabulary.readings import SoundEvent
from companion.vocabulary.signals import AudioChunk

SPACING_M = 0.14
SPAN_S = 20.0
"""A recording whose speech lies within this is judged as one, pauses and all, as the model's figures were measured."""

LONGEST_S = 6.0
"""A longer stretch is told in parts: a mood may change while somebody speaks."""

TOGETHER_S = 2.5
"""The same sound told again within this is one sound."""

QUIET_BELOW_DB = -66.0


@dataclass(slots=True)
class Clipped:
    """How much of what was said is clipped: of a voice bent so far nobody can tell the tone."""

    samples: int = 0
    clipped: int = 0

    def add(self, samples: int, clipped: int) -> None:
        self.samples += samples
        self.clipped += clipped

    @property
    def too_far(self) -> bool:
        return self.clipped > 0 and self.clipped >= CLIPPED_SHARE * self.samples


@dataclass(slots=True)
class Stretches:
    """Collects what is said: frames of the stretch that goes on, and what came of those that are over."""

    models: HearingModels
    sure_from: float
    told: list[Stretch] = field(default_factory=list)
    scores: list[Scores] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    frames: list[Frames] = field(default_factory=list)
    begun_s: float = 0.0
    span: list[Frames] | None = field(default_factory=list)
    spoken: int = 0
    here: Clipped = field(default_factory=Clipped)
    ever: Clipped = field(default_factory=Clipped)

    @property
    def is_open(self) -> bool:
        return bool(self.frames)

    def add(self, frames: Frames, new: int, begun_s: float, clipped: int) -> None:
        """Speech goes on in the last `new` of these frames, which began at `begun_s`; the others led to it.

        `clipped` is how many samples of the new ones are.
        """
        if not self.frames:
            self.begun_s = max(0.0, begun_s)
            self.here = Clipped()
        for count in (self.here, self.ever):
            count.add(new * RATE_HZ // FRAMES_A_SECOND, clipped)
        self.frames.append(frames)
        self._grow(frames[-new:] if self.span else frames)
        self.spoken = sum(map(len, self.span or ()))
        if sum(map(len, self.frames)) >= LONGEST_S * FRAMES_A_SECOND:
            self.end(0.0)

    def pause(self, frames: Frames) -> None:
        """Nobody speaks in these frames: they belong to what is said if more is said after them."""
        if self.span:
            self._grow(frames)

    def end(self, silent_s: float) -> None:
        """Speech ended `silent_s` ago: judge the stretch."""
        if not self.frames:
            return
        spoken = np.concatenate(self.frames)
        self.frames = []
        spoken = spoken[: max(1, len(spoken) - round(silent_s * FRAMES_A_SECOND))]
        lasts_s = len(spoken) / FRAMES_A_SECOND
        model = None if self.here.too_far else self.models.tone
        scores = scores_of(model, spoken) if model is not None else None
        if scores is None:
            tone = no_tone()
        else:
            self.scores.append(scores)
            self.weights.append(lasts_s)
            tone = self._tone(scores)
        self.told.append(Stretch(self.begun_s, self.begun_s + lasts_s, VoiceFound(tone)))

    def whole(self) -> VoiceFound:
        """The tone of everything that was said."""
        if self.ever.too_far:
            return VoiceFound(no_tone())
        if self.span and self.models.tone is not None:
            said = scores_of(self.models.tone, np.concatenate(self.span)[: self.spoken])
            return VoiceFound(no_tone() if said is None else self._tone(said))
        if not self.scores:
            return VoiceFound(no_tone())
        return VoiceFound(self._tone(mean_of(self.scores, self.weights)))

    def _grow(self, frames: Frames) -> None:
        """From the first word on, until that is too long to be judged as one."""
        if self.span is not None:
            self.span.append(frames)
            if sum(map(len, self.span)) > SPAN_S * FRAMES_A_SECOND:
                self.span = None

    def _tone(self, scores: Scores) -> Tone:
        return tone_of(scores, self.models.tone_temperature, self.sure_from)


def listen(pieces: Iterable[AudioChunk], models: HearingModels, sure_from: float) -> SoundFound:
    """What is heard in pieces of 16 kHz, one or two channels, in order and without gaps."""
    gate, spectrum, condition = VoiceGate(models.activity, models.activity_temperature), Spectrum(), Condition()
    events = Events(models.events, models.event_labels, models.event_temperature) if models.events else None
    stretches = Stretches(models, sure_from)
    direction: Direction | None = None
    kept: Frames = np.zeros((0, BANDS), np.float32)
    sounds: list[tuple[SoundEvent, float, float, float]] = []
    loudest_db, done, since_event = -math.inf, 0, 0
    for step in _steps(pieces):
        if direction is None and step.shape[1] == 2:
            direction = Direction(SPACING_M)
        clipped_before = condition.clipped
        condition.look(step[:, 0], RATE_HZ)
        new = spectrum.hear(step.mean(axis=1).astype(np.float32) / 32768.0)
        kept = np.concatenate((kept, new))[-round(KEPT_S * FRAMES_A_SECOND) :]
        done += len(step)
        now_s = done / RATE_HZ
        now_db = level_db(new)
        loudest_db = max(loudest_db, now_db)
        was_open = gate.is_open
        speaks = gate.judge(kept, len(new)) if now_db > INAUDIBLE_DB else gate.rest(len(new))
        if direction is not None:
            direction.hear(step, speaks)
        if not len(new):
            continue
        if speaks:
            before = 0 if was_open else round(BEFORE_S * FRAMES_A_SECOND)
            said = kept[-(len(new) + before) :]
            clipped = condition.clipped - clipped_before
            stretches.add(said, len(new), now_s - len(said) / FRAMES_A_SECOND, clipped)
        else:
            stretches.pause(new)
            if was_open:
                stretches.end(HOLDS_S)
        since_event += len(step)
        if events is not None and since_event >= EVENTS_EVERY_S * RATE_HZ:
            since_event = 0
            window = kept[-EVENT_FRAMES:]
            if level_db(window) > INAUDIBLE_DB:
                for reading in events.judge(window, now_s):
                    _note(sounds, reading.event, now_s, reading.certainty)
            else:
                events.forget()
    stretches.end(0.0)
    bearing = direction.bearing() if direction is not None else None
    return SoundFound(
        done / RATE_HZ,
        stretches.whole(),
        _joined(stretches.told),
        tuple(sounds),
        None if bearing is None else bearing.angle_deg,
        2 if direction is not None else 1,
        (*_notes(condition, done, loudest_db), *models.faults),
    )


def _steps(pieces: Iterable[AudioChunk]) -> Iterator[NDArray[np.int16]]:
    """The same sound in steps of the creature's own length; the last one is what is left."""
    waiting: NDArray[np.int16] | None = None
    for piece in pieces:
        waiting = piece.samples if waiting is None else np.concatenate((waiting, piece.samples))
        whole = len(waiting) // STEP * STEP
        for start in range(0, whole, STEP):
            yield waiting[start : start + STEP]
        waiting = waiting[whole:]
    if waiting is not None and len(waiting):
        yield waiting


def _note(sounds: list[tuple[SoundEvent, float, float, float]], event: SoundEvent, now_s: float, sure: float) -> None:
    """A sound that was told at `now_s`: a new one, or the last one of its kind going on."""
    begun_s = max(0.0, now_s - EVENT_FRAMES / FRAMES_A_SECOND)
    for place, (known, from_s, to_s, certainty) in enumerate(sounds):
        if known == event and begun_s - to_s <= TOGETHER_S:
            sounds[place] = (event, from_s, now_s, max(certainty, sure))
            return
    sounds.append((event, begun_s, now_s, sure))


def _joined(stretches: list[Stretch]) -> tuple[Stretch, ...]:
    """In order; overlaps of a late beginning with an early end are taken away."""
    told: list[Stretch] = []
    for stretch in stretches:
        from_s = max(stretch.from_s, told[-1].to_s if told else 0.0)
        if stretch.to_s > from_s:
            told.append(Stretch(from_s, stretch.to_s, stretch.voice))
    return tuple(told)


def _notes(condition: Condition, samples: int, loudest_db: float) -> tuple[str, ...]:
    """What keeps this recording from being heard well."""
    notes = []
    lasts_s = samples / RATE_HZ
    if lasts_s < SHORTEST_FRAMES / FRAMES_A_SECOND:
        notes.append(f"only {lasts_s:.2f} s long: too short to tell anything")
    if samples and condition.dead_s >= 0.9 * lasts_s:
        return (*notes, "nothing but silence: the microphone may have been off")
    if samples and loudest_db < QUIET_BELOW_DB:
        notes.append("hardly anything to hear")
    if samples and condition.clipped / samples >= CLIPPED_SHARE:
        notes.append(f"too loud for its microphone: {condition.clipped / samples:.1%} of it is clipped")
    return tuple(notes)
