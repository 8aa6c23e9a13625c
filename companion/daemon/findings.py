"""What `companion perceive` found in one file, and how it is written as JSON."""

import json
import math
from dataclasses import dataclass
from typing import Any

from companion.body.kinds import FileKind
from companion.daemon.sounds_found import SoundFound, sound_members, with_faces
from companion.vocabulary.readings import EMOTIONS, NOT_SURE, Box, ExpressionReading, uniform_emotions

DECIMALS = 6


@dataclass(frozen=True, slots=True)
class FaceFound:
    """One face: `box_px` is left, top, width, height in pixels of the upright picture. Too small, it shows nothing.

    `why` is what is clearly to be seen in it, for people: "the mouth corners are up".
    """

    box_px: tuple[int, int, int, int]
    expression: ExpressionReading | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a video in which the same faces show the same."""

    from_s: float
    to_s: float
    faces: tuple[FaceFound, ...]

    @property
    def length_s(self) -> float:
        return self.to_s - self.from_s


@dataclass(frozen=True, slots=True)
class Found:
    """What one file shows. `spent_ms` is how long reading and looking took; `segments` is None for what is no video.

    `sound` is what is heard in it, None where there is nothing to hear.
    """

    file: str
    kind: FileKind
    spent_ms: float
    faces: tuple[FaceFound, ...]
    segments: tuple[Segment, ...] | None = None
    sound: SoundFound | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that cannot be read, with a sentence saying why and what to do."""

    file: str
    error: str


def box_in_pixels(box: Box, width_px: int, height_px: int) -> tuple[int, int, int, int]:
    """Whole pixels that lie inside a picture of this size; at least one each way."""
    left = min(max(round(box.x * width_px), 0), width_px - 1)
    top = min(max(round(box.y * height_px), 0), height_px - 1)
    right = min(max(round((box.x + box.width) * width_px), left + 1), width_px)
    bottom = min(max(round((box.y + box.height) * height_px), top + 1), height_px)
    return left, top, right - left, bottom - top


def json_line(finding: Found | Failed) -> str:
    """One line of JSON, plain ASCII, so that no file name and no terminal can spoil it."""
    return json.dumps(_members(finding), allow_nan=False)


def _members(finding: Found | Failed) -> dict[str, Any]:
    if isinstance(finding, Failed):
        return {"file": finding.file, "error": finding.error}
    members: dict[str, Any] = {
        "file": finding.file,
        "kind": finding.kind,
        "ms": round(finding.spent_ms, 1),
    }
    if finding.kind == "sound" and finding.sound is not None:
        return members | sound_members(finding.sound)
    members["faces"] = [_face(face) for face in finding.faces]
    if finding.segments is not None:
        members["segments"] = [
            {
                "from": round(segment.from_s, 2),
                "to": round(segment.to_s, 2),
                "faces": [_face(face) for face in segment.faces],
            }
            for segment in finding.segments
        ]
        if finding.sound is not None:
            members |= sound_members(finding.sound) | {"segments": with_faces(members["segments"], finding.sound)}
    return members


def _face(face: FaceFound) -> dict[str, Any]:
    seen = face.expression
    if seen is None or not all(
        map(math.isfinite, (seen.valence, seen.arousal, seen.certainty, *seen.emotions.values()))
    ):
        # Nothing is known, so everything is equally likely; NaN is no JSON.
        seen = ExpressionReading(NOT_SURE, uniform_emotions(), valence=0.0, arousal=0.0, certainty=0.0)
    return {
        "box": list(face.box_px),
        "emotion": seen.emotion,
        "emotions": {emotion: round(seen.emotions[emotion], DECIMALS) for emotion in EMOTIONS},
        "valence": round(seen.valence, DECIMALS),
        "arousal": round(seen.arousal, DECIMALS),
        "certainty": round(seen.certainty, DECIMALS),
    }
