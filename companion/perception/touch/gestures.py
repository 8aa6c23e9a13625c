"""What a hand means: contact at once, then stroke, pat, hold, squeeze, push, hit and release as soon as each is told.

Touch is the oldest language of comfort, so nothing here waits longer than it must: `contact` is told in the same call
as the first change on the skin, a hit too, a stroke after 0.3 s (a firm one after 0.6 s), a pat or a push when the hand
leaves, a hold after one second of stillness, a squeeze when a hand that lies there has tightened. A push is a firm,
quick press that shoves away and lets go: slower than a blow, firmer than a pat, and told 0.15 s later, when it is
certain that the hand did not merely slide on.
"""

import math
from collections import deque
from dataclasses import dataclass, field
from typing import NamedTuple

from companion.perception.touch.coat import heading_deg
from companion.vocabulary.moment import Moment
from companion.vocabulary.readings import TouchGesture, TouchReading
from companion.vocabulary.signals import PLEASANT_CM_S, ZONES, Touches, Zone

FASTEST_CM_S = 300.0
STROKE_FROM_CM_S = 0.7
HIT_FROM_CM_S = 40.0
HIT_FROM_PRESSURE = 0.7
BLOW_FROM_CM_S = 90.0
BLOW_FROM_PRESSURE = 0.4
HIT_WITHIN_S = 0.15
WINDOW_S = 0.3
PUSH_WITHIN_S = 0.6
PUSH_FROM_PRESSURE = 0.55
PUSH_FROM_CM_S = 2.0
PAT_WITHIN_S = 0.35
FLEETING_S, FAINT = 0.06, 0.2
SQUEEZE_FROM_PRESSURE = 0.55
SQUEEZE_RISE = 1.4
SQUEEZE_TO_CM_S, SQUEEZE_UNMOVED_S, SQUEEZE_FORGETS = 2.0, 0.3, 0.1
SQUEEZE_AFTER_S, SQUEEZE_STAYS_S = 0.35, 0.12
OTHER_HAND_S = 1.0
"""A hand seems to tighten while another strokes over it: none is believed to for so long after that."""

HEADING_HOLDS_S = 2.0
STROKE_EVERY_S = 0.5
HOLD_AFTER_S = 1.0
HOLD_EVERY_S = 2.0
SLIDE_WITHIN_S = 0.15
SAME_AGAIN_S = 0.05
FORGOTTEN_AFTER_S = 120.0
JUMP_S = 1.0
MOST_SAMPLES = 64


class _Move(NamedTuple):
    """One instant of a hand: its speed over the fur and the speed it has come down with, in cm/s."""

    at_s: float
    speed: float
    pressure: float
    approach: float
    direction_deg: float | None


@dataclass(slots=True)
class _Contact:
    """A hand on one zone: when it came, how it has moved in the last 0.3 s, and what has been told of it.

    `loose` is its pressure before it tightened, `tight_s` since when it is tight; `heading` is the way it slid here
    from another zone, and until when that holds.
    """

    since_s: float
    heard_s: float
    hand_since_s: float
    moves: deque[_Move] = field(default_factory=lambda: deque(maxlen=MOST_SAMPLES))
    stroked_s: float | None = None
    held_s: float | None = None
    hit: bool = False
    alone: bool = True
    loose: float = 1.0
    tight_s: float | None = None
    stirred_s: float = -math.inf
    squeezed: bool = False
    heading: tuple[float, float] | None = None


class TouchGestures:
    """Turns changes on the twelve zones into gestures. Pure: time comes in with every signal and with `tick`.

    >>> hand = TouchGestures()
    >>> [reading.gesture for reading in hand.feel(Touches("down", "head", 0.0, 0.3, captured_s=1.0))]
    ['contact']

    Values that are not numbers count as zero, a signal without a usable time or zone is dropped, and the same gesture
    on the same zone is told at most once in 50 ms, so a broken electrode cannot flood anybody.
    """

    def __init__(self) -> None:
        self._contacts: dict[Zone, _Contact] = {}
        self._left: tuple[float, Zone, _Contact] | None = None
        self._shove: tuple[float, Zone, float, float] | None = None
        self._moved_s: dict[Zone, float] = {}
        self._told: dict[tuple[Zone, TouchGesture], float] = {}
        self._now_s = -math.inf

    def feel(self, touches: Touches) -> tuple[TouchReading, ...]:
        """The gestures this one change makes certain, oldest first."""
        if not math.isfinite(touches.captured_s) or touches.zone not in ZONES:
            return ()
        now_s = self._advance(touches.captured_s)
        speed = _within(touches.speed_cm_s, FASTEST_CM_S)
        pressure = _within(touches.pressure, 1.0)
        approach = _within(touches.approach_cm_s, FASTEST_CM_S)
        move = _Move(now_s, speed, pressure, approach, touches.direction_deg)
        match touches.phase:
            case "down":
                return self._down(touches.zone, move)
            case "move":
                return self._move(touches.zone, move)
            case "up":
                return self._up(touches.zone, now_s)

    def tick(self, moment: Moment) -> tuple[TouchReading, ...]:
        """What only time tells: a hand that rests is a hold, told again every two seconds."""
        if not math.isfinite(moment.monotonic_s):
            return ()
        now_s = self._advance(moment.monotonic_s)
        readings: list[TouchReading] = []
        if self._shove is not None and now_s - self._shove[0] > SLIDE_WITHIN_S:
            _, zone, speed, pressure = self._shove
            self._shove = None
            readings += self._tell("push", zone, speed, pressure, now_s)
        for zone, contact in list(self._contacts.items()):
            if now_s - contact.heard_s > FORGOTTEN_AFTER_S:
                del self._contacts[zone]
                readings += self._tell("release", zone, 0.0, 0.0, now_s)
                continue
            speed, pressure = _mean(contact, now_s)
            still_since = contact.since_s if contact.stroked_s is None else contact.stroked_s
            due = still_since + HOLD_AFTER_S if contact.held_s is None else contact.held_s + HOLD_EVERY_S
            if speed < STROKE_FROM_CM_S and now_s >= max(due, still_since + HOLD_AFTER_S):
                contact.held_s = now_s
                readings += self._tell("hold", zone, speed, pressure, now_s)
        return tuple(readings)

    @property
    def touching(self) -> tuple[Zone, ...]:
        """The zones a hand is on now."""
        return tuple(self._contacts)

    def _advance(self, now_s: float) -> float:
        if now_s < self._now_s - JUMP_S:
            self._contacts.clear()
            self._told.clear()
            self._moved_s.clear()
            self._left = self._shove = None
            self._now_s = now_s
        self._now_s = max(self._now_s, now_s)
        return self._now_s

    def _down(self, zone: Zone, move: _Move) -> tuple[TouchReading, ...]:
        contact = self._begin(zone, move.at_s)
        contact.moves.append(move)
        told = self._tell("contact", zone, move.speed, move.pressure, move.at_s)
        return (*told, *self._hit(zone, contact, move))

    def _move(self, zone: Zone, move: _Move) -> tuple[TouchReading, ...]:
        now_s = move.at_s
        contact = self._contacts.get(zone) or self._begin(zone, now_s)
        contact.heard_s = now_s
        contact.moves.append(move)
        hit = self._hit(zone, contact, move)
        if hit or contact.hit:
            return hit
        mean_speed, mean_pressure = _mean(contact, now_s)
        if mean_speed > SQUEEZE_TO_CM_S:
            self._moved_s[zone] = now_s
        if self._tightens(zone, contact, mean_speed, move):
            return self._tell("squeeze", zone, mean_speed, move.pressure, now_s)
        # A firm hand that moves may yet turn out to shove: it is a stroke only when it stays.
        first_s = PUSH_WITHIN_S if mean_pressure >= PUSH_FROM_PRESSURE else WINDOW_S
        due = contact.hand_since_s + first_s if contact.stroked_s is None else contact.stroked_s + STROKE_EVERY_S
        if mean_speed < STROKE_FROM_CM_S or now_s < due:
            return ()
        contact.stroked_s = now_s
        contact.held_s = None
        return self._tell("stroke", zone, mean_speed, mean_pressure, now_s, _direction(contact, now_s))

    def _up(self, zone: Zone, now_s: float) -> tuple[TouchReading, ...]:
        contact = self._contacts.pop(zone, None)
        if contact is None:
            return ()
        self._left = (now_s, zone, contact)
        mean_speed, mean_pressure = _mean(contact, now_s)
        release = self._tell("release", zone, mean_speed, mean_pressure, now_s)
        stayed_s = now_s - contact.hand_since_s
        if contact.hit or contact.squeezed or contact.stroked_s is not None or contact.held_s is not None:
            return release
        if stayed_s <= PUSH_WITHIN_S and _shoves(contact, stayed_s) and not self._contacts:
            self._shove = now_s, zone, mean_speed, mean_pressure
            return release
        if stayed_s <= PAT_WITHIN_S and (stayed_s > FLEETING_S or mean_pressure > FAINT):
            return (*self._tell("pat", zone, mean_speed, mean_pressure, now_s), *release)
        return release

    def _begin(self, zone: Zone, now_s: float) -> _Contact:
        # Beside another contact it may be the same hand sliding on, so it is taken for no shove.
        contact = _Contact(now_s, now_s, now_s, alone=not self._contacts)
        if self._shove is not None and now_s - self._shove[0] <= SLIDE_WITHIN_S:
            self._shove = None
        if (slid := self._slid_from(now_s)) is not None:
            # A hand that slides from zone to zone is one hand: its stroke goes on without being learnt anew.
            from_zone, before = slid
            contact.hand_since_s = before.hand_since_s
            contact.stroked_s = before.stroked_s
            contact.hit, contact.squeezed = before.hit, before.squeezed
            contact.loose, contact.tight_s = before.loose, before.tight_s
            contact.moves.extend(before.moves)
            if (heading := heading_deg(from_zone, zone)) is not None:
                contact.heading = heading, now_s + HEADING_HOLDS_S
        self._contacts[zone] = contact
        return contact

    def _slid_from(self, now_s: float) -> tuple[Zone, _Contact] | None:
        """The contact a new one goes on from: one that has just left, or one that is moving on to the next zone."""
        if self._left is not None and now_s - self._left[0] <= SLIDE_WITHIN_S:
            return self._left[1:]
        moving = [
            (zone, contact)
            for zone, contact in self._contacts.items()
            if now_s - contact.heard_s <= SLIDE_WITHIN_S and _mean(contact, now_s)[0] >= STROKE_FROM_CM_S
        ]
        return moving[-1] if moving else None

    def _hit(self, zone: Zone, contact: _Contact, move: _Move) -> tuple[TouchReading, ...]:
        fresh = move.at_s - contact.hand_since_s <= HIT_WITHIN_S
        sweeps = move.speed >= HIT_FROM_CM_S and move.pressure >= HIT_FROM_PRESSURE
        falls = move.approach >= BLOW_FROM_CM_S and move.pressure >= BLOW_FROM_PRESSURE
        if contact.hit or not fresh or not (sweeps or falls):
            return ()
        contact.hit = True
        return self._tell("hit", zone, max(move.speed, move.approach), move.pressure, move.at_s)

    def _tightens(self, zone: Zone, contact: _Contact, mean_speed: float, move: _Move) -> bool:
        """Whether a hand that lies there has just closed more firmly; true once each time it does."""
        if move.at_s - contact.hand_since_s < SQUEEZE_AFTER_S:
            return False
        # What it was before follows slowly upward: a squeeze is quick.
        contact.loose = min(contact.loose + SQUEEZE_FORGETS * 0.02, move.pressure)
        tight = move.pressure >= max(SQUEEZE_FROM_PRESSURE, SQUEEZE_RISE * contact.loose)
        others_s = (at_s for other, at_s in self._moved_s.items() if other != zone)
        if mean_speed > SQUEEZE_TO_CM_S or move.at_s - max(others_s, default=-math.inf) < OTHER_HAND_S:
            contact.stirred_s = move.at_s
        if not tight or move.at_s - contact.stirred_s < SQUEEZE_UNMOVED_S:
            contact.tight_s = None
            return False
        if contact.tight_s is None:
            contact.tight_s = move.at_s
        if move.at_s - contact.tight_s < SQUEEZE_STAYS_S:
            return False
        # Only a hand that has loosened can tighten again.
        contact.tight_s = math.inf
        contact.squeezed = True
        return True

    def _tell(
        self,
        gesture: TouchGesture,
        zone: Zone,
        speed: float,
        pressure: float,
        now_s: float,
        direction_deg: float | None = None,
    ) -> tuple[TouchReading, ...]:
        if now_s - self._told.get((zone, gesture), -math.inf) < SAME_AGAIN_S:
            return ()
        self._told[zone, gesture] = now_s
        return (TouchReading(now_s, gesture, zone, speed, pressure, _certainty(gesture, speed), direction_deg),)


def _shoves(contact: _Contact, stayed_s: float) -> bool:
    """Whether a hand alone pressed firmly, and moved while it did or pressed for longer than a pat."""
    firm = [move.speed for move in contact.moves if move.pressure >= PUSH_FROM_PRESSURE]
    moved = max(firm, default=0.0) >= PUSH_FROM_CM_S or stayed_s > PAT_WITHIN_S
    return contact.alone and moved and 2 * len(firm) >= len(contact.moves) > 0


def _direction(contact: _Contact, now_s: float) -> float | None:
    """The mean way over the last 0.3 s, or how the hand came from the zone before, or None."""
    x = y = 0.0
    for move in contact.moves:
        if move.direction_deg is not None and now_s - move.at_s <= WINDOW_S and math.isfinite(move.direction_deg):
            x += move.speed * math.cos(math.radians(move.direction_deg))
            y += move.speed * math.sin(math.radians(move.direction_deg))
    if x or y:
        return math.degrees(math.atan2(y, x))
    return contact.heading[0] if contact.heading is not None and now_s <= contact.heading[1] else None


def _certainty(gesture: TouchGesture, speed_cm_s: float) -> float:
    """A brisk rub may be a wipe; contact and release are facts of the electrode."""
    if gesture == "stroke":
        return 0.95 if speed_cm_s <= 2 * PLEASANT_CM_S[1] else 0.7
    return {"pat": 0.85, "push": 0.75, "hit": 0.9, "hold": 0.95, "squeeze": 0.85}.get(gesture, 1.0)


def _mean(contact: _Contact, now_s: float) -> tuple[float, float]:
    """Mean speed in cm/s and pressure 0..1 over the last 0.3 s; a hand that says nothing rests."""
    speed = pressure = 0.0
    recent = 0
    for move in reversed(contact.moves):
        if now_s - move.at_s > WINDOW_S:
            break
        speed += move.speed
        pressure += move.pressure
        recent += 1
    if not recent:
        return 0.0, contact.moves[-1].pressure if contact.moves else 0.0
    return speed / recent, pressure / recent


def _within(value: float, most: float) -> float:
    return min(max(value, 0.0), most) if math.isfinite(value) else 0.0
