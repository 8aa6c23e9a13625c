"""To and fro: whether a value that is looked at from time to time swings regularly, as in waving and rocking."""

from collections import deque
from dataclasses import dataclass
from math import inf
from statistics import mean, pstdev


@dataclass(frozen=True, slots=True)
class Swing:
    """A movement to and fro: how often it turned, every how many seconds, how far it went, how regularly (0..1)."""

    turns: int
    every_s: float
    size: float
    regular: float


class Swaying:
    """Finds the turns of one value. A turn counts once the value has come back by `least`; older ones are forgotten."""

    def __init__(self, least: float, lasts_s: float) -> None:
        self._least = least
        self._lasts_s = lasts_s
        self._turns: deque[tuple[float, float]] = deque()
        self._high = self._low = (0.0, 0.0)
        self._rising: bool | None = None
        self._at_s = -inf

    def see(self, value: float, at_s: float, longest_gap_s: float) -> None:
        """Take in the value at one instant; a gap longer than `longest_gap_s` ends what was."""
        if at_s - self._at_s > longest_gap_s:
            self._turns.clear()
            self._rising = None
            self._high = self._low = (value, at_s)
        self._at_s = at_s
        if value > self._high[0]:
            self._high = (value, at_s)
        if value < self._low[0]:
            self._low = (value, at_s)
        if self._rising is not False and value <= self._high[0] - self._least:
            self._turn(self._high)
            self._rising, self._low = False, (value, at_s)
        elif self._rising is not True and value >= self._low[0] + self._least:
            self._turn(self._low)
            self._rising, self._high = True, (value, at_s)
        if self._rising is True:
            self._low = (value, at_s)
        elif self._rising is False:
            self._high = (value, at_s)

    def swing(self, at_s: float) -> Swing | None:
        """What swings now; None where fewer than two whole ways were made lately."""
        while self._turns and at_s - self._turns[0][1] > self._lasts_s:
            self._turns.popleft()
        if len(self._turns) < 3:
            return None
        gaps = [
            later[1] - sooner[1] for sooner, later in zip(list(self._turns)[:-1], list(self._turns)[1:], strict=True)
        ]
        ways = [
            abs(later[0] - sooner[0])
            for sooner, later in zip(list(self._turns)[:-1], list(self._turns)[1:], strict=True)
        ]
        every = mean(gaps)
        if at_s - self._turns[-1][1] > 2.0 * every:
            return None
        return Swing(len(self._turns), every, mean(ways), 1.0 - min(1.0, pstdev(gaps) / max(every, 1e-6)))

    def _turn(self, extreme: tuple[float, float]) -> None:
        # Where it set out from is no turn.
        if self._rising is not None:
            self._turns.append(extreme)
