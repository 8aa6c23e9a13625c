"""Bad pictures: black, blinding, tiny, turned, grey, huge, drawn, two faces, a face that goes: nothing is made up."""

import io
from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from companion.body.pictures import decode_picture
from companion.perception.bodies.path import BodyModels, BodyPath
from companion.perception.faces.path import FacePath
from companion.perception.seeing import Seeing
from companion.runtime import Runtime
from companion.vocabulary.readings import NOT_SURE, SightReading
from companion.vocabulary.signals import Frame
from tests.perception.face_models import Picture, astronaut, look, models

FRAME_S = 1 / 15


def eyes() -> Seeing:
    return Seeing(FacePath(models(), lives=True), lambda: BodyPath(BodyModels.load(Runtime())))


def noise(seed: int) -> Picture:
    return np.random.default_rng(seed).integers(0, 256, (480, 640, 3), dtype=np.uint8)


def drawing() -> Picture:
    """A child's drawing of a face: two dots, a line, a circle."""
    paper = np.full((480, 640, 3), 245, np.uint8)
    cv2.circle(paper, (320, 240), 150, (20, 20, 20), 4)
    cv2.circle(paper, (270, 200), 10, (20, 20, 20), -1)
    cv2.circle(paper, (370, 200), 10, (20, 20, 20), -1)
    cv2.ellipse(paper, (320, 270), (70, 50), 0, 20, 160, (20, 20, 20), 4)
    return paper


EMPTY: dict[str, Callable[[], Picture]] = {
    "black": lambda: np.zeros((480, 640, 3), np.uint8),
    "white": lambda: np.full((480, 640, 3), 255, np.uint8),
    "noise": lambda: noise(1),
    "one pixel": lambda: np.zeros((1, 1, 3), np.uint8),
    "a strip": lambda: np.full((3, 900, 3), 90, np.uint8),
    "a wall": lambda: np.full((480, 640, 3), (180, 170, 160), np.uint8),
    "no pixels": lambda: np.zeros((0, 0, 3), np.uint8),
    "one channel": lambda: np.zeros((480, 640), np.uint8),
}


@pytest.mark.parametrize("name", EMPTY)
def test_where_no_face_is_none_is_seen_and_nothing_is_told(name: str) -> None:
    sight = eyes()
    for frame in range(3):
        seen, signs = sight.read(Frame(EMPTY[name](), frame * FRAME_S), bound=1, attended=1)
        assert seen == SightReading(frame * FRAME_S, ())
        assert signs == ()


def test_a_drawn_face_is_no_face_or_one_that_it_is_not_sure_of_but_never_a_sure_one_of_grief() -> None:
    for face in look(drawing(), sure_from=0.5):
        assert face.expression is not None
        assert face.expression.emotion in (NOT_SURE, "neutral", "happiness", "surprise")


def brightened(stops: float) -> Picture:
    return np.asarray(np.clip(astronaut().astype(np.float32) * 2.0**stops, 0, 255), np.uint8)


@pytest.mark.parametrize("stops", [-5.0, -3.0, 1.0, 2.0, 3.0])
def test_too_dark_or_too_bright_she_is_seen_rightly_or_not_at_all(stops: float) -> None:
    for face in look(brightened(stops)):
        assert face.expression is not None
        assert face.expression.emotion in ("happiness", NOT_SURE)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_upside_down_or_lying_she_is_seen_rightly_or_not_at_all(quarters: int) -> None:
    for face in look(np.ascontiguousarray(np.rot90(astronaut(), quarters))):
        assert face.expression is not None
        assert face.expression.emotion in ("happiness", NOT_SURE)
        assert face.look in ("at me", "not sure", "away")


def saved(pixels: NDArray[np.generic], kind: str) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize("how", ["grey", "sixteen bits", "tiny", "huge"])
def test_grey_deep_tiny_and_huge_pictures_show_the_same_smile_or_none(how: str) -> None:
    grey = cv2.cvtColor(astronaut(), cv2.COLOR_RGB2GRAY)
    given = {
        "grey": lambda: saved(grey, "PNG"),
        "sixteen bits": lambda: saved(grey.astype(np.uint16) * 257, "PNG"),
        "tiny": lambda: saved(cv2.resize(astronaut(), (48, 48), interpolation=cv2.INTER_AREA), "PNG"),
        "huge": lambda: saved(cv2.resize(astronaut(), (4000, 4000)), "JPEG"),
    }[how]()
    faces = look(decode_picture(given, how).pixels)
    assert len(faces) == 1 or how == "tiny"
    for face in faces:
        if face.expression is not None:
            assert face.expression.emotion in ("happiness", NOT_SURE)


def test_of_two_faces_only_the_bound_one_is_judged_and_no_body_is_taken_for_hers() -> None:
    near = astronaut()[:300, 60:390]
    both = np.ascontiguousarray(np.concatenate([near, near], axis=1))
    sight = eyes()
    for frame in range(4):
        seen, _ = sight.read(Frame(both, frame * FRAME_S), bound=2)
        assert [face.track for face in seen.faces if face.expression is not None] == [2]
        assert [face.track for face in seen.faces if face.shape is not None] == [2]


def test_a_face_that_goes_is_gone_with_the_next_frame_and_comes_back_as_nobody_known() -> None:
    sight, blank = eyes(), np.full_like(astronaut(), 120)
    for frame in range(5):
        seen, _ = sight.read(Frame(astronaut(), frame * FRAME_S), bound=1)
        assert [face.track for face in seen.faces] == [1]
    for frame in range(5, 25):
        seen, signs = sight.read(Frame(blank, frame * FRAME_S), bound=1)
        assert (seen.faces, signs) == ((), ())
    seen, _ = sight.read(Frame(astronaut(), 25 * FRAME_S), bound=1)
    assert [face.track for face in seen.faces] == [2]
    assert seen.faces[0].expression is None


def test_a_frame_from_the_past_breaks_nothing() -> None:
    sight = eyes()
    for at_s in (10.0, 9.0, 10.0, float("1e9"), 3.0):
        seen, _ = sight.read(Frame(astronaut(), at_s), bound=1)
        assert len(seen.faces) == 1
        assert seen.at_s == at_s


def test_without_the_models_of_bodies_and_eyes_faces_are_seen_and_what_is_missing_is_said() -> None:
    from companion.vocabulary.errors import ModelError

    class Poor:
        def load(self, name: str) -> object:
            if name.startswith(("pose", "iris")):
                raise ModelError("the model file is missing.", f"{name}.tflite", "Run `companion models fetch`.")
            return Runtime().load(name)

    sight = Seeing.load(Poor(), 0.5)  # type: ignore[arg-type]
    seen, signs = sight.read(Frame(astronaut(), 0.0), bound=1)
    assert seen.faces[0].expression is not None
    assert signs == ()
    sight.read(Frame(astronaut(), 0.1), bound=1)
    assert [sentence.split(":")[0] for sentence in sight.missing] == [
        "iris_landmark.tflite",
        "pose_landmark_full.tflite",
    ]
