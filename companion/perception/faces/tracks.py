"""Which face of this frame is the same as in the last one: by place, size and movement alone, never by who it is.

A number is kept only while it cannot belong to anybody else. Where two faces could have changed places, as when one
passes behind another, both get new numbers: whoever was judged is judged no longer, until a touch says who it is.
"""

from dataclasses import dataclass
from math import exp, hypot, log

from companion.vocabulary.readings import Box

FORGET_AFTER_S = 1.0
FARTHEST_STEP_WIDTHS = 0.8
FARTHEST_RETURN_WIDTHS = 0.5
"""A face that was not seen for `GAP_S` or longer must come back nearer to its place."""

GAP_S = 0.3
MOST_GROWTH, MOST_GROWTH_UNSEEN = log(1.9), log(1.35)
"""A face does not grow or shrink by more between two frames; one that comes back has about the size it had."""

SIZE_WEIGHS = 0.7
"""A face twice as large counts like one that lies half a width away."""

DOUBT_WITHIN = 0.35
"""Two ways to tell who is who that differ by less than this are both possible."""

RIVAL_FOR_S = 0.7
"""So long a face that has vanished could be the one that is seen now in its place."""

FORESEES_S = 0.4
VELOCITY_FOLLOWS_S = 0.12


@dataclass(frozen=True, slots=True)
class Track:
    """A face followed from frame to frame: its number, where it was last seen, and how fast it went, per second."""

    number: int
    box: Box
    seen_s: float
    across_s: float = 0.0
    down_s: float = 0.0

    def foreseen(self, at_s: float) -> tuple[float, float]:
        """Where its middle should be now; a face that hides is not foreseen far."""
        passed_s = min(max(at_s - self.seen_s, 0.0), FORESEES_S)
        x, y = self.box.centre
        return x + self.across_s * passed_s, y + self.down_s * passed_s

    def moved(self, box: Box, at_s: float) -> "Track":
        """The same track, seen again."""
        passed_s = at_s - self.seen_s
        if passed_s <= 0.0:
            return Track(self.number, box, at_s, self.across_s, self.down_s)
        share = 1.0 - exp(-passed_s / VELOCITY_FOLLOWS_S)
        (was_x, was_y), (x, y) = self.box.centre, box.centre
        return Track(
            self.number,
            box,
            at_s,
            self.across_s + share * ((x - was_x) / passed_s - self.across_s),
            self.down_s + share * ((y - was_y) / passed_s - self.down_s),
        )


class Tracks:
    """Gives each face a number that stays with it while nobody else could have it."""

    def __init__(self) -> None:
        self._known: tuple[Track, ...] = ()
        self._next = 1

    def follow(self, boxes: list[Box], at_s: float) -> list[int]:
        """The track number of each box, in the order given.

        A face unseen for a second, or one that could be another's, comes back under a new number.
        """
        known = [track for track in self._known if at_s - track.seen_s <= FORGET_AFTER_S]
        costs = {
            (place, track.number): cost
            for place, box in enumerate(boxes)
            for track in known
            if (cost := _cost(track, box, at_s)) is not None
        }
        taken: dict[int, int] = {}
        for place, number in sorted(costs, key=lambda pair: (costs[pair], pair)):
            if place not in taken and number not in taken.values():
                taken[place] = number
        doubtful = _doubtful(taken, costs, {track.number: at_s - track.seen_s for track in known})
        numbers: list[int] = []
        seen: list[Track] = []
        by_number = {track.number: track for track in known}
        for place, box in enumerate(boxes):
            own = taken.get(place)
            if own is None or own in doubtful:
                numbers.append(self._next)
                seen.append(Track(self._next, box, at_s))
                self._next += 1
            else:
                numbers.append(own)
                seen.append(by_number[own].moved(box, at_s))
        gone = doubtful | set(taken.values())
        self._known = (*seen, *(track for track in known if track.number not in gone))
        return numbers


def _doubtful(taken: dict[int, int], costs: dict[tuple[int, int], float], unseen_s: dict[int, float]) -> set[int]:
    """The numbers that could as well belong to another face: of two that may have swapped, or of one that vanished."""
    places = {number: place for place, number in taken.items()}
    doubtful: set[int] = set()
    for place, number in taken.items():
        for rival, hidden_s in unseen_s.items():
            if rival == number or (place, rival) not in costs:
                continue
            other = places.get(rival)
            if other is None:
                gained = costs[place, rival] - costs[place, number]
                if hidden_s <= RIVAL_FOR_S and gained < DOUBT_WITHIN:
                    doubtful |= {number, rival}
            elif (other, number) in costs:
                swapped = costs[place, rival] + costs[other, number]
                if swapped - costs[place, number] - costs[other, rival] < DOUBT_WITHIN:
                    doubtful |= {number, rival}
    return doubtful


def _cost(track: Track, box: Box, at_s: float) -> float | None:
    """How far a box lies from where the track should be, in widths of a face, with its growth; None if too far."""
    x, y = box.centre
    foreseen_x, foreseen_y = track.foreseen(at_s)
    across, down = max(track.box.width, box.width, 1e-6), max(track.box.height, box.height, 1e-6)
    step = hypot((x - foreseen_x) / across, (y - foreseen_y) / down)
    growth = abs(log(max(box.width, 1e-6) / max(track.box.width, 1e-6)))
    gap = at_s - track.seen_s >= GAP_S
    if step > (FARTHEST_RETURN_WIDTHS if gap else FARTHEST_STEP_WIDTHS):
        return None
    if growth > (MOST_GROWTH_UNSEEN if gap else MOST_GROWTH):
        return None
    return step + SIZE_WEIGHS * growth
