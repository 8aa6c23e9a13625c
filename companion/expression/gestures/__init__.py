"""What each act looks and sounds like: keyframes as data, one gesture per act, in three tables.

`touched.py` answers hands, voices, light and being carried; `together.py` is what it does with somebody;
`rhythm.py` is its own day of rest, curiosity and sleep.
"""

from collections.abc import Mapping
from typing import Final

from companion.expression.gestures.keyframes import Gesture, Sound, Step
from companion.expression.gestures.rhythm import RHYTHM
from companion.expression.gestures.together import TOGETHER
from companion.expression.gestures.touched import TOUCHED

__all__ = ["GESTURES", "Gesture", "Sound", "Step"]

GESTURES: Final[Mapping[str, Gesture]] = {**TOUCHED, **TOGETHER, **RHYTHM}
