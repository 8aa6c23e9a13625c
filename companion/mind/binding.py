"""Whose feeling: which one face may be judged, and when none may.

Feeling is inferred only inside a session that names one consenting resident. The resident is the facing track nearest
the lap, confirmed by touch, or by the guest's own word when exactly one face fits. When that track is lost, or two
fit, nothing is judged until it is bound again by touch. Nobody is ever recognised: a track is a number that lives as
long as a face stays in view.
"""

import math
from collections.abc import Iterable

from companion.mind.surroundings import NEVER_S, Surroundings
from companion.vocabulary.acts import Binding
from companion.vocabulary.commands import GUEST, BeginSession, Command, EndSession
from companion.vocabulary.permissions import Gate
from companion.vocabulary.readings import FaceReading

FACING_FROM = 0.5
DETECTION_FROM = 0.5
TOUCH_COUNTS_S = 4.0
"""A hand that came this long ago still says whose face it is; people look down while they stroke."""

CLEARLY_NEARER = 1.5
"""The nearest face is taken only when it is this many times nearer the lap than the next; otherwise two fit."""

LOST_AFTER_S = 1.5
GUEST_WAITS_S = 30.0


class WhoseFeeling:
    """Binds a face track to the resident of the session. `consider` is called once a tick."""

    def __init__(self) -> None:
        self._ended = ""
        self._begin(None, NEVER_S, NEVER_S)

    def hear(self, commands: Iterable[Command], now_s: float) -> None:
        """Begin and end sessions as people ask."""
        for command in commands:
            if isinstance(command, BeginSession) and command.resident.strip():
                guest_until_s = now_s + GUEST_WAITS_S if command.confirmed else NEVER_S
                self._begin(command.resident.strip(), now_s - TOUCH_COUNTS_S, guest_until_s)
            elif isinstance(command, EndSession):
                # After a session that it ended itself people may still read why.
                ended = self._ended if self.resident is None else ""
                self._begin(None, NEVER_S, NEVER_S)
                self._ended = ended

    def end(self, why: str) -> None:
        """The session ends at the person's own sign. `why` says so: "You push me away"."""
        self._begin(None, NEVER_S, NEVER_S)
        self._ended = f"{why}, so the session is over and I judge nobody's feelings."

    def consider(self, around: Surroundings, gate: Gate) -> Binding:
        """The binding of this moment, with one plain sentence for people."""
        if not gate.may_judge:
            self._unbind(around.now_s)
            return Binding(self.resident, None, _gate_line(gate))
        if self.resident is None:
            return Binding(None, None, self._ended or "No session is running, so I judge nobody's feelings.")
        fitting = fitting_faces(around.faces)
        if len(fitting) > 1:
            # A hand that strokes while two are near could be either's.
            self._touch_counts_from_s = around.now_s
        if self.track is not None:
            self._keep(fitting, around)
        if self.track is None:
            self._bind(fitting, around)
        return Binding(self.resident, self.track, self._line(fitting))

    def _begin(self, resident: str | None, touch_counts_from_s: float, guest_until_s: float) -> None:
        """A new session knows nothing of the last one."""
        self.resident = resident
        self.track: int | None = None
        self._seen_s = NEVER_S
        self._touch_counts_from_s = touch_counts_from_s
        self._guest_until_s = guest_until_s
        self._lost = False
        self._ended = ""

    def _keep(self, fitting: tuple[FaceReading, ...], around: Surroundings) -> None:
        """Hold on to the bound track while it is in view and nobody else fits as well."""
        if any(face.track == self.track for face in around.faces) and around.sight is not None:
            self._seen_s = around.sight.at_s
        if around.ago(self._seen_s) > LOST_AFTER_S or len(fitting) > 1:
            self._unbind(around.now_s)

    def _bind(self, fitting: tuple[FaceReading, ...], around: Surroundings) -> None:
        touched = around.gentle_s >= self._touch_counts_from_s and around.ago(around.gentle_s) <= TOUCH_COUNTS_S
        confirmed = around.now_s <= self._guest_until_s and len(around.faces) == 1
        if len(fitting) == 1 and (touched or confirmed) and around.sight is not None:
            self.track, self._seen_s = fitting[0].track, around.sight.at_s
            self._guest_until_s = NEVER_S
            self._lost = False

    def _unbind(self, now_s: float) -> None:
        if self.track is not None:
            self._lost = True
            # Only a hand that comes after the loss can say whose face it is now.
            self._touch_counts_from_s = now_s
        self.track = None

    def _line(self, fitting: tuple[FaceReading, ...]) -> str:
        if self.track is not None:
            whose = "the guest" if self.resident == GUEST else self.resident
            return f"I know which face belongs to {whose}, so I may say how it seems."
        if len(fitting) > 1:
            return "I see more than one person near me, so I judge nobody."
        if fitting:
            return "Stroke me so that I know it is you."
        if self._lost:
            return "I have lost your face. Come close and stroke me so that I know it is you."
        return "I see nobody facing me yet."


def fitting_faces(faces: Iterable[FaceReading]) -> tuple[FaceReading, ...]:
    """The faces that could be the one who holds the creature, nearest the lap first; one when it is clearly nearest."""
    facing = [face for face in faces if face.facing >= FACING_FROM and face.detection >= DETECTION_FROM]
    ranked = sorted(facing, key=lambda face: (-nearness(face), face.track))
    if not ranked:
        return ()
    best = nearness(ranked[0])
    return tuple(face for face in ranked if nearness(face) * CLEARLY_NEARER > best)


def nearness(face: FaceReading) -> float:
    """How near the lap a face is: large, and toward the lower centre of the picture. 0 or more, no unit."""
    across, down = face.box.centre
    size = math.sqrt(max(0.0, face.box.width * face.box.height))
    return size / (0.5 + math.hypot(across - 0.5, 0.5 * (1.0 - down)))


def _gate_line(gate: Gate) -> str:
    if gate.stop:
        return "Stop is pressed, so I judge nobody."
    if gate.staff:
        return "Staff are at work, so I judge nobody."
    return "I am being cleaned, so I judge nobody."
