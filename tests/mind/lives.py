"""A mind in simulated time, and readings to live on. No clock, no wait."""

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from companion.mind.mind import Mind
from companion.vocabulary.acts import Decision
from companion.vocabulary.commands import BeginSession, Command
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.readings import (
    EMOTIONS,
    NOT_SURE,
    Box,
    Emotion,
    ExpressionReading,
    FaceReading,
    Judgement,
    LightReading,
    Reading,
    SightReading,
    TouchGesture,
    TouchReading,
    WordsMeaning,
    WordsReading,
)
from companion.vocabulary.signals import Zone

Source = Callable[[float], Reading]


class Living:
    """One creature's mind and its time. `tick` lives a twentieth of a second, `live` many of them.

    Long lives may be lived in fewer ticks a second.
    """

    def __init__(self, seed: int = 1, start: datetime | None = None, ticks_per_s: int = 20) -> None:
        self.mind = Mind(random.Random(seed))
        self.gate = Gate()
        self.decisions: list[tuple[float, Decision]] = []
        self._start = start
        self._ticks_per_s = ticks_per_s
        self._ticks = 0

    @property
    def now_s(self) -> float:
        return 1000.0 + self._ticks / self._ticks_per_s

    def tick(self, *readings: Reading, commands: Sequence[Command] = ()) -> Decision:
        self._ticks += 1
        local = self._start + timedelta(seconds=self._ticks / self._ticks_per_s) if self._start is not None else None
        decision = self.mind.think(readings, commands, self.gate, Moment(self.now_s, local))
        self.decisions.append((self.now_s, decision))
        return decision

    def live(self, seconds: float, *sources: Source, every: int = 2) -> list[Decision]:
        """Live so long, hearing from each source every second tick."""
        lived = []
        for number in range(round(seconds * self._ticks_per_s)):
            at_s = self.now_s + 1 / self._ticks_per_s
            lived.append(self.tick(*(source(at_s) for source in sources) if number % every == 0 else ()))
        return lived

    def meet(self, *faces: FaceReading) -> Decision:
        """A guest begins a session and is bound by their own word, with these faces in view."""
        self.tick(commands=[BeginSession("guest", confirmed=True)])
        return self.live(1.0, sees(*faces or (face(),)))[-1]

    def acts(self) -> list[str]:
        """The names of the acts so far, each once for every time it was begun."""
        names: list[str] = []
        started = None
        for _, decision in self.decisions:
            if (decision.act.name, decision.act.started_s) != started:
                names.append(decision.act.name)
                started = (decision.act.name, decision.act.started_s)
        return names


def face(
    emotion: Judgement = "neutral",
    certainty: float = 0.85,
    *,
    track: int = 1,
    x: float = 0.5,
    y: float = 0.6,
    size: float = 0.3,
    facing: float = 0.9,
    judged: bool = True,
) -> FaceReading:
    box = Box(x - size / 2, y - size / 2, size, size)
    return FaceReading(track, box, 0.95, facing, 0.0, expression(emotion, certainty) if judged else None)


def expression(emotion: Judgement, certainty: float) -> ExpressionReading:
    if emotion == NOT_SURE:
        return ExpressionReading(NOT_SURE, dict.fromkeys(EMOTIONS, 1 / len(EMOTIONS)), 0.0, 0.0, certainty)
    valence = {"happiness": 0.8, "neutral": 0.0}.get(emotion, -0.6)
    return ExpressionReading(emotion, spread(emotion, certainty), valence, 0.2, certainty)


def spread(emotion: Emotion, share: float) -> Mapping[Emotion, float]:
    rest = (1.0 - share) / (len(EMOTIONS) - 1)
    return {each: share if each == emotion else rest for each in EMOTIONS}


def sees(*faces: FaceReading) -> Source:
    return lambda at_s: SightReading(at_s, faces)


def feels(gesture: TouchGesture, zone: Zone = "back_middle", speed_cm_s: float = 5.0, pressure: float = 0.3) -> Source:
    return lambda at_s: TouchReading(at_s, gesture, zone, speed_cm_s, pressure)


def hears(*meanings: WordsMeaning, certainty: float = 0.85, called: bool = False) -> Source:
    valence = -0.6 if set(meanings) & {"lonely", "sad", "afraid", "pain", "insult"} else 0.5
    return lambda at_s: WordsReading(at_s, meanings, valence, 0.0, certainty, called)


def light(level: float) -> Source:
    return lambda at_s: LightReading(at_s, level)
