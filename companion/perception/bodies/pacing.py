"""When to look at a body: once a second, more often for a moment when a raised hand may say something."""

from math import inf

LOOKS_EVERY_S = 1.0
CLOSER_EVERY_S = 0.125
"""A hand waves up to four times a second: eight looks show each way of it."""

CLOSER_FOR_S = 2.5
CLOSER_AGAIN_S = 8.0
"""No two such moments begin sooner: looking stays cheap whatever somebody does."""


class Pacing:
    """Decides when the next look is due. `slow` 0..1 is how much of its usual rate it may use."""

    def __init__(self) -> None:
        self._looked_s = -inf
        self._closer_since_s = -inf

    def due(self, at_s: float, pace: float = 1.0) -> bool:
        """Whether it is time to look."""
        closer = at_s - self._closer_since_s < CLOSER_FOR_S
        every_s = CLOSER_EVERY_S if closer else LOOKS_EVERY_S / max(pace, 0.1)
        # Pictures come in steps of their own: the one that is nearest to the time counts.
        return not 0.0 <= at_s - self._looked_s < every_s - 0.03

    def looked(self, at_s: float, worth_more: bool) -> None:
        """A look was taken; `worth_more`: it showed something that more looks would tell better."""
        self._looked_s = at_s
        if worth_more and at_s - self._closer_since_s >= CLOSER_AGAIN_S:
            self._closer_since_s = at_s
