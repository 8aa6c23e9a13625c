"""How softly it moves: each act's largest jerk, asked and sent, and how long joints hold power in each scene."""

import io
import random
from datetime import datetime
from unittest.mock import patch

from companion.body.pins import load_pins
from companion.body.simulated.servos import SimulatedServos
from companion.daemon import play as playing
from companion.daemon.performing import performed
from companion.expression.choreographer import Choreographer
from companion.expression.gestures import GESTURES
from companion.vocabulary.acts import JOINTS, Joint
from companion.vocabulary.moment import Moment
from tools.bench.table import Row

TICK_S = 0.02
SECONDS = 14.0
ASLEEP_AFTER_S, ASLEEP_S = 12.0, 600.0
SEEDS = (1, 2, 3)
NOON = datetime(2026, 5, 4, 12)
BODY: tuple[Joint, ...] = ("neck_yaw", "neck_pitch", "flipper_left", "flipper_right", "tail")
"""Lids are left out of jerk: they weigh nothing, and a blink is quick."""


def measure() -> list[Row]:
    """Rows of jerk (pose units, of which a joint's whole travel is 2, per second cubed), and of shares of time."""
    limit = max(load_pins().limits[joint].jerk_per_s3 for joint in BODY)
    jerks = sorted(((*largest_jerks(name), name) for name in GESTURES), reverse=True)
    rows = [
        Row(f"largest jerk a s³, {name}", f"{sent:.0f} sent, {asked:.0f} asked", f"below {limit:.0f} sent")
        for sent, asked, name in jerks
    ]
    for path in playing.shipped_scenes():
        servos = SimulatedServos()
        with patch.object(playing, "SimulatedServos", lambda servos=servos: servos):
            playing.play(path, False, io.StringIO())
        rows.append(Row(f"share of time with power, scene {path.stem}", power(servos)))
    return [*rows, Row("share of time with power, ten minutes asleep", asleep(), "0 %")]


def power(servos: SimulatedServos) -> str:
    """A joint's share on average, the share of the busiest one, and the share of time any of them held power."""
    shares = servos.attached_share
    busiest = max(shares, key=lambda joint: shares[joint])
    mean = sum(shares.values()) / len(JOINTS)
    return f"a joint {mean:.0%}; {busiest} {shares[busiest]:.0%}; any {servos.limiter.powered_share:.0%}"


def asleep() -> str:
    """What holds power once it has lain down to sleep."""
    choreographer, servos = Choreographer(random.Random(1)), SimulatedServos()
    servos.open()
    choreographer.follow(performed("sleep", 0.0), Moment(0.0, NOON))
    powered = ticks = 0
    for tick in range(round((ASLEEP_AFTER_S + ASLEEP_S) / TICK_S)):
        moment = Moment(tick * TICK_S, NOON)
        sent = servos.send(choreographer.tick(moment), moment)
        if moment.monotonic_s >= ASLEEP_AFTER_S:
            ticks += 1
            powered += bool(sent.attached)
    return f"{powered / ticks:.0%}"


def largest_jerks(name: str) -> tuple[float, float]:
    """The largest third difference over a tick of any joint but the lids: of what was sent, and of what was asked."""
    sent_most = asked_most = 0.0
    for seed in SEEDS:
        choreographer, servos = Choreographer(random.Random(seed)), SimulatedServos()
        servos.open()
        choreographer.follow(performed(name, 0.0), Moment(0.0, NOON))
        asked: dict[Joint, list[float]] = {joint: [] for joint in BODY}
        sent: dict[Joint, list[float]] = {joint: [] for joint in BODY}
        for tick in range(round(SECONDS / TICK_S)):
            moment = Moment(tick * TICK_S, NOON)
            expressed = choreographer.tick(moment)
            pose = servos.send(expressed, moment).pose
            for joint in BODY:
                asked[joint].append(getattr(expressed.pose, joint))
                sent[joint].append(getattr(pose, joint))
        sent_most = max(sent_most, *map(_jerk, sent.values()))
        asked_most = max(asked_most, *map(_jerk, asked.values()))
    return sent_most, asked_most


def _jerk(track: list[float]) -> float:
    thirds = (d - 3 * c + 3 * b - a for a, b, c, d in zip(track, track[1:], track[2:], track[3:], strict=False))
    return max(abs(third) for third in thirds) / TICK_S**3
