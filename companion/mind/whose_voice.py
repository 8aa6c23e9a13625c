"""Whose voice: it counts only while it agrees with the bound person, by direction or because nobody else is seen."""

from collections.abc import Sequence

from companion.vocabulary.readings import FaceReading, VoiceReading

SEES_DEG = 62.0
"""How much a usual camera sees from side to side."""

AGREES_WITHIN_DEG = 30.0
SURELY_WITHIN_DEG = 15.0
"""With others in view a voice must come from the bound face as nearly as this, and from no other's."""


def is_theirs(voice: VoiceReading, faces: Sequence[FaceReading], track: int | None, guest_alone: bool) -> bool:
    """Whether a voice may be taken for that of the person whose face has this `track`.

    `guest_alone`: a guest who lends only a microphone has said by the press that it is them.
    """
    if track is None:
        return guest_alone
    bound = next((face for face in faces if face.track == track), None)
    if bound is None:
        return False
    if voice.direction_deg is None:
        return len(faces) == 1
    away = [(abs(voice.direction_deg - angle_of(face)), face.track) for face in faces]
    own_away = abs(voice.direction_deg - angle_of(bound))
    if len(faces) == 1:
        return own_away <= AGREES_WITHIN_DEG
    others = [deg for deg, number in away if number != track]
    return own_away <= SURELY_WITHIN_DEG and min(others) > SURELY_WITHIN_DEG


def angle_of(face: FaceReading) -> float:
    """Where a face is, as in `VoiceReading.direction_deg`: the picture's left is the creature's own left."""
    return (0.5 - face.box.centre[0]) * SEES_DEG
