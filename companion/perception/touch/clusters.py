"""Which electrodes feel the same hand: groups of neighbours, their centre of weight, and two hands told apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from companion.perception.touch.coat import BESIDE, COVERED, X_CM, Y_CM
from companion.perception.touch.electrodes import LEAST_SIGNAL, PLACES, Electrodes
from companion.vocabulary.signals import ZONES

TWO_BY = 1.3
"""So many times its weight of late, and there may be a second hand."""

RESTS_FOR_S, STILL_SHARE, MOVING_SHARE = 0.8, 0.12, 0.3
"""A place rests when in so long its signal changes by less than this share; what moves beside it weighs more."""

FRINGE_BY, LEAST_SHARE = 1.5, 0.05
LEAST_VARIANCE_CM2 = 0.01


@dataclass(slots=True)
class Cluster:
    """Places that feel one hand: its share of each signal, its centre of weight and how uncertain that is (cm²).

    `total` is what is felt of it, `whole` what would be if there were electrodes under all of it; `parted` says that
    it is told apart from another hand on the same places.
    """

    weights: dict[int, float]
    total: float
    whole: float
    x: float
    y: float
    variance: float
    parted: bool = False


def find_clusters(electrodes: Electrodes, known: Mapping[int, float]) -> list[Cluster]:
    """Groups what is touched by neighbourhood; a place that rests while its neighbour stirs stands for itself.

    `known` is what each hand has lately weighed, by its place: one hand never becomes two by moving, only weight that
    has come on top of it can be a second one.
    """
    touched = electrodes.touched
    clusters: list[Cluster] = []
    seen = [False] * len(ZONES)
    for start in PLACES:
        if not touched[start] or seen[start]:
            continue
        seen[start] = True
        group, waiting = [], [start]
        while waiting:
            place = waiting.pop()
            group.append(place)
            for beside in BESIDE[place]:
                if touched[beside] and not seen[beside]:
                    seen[beside] = True
                    waiting.append(beside)
        whole = _cluster(electrodes, {place: electrodes.signal[place] for place in group}, group)
        here = [lately for place, lately in known.items() if place in whole.weights]
        may_be_two = len(here) > 1 or (len(here) == 1 and whole.total > TWO_BY * here[0])
        clusters += _split(electrodes, whole) if may_be_two and len(group) > 1 else [whole]
    return clusters


def _split(electrodes: Electrodes, whole: Cluster) -> list[Cluster]:
    """The hand that rests and the one that moves beside it, if both can be told apart, else all as one."""
    signal, spread, group = electrodes.signal, electrodes.range, whole.weights
    stirring = max(spread[place] for place in group)
    resting = {
        place: signal[place]
        for place in group
        if electrodes.rested_s(place) > RESTS_FOR_S
        and spread[place] < STILL_SHARE * signal[place]
        and spread[place] < STILL_SHARE * 2.0 * stirring
    }
    strongest = max(signal[place] for place in group)
    if max(resting.values(), default=0.0) < 0.6 * strongest:
        return [whole]
    own = {place: signal[place] - electrodes.least(place) for place in group if place not in resting}
    own = {place: weight for place, weight in own.items() if weight > 2.0 * electrodes.noise[place]}
    if sum(own.values()) < max(LEAST_SIGNAL, MOVING_SHARE * strongest):
        return [whole]
    parts = [_cluster(electrodes, resting, {}), _cluster(electrodes, own, {})]
    for part in parts:
        part.parted = True
    return parts


def _cluster(electrodes: Electrodes, weights: dict[int, float], halo_of: Iterable[int]) -> Cluster:
    """Centre of weight, with the fringe of the hand on neighbours that are not touched enough to count alone.

    For the centre every place weighs what it feels beyond its own noise, so that it stays where it is when one of them
    is let go of.
    """
    noise = electrodes.noise
    felt = {place: max(weight - FRINGE_BY * noise[place], LEAST_SHARE * weight) for place, weight in weights.items()}
    total, whole = sum(weights.values()), sum(weight / COVERED[place] for place, weight in weights.items())
    for place in halo_of:
        for beside in BESIDE[place]:
            weight = electrodes.signal[beside] - FRINGE_BY * noise[beside]
            if beside not in felt and weight > 0.0:
                felt[beside] = weight
                total += weight
                whole += weight / COVERED[beside]
    beyond = x = y = 0.0
    for place, weight in felt.items():
        beyond += weight
        x += weight * X_CM[place]
        y += weight * Y_CM[place]
    x, y = x / beyond, y / beyond
    variance = 0.0
    for place in felt:
        variance += electrodes.unrest(place) * ((X_CM[place] - x) ** 2 + (Y_CM[place] - y) ** 2)
    return Cluster(weights, total, whole, x, y, LEAST_VARIANCE_CM2 + variance / (beyond * beyond))
