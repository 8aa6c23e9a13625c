"""What was learnt of the resident of the session: tastes, and the resting face and voice. Theirs alone, and erasable.

It outlives the session itself until another one begins, so that it can be kept; it is never carried over to anybody.
"""

import random
from collections.abc import Mapping
from typing import Any

from companion.mind.baseline import Baseline
from companion.mind.tastes import Tastes
from companion.vocabulary.commands import GUEST
from companion.vocabulary.errors import StateError

VERSION = 1


class Learnt:
    """Holds both, with the name of whom they are about."""

    def __init__(self, chance: random.Random) -> None:
        self.tastes = Tastes(chance)
        self.baseline = Baseline()
        self._resident: str | None = None

    def begin(self, resident: str | None) -> None:
        """A session begins: nothing is known of this person, whoever it was before, until it is restored."""
        self.forget()
        self._resident = resident

    def state(self) -> dict[str, Any] | None:
        """Everything learnt of this resident, as plain numbers with their name; None of nobody and of the guest."""
        if self._resident in (None, GUEST):
            return None
        return {
            "version": VERSION,
            "resident": self._resident,
            "baseline": self.baseline.state(),
            "tastes": self.tastes.state(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from what was kept of this resident.

        Raises `StateError`, and changes nothing, when it is of somebody else, of another version or damaged.
        """
        if self._resident in (None, GUEST) or state.get("resident") != self._resident:
            raise _mistrust("is of another resident")
        if state.get("version") != VERSION:
            raise _mistrust(f"is of version {state.get('version')!r}, not {VERSION}")
        baseline, tastes = state.get("baseline"), state.get("tastes")
        if not isinstance(baseline, Mapping) or not isinstance(tastes, Mapping):
            raise _mistrust("is not whole")
        Baseline().restore(baseline)  # both or neither: the baseline is tried before the tastes are changed
        self.tastes.restore(tastes)
        self.baseline.restore(baseline)

    def forget(self) -> None:
        """Know nothing of this resident."""
        self.tastes.forget()
        self.baseline.forget()


def _mistrust(fault: str) -> StateError:
    return StateError(fault, "what was learnt of a resident", "It is not used; erase it to begin afresh.")
