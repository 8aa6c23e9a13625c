"""Signs of a bearing on scripted sitters whose truth is known, and the real models on a real picture."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from companion.perception.bodies.bearing import bearing_of
from companion.perception.bodies.landmarks import LEFT_SHOULDER, NOSE, RIGHT_SHOULDER, Body, find_body
from companion.perception.bodies.pacing import CLOSER_EVERY_S, LOOKS_EVERY_S, Pacing
from companion.perception.bodies.path import BodyModels, BodyPath
from companion.perception.bodies.place import square_below
from companion.perception.bodies.signs import Signs
from companion.perception.bodies.swaying import Swaying
from companion.runtime import Runtime
from companion.vocabulary.readings import Box, FaceReading
from companion.vocabulary.signals import Frame
from tests.perception.face_models import astronaut, look
from tools.sitters.doing import DOINGS, PEOPLE
from tools.sitters.person import Build, Errors, Posture, seen_by_camera
from tools.sitters.trial import watch

BY_NAME = {doing.name: doing for doing in DOINGS}
ORDINARY = "Bernd, tall, creature on a table"
EXACT = Errors(0.0, 0.0, 0.0)


@pytest.mark.parametrize("doing", [doing.name for doing in DOINGS if doing.sign is None])
@pytest.mark.parametrize("person", ["Bernd, tall, creature on a table", "Franz, leans back"])
def test_an_ordinary_evening_makes_no_sign(person: str, doing: str) -> None:
    assert watch(PEOPLE[person], replace(BY_NAME[doing], lasts_s=12.0), 5).wrong == frozenset()


@pytest.mark.parametrize(
    ("person", "doing"),
    [
        (ORDINARY, "reaches out"),
        ("Dieter, broad", "leans in"),
        (ORDINARY, "slumps forward"),
        (ORDINARY, "slumps aside"),
        ("Elsa, in a wheelchair, far", "turns away"),
        (ORDINARY, "waves"),
        ("Clara, bent", "hides the face in the hands"),
        ("Ada, small, camera in her lap", "holds a cheek"),
        (ORDINARY, "rocks to and fro"),
        ("Dieter, broad", "rocks from side to side"),
    ],
)
def test_each_sign_is_told_of_somebody_who_makes_it_and_nothing_else_is(person: str, doing: str) -> None:
    told = watch(PEOPLE[person], BY_NAME[doing], 3)
    assert told.after_s is not None
    assert told.wrong == frozenset()


def test_hands_that_cannot_be_seen_are_not_guessed() -> None:
    hidden = Errors(unseen=1.0)
    for doing in ("waves", "hides the face in the hands", "reaches out", "turns away"):
        told = watch(PEOPLE[ORDINARY], BY_NAME[doing], 3, hidden)
        assert told.after_s is None
        assert told.wrong == frozenset()


def test_looking_stays_cheap_while_hands_wave_all_the_time() -> None:
    assert watch(PEOPLE[ORDINARY], replace(BY_NAME["waves"], lasts_s=60.0), 1).looks_a_second < 3.5


@pytest.mark.parametrize("turn", [0.0, 40.0, 90.0, 150.0])
def test_the_turn_of_the_shoulders_is_measured(turn: float) -> None:
    body = seen_by_camera(Build(tilt_deg=0.0), Posture(turn_deg=turn), EXACT, np.random.default_rng(0))
    assert bearing_of(body, 0.0).turned_deg == pytest.approx(turn, abs=2.0)


@pytest.mark.parametrize("lean", [0.0, 15.0, 30.0])
def test_the_lean_of_the_trunk_is_measured(lean: float) -> None:
    build = Build(tilt_deg=0.0, stoop_deg=0.0)
    body = seen_by_camera(build, Posture(forward_deg=lean), EXACT, np.random.default_rng(0))
    assert bearing_of(body, 0.0).forward_deg == pytest.approx(lean, abs=2.0)


def test_a_slow_drift_is_no_swing_and_one_of_noise_alone_neither() -> None:
    swaying, chance = Swaying(0.045, 14.0), np.random.default_rng(2)
    for frame in range(300):
        swaying.see(0.01 * frame + chance.normal(0.0, 0.003), frame / 15, 0.6)
    assert swaying.swing(20.0) is None


def test_a_gap_ends_a_swing() -> None:
    swaying = Swaying(0.045, 14.0)
    for frame in range(100):
        swaying.see(0.1 * np.sin(frame / 15 * np.pi), frame / 15, 0.6)
    assert swaying.swing(6.6) is not None
    swaying.see(0.0, 9.0, 0.6)
    assert swaying.swing(9.0) is None


def test_it_looks_once_a_second_and_closer_for_a_moment_when_that_is_worth_it() -> None:
    pacing, looked = Pacing(), []
    for frame in range(15 * 20):
        at_s = frame / 15
        if pacing.due(at_s):
            looked.append(at_s)
            pacing.looked(at_s, worth_more=at_s >= 5.0)
    assert sum(at_s < 5.0 for at_s in looked) == 5
    gaps = np.diff(looked)
    assert gaps.min() == pytest.approx(CLOSER_EVERY_S, abs=0.03)
    assert gaps.max() == pytest.approx(LOOKS_EVERY_S, abs=0.07)
    assert len(looked) < 70


def test_a_hot_processor_makes_the_looks_fewer() -> None:
    pacing = Pacing()
    pacing.looked(0.0, False)
    assert not pacing.due(3.0, 0.25)
    assert pacing.due(4.0, 0.25)


@cache
def networks() -> BodyModels:
    return BodyModels.load(Runtime())


def body_of_the_astronaut() -> Body:
    (face,) = look(astronaut())
    body = find_body(astronaut(), square_below(face.box, astronaut()), networks().points)
    assert body is not None
    return body


def test_the_real_models_find_the_astronaut_and_her_shoulders() -> None:
    body = body_of_the_astronaut()
    (face,) = look(astronaut())
    nose = body.points_px[NOSE] / 512
    assert face.box.x < nose[0] < face.box.x + face.box.width
    assert face.box.y < nose[1] < face.box.y + face.box.height
    left, right = body.points_px[LEFT_SHOULDER], body.points_px[RIGHT_SHOULDER]
    assert left[0] - right[0] > 150
    bearing = bearing_of(body, 0.0)
    assert bearing.turned_deg is not None
    assert bearing.turned_deg < 30.0
    assert bearing.head_up_m == pytest.approx(0.2, abs=0.1)


def test_the_astronaut_sits_still_and_makes_no_sign() -> None:
    path = BodyPath(networks())
    (face,) = look(astronaut())
    told = [sign for second in range(20) for sign in path.read(Frame(astronaut(), float(second)), face, ())]
    assert told == []
    assert path.looks == 20


@pytest.mark.parametrize(
    "pixels", [np.zeros((480, 640, 3), np.uint8), np.full((9, 300, 3), 255, np.uint8)], ids=["black", "a white strip"]
)
def test_no_body_is_seen_where_none_is(pixels: np.ndarray) -> None:  # type: ignore[type-arg]
    assert find_body(pixels, square_below(Box(0.4, 0.1, 0.2, 0.25), pixels), networks().points) is None


def test_without_a_bound_face_no_body_is_looked_at_and_with_another_near_it_is_let_go() -> None:
    path = BodyPath(networks())
    (face,) = look(astronaut())
    assert path.read(Frame(astronaut(), 0.0), None, ()) == ()
    assert path.looks == 0
    path.read(Frame(astronaut(), 1.0), face, ())
    assert path.looks == 1
    path.read(Frame(astronaut(), 2.0), None, (replace_track(face),))
    path.read(Frame(astronaut(), 3.0), None, ())
    assert path.looks == 1


def test_a_body_whose_nose_is_in_another_face_is_not_read() -> None:
    path = BodyPath(networks())
    (face,) = look(astronaut())
    elsewhere = replace(face, box=replace(face.box, x=0.8, y=0.7))
    path.read(Frame(astronaut(), 0.0), elsewhere, ())
    assert path._region is None


def replace_track(face: FaceReading) -> FaceReading:
    return replace(face, track=face.track + 1)


def test_of_a_body_whose_face_is_gone_only_turning_away_is_told() -> None:
    signs, build = Signs(), PEOPLE[ORDINARY]
    chance = np.random.default_rng(1)
    turned = Posture(turn_deg=100.0)
    told = [
        each.sign
        for second in range(10)
        for each in signs.look(bearing_of(seen_by_camera(build, turned, EXACT, chance), float(second)))
    ]
    assert set(told) == {"turned_away"}
