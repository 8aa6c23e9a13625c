"""Hands found in what the electrodes feel: where each is, how it moves, how firmly, when it comes and goes.

Electrodes that lie side by side and feel something together feel one hand, unless one of them has long rested while
its neighbour stirs: then one hand lies there and the other strokes beside it. A hand is told as on the page: it comes
`down` on the place that feels most of it, `move`s, and when it slides on it leaves one place and comes to the next.
"""

import math
from dataclasses import dataclass, field

from companion.perception.touch.clusters import Cluster, find_clusters
from companion.perception.touch.coat import BESIDE
from companion.perception.touch.electrodes import Electrodes
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

RISES_BY, RISES_WITHIN_S, RISES_FOR_S, FALLS_BY, SETTLES_S = 1.06, 0.028, 0.3, 0.8, 0.03
"""A hand has landed when in 28 ms it has not grown by this, or falls again, and has then settled."""

SINKS_BY, SINKS_WITHIN_S = 1.3, 1.0
"""A hand that has grown so much more heavy since it seemed to have landed, soon after it came, had not landed yet."""

FROM_AIR_BELOW = 0.45
GONE_BELOW, BACK_ABOVE, PEAK_FADES_S, MOST_RISE = 0.2, 0.35, 2.0, 40
"""A hand at this share of its recent weight has left, though its shadow is felt; it is back above the second."""

LIFTS_AT = 0.5
"""At this share of its recent weight a hand may be on its way up: how it then seems to move is mostly that."""

LATELY_S, SHARES_S, MAIN_BY = 1.5, 0.06, 1.25
SLIDES_AFTER_S = 0.36
"""A hand that has only just come is told of the place where it came, or it would seem to pat on its way."""

JUMPED_CM, SAME_HAND_CM, UNSURE_CM = 6.0, 8.0, 4.0
LEASH_CM, LEASH_BY, STOPS_AFTER_S = 0.6, 4.0, 0.4
"""How far, in cm and in standard deviations of its place, a hand may tremble on the spot before it moves."""

PARTED_FOR_S, UNSEEN_S = 0.12, 0.4
"""How long a second hand must be told apart from the first to be believed, and may then be lost in it."""

LIFELESS_AFTER_S = 4.0
TELL_EVERY_S = 0.018


@dataclass(slots=True, eq=False)
class Hand:
    """One hand: the place it is told of, its movement, its weight in counts, and what is known of how it came.

    `rise` is its weight since it was in the air, (second, counts), until it has landed; `lately` its weight of the last
    seconds; `anchor` the place (cm) it drags along; `shares` its weight by place, smoothed; `here` is False while only
    its shadow is felt, and `low` the least of that.
    """

    place: int
    motion: Motion
    since_s: float
    seen_s: float
    rise: list[tuple[float, float]]
    weight: float = 0.0
    lately: float = 0.0
    peak: float = 0.0
    told_s: float = 0.0
    moved_s: float = -math.inf
    anchor: tuple[float, float] = (0.0, 0.0)
    shares: dict[int, float] = field(default_factory=dict)
    risen: bool = False
    landed: float = 0.0
    settled_s: float = math.inf
    here: bool = True
    low: float = 0.0
    still_s: float = 0.0
    pressure: float = 0.0


class Hands:
    """Follows every hand on the coat. `feel` is called once for each reading, after the electrodes have felt it."""

    def __init__(self, electrodes: Electrodes) -> None:
        self._electrodes = electrodes
        self._hands: list[Hand] = []
        self._usual = USUAL_SIGNAL
        self._alone_s = 0.0
        self._parted_s = 0.0

    def feel(self, now_s: float, passed_s: float, any_touched: bool) -> list[Touches]:
        """What the hands have done since the last reading, oldest first."""
        if not any_touched:
            self._alone_s += passed_s
            if self._alone_s > USUAL_FORGOTTEN_S:
                self._usual = USUAL_SIGNAL
            return self.let_go(now_s) if self._hands else []
        self._alone_s = 0.0
        told: list[Touches] = []
        clusters = find_clusters(self._electrodes, {hand.place: hand.lately for hand in self._hands})
        kept: list[Hand] = []
        for hand in self._hands:
            cluster = _nearest(hand, clusters)
            if cluster is None:
                # Two hands on the same places cannot be told apart at every instant.
                if hand.here and self._electrodes.touched[hand.place] and now_s - hand.seen_s < UNSEEN_S:
                    kept.append(hand)
                else:
                    told += self._leave(hand, now_s)
                continue
            clusters.remove(cluster)
            kept.append(hand)
            hand.seen_s = now_s
            told += self._follow(hand, cluster, now_s, passed_s)
        self._hands = kept
        self._parted_s = self._parted_s + passed_s if any(cluster.parted for cluster in clusters) else 0.0
        for cluster in clusters:
            if not cluster.parted or self._parted_s > PARTED_FOR_S:
                told += self._begin(cluster, now_s, passed_s)
        return told

    def let_go(self, now_s: float) -> list[Touches]:
        """No hand is felt any more."""
        told = [touches for hand in self._hands for touches in self._leave(hand, now_s)]
        self._hands.clear()
        return told

    def is_lifeless(self, zone: Zone) -> bool:
        """Whether what is felt on `zone` lies there without the least tremor, as a blanket does."""
        return any(ZONES[hand.place] == zone and hand.still_s > LIFELESS_AFTER_S for hand in self._hands)

    def _begin(self, cluster: Cluster, now_s: float, passed_s: float) -> list[Touches]:
        place = self._main(cluster, None)
        if place is None:
            return []
        # Where another hand lies already, it cannot be told how fast this one fell.
        beside = self._is_beside(place)
        before = math.inf if beside else sum(self._electrodes.before[place] for place in cluster.weights)
        rise = [(now_s - passed_s, before)]
        hand = Hand(place, Motion(cluster.x, cluster.y, cluster.variance), now_s, now_s, rise)
        self._hands.append(hand)
        self._weigh(hand, cluster, now_s, passed_s)
        return [self._tell("down", hand, now_s)]

    def _follow(self, hand: Hand, cluster: Cluster, now_s: float, passed_s: float) -> list[Touches]:
        before = hand.weight
        if not hand.here:
            return self._come_back(hand, cluster, now_s, passed_s)
        approach = self._weigh(hand, cluster, now_s, passed_s)
        if hand.risen and cluster.total < GONE_BELOW * hand.peak:
            told = self._leave(hand, now_s)
            hand.here, hand.low = False, cluster.total
            hand.rise.clear()
            return told
        # While it lands or lifts, the centre of weight wanders although the hand does not.
        change = abs(cluster.total - before) / max(cluster.total, 1.0)
        lifts = cluster.total < LIFTS_AT * hand.peak
        variance = cluster.variance + (change * UNSURE_CM) ** 2 + (UNSURE_CM**2 if lifts else 0.0)
        if now_s < hand.settled_s or math.hypot(cluster.x - hand.motion.x, cluster.y - hand.motion.y) > JUMPED_CM:
            hand.motion.begin(cluster.x, cluster.y, variance)
            hand.anchor = cluster.x, cluster.y
        else:
            hand.motion.step(cluster.x, cluster.y, variance, passed_s)
            _drag(hand, cluster, now_s)
        place = self._main(cluster, hand)
        if place is not None and place != hand.place and now_s - hand.since_s > SLIDES_AFTER_S:
            left = self._tell("up", hand, now_s)
            hand.place = place
            return [left, self._tell("down", hand, now_s)]
        if approach or now_s - hand.told_s >= TELL_EVERY_S:
            return [self._tell("move", hand, now_s, approach)]
        return []

    def _is_beside(self, place: int) -> bool:
        """Whether another hand lies on this place or a neighbour."""
        return any(hand.here and (hand.place == place or hand.place in BESIDE[place]) for hand in self._hands)

    def _leave(self, hand: Hand, now_s: float) -> list[Touches]:
        """The end of a hand. One so brief that it had not landed yet is told how fast it came all the same."""
        if not hand.here:
            return []
        if hand.risen or self._electrodes.fault[hand.place] is not None:
            return [self._tell("up", hand, now_s)]
        hand.pressure = min(1.0, hand.pressure * hand.peak / max(hand.weight, 1.0))
        return [self._tell("move", hand, now_s, _approach(hand.rise)), self._tell("up", hand, now_s)]

    def _come_back(self, hand: Hand, cluster: Cluster, now_s: float, passed_s: float) -> list[Touches]:
        """A hand that had left but whose shadow was still felt: a second pat, for instance."""
        if cluster.total <= hand.low:
            hand.low = cluster.total
            hand.rise.clear()
        if len(hand.rise) < MOST_RISE:
            hand.rise.append((now_s, cluster.total))
        if cluster.total < max(BACK_ABOVE * hand.peak, 2.0 * hand.low):
            return []
        place = self._main(cluster, None)
        if place is None:
            return []
        if self._is_beside(place):
            hand.rise = [(now_s - passed_s, math.inf)]
        hand.place, hand.here, hand.risen = place, True, False
        hand.since_s, hand.settled_s, hand.peak = now_s, math.inf, 0.0
        hand.motion.begin(cluster.x, cluster.y, cluster.variance)
        self._weigh(hand, cluster, now_s, passed_s)
        return [self._tell("down", hand, now_s)]

    def _weigh(self, hand: Hand, cluster: Cluster, now_s: float, passed_s: float) -> float:
        """Take the weight of a hand. Returns how fast it came down, in cm/s, once, when it has landed; else 0."""
        hand.weight = cluster.total
        hand.still_s = min(self._electrodes.stilled_s(place) for place in cluster.weights)
        share = min(1.0, passed_s / SHARES_S)
        for place in hand.shares.keys() | cluster.weights.keys():
            old = hand.shares.get(place, 0.0)
            hand.shares[place] = old + share * (cluster.weights.get(place, 0.0) - old)
        approach = 0.0
        if not hand.risen:
            hand.rise.append((now_s, cluster.total))
            if not _grows(hand.rise) or cluster.total < FALLS_BY * hand.peak or now_s - hand.since_s > RISES_FOR_S:
                hand.risen = True
                hand.settled_s, hand.landed = now_s + SETTLES_S, cluster.total
                approach = _approach(hand.rise)
                hand.rise.clear()
        elif now_s - hand.since_s < SINKS_WITHIN_S and cluster.total > SINKS_BY * hand.landed:
            hand.settled_s, hand.landed = now_s + SETTLES_S, cluster.total
        elif now_s - hand.since_s > KNOWN_AFTER_S and abs(math.log(cluster.whole / self._usual)) < USUAL_WITHIN:
            self._usual *= (cluster.whole / self._usual) ** min(1.0, passed_s / USUAL_FOLLOWS_S)
            self._usual = min(max(self._usual, USUAL_SIGNAL / 3.0), USUAL_SIGNAL * 3.0)
        faded = hand.peak * (1.0 - min(1.0, passed_s / PEAK_FADES_S))
        hand.peak = max(cluster.total, faded if hand.here and hand.risen else hand.peak)
        hand.pressure = min(1.0, LIGHT * cluster.whole / self._usual)
        hand.lately += (cluster.total - hand.lately) * min(1.0, passed_s / LATELY_S)
        return approach

    def _main(self, cluster: Cluster, hand: Hand | None) -> int | None:
        """The place that feels most of it; a hand keeps its place until another clearly feels more."""
        taken = {other.place for other in self._hands if other is not hand and other.here}
        free = [place for place in cluster.weights if place not in taken]
        if not free:
            return None
        if hand is None:
            return max(free, key=cluster.weights.__getitem__)
        best = max(free, key=hand.shares.__getitem__)
        return best if hand.shares[best] > MAIN_BY * hand.shares.get(hand.place, 0.0) else hand.place

    def _tell(self, phase: TouchPhase, hand: Hand, now_s: float, approach: float = 0.0) -> Touches:
        hand.told_s = now_s
        speed = hand.motion.speed_cm_s if now_s - hand.moved_s < STOPS_AFTER_S else 0.0
        direction = hand.motion.direction_deg if speed > 0.0 else None
        return Touches(phase, ZONES[hand.place], speed, hand.pressure, now_s, direction, approach)


def _drag(hand: Hand, cluster: Cluster, now_s: float) -> None:
    """A hand moves only when it drags its anchor along: trembling on the spot leaves it where it lies."""
    x, y = hand.motion.x - hand.anchor[0], hand.motion.y - hand.anchor[1]
    away = math.hypot(x, y)
    leash = LEASH_CM + LEASH_BY * math.sqrt(hand.motion.variance)
    if away > leash:
        pull = (away - leash) / away
        hand.anchor = hand.anchor[0] + pull * x, hand.anchor[1] + pull * y
        hand.moved_s = now_s


def _nearest(hand: Hand, clusters: list[Cluster]) -> Cluster | None:
    """The cluster this hand has become: the nearest that lies within a hand's breadth or feels it on its place."""
    best, least = None, math.inf
    for cluster in clusters:
        away = math.hypot(cluster.x - hand.motion.x, cluster.y - hand.motion.y)
        if away < least and (away < SAME_HAND_CM or hand.place in cluster.weights):
            best, least = cluster, away
    return best


def _grows(rise: list[tuple[float, float]]) -> bool:
    """Whether a hand has only just come, or is still becoming heavier."""
    now_s, weight = rise[-1]
    for at_s, before in reversed(rise[1:]):
        if now_s - at_s >= RISES_WITHIN_S:
            return weight > RISES_BY * before
    return True


def _approach(rise: list[tuple[float, float]]) -> float:
    """The speed at which a hand sank into the fur, from the time its weight took from a tenth to nine tenths.

    0 for one that did not come from the air.
    """
    low, top = rise[0][1], max(weight for _, weight in rise)
    if low > FROM_AIR_BELOW * top:
        return 0.0
    spent = _crosses(rise, low + 0.9 * (top - low)) - _crosses(rise, low + 0.1 * (top - low))
    return FUR_CM * (1.0 - low / top) / max(spent, 0.005)


def _crosses(rise: list[tuple[float, float]], level: float) -> float:
    before_s, before = rise[0]
    for at_s, weight in rise:
        if weight >= level:
            share = (level - before) / (weight - before) if weight > before else 1.0
            return before_s + share * (at_s - before_s)
        before_s, before = at_s, weight
    return before_s
