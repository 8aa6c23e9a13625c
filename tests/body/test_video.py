"""A video file is read whatever is in it: upright, at its own times, and damage costs a frame and never the process."""

import subprocess
import sys
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from companion.body.cameras.video import LONGEST_FRAME_S, Video
from companion.vocabulary.errors import PictureError

ROOT = Path(__file__).parents[2]
FRAMES_PER_S = 20
QUICKLY = {"libvpx": {"deadline": "realtime", "cpu-used": "8"}, "libx264": {"preset": "ultrafast"}}
RED, BLUE = (200, 40, 30), (30, 40, 200)


def write_video(
    path: Path,
    codec: str,
    kind_of_pixel: str = "yuv420p",
    size: tuple[int, int] = (64, 48),
    turned_deg: int = 0,
    ticks: Sequence[int] = range(10),
) -> Path:
    """A video that is red with a blue lower half; `ticks` are the times of its frames in twentieths of a second."""
    picture = np.full((size[1], size[0], 3), RED, np.uint8)
    picture[size[1] // 2 :] = BLUE
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=FRAMES_PER_S)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = (*size, kind_of_pixel)
        stream.codec_context.max_b_frames = 0
        stream.codec_context.options = QUICKLY.get(codec, {})
        if turned_deg:
            stream.set_display_rotation(turned_deg)
        for tick in ticks:
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = tick, Fraction(1, FRAMES_PER_S)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def times_s(path: Path) -> list[float]:
    with Video(path) as video:
        return list(iter(video.advance, None))


def restated(path: Path, height: int, stated: int) -> Path:
    """The WebM file with another height in its container than that of its frames."""
    data = path.read_bytes()
    element = b"\xba\x82" + height.to_bytes(2)
    assert data.count(element) == 1
    path.write_bytes(data.replace(element, b"\xba\x82" + stated.to_bytes(2)))
    return path


@pytest.mark.parametrize(
    ("name", "codec", "kind_of_pixel"),
    [
        ("v.mp4", "libx264", "yuv420p"),
        ("v.mp4", "mpeg4", "yuv420p"),
        ("v.mov", "png", "rgba"),
        ("v.webm", "libvpx", "yuv420p"),
        ("v.webm", "libvpx-vp9", "yuv444p"),
        ("v.mkv", "ffv1", "yuv444p10le"),
        ("v.avi", "mjpeg", "yuvj420p"),
        ("v.ts", "mpeg2video", "yuv420p"),
        ("v.wmv", "wmv2", "yuv420p"),
    ],
)
def test_every_usual_kind_of_video_shows_its_colours_at_its_times(
    tmp_path: Path, name: str, codec: str, kind_of_pixel: str
) -> None:
    path = write_video(tmp_path / name, codec, kind_of_pixel)
    assert times_s(path) == pytest.approx([tick / FRAMES_PER_S for tick in range(10)], abs=0.002)
    with Video(path) as video:
        video.advance()
        picture = video.pixels()
    assert picture.shape == (48, 64, 3)
    assert np.abs(picture[4, 4].astype(int) - RED).max() < 8
    assert np.abs(picture[-4, -4].astype(int) - BLUE).max() < 8


@pytest.mark.parametrize(
    ("turned_deg", "size_px", "red_at"),
    [(90, (48, 64), (32, 4)), (180, (64, 48), (44, 32)), (-90, (48, 64), (32, 44))],
)
def test_a_video_of_a_phone_held_sideways_is_shown_upright(
    tmp_path: Path, turned_deg: int, size_px: tuple[int, int], red_at: tuple[int, int]
) -> None:
    with Video(write_video(tmp_path / "v.mp4", "mpeg4", turned_deg=turned_deg)) as video:
        video.advance()
        picture = video.pixels()
        assert video.size_px == size_px
    assert picture.shape[:2] == size_px[::-1]
    assert picture.flags.c_contiguous
    assert np.abs(picture[red_at].astype(int) - RED).max() < 8


def test_a_large_video_is_averaged_down_and_says_how_large_it_was(tmp_path: Path) -> None:
    with Video(write_video(tmp_path / "v.avi", "mjpeg", "yuvj420p", (3072, 1536), ticks=[0])) as video:
        video.advance()
        assert video.pixels().shape == (512, 1024, 3)
        assert video.size_px == (3072, 1536)


def test_a_frame_of_an_absurd_time_follows_the_one_before_it(tmp_path: Path) -> None:
    a_year = 365 * 86_400 * FRAMES_PER_S
    times = times_s(write_video(tmp_path / "v.mkv", "mjpeg", "yuvj420p", ticks=[0, 1, 2, a_year, a_year + 1]))
    assert times == pytest.approx([0, 0.05, 0.1, 0.15, 0.2], abs=0.002)


def test_a_picture_that_stands_for_some_seconds_is_believed(tmp_path: Path) -> None:
    pause = 30 * FRAMES_PER_S
    assert pause / FRAMES_PER_S < LONGEST_FRAME_S
    times = times_s(write_video(tmp_path / "v.mkv", "mjpeg", "yuvj420p", ticks=[0, pause, pause + 1]))
    assert times == pytest.approx([0, 30, 30.05], abs=0.002)


def test_frames_that_change_size_and_kind_of_pixel_are_each_shown_as_they_are(tmp_path: Path) -> None:
    small = write_video(tmp_path / "small.ts", "mpeg2video").read_bytes()
    large = write_video(tmp_path / "large.ts", "mpeg2video", "yuv422p", (128, 96)).read_bytes()
    (tmp_path / "both.ts").write_bytes(small + large)
    shapes, times = [], []
    with Video(tmp_path / "both.ts") as video:
        while (at_s := video.advance()) is not None:
            times.append(at_s)
            shapes.append(video.pixels().shape)
            assert video.size_px == shapes[-1][1::-1]
    assert {(48, 64, 3), (96, 128, 3)} == set(shapes)
    assert len(shapes) >= 18
    assert all(0 < after - before < 0.2 for before, after in pairwise(times))


@pytest.mark.parametrize("codec", ["libvpx", "libvpx-vp9"])
def test_a_height_that_only_the_container_states_is_not_believed(tmp_path: Path, codec: str) -> None:
    path = restated(write_video(tmp_path / "v.webm", codec, size=(512, 512), ticks=range(3)), 512, 3 * 512)
    with Video(path) as video:
        shapes = {video.pixels().shape for _ in iter(video.advance, None)}
    assert shapes == {(512, 512, 3)}


@pytest.mark.parametrize("codec", ["mpeg4", "libx264"])
def test_a_video_of_more_pixels_than_a_computer_should_hold_is_refused(tmp_path: Path, codec: str) -> None:
    path = write_video(tmp_path / "v.mp4", codec, size=(8000, 5000), ticks=[0])
    with pytest.raises(PictureError, match="8192 x 4608"):
        Video(path)


def test_a_video_without_a_readable_frame_is_refused(tmp_path: Path) -> None:
    path = write_video(tmp_path / "v.mov", "png", "rgb24")
    path.write_bytes(path.read_bytes().replace(b"\x89PNG", b"GONE"))
    with pytest.raises(PictureError, match="without a single readable frame"):
        Video(path)


def test_a_damaged_frame_is_left_out_and_the_rest_is_shown(tmp_path: Path) -> None:
    path = write_video(tmp_path / "v.mov", "png", "rgb24")
    data = bytearray(path.read_bytes())
    third = [start for start in range(len(data)) if data.startswith(b"\x89PNG", start)][2]
    data[third : third + 40] = bytes(40)
    path.write_bytes(data)
    assert len(times_s(path)) == 9


def test_a_file_that_holds_only_sound_says_that_it_has_no_pictures(tmp_path: Path) -> None:
    path = tmp_path / "v.mkv"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=8000, layout="mono")
        silence = av.AudioFrame.from_ndarray(np.zeros((1, 800), np.int16), "s16", "mono")
        silence.sample_rate = 8000
        container.mux(stream.encode(silence))
    with pytest.raises(PictureError, match="no pictures"):
        Video(path)


def test_damage_is_told_by_us_and_not_by_ffmpeg(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = write_video(tmp_path / "v.avi", "mpeg4")
    capfd.readouterr()
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 200] = bytes(200)
    path.write_bytes(data)
    times_s(path)
    assert capfd.readouterr() == ("", "")


def test_whoever_reads_no_video_loads_no_ffmpeg() -> None:
    script = (
        "import sys, companion.daemon.compose, companion.daemon.perceive, companion.body.cameras.recorded;"
        "sys.exit('av' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0
