"""The whole path of sight keeps its word on turned, moved, cut, tiny and meaningless pictures."""

import cv2
import numpy as np
import pytest

from companion.perception.faces.path import FaceModels, FacePath
from companion.runtime import Runtime
from companion.vocabulary.errors import ModelError
from companion.vocabulary.readings import EMOTIONS
from companion.vocabulary.signals import Frame
from tests.perception.face_models import Picture, astronaut, look, models, turned


def beside(left: Picture, right: Picture) -> Picture:
    return np.ascontiguousarray(np.hstack([left, right]))


def portrait() -> Picture:
    """The astronaut's face with a little room around it, 220x220."""
    return np.ascontiguousarray(astronaut()[20:240, 115:335])


def test_the_astronaut_smiles_and_the_path_is_sure_of_it() -> None:
    (face,) = look(astronaut())
    assert face.expression is not None
    assert face.expression.emotion == "happiness"
    assert face.expression.certainty > 0.8
    assert face.expression.valence > 0.5
    assert face.facing > 0.9


@pytest.mark.parametrize("angle_deg", [-30, -15, 15, 30])
def test_a_tilted_head_shows_the_same_expression(angle_deg: float) -> None:
    (upright,), (tilted,) = look(astronaut()), look(turned(astronaut(), angle_deg))
    assert tilted.expression is not None
    assert tilted.expression.emotion == "happiness"
    # Turning the picture counter-clockwise takes as much from the clockwise tilt.
    assert tilted.roll_deg == pytest.approx(upright.roll_deg - angle_deg, abs=3)


def test_moving_the_picture_moves_the_box_and_nothing_else() -> None:
    moved = np.roll(astronaut(), (40, 64), axis=(0, 1))
    (here,), (there,) = look(astronaut()), look(moved)
    # The detector sees the picture four times smaller, so one of its pixels is four of ours.
    assert (there.box.x - here.box.x) * 512 == pytest.approx(64, abs=6)
    assert (there.box.y - here.box.y) * 512 == pytest.approx(40, abs=6)
    assert here.expression is not None
    assert there.expression is not None
    assert there.expression.certainty == pytest.approx(here.expression.certainty, abs=0.1)


def test_two_faces_are_two_readings_largest_first() -> None:
    near = np.asarray(cv2.resize(portrait(), (260, 260)), np.uint8)
    far = np.asarray(
        cv2.copyMakeBorder(cv2.resize(portrait(), (180, 180)), 0, 80, 0, 0, cv2.BORDER_REPLICATE), np.uint8
    )
    faces = look(beside(far, near))
    assert [face.expression.emotion for face in faces if face.expression] == ["happiness", "happiness"]
    assert faces[0].box.width > faces[1].box.width
    assert faces[0].box.x > 0.4 > faces[1].box.x
    assert len({face.track for face in faces}) == 2


def test_a_face_keeps_its_track_while_it_moves_and_a_new_face_gets_another() -> None:
    path = FacePath(models())
    (first,) = path.read(Frame(astronaut(), 0.0)).faces
    (moved,) = path.read(Frame(np.roll(astronaut(), 20, axis=1), 0.07)).faces
    assert moved.track == first.track
    assert path.read(Frame(np.zeros_like(astronaut()), 0.13)).faces == ()
    (back,) = path.read(Frame(astronaut(), 5.0)).faces
    assert back.track != first.track


def test_only_the_track_that_may_be_judged_gets_an_expression() -> None:
    path = FacePath(models())
    pair = beside(portrait(), np.ascontiguousarray(portrait()[:, ::-1]))
    nobody = path.read(Frame(pair, 0.0), judged=())
    assert [face.expression for face in nobody.faces] == [None, None]
    bound = nobody.faces[0].track
    judged = path.read(Frame(pair, 0.1), judged={bound}).faces
    assert [face.expression is not None for face in judged] == [face.track == bound for face in judged]


def test_a_face_cut_by_the_border_has_a_box_inside_the_picture() -> None:
    left_px = int(look(astronaut())[0].box.x * 512)
    for face in look(np.ascontiguousarray(astronaut()[:, left_px + 15 :])):
        assert 0 <= face.box.x <= face.box.x + face.box.width <= 1
        assert 0 <= face.box.y <= face.box.y + face.box.height <= 1


def test_a_grey_picture_shows_the_same_face() -> None:
    grey = cv2.cvtColor(cv2.cvtColor(astronaut(), cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    (face,) = look(np.asarray(grey, np.uint8))
    assert face.expression is not None
    assert face.expression.emotion == "happiness"


@pytest.mark.parametrize(
    "pixels",
    [
        np.zeros((480, 640, 3), np.uint8),
        np.full((480, 640, 3), 255, np.uint8),
        np.random.default_rng(1).integers(0, 256, (480, 640, 3), np.uint8),
        np.zeros((1, 1, 3), np.uint8),
        np.zeros((2, 900, 3), np.uint8),
        np.zeros((0, 0, 3), np.uint8),
        np.zeros((50, 50), np.uint8),
    ],
    ids=["black", "white", "noise", "one pixel", "a line", "nothing", "grey array"],
)
def test_a_picture_without_a_face_is_nobody_seen(pixels: Picture) -> None:
    assert look(pixels) == ()


@pytest.mark.parametrize("shape", [(1, 1), (48, 48), (3, 200), (700, 20), (48, 48, 3)], ids=str)
def test_any_ready_crop_gets_probabilities_and_never_an_exception(shape: tuple[int, ...]) -> None:
    for pixels in (np.zeros(shape, np.uint8), np.random.default_rng(2).integers(0, 256, shape, np.uint8)):
        reading = FacePath(models()).read_crop(pixels)
        assert tuple(reading.emotions) == EMOTIONS
        assert sum(reading.emotions.values()) == pytest.approx(1)


def test_a_ready_crop_of_the_astronaut_is_read_like_the_whole_picture() -> None:
    (face,) = look(astronaut())
    left, top = int(face.box.x * 512), int(face.box.y * 512)
    size = int(face.box.width * 512)
    crop = astronaut()[top - 10 : top + size, left : left + size]
    small = np.asarray(cv2.resize(crop, (48, 48), interpolation=cv2.INTER_AREA), np.uint8)
    reading = FacePath(models()).read_crop(np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8))
    assert reading.emotion == "happiness"


def test_the_same_picture_gives_the_same_reading_every_time() -> None:
    assert look(astronaut()) == look(astronaut())


def test_a_model_with_other_labels_is_refused() -> None:
    class Foreign(Runtime):
        def load(self, name: str):  # type: ignore[no-untyped-def]
            model = super().load(name)
            model.card = model.card.model_copy(update={"labels": ("joy",)})
            return model

    with pytest.raises(ModelError, match="has the labels joy"):
        FaceModels.load(Foreign())
