"""What a row of the table of patterns is: what is said, what it means, and about whom."""

import re
from dataclasses import dataclass
from typing import Literal

from companion.vocabulary.readings import WordsMeaning

Speaker = Literal["anyone", "myself", "you", "asked"]
"""Whom a pattern must be about: `myself`, the one who speaks; `you`, the creature; `anyone`, it does not matter.

`asked` is what the speaker asks to be done: not what somebody else does or did.
"""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row.

    If `says` is found in a clause (lower case, straight quotes), it means `meaning`; not where `unless` is found in the
    same clause. Valence and arousal -1..1. `says` may also be asked of several clauses at once, a line each.
    """

    meaning: WordsMeaning
    says: re.Pattern[str]
    valence: float
    arousal: float
    certainty: float
    about: Speaker = "anyone"
    unless: re.Pattern[str] | None = None


def row(
    meaning: WordsMeaning,
    valence: float,
    arousal: float,
    certainty: float,
    about: Speaker,
    *ways: str,
    unless: str = "",
) -> tuple[Pattern, ...]:
    """One pattern for each of the `ways` (regular expressions of whole words) to say the same."""
    never = re.compile(rf"\b(?:{unless})\b") if unless else None
    return tuple(
        Pattern(meaning, re.compile(rf"\b(?:{way})\b", re.MULTILINE), valence, arousal, certainty, about, never)
        for way in ways
    )
