"""Who touches: a person drawn from a seed, with a hand, a skin, a tremor and manners of their own.

Nothing here was measured on a robot. Sizes of hands are ordinary ones, tremor has the frequencies that neurology knows
(physiological 8 to 12 Hz and faint, Parkinson's at rest 4 to 6 Hz and large), and everything else is drawn widely, so
that nothing can be tuned to one hand.
"""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

Kind = Literal["adult", "elder", "tremor", "child", "dry", "damp", "gloves", "sleeve", "cat"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Person:
    """One pair of hands.

    `width_cm` and `length_cm` are the palm with its fingers; `coupling` what its skin gives of an ordinary hand's
    signal; `cover_cm` what lies between skin and fur (a glove); `pace` and `force` are manners, 1 is ordinary;
    `sleeve` how much a hanging sleeve adds behind the hand.
    """

    seed: int
    kind: Kind
    width_cm: float
    length_cm: float
    coupling: float
    cover_cm: float
    tremor_hz: float
    tremor_cm: float
    unsteady: float
    pace: float
    force: float
    sleeve: float


def draw_person(seed: int) -> Person:
    """The person of this seed: the kinds take turns, all else is chance."""
    chance = np.random.default_rng([seed, 1])
    kind = KINDS[seed % len(KINDS)]

    def about(middle: float, spread: float) -> float:
        return float(middle * np.exp(chance.normal(0.0, spread)))

    width, length, coupling = about(8.5, 0.1), about(17.0, 0.08), about(1.0, 0.25)
    cover, tremor_hz, tremor_cm, unsteady = 0.0, float(chance.uniform(8, 12)), about(0.02, 0.3), about(0.03, 0.3)
    pace, force, sleeve = about(1.0, 0.25), about(1.0, 0.2), 0.0
    match kind:
        case "elder":
            coupling, pace, force = coupling * 0.7, pace * 0.75, force * 0.85
            tremor_cm *= 2.0
        case "tremor":
            tremor_hz, tremor_cm, unsteady = float(chance.uniform(4, 6)), about(0.3, 0.4), about(0.12, 0.3)
        case "child":
            width, length, pace, force = about(5.5, 0.1), about(11.0, 0.1), pace * 1.4, force * 1.1
        case "dry":
            coupling = about(0.5, 0.15)
        case "damp":
            coupling = about(1.9, 0.15)
        case "gloves":
            cover, coupling = float(chance.uniform(0.2, 0.7)), coupling * 0.85
        case "sleeve":
            sleeve = float(chance.uniform(0.15, 0.4))
        case "cat":
            # It rubs its flank along the coat: long, light and quick.
            width, length, coupling, pace = about(7.0, 0.15), about(16.0, 0.2), about(0.55, 0.2), pace * 1.8
            cover, force = float(chance.uniform(0.3, 0.8)), force * 0.7
        case _:
            pass
    return Person(seed, kind, width, length, coupling, cover, tremor_hz, tremor_cm, unsteady, pace, force, sleeve)
