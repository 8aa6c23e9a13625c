"""Gestures with somebody: looking, greeting, comforting, playing, and breathing beside them."""

from collections.abc import Mapping
from typing import Final

from companion.expression.gestures.keyframes import Gesture, Sound, Step, flippers, head, lids

TOGETHER: Final[Mapping[str, Gesture]] = {
    "look": Gesture(
        enter=(Step(0.9, {**lids(0.82), "neck_pitch": 0.12}),),
        bouts=(
            (Step(0.6, {"neck_pitch": 0.0}), Step(0.7, {"neck_pitch": 0.17}), Step(0.9, {"neck_pitch": 0.12})),
            (Step(0.7, {"tail": 0.25}), Step(0.8, {"tail": -0.2}), Step(0.8, {"tail": 0.0})),
            (Step(0.8, {"flipper_left": 0.28, "neck_yaw": -0.06}), Step(1.2, {"flipper_left": 0.0, "neck_yaw": 0.0})),
        ),
        rest_s=(4.0, 9.0),
        sounds=(Sound("coo", 0.5, 0.4, 0.35), Sound("chirp", 9.0, 0.3, 0.3, (14.0, 40.0))),
        glow=0.15,
    ),
    "greet": Gesture(
        enter=(
            Step(0.8, {**lids(0.95), "neck_pitch": 0.36, "flipper_left": 0.9, "tail": 0.2}),
            Step(0.52, {"flipper_left": 0.45, "tail": -0.25}),
            Step(0.54, {"flipper_left": 1.05, "tail": 0.25, "neck_yaw": 0.06}),
            Step(0.52, {"flipper_left": 0.5, "tail": -0.2, "neck_yaw": -0.04}),
            Step(0.52, {"flipper_left": 0.95, "tail": 0.15}),
            Step(0.9, {"flipper_left": 0.0, "tail": 0.0, "neck_yaw": 0.0, "neck_pitch": 0.2}),
        ),
        bouts=(
            (
                Step(0.6, {"tail": 0.2, "neck_pitch": 0.26}),
                Step(0.6, {"tail": -0.16}),
                Step(0.6, {"tail": 0.0, "neck_pitch": 0.2}),
            ),
        ),
        rest_s=(2.0, 4.0),
        sounds=(Sound("call", 0.3, 0.5), Sound("chirp", 1.9, 0.45, 0.6)),
        glow=0.45,
        rosy=0.3,
    ),
    "nuzzle": Gesture(
        enter=(Step(1.3, {**lids(-0.8), "neck_pitch": -0.38, **flippers(0.45, 0.4)}),),
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
            Sound("hum", 11.0, 0.35, 0.7, (10.0, 24.0)),
        ),
        gaze=0.6,
        glow=0.4,
        rosy=0.5,
    ),
    "wriggle": Gesture(
        enter=(Step(0.5, {**lids(0.95), "neck_pitch": 0.15}),),
        bouts=(
            (
                Step(0.62, {"tail": 0.34, **flippers(0.75, 0.1), "neck_yaw": 0.1}),
                Step(0.6, {"tail": -0.36, **flippers(0.1, 0.75), "neck_yaw": -0.1}),
                Step(0.58, {"tail": 0.35, **flippers(0.8, 0.15), "neck_yaw": 0.09}),
                Step(0.6, {"tail": -0.32, **flippers(0.15, 0.7), "neck_yaw": -0.08}),
                Step(0.52, {"tail": 0.22, **flippers(0.5, 0.2), "neck_yaw": 0.04}),
                Step(0.55, {"tail": 0.0, **flippers(0.0, 0.0), "neck_yaw": 0.0}),
            ),
        ),
        rest_s=(1.0, 2.6),
        at_once=True,
        sounds=(Sound("chirp", 0.3, 0.6, 1.0, (3.0, 6.0)),),
        glow=0.5,
        rosy=0.3,
    ),
    "look_up": Gesture(
        # The one unasked bid: silent and small, and over before it could become a demand.
        enter=(
            Step(1.2, {**lids(0.7), "neck_pitch": 0.34}),
            Step(1.4, {"neck_pitch": 0.3, "tail": 0.14}),
            Step(1.6, {**lids(0.3), "neck_pitch": -0.1, "tail": 0.0}),
        ),
        glow=0.2,
    ),
    "slow_blink": Gesture(
        # Cats narrow and shut their eyes slowly at those they trust (Humphrey et al., Scientific Reports 10, 2020).
        enter=(
            Step(0.7, {**lids(0.1), "neck_pitch": -0.04}),
            Step(0.8, {**lids(-1.0)}),
            Step(0.7, {}),
            Step(1.2, {**lids(0.25, 0.15)}),
        ),
        bouts=(
            (Step(0.9, {**lids(-0.3)}), Step(0.6, {**lids(-1.0)}), Step(0.8, {}), Step(1.3, {**lids(0.25, 0.15)})),
            (Step(1.1, {**lids(-0.75)}), Step(1.2, {**lids(0.2)})),
        ),
        rest_s=(3.5, 7.0),
        glow=0.25,
        rosy=0.3,
        blinks=False,
    ),
    "answer": Gesture(
        enter=(
            Step(0.5, {**lids(0.88, 0.78), "neck_pitch": 0.3, "flipper_left": 0.2}),
            Step(0.6, {"neck_pitch": 0.08, "tail": 0.4}),
            Step(0.6, {"neck_pitch": 0.2, "flipper_left": 0.0, "tail": -0.15}),
            Step(0.9, {"neck_pitch": 0.06, "tail": 0.0}),
        ),
        sounds=(Sound("coo", 0.25, 0.5),),
        glow=0.35,
        rosy=0.3,
    ),
    "wave": Gesture(
        # Silent: nobody is called back who goes.
        enter=(
            Step(0.9, {**lids(0.62), "neck_yaw": -0.08, "flipper_left": 1.12}),
            Step(0.7, {"flipper_left": 0.6}),
            Step(0.7, {"flipper_left": 1.15}),
            Step(0.5, {}),
            Step(1.4, {**lids(0.35), "flipper_left": 0.0, "neck_yaw": 0.0, "neck_pitch": -0.08}),
        ),
        glow=0.25,
        rosy=0.2,
    ),
    "peekaboo": Gesture(
        enter=(Step(0.5, {**lids(0.7), "neck_pitch": 0.05}),),
        bouts=(
            (
                Step(0.7, {**lids(-1.0), "neck_pitch": -0.32, **flippers(0.95, 0.8)}),
                Step(0.9, {}),
                Step(0.55, {**lids(1.0), "neck_pitch": 0.24, **flippers(0.4, 0.25), "tail": 0.3}),
                Step(0.5, {"tail": -0.25, **flippers(0.0, 0.0)}),
                Step(0.7, {**lids(0.8), "tail": 0.0, "neck_pitch": 0.08}),
            ),
            (
                Step(0.7, {**lids(-1.0), "neck_pitch": -0.3, **flippers(0.75, 0.95)}),
                Step(0.6, {}),
                Step(0.35, {"eyelid_left": 0.1, "neck_pitch": -0.2, "neck_yaw": 0.1}),
                Step(0.5, {}),
                Step(0.6, {**lids(1.0), **head(0.0, 0.24), **flippers(0.3, 0.4), "tail": 0.3}),
                Step(0.8, {**lids(0.8), "neck_pitch": 0.08, **flippers(0.0, 0.0), "tail": 0.0}),
            ),
        ),
        rest_s=(1.2, 2.6),
        at_once=True,
        sounds=(Sound("chirp", 2.2, 0.5, 1.0, (5.0, 9.0)),),
        glow=0.45,
        rosy=0.3,
        blinks=False,
    ),
    "sway": Gesture(
        enter=(Step(1.0, {**lids(0.2), "neck_pitch": 0.1}),),
        bouts=(
            (
                Step(1.0, {"neck_yaw": 0.2, "tail": -0.3, **flippers(0.35, 0.0)}),
                Step(1.2, {"neck_yaw": -0.22, "tail": 0.34, **flippers(0.0, 0.38)}),
                Step(1.2, {"neck_yaw": 0.24, "tail": -0.34, **flippers(0.4, 0.0)}),
                Step(1.2, {"neck_yaw": -0.2, "tail": 0.3, **flippers(0.0, 0.34)}),
                Step(1.2, {"neck_yaw": 0.18, "tail": -0.26, **flippers(0.3, 0.0)}),
                Step(1.2, {"neck_yaw": 0.0, "tail": 0.0, **flippers(0.0, 0.0)}),
            ),
        ),
        rest_s=(2.4, 4.8),
        at_once=True,
        gaze=0.4,
        glow=0.35,
        rosy=0.3,
    ),
    "hum": Gesture(
        enter=(Step(1.4, {**lids(0.34, 0.3), "neck_pitch": -0.08, **flippers(0.1, 0.2)}),),
        bouts=(
            (
                Step(2.2, {"neck_yaw": 0.16, "neck_pitch": 0.0, "tail": 0.16}),
                Step(2.6, {"neck_yaw": -0.16, "neck_pitch": -0.12, "tail": -0.12}),
                Step(2.0, {"neck_yaw": 0.0, "neck_pitch": -0.08, "tail": 0.0}),
            ),
        ),
        rest_s=(1.0, 2.5),
        at_once=True,
        sounds=(Sound("lullaby", 0.8, 0.5, 1.0, (9.0, 14.0)),),
        gaze=0.5,
        glances=0.1,
        glow=0.25,
        rosy=0.5,
        breath=0.2,
    ),
    "breathe_with": Gesture(
        # After lying down, breath alone shows: in the cheeks, and tiny in both flippers.
        enter=(Step(1.8, {**lids(-0.05, 0.05), "neck_pitch": -0.28, "tail": -0.14}),),
        sounds=(Sound("purr", 2.4, 0.3, 1.0, (8.0, 12.0)),),
        gaze=0.3,
        glances=0.0,
        glow=0.3,
        rosy=0.4,
        breath=1.0,
    ),
    "keep_watch": Gesture(
        enter=(Step(2.2, {**lids(0.4), **head(0.16, 0.02), **flippers(0.15, -0.1), "tail": 0.3}),),
        bouts=(
            (Step(2.0, head(-0.1, 0.1)), Step(2.4, {}), Step(2.2, head(0.16, 0.02))),
            (Step(1.8, {**lids(0.1)}), Step(2.0, {**lids(0.4)})),
        ),
        rest_s=(6.0, 13.0),
        gaze=0.8,
        glances=0.1,
        glow=0.1,
        rosy=0.5,
        breath=0.4,
    ),
}
