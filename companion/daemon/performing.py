"""One act performed on its own, without a mind: for the page (`companion show`) and for the sheet of all acts."""

import difflib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from companion.body.simulated.servos import SimulatedServos
from companion.expression.choreographer import Choreographer
from companion.expression.gestures import GESTURES
from companion.mind.acts import ACT
from companion.mind.states import UNSURE
from companion.vocabulary.acts import Act, Binding, Decision, Expressed, Gaze, Impression, Sent
from companion.vocabulary.commands import Command
from companion.vocabulary.errors import CompanionError
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.readings import Reading, WordsReading, uniform_emotions

TICK_S = 0.02
NOON = datetime(2026, 5, 4, 12)
"""Acts are shown as they are by day: nothing softened."""

FACE, VOICE = Gaze(0.14, 0.1), Gaze(0.62, 0.0)
"""Where somebody is thought to be: before it, or heard from the side."""

_NOBODY_JUDGED = Impression("not sure", uniform_emotions(), 0.0, 0.0, 0.0, UNSURE)
_BINDING = Binding(None, None, "One act is shown by itself; nobody is judged.")
_MOODS = {"play": 0.7, "contact": 0.4, "comfort": 0.2, "own": 0.1}


def checked(name: str) -> str:
    """The name of an act. Raises `CompanionError` that names what is near it."""
    if name in ACT:
        return name
    labels = {kind.label: kind.name for kind in ACT.values()}
    near = difflib.get_close_matches(name.lower(), [*ACT, *labels], 3, 0.5)
    told = " or ".join(dict.fromkeys(labels.get(word, word) for word in near))
    meant = f"Did you mean {told}? " if told else ""
    raise CompanionError("there is no such act.", name, f"{meant}`companion acts` lists all of them.")


def performed(name: str, started_s: float) -> Decision:
    """What the mind would decide if it wanted to do nothing but this."""
    kind, asleep = ACT[name], GESTURES[name].asleep
    gaze = VOICE if name == "turn_to_voice" else FACE if kind.needs_somebody else None
    why = f"Shown because somebody asked to see it: {kind.looks}."
    act = Act(name, kind.label, why, kind.layer, max(kind.intensity, 0.5), started_s, gaze)
    awake = 0.05 if asleep else 0.4 if name in ("drowse", "settle", "yawn") else 1.0
    return Decision(
        act, _NOBODY_JUDGED, (), _BINDING, awake, _MOODS[kind.purpose], 0.2 if kind.purpose == "play" else 0.0
    )


@dataclass(frozen=True, slots=True)
class Instant:
    """One tick of an act that was played in simulated time, `at_s` after it began."""

    at_s: float
    expressed: Expressed
    sent: Sent


def play(name: str, seconds: float, seed: int = 1, rests_s: float = 2.0) -> tuple[Instant, ...]:
    """Play an act for `seconds` behind the motion limiter, after a short rest, as it looks by day."""
    choreographer, servos = Choreographer(random.Random(seed)), SimulatedServos()
    servos.open()
    instants = []
    choreographer.follow(performed("rest", 0.0), Moment(0.0, NOON))
    for tick in range(round((rests_s + seconds) / TICK_S)):
        now_s = tick * TICK_S
        moment = Moment(now_s, NOON + timedelta(seconds=now_s))
        if tick == round(rests_s / TICK_S):
            choreographer.follow(performed(name, now_s), moment)
        expressed = choreographer.tick(moment)
        instants.append(Instant(now_s - rests_s, expressed, servos.send(expressed, moment)))
    return tuple(instant for instant in instants if instant.at_s >= 0.0)


class Showing:
    """A mind that wants one act, rests a little, and wants it again: at once when somebody says a word to it.

    `again` may be called from any thread.
    """

    LASTS_S, RESTS_S = 11.0, 4.0
    AT_FIRST_S = 3.0
    """Somebody must find the page first."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.shown = 0
        self._begins_s: float | None = None
        self._asked = False

    def again(self) -> None:
        """Begin it anew, now."""
        self._asked = True

    def think(self, readings: Sequence[Reading], commands: Sequence[Command], gate: Gate, moment: Moment) -> Decision:
        now_s = moment.monotonic_s
        self._asked = self._asked or any(isinstance(reading, WordsReading) for reading in readings)
        if self._begins_s is None:
            self._begins_s = now_s + self.AT_FIRST_S
        elif self._asked:
            self._asked = False
            self._begins_s = now_s
            self.shown += 1
        elif now_s >= self._begins_s + self.LASTS_S + self.RESTS_S:
            self._begins_s = now_s
            self.shown += 1
        during = self._begins_s <= now_s < self._begins_s + self.LASTS_S
        return performed(self.name, self._begins_s) if during else performed("rest", 0.0)
