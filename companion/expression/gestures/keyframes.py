"""What a gesture is made of: keyframes of joints, cries, and how it leaves breath, gaze, lids and light.

Head, flippers and tail move relative to where posture and gaze hold them; eyelids are told how open they are (-1 shut,
1 wide), and None gives them back. Every playing varies pace, size and side a little (`playing.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from companion.vocabulary.acts import CryKind, Joint

Moves = Mapping[Joint, float | None]


@dataclass(frozen=True, slots=True)
class Step:
    """One keyframe: where the named joints are `seconds` after the last one. Joints not named stay where they are."""

    seconds: float
    moves: Moves


@dataclass(frozen=True, slots=True)
class Sound:
    """A cry that belongs to a gesture.

    It begins `at_s` after the start with probability `chance`, and again after random pauses of `every_s` (shortest,
    longest).
    """

    kind: CryKind
    at_s: float
    intensity: float
    chance: float = 1.0
    every_s: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Gesture:
    """`enter` is played once and its last keyframe is held; then, between silent rests, one of `bouts` by chance.

    The first bout begins with a rest unless `at_once`. `gaze` 0..1 is how much the head still follows what it looks at,
    `glances` how far it looks about with nobody to look at. `glow` -1..1 lifts or dims the cheeks, `rosy` 0..1
    warms their colour; `swells_s` (shortest, longest pause) lets them swell softly now and then, even asleep by day.
    `breath` 0..1 is how much deeper and brighter its breathing shows. `quiet` acts hush any cry that still sounds.
    Without `blinks` none begins while it is entered. `asleep`: no joint moves once it lies, and an act of sleep after
    another one does not lie down anew.
    """

    enter: tuple[Step, ...]
    bouts: tuple[tuple[Step, ...], ...] = ()
    rest_s: tuple[float, float] = (4.0, 9.0)
    at_once: bool = False
    sounds: tuple[Sound, ...] = ()
    gaze: float = 1.0
    glances: float = 0.3
    glow: float = 0.0
    rosy: float = 0.0
    swells_s: tuple[float, float] | None = None
    breath: float = 0.0
    quiet: bool = False
    blinks: bool = True
    asleep: bool = False


def lids(openness: float | None, other: float | None = None) -> dict[Joint, float | None]:
    """Both lids, or one and the `other`."""
    return {"eyelid_left": openness, "eyelid_right": openness if other is None else other}


def flippers(left: float, right: float) -> dict[Joint, float | None]:
    return {"flipper_left": left, "flipper_right": right}


def head(yaw: float, pitch: float) -> dict[Joint, float | None]:
    return {"neck_yaw": yaw, "neck_pitch": pitch}
