"""What each sense has to say about the bound person now: the last word of each, as one opinion with its sentence."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from companion.mind.baseline import Baseline
from companion.mind.fusion import Opinion, SenseName, chances_of, trusted
from companion.mind.meanings import (
    CALM_PULSE,
    FACE_SHOWS,
    HANDS_MEAN,
    IN_A_FACE,
    QUICK_PULSE,
    SIGNS_MEAN,
    SOUNDS_MEAN,
    VOICE_SOUNDS,
    WORDS_MEAN,
    WORDS_SAY,
)
from companion.mind.questions import Questions
from companion.mind.surroundings import PLACES, Surroundings, pleasantness
from companion.mind.whose_voice import is_theirs
from companion.vocabulary.readings import (
    EMOTIONS,
    NOT_SURE,
    BodyReading,
    BodySign,
    Emotion,
    ExpressionReading,
    FaceSign,
    PulseReading,
    SightReading,
    SoundEvent,
    SoundReading,
    TouchReading,
    VoiceReading,
    WordsMeaning,
    WordsReading,
)

FACE_SMOOTHING_S = 0.5
VOICE_EVERY_S = 0.5
SAID_COUNTS_S = 35.0
SIGNS_COUNT_S = 12.0
"""A sound or a sign of the body this fresh, and at least as certain as the next, may name a state by itself."""

SIGNS_FROM = 0.6
JUDGEMENTS = (*EMOTIONS, NOT_SURE)
FADED_BELOW = 0.03

TELEVISION_S = 15.0
BESIDE_TELEVISION = 0.4
UNSEEN = 0.75
"""What is left of the trust in a sound beside a television, and in one whose maker is not in view."""

QUICK_BY = 12.0
PULSE_SPAN = 30.0
PULSE_FOLLOWS = 0.02
"""Beats a minute above the usual that make a pulse quick; those that make arousal 1; how fast the usual follows."""

GRIEF: frozenset[WordsMeaning | SoundEvent] = frozenset({
    "lonely", "missing", "go_home", "sad", "afraid", "confused", "pain", "tired", "insult", "cross", "crying", "scream",
})  # fmt: skip
"""While one of these was heard lately, the face and the voice are not at rest, and nothing is learnt of them."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sense's opinion now and how to say it.

    `points_to` is the emotion it speaks for most, so that a sentence can name the evidence for what is believed; `seen`
    is what is clearly to be seen of it in a face.
    """

    opinion: Opinion
    says: str
    points_to: Emotion
    seen: str = ""

    @property
    def weight(self) -> float:
        """How much it is trusted, 0..1."""
        return self.opinion.trust


@dataclass(slots=True)
class Face:
    """The face of the last half second: logs of its probabilities, beyond its resting look. `trust` 0..1."""

    logs: tuple[float, ...]
    valence: float
    arousal: float
    trust: float
    at_s: float
    signs: tuple[FaceSign, ...] = ()


@dataclass(slots=True)
class Heard:
    """The last word of every sense in this session. Replaced by a new one when the session ends."""

    face: Face | None = None
    voice: VoiceReading | None = None
    words: dict[WordsMeaning, WordsReading] = field(default_factory=dict)
    sounds: dict[SoundEvent, tuple[SoundReading, float]] = field(default_factory=dict)
    body: dict[BodySign, BodyReading] = field(default_factory=dict)
    hand: TouchReading | None = None
    pulse: PulseReading | None = None
    usual_pulse: float | None = None
    questions: Questions = field(default_factory=Questions)
    _television_s: float = -math.inf

    def take_in(
        self, around: Surroundings, track: int | None, baseline: Baseline, learns: bool, guest_alone: bool = False
    ) -> None:
        """Listen to the news of this tick.

        Only the bound `track` has a face that counts; a voice must be that person's (`whose_voice.py`); words, sounds
        and the bearing of a body need that nobody else is in view. `learns` says that the baseline is this person's
        and may follow them; `guest_alone` that a guest lends its ears and no eyes.
        """
        alone = len(around.faces) <= 1
        at_rest = learns and not GRIEF & (self.meanings(around.now_s) | self.signs(around.now_s))
        for reading in around.news:
            match reading:
                case SightReading():
                    for face in reading.faces:
                        if face.track == track and face.expression is not None:
                            passed_s = 0.0 if self.face is None else reading.at_s - self.face.at_s
                            if at_rest:
                                baseline.learn(face.expression, min(passed_s, 1.0))
                            self._see(face.expression, baseline, reading.at_s)
                            if self.face is not None and face.shape is not None:
                                self.face.signs = face.shape.signs
                case VoiceReading() if reading.emotion in JUDGEMENTS and is_theirs(
                    reading, around.faces, track, guest_alone
                ):
                    passed_s = VOICE_EVERY_S if self.voice is None else reading.at_s - self.voice.at_s
                    if at_rest and passed_s > 0.0:
                        baseline.learn_voice(reading, min(passed_s, 1.0))
                    self.voice = reading
                case WordsReading() if alone:
                    self.words |= {meaning: reading for meaning in reading.meanings if meaning in WORDS_MEAN}
                    self.questions.hear(reading)
                case SoundReading() if alone:
                    self._listen(reading, track)
                case BodyReading() if alone and track is not None and reading.sign in SIGNS_MEAN:
                    self.body[reading.sign] = reading
                case TouchReading() if reading.gesture in HANDS_MEAN:
                    self.hand = reading
                case PulseReading():
                    self._count(reading)
                case _:
                    pass

    def forget_face(self, keeps_voice: bool = False) -> None:
        """Nobody is bound any more, so what the face showed counts no longer; nor does a voice or a bearing."""
        self.face = None
        self.voice = self.voice if keeps_voice else None
        self.body.clear()

    def meanings(self, now_s: float) -> frozenset[WordsMeaning]:
        """What was said lately enough to name a state by itself."""
        return frozenset(meaning for meaning, words in self.words.items() if now_s - words.at_s <= SAID_COUNTS_S)

    def signs(self, now_s: float) -> frozenset[SoundEvent | BodySign]:
        """Which sounds and signs of the body are fresh and certain enough to name a state by themselves."""
        heard = {event for event, (sound, _) in self.sounds.items() if _counts(sound, now_s)}
        seen = {sign for sign, body in self.body.items() if _counts(body, now_s)}
        return frozenset(heard | seen)

    def weigh(self, now_s: float, baseline: Baseline) -> tuple[Evidence, ...]:
        """Every opinion that still counts, the most trusted first."""
        found = (evidence for evidence in self._opinions(now_s, baseline) if evidence.opinion.trust > FADED_BELOW)
        return tuple(sorted(found, key=lambda evidence: -evidence.opinion.trust))

    def _see(self, shown: ExpressionReading, baseline: Baseline, at_s: float) -> None:
        """Smooth over half a second. A face that is not sure says nothing new and is trusted less."""
        if self.face is not None and at_s < self.face.at_s:
            return
        sure = shown.emotion != NOT_SURE
        if self.face is None:
            if sure:
                valence, arousal = baseline.adjust_affect(shown.valence, shown.arousal)
                self.face = Face(_logs(baseline.adjust(shown.emotions)), valence, arousal, 1.0, at_s)
            return
        face, share = self.face, 1.0 - math.exp(-(at_s - self.face.at_s) / FACE_SMOOTHING_S)
        face.at_s = at_s
        face.trust += share * ((1.0 if sure else 0.0) - face.trust)
        if sure:
            valence, arousal = baseline.adjust_affect(shown.valence, shown.arousal)
            logs = _logs(baseline.adjust(shown.emotions))
            face.logs = tuple(old + share * (new - old) for old, new in zip(face.logs, logs, strict=True))
            face.valence += share * (valence - face.valence)
            face.arousal += share * (arousal - face.arousal)

    def _listen(self, reading: SoundReading, track: int | None) -> None:
        if reading.event in ("television", "music"):
            self._television_s = max(self._television_s, reading.at_s)
        elif reading.event in SOUNDS_MEAN:
            theirs = UNSEEN if track is None else 1.0
            if reading.at_s - self._television_s <= TELEVISION_S:
                theirs *= BESIDE_TELEVISION
            self.sounds[reading.event] = reading, theirs

    def _count(self, reading: PulseReading) -> None:
        self.pulse = reading
        if self.usual_pulse is None:
            self.usual_pulse = reading.beats_per_minute
        self.usual_pulse += PULSE_FOLLOWS * reading.certainty * (reading.beats_per_minute - self.usual_pulse)

    def _opinions(self, now_s: float, baseline: Baseline) -> Iterator[Evidence]:
        if (face := self.face) is not None:
            top = EMOTIONS[max(range(len(EMOTIONS)), key=lambda place: round(face.logs[place], 9))]
            probabilities = {emotion: math.exp(log) for emotion, log in zip(EMOTIONS, face.logs, strict=True)}
            trust = trusted("face", face.trust, now_s - face.at_s)
            shown = _evidence("face", probabilities, trust, face.valence, face.arousal, FACE_SHOWS[top])
            yield replace(shown, seen=", ".join(IN_A_FACE[sign] for sign in face.signs))
        if self.voice is not None and self.voice.emotion != NOT_SURE:
            probabilities = dict(baseline.adjust_voice(self.voice.emotions))
            valence, arousal = baseline.adjust_voice_affect(self.voice.valence, self.voice.arousal)
            arousal = min(1.0, max(-1.0, arousal + baseline.livelier(self.voice)))
            top = max(EMOTIONS, key=lambda emotion: round(probabilities[emotion], 9))
            trust = trusted("voice", 1.0, now_s - self.voice.at_s)
            manner = baseline.manner.says(self.voice)
            says = f"{VOICE_SOUNDS[top]}, {manner}" if manner else VOICE_SOUNDS[top]
            yield _evidence("voice", probabilities, trust, valence, arousal, says)
        for meaning, words in self.words.items():
            trust = trusted("words", words.certainty, now_s - words.at_s)
            yield _evidence("words", WORDS_MEAN[meaning], trust, words.valence, words.arousal, WORDS_SAY[meaning])
        for event, (sound, theirs) in self.sounds.items():
            means, valence, arousal, says = SOUNDS_MEAN[event]
            yield _evidence(
                "sound", means, theirs * trusted("sound", sound.certainty, now_s - sound.at_s), valence, arousal, says
            )
        for sign, body in self.body.items():
            means, valence, arousal, says = SIGNS_MEAN[sign]
            yield _evidence("body", means, trusted("body", body.certainty, now_s - body.at_s), valence, arousal, says)
        if self.hand is not None:
            means, valence, arousal, says = HANDS_MEAN[self.hand.gesture]
            kind = pleasantness(self.hand.speed_cm_s) if self.hand.gesture == "stroke" else self.hand.certainty
            trust = trusted("touch", kind, now_s - self.hand.at_s)
            yield _evidence("touch", means, trust, valence, arousal, says.format(place=PLACES[self.hand.zone]))
        if self.pulse is not None and self.usual_pulse is not None:
            above = self.pulse.beats_per_minute - self.usual_pulse
            quick = above >= QUICK_BY
            trust = trusted("pulse", self.pulse.certainty, now_s - self.pulse.at_s)
            arousal = min(1.0, max(-0.4, above / PULSE_SPAN))
            says = "your pulse is quick" if quick else "your pulse is as usual"
            yield _evidence("pulse", QUICK_PULSE if quick else CALM_PULSE, trust, None, arousal, says)


def _evidence(
    sense: SenseName,
    means: Mapping[Emotion, float],
    trust: float,
    valence: float | None,
    arousal: float | None,
    says: str,
) -> Evidence:
    points_to = max(EMOTIONS, key=lambda emotion: round(means.get(emotion, 0.0), 9))
    return Evidence(Opinion(sense, chances_of(means), trust, valence, arousal), says, points_to)


def _counts(reading: SoundReading | BodyReading, now_s: float) -> bool:
    return reading.certainty >= SIGNS_FROM and now_s - reading.at_s <= SIGNS_COUNT_S


def _logs(probabilities: Mapping[Emotion, float]) -> tuple[float, ...]:
    return tuple(math.log(max(1e-6, probabilities[emotion])) for emotion in EMOTIONS)
