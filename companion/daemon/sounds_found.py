"""What `companion perceive` heard in one file, and how it is written as JSON."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from companion.perception.voices.tone import VOICE_EMOTIONS, Tone, no_tone
from companion.vocabulary.readings import SoundEvent

DECIMALS = 6


@dataclass(frozen=True, slots=True)
class VoiceFound:
    """The tone of a voice; that of nobody is `not sure` with every emotion alike."""

    tone: Tone


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of speech, in seconds from the beginning."""

    from_s: float
    to_s: float
    voice: VoiceFound


@dataclass(frozen=True, slots=True)
class SoundFound:
    """A whole recording. `sounds` are (event, from, to, certainty); `direction_deg` is None where it cannot be told.

    `notes` say what keeps it from being heard well.
    """

    lasts_s: float
    voice: VoiceFound
    stretches: tuple[Stretch, ...]
    sounds: tuple[tuple[SoundEvent, float, float, float], ...]
    direction_deg: float | None
    channels: int
    notes: tuple[str, ...]


def sound_members(found: SoundFound) -> dict[str, Any]:
    """As JSON: `voice` for the file as a whole, `segments` of the same shape, `sounds`, `direction_deg`, `notes`."""
    members: dict[str, Any] = {
        "seconds": round(found.lasts_s, 3),
        "voice": voice_members(found.voice),
        "segments": [
            {"from": round(each.from_s, 2), "to": round(each.to_s, 2), **voice_members(each.voice)}
            for each in found.stretches
        ],
        "sounds": [
            {"event": event, "from": round(from_s, 2), "to": round(to_s, 2), "certainty": round(certainty, DECIMALS)}
            for event, from_s, to_s, certainty in found.sounds
        ],
    }
    if found.channels == 2:
        members["direction_deg"] = found.direction_deg
    if found.notes:
        members["notes"] = list(found.notes)
    return members


def voice_members(voice: VoiceFound) -> dict[str, Any]:
    tone = voice.tone
    if not all(map(math.isfinite, (tone.valence, tone.arousal, tone.certainty, *tone.emotions.values()))):
        tone = no_tone()
    return {
        "emotion": tone.emotion,
        "emotions": {emotion: round(tone.emotions[emotion], DECIMALS) for emotion in VOICE_EMOTIONS},
        "valence": round(tone.valence, DECIMALS),
        "arousal": round(tone.arousal, DECIMALS),
        "certainty": round(tone.certainty, DECIMALS),
    }


def with_faces(segments: Sequence[Mapping[str, Any]], found: SoundFound) -> list[dict[str, Any]]:
    """Segments of a video (`from`, `to`, `faces`) with what its voice sounds like in each, cut where it changes.

    Every one has both shapes: where nobody speaks the voice is not sure.
    """
    edges = sorted(
        {
            *(round(float(each[side]), 2) for each in segments for side in ("from", "to")),
            *(round(each.from_s, 2) for each in found.stretches),
            *(round(each.to_s, 2) for each in found.stretches),
        }
    )
    told: list[dict[str, Any]] = []
    for begin, end in pairwise(edges):
        middle = (begin + end) / 2
        faces: list[Any] = next((each["faces"] for each in segments if each["from"] <= middle <= each["to"]), [])
        voice = next((each.voice for each in found.stretches if each.from_s <= middle <= each.to_s), None)
        told.append({"from": begin, "to": end, "faces": faces, **voice_members(voice or VoiceFound(no_tone()))})
    return told
