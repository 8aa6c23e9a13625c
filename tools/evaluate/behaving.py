"""How a simulated resident feels and behaves, second by second, and what noisy senses would report of it.

The resident perceives only what a person could: which act is done, and how strongly. The mind is told only what senses
would report: faces through the noise of a classifier and through a resting look of their own, words now and then,
hands, the bearing of the body. What the resident truly feels never reaches the mind.
"""

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass

from companion.mind.acts import ACT
from companion.mind.tastes import PartOfDay
from companion.perception.faces.expression import AFFECT
from companion.vocabulary.readings import (
    EMOTIONS,
    NOT_SURE,
    BodyReading,
    BodySign,
    Box,
    Emotion,
    ExpressionReading,
    FaceReading,
    Judgement,
    Reading,
    SightReading,
    SoundReading,
    TouchReading,
    VoiceReading,
    WordsMeaning,
    WordsReading,
)
from tools.evaluate.resident import DISTRESS, Mood, Resident

FEELS: Mapping[Mood, Emotion] = {
    "content": "neutral",
    "joyful": "happiness",
    "sad": "sadness",
    "lonely": "sadness",
    "anxious": "fear",
    "agitated": "anger",
    "tired": "neutral",
}
SAYS: Mapping[Mood, tuple[WordsMeaning, ...]] = {
    "content": ("fine", "other"),
    "joyful": ("praise", "affection", "other"),
    "sad": ("sad", "missing"),
    "lonely": ("lonely", "missing", "go_home"),
    "anxious": ("afraid", "confused"),
    "agitated": ("go_home", "other"),
    "tired": ("tired", "other"),
}
BEARS: Mapping[Mood, BodySign] = {"tired": "slumped", "agitated": "rocking", "anxious": "hands_at_face"}

NEW_MOOD_S = 420.0
"""A calm mood gives way to another one after so long on average."""

CALM_BELOW, DISTRESSED_AT = 0.3, (0.7, 1.0)
SOOTHES = 0.016
"""How much faster distress falls, per second, while a fully liked act is done."""

UPSETS = 0.006
WARMS_S, LINGERS_S = 1.5, 6.0
"""Pleasure shows within so long, and fades within so long; displeasure too."""

PUSHES_FROM, LEAVES_S = 0.45, 180.0
SIGHT_NOISE, VOICE_NOISE, CLEAR = 0.7, 0.9, 2.6
"""Noise of the raw scores of a face and a voice, and how far a fully shown emotion stands out of them."""

JOY_SHOWS, CALM_SHOWS = 0.8, 0.5
"""A calm face shows less than a joyful one: what it looks like at rest is seen the more."""

SURE_FROM = 0.5


@dataclass(frozen=True, slots=True)
class Perceived:
    """All that a person perceives of the creature: which act it does since when, and how strongly, 0..1."""

    act: str
    intensity: float
    started_s: float


class Person:
    """One resident in the room. `live` is called once a second."""

    def __init__(self, resident: Resident, chance: random.Random) -> None:
        self.resident = resident
        self._chance = chance
        self.mood: Mood = "content"
        self.part: PartOfDay = "day"
        self.changed = False
        self.distress = 0.0
        self.pleased = 0.0
        self.displeased = 0.0
        self.met = 0.0
        self.away_s = 0.0
        self.strokes_s = 0.0
        self.engaged_s = -math.inf
        self._amused_s = 0.0
        self._met_started_s = -math.inf
        self._signs: list[Reading] = []

    def come(self, part: PartOfDay, changed: bool, now_s: float) -> None:
        """A session begins: a mood of this part of the day."""
        self.part, self.changed = part, changed
        self.away_s = self.strokes_s = self.pleased = self.displeased = self.met = 0.0
        self._amused_s, self.engaged_s = now_s, -math.inf
        self._fall_into_a_mood()

    def live(self, perceived: Perceived, now_s: float) -> list[Reading]:
        """A second passes; returns what the senses report of it."""
        self._signs = []
        if self.away_s > 0.0:
            self.away_s -= 1.0
            self._amused_s = now_s
            return [SightReading(now_s, ())]
        self._meet(perceived, now_s)
        self._feel()
        self._act(now_s)
        return [SightReading(now_s, (self._face(),)), *self._signs]

    @property
    def distressed(self) -> bool:
        return self.mood in DISTRESS

    def _fall_into_a_mood(self) -> None:
        moods = self.resident.moods[self.part]
        self.mood = self._chance.choices(list(moods), list(moods.values()))[0]
        self.distress = self._chance.uniform(*DISTRESSED_AT) if self.mood in DISTRESS else 0.0

    def _meet(self, perceived: Perceived, now_s: float) -> None:
        """Every new act is met in its own way; what the creature does for itself leaves people as they are."""
        if perceived.started_s == self._met_started_s:
            return
        self._met_started_s = perceived.started_s
        if ACT[perceived.act].purpose == "own":
            self.met = 0.0
            return
        liking = self.resident.liking(perceived.act, self.mood, self.part, self.changed)
        met = self._chance.gauss(liking, self.resident.noise) * min(1.0, 0.6 + perceived.intensity)
        self.met = min(1.0, max(-1.0, met))

    def _feel(self) -> None:
        self.pleased = _toward(self.pleased, max(0.0, self.met))
        self.displeased = _toward(self.displeased, max(0.0, -self.met))
        rate = math.log(3.0) / self.resident.calms + SOOTHES * max(0.0, self.met)
        self.distress = min(1.0, self.distress * math.exp(-rate) + UPSETS * max(0.0, -self.met) * self.distress)
        if self.mood in DISTRESS:
            if self.distress < CALM_BELOW:
                self.mood, self.distress = "content", 0.0
        elif self._chance.random() < 1.0 / NEW_MOOD_S:
            self._fall_into_a_mood()

    def _act(self, now_s: float) -> None:
        """Strokes, words, bearing; and going away when nothing has pleased for long."""
        resident, chance = self.resident, self._chance
        if self.strokes_s <= 0.0 and chance.random() < resident.touch * (0.01 + 0.12 * self.pleased):
            self.strokes_s = chance.uniform(2.0, 6.0)
        if self.strokes_s > 0.0:
            self.strokes_s -= 1.0
            speed = chance.uniform(2.0, 9.0)
            self._signs.append(TouchReading(now_s, "stroke", "back_middle", speed, 0.3, 0.9))
        if chance.random() < 0.05 * resident.talk:
            self._speak(now_s)
        if chance.random() < 0.06 * self.pleased:
            self._sign("leaning_in", now_s)
        if self.displeased > PUSHES_FROM and chance.random() < 0.1:
            self._signs.append(TouchReading(now_s, "push", "chest", 15.0, 0.6, 0.9))
        elif chance.random() < 0.06 * self.displeased:
            self._sign("turned_away", now_s)
        if (sign := BEARS.get(self.mood)) is not None and chance.random() < 0.03:
            self._sign(sign, now_s)
        if self.mood == "sad" and self.distress > 0.7 and chance.random() < 0.02:
            self._signs.append(SoundReading(now_s, "crying", chance.uniform(0.5, 0.9)))
        if self.strokes_s > 0.0 or self.pleased > 0.25:
            self._amused_s = self.engaged_s = now_s
        if now_s - self._amused_s > 60.0 * resident.attention:
            self.away_s = LEAVES_S

    def _speak(self, now_s: float) -> None:
        logits = self._scores(self._shown(), self.resident.voice, VOICE_NOISE, ("surprise", "disgust", "contempt"))
        emotion, emotions, valence, arousal, certainty = _concluded(logits)
        self._signs.append(VoiceReading(now_s, emotion, emotions, valence, arousal, certainty))
        meaning = self._chance.choice(SAYS[self.mood])
        said = {"sad": -0.5, "lonely": -0.5, "anxious": -0.5, "agitated": -0.4, "joyful": 0.6}.get(self.mood, 0.0)
        heard = self._chance.uniform(0.5, 0.95)
        self._signs.append(WordsReading(now_s, (meaning,), said, 0.0, heard))

    def _sign(self, sign: BodySign, now_s: float) -> None:
        self._signs.append(BodyReading(now_s, sign, self._chance.uniform(0.5, 0.95)))

    def _face(self) -> FaceReading:
        emotion, emotions, valence, arousal, certainty = _concluded(
            self._scores(self._shown(), self.resident.face, SIGHT_NOISE)
        )
        expression = ExpressionReading(emotion, emotions, valence, arousal, certainty)
        return FaceReading(1, Box(0.35, 0.4, 0.3, 0.35), 0.95, 0.9, 0.0, expression)

    def _shown(self) -> dict[Emotion, float]:
        """How strongly each emotion shows, 0..1: the mood, and a smile over it when pleased."""
        smiles = self.resident.smile * self.pleased
        mood = FEELS[self.mood]
        strength = self.distress if self.mood in DISTRESS else (JOY_SHOWS if self.mood == "joyful" else CALM_SHOWS)
        shown: dict[Emotion, float] = {"neutral": 0.35}
        shown[mood] = strength * (1.0 - 0.7 * smiles)
        shown["happiness"] = shown.get("happiness", 0.0) + 1.2 * smiles
        return shown

    def _scores(
        self,
        shown: Mapping[Emotion, float],
        resting: Mapping[Emotion, float],
        noise: float,
        never: tuple[Emotion, ...] = (),
    ) -> list[float]:
        gauss = self._chance.gauss
        return [
            -9.0
            if emotion in never
            else CLEAR * shown.get(emotion, 0.0) + resting.get(emotion, 0.0) + gauss(0.0, noise)
            for emotion in EMOTIONS
        ]


def _concluded(scores: list[float]) -> tuple[Judgement, Mapping[Emotion, float], float, float, float]:
    """Scores as a classifier would tell them: emotion, probabilities, valence, arousal, certainty."""
    powers = [math.exp(score) for score in scores]
    total = sum(powers)
    emotions = {emotion: power / total for emotion, power in zip(EMOTIONS, powers, strict=True)}
    top = max(emotions, key=emotions.__getitem__)
    valence = sum(emotions[emotion] * AFFECT[emotion][0] for emotion in EMOTIONS)
    arousal = sum(emotions[emotion] * AFFECT[emotion][1] for emotion in EMOTIONS)
    certainty = emotions[top]
    return (top if certainty >= SURE_FROM else NOT_SURE), emotions, valence, arousal, certainty


def _toward(feeling: float, met: float) -> float:
    return feeling + (met - feeling) / (WARMS_S if met > feeling else LINGERS_S)
