"""The whole path of words: one utterance in, what it means out, by the table of patterns and by the model together.

The table knows what people say to a companion and to whom; the model knows how it feels. Where the table is silent the
model speaks, with what the mind understands of its labels; where both speak, the table does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from companion.perception.words.feeling import NO_FEELING, Feeling, FeelingModel
from companion.perception.words.meaning import HEARD_CERTAINTY, look_up, plain, reading_of
from companion.perception.words.needs import needs_of
from companion.perception.words.whose import about_the_speaker, to_the_creature
from companion.vocabulary.readings import WordsMeaning, WordsReading
from companion.vocabulary.signals import Utterance

SURE_ENOUGH = 0.5
"""A label counts in life when it is more likely right than wrong."""

MEANS: Mapping[str, WordsMeaning] = {
    "gratitude": "thanks",
    "joy": "glad",
    "amusement": "glad",
    "excitement": "glad",
    "relief": "glad",
    "pride": "glad",
    "optimism": "glad",
    "love": "glad",
    "admiration": "glad",
    "sadness": "sad",
    "grief": "sad",
    "disappointment": "sad",
    "remorse": "sad",
    "fear": "afraid",
    "nervousness": "afraid",
    "anger": "cross",
    "annoyance": "cross",
    "disgust": "cross",
}
"""A label to what the mind understands. Labels not here (curiosity, approval, neutral) say nothing of the heart."""

MEANS_TO_THE_CREATURE: Mapping[str, WordsMeaning] = {"love": "affection", "admiration": "praise"}
"""The same where the creature is spoken to."""

SILENT = frozenset({"greeting", "farewell", "question", "other"})
"""Meanings that tell of no feeling: beside them the model may speak."""


@dataclass(frozen=True, slots=True)
class Understood:
    """One utterance: the `reading` for the mind, and what `companion perceive` tells of it."""

    reading: WordsReading
    feeling: Feeling
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordsPath:
    """Without a `model` only the table speaks."""

    model: FeelingModel | None
    name: str = "Pebble"
    key: bytes = b""

    def understand(self, utterance: Utterance) -> Understood:
        """What one utterance means; nothing of its words is kept."""
        feeling = NO_FEELING if self.model is None else self.model.feel(utterance.text)
        said = look_up(utterance.text, self.name)
        reading = reading_of(said, utterance, self.name, self.key)
        return Understood(_together(reading, feeling, utterance), feeling, needs_of(said))


def _together(reading: WordsReading, feeling: Feeling, utterance: Utterance) -> WordsReading:
    believed = replace(reading, certainty=reading.certainty * feeling.belief)
    if not feeling.labels or feeling.certainty < SURE_ENOUGH or not set(reading.meanings) <= SILENT:
        return believed
    means = {**MEANS, **MEANS_TO_THE_CREATURE} if to_the_creature(plain(utterance.text)) else MEANS
    meaning = means.get(feeling.labels[0])
    if meaning is None or not about_the_speaker(plain(utterance.text)):
        return believed
    spoken = tuple(one for one in reading.meanings if one != "other")
    return replace(
        reading,
        meanings=(*spoken, meaning),
        valence=feeling.valence,
        arousal=feeling.arousal,
        certainty=feeling.certainty if utterance.typed else feeling.certainty * HEARD_CERTAINTY,
    )
