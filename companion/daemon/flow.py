"""Who hands what to whom: reading -> reflex and mind -> decision -> expression -> body, on the caller's clock.

The daemon calls it from the event loop and runs `mind.think` in a worker thread; a scripted scene calls `think` in
line. Nothing here waits: a touch reaches the choreographer inside `feel`, whatever the mind, the models and the disk
are doing.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from companion.vocabulary.acts import CareEvent, Decision, Expressed, Saying, Sent
from companion.vocabulary.commands import (
    GUEST,
    Allow,
    BeginSession,
    Command,
    EndSession,
    ReleaseGate,
    SetGate,
    SetSpeech,
)
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate, Permissions
from companion.vocabulary.ports import Lights, Servos, Speaker, Warmth
from companion.vocabulary.readings import LoudnessReading, PostureReading, Reading, TouchReading

INBOX_LENGTH = 256
"""Readings that may wait for the mind: over ten seconds of every sense; after that the oldest go."""

FORSAKEN_AFTER_S = 3.0
"""A decision this old is no plan any more: the mind is stuck or lost, and the body rests."""


class Thinker(Protocol):
    """The mind, as the flow sees it."""

    def think(
        self, readings: Sequence[Reading], commands: Sequence[Command], gate: Gate, moment: Moment
    ) -> Decision: ...


class Mover(Protocol):
    """Expression, as the flow sees it."""

    def reflex(self, reading: TouchReading | PostureReading | LoudnessReading, moment: Moment) -> None: ...
    def follow(self, decision: Decision, moment: Moment) -> None: ...
    def rest(self, moment: Moment) -> None: ...
    def tick(self, moment: Moment) -> Expressed: ...


@dataclass(frozen=True, slots=True)
class Body:
    """The organs that act. Each holds its own gate, below everything the flow asks for."""

    servos: Servos
    lights: Lights
    speaker: Speaker
    warmth: Warmth | None = None


class Flow:
    """One creature's nervous system. Not thread-safe: everything but `mind.think` happens on one thread."""

    def __init__(
        self,
        mind: Thinker,
        choreographer: Mover,
        body: Body,
        gate: Gate = Gate(),  # noqa: B008 - a frozen value
        permissions: Permissions = Permissions(),  # noqa: B008 - a frozen value
    ) -> None:
        self.mind = mind
        self.choreographer = choreographer
        self.body = body
        self.permissions = permissions
        self.decision: Decision | None = None
        self.dropped = 0
        self.speech = False
        self.said: Saying | None = None
        self.said_s = 0.0
        self.care: CareEvent | None = None
        self.room: LoudnessReading | None = None
        self._readings: deque[Reading] = deque()
        self._commands: list[Command] = []
        self._decided_s = 0.0
        self._session_is_news = False
        self.gate = gate
        self._obey()

    def feel(self, reading: Reading, moment: Moment) -> None:
        """Hand on one reading: a reflex moves the body in the next motion tick, and then the mind hears of it."""
        if isinstance(reading, TouchReading) and not self.gate.may_feel_touch:
            return
        if isinstance(reading, TouchReading | PostureReading) or (
            isinstance(reading, LoudnessReading) and reading.sudden
        ):
            self.choreographer.reflex(reading, moment)
        if isinstance(reading, LoudnessReading):
            self.room = reading
        if len(self._readings) >= INBOX_LENGTH:
            self._readings.popleft()
            self.dropped += 1
        self._readings.append(reading)

    def order(self, command: Command) -> None:
        """Carry out what people ask: the gate closes in the organs before anything else; then the mind hears of it."""
        if isinstance(command, SetGate):
            self.gate = replace(self.gate, **{command.name: command.on})
            self._obey()
        elif isinstance(command, ReleaseGate):
            self.gate = Gate()
            self._obey()
        elif isinstance(command, Allow):
            self.permissions = self.permissions.with_sense(command.sense, command.allowed)
        elif isinstance(command, SetSpeech):
            self.speech = command.on
        elif isinstance(command, BeginSession | EndSession):
            self._session_is_news = True
        self._commands.append(command)

    def collect(self) -> tuple[tuple[Reading, ...], tuple[Command, ...]]:
        """Everything that came in since the last call, oldest first, for one tick of the mind."""
        readings, commands = tuple(self._readings), tuple(self._commands)
        self._readings.clear()
        self._commands.clear()
        return readings, commands

    def adopt(self, decision: Decision, moment: Moment) -> None:
        """Let expression follow what the mind decided."""
        self.decision, self._decided_s = decision, moment.monotonic_s
        self._session_is_news = any(isinstance(command, BeginSession | EndSession) for command in self._commands)
        self.choreographer.follow(decision, moment)
        if decision.saying is not None:
            self.said, self.said_s = decision.saying, moment.monotonic_s
        for event in decision.events:
            self.care = event
        if decision.ends_session:
            self.order(EndSession())

    def think(self, moment: Moment) -> Decision:
        """One whole tick of the mind in line."""
        decision = self.mind.think(*self.collect(), self.gate, moment)
        self.adopt(decision, moment)
        return decision

    def move(self, moment: Moment) -> tuple[Expressed, Sent]:
        """One tick of motion and light, every 20 ms. Returns what was wished and what was really sent."""
        if self.decision is not None and moment.monotonic_s - self._decided_s > FORSAKEN_AFTER_S:
            self.decision = None
            self.choreographer.rest(moment)
        expressed = self.choreographer.tick(moment)
        sent = self.body.servos.send(expressed, moment)
        self.body.lights.show(expressed.glow)
        return expressed, sent

    @property
    def judged_track(self) -> int | None:
        """The one face whose expression may be judged now, or None.

        None, too, from the instant a session begins or ends until the mind has taken that in.
        """
        if self.decision is None or self._session_is_news or not self.gate.may_judge:
            return None
        return self.decision.binding.track

    @property
    def may_judge_voice(self) -> bool:
        """Whether the tone of a voice may be looked for: that of the bound person, or of a guest who only listens in.

        A guest without a camera has said by the press that it is them.
        """
        if self.decision is None or self._session_is_news or not self.gate.may_judge:
            return False
        binding = self.decision.binding
        return binding.track is not None or (binding.resident == GUEST and not self.permissions.camera)

    @property
    def attended_track(self) -> int | None:
        """The face attended to now, or None; whose eyes may be looked into without anything being judged."""
        return None if self.decision is None or not self.gate.may_judge else self.decision.attended

    def _obey(self) -> None:
        for organ in (self.body.servos, self.body.lights, self.body.speaker, self.body.warmth):
            if organ is not None:
                organ.obey(self.gate)
