"""Hands found in what the electrodes feel: where each is, how it moves, how firmly, when it comes and goes.

Electrodes that lie side by side and feel something together feel one hand, unless one of them has long rested while
its neighbour stirs: then one hand lies there and the other strokes beside it. A hand is told as on the page: it comes
`down` on the place that feels most of it, `move`s, and when it slides on it leaves one place and comes to the next.
"""

import math
from dataclasses import dataclass

from companion.perception.touch.coat import BESIDE, X_CM, Y_CM
from companion.perception.touch.electrodes import LEAST_SIGNAL, PLACES, Electrodes
from companion.perception.touch.motion import Motion
from companion.vocabulary.signals import ZONES, Touches, TouchPhase, Zone

USUAL_SIGNAL = 50.0
"""Counts that a palm laid lightly on the fur makes in all, until this person's own hand is known."""

USUAL_FOLLOWS_S, USUAL_FORGOTTEN_S, KNOWN_AFTER_S = 3.0, 120.0, 0.3
USUAL_WITHIN = 1.1
"""A weight more than e to this power away from the usual is a finger or a whole arm, and teaches nothing of palms."""

LIGHT = 0.4
"""The pressure of a hand that makes just the usual signal."""

FUR_CM = 2.0
"""The way a hand sinks while its signal grows from a tenth to nine tenths."""

RISES_BY, RISES_FOR_S = 1.05, 0.25
GONE_BELOW, BACK_ABOVE, PEAK_FADES_S = 0.2, 0.35, 2.0
"""A hand at this share of its recent weight has left, though its shadow is felt; it is back above the second."""

RESTS_FOR_S = 0.8
STILL_SHARE, MOVING_SHARE = 0.12, 0.3
MAIN_BY = 1.25
JUMPED_CM, SAME_HAND_CM = 6.0, 8.0
UNSURE_CM = 4.0
LEAST_VARIANCE_CM2 = 0.01
TELL_EVERY_S = 0.018


@dataclass(slots=True, eq=False)
class Hand:
    """One hand: the place it is told of, its movement, its weight in counts, and what is known of how it came."""

    place: int
    motion: Motion
    since_s: float
    rise: list[tuple[float, float]]
    weight: float = 0.0
    peak: float = 0.0
    told_s: float = 0.0
    risen: bool = False
    here: bool = True
    lively: bool = True
    pressure: float = 0.0


@dataclass(slots=True)
class Cluster:
    """Places that feel one hand: its share of each signal, its centre of weight and how uncertain that is (cm²)."""

    weights: dict[int, float]
    total: float
    x: float
    y: float
    variance: float


class Hands:
    """Follows every hand on the coat. `feel` is called once for each reading, after the electrodes have felt it."""

    def __init__(self, electrodes: Electrodes) -> None:
        self._electrodes = electrodes
        self._hands: list[Hand] = []
        self._usual = USUAL_SIGNAL
        self._alone_s = 0.0

    def feel(self, now_s: float, passed_s: float, any_touched: bool) -> list[Touches]:
        """What the hands have done since the last reading, oldest first."""
        if not any_touched:
            self._alone_s += passed_s
            if self._alone_s > USUAL_FORGOTTEN_S:
                self._usual = USUAL_SIGNAL
            return self.let_go(now_s) if self._hands else []
        self._alone_s = 0.0
        told: list[Touches] = []
        clusters = find_clusters(self._electrodes)
        kept: list[Hand] = []
        for hand in self._hands:
            cluster = _nearest(hand, clusters)
            if cluster is None:
                if hand.here:
                    told.append(self._tell("up", hand, now_s))
                continue
            clusters.remove(cluster)
            kept.append(hand)
            told += self._follow(hand, cluster, now_s, passed_s)
        self._hands = kept
        for cluster in clusters:
            told += self._begin(cluster, now_s, passed_s)
        return told

    def let_go(self, now_s: float) -> list[Touches]:
        """No hand is felt any more."""
        told = [self._tell("up", hand, now_s) for hand in self._hands if hand.here]
        self._hands.clear()
        return told

    def is_lifeless(self, zone: Zone) -> bool:
        """Whether what is felt on `zone` lies there without the least tremor, as a blanket does."""
        return any(ZONES[hand.place] == zone and not hand.lively for hand in self._hands)

    def _begin(self, cluster: Cluster, now_s: float, passed_s: float) -> list[Touches]:
        place = self._main(cluster, None)
        if place is None:
            return []
        rise = [(now_s - passed_s, 0.0)]
        hand = Hand(place, Motion(cluster.x, cluster.y, cluster.variance), now_s, rise)
        self._hands.append(hand)
        self._weigh(hand, cluster, now_s, passed_s)
        return [self._tell("down", hand, now_s)]

    def _follow(self, hand: Hand, cluster: Cluster, now_s: float, passed_s: float) -> list[Touches]:
        before = hand.weight
        approach = self._weigh(hand, cluster, now_s, passed_s)
        if not hand.here:
            return self._come_back(hand, cluster, now_s, passed_s)
        if hand.risen and cluster.total < GONE_BELOW * hand.peak:
            hand.here = False
            return [self._tell("up", hand, now_s)]
        # While it lands or lifts, the centre of weight wanders although the hand does not.
        change = abs(cluster.total - before) / max(cluster.total, 1.0)
        variance = cluster.variance + (change * passed_s / 0.01 * UNSURE_CM) ** 2
        if math.hypot(cluster.x - hand.motion.x, cluster.y - hand.motion.y) > JUMPED_CM:
            hand.motion.begin(cluster.x, cluster.y, variance)
        else:
            hand.motion.step(cluster.x, cluster.y, variance, passed_s)
        place = self._main(cluster, hand)
        if place is not None and place != hand.place:
            left = self._tell("up", hand, now_s)
            hand.place = place
            return [left, self._tell("down", hand, now_s)]
        if approach or now_s - hand.told_s >= TELL_EVERY_S:
            return [self._tell("move", hand, now_s, approach)]
        return []

    def _come_back(self, hand: Hand, cluster: Cluster, now_s: float, passed_s: float) -> list[Touches]:
        """A hand that had left but whose shadow was still felt: a second pat, for instance."""
        hand.peak = min(hand.peak, max(cluster.total / GONE_BELOW, self._usual / 2.0))
        if cluster.total < BACK_ABOVE * hand.peak:
            return []
        place = self._main(cluster, hand)
        self._hands.remove(hand)
        if place is None:
            return []
        return self._begin(cluster, now_s, passed_s)

    def _weigh(self, hand: Hand, cluster: Cluster, now_s: float, passed_s: float) -> float:
        """Take the weight of a hand. Returns how fast it came down, in cm/s, once, when it has landed; else 0."""
        hand.weight = cluster.total
        electrodes = self._electrodes
        hand.lively = any(electrodes.lively[place] for place in cluster.weights if electrodes.touched[place])
        approach = 0.0
        if not hand.risen:
            grown = cluster.total > RISES_BY * hand.peak
            hand.rise.append((now_s, cluster.total))
            if not grown or now_s - hand.since_s > RISES_FOR_S:
                hand.risen = True
                approach = _approach(hand.rise)
                hand.rise.clear()
        elif now_s - hand.since_s > KNOWN_AFTER_S and abs(math.log(cluster.total / self._usual)) < USUAL_WITHIN:
            self._usual *= (cluster.total / self._usual) ** min(1.0, passed_s / USUAL_FOLLOWS_S)
            self._usual = min(max(self._usual, USUAL_SIGNAL / 3.0), USUAL_SIGNAL * 3.0)
        faded = hand.peak * (1.0 - min(1.0, passed_s / PEAK_FADES_S))
        hand.peak = max(cluster.total, faded if hand.here and hand.risen else hand.peak)
        hand.pressure = min(1.0, LIGHT * cluster.total / self._usual)
        return approach

    def _main(self, cluster: Cluster, hand: Hand | None) -> int | None:
        """The place that feels most of it; a hand keeps its place until another clearly feels more."""
        taken = {other.place for other in self._hands if other is not hand and other.here}
        free = [place for place in cluster.weights if place not in taken]
        if not free:
            return None
        best = max(free, key=cluster.weights.__getitem__)
        if hand is not None and cluster.weights[best] < MAIN_BY * cluster.weights.get(hand.place, 0.0):
            return hand.place
        return best

    def _tell(self, phase: TouchPhase, hand: Hand, now_s: float, approach: float = 0.0) -> Touches:
        hand.told_s = now_s
        speed = hand.motion.speed_cm_s if hand.risen else 0.0
        direction = hand.motion.direction_deg if speed > 0.0 else None
        return Touches(phase, ZONES[hand.place], speed, hand.pressure, now_s, direction, approach)


def find_clusters(electrodes: Electrodes) -> list[Cluster]:
    """Groups what is touched by neighbourhood; a place that rests while its neighbour stirs stands for itself."""
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
        clusters += _split(electrodes, group)
    return clusters


def _split(electrodes: Electrodes, group: list[int]) -> list[Cluster]:
    signal, spread = electrodes.signal, electrodes.range
    stirring = max(spread[place] for place in group)
    resting = [
        place
        for place in group
        if electrodes.rested_s(place) > RESTS_FOR_S
        and spread[place] < STILL_SHARE * signal[place]
        and spread[place] < STILL_SHARE * 2.0 * stirring
    ]
    strongest = max(signal[place] for place in group)
    if not any(signal[place] > 0.6 * strongest for place in resting):
        return [_cluster(electrodes, {place: signal[place] for place in group}, group)]
    own = {place: signal[place] - electrodes.least(place) for place in group if place not in resting}
    own = {place: weight for place, weight in own.items() if weight > 2.0 * electrodes.noise[place]}
    if sum(own.values()) < max(LEAST_SIGNAL, MOVING_SHARE * strongest):
        return [_cluster(electrodes, {place: signal[place] for place in group}, group)]
    lain = {place: signal[place] for place in resting}
    return [_cluster(electrodes, lain, []), _cluster(electrodes, own, [])]


def _cluster(electrodes: Electrodes, weights: dict[int, float], halo_of: list[int]) -> Cluster:
    """Centre of weight, with the fringe of the hand on neighbours that are not touched enough to count alone."""
    total = x = y = 0.0
    for place in halo_of:
        for beside in BESIDE[place]:
            if beside not in weights and electrodes.signal[beside] > electrodes.noise[beside]:
                weight = electrodes.signal[beside] - electrodes.noise[beside]
                total += weight
                x += weight * X_CM[beside]
                y += weight * Y_CM[beside]
    for place, weight in weights.items():
        total += weight
        x += weight * X_CM[place]
        y += weight * Y_CM[place]
    x, y = x / total, y / total
    variance = 0.0
    for place in weights:
        noise = electrodes.noise[place]
        variance += noise * noise * ((X_CM[place] - x) ** 2 + (Y_CM[place] - y) ** 2)
    return Cluster(weights, total, x, y, LEAST_VARIANCE_CM2 + variance / (total * total))


def _nearest(hand: Hand, clusters: list[Cluster]) -> Cluster | None:
    """The cluster this hand has become: the nearest that lies within a hand's breadth or feels it on its place."""
    best, least = None, math.inf
    for cluster in clusters:
        away = math.hypot(cluster.x - hand.motion.x, cluster.y - hand.motion.y)
        if away < least and (away < SAME_HAND_CM or hand.place in cluster.weights):
            best, least = cluster, away
    return best


def _approach(rise: list[tuple[float, float]]) -> float:
    """The speed at which a hand sank into the fur, from the time its weight took from a tenth to nine tenths."""
    top = max(weight for _, weight in rise)
    spent = _crosses(rise, 0.9 * top) - _crosses(rise, 0.1 * top)
    return FUR_CM / max(spent, 0.005)


def _crosses(rise: list[tuple[float, float]], level: float) -> float:
    before_s, before = rise[0]
    for at_s, weight in rise:
        if weight >= level:
            share = (level - before) / (weight - before) if weight > before else 1.0
            return before_s + share * (at_s - before_s)
        before_s, before = at_s, weight
    return before_s
