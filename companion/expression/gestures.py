"""What each act looks and sounds like: keyframes as data, one gesture per act.

Head, flippers and tail move relative to where posture and gaze hold them; eyelids are told how open they are (-1
shut, 1 wide), and None gives them back. Every playing varies pace, size and side a little (`playing.py`), so no two
are the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from companion.vocabulary.acts import CryKind, Joint

Moves = Mapping[Joint, float | None]


@dataclass(frozen=True, slots=True)
class Step:
    """One keyframe: where the named joints are `seconds` after the last one. Joints not named stay where they are."""

    seconds: float
    moves: Moves


@dataclass(frozen=True, slots=True)
class Sound:
    """A cry that belongs to a gesture: begins `at_s` after the start with probability `chance`, and again after a
    random pause from `every_s` (shortest, longest)."""

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
    warms their colour. `quiet` acts hush any cry that still sounds. Without `blinks` none begins while it is entered.
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
    quiet: bool = False
    blinks: bool = True


def _lids(openness: float | None) -> dict[Joint, float | None]:
    return {"eyelid_left": openness, "eyelid_right": openness}


def _flippers(left: float, right: float) -> dict[Joint, float | None]:
    return {"flipper_left": left, "flipper_right": right}


def _head(yaw: float, pitch: float) -> dict[Joint, float | None]:
    return {"neck_yaw": yaw, "neck_pitch": pitch}


GESTURES: Final[Mapping[str, Gesture]] = {
    "rest": Gesture(
        enter=(),
        bouts=(
            (Step(1.4, {"tail": 0.24}), Step(1.9, {"tail": -0.06}), Step(1.5, {"tail": 0.0})),
            (Step(1.6, {"neck_pitch": -0.1, "neck_yaw": 0.06}), Step(2.0, {"neck_pitch": 0.0, "neck_yaw": 0.0})),
            (Step(0.8, {"flipper_left": 0.24}), Step(0.7, {"flipper_left": 0.08}), Step(1.3, {"flipper_left": 0.0})),
            (
                Step(1.2, {**_flippers(0.12, 0.16), "neck_pitch": 0.1}),
                Step(1.8, {**_flippers(0.0, 0.0), "neck_pitch": 0.0}),
            ),
        ),
        rest_s=(4.0, 10.0),
        sounds=(Sound("sigh", 20.0, 0.3, 0.5, (60.0, 180.0)),),
        gaze=0.8,
        glances=1.0,
    ),
    "look": Gesture(
        enter=(Step(0.9, {**_lids(0.82), "neck_pitch": 0.12}),),
        bouts=(
            (Step(0.6, {"neck_pitch": 0.0}), Step(0.7, {"neck_pitch": 0.17}), Step(0.9, {"neck_pitch": 0.12})),
            (Step(0.7, {"tail": 0.25}), Step(0.8, {"tail": -0.2}), Step(0.8, {"tail": 0.0})),
            (Step(0.8, {"flipper_left": 0.28, "neck_yaw": -0.06}), Step(1.2, {"flipper_left": 0.0, "neck_yaw": 0.0})),
        ),
        rest_s=(4.0, 9.0),
        sounds=(Sound("coo", 0.5, 0.4, 0.35), Sound("chirp", 9.0, 0.3, 0.3, (14.0, 40.0))),
        glow=0.15,
    ),
    "wriggle": Gesture(
        enter=(Step(0.5, {**_lids(0.95), "neck_pitch": 0.15}),),
        bouts=(
            (
                Step(0.38, {"tail": 0.42, **_flippers(0.75, 0.1), "neck_yaw": 0.1}),
                Step(0.42, {"tail": -0.45, **_flippers(0.1, 0.75), "neck_yaw": -0.1}),
                Step(0.40, {"tail": 0.45, **_flippers(0.8, 0.15), "neck_yaw": 0.09}),
                Step(0.42, {"tail": -0.4, **_flippers(0.15, 0.7), "neck_yaw": -0.08}),
                Step(0.40, {"tail": 0.3, **_flippers(0.5, 0.2), "neck_yaw": 0.04}),
                Step(0.55, {"tail": 0.0, **_flippers(0.0, 0.0), "neck_yaw": 0.0}),
            ),
        ),
        rest_s=(1.0, 2.6),
        at_once=True,
        sounds=(Sound("chirp", 0.3, 0.6, 1.0, (3.0, 6.0)),),
        glow=0.5,
        rosy=0.3,
    ),
    "nuzzle": Gesture(
        enter=(Step(1.3, {**_lids(-0.8), "neck_pitch": -0.38, **_flippers(0.45, 0.4)}),),
        bouts=(
            (
                Step(0.9, {"neck_yaw": 0.2, "neck_pitch": -0.3}),
                Step(1.2, {"neck_yaw": -0.22, "neck_pitch": -0.42}),
                Step(1.1, {"neck_yaw": 0.14, "neck_pitch": -0.32}),
                Step(1.0, {"neck_yaw": 0.0, "neck_pitch": -0.38}),
            ),
        ),
        rest_s=(1.5, 4.0),
        at_once=True,
        sounds=(
            Sound("coo", 0.7, 0.45),
            Sound("sigh", 6.0, 0.3, 0.6, (9.0, 20.0)),
            Sound("coo", 11.0, 0.35, 0.7, (10.0, 24.0)),
        ),
        gaze=0.6,
        glow=0.4,
        rosy=0.5,
    ),
    "purr": Gesture(
        enter=(Step(1.2, {**_lids(-0.9), "neck_pitch": 0.22, **_flippers(0.2, 0.25), "tail": 0.15}),),
        bouts=(
            (
                Step(1.6, {"neck_pitch": 0.32, "neck_yaw": 0.1, "tail": -0.12}),
                Step(1.9, {"neck_pitch": 0.2, "neck_yaw": -0.06, "tail": 0.18}),
                Step(1.5, {"neck_pitch": 0.22, "neck_yaw": 0.0, "tail": 0.15}),
            ),
        ),
        rest_s=(1.5, 3.5),
        at_once=True,
        # Begun again now and then, so that a purr silenced by people comes back once they allow it.
        sounds=(Sound("purr", 0.25, 0.6, 1.0, (6.0, 9.0)),),
        gaze=0.25,
        glow=0.55,
        rosy=0.8,
    ),
    "startle": Gesture(
        enter=(
            Step(0.42, {**_lids(1.0), "neck_pitch": 0.2, **_flippers(-0.35, -0.35), "tail": 0.12}),
            Step(1.6, {}),
            Step(1.8, {**_lids(None), "neck_pitch": 0.0, **_flippers(0.0, 0.0), "tail": 0.0}),
        ),
        sounds=(Sound("protest", 0.2, 0.15, 0.5),),
        gaze=0.3,
        glow=-0.3,
        blinks=False,
    ),
    "yawn": Gesture(
        enter=(
            Step(0.4, {"neck_pitch": -0.12, **_lids(0.2)}),
            Step(1.2, {"neck_pitch": 0.55, **_lids(-0.85), **_flippers(0.9, 0.8), "tail": 0.35}),
            Step(0.6, {"neck_pitch": 0.6, **_flippers(1.0, 0.9)}),
            Step(1.1, {"neck_pitch": -0.1, **_flippers(0.0, 0.0), "tail": 0.0}),
            Step(0.6, {"neck_pitch": 0.0, **_lids(0.05)}),
        ),
        sounds=(Sound("yawn", 0.55, 0.5), Sound("sigh", 3.4, 0.3, 0.5)),
        gaze=0.2,
        glow=-0.1,
    ),
    "sleep": Gesture(
        enter=(
            Step(1.6, {**_lids(-0.5), "neck_pitch": -0.3}),
            Step(2.4, {**_lids(-1.0), "neck_pitch": -0.72, "neck_yaw": 0.22, **_flippers(-0.4, -0.45), "tail": 0.35}),
        ),
        sounds=(Sound("sigh", 2.2, 0.3, 0.8), Sound("murmur", 45.0, 0.15, 0.5, (60.0, 180.0))),
        gaze=0.0,
        glow=-0.8,
    ),
    "greet": Gesture(
        enter=(
            Step(0.6, {**_lids(0.95), "neck_pitch": 0.36, "flipper_left": 0.9, "tail": 0.2}),
            Step(0.42, {"flipper_left": 0.45, "tail": -0.25}),
            Step(0.4, {"flipper_left": 1.1, "tail": 0.25, "neck_yaw": 0.06}),
            Step(0.42, {"flipper_left": 0.5, "tail": -0.2, "neck_yaw": -0.04}),
            Step(0.4, {"flipper_left": 1.0, "tail": 0.15}),
            Step(0.9, {"flipper_left": 0.0, "tail": 0.0, "neck_yaw": 0.0, "neck_pitch": 0.2}),
        ),
        bouts=(
            (
                Step(0.5, {"tail": 0.25, "neck_pitch": 0.26}),
                Step(0.5, {"tail": -0.2}),
                Step(0.6, {"tail": 0.0, "neck_pitch": 0.2}),
            ),
        ),
        rest_s=(2.0, 4.0),
        sounds=(Sound("coo", 0.3, 0.6), Sound("chirp", 1.9, 0.45, 0.6)),
        glow=0.45,
        rosy=0.3,
    ),
    "wake": Gesture(
        enter=(
            Step(0.6, {**_lids(-0.5)}),
            Step(0.4, {**_lids(-0.95)}),
            Step(0.9, {**_lids(-0.1), "neck_pitch": 0.1}),
            Step(0.9, {"neck_pitch": 0.3, "neck_yaw": 0.25, **_flippers(0.6, 0.1), "tail": 0.3}),
            Step(1.0, {"neck_yaw": -0.25, **_flippers(0.1, 0.65), "tail": -0.25, **_lids(0.5)}),
            Step(0.9, {**_head(0.0, 0.0), **_flippers(0.0, 0.0), "tail": 0.0, **_lids(None)}),
        ),
        sounds=(Sound("murmur", 0.9, 0.35), Sound("coo", 3.0, 0.4, 0.6)),
        gaze=0.3,
        glow=0.2,
    ),
    "withdraw": Gesture(
        enter=(Step(1.7, {**_lids(-0.25), **_head(0.32, -0.5), **_flippers(-0.55, -0.55), "tail": 0.45}),),
        gaze=0.0,
        glow=-0.5,
        quiet=True,
    ),
}
