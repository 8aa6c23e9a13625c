"""What is heard in a scene, and how somebody bears themselves: words, voices, sounds, noise, signs of the body."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from companion.daemon.scene import Bearing, Happening, Loudness, Sound, Voice, Words
from companion.perception.faces.expression import AFFECT
from companion.perception.words.meaning import read_words
from companion.vocabulary.permissions import Sense
from companion.vocabulary.readings import (
    BodyReading,
    Emotion,
    LoudnessReading,
    SoundReading,
    VoiceReading,
    WordsReading,
)
from companion.vocabulary.signals import Utterance

QUESTION_KEY = b"a scene is the same on every run"

VOICES: tuple[Emotion, ...] = ("neutral", "happiness", "sadness", "anger", "fear")

Audible = WordsReading | VoiceReading | SoundReading | LoudnessReading | BodyReading


@dataclass(frozen=True, slots=True)
class Heard:
    """The `reading`, at second 0; through which `sense`; and how it is `told`."""

    reading: Audible
    sense: Sense
    told: str


def hearing(happening: Happening, creature: str) -> Heard:
    """What this happening is to the senses. It holds exactly one of `scene.AGAIN`."""
    for kind in (happening.loudness, happening.voice, happening.sound, happening.body, happening.words):
        match kind:
            case Loudness():
                told = f"{'a sudden noise' if kind.sudden else 'noise'}, {kind.level_db:g} dB"
                return Heard(LoudnessReading(0.0, kind.level_db, kind.sudden), "microphone", told)
            case Voice():
                return _voice(kind)
            case Sound():
                told = f"sound: {kind.event} ({kind.certainty:.2f})"
                return Heard(SoundReading(0.0, kind.event, kind.certainty), "microphone", told)
            case Bearing():
                told = f"bearing: {kind.sign.replace('_', ' ')} ({kind.certainty:.2f})"
                return Heard(BodyReading(0.0, kind.sign, kind.certainty), "camera", told)
            case Words():
                meant = WordsReading(
                    0.0, kind.meanings, kind.valence, kind.arousal, kind.certainty, kind.called_by_name
                )
                return _words(meant)
    return _words(read_words(Utterance(happening.says or "", typed=True, captured_s=0.0), creature, QUESTION_KEY))


def times_between(from_s: float, to_s: float, every_s: float) -> Iterator[float]:
    """From `from_s` on, every so often, before `to_s`. Multiplied, not added up, so that no error grows."""
    for number in count():
        # Rounded to microseconds: the same decimal on every machine.
        s = round(from_s + number * every_s, 6)
        if s >= to_s:
            return
        yield s


def _voice(voice: Voice) -> Heard:
    rest = (1.0 - voice.certainty) / (len(VOICES) - 1)
    emotions = {emotion: voice.certainty if emotion == voice.emotion else rest for emotion in VOICES}
    valence, arousal = (sum(emotions[emotion] * AFFECT[emotion][side] for emotion in VOICES) for side in (0, 1))
    reading = VoiceReading(0.0, voice.emotion, emotions, valence, arousal, voice.certainty, voice.direction_deg)
    side = "" if voice.direction_deg is None else f" from {voice.direction_deg:+g} degrees"
    return Heard(reading, "microphone", f"a voice sounds {voice.emotion} ({voice.certainty:.2f}){side}")


def _words(reading: WordsReading) -> Heard:
    named = " and its name" if reading.called_by_name else ""
    told = f"words: {', '.join(meaning.replace('_', ' ') for meaning in reading.meanings)}{named}"
    return Heard(reading, "words", told)
