"""What people ask of the creature.

Page, buttons and scenes hand these to the one inlet of the daemon: first the gate, then the mind.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from companion.vocabulary.permissions import Sense

GUEST = "guest"
"""The resident of a session that somebody at the page began for themselves."""

GateName = Literal["stop", "still", "silent", "staff", "cleaning"]

GATE_NAMES: tuple[GateName, ...] = get_args(GateName)


@dataclass(frozen=True, slots=True)
class SetGate:
    """Close (`on`) or open one part of the gate."""

    name: GateName
    on: bool


@dataclass(frozen=True, slots=True)
class ReleaseGate:
    """Open the whole gate."""


@dataclass(frozen=True, slots=True)
class Allow:
    """Allow or forbid one sense; the organ behind it opens or closes at once."""

    sense: Sense
    allowed: bool


@dataclass(frozen=True, slots=True)
class BeginSession:
    """A session for one consenting resident begins, or for the guest who pressed "use my camera" on the simulator.

    `confirmed` says that the person who asked is the one in front of the creature (the guest at the keyboard), so
    that the one facing track may be bound without waiting for a touch.
    """

    resident: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class EndSession:
    """The session ends: nobody is judged any more."""


@dataclass(frozen=True, slots=True)
class SetSpeech:
    """Staff switch its own short sentences on or off; off until somebody switches them on."""

    on: bool


@dataclass(frozen=True, slots=True)
class Perform:
    """Staff ask for one act by name."""

    act: str


@dataclass(frozen=True, slots=True)
class AnswerName:
    """Staff answer whether the creature shall answer to a `name` that a `resident` seems to call it by."""

    resident: str
    name: str
    yes: bool


Command = SetGate | ReleaseGate | Allow | BeginSession | EndSession | SetSpeech | Perform | AnswerName
