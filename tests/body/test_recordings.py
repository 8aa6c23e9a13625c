"""A recording is a camera: a video or a folder plays at its own pace, over and over, and what is none is said."""

from pathlib import Path

import pytest

from companion.body.cameras import open_source
from companion.body.cameras.recorded import RecordedCamera
from companion.body.cameras.video import Video
from companion.vocabulary.errors import OrganError, PictureError
from tests.body.stage import Clock, jpeg, write_video


def test_a_video_plays_at_its_own_pace_and_over_again(tmp_path: Path) -> None:
    clock = Clock()
    eyes = RecordedCamera(write_video(tmp_path / "v.avi", [0, 80, 160]), clock.now, clock.wait)
    eyes.open()
    seen = [frame for _ in range(7) if (frame := eyes.latest(1.0)) is not None]
    assert [round(float(frame.pixels.mean()) / 80) for frame in seen] == [0, 1, 2, 0, 1, 2, 0]
    assert [round(frame.captured_s - 100, 2) for frame in seen] == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]


def test_a_slow_watcher_misses_frames_and_does_not_fall_behind(tmp_path: Path) -> None:
    clock = Clock()
    eyes = RecordedCamera(write_video(tmp_path / "v.avi", list(range(0, 250, 5))), clock.now, clock.wait)
    eyes.open()
    for _ in range(8):
        clock.wait(0.45)
        frame = eyes.latest(0.2)
        assert frame is not None
        due_shade = (clock.now_s - 100) * 10 * 5
        assert abs(float(frame.pixels.mean()) - due_shade) < 12


def test_after_a_long_pause_a_video_goes_on_where_it_stopped(tmp_path: Path) -> None:
    clock = Clock()
    eyes = RecordedCamera(write_video(tmp_path / "v.avi", [0, 80, 160]), clock.now, clock.wait)
    eyes.open()
    eyes.latest(1.0)
    clock.wait(86_400.0)
    frame = eyes.latest(1.0)
    assert frame is not None
    assert round(float(frame.pixels.mean()) / 80) == 1


def test_a_folder_is_shown_in_the_order_of_names_and_a_bad_picture_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg((10, 10, 10)))
    (tmp_path / "b.jpg").write_bytes(jpeg()[:100])
    (tmp_path / "c.jpg").write_bytes(jpeg((250, 250, 250)))
    (tmp_path / ".hidden").write_bytes(b"no picture")
    clock = Clock()
    eyes = RecordedCamera(tmp_path, clock.now, clock.wait)
    eyes.open()
    for _ in range(2):
        first = eyes.latest(1.0)
        assert first is not None
        assert first.pixels.mean() < 20
        with pytest.raises(PictureError, match=r"b\.jpg"):
            eyes.latest(1.0)
        last = eyes.latest(1.0)
        assert last is not None
        assert last.pixels.mean() > 240


def test_a_single_picture_is_a_camera_too(tmp_path: Path) -> None:
    path = tmp_path / "still.jpg"
    path.write_bytes(jpeg())
    clock = Clock()
    eyes = RecordedCamera(path, clock.now, clock.wait)
    eyes.open()
    assert all(eyes.latest(1.0) is not None for _ in range(3))


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("missing.mp4", None, "does not exist"),
        ("empty.mp4", b"", "is empty"),
        ("text.mp4", b"not a video at all", "is text, not a video"),
        ("cut.mp4", b"\0\0\0\x20ftypisom\0\0\2\0isomiso2mp41" + bytes(200), "cannot be read"),
    ],
)
def test_a_recording_that_is_none_is_a_clear_error(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, content: bytes | None, word: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(OrganError, match=word) as caught:
        open_source(str(path)).open()
    assert name in caught.value.where
    assert capfd.readouterr().err == ""


def test_an_empty_folder_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(OrganError, match="holds no picture"):
        open_source(str(tmp_path)).open()


def test_a_folder_that_is_emptied_while_it_is_shown_is_lost(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg())
    clock = Clock()
    eyes = RecordedCamera(tmp_path, clock.now, clock.wait)
    eyes.open()
    (tmp_path / "a.jpg").unlink()
    with pytest.raises((OrganError, PictureError)):
        eyes.latest(1.0)
    with pytest.raises(OrganError):
        eyes.latest(1.0)


def test_the_name_of_a_video_may_hold_anything(tmp_path: Path) -> None:
    plain = write_video(tmp_path / "v.avi", [80, 80])
    for name in (b"concat:x|y.avi", b"\xff\xfe%d.avi", b"http:..avi"):
        odd = Path(str(tmp_path), name.decode("utf-8", "surrogateescape"))
        odd.write_bytes(plain.read_bytes())
        with Video(odd) as video:
            assert video.advance() == 0.0
            assert video.pixels().shape == (48, 64, 3)


@pytest.mark.parametrize(("code", "suffix"), [("mp4v", "mp4"), ("MJPG", "avi"), ("VP80", "webm"), ("mp4v", "mkv")])
def test_times_of_frames_come_from_the_file(tmp_path: Path, code: str, suffix: str) -> None:
    with Video(write_video(tmp_path / f"v.{suffix}", [0] * 10, 20, code)) as video:
        times = list(iter(video.advance, None))
    assert times == pytest.approx([number / 20 for number in range(10)], abs=0.002)


def test_a_video_that_ends_early_gives_the_frames_before_its_end(tmp_path: Path) -> None:
    whole = write_video(tmp_path / "v.avi", list(range(0, 200, 4)))
    cut = tmp_path / "cut.avi"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with Video(cut) as video:
        frames = len(list(iter(video.advance, None)))
    assert 5 < frames < 50
