"""What is turned away at the door of the mind, and why: nonsense, and readings that are no news.

The mind cannot log: it counts what it refuses by reason, and whoever runs it tells.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Literal

from companion.vocabulary.readings import (
    BodyReading,
    ExpressionReading,
    FaceReading,
    LightReading,
    LoudnessReading,
    PostureReading,
    PowerReading,
    Reading,
    SightReading,
    SoundReading,
    TemperatureReading,
    TouchReading,
    VoiceReading,
    WordsReading,
)

Refusal = Literal["without a time", "too old", "from the future", "not a number", "out of range"]

STALE_AFTER_S = 5.0
FUTURE_S = 1.0

COLDEST_C, HOTTEST_C = -40.0, 125.0
"""What a thermometer that is whole can tell."""

BEATS = (20.0, 250.0)
"""Beats a minute that a living heart may have; beyond them the sensor has slipped."""


def refusal(reading: Reading, now_s: float) -> Refusal | None:
    """Why a reading may not be believed at all, or None: it is recent, finite and in range."""
    try:
        if not math.isfinite(reading.at_s):
            return "without a time"
        if reading.at_s < now_s - STALE_AFTER_S:
            return "too old"
        if reading.at_s > now_s + FUTURE_S:
            return "from the future"
        if _is_sound(reading):
            return None
        return "not a number" if any(math.isnan(value) for value in _numbers(reading)) else "out of range"
    except (TypeError, AttributeError):
        return "not a number"


def _numbers(value: object) -> Iterator[float]:
    """Every number in a reading."""
    if isinstance(value, float):
        yield value
    elif is_dataclass(value):
        for part in fields(value):
            yield from _numbers(getattr(value, part.name))
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _numbers(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from _numbers(each)


def _is_sound(reading: Reading) -> bool:
    match reading:
        case SightReading():
            return all(_face_is_sound(face) for face in reading.faces)
        case TouchReading():
            speed = reading.speed_cm_s
            return 0.0 <= reading.pressure <= 1.0 and 0.0 <= speed < math.inf and _is_part(reading.certainty)
        case VoiceReading():
            return _is_feeling(reading)
        case WordsReading():
            return _is_part(reading.certainty) and _is_affect(reading.valence) and _is_affect(reading.arousal)
        case LightReading():
            return _is_part(reading.level)
        case LoudnessReading():
            return math.isfinite(reading.level_db)
        case PostureReading() | SoundReading() | BodyReading():
            return _is_part(reading.certainty)
        case PowerReading():
            return _is_part(reading.charge)
        case TemperatureReading():
            measured = [now_c for now_c in (reading.room_c, reading.processor_c) if now_c is not None]
            return bool(measured) and all(COLDEST_C <= now_c <= HOTTEST_C for now_c in measured)
        case _:
            slowest, fastest = BEATS
            return slowest <= reading.beats_per_minute <= fastest and _is_part(reading.certainty)


def _face_is_sound(face: FaceReading) -> bool:
    box = (face.box.x, face.box.y, face.box.width, face.box.height)
    turns = (face.roll_deg, face.yaw_deg, face.pitch_deg, face.gaze_deg or 0.0)
    if not all(math.isfinite(part) for part in (*box, *turns)):
        return False
    if (shape := face.shape) is not None:
        measures = (shape.smile, shape.brows, shape.mouth_open, shape.eyes_open or 0.0)
        if not all(math.isfinite(part) for part in measures):
            return False
    if not (_is_part(face.facing) and _is_part(face.detection)):
        return False
    return face.expression is None or _is_feeling(face.expression)


def _is_feeling(shown: ExpressionReading | VoiceReading) -> bool:
    return (
        _is_part(shown.certainty)
        and _is_affect(shown.valence)
        and _is_affect(shown.arousal)
        and all(_is_part(part) for part in shown.emotions.values())
        and all(math.isfinite(score) for score in getattr(shown, "logits", ()))
    )


def _is_part(value: float) -> bool:
    return 0.0 <= value <= 1.0


def _is_affect(value: float) -> bool:
    return -1.0 <= value <= 1.0
