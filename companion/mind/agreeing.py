"""Two cues: what was only half heard, a "stop" or a pain, acts when something else speaks for it within seconds.

A recogniser that is not sure hands on what it may have heard as `perhaps` (`WordsReading`). Alone that makes the
creature gentler for a while and no more. A second half-heard "stop", a hand that pushes it away or a turned back for
"stop", tears, a scream or a moan for pain: any of these, before or after, and it counts as said.
"""

import math
from collections.abc import Iterator
from dataclasses import replace

from companion.vocabulary.readings import (
    BodyReading,
    Reading,
    SoundReading,
    TouchReading,
    VoiceReading,
    WordsMeaning,
    WordsReading,
)

WITHIN_S = 20.0
"""Between two cues."""

SURE_FROM = 0.6
AGREED_CERTAINTY = 0.7
"""Two doubtful cues that agree."""

_SPEAKS_FOR_ITSELF = frozenset[WordsMeaning]({"leave_me"})
"""Half heard twice is two cues. Not so for pain: who misheard a word mishears it again, and pain calls people."""

_SOUNDS_OF_PAIN = frozenset({"crying", "scream", "sigh"})
"""A moan is heard as a sigh."""


class Agreeing:
    """Remembers half-heard meanings, and the cues for them, for seconds."""

    def __init__(self) -> None:
        self._half: dict[WordsMeaning, WordsReading] = {}
        self._cue_s: dict[WordsMeaning, float] = {}

    def take(self, reading: Reading) -> Iterator[Reading]:
        """The reading, and after it every half-heard meaning that a second cue now speaks for, as one that was said."""
        yield reading
        for meaning in _speaks_for(reading):
            half = self._half.get(meaning)
            if half is not None and 0.0 <= reading.at_s - half.at_s <= WITHIN_S:
                del self._half[meaning]
                yield _said(half, meaning, reading.at_s)
            self._cue_s[meaning] = reading.at_s
        if isinstance(reading, WordsReading):
            yield from self._hear(reading)

    def _hear(self, reading: WordsReading) -> Iterator[Reading]:
        for meaning in reading.perhaps:
            before = self._half.pop(meaning, None)
            cues_s = [self._cue_s.get(meaning, -math.inf)]
            if before is not None and meaning in _SPEAKS_FOR_ITSELF:
                cues_s.append(before.at_s)
            if any(0.0 <= reading.at_s - cue_s <= WITHIN_S for cue_s in cues_s):
                yield _said(reading, meaning, reading.at_s)
            else:
                self._half[meaning] = reading


def _speaks_for(reading: Reading) -> Iterator[WordsMeaning]:
    match reading:
        case TouchReading(gesture="push" | "hit"):
            yield "leave_me"
        case BodyReading(sign="turned_away") if reading.certainty >= SURE_FROM:
            yield "leave_me"
        case BodyReading(sign="rocking") if reading.certainty >= SURE_FROM:
            yield "pain"
        case SoundReading() if reading.event in _SOUNDS_OF_PAIN and reading.certainty >= SURE_FROM:
            yield "pain"
        case VoiceReading(emotion="fear") if reading.certainty >= SURE_FROM:
            yield "pain"


def _said(half: WordsReading, meaning: WordsMeaning, at_s: float) -> WordsReading:
    return replace(half, at_s=at_s, meanings=(meaning,), perhaps=(), certainty=AGREED_CERTAINTY)
