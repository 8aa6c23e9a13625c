"""What one resident calls the creature: what is counted of it, what staff are asked, and what they have answered.

Before there is a question no word is kept. A word that stands where a name stands is counted under a number from 0 to
1023, which it shares with every thousandth word of the language, so that nobody can read from the disk what was said.
Only a word used on `OCCASIONS` occasions over `DAYS` days is written down: as the question whether it is a name. What
staff decline is erased, and only its number stays, so that they are not asked again.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from companion.daemon.keeping import FolderStore
from companion.daemon.residents import PREFIX as RESIDENT_PREFIX
from companion.daemon.residents import resident_of, store_name
from companion.vocabulary.errors import StateError

PREFIX = "called-"
NUMBERS = 1024
OCCASIONS = 5
DAYS = 3
FORGOTTEN_AFTER_DAYS = 30
"""A word not used for so long is not counted any more."""

MOST_NAMES = 4
"""Names one resident may have for it; more would make it answer to everything."""


@dataclass(slots=True)
class Count:
    """How often and on how many days a word was used, and the day it was used last."""

    times: int
    days: int
    last: date


@dataclass(slots=True)
class Called:
    """One resident's names for the creature, in small letters. `asked` waits for staff, `names` it answers to."""

    resident: str
    counts: dict[int, Count] = field(default_factory=dict)
    asked: str | None = None
    names: list[str] = field(default_factory=list)
    declined: list[int] = field(default_factory=list)

    def hear(self, word: str, day: date) -> bool:
        """Count one occasion on which this `word` was used as a name. Whether anything changed."""
        number = number_of(word)
        if word in self.names or word == self.asked or number in self.declined or len(self.names) >= MOST_NAMES:
            return False
        self.counts = {
            each: count for each, count in self.counts.items() if 0 <= (day - count.last).days <= FORGOTTEN_AFTER_DAYS
        }
        count = self.counts.setdefault(number, Count(0, 0, date.min))
        count.times += 1
        count.days += count.last != day
        count.last = day
        if self.asked is None and count.times >= OCCASIONS and count.days >= DAYS:
            self.asked = word
            del self.counts[number]
        return True

    def accept(self, word: str) -> bool:
        """It may answer to the name that was asked about. False when nothing was asked about it."""
        if self.asked != word:
            return False
        self.asked, self.names = None, [*self.names, word]
        return True

    def decline(self, word: str) -> bool:
        """That is no name for it, also if it was one so far; it is not asked again."""
        if self.asked != word and word not in self.names:
            return False
        self.asked = None if self.asked == word else self.asked
        self.names = [name for name in self.names if name != word]
        self.declined.append(number_of(word))
        return True

    def state(self) -> dict[str, Any]:
        return {
            "resident": self.resident,
            "counts": {str(number): [one.times, one.days, one.last.isoformat()] for number, one in self.counts.items()},
            "asked": self.asked,
            "names": self.names,
            "declined": self.declined,
        }


def number_of(word: str) -> int:
    """The number under which a word is counted; about one word in a thousand has the same."""
    return int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big") % NUMBERS


def shown(name: str) -> str:
    """A name as people write it."""
    return name[:1].upper() + name[1:]


def name_of_file(resident: str) -> str:
    """Under which name it is kept. Raises `StateError` for what is no name of a resident, and for the guest."""
    return PREFIX + store_name(resident).removeprefix(RESIDENT_PREFIX)


def load(store: FolderStore, resident: str) -> Called:
    """What is kept of this resident's names for it; nothing yet is a good answer. Raises `StateError`."""
    name = name_of_file(resident)
    return _read(store.load(name), resident.strip(), name)


def load_all(store: FolderStore) -> tuple[Called, ...]:
    """Of every resident, in order. Raises `StateError`."""
    residents = (resident_of(RESIDENT_PREFIX + name.removeprefix(PREFIX)) for name in store.names(PREFIX))
    return tuple(load(store, resident) for resident in residents if resident is not None)


def save(store: FolderStore, called: Called) -> None:
    """Raises `StateError` when the disk refuses."""
    store.save(name_of_file(called.resident), called.state())


def _read(state: Mapping[str, Any] | None, resident: str, name: str) -> Called:
    if state is None:
        return Called(resident)
    try:
        if state["resident"] != resident:
            raise StateError("is of another resident", f"{name}.json", "It is not used; erase it.")
        counts = {
            int(number): Count(int(times), int(days), date.fromisoformat(last))
            for number, (times, days, last) in state["counts"].items()
        }
        asked, names, declined = state["asked"], state["names"], state["declined"]
        if not (asked is None or isinstance(asked, str)) or not all(isinstance(each, str) for each in names):
            raise ValueError("names are words")
        return Called(resident, counts, asked, list(names), [int(number) for number in declined])
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise StateError("holds no names", f"{name}.json", "Delete the file to start afresh.") from fault
