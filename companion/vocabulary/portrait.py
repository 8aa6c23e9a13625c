"""Everything a window on the creature may show of one instant: nothing that a camera or microphone took."""

from dataclasses import dataclass

from companion.vocabulary.acts import CareEvent, Decision, Glow, Saying, Sent, Warmed
from companion.vocabulary.permissions import Gate, Permissions
from companion.vocabulary.readings import (
    FaceReading,
    LoudnessReading,
    SenseStatus,
    SoundReading,
    TouchReading,
    VoiceReading,
)


@dataclass(frozen=True, slots=True)
class HeardNow:
    """What is heard at `at_s`: the last `loudness`, and a `voice` and a `sound` while they are news."""

    at_s: float
    loudness: LoudnessReading | None
    voice: VoiceReading | None
    sound: SoundReading | None


@dataclass(frozen=True, slots=True)
class NameQuestion:
    """What staff are asked: a `resident` seems to call the creature by this `name`; shall it answer to it?"""

    resident: str
    name: str


@dataclass(frozen=True, slots=True)
class Portrait:
    """The creature at `at_s`: what was really sent to the body, what it believes and does, and how its senses are.

    `breath` is 0 (exhaled) .. 1 (inhaled); `light` 0..1 or None when it is not measured; `decision` is None before the
    first tick of the mind and once the last one is too old to be news. `faces` are those of the last frame, empty once
    it is too old to be shown as news. `said` is the sentence it has just said, `speech` whether it may say any, and
    `care` the last thing people should know, while it is news. `warmth` is None where no heating pad is fitted or it is
    lost; `heard` is None while the ears are closed; `naming` is what staff are asked about its name, if anything.
    """

    at_s: float
    sent: Sent
    glow: Glow
    breath: float
    decision: Decision | None
    faces: tuple[FaceReading, ...]
    touch: TouchReading | None
    senses: tuple[SenseStatus, ...]
    gate: Gate
    permissions: Permissions
    light: float | None
    said: Saying | None = None
    speech: bool = False
    care: CareEvent | None = None
    warmth: Warmed | None = None
    heard: HeardNow | None = None
    naming: NameQuestion | None = None
