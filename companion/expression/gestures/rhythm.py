"""Gestures of its own day: rest, curiosity, tiredness, sleep and waking."""

from collections.abc import Mapping
from typing import Final

from companion.expression.gestures.keyframes import Gesture, Sound, Step, flippers, head, lids

SLEEPING: Final = (
    Step(1.6, {**lids(-0.5), "neck_pitch": -0.3}),
    Step(2.4, {**lids(-1.0), "neck_pitch": -0.72, "neck_yaw": 0.22, **flippers(-0.4, -0.45), "tail": 0.35}),
)
"""How it lies down, the same for sleep and dream, so that one passes into the other without a movement."""

RHYTHM: Final[Mapping[str, Gesture]] = {
    "rest": Gesture(
        enter=(),
        bouts=(
            (Step(1.4, {"tail": 0.24}), Step(1.9, {"tail": -0.06}), Step(1.5, {"tail": 0.0})),
            (Step(1.6, {"neck_pitch": -0.1, "neck_yaw": 0.06}), Step(2.0, {"neck_pitch": 0.0, "neck_yaw": 0.0})),
            (Step(0.8, {"flipper_left": 0.24}), Step(0.7, {"flipper_left": 0.08}), Step(1.3, {"flipper_left": 0.0})),
            (
                Step(1.2, {**flippers(0.12, 0.16), "neck_pitch": 0.1}),
                Step(1.8, {**flippers(0.0, 0.0), "neck_pitch": 0.0}),
            ),
        ),
        rest_s=(4.0, 10.0),
        sounds=(Sound("sigh", 20.0, 0.3, 0.5, (60.0, 180.0)),),
        gaze=0.8,
        glances=1.0,
    ),
    "yawn": Gesture(
        enter=(
            Step(0.4, {"neck_pitch": -0.12, **lids(0.2)}),
            Step(1.2, {"neck_pitch": 0.55, **lids(-0.85), **flippers(0.9, 0.8), "tail": 0.35}),
            Step(0.6, {"neck_pitch": 0.6, **flippers(1.0, 0.9)}),
            Step(1.1, {"neck_pitch": -0.1, **flippers(0.0, 0.0), "tail": 0.0}),
            Step(0.6, {"neck_pitch": 0.0, **lids(0.05)}),
        ),
        sounds=(Sound("yawn", 0.55, 0.5), Sound("sigh", 3.4, 0.3, 0.5)),
        gaze=0.2,
        glow=-0.1,
    ),
    "sleep": Gesture(
        enter=SLEEPING,
        sounds=(Sound("sigh", 2.2, 0.3, 0.8), Sound("murmur", 45.0, 0.15, 0.5, (60.0, 180.0))),
        gaze=0.0,
        glow=-0.8,
        asleep=True,
    ),
    "wake": Gesture(
        enter=(
            Step(0.6, {**lids(-0.5)}),
            Step(0.4, {**lids(-0.95)}),
            Step(0.9, {**lids(-0.1), "neck_pitch": 0.1}),
            Step(0.9, {"neck_pitch": 0.3, "neck_yaw": 0.25, **flippers(0.6, 0.1), "tail": 0.3}),
            Step(1.0, {"neck_yaw": -0.25, **flippers(0.1, 0.65), "tail": -0.25, **lids(0.5)}),
            Step(0.9, {**head(0.0, 0.0), **flippers(0.0, 0.0), "tail": 0.0, **lids(None)}),
        ),
        sounds=(Sound("murmur", 0.9, 0.35), Sound("coo", 3.0, 0.4, 0.6)),
        gaze=0.3,
        glow=0.2,
    ),
    "look_around": Gesture(
        enter=(
            Step(1.1, {**lids(0.82), **head(0.52, 0.1), "tail": -0.15}),
            Step(1.0, {}),
            Step(1.5, {**head(-0.5, 0.0), "flipper_right": 0.2, "tail": 0.15}),
            Step(0.9, {}),
            Step(1.1, {**head(-0.12, 0.26), "flipper_right": 0.0}),
            Step(1.2, {**head(0.0, 0.0), **lids(None), "tail": 0.0}),
        ),
        sounds=(Sound("chirp", 3.4, 0.25, 0.3),),
        gaze=0.0,
        glances=0.0,
        glow=0.1,
    ),
    "stretch": Gesture(
        enter=(
            Step(0.8, {**lids(-0.2), "neck_pitch": -0.3, **flippers(0.2, 0.0)}),
            Step(1.3, {**lids(-0.85), "neck_pitch": 0.3, "flipper_left": 1.05, "tail": 0.7}),
            Step(0.5, {"neck_pitch": 0.4, "flipper_left": 1.12, "tail": 0.8}),
            Step(1.2, {"flipper_left": 0.3, "flipper_right": 1.05, "tail": -0.2, "neck_yaw": -0.2}),
            Step(0.4, {"flipper_right": 1.12}),
            Step(1.4, {**lids(0.3), **flippers(0.0, 0.0), **head(0.0, 0.0), "tail": 0.0}),
            Step(0.6, {**lids(None)}),
        ),
        sounds=(Sound("murmur", 2.0, 0.35, 0.7), Sound("sigh", 4.2, 0.3, 0.7)),
        gaze=0.1,
        glances=0.0,
        glow=0.1,
        blinks=False,
    ),
    "settle": Gesture(
        enter=(
            Step(1.5, {**lids(0.1), "neck_pitch": -0.14, "flipper_left": 0.5}),
            Step(1.2, {"flipper_left": 0.1, "flipper_right": 0.5, "tail": 0.25}),
            Step(1.8, {**lids(-0.3), **head(-0.14, -0.44), "flipper_right": 0.1, "tail": -0.1}),
            Step(2.2, {**lids(-0.7), **head(-0.2, -0.62), **flippers(-0.2, -0.15), "tail": -0.2}),
        ),
        bouts=((Step(1.8, {**lids(-0.35)}), Step(2.4, {**lids(-0.75)})),),
        rest_s=(4.0, 8.0),
        sounds=(Sound("sigh", 4.6, 0.35, 0.9),),
        gaze=0.1,
        glances=0.0,
        glow=-0.4,
    ),
    "drowse": Gesture(
        enter=(Step(1.8, {**lids(-0.4, -0.45), "neck_pitch": -0.14}),),
        bouts=(
            (
                Step(2.6, {**lids(-0.9), "neck_pitch": -0.5, "neck_yaw": 0.1}),
                Step(1.4, {}),
                Step(0.9, {**lids(0.15, 0.1), "neck_pitch": -0.08, "neck_yaw": 0.0}),
                Step(2.0, {**lids(-0.4, -0.45), "neck_pitch": -0.16}),
            ),
            (Step(2.2, {**lids(-1.0)}), Step(1.8, {}), Step(1.6, {**lids(-0.35, -0.4)})),
        ),
        rest_s=(1.0, 3.0),
        at_once=True,
        sounds=(Sound("murmur", 9.0, 0.2, 0.5, (25.0, 60.0)),),
        gaze=0.15,
        glances=0.0,
        glow=-0.5,
    ),
    "dream": Gesture(
        enter=SLEEPING,
        sounds=(Sound("murmur", 2.5, 0.2, 0.9, (9.0, 22.0)),),
        gaze=0.0,
        glow=-0.5,
        rosy=0.5,
        swells_s=(0.8, 4.0),
        asleep=True,
    ),
}
