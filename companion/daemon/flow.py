"""Who hands what to whom: reading -> reflex and mind -> decision -> expression -> body, on whatever clock the caller
keeps.

The daemon calls it from the event loop and runs `mind.think` in a worker thread; a scripted scene calls `think` in
line. Nothing here waits: a touch reaches the choreographer inside `feel`, whatever the mind, the models and the disk
are doing.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from companion.vocabulary.acts import Decision, Expressed, Sent
from companion.vocabulary.commands import Allow, Command, ReleaseGate, SetGate
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate, Permissions
from companion.vocabulary.ports import Lights, Servos, Speaker
from companion.vocabulary.readings import LoudnessReading, PostureReading, Reading, TouchReading

INBOX_LENGTH = 256
"""Readings that may wait for the mind (20 ticks a second): over ten seconds of every sense; after that the oldest go.
"""


class Thinker(Protocol):
    """The mind, as the flow sees it."""

    def think(
        self, readings: Sequence[Reading], commands: Sequence[Command], gate: Gate, moment: Moment
    ) -> Decision: ...


class Mover(Protocol):
    """Expression, as the flow sees it."""

    def reflex(self, reading: TouchReading | PostureReading | LoudnessReading, moment: Moment) -> None: ...
    def follow(self, decision: Decision, moment: Moment) -> None: ...
    def tick(self, moment: Moment) -> Expressed: ...


@dataclass(frozen=True, slots=True)
class Body:
    """The organs that act. Each holds its own gate, below everything the flow asks for."""

    servos: Servos
    lights: Lights
    speaker: Speaker


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
        self._readings: deque[Reading] = deque()
        self._commands: list[Command] = []
        self.gate = gate
        self._obey()

    def feel(self, reading: Reading, moment: Moment) -> None:
        """Hand on one reading: what calls for a reflex moves the body in the next motion tick, then the mind hears of
        it.
        """
        if isinstance(reading, TouchReading) and not self.gate.may_feel_touch:
            return
        if isinstance(reading, TouchReading | PostureReading) or (
            isinstance(reading, LoudnessReading) and reading.sudden
        ):
            self.choreographer.reflex(reading, moment)
        if len(self._readings) >= INBOX_LENGTH:
            self._readings.popleft()
            self.dropped += 1
        self._readings.append(reading)

    def order(self, command: Command) -> None:
        """Carry out what people ask: the gate closes in the organs before anything else happens; then the mind hears of
        it.
        """
        if isinstance(command, SetGate):
            self.gate = replace(self.gate, **{command.name: command.on})
            self._obey()
        elif isinstance(command, ReleaseGate):
            self.gate = Gate()
            self._obey()
        elif isinstance(command, Allow):
            self.permissions = self.permissions.with_sense(command.sense, command.allowed)
        self._commands.append(command)

    def collect(self) -> tuple[tuple[Reading, ...], tuple[Command, ...]]:
        """Everything that came in since the last call, oldest first, for one tick of the mind."""
        readings, commands = tuple(self._readings), tuple(self._commands)
        self._readings.clear()
        self._commands.clear()
        return readings, commands

    def adopt(self, decision: Decision, moment: Moment) -> None:
        """Let expression follow what the mind decided."""
        self.decision = decision
        self.choreographer.follow(decision, moment)

    def think(self, moment: Moment) -> Decision:
        """One whole tick of the mind in line."""
        decision = self.mind.think(*self.collect(), self.gate, moment)
        self.adopt(decision, moment)
        return decision

    def move(self, moment: Moment) -> tuple[Expressed, Sent]:
        """One tick of motion and light, every 20 ms. Returns what was wished and what was really sent."""
        expressed = self.choreographer.tick(moment)
        sent = self.body.servos.send(expressed, moment)
        self.body.lights.show(expressed.glow)
        return expressed, sent

    @property
    def judged_track(self) -> int | None:
        """The one face whose expression may be judged now, or None."""
        if self.decision is None or not self.gate.may_judge:
            return None
        return self.decision.binding.track

    def _obey(self) -> None:
        for organ in (self.body.servos, self.body.lights, self.body.speaker):
            organ.obey(self.gate)
