"""Signs of a bearing: reaching out, leaning in, slumped, turned away, waving, hands at the face, rocking.

Each sign is a rule over the last seconds, written so that an ordinary evening in an armchair makes none of them: a hand
that scratches a nose, a look to the neighbour, a nap against a wing of the chair. What is not seen is not guessed. The
certainty grows with the margin by which a rule is kept; `python -m tools.evaluate bodies` prints how often people that
are simulated are read rightly.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from companion.perception.bodies.bearing import Arm, Bearing
from companion.perception.bodies.swaying import Swaying
from companion.vocabulary.readings import BodyReading, BodySign

REACHES_M, REACHES_FAR_M = 0.15, 0.30
"""Farther forward than these hands are as a rule: in a lap they are half stretched out already."""

REACHES_AT_ALL_M, STRAIGHT_FROM = 0.34, 0.66
LEANS_DEG, LEANS_FAR_DEG = 16.0, 30.0
"""More than this person's usual lean: some always sit bent, and the camera may look from below."""

COMES_NEARER = 1.04
TURNED_DEG, TURNED_FAR_DEG = 65.0, 100.0
HEAD_SINKS_M, HEAD_SUNK_M = 0.05, 0.13
CHIN_LOW_M, CHIN_DOWN_M, CHIN_ON_CHEST_M = 0.015, 0.035, 0.08
"""Lower than as a rule: the head toward the shoulders, the nose under the ears."""

SLUMPS_ASIDE_DEG, SLUMPS_FORWARD_DEG = 18.0, 15.0
AT_FACE_M, AT_FACE_NEAR_M = 0.135, 0.06
RAISED_M = 0.08
ORDINARY_HEAD_UP_M, ORDINARY_CHIN_M, ORDINARY_FORWARD_M = 0.20, 0.0, 0.25
"""Of people in general: until it is known how this one sits as a rule."""

WAVE_M = 0.07
WAVE_TURNS, WAVE_LASTS_S = 3, 2.5
WAVE_FASTEST_S, WAVE_SLOWEST_S = 0.10, 0.75
"""Between one turn of the hand and the next."""

ROCK_M = 0.045
ROCK_TURNS, ROCK_LASTS_S = 5, 14.0
ROCK_FASTEST_S, ROCK_SLOWEST_S = 0.35, 2.2
ROCK_REGULAR = 0.55
ROCK_GAP_S, WAVE_GAP_S = 0.6, 0.6

HELD_S: dict[BodySign, float] = {
    "reaching": 0.3,
    "leaning_in": 0.8,
    "slumped": 5.0,
    "turned_away": 2.5,
    "hands_at_face": 2.0,
}
"""So long a sign must hold before it is told."""

FORGIVES_S = 1.3
"""A single look that misses the sign does not end it, but nothing holds over a longer time without a look."""

TOLD_EVERY_S = 1.0
USUAL_S = 60.0
USUAL_NEEDS = 5
LEAST, MOST = 0.6, 0.9


@dataclass(slots=True)
class _Held:
    """A sign that is kept: since when, when it was last seen, how clearly, and when it was told."""

    since_s: float
    seen_s: float
    clear: float
    told_s: float = float("-inf")


class Signs:
    """Follows one body. `look` takes each bearing; `sway` the head alone, which the face shows more often."""

    def __init__(self) -> None:
        self._held: dict[BodySign, _Held] = {}
        self._usual: deque[Bearing] = deque()
        self._waves = (Swaying(WAVE_M, WAVE_LASTS_S), Swaying(WAVE_M, WAVE_LASTS_S))
        self._rocks = (Swaying(ROCK_M, ROCK_LASTS_S), Swaying(ROCK_M, ROCK_LASTS_S), Swaying(ROCK_M, ROCK_LASTS_S))
        self._told_s: dict[BodySign, float] = {}

    def look(self, now: Bearing) -> tuple[BodyReading, ...]:
        """The signs that hold at this instant, each told once a second."""
        at_s = now.at_s
        told = []
        seen = dict(self._seen(now))
        for sign, clear in seen.items():
            held = self._held.get(sign)
            if held is None or at_s - held.seen_s > FORGIVES_S:
                held = self._held[sign] = _Held(at_s, at_s, clear)
            held.seen_s = at_s
            held.clear += 0.4 * (clear - held.clear)
            if at_s - held.since_s >= HELD_S[sign] and at_s - held.told_s >= TOLD_EVERY_S:
                held.told_s = at_s
                told.append(BodyReading(at_s, sign, (LEAST + (MOST - LEAST) * held.clear) * min(1.0, now.trust + 0.1)))
        if not any(at_s - held.told_s <= FORGIVES_S for held in self._held.values()):
            self._usual.append(now)
            while at_s - self._usual[0].at_s > USUAL_S:
                self._usual.popleft()
        return (*told, *self._wave(now))

    def sway(self, across_m: float, down_m: float, nearer_m: float, at_s: float) -> tuple[BodyReading, ...]:
        """Where the head is, in metres, for rocking; called as often as it is seen."""
        best = None
        for swaying, value in zip(self._rocks, (across_m, down_m, nearer_m), strict=True):
            swaying.see(value, at_s, ROCK_GAP_S)
            swing = swaying.swing(at_s)
            if swing is None or swing.turns < ROCK_TURNS or swing.regular < ROCK_REGULAR:
                continue
            if ROCK_FASTEST_S <= swing.every_s <= ROCK_SLOWEST_S and (best is None or swing.size > best.size):
                best = swing
        if best is None or at_s - self._told_s.get("rocking", float("-inf")) < TOLD_EVERY_S:
            return ()
        self._told_s["rocking"] = at_s
        clear = min(1.0, (best.size - ROCK_M) / ROCK_M) * 0.5 + min(1.0, (best.turns - ROCK_TURNS) / 4) * 0.5
        return (BodyReading(at_s, "rocking", LEAST + (MOST - LEAST) * max(0.0, clear)),)

    def worth_a_look(self, now: Bearing) -> bool:
        """Whether a hand is raised or stretched out, so that looking more often would tell more."""
        return any(arm.above_elbow_m > RAISED_M or self._reaches(arm) is not None for arm in now.arms)

    def _seen(self, now: Bearing) -> Iterator[tuple[BodySign, float]]:
        """The signs of this one look, each with how clear it is, 0..1."""
        if now.turned_deg is not None and now.turned_deg >= TURNED_DEG:
            yield "turned_away", _share(now.turned_deg, TURNED_DEG, TURNED_FAR_DEG)
        elif now.turned_deg is not None:
            # Depths are told for a body that faces the camera; from the side they mix with what lies across.
            reaches = [far for arm in now.arms if (far := self._reaches(arm)) is not None]
            if reaches:
                yield "reaching", max(reaches)
            if (lean := self._leans(now)) is not None:
                yield "leaning_in", lean
            if (slump := self._slumps(now)) is not None:
                yield "slumped", slump
        at_face = [arm.to_face_m for arm in now.arms if _at_face(arm)]
        if at_face:
            yield "hands_at_face", _share(-min(at_face), -AT_FACE_M, -AT_FACE_NEAR_M)

    def _reaches(self, arm: Arm) -> float | None:
        usual = self._usually([hand.forward_m for look in self._usual for hand in look.arms], ORDINARY_FORWARD_M)
        more_m = arm.forward_m - usual
        if more_m < REACHES_M or arm.forward_m < REACHES_AT_ALL_M or arm.straight < STRAIGHT_FROM or _at_face(arm):
            return None
        return _share(more_m, REACHES_M, REACHES_FAR_M)

    def _leans(self, now: Bearing) -> float | None:
        if now.forward_deg is None or len(self._usual) < USUAL_NEEDS:
            return None
        more_deg = now.forward_deg - self._usual_forward_deg()
        nearer = now.size / median(look.size for look in self._usual)
        if more_deg < LEANS_DEG or nearer < COMES_NEARER or self._chin_lower_m(now) >= CHIN_DOWN_M:
            return None
        return _share(more_deg, LEANS_DEG, LEANS_FAR_DEG)

    def _slumps(self, now: Bearing) -> float | None:
        """The chin down, and the head sunk toward the shoulders or the trunk fallen to a side or forward."""
        chin_m = self._chin_lower_m(now)
        if now.head_up_m is None or now.aside_deg is None or now.forward_deg is None:
            return None
        usual_up_m = self._usually(
            [look.head_up_m for look in self._usual if look.head_up_m is not None], ORDINARY_HEAD_UP_M
        )
        sunk_m = usual_up_m - now.head_up_m
        forward_deg = now.forward_deg - self._usual_forward_deg()
        fallen = abs(now.aside_deg) >= SLUMPS_ASIDE_DEG or forward_deg >= SLUMPS_FORWARD_DEG
        # A chin on the chest shows less of itself where the whole trunk has fallen with it.
        if sunk_m < HEAD_SINKS_M or chin_m < (CHIN_LOW_M if fallen else CHIN_DOWN_M):
            return None
        if not fallen and sunk_m < HEAD_SUNK_M:
            return None
        return (_share(sunk_m, HEAD_SINKS_M, HEAD_SUNK_M) + _share(chin_m, CHIN_DOWN_M, CHIN_ON_CHEST_M)) / 2

    def _chin_lower_m(self, now: Bearing) -> float:
        """How much lower than as a rule the nose is under the ears; 0 where it cannot be told."""
        if now.chin_down_m is None:
            return 0.0
        usual = [look.chin_down_m for look in self._usual if look.chin_down_m is not None]
        return now.chin_down_m - self._usually(usual, ORDINARY_CHIN_M)

    def _usual_forward_deg(self) -> float:
        return self._usually([look.forward_deg for look in self._usual if look.forward_deg is not None], 0.0)

    def _usually(self, seen: list[float], ordinary: float) -> float:
        """What is usual of this person; what is ordinary until enough was seen."""
        return median(seen) if len(seen) >= USUAL_NEEDS else ordinary

    def _wave(self, now: Bearing) -> tuple[BodyReading, ...]:
        found = None
        for swaying, arm in zip(self._waves, (now.left, now.right), strict=True):
            if arm is None or arm.above_elbow_m < 0.02 or _at_face(arm):
                continue
            swaying.see(arm.beside_m, now.at_s, WAVE_GAP_S)
            swing = swaying.swing(now.at_s)
            if swing is not None and swing.turns >= WAVE_TURNS and WAVE_FASTEST_S <= swing.every_s <= WAVE_SLOWEST_S:
                found = swing if found is None or swing.size > found.size else found
        if found is None or now.at_s - self._told_s.get("waving", float("-inf")) < TOLD_EVERY_S:
            return ()
        self._told_s["waving"] = now.at_s
        clear = _share(found.size, WAVE_M, 3 * WAVE_M)
        return (BodyReading(now.at_s, "waving", (LEAST + (MOST - LEAST) * clear) * min(1.0, now.trust + 0.1)),)


def _at_face(arm: Arm) -> bool:
    return arm.to_face_m <= AT_FACE_M


def _share(value: float, low: float, high: float) -> float:
    """Where a value lies between two bounds, 0..1."""
    return min(1.0, max(0.0, (value - low) / (high - low)))
