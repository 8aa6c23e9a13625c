"""The arithmetic of soft motion: taking up a speed with limited acceleration and jerk, and how far braking carries.

A joint's course is exact in continuous time: its jerk is always one of three constants (+J, 0, -J), so that place,
speed and acceleration are polynomials between the changes, and no length of a tick can make them exceed their limits.
Every change of speed is the quickest one there is: acceleration is built up, held, and let go again (the seven-phase
profile of Kröger and Wahl, "Online trajectory generation", IEEE Transactions on Robotics 26 (2010) 94-111, of which a
change of speed is one half).
"""

import math
from dataclasses import dataclass

Course = tuple[float, float, float]
"""Place (pose units), speed (a second) and acceleration (a second squared) of one joint at one instant."""

PRECISION = 1e-6
"""Pose units: how exactly a way is fitted to its goal; a servo's smallest step is ten thousand times as large."""

TRIALS = 14


@dataclass(frozen=True, slots=True)
class Softness:
    """The largest acceleration (pose units a second squared) and jerk (a second cubed) of one joint."""

    acceleration_per_s2: float
    jerk_per_s3: float


def take_up(course: Course, speed: float, soft: Softness, seconds: float) -> Course:
    """Where `seconds` of the quickest soft change to `speed` lead; the speed is held once it is reached."""
    place, now, pull = course
    most, jerk = soft.acceleration_per_s2, soft.jerk_per_s3
    way = 1.0 if speed >= now + pull * abs(pull) / (2.0 * jerk) else -1.0
    now, pull, wanted = now * way, pull * way, speed * way
    gone = 0.0
    for push, lasts_s in _phases(now, pull, wanted, most, jerk):
        passes_s = min(lasts_s, seconds)
        gone += passes_s * (now + passes_s * (pull / 2.0 + passes_s * push / 6.0))
        now += passes_s * (pull + passes_s * push / 2.0)
        pull += passes_s * push
        seconds -= passes_s
        if seconds <= 0.0:
            return place + gone * way, now * way, min(max(pull, -most), most) * way
    return place + (gone + wanted * seconds) * way, speed, 0.0


def stopping(course: Course, soft: Softness) -> tuple[float, float]:
    """The lowest and the highest place on the way until it stands, when it brakes as quickly as is soft."""
    place, now, pull = course
    if now == 0.0 and pull == 0.0:
        return place, place
    most, jerk = soft.acceleration_per_s2, soft.jerk_per_s3
    coasting = now + pull * abs(pull) / (2.0 * jerk)
    way = -1.0 if coasting > 0.0 else 1.0
    at, speed, force = 0.0, now * way, pull * way
    turns = 0.0
    if speed > 0.0:
        # It still moves the other way and will turn round before it can stand.
        turns_s = (-force - math.sqrt(max(force * force - 2.0 * jerk * speed, 0.0))) / jerk
        turns = turns_s * (speed + turns_s * (force / 2.0 + turns_s * jerk / 6.0))
    for push, lasts_s in _phases(speed, force, 0.0, most, jerk):
        at += lasts_s * (speed + lasts_s * (force / 2.0 + lasts_s * push / 6.0))
        speed += lasts_s * (force + lasts_s * push / 2.0)
        force += lasts_s * push
    ends, turns = place + at * way, place + turns * way
    return min(place, ends, turns), max(place, ends, turns)


def fitting_speed(course: Course, goal: float, fastest: float, soft: Softness, seconds: float) -> float:
    """The quickest speed toward `goal` to take up for `seconds`, at most `fastest`, that can still stop at the goal.

    Where it cannot stop before the goal any more, it brakes (0) and comes back later.
    """
    lowest, highest = stopping(course, soft)
    if goal < lowest:
        place, speed, pull = course
        return -_upward((-place, -speed, -pull), -goal, fastest, soft, seconds)
    return _upward(course, goal, fastest, soft, seconds) if goal > highest else 0.0


def coming_to(course: Course, soft: Softness) -> float:
    """The largest speed, either way, that it still comes to when it brakes from now on: acceleration takes time."""
    _, speed, pull = course
    return max(abs(speed), abs(speed + pull * abs(pull) / (2.0 * soft.jerk_per_s3)))


def _upward(course: Course, goal: float, fastest: float, soft: Softness, seconds: float) -> float:
    def beyond(speed: float) -> float:
        return stopping(take_up(course, speed, soft, seconds), soft)[1] - goal

    low, high = 0.0, fastest
    above = beyond(high)
    if above <= 0.0:
        return high
    below = beyond(low)
    if below >= -PRECISION:
        return low
    # Regula falsi (the Illinois variant); only speeds that stop in time are taken.
    for _ in range(TRIALS):
        middle = high - above * (high - low) / (above - below)
        error = beyond(middle)
        if -PRECISION <= error <= 0.0:
            return middle
        if error > 0.0:
            high, above, below = middle, error, below / 2.0
        else:
            low, below, above = middle, error, above / 2.0
    return low


def _phases(
    speed: float, pull: float, wanted: float, most: float, jerk: float
) -> tuple[tuple[float, float], tuple[float, float], tuple[float, float]]:
    """Jerk and seconds of building up, holding and letting go an upward acceleration."""
    change = wanted - speed
    peak = math.sqrt(max(jerk * change + pull * pull / 2.0, 0.0))
    holds_s = 0.0
    if peak > most:
        holds_s = (change - (most * most - pull * pull / 2.0) / jerk) / most
        peak = most
    return (jerk, max(peak - pull, 0.0) / jerk), (0.0, holds_s), (-jerk, peak / jerk)
