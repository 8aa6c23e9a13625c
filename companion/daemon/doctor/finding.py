"""What the doctor found: one sentence for each part, how bad it is, and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Verdict = Literal["good", "look", "broken", "untested"]
"""`look`: it works, and somebody should look at it soon. `untested`: nobody can say, and `line` says why."""

Area = Literal["Body", "Computer", "Keeping"]

Cause = Literal[
    "",
    "loose wire",
    "no answer",
    "wrong address",
    "wrong part",
    "noise",
    "bus stuck",
    "missing overlay",
    "group membership",
    "missing library",
    "dead battery",
    "camera cable",
    "burnt light",
    "stuck button",
    "short circuit",
    "under-voltage",
    "heat",
    "worn card",
    "clock",
    "free space",
    "no writing",
    "damaged file",
    "calibration",
    "settings",
    "hangs",
    "taken",
    "memory",
    "no sound",
    "not fitted",
]
"""The kind of trouble, for programs; people read `line` and `mend`. `not fitted` is none: the settings say so."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`line` is what is, `mend` what to do about it (empty when nothing is to be done)."""

    part: str
    verdict: Verdict
    line: str
    mend: str = ""
    cause: Cause = ""


Findings: TypeAlias = tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One visit: which device, when (UTC, ISO), how long it took, and what was found in each area, in order."""

    device: str
    body: str
    version: str
    made: str
    seconds: float
    areas: Sequence[tuple[Area, Findings]]

    @property
    def findings(self) -> Findings:
        return tuple(finding for _, findings in self.areas for finding in findings)

    def count(self, verdict: Verdict) -> int:
        return sum(finding.verdict == verdict for finding in self.findings)

    @property
    def is_well(self) -> bool:
        """Nothing is broken."""
        return not self.count("broken")

    @property
    def is_accepted(self) -> bool:
        """Everything that is fitted was tested, and is good: what a factory asks for."""
        return not self.in_the_way

    @property
    def in_the_way(self) -> tuple[str, ...]:
        """The parts that a factory does not accept, each once: not good, and fitted by the settings."""
        wrong = (finding for finding in self.findings if finding.verdict != "good" and finding.cause != "not fitted")
        return tuple(dict.fromkeys(finding.part for finding in wrong))

    @property
    def not_fitted(self) -> tuple[str, ...]:
        """The parts that this robot does not have of its own, by its settings."""
        return tuple(dict.fromkeys(finding.part for finding in self.findings if finding.cause == "not fitted"))


def good(part: str, line: str) -> Findings:
    return (Finding(part, "good", line),)


def look(part: str, line: str, mend: str, cause: Cause = "") -> Findings:
    return (Finding(part, "look", line, mend, cause),)


def broken(part: str, line: str, mend: str, cause: Cause) -> Findings:
    return (Finding(part, "broken", line, mend, cause),)


def untested(part: str, line: str, mend: str = "") -> Findings:
    return (Finding(part, "untested", line, mend),)


def not_fitted(part: str, line: str, mend: str = "") -> Findings:
    """By the settings this robot has none of its own: nothing to test, and nothing a factory would miss."""
    return (Finding(part, "untested", line, mend, "not fitted"),)
