"""Gaze, lids, mouth and brows on a real photograph that is changed in known ways, with the real models."""

from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from companion.perception.faces.crop import crop_region
from companion.perception.faces.following import Followed
from companion.perception.faces.landmarks import Landmarks, find_landmarks, region_of
from companion.perception.faces.path import FacePath
from companion.perception.faces.shape import in_words
from companion.vocabulary.readings import FaceReading
from companion.vocabulary.signals import Frame
from tests.perception.face_models import Picture, astronaut, look, models, turned
from tools.faces_changed import with_eyes_shut, with_eyes_turned, with_mouth_open

FRAME_S = 1 / 15


@cache
def landmarks() -> Landmarks:
    from companion.perception.faces.detector import find_faces

    found = find_landmarks(astronaut(), region_of(find_faces(astronaut(), models().detect)[0]), models().mesh)
    assert found is not None
    return found


def seen(picture: Picture) -> FaceReading:
    (face,) = look(picture)
    return face


def measured(picture: Picture) -> tuple[float, float]:
    """How far the eyes and the mouth are open."""
    shape = seen(picture).shape
    assert shape is not None
    assert shape.eyes_open is not None
    return shape.eyes_open, shape.mouth_open


def test_the_astronaut_looks_at_me_and_her_smile_is_explained() -> None:
    face = seen(astronaut())
    assert face.look == "at me"
    assert abs(face.yaw_deg) < 5.0
    assert face.shape is not None
    assert face.shape.smile > 1.0
    assert "the mouth corners are up" in in_words(face.shape)


def test_shut_eyes_are_half_as_open_and_the_mouth_is_as_before() -> None:
    before, after = measured(astronaut()), measured(with_eyes_shut(astronaut(), landmarks()))
    assert after[0] < 0.6 * before[0]
    assert after[1] == pytest.approx(before[1], abs=0.05)


def test_the_farther_the_irises_turn_the_farther_the_gaze() -> None:
    gazes = [seen(with_eyes_turned(astronaut(), landmarks(), widths)).gaze_deg for widths in (-0.2, -0.1, 0.1, 0.2)]
    assert all(gaze is not None for gaze in gazes)
    assert gazes == sorted(gazes, key=lambda gaze: -(gaze or 0.0))
    assert (gazes[0] or 0.0) - (gazes[-1] or 0.0) > 15.0


def test_an_opened_mouth_is_measured_and_said() -> None:
    opened = with_mouth_open(astronaut(), landmarks(), 0.5)
    assert measured(opened)[1] > measured(astronaut())[1] + 0.15
    assert "the mouth is open" in in_words(seen(opened).shape)


def test_a_mirrored_face_turns_and_looks_the_other_way() -> None:
    aside = with_eyes_turned(astronaut(), landmarks(), 0.15)
    one, other = seen(aside).gaze_deg, seen(np.ascontiguousarray(aside[:, ::-1])).gaze_deg
    assert one is not None
    assert other is not None
    assert one == pytest.approx(-other, abs=4.0)


@pytest.mark.parametrize("angle_deg", [-25.0, 25.0])
def test_a_head_tilted_to_a_shoulder_has_the_same_shape_and_still_looks_at_me(angle_deg: float) -> None:
    upright, tilted = seen(astronaut()), seen(turned(astronaut(), angle_deg))
    assert upright.shape is not None
    assert tilted.shape is not None
    assert tilted.look == "at me"
    assert tilted.shape.smile == pytest.approx(upright.shape.smile, abs=0.4)
    assert tilted.shape.mouth_open == pytest.approx(upright.shape.mouth_open, abs=0.06)


def test_nothing_of_the_shape_is_told_of_somebody_who_may_not_be_judged() -> None:
    path = FacePath(models(), lives=True)
    for frame in range(3):
        (face,) = path.read(Frame(astronaut(), frame * FRAME_S), judged=(), attended=(1,)).faces
        assert face.expression is None
        assert face.shape is None
    assert face.look == "at me"
    assert face.gaze_deg is not None


def test_whoever_is_neither_judged_nor_attended_to_is_not_looked_in_the_eyes() -> None:
    (face,) = FacePath(models(), lives=True).read(Frame(astronaut(), 0.0), judged=()).faces
    assert face.gaze_deg is None


def test_a_living_path_sees_between_its_searches_what_a_search_sees() -> None:
    searches = 0
    known = models()

    def counted(values: Picture) -> tuple[NDArray[np.float32], ...]:
        nonlocal searches
        searches += 1
        return known.detect(values)

    path = FacePath(type(known)(counted, known.mesh, known.express, known.temperature, known.eyes), lives=True)
    for frame in range(30):
        moved = np.roll(astronaut(), 2 * frame, axis=1)
        (followed,) = path.read(Frame(moved, frame * FRAME_S)).faces
        (found,) = look(moved)
        assert followed.track == 1
        assert followed.box.x == pytest.approx(found.box.x, abs=0.012)
        assert followed.box.width == pytest.approx(found.box.width, rel=0.08)
        assert followed.expression is not None
        assert followed.expression.emotion == "happiness"
    assert 8 <= searches <= 12


def test_a_living_path_that_loses_the_face_searches_at_once_and_says_nobody_is_there() -> None:
    path = FacePath(models(), lives=True)
    assert len(path.read(Frame(astronaut(), 0.0)).faces) == 1
    assert path.read(Frame(np.full_like(astronaut(), 120), FRAME_S)).faces == ()
    away = np.roll(astronaut(), 150, axis=1)
    (again,) = path.read(Frame(away, 2 * FRAME_S)).faces
    assert again.box.x == pytest.approx(look(away)[0].box.x, abs=0.01)


def test_beside_a_known_face_another_is_told_only_when_a_second_search_finds_it_too() -> None:
    alone, path = astronaut()[:300, 60:390], FacePath(models(), lives=True)
    one = np.ascontiguousarray(np.concatenate([alone, np.full_like(alone, 120)], axis=1))
    both = np.ascontiguousarray(np.concatenate([alone, alone], axis=1))
    counts = []
    for frame in range(30):
        shown = both if frame == 9 or frame >= 18 else one
        counts.append(len(path.read(Frame(shown, frame * FRAME_S)).faces))
    assert counts[:18] == [1] * 18
    assert counts[-1] == 2
    assert counts.index(2) <= 18 + 8


def test_two_who_are_there_from_the_first_are_both_told_at_once() -> None:
    near = astronaut()[:300, 60:390]
    both = np.ascontiguousarray(np.concatenate([near, near], axis=1))
    assert len(FacePath(models(), lives=True).read(Frame(both, 0.0)).faces) == 2


def test_when_judging_stops_what_was_averaged_is_forgotten() -> None:
    path = FacePath(models(), lives=True)
    for frame in range(5):
        path.read(Frame(astronaut(), frame * FRAME_S), judged=(1,))
    path.read(Frame(astronaut(), 5 * FRAME_S), judged=())
    assert path._trail.people[1].steady is None
    assert path._trail.people[1].tired is None


def test_without_the_iris_model_gaze_is_told_by_the_head_and_no_lids() -> None:
    known = models()
    (face,) = FacePath(type(known)(known.detect, known.mesh, known.express, 1.0)).read(Frame(astronaut(), 0.0)).faces
    assert face.look == "at me"
    assert face.gaze_deg is None
    assert face.shape is not None
    assert face.shape.eyes_open is None


def test_a_relation_laid_over_its_own_square_gives_what_it_was_made_of() -> None:
    from companion.perception.faces.detector import find_faces

    detection = find_faces(astronaut(), models().detect)[0]
    mesh, still = region_of(detection), crop_region(landmarks())
    followed = Followed.found(detection, mesh, still)
    assert followed.mesh.centre_x_px == pytest.approx(mesh.centre_x_px)
    assert followed.mesh.side_px == pytest.approx(mesh.side_px)
    assert followed.seen(still).detection.box_px == pytest.approx(detection.box_px)
