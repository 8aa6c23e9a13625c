"""What each sense has to say about the bound person.

The tables that give readings a meaning, and how long they count.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from companion.mind.surroundings import PLACES, Surroundings, pleasantness
from companion.vocabulary.readings import (
    EMOTIONS,
    NOT_SURE,
    Emotion,
    ExpressionReading,
    SightReading,
    TouchReading,
    VoiceReading,
    WordsMeaning,
    WordsReading,
)

FACE_SMOOTHING_S = 0.5
FACE_FADES_S = 2.5
VOICE_FADES_S = 6.0
WORDS_FADE_S = 25.0
TOUCH_FADES_S = 5.0
FADED_BELOW = 0.03

VOICE_WEIGHT = 0.8
WORDS_WEIGHT = 0.8
TOUCH_WEIGHT = 0.25
LEAST_PROBABILITY = 0.005
"""No sense is believed to exclude a feeling altogether."""


def shares(**named: float) -> Mapping[Emotion, float]:
    """The named shares; what is left of 1 is spread evenly over the other emotions."""
    rest = (1.0 - sum(named.values())) / (len(EMOTIONS) - len(named))
    return {emotion: named.get(emotion, rest) for emotion in EMOTIONS}


WORDS_MEAN: Mapping[WordsMeaning, Mapping[Emotion, float]] = {
    "praise": shares(happiness=0.6, neutral=0.25),
    "affection": shares(happiness=0.6, neutral=0.2),
    "thanks": shares(happiness=0.55, neutral=0.3),
    "lonely": shares(sadness=0.75, fear=0.08, neutral=0.07),
    "sad": shares(sadness=0.85, neutral=0.05),
    "afraid": shares(fear=0.8, sadness=0.08),
    "pain": shares(sadness=0.4, fear=0.2, anger=0.12, neutral=0.13),
    "tired": shares(neutral=0.5, sadness=0.3),
    "insult": shares(anger=0.6, contempt=0.15, disgust=0.12),
}
"""What a meaning says about the speaker's feeling. Meanings not here (a greeting) say nothing about it."""

STROKES_MEAN = shares(neutral=0.5, happiness=0.3)

FACE_SHOWS: Mapping[Emotion, str] = {
    "neutral": "your face looks calm",
    "happiness": "I see a smile",
    "surprise": "your face looks surprised",
    "sadness": "your face looks sad",
    "anger": "your face looks angry",
    "disgust": "your face looks displeased",
    "fear": "your face looks afraid",
    "contempt": "your face looks displeased",
}
VOICE_SOUNDS: Mapping[Emotion, str] = {
    "neutral": "your voice sounds calm",
    "happiness": "your voice sounds happy",
    "sadness": "your voice sounds sad",
    "anger": "your voice sounds angry",
    "fear": "your voice sounds afraid",
}
WORDS_SAY: Mapping[WordsMeaning, str] = {
    "praise": "you praise me",
    "affection": "you say something loving",
    "thanks": "you thank me",
    "lonely": "you say that you are lonely",
    "sad": "you say that you are sad",
    "afraid": "you say that you are afraid",
    "pain": "you say that something hurts",
    "tired": "you say that you are tired",
    "insult": "you are cross with me",
}

Logs = tuple[float, ...]
"""Log-probabilities in the order of `EMOTIONS`."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sense's opinion now: `logs` with their `weight` (0 or more), valence and arousal -1..1, and how to say it.

    `points_to` is the emotion it speaks for most, so that a sentence can name the evidence for what is believed.
    """

    logs: Logs
    weight: float
    valence: float
    arousal: float
    says: str
    points_to: Emotion


@dataclass(slots=True)
class Heard:
    """The last word of every sense in this session. Replaced by a new one when the session ends."""

    face: ExpressionReading | None = None
    face_logs: Logs = ()
    face_trust: float = 0.0
    face_s: float = -math.inf
    voice: VoiceReading | None = None
    words: dict[WordsMeaning, WordsReading] = field(default_factory=dict)
    stroke: TouchReading | None = None

    def take_in(self, around: Surroundings, track: int | None) -> None:
        """Listen to the news of this tick.

        Only the bound `track` has a face that counts; a voice needs it alone in view.
        """
        for reading in around.news:
            match reading:
                case SightReading():
                    for face in reading.faces:
                        if face.track == track and face.expression is not None:
                            self._see(face.expression, reading.at_s)
                case VoiceReading() if track is not None and len(around.faces) == 1:
                    self.voice = reading
                case WordsReading() if len(around.faces) <= 1:
                    self.words |= {meaning: reading for meaning in reading.meanings if meaning in WORDS_MEAN}
                case TouchReading(gesture="stroke"):
                    self.stroke = reading
                case _:
                    pass

    def forget_face(self) -> None:
        """Nobody is bound any more, so what the face showed counts no longer; nor does a voice."""
        self.face = self.voice = None
        self.face_logs, self.face_trust, self.face_s = (), 0.0, -math.inf

    def meanings(self, now_s: float) -> frozenset[WordsMeaning]:
        """What was said so lately that it still counts for more than a quarter."""
        return frozenset(
            meaning for meaning, words in self.words.items() if _fading(now_s - words.at_s, WORDS_FADE_S) > 0.25
        )

    def weigh(self, now_s: float) -> tuple[Evidence, ...]:
        """Every opinion that still counts, weightiest first."""
        return tuple(sorted(self._opinions(now_s), key=lambda evidence: -evidence.weight))

    def _see(self, shown: ExpressionReading, at_s: float) -> None:
        """Smooth over half a second. A face that is not sure says nothing new and is trusted less."""
        if at_s < self.face_s:
            return
        share = 1.0 if self.face is None else 1.0 - math.exp(-(at_s - self.face_s) / FACE_SMOOTHING_S)
        sure = shown.emotion != NOT_SURE
        self.face_s = at_s
        self.face_trust += share * ((1.0 if sure else 0.0) - self.face_trust)
        if sure:
            logs = _logs(shown.emotions)
            self.face_logs = (
                tuple(old + share * (new - old) for old, new in zip(self.face_logs, logs, strict=True))
                if self.face_logs
                else logs
            )
        self.face = shown if sure or self.face is None else self.face

    def _opinions(self, now_s: float) -> Iterator[Evidence]:
        if self.face is not None and self.face_logs:
            weight = self.face_trust * _fading(now_s - self.face_s, FACE_FADES_S)
            top = max(EMOTIONS, key=lambda emotion: round(self.face_logs[EMOTIONS.index(emotion)], 9))
            if weight > FADED_BELOW:
                yield Evidence(self.face_logs, weight, self.face.valence, self.face.arousal, FACE_SHOWS[top], top)
        if self.voice is not None and self.voice.emotion != NOT_SURE:
            weight = VOICE_WEIGHT * self.voice.certainty * _fading(now_s - self.voice.at_s, VOICE_FADES_S)
            says = VOICE_SOUNDS.get(self.voice.emotion)
            if weight > FADED_BELOW and says is not None:
                logs = _logs(self.voice.emotions)
                yield Evidence(logs, weight, self.voice.valence, self.voice.arousal, says, self.voice.emotion)
        for meaning, words in self.words.items():
            weight = WORDS_WEIGHT * words.certainty * _fading(now_s - words.at_s, WORDS_FADE_S)
            if weight > FADED_BELOW:
                means = WORDS_MEAN[meaning]
                yield Evidence(
                    _logs(means),
                    weight,
                    words.valence,
                    words.arousal,
                    WORDS_SAY[meaning],
                    max(means, key=means.__getitem__),
                )
        if self.stroke is not None:
            weight = (
                TOUCH_WEIGHT * pleasantness(self.stroke.speed_cm_s) * _fading(now_s - self.stroke.at_s, TOUCH_FADES_S)
            )
            if weight > FADED_BELOW:
                says = f"you stroke my {PLACES[self.stroke.zone]}"
                yield Evidence(_logs(STROKES_MEAN), weight, 0.4, -0.1, says, "neutral")


def _logs(probabilities: Mapping[Emotion, float]) -> Logs:
    return tuple(math.log(max(LEAST_PROBABILITY, probabilities.get(emotion, 0.0))) for emotion in EMOTIONS)


def _fading(age_s: float, fades_s: float) -> float:
    return math.exp(-max(0.0, age_s) / fades_s)
