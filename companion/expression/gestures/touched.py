"""Gestures that answer a hand, a voice, a light, a fall: what it does because something happens to it."""

from collections.abc import Mapping
from typing import Final

from companion.expression.gestures.keyframes import Gesture, Sound, Step, flippers, head, lids

TOUCHED: Final[Mapping[str, Gesture]] = {
    "purr": Gesture(
        enter=(Step(1.2, {**lids(-0.9), "neck_pitch": 0.22, **flippers(0.2, 0.25), "tail": 0.15}),),
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
    "melt": Gesture(
        # It sinks in stages, as a cat does under a long stroke, one flipper slipping out before the other.
        enter=(
            Step(1.8, {**lids(-0.5), "neck_pitch": -0.25, "flipper_left": 0.4}),
            Step(2.0, {**lids(-0.95), **head(0.12, -0.5), **flippers(0.75, 0.4), "tail": -0.2}),
            Step(2.2, {**head(0.2, -0.75), **flippers(0.85, 0.8), "tail": -0.35}),
        ),
        bouts=(
            (Step(2.4, {"neck_pitch": -0.68}), Step(2.8, {"neck_pitch": -0.76})),
            (Step(2.0, {"flipper_right": 0.7}), Step(2.6, {"flipper_right": 0.82})),
        ),
        rest_s=(5.0, 11.0),
        sounds=(Sound("sigh", 2.2, 0.3), Sound("purr", 4.0, 0.4, 1.0, (8.0, 12.0))),
        gaze=0.0,
        glow=0.45,
        rosy=0.9,
        breath=0.3,
    ),
    "lean_to_hand": Gesture(
        enter=(
            Step(0.9, {**lids(0.1, 0.04), **head(0.24, 0.18), "flipper_left": 0.3}),
            Step(1.1, {**lids(-0.86, -0.92), **head(0.38, 0.3), "tail": 0.22}),
        ),
        bouts=(
            (Step(1.3, head(0.46, 0.36)), Step(1.6, head(0.36, 0.28))),
            (Step(1.2, {"flipper_left": 0.5}), Step(1.7, {"flipper_left": 0.3})),
        ),
        rest_s=(2.5, 5.0),
        sounds=(Sound("murmur", 1.4, 0.3, 0.6, (12.0, 25.0)),),
        gaze=0.3,
        glow=0.4,
        rosy=0.6,
    ),
    "nestle": Gesture(
        enter=(
            Step(1.1, {**lids(-0.1), **head(0.2, -0.16), "flipper_left": 0.55}),
            Step(1.3, {**lids(-0.9, -0.96), **head(0.5, -0.42), "flipper_right": 0.2, "tail": -0.5}),
        ),
        bouts=(
            (
                Step(1.0, {**head(0.4, -0.34), "tail": -0.36}),
                Step(1.2, {**head(0.56, -0.46), "flipper_left": 0.7}),
                Step(1.2, {**head(0.5, -0.42), "flipper_left": 0.55, "tail": -0.5}),
            ),
        ),
        rest_s=(4.0, 9.0),
        sounds=(Sound("sigh", 2.6, 0.3, 0.8), Sound("coo", 9.0, 0.3, 0.5, (20.0, 45.0))),
        gaze=0.0,
        glow=0.35,
        rosy=0.7,
        breath=0.2,
    ),
    "sniff": Gesture(
        enter=(
            Step(0.8, {**lids(0.8), **head(0.1, -0.14), **flippers(-0.15, -0.25)}),
            Step(0.34, {"neck_pitch": -0.02}),
            Step(0.32, {"neck_pitch": -0.17}),
            Step(0.34, {"neck_pitch": -0.04, "neck_yaw": 0.0}),
            Step(0.36, {"neck_pitch": -0.19, "neck_yaw": -0.06}),
            Step(0.9, {"neck_pitch": 0.08, "neck_yaw": 0.0}),
        ),
        bouts=(
            (
                Step(0.6, head(-0.12, -0.14)),
                Step(0.34, {"neck_pitch": -0.03}),
                Step(0.36, {"neck_pitch": -0.16}),
                Step(0.8, head(0.0, 0.05)),
            ),
        ),
        rest_s=(1.4, 3.0),
        sounds=(Sound("murmur", 3.2, 0.2, 0.35),),
        gaze=0.7,
        glow=0.1,
    ),
    "turn_to_voice": Gesture(
        # The neck goes to where the voice is by gaze; the body only makes ready to listen.
        enter=(
            Step(0.55, {**lids(0.95, 0.85), "neck_pitch": 0.26, **flippers(-0.3, -0.1)}),
            Step(1.2, {"neck_pitch": 0.14, "tail": 0.12}),
        ),
        bouts=((Step(0.9, {"neck_pitch": 0.24}), Step(1.1, {"neck_pitch": 0.14})),),
        rest_s=(2.5, 5.0),
        glances=0.0,
        glow=0.15,
    ),
    "listen": Gesture(
        # The head to one side, one ear and one flipper nearer, and then quite still.
        enter=(Step(1.0, {**lids(0.86, 0.56), **head(0.32, -0.06), "flipper_left": 0.34}),),
        bouts=(
            (Step(1.1, head(-0.26, 0.0)), Step(2.0, {}), Step(1.2, head(0.32, -0.06))),
            (Step(0.6, {"neck_pitch": -0.16}), Step(0.8, {"neck_pitch": -0.03}), Step(0.7, {"neck_pitch": -0.06})),
        ),
        rest_s=(2.4, 5.0),
        gaze=0.85,
        glances=0.1,
        glow=0.2,
    ),
    "squint": Gesture(
        enter=(
            Step(0.4, {**lids(-0.56, -0.5), **head(0.16, -0.16)}),
            Step(0.9, {**head(0.34, -0.24), "flipper_right": 0.35}),
            Step(1.5, {**lids(-0.34, -0.4)}),
            Step(1.8, {**lids(0.1), **head(0.1, -0.05), "flipper_right": 0.0}),
            Step(0.9, {**lids(None), **head(0.0, 0.0)}),
        ),
        gaze=0.2,
        glances=0.0,
        glow=-0.3,
        blinks=False,
    ),
    "hold_still": Gesture(
        enter=(Step(0.8, {**lids(0.78), "neck_pitch": 0.05, **flippers(-0.5, -0.42), "tail": -0.3}),),
        bouts=((Step(1.1, {"neck_yaw": 0.12}), Step(1.5, {"neck_yaw": 0.0})),),
        rest_s=(6.0, 12.0),
        gaze=0.4,
        glances=0.1,
        glow=0.05,
    ),
    "shake": Gesture(
        # From head to tail, smaller and smaller, as a wet pup does; the pace stays inside what a neck does softly.
        enter=(
            Step(0.42, {**lids(-0.9), "neck_pitch": -0.1, "neck_yaw": 0.08, **flippers(0.35, 0.15)}),
            Step(0.44, {"neck_yaw": -0.1, "tail": 0.15, **flippers(0.12, 0.38)}),
            Step(0.46, {"neck_yaw": 0.1, "tail": -0.19, **flippers(0.36, 0.14)}),
            Step(0.48, {"neck_yaw": -0.06, "tail": 0.16, **flippers(0.16, 0.28)}),
            Step(0.7, {**lids(0.5), **head(0.0, 0.06), **flippers(0.0, 0.0), "tail": 0.0}),
            Step(0.7, {**lids(None), "neck_pitch": 0.0}),
        ),
        sounds=(Sound("sigh", 2.0, 0.3, 0.8),),
        gaze=0.3,
        glances=0.0,
        blinks=False,
    ),
    "startle": Gesture(
        enter=(
            Step(0.46, {**lids(1.0), "neck_pitch": 0.2, **flippers(-0.35, -0.35), "tail": 0.12}),
            Step(1.6, {}),
            Step(1.8, {**lids(None), "neck_pitch": 0.0, **flippers(0.0, 0.0), "tail": 0.0}),
        ),
        sounds=(Sound("protest", 0.2, 0.15, 0.5),),
        gaze=0.3,
        glow=-0.3,
        blinks=False,
    ),
    "withdraw": Gesture(
        enter=(Step(1.7, {**lids(-0.25), **head(0.32, -0.5), **flippers(-0.55, -0.55), "tail": 0.45}),),
        gaze=0.0,
        glow=-0.5,
        quiet=True,
    ),
}
