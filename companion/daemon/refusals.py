"""What the mind turned away is logged: it is pure and can only count. The first of each reason, then every tenfold."""

import logging
from collections.abc import Mapping, Sequence

from companion.daemon.flow import Thinker
from companion.mind.refusal import Refusal
from companion.vocabulary.acts import Decision
from companion.vocabulary.commands import Command
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.readings import Reading

_log = logging.getLogger(__name__)


class ToldRefusals:
    """A mind whose refusals are told. Thinks exactly as `mind` does; `refused` is its count of them, by reason."""

    def __init__(self, mind: Thinker, refused: Mapping[Refusal, int]) -> None:
        self._mind = mind
        self._refused = refused
        self._next: dict[Refusal, int] = {}

    def think(self, readings: Sequence[Reading], commands: Sequence[Command], gate: Gate, moment: Moment) -> Decision:
        """One tick of the mind, and a line in the log for every reason that has grown tenfold."""
        decision = self._mind.think(readings, commands, gate, moment)
        for reason, count in self._refused.items():
            if count >= self._next.get(reason, 1):
                _log.warning("Readings were turned away as %s: %d so far; they change nothing.", reason, count)
                self._next[reason] = 10 ** len(str(count))
        return decision
