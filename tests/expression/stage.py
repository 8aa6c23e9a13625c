"""A stage for expression: one choreographer on simulated time, with simulated joints behind the limiter."""

import itertools
import random
from dataclasses import dataclass, field
from datetime import datetime

from companion.body.simulated.servos import SimulatedServos
from companion.expression.choreographer import Choreographer
from companion.vocabulary.acts import JOINTS, Act, Binding, Cry, Decision, Expressed, Gaze, Impression, Joint, Sent
from companion.vocabulary.moment import Moment
from companion.vocabulary.readings import (
    LoudnessReading,
    Posture,
    PostureReading,
    TouchGesture,
    TouchReading,
    uniform_emotions,
)
from companion.vocabulary.signals import Zone

TICK_S = 0.02
NOBODY = Impression("not sure", uniform_emotions(), 0.0, 0.0, 0.0, "")


def decided(
    name: str,
    started_s: float = 0.0,
    gaze: Gaze | None = None,
    awake: float = 1.0,
    mood: float = 0.0,
    arousal: float = 0.0,
    intensity: float = 0.6,
) -> Decision:
    act = Act(name, name, "Because.", "proactive", intensity, started_s, gaze)
    return Decision(act, NOBODY, (), Binding(None, None, ""), awake, mood, arousal)


@dataclass
class Stage:
    """Plays scenes tick by tick; keeps everything that was expressed and sent."""

    seed: int = 1
    clock: datetime | None = datetime(2026, 5, 1, 12)
    now_s: float = 0.0
    expressed: list[Expressed] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.choreographer = Choreographer(random.Random(self.seed))
        self.servos = SimulatedServos()
        self.servos.open()

    @property
    def moment(self) -> Moment:
        return Moment(self.now_s, self.clock)

    def follow(self, decision: Decision) -> None:
        self.choreographer.follow(decision, self.moment)

    def touch(self, zone: Zone = "head", gesture: TouchGesture = "contact") -> None:
        self.choreographer.reflex(TouchReading(self.now_s, gesture, zone, 3.0, 0.5), self.moment)

    def posture(self, posture: Posture) -> None:
        self.choreographer.reflex(PostureReading(self.now_s, posture), self.moment)

    def bang(self) -> None:
        self.choreographer.reflex(LoudnessReading(self.now_s, -3.0, True), self.moment)

    def tick(self) -> Sent:
        self.expressed.append(self.choreographer.tick(self.moment))
        self.sent.append(self.servos.send(self.expressed[-1], self.moment))
        self.now_s += TICK_S
        return self.sent[-1]

    def run(self, seconds: float) -> Sent:
        for _ in range(max(1, round(seconds / TICK_S))):
            self.tick()
        return self.sent[-1]

    def track(self, joint: Joint, last_s: float | None = None) -> list[float]:
        """Where a joint was sent, tick by tick, over the last seconds or all the time."""
        count = len(self.sent) if last_s is None else round(last_s / TICK_S)
        return [getattr(sent.pose, joint) for sent in self.sent[-count:]]

    def travelled(self, joint: Joint, last_s: float) -> float:
        track = self.track(joint, last_s)
        return sum(abs(after - before) for before, after in itertools.pairwise(track))

    def moved(self, last_s: float) -> set[Joint]:
        """The joints that held power at any time in the last seconds."""
        return {joint for sent in self.sent[-round(last_s / TICK_S) :] for joint in JOINTS if joint in sent.attached}

    @property
    def cries(self) -> list[Cry]:
        return [one.cry for one in self.expressed if one.cry is not None]
