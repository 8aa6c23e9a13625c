"""The coat laid flat: where each of the twelve electrodes sits, in centimetres, and which lies beside which.

This is the cutting plan of the touch layer. `x_cm` runs from the nose to the tail, `y_cm` to the creature's own left;
chest and belly, which lie underneath, stand apart because no hand slides onto them from above. The edges of neighbours
interlock in long teeth, as in any capacitive slider, so that a hand on its way from one centre to the next gives its
share of signal evenly from the one to the other: that is what makes its speed a plain centre of weight.
"""

import math
from collections.abc import Mapping
from typing import Final

from companion.vocabulary.signals import ZONES, Zone

COAT: Final[Mapping[Zone, tuple[float, float]]] = {
    "nose": (3.0, 0.0),
    "head": (12.0, 0.0),
    "cheek_left": (9.0, 8.0),
    "cheek_right": (9.0, -8.0),
    "chest": (18.0, 45.0),
    "back_front": (22.0, 0.0),
    "back_middle": (32.0, 0.0),
    "back_rear": (42.0, 0.0),
    "belly": (29.0, 45.0),
    "flipper_left": (24.0, 13.0),
    "flipper_right": (24.0, -13.0),
    "tail": (52.0, 0.0),
}
"""Centre of each electrode: (x_cm, y_cm)."""

TEETH_CM = 10.0
"""How far from its centre an electrode still feels a point of the hand: the centres' distance along the back."""

BESIDE_CM = 16.5
"""Electrodes whose centres are no farther apart can feel the same hand."""

X_CM: Final = tuple(COAT[zone][0] for zone in ZONES)
Y_CM: Final = tuple(COAT[zone][1] for zone in ZONES)

BESIDE: Final[tuple[tuple[int, ...], ...]] = tuple(
    tuple(
        other
        for other in range(len(ZONES))
        if other != place and math.hypot(X_CM[other] - X_CM[place], Y_CM[other] - Y_CM[place]) <= BESIDE_CM
    )
    for place in range(len(ZONES))
)
"""For each electrode, in the order of `ZONES`, the numbers of its neighbours."""

PALM_CM = (12.0, 6.0)
"""Length and breadth of an ordinary palm with its fingers, as far as it lies on the fur."""


def _covered(place: int) -> float:
    """How much of a palm on this place is over any electrode: some places end where others go on."""
    total, points = 0.0, 0
    for length in (-0.5, -0.17, 0.17, 0.5):
        for breadth in (-0.5, 0.0, 0.5):
            for along, across in (
                (length * PALM_CM[0], breadth * PALM_CM[1]),
                (breadth * PALM_CM[1], length * PALM_CM[0]),
            ):
                x, y = X_CM[place] + along, Y_CM[place] + across
                felt = sum(
                    max(0.0, 1.0 - math.hypot(x - ex, y - ey) / TEETH_CM) for ex, ey in zip(X_CM, Y_CM, strict=True)
                )
                total += min(felt, 1.0)
                points += 1
    return total / points


COVERED: Final = tuple(_covered(place) for place in range(len(ZONES)))
"""For each electrode, the share of an ordinary palm's signal that is felt at all when it lies there, 0..1."""


def heading_deg(from_zone: Zone, to_zone: Zone) -> float | None:
    """The way from one zone to its neighbour: 0 toward the tail, 90 toward its own left; None when they are apart."""
    start, end = ZONES.index(from_zone), ZONES.index(to_zone)
    if end not in BESIDE[start]:
        return None
    return math.degrees(math.atan2(Y_CM[end] - Y_CM[start], X_CM[end] - X_CM[start]))
