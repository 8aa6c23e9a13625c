"""Which act, now: reactive above proactive above rhythmic, comfort before play, with hysteresis and gentle variety.

It reads the acts table and knows no act by name. Laws kept here: an act lasts its least time unless something more
urgent comes; at most one unasked bid in five minutes, only to somebody present, each softer than the last; nothing is
begun for an empty room.
"""

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from companion.mind.acts import ACT, ACTS, ActKind, Reason
from companion.mind.cues import Cue, CueName
from companion.vocabulary.acts import Layer

FLOOR = 0.25
"""An act is begun only above this utility, and kept above 0.6 of it."""

KEEPS = 0.6
CLEARLY_BETTER = 0.2
LIKED_COMES_SOONER = 3.0
"""A bonus of 0.3 makes a cool-down shorter by three times that share, one of -0.3 as much longer."""

HOLDS_S = 1.5
"""What it begins of itself breaks nothing off that has only just begun: that would flicker."""

BID_EVERY_S = 300.0
BID_SOFTER = 0.8
MOST_BIDS = 5
"""Bids in one visit; after these it asks no more until somebody has been away for five minutes."""

VISIT_OVER_S = 300.0
WEARS_OFF_S = 150.0
WEARS_BY, MOST_WORN = 0.35, 3.0
"""An act repeated often stays away longer each time, so that no round of acts goes on and on."""

AT_EASE: frozenset[CueName] = frozenset({"calm_face", "calm_evening"})
"""Where an act of comfort answers these there is nobody to be comforted, and play may come."""

LEFT_ALONE_S = 1800.0

_LAYERS: tuple[Layer, ...] = ("rhythmic", "proactive", "reactive")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What holds whatever the utilities say. `left_alone_s`: seconds since somebody asked to be left alone.

    `state` is how the person seems. `may_play` is false once it is enough: then it plays no more and asks for nothing.
    `may_soothe` is false for a while after soothing has not helped and people were told.
    """

    now_s: float
    somebody: bool
    asleep: bool
    quiet: bool
    may_begin: bool
    left_alone_s: float
    state: str = ""
    may_play: bool = True
    may_soothe: bool = True


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that could be done now, its best reason, how much it would be worth, and how urgent it is."""

    kind: ActKind
    reason: Reason
    cue: Cue
    utility: float
    urgency: int

    @property
    def rank(self) -> tuple[int, int]:
        return _rank(self.kind, self.urgency)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The act that runs: since when, how strong 0..1, until when at the longest, why, and how urgent it is."""

    kind: ActKind
    reason: Reason
    why: str
    intensity: float
    started_s: float
    ends_s: float
    urgency: int

    @property
    def rank(self) -> tuple[int, int]:
        return _rank(self.kind, self.urgency)


Favour = Callable[[Sequence[str]], Mapping[str, float]]
"""From names of acts to bonuses, -0.3..0.3: what this person likes (`tastes.py`)."""


class Selection:
    """Keeps one act running, always. `choose` is called once a tick."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.current: Chosen | None = None
        self.last_bid_s = -math.inf
        self.bids = 0
        self.since_s = 0.0
        self._somebody_s = -math.inf
        self._ready_s: dict[str, float] = {}
        self._liking: dict[str, float] = {}
        self._often: dict[str, tuple[float, float]] = {}
        self._begun_s: dict[str, float] = {}
        self._bonuses: dict[str, float] = {}

    def choose(self, cues: Mapping[CueName, Cue], here: Circumstances, favour: Favour = lambda names: {}) -> Chosen:
        """The act for this tick. `favour` says how much more or less each of the named acts is worth just now."""
        self._count_visit(here)
        offers = self._favoured(self._offers(cues, here), favour)
        current = self.current
        if current is None:
            return self._begin(max(offers.values(), key=_worth), here)
        rivals = [
            offer
            for name, offer in offers.items()
            if name != current.kind.name and offer.utility >= FLOOR and self._is_ready(offer, here.now_s)
        ]
        best = max(rivals, key=_worth, default=None)
        kept = offers.get(current.kind.name)
        if best is not None and self._gives_way(current, best, kept, here.now_s):
            return self._begin(best, here)
        if (
            kept is not None
            and current.reason.cue not in cues
            and here.now_s - current.started_s >= current.kind.least_s
        ):
            # The act goes on, but what it was begun for is over: say what it is done for now.
            self.current = replace(current, reason=kept.reason, why=_sentence(kept))
        return self.current or current

    def perform(self, name: str, here: Circumstances) -> None:
        """Show what staff ask for, if there is such an act and nothing most urgent runs.

        A hand may still cut it short.
        """
        if name in ACT and (self.current is None or self.current.rank < MOST_URGENT):
            kind, reason = ACT[name], Reason("staff", "Staff ask for this, so I show it.")
            self._begin(Offer(kind, reason, Cue(1.0), 1.0, kind.urgency), here)

    def interrupt(self, now_s: float) -> None:
        """Nothing may be done from `now_s` on; the next choice is free."""
        if self.current is not None:
            self.current, self.since_s = None, now_s

    def restart(self, now_s: float) -> None:
        """Time has run backwards: what ran is over, and a bid may only follow after the full wait."""
        self.current, self.since_s, self.last_bid_s = None, now_s, now_s
        self._ready_s.clear()
        self._often.clear()
        self._begun_s.clear()
        self._somebody_s = now_s

    def _offers(self, cues: Mapping[CueName, Cue], here: Circumstances) -> dict[str, Offer]:
        offers: dict[str, Offer] = {}
        for kind in ACTS:
            if not _fits(kind, here):
                continue
            liking = self._liking.get(kind.name, 1.0)
            for reason in kind.reasons:
                cue = cues.get(reason.cue)
                if cue is None or (reason.bid and not self._may_bid(here)):
                    continue
                if kind.purpose == "contact" and not (here.may_play or reason.asked or kind.layer == "reactive"):
                    continue
                utility = reason.pull * cue.strength * liking
                if kind.name not in offers or utility > offers[kind.name].utility:
                    offers[kind.name] = Offer(kind, reason, cue, utility, kind.urgency)
        offers = _equally_urgent(offers)
        if any(
            offer.kind.purpose == "comfort" and offer.utility >= FLOOR and offer.reason.cue not in AT_EASE
            for offer in offers.values()
        ):
            return {name: offer for name, offer in offers.items() if offer.kind.purpose != "play"}
        return offers

    def _favoured(self, offers: dict[str, Offer], favour: Favour) -> dict[str, Offer]:
        """What this person likes is worth more, and comes again sooner. Nothing sinks below the floor by that."""
        names = [name for name, offer in offers.items() if offer.kind.layer == "proactive" and offer.utility >= FLOOR]
        bonuses = favour(names)
        self._bonuses |= bonuses
        for name, bonus in bonuses.items():
            offers[name] = replace(offers[name], utility=max(FLOOR, offers[name].utility + bonus))
        return offers

    def _is_ready(self, offer: Offer, now_s: float) -> bool:
        """An answer waits for no cool-down, but nothing that was asked is answered twice."""
        answers = offer.reason.asked and offer.cue.at_s > self._begun_s.get(offer.kind.name, -math.inf)
        return answers or self._ready_s.get(offer.kind.name, -math.inf) <= now_s

    def _gives_way(self, current: Chosen, best: Offer, kept: Offer | None, now_s: float) -> bool:
        unasked = best.kind.layer == "proactive" and not best.reason.asked
        if unasked and now_s - current.started_s < HOLDS_S:
            return False
        if best.rank > current.rank:
            return True
        if now_s - current.started_s < current.kind.least_s:
            return False
        if kept is None or kept.utility < FLOOR * KEEPS or now_s >= current.ends_s:
            return True
        return best.rank == current.rank and best.utility > kept.utility + CLEARLY_BETTER

    def _begin(self, offer: Offer, here: Circumstances) -> Chosen:
        kind = offer.kind
        if self.current is not None:
            ended = self.current.kind
            longer = self._chance.uniform(0.8, 1.6) * self._worn(ended, here.now_s)
            longer *= 1.0 - LIKED_COMES_SOONER * self._bonuses.get(ended.name, 0.0)
            self._ready_s[ended.name] = here.now_s + ended.cooldown_s * longer
            # Gentle variety: what was just done is a little more or less liked the next time.
            self._liking[ended.name] = self._chance.uniform(0.88, 1.12)
        softness = kind.quiet if here.quiet else 1.0
        if offer.reason.bid:
            softness *= BID_SOFTER**self.bids
            self.bids += 1
            self.last_bid_s = here.now_s
        self._begun_s[kind.name] = here.now_s
        self.current = Chosen(
            kind=kind,
            reason=offer.reason,
            why=_sentence(offer),
            intensity=min(1.0, kind.intensity * softness),
            started_s=here.now_s,
            ends_s=here.now_s + kind.most_s * self._chance.uniform(0.85, 1.15),
            urgency=offer.urgency,
        )
        return self.current

    def _worn(self, ended: ActKind, now_s: float) -> float:
        """1 for what is done now and then, up to 3 for what was done often of late. Comfort does not wear out."""
        often, at_s = self._often.get(ended.name, (0.0, now_s))
        often = often * math.exp(-max(0.0, now_s - at_s) / WEARS_OFF_S) + 1.0
        self._often[ended.name] = often, now_s
        return 1.0 if ended.purpose == "comfort" else min(MOST_WORN, 1.0 + WEARS_BY * (often - 1.0))

    def _may_bid(self, here: Circumstances) -> bool:
        """A bid that already runs does not forbid itself."""
        if self.current is not None and here.now_s - self.last_bid_s < BID_EVERY_S:
            return self.current.started_s == self.last_bid_s
        return (
            here.somebody
            and self.bids < MOST_BIDS
            and here.now_s - self.last_bid_s >= BID_EVERY_S
            and here.left_alone_s >= LEFT_ALONE_S
        )

    def _count_visit(self, here: Circumstances) -> None:
        if here.somebody:
            if here.now_s - self._somebody_s > VISIT_OVER_S:
                self.bids = 0
            self._somebody_s = here.now_s


def _fits(kind: ActKind, here: Circumstances) -> bool:
    if kind.needs_somebody and not here.somebody:
        return False
    if kind.states and here.state not in kind.states:
        return False
    if kind.purpose == "play" and not here.may_play:
        return False
    if kind.layer != "proactive":
        return True
    return here.may_begin and not here.asleep and (here.may_soothe or kind.purpose != "comfort")


def _rank(kind: ActKind, urgency: int) -> tuple[int, int]:
    return _LAYERS.index(kind.layer), urgency


MOST_URGENT = max(_rank(kind, kind.urgency) for kind in ACTS)


def _equally_urgent(offers: Mapping[str, Offer]) -> dict[str, Offer]:
    """What answers the same feeling is equally urgent: which of it is done is a matter of worth and of tastes."""
    most: dict[str, int] = {}
    for offer in offers.values():
        if offer.kind.layer == "proactive":
            most[offer.reason.cue] = max(most.get(offer.reason.cue, 0), offer.urgency)
    return {
        name: replace(offer, urgency=most[offer.reason.cue]) if offer.kind.layer == "proactive" else offer
        for name, offer in offers.items()
    }


def _sentence(offer: Offer) -> str:
    return offer.reason.sentence.format(evidence=offer.cue.evidence)


def _worth(offer: Offer) -> tuple[tuple[int, int], float]:
    return offer.rank, offer.utility
