"""When sound was really captured: chunks come when the computer gets round to them, samples come like clockwork."""

GAP_S = 0.15
"""A chunk this much later than the samples before it say follows a gap: some were lost."""

LEAK = 0.002
"""How readily it believes that the card is slower than it says: two thousandths of a chunk's delay."""


class SteadyClock:
    """Turns the jittering times of chunks into steady ones: the quickest delivery so far tells the true time."""

    def __init__(self) -> None:
        self._next_s: float | None = None
        self.gaps = 0

    def steady(self, captured_s: float, lasts_s: float) -> tuple[float, bool]:
        """When the chunk really began, and whether sound is missing before it."""
        expected_s = self._next_s
        gap = expected_s is not None and abs(captured_s - expected_s) > GAP_S
        if expected_s is None or gap:
            begin_s = captured_s
            self.gaps += gap
        else:
            late_s = captured_s - expected_s
            begin_s = expected_s + (late_s if late_s < 0.0 else LEAK * late_s)
        self._next_s = begin_s + lasts_s
        return begin_s, gap
