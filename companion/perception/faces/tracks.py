"""Which face of this frame is the same as in the last one: by place alone, never by who it is."""

from dataclasses import dataclass
from math import hypot

from companion.vocabulary.readings import Box

FORGET_AFTER_S = 1.0
FARTHEST_STEP_WIDTHS = 0.8


@dataclass(frozen=True, slots=True)
class Track:
    """A face followed from frame to frame: its number and where it was last seen."""

    number: int
    box: Box
    seen_s: float


class Tracks:
    """Gives each face a number that stays with it while it moves less than its own width between frames."""

    def __init__(self) -> None:
        self._known: tuple[Track, ...] = ()
        self._next = 1

    def follow(self, boxes: list[Box], at_s: float) -> list[int]:
        """The track number of each box, in the order given.

        A face unseen for a second comes back under a new number.
        """
        known = [track for track in self._known if at_s - track.seen_s <= FORGET_AFTER_S]
        pairs = sorted(
            (_step(track.box, box), position, track.number) for position, box in enumerate(boxes) for track in known
        )
        numbers: dict[int, int] = {}
        for step, position, number in pairs:
            if step <= FARTHEST_STEP_WIDTHS and position not in numbers and number not in numbers.values():
                numbers[position] = number
        for position in range(len(boxes)):
            if position not in numbers:
                numbers[position] = self._next
                self._next += 1
        seen = [Track(numbers[position], box, at_s) for position, box in enumerate(boxes)]
        taken = set(numbers.values())
        self._known = (*seen, *(track for track in known if track.number not in taken))
        return [numbers[position] for position in range(len(boxes))]


def _step(before: Box, now: Box) -> float:
    """Distance between the middles of two boxes, in widths of the larger one."""
    (old_x, old_y), (new_x, new_y) = before.centre, now.centre
    across = max(before.width, now.width, 1e-6)
    down = max(before.height, now.height, 1e-6)
    return hypot((new_x - old_x) / across, (new_y - old_y) / down)
