"""How softly it moves: the largest jerk of each act, and for how long its joints hold power in the shipped scenes."""

import io
import random
from unittest.mock import patch

from companion.body.simulated.servos import SimulatedServos
from companion.daemon import play as playing
from companion.expression.choreographer import Choreographer
from companion.expression.gestures import GESTURES
from companion.vocabulary.acts import JOINTS, Act, Binding, Decision, Impression, Joint
from companion.vocabulary.moment import Moment
from companion.vocabulary.readings import uniform_emotions
from tools.bench.table import Row, percentile

TICK_S = 0.02
SECONDS = 14.0
SEEDS = (1, 2, 3)
BODY: tuple[Joint, ...] = ("neck_yaw", "neck_pitch", "flipper_left", "flipper_right", "tail")
"""Lids are left out: they weigh nothing, and a blink is quick."""

NOBODY_KNOWN = Impression("not sure", uniform_emotions(), 0.0, 0.0, 0.0, "not sure")


def measure() -> list[Row]:
    """Rows of jerk (pose units, of which a joint's whole travel is 2, per second cubed) and of shares of time."""
    rough = sorted(((largest_jerk(name), name) for name in GESTURES), reverse=True)
    jerks = [jerk for jerk, _ in rough]
    roughest = ", ".join(f"{name} {jerk:.0f}" for jerk, name in rough[1:4])
    rows = [
        Row(f"largest jerk, roughest act ({rough[0][1]}), travels/2 a s³", f"{jerks[0]:.0f}"),
        Row(f"largest jerk, the next ({roughest}), half of all acts below", f"{percentile(jerks, 0.5):.0f}"),
        Row(f"largest jerk, gentlest act ({rough[-1][1]})", f"{jerks[-1]:.0f}"),
    ]
    for path in playing.shipped_scenes():
        servos = SimulatedServos()
        with patch.object(playing, "SimulatedServos", lambda servos=servos: servos):
            playing.play(path, False, io.StringIO())
        share = sum(servos.attached_share.values()) / len(JOINTS)
        rows.append(Row(f"share of time a joint holds power, scene {path.stem}", f"{share:.0%}"))
    return rows


def largest_jerk(name: str) -> float:
    """The largest third difference of what was really sent to any joint but the lids, at full intensity, awake."""
    largest = 0.0
    for seed in SEEDS:
        choreographer, servos = Choreographer(random.Random(seed)), SimulatedServos()
        servos.open()
        act = Act(name, name, "Measured.", "proactive", 1.0, 0.0)
        choreographer.follow(
            Decision(act, NOBODY_KNOWN, (), Binding(None, None, ""), 1.0, 0.0, 0.0),
            Moment(0.0),
        )
        tracks: dict[Joint, list[float]] = {joint: [] for joint in BODY}
        for tick in range(round(SECONDS / TICK_S)):
            moment = Moment(tick * TICK_S)
            sent = servos.send(choreographer.tick(moment), moment)
            for joint, track in tracks.items():
                track.append(getattr(sent.pose, joint))
        for track in tracks.values():
            thirds = (d - 3 * c + 3 * b - a for a, b, c, d in zip(track, track[1:], track[2:], track[3:], strict=False))
            largest = max(largest, *(abs(third) / TICK_S**3 for third in thirds))
    return largest
