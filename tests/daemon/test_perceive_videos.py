"""Videos made of real faces whose truth is known: segments with borders within half a second, and the drawn overlay."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from companion.body.cameras.video import Video
from companion.daemon.drawn_faces import draw_faces
from companion.daemon.findings import Failed, Found
from companion.daemon.overlay import overlay
from companion.daemon.perceive import look_at, shipped_sight
from companion.vocabulary.readings import Emotion
from tests.perception.face_models import ASTRONAUT, astronaut, look, models, news_photographs

Picture = NDArray[np.uint8]
RATE = 15
WITHIN_S = 0.5
WIDE, HIGH = 480, 360


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many seconds of one picture; `shows` is None where nobody is in it."""

    lasts_s: float
    picture: Picture
    shows: Emotion | None


def room() -> Picture:
    """A dim empty room."""
    across, down = np.meshgrid(np.linspace(0, 1, WIDE), np.linspace(0, 1, HIGH))
    grey = 60 + 50 * across + 30 * np.sin(7 * down)
    return np.repeat(grey[:, :, None], 3, axis=2).astype(np.uint8)


def in_the_room(face: Picture, side: int = 200) -> Picture:
    """A face photograph hung in the room."""
    picture = room()
    large = cv2.resize(face, (side, side), interpolation=cv2.INTER_CUBIC)
    left, top = (WIDE - side) // 2, (HIGH - side) // 2
    picture[top : top + side, left : left + side] = large
    return picture


def the_astronaut() -> Picture:
    """She fills the height of the video."""
    large = cv2.resize(astronaut(), (HIGH, HIGH), interpolation=cv2.INTER_AREA)
    beside = (WIDE - HIGH) // 2
    return np.asarray(cv2.copyMakeBorder(large, 0, 0, beside, beside, cv2.BORDER_CONSTANT), np.uint8)


@cache
def plain_faces() -> dict[Emotion, tuple[Picture, ...]]:
    """Faces that show their label plainly: borders are what is tested here, not the reading of doubtful faces."""
    wanted: dict[Emotion, list[Picture]] = {"happiness": [], "neutral": [], "surprise": []}
    for name, picture in news_photographs(23).items():
        label = name.split("_")[0]
        if label not in wanted or wanted[label]:
            continue
        faces = look(in_the_room(picture))
        if len(faces) == 1 and faces[0].expression is not None:
            seen = faces[0].expression
            if seen.emotion == label and seen.certainty > 0.8:
                wanted[label].append(picture)
    return {label: tuple(pictures) for label, pictures in wanted.items()}


def made(path: Path, stretches: Sequence[Stretch]) -> Path:
    """A video of these stretches, the camera trembling a little."""
    chance = np.random.default_rng(4)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=RATE, options={"q:v": "3"})
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = WIDE, HIGH, "yuv420p"
        for stretch in stretches:
            for _ in range(round(stretch.lasts_s * RATE)):
                across, down = chance.integers(-2, 3, 2)
                moved = np.roll(stretch.picture, (int(down), int(across)), (0, 1))
                container.mux(stream.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(moved), format="rgb24")))
        container.mux(stream.encode(None))
    return path


def told(path: Path) -> Found:
    found = look_at(path, shipped_sight(io.StringIO())())
    assert isinstance(found, Found)
    return found


def check(found: Found, stretches: Sequence[Stretch]) -> None:
    """Each stretch is one segment with its label, and no border lies farther off than half a second."""
    assert found.segments is not None
    words = [[face.expression.emotion for face in segment.faces if face.expression] for segment in found.segments]
    assert words == [[stretch.shows] if stretch.shows else [] for stretch in stretches]
    border_s = 0.0
    for stretch, segment in zip(stretches, found.segments, strict=True):
        assert segment.from_s == pytest.approx(border_s, abs=WITHIN_S)
        border_s += stretch.lasts_s
        assert segment.to_s == pytest.approx(border_s, abs=WITHIN_S)


def test_a_day_of_changing_faces_is_told_with_borders_within_half_a_second(tmp_path: Path) -> None:
    faces = plain_faces()
    if not all(faces.values()):
        pytest.skip("no plain face of each kind among the photographs")
    stretches = (
        Stretch(2.4, in_the_room(faces["neutral"][0]), "neutral"),
        Stretch(1.5, room(), None),
        Stretch(2.0, in_the_room(faces["happiness"][0]), "happiness"),
        Stretch(1.7, in_the_room(faces["surprise"][0]), "surprise"),
        Stretch(2.2, room(), None),
    )
    check(told(made(tmp_path / "day.mp4", stretches)), stretches)


def test_a_face_that_leaves_in_the_middle_is_not_told_of_the_time_after(tmp_path: Path) -> None:
    shown = the_astronaut()
    stretches = (Stretch(2.0, shown, "happiness"), Stretch(2.0, room(), None))
    check(told(made(tmp_path / "leaves.mp4", stretches)), stretches)


def test_of_a_video_that_ends_early_what_came_before_is_told(tmp_path: Path) -> None:
    shown = the_astronaut()
    whole = made(tmp_path / "whole.avi", (Stretch(3.0, shown, "happiness"),))
    cut = tmp_path / "cut.avi"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 6 // 10])
    found = told(cut)
    assert found.segments is not None
    assert 1.0 < found.segments[-1].to_s < 2.5
    assert [face.expression.emotion for face in found.faces if face.expression] == ["happiness"]


def test_the_overlay_has_every_frame_and_marks_the_face_and_says_what_it_shows(tmp_path: Path) -> None:
    shown = the_astronaut()
    source = made(tmp_path / "in.mp4", (Stretch(1.0, shown, "happiness"), Stretch(0.5, room(), None)))
    err = io.StringIO()
    assert overlay(source, tmp_path / "out.mp4", err) == 0
    with av.open(str(source)) as one, av.open(str(tmp_path / "out.mp4")) as other:
        before = [frame.to_ndarray(format="rgb24").astype(np.uint8) for frame in one.decode(video=0)]
        after = [frame.to_ndarray(format="rgb24").astype(np.uint8) for frame in other.decode(video=0)]
    # A small video is drawn larger, so that the words can be read.
    after = [np.asarray(cv2.resize(frame, (WIDE, HIGH), interpolation=cv2.INTER_AREA), np.uint8) for frame in after]
    assert len(after) == len(before) == 23
    changed = np.abs(after[10].astype(int) - before[10]).max(axis=2) > 60
    face = look(before[10])[0].box
    x, y = face.centre
    about = changed[
        round((y - face.height) * HIGH) : round((y + face.height) * HIGH),
        round((x - face.width) * WIDE) : round((x + face.width) * WIDE),
    ]
    assert about.mean() > 0.05
    assert changed[HIGH * 3 // 4 :].mean() < 0.01
    assert "23 frames" in err.getvalue()
    with Video(tmp_path / "out.mp4") as video:
        assert video.frame_s == pytest.approx(1 / RATE, rel=0.02)


@pytest.mark.parametrize(
    ("source", "target", "says"),
    [
        ("missing.mp4", "out.mp4", "missing.mp4"),
        ("text.mp4", "out.mp4", "text.mp4"),
        ("in.mp4", "in.mp4", "is the video itself"),
        ("in.mp4", "no-folder/out.mp4", "cannot be written"),
    ],
)
def test_an_overlay_that_cannot_be_made_is_refused_in_words(
    tmp_path: Path, source: str, target: str, says: str
) -> None:
    made(tmp_path / "in.mp4", (Stretch(0.2, room(), None),))
    (tmp_path / "text.mp4").write_text("no video", encoding="utf-8")
    err = io.StringIO()
    assert overlay(tmp_path / source, tmp_path / target, err) == 1
    assert says in err.getvalue()
    assert "Traceback" not in err.getvalue()


@pytest.mark.parametrize("size", [(1, 1), (40, 30), (1000, 7)])
def test_any_picture_can_be_drawn_on(size: tuple[int, int]) -> None:
    drawn = draw_faces(np.zeros((size[1], size[0], 3), np.uint8), (), ())
    assert drawn.shape[0] % 2 == drawn.shape[1] % 2 == 0


def test_a_missing_file_is_told_of_as_failed() -> None:
    assert isinstance(look_at(ASTRONAUT.with_name("nothing.mp4"), shipped_sight(io.StringIO())()), Failed)
    assert models().eyes is not None
