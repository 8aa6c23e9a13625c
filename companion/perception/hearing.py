"""The whole path of hearing: chunks of sound -> who speaks when, in which tone, from where; and what else is heard.

Sixty milliseconds at a time: its own voice is taken out, what is left becomes log-mel, the gate judges whether that is
speech; while it is, tone, manner and direction are told every half second, and other sounds whenever they are heard. No
sound is kept for longer than `KEPT_S`, and nothing but readings leaves.
"""

from dataclasses import dataclass
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from companion.perception.sounds.condition import Condition
from companion.perception.sounds.echo import BLOCK
from companion.perception.sounds.events import Events
from companion.perception.sounds.own_voice import OwnVoice
from companion.perception.sounds.spectrum import (
    BANDS,
    EVENT_FRAMES,
    FLOOR_DB,
    FRAMES_A_SECOND,
    RATE_HZ,
    TONE_FRAMES,
    Frames,
    Spectrum,
    level_db,
)
from companion.perception.voices.activity import VoiceGate
from companion.perception.voices.direction import Direction
from companion.perception.voices.manner import pitch_of, rate_of
from companion.perception.voices.tone import VOICE_EMOTIONS, Scores, mean_of, no_tone, scores_of, tone_of
from companion.vocabulary.errors import ModelError
from companion.vocabulary.ports import Infer
from companion.vocabulary.readings import SOUND_EVENTS, SoundEvent, SoundReading, VoiceReading
from companion.vocabulary.signals import Speech

STEP = 3 * BLOCK
"""Samples judged at once, 60 ms: the first decision about a voice falls within 100 ms of its beginning."""

KEPT_S = 3.0
BEFORE_S = 0.24
"""The gate opens a little late: so much of what was before belongs to what is said."""

LED_IN_S = 0.4
"""So much of what was before goes to the recogniser: it needs the first sound of the first word whole."""

TONE_EVERY_S = 0.5
TONE_FADES = 0.6
"""Weight of what was heard half a second earlier in the same stretch of speech."""

PITCH_OF_S = 1.0
EVENTS_EVERY_S = 0.48
NO_TALK: frozenset[SoundEvent] = frozenset({"crying", "laughter", "cough", "sigh", "scream", "snore"})
NO_TALK_FROM = 0.6
INAUDIBLE_DB = -72.0
"""Nothing softer is looked at: the hiss of a good microphone in a silent room."""


class LoadedModel(Protocol):
    """What the runtime hands out."""

    @property
    def labels(self) -> tuple[str, ...]: ...
    @property
    def temperature(self) -> float: ...
    @property
    def infer(self) -> Infer: ...


class ModelSource(Protocol):
    """Where models come from; the runtime is one. `load` raises `ModelError`."""

    def load(self, name: str) -> LoadedModel: ...


@dataclass(frozen=True, slots=True)
class HearingModels:
    """The three models. `event_labels` are in the order of the event model's output.

    Without the one of tone a voice is heard without feeling, without the one of events no other sound is told;
    `faults` says why in sentences.
    """

    activity: Infer
    tone: Infer | None
    events: Infer | None
    event_labels: tuple[SoundEvent, ...] = ()
    tone_temperature: float = 1.0
    event_temperature: float = 1.0
    activity_temperature: float = 1.0
    faults: tuple[str, ...] = ()

    @classmethod
    def load(cls, source: ModelSource) -> "HearingModels":
        """Raises `ModelError` when not even voices can be told from the room."""
        activity, faults = source.load("voice_activity"), list[str]()
        tone = _loaded(source, "voice_tone", VOICE_EMOTIONS, faults)
        events = _loaded(source, "sound_event", SOUND_EVENTS, faults)
        return cls(
            activity.infer,
            tone.infer if tone is not None else None,
            events.infer if events is not None else None,
            cast("tuple[SoundEvent, ...]", events.labels) if events is not None else (),
            tone.temperature if tone is not None else 1.0,
            events.temperature if events is not None else 1.0,
            activity.temperature,
            tuple(faults),
        )


def _loaded(source: ModelSource, name: str, known: tuple[str, ...], faults: list[str]) -> LoadedModel | None:
    """A model whose labels are among those `known` here; None, and a sentence more in `faults`, where it is not."""
    try:
        model = source.load(name)
        if not model.labels or not set(model.labels) <= set(known) or (known == VOICE_EMOTIONS != model.labels):
            raise _foreign(name, model.labels, known)
    except ModelError as fault:
        faults.append(str(fault))
        return None
    return model


def _foreign(name: str, labels: tuple[str, ...], wanted: tuple[str, ...]) -> ModelError:
    return ModelError(
        f"has the labels {', '.join(labels) or 'of nothing'}; wanted are {', '.join(wanted)}.",
        f"{name}.toml",
        "Restore it with `git checkout -- models`, or install companion again.",
    )


@dataclass(frozen=True, slots=True)
class Heard:
    """What a chunk brought. `speaks`: somebody speaks at its end. `speech` is what was spoken, to be recognised."""

    voices: tuple[VoiceReading, ...]
    sounds: tuple[SoundReading, ...]
    speaks: bool
    speech: tuple[Speech, ...] = ()


class HearingPath:
    """One creature's ears. Give it every chunk in order; after a gap tell it to `forget`."""

    def __init__(
        self,
        models: HearingModels,
        sure_from: float = 0.5,
        spacing_m: float | None = None,
        offset_db: float = 0.0,
        own: OwnVoice | None = None,
    ) -> None:
        """`spacing_m` is the distance of two microphones; None or one channel: no direction."""
        self.condition = Condition()
        self.gate = VoiceGate(models.activity, models.activity_temperature)
        self._models = models
        self._sure_from = sure_from
        self._offset_db = offset_db
        self._own = own
        self._events = (
            Events(models.events, models.event_labels, models.event_temperature) if models.events is not None else None
        )
        self._direction = Direction(spacing_m) if spacing_m is not None else None
        self._spectrum = Spectrum()
        self._kept: NDArray[np.int16] = np.zeros((0, 1), np.int16)
        self._frames: Frames = np.zeros((0, BANDS), np.float32)
        self._spoken: Frames = np.zeros((0, BANDS), np.float32)
        self._sound: NDArray[np.float32] = np.zeros(0, np.float32)
        self._speech: list[Speech] = []
        self._began_s: float | None = None
        self._told: Scores | None = None
        self._since_tone = self._since_event = 0

    @property
    def lacks(self) -> tuple[str, ...]:
        """What cannot be heard for want of a model, in sentences."""
        return self._models.faults

    def hear(self, samples: NDArray[np.int16], at_s: float, judged: bool) -> Heard:
        """Take in samples int16 (n, 1 or 2) at 16 kHz whose first was captured at `at_s`.

        Only a voice that may be `judged` has its tone looked for; any other is heard without feeling, "not sure".
        """
        begin_s = at_s - len(self._kept) / RATE_HZ
        if self._kept.shape[1] != samples.shape[1]:
            self._kept, begin_s = samples[:0], at_s
        heard = np.concatenate((self._kept, samples))
        steps = len(heard) // STEP
        self._kept = heard[steps * STEP :]
        voices: list[VoiceReading] = []
        sounds: list[SoundReading] = []
        for number in range(steps):
            piece = heard[number * STEP : (number + 1) * STEP]
            self._step(piece, begin_s + number * STEP / RATE_HZ, judged, voices, sounds)
        speech, self._speech = tuple(self._speech), []
        return Heard(tuple(voices), tuple(sounds), self.gate.is_open, speech)

    def forget(self) -> None:
        """Begin anew, as after a gap or once nobody may be listened to."""
        self._kept = self._kept[:0]
        self._spectrum.forget()
        self._frames, self._sound = self._frames[:0], self._sound[:0]
        self.gate.close()
        if self._events is not None:
            self._events.forget()
        self._end_speech()

    def _step(
        self,
        piece: NDArray[np.int16],
        at_s: float,
        judged: bool,
        voices: list[VoiceReading],
        sounds: list[SoundReading],
    ) -> None:
        mono = piece.mean(axis=1)
        self.condition.look(piece[:, 0], RATE_HZ)
        if self.condition.is_dead:
            self.gate.close()
            self._end_speech()
            return
        left, own = self._without_own(mono / 32768.0, at_s)
        new = self._spectrum.hear(left)
        if own:
            new = np.full_like(new, FLOOR_DB)
        self._frames = np.concatenate((self._frames, new))[-round(KEPT_S * FRAMES_A_SECOND) :]
        self._sound = np.concatenate((self._sound, left))[-round(PITCH_OF_S * RATE_HZ) :]
        audible = not own and len(new) > 0 and level_db(new) > INAUDIBLE_DB
        was_open = self.gate.is_open
        speaks = self._judge_activity(audible, len(new))
        if self._direction is not None and piece.shape[1] == 2 and not own:
            if speaks and not was_open:
                self._direction.forget()
            self._direction.hear(piece, speaks)
        end_s = at_s + STEP / RATE_HZ
        if speaks:
            before = 0 if was_open else round(BEFORE_S * FRAMES_A_SECOND)
            self._hand_on(len(left), at_s)
            self._speak(self._frames[-(len(new) + before) :], own, end_s, judged, voices)
        elif was_open:
            self._end_speech()
        self._listen(own, end_s, sounds)

    def _without_own(self, mono: NDArray[np.float64], at_s: float) -> tuple[NDArray[np.float32], bool]:
        """The step without its own voice, and whether it is nothing but that."""
        if self._own is None:
            return mono.astype(np.float32), False
        blocks = [
            self._own.leave_out(mono[start : start + BLOCK], at_s + start / RATE_HZ) for start in range(0, STEP, BLOCK)
        ]
        own = sum(block.own for block in blocks) > len(blocks) / 2
        return np.concatenate([block.samples for block in blocks]).astype(np.float32), own

    def _judge_activity(self, audible: bool, new: int) -> bool:
        if audible:
            return self.gate.judge(self._frames, new)
        return self.gate.rest(new)

    def _hand_on(self, new: int, at_s: float) -> None:
        """The last `new` samples, which began at `at_s`, belong to what somebody says, and so does what led to it."""
        count = new
        if self._began_s is None:
            count = min(len(self._sound), new + round(LED_IN_S * RATE_HZ))
            self._began_s = at_s - (count - new) / RATE_HZ
        samples = np.asarray(np.clip(self._sound[-count:] * 32768.0, -32768, 32767), np.int16)
        self._speech.append(Speech(samples, self._began_s, ends=False))

    def _speak(self, frames: Frames, own: bool, end_s: float, judged: bool, voices: list[VoiceReading]) -> None:
        """Somebody speaks: gather it, and tell every half second what it sounds like."""
        if not own:
            self._spoken = np.concatenate((self._spoken, frames))[-TONE_FRAMES:]
        self._since_tone += STEP
        if self._since_tone < TONE_EVERY_S * RATE_HZ:
            return
        self._since_tone = 0
        tone = no_tone()
        if judged and self._models.tone is not None and not (self.condition.is_clipped or self._is_no_talk()):
            scores = scores_of(self._models.tone, self._spoken)
            if scores is not None:
                self._told = scores if self._told is None else mean_of([self._told, scores], [TONE_FADES, 1.0])
                tone = tone_of(self._told, self._models.tone_temperature, self._sure_from)
        bearing = self._direction.bearing() if self._direction is not None else None
        voices.append(
            VoiceReading(
                end_s,
                tone.emotion,
                tone.emotions,
                tone.valence,
                tone.arousal,
                tone.certainty,
                None if bearing is None else bearing.angle_deg,
                pitch_of(self._sound) if judged else None,
                level_db(self._spoken) + self._offset_db if judged else None,
                rate_of(self._spoken) if judged else None,
            )
        )

    def _is_no_talk(self) -> bool:
        """Whether what passes for a voice is more likely a cough, a laugh or tears: they tell of themselves."""
        chances = self._events.chances if self._events is not None else {}
        return max((chances.get(event, 0.0) for event in NO_TALK), default=0.0) >= NO_TALK_FROM

    def _end_speech(self) -> None:
        if self._began_s is not None:
            self._speech.append(Speech(np.zeros(0, np.int16), self._began_s, ends=True))
            self._began_s = None
        self._spoken = self._spoken[:0]
        self._told = None
        self._since_tone = 0

    def _listen(self, own: bool, end_s: float, sounds: list[SoundReading]) -> None:
        """Other sounds, twice a second, while there is anything to hear."""
        self._since_event += STEP
        if self._events is None or self._since_event < EVENTS_EVERY_S * RATE_HZ:
            return
        self._since_event = 0
        window = self._frames[-EVENT_FRAMES:]
        heard = window[window[:, 0] > FLOOR_DB]
        if own or len(heard) < EVENT_FRAMES // 2 or level_db(heard) <= INAUDIBLE_DB:
            self._events.forget()
            return
        sounds += self._events.judge(window, end_s)
