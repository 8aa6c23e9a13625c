"""When sound was really captured: chunks come when the computer gets round to them, samples come like clockwork."""

from collections import deque

GAP_S = 0.15
"""Chunks that stay this much later than the samples before them say follow a gap: some were lost."""

STAYS_S = 0.5
"""For so long: a busy computer hands over many chunks late, and then catches up."""

LONGEST_GAP_S = 2.0
"""So late is no busy computer: the microphone was away."""

LEAK = 0.002
"""How readily it believes that the card is slower than it says: two thousandths of a chunk's delay."""


class SteadyClock:
    """Turns the jittering times of chunks into steady ones: the quickest delivery so far tells the true time."""

    def __init__(self) -> None:
        self._next_s: float | None = None
        self._late: deque[tuple[float, float]] = deque()
        self.gaps = 0

    def steady(self, captured_s: float, lasts_s: float) -> tuple[float, bool]:
        """When the chunk really began, and whether sound is missing before it."""
        if self._next_s is None:
            self._next_s = captured_s
        late_s = captured_s - self._next_s
        self._late.append((late_s, lasts_s))
        while sum(each for _, each in self._late) - self._late[0][1] >= STAYS_S:
            self._late.popleft()
        least_s = min(late for late, _ in self._late)
        lasting = sum(each for _, each in self._late) >= STAYS_S
        gap = late_s > LONGEST_GAP_S or (lasting and least_s > GAP_S)
        if gap:
            self.gaps += 1
            begin_s = captured_s if late_s > LONGEST_GAP_S else self._next_s + least_s
            self._late.clear()
        else:
            begin_s = self._next_s + (late_s if late_s < 0.0 else LEAK * min(late_s, GAP_S))
        self._next_s = begin_s + lasts_s
        return begin_s, gap
