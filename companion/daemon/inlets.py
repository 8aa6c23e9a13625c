"""What somebody does on the page, brought to the twins that the robot's drivers speak to, or to nobody."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from companion.body.simulated.balance import SimulatedBalance
from companion.vocabulary.signals import Handling, Touches

if TYPE_CHECKING:
    from companion.body.twins.board import Board

PRESS_COUNTS = 90.0
"""How far a stroke on the page makes a twin's electrode fall: a palm laid on."""

PRESS_COUNTS_PER_S = 600.0
"""A hand sinks into the fur in a sixth of a second."""


class Deaf:
    """Takes what somebody does on the page and forgets it: this body has a skin and eyes of its own."""

    def feed(self, value: object) -> None:
        return


class TwinTouch:
    """Strokes on the page press the electrodes of the twin's skin."""

    def __init__(self, board: "Board") -> None:
        self._board = board
        board.skin.counts_per_s = PRESS_COUNTS_PER_S

    def feed(self, value: Touches) -> None:
        fall = 0.0 if value.phase == "up" else PRESS_COUNTS * min(max(value.pressure, 0.3), 1.0)
        self._board.skin.press(self._board.electrode(value.zone), fall)


class TwinLight:
    """The page's slider lights the twin's phototransistor."""

    def __init__(self, board: "Board") -> None:
        self._board = board

    def feed(self, value: float) -> None:
        self._board.shares("light", min(max(value, 0.0), 1.0))


class TwinWarmth:
    """The page's slider warms the twin's thermometer."""

    def __init__(self, board: "Board") -> None:
        self._board = board

    def feed(self, value: float) -> None:
        self._board.warm(value)


class TwinBalance:
    """Hands on the page carry the twin's chip about."""

    def __init__(self, board: "Board", now: Callable[[], float]) -> None:
        self._board = board
        self._balance = SimulatedBalance(now)
        self._balance.open()

    def feed(self, value: Handling) -> None:
        self._balance.feed(value)
        self._board.balance.carried = self._feels

    def _feels(self) -> None:
        """What the chip measures now; it sits in the body as the pin map says that most do."""
        for sample in self._balance.drain():
            self._board.balance.acceleration_g, self._board.balance.turn_deg_s = (
                sample.acceleration_g,
                sample.turn_deg_s,
            )
