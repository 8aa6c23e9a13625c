"""The contracts of the organs, kept alike by the drawn body, by the robot's drivers on twins, and by a real Pi.

`make test-pi` runs them there, on the body of the settings that COMPANION_SETTINGS names: it moves the joints a little
and lights the cheeks, so let it lie on its belly with the lid shut and nobody's finger near.
"""

import os
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from companion.body.calibration import careful, store_name
from companion.body.simulated.speaker import SimulatedSpeaker
from companion.daemon.anatomy import Anatomy, Hooks, anatomy
from companion.daemon.clock import Clock
from companion.daemon.flow import Body, Flow
from companion.daemon.keeping import FolderStore, default_folder
from companion.daemon.organs import LID_OPEN
from companion.settings import Settings, load
from companion.vocabulary.acts import JOINTS, Expressed, Glow, Joint, Pose, Sent
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate

ON_A_PI = bool(os.environ.get("COMPANION_PI"))
PLACE = os.environ.get("COMPANION_SETTINGS")
BODIES: dict[str, dict[str, str]] = (
    {"this Pi": {"kind": "raspberry"}}
    if ON_A_PI
    else {
        "drawn": {"kind": "simulated"},
        "twins": {"kind": "twins"},
        "twins with servos at pins": {"kind": "twins", "servos": "pins"},
    }
)
DEADLINE_S = 10.0
NOD = Pose(neck_pitch=0.3)
PITCH: frozenset[Joint] = frozenset(("neck_pitch",))


@pytest.fixture(params=BODIES)
def body(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Anatomy]:
    store = FolderStore(default_folder() if ON_A_PI else tmp_path)
    if not ON_A_PI:
        store.save(store_name("twin"), careful("twin", date(2026, 1, 1)).state())
    own = load(Path(PLACE)) if ON_A_PI and PLACE else Settings.model_validate({"body": BODIES[request.param]})
    made = anatomy(own, store, Clock())
    made.interlock.free(LID_OPEN)
    yield made
    made.servos.close()
    made.lights.close()
    made.skin.close()
    if made.board is not None:
        made.board.stop()


def connected(organ: object) -> None:
    """What the supervisor does with an organ of the robot; the drawn ones need none of it."""
    if hasattr(organ, "connect"):
        organ.connect()


def moved(body: Anatomy, until: Callable[[Sent], bool], pose: Pose = NOD) -> Sent:
    """Ask for a pose fifty times a second, in real time, until what was sent fulfils a condition."""
    deadline_s = time.monotonic() + DEADLINE_S
    while True:
        sent = body.servos.send(Expressed(pose, PITCH, Glow(), 0.0), Moment(time.monotonic()))
        if until(sent) or time.monotonic() > deadline_s:
            return sent
        time.sleep(0.02)


def test_joints_hold_no_power_before_they_are_opened(body: Anatomy) -> None:
    sent = body.servos.send(Expressed(NOD, PITCH, Glow(), 0.0), Moment(time.monotonic()))
    assert sent.attached == frozenset()


def test_joints_go_where_they_are_asked_and_only_those_that_are_named(body: Anatomy) -> None:
    body.servos.open()
    connected(body.servos)
    sent = moved(body, lambda sent: sent.pose.neck_pitch > 0.28)
    assert sent.pose.neck_pitch == pytest.approx(0.3, abs=0.03)
    assert sent.attached <= PITCH
    assert body.servos.latest() == sent


def test_a_stop_is_true_at_once_for_whoever_looks(body: Anatomy) -> None:
    body.servos.open()
    connected(body.servos)
    assert moved(body, lambda sent: bool(sent.attached)).attached == PITCH
    body.servos.obey(Gate(stop=True))
    assert body.servos.latest().attached == frozenset()
    before = body.servos.latest().pose
    until_s = time.monotonic() + 0.3
    after = moved(body, lambda sent: time.monotonic() > until_s)
    assert after.pose == before
    assert after.attached == frozenset()


def test_joints_that_are_closed_hold_nothing_and_closing_twice_is_no_fault(body: Anatomy) -> None:
    body.servos.open()
    connected(body.servos)
    moved(body, lambda sent: bool(sent.attached))
    body.servos.close()
    body.servos.close()
    assert body.servos.latest().attached == frozenset()


def test_what_no_joint_can_do_is_never_sent(body: Anatomy) -> None:
    body.servos.open()
    connected(body.servos)
    until_s = time.monotonic() + 1.0
    wild = Pose(*(float("nan") for _ in JOINTS))
    sent = moved(body, lambda sent: time.monotonic() > until_s, wild)
    assert all(-1.0 <= place <= 1.0 for place in sent.pose.joints().values())


def test_light_may_be_asked_for_at_any_time(body: Anatomy) -> None:
    body.lights.show(Glow(1.0, 0.5, 0.2, 0.4))
    body.lights.open()
    connected(body.lights)
    body.lights.show(Glow(1.0, 0.5, 0.2, 0.4))
    body.lights.obey(Gate(stop=True))
    body.lights.show(Glow(float("nan"), 2.0, -1.0, 1.0))
    body.lights.close()
    body.lights.close()


def test_the_skin_may_be_asked_at_any_time(body: Anatomy) -> None:
    assert body.skin.drain() == ()
    body.skin.open()
    for _ in range(100):
        body.skin.drain()
    body.skin.close()
    body.skin.close()
    assert body.skin.drain() == ()


def test_the_light_of_the_room_is_a_share(body: Anatomy) -> None:
    body.light_sensor.open()
    level = body.light_sensor.level()
    assert level is None or 0.0 <= level <= 1.0
    body.light_sensor.close()
    body.light_sensor.close()


def test_every_part_of_the_body_has_a_name_of_its_own(body: Anatomy) -> None:
    flow = Flow(Absent(), Absent(), Body(body.servos, body.lights, SimulatedSpeaker()))
    hooks = Hooks(flow, Clock(), lambda: None, dict, lambda command: None, lambda pace: None)
    names = [part.name for part in body.parts(hooks)]
    assert len(set(names)) == len(names)
    assert "touch" in names


class Absent:
    """A mind and an expression that nobody asks anything."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"{name} was asked of nobody")
