"""Every camera keeps one contract, whatever is behind it: a page, a device, the Pi's own camera, a video, a folder."""

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from companion.body.cameras import open_source
from companion.body.cameras.device import DeviceFilm
from companion.body.cameras.live import LOST_AFTER_S, LiveCamera
from companion.body.cameras.raspberry import raspberry_camera
from companion.body.cameras.recorded import RecordedCamera
from companion.body.simulated.camera import SimulatedCamera
from companion.vocabulary.errors import OrganError, PictureError
from companion.vocabulary.ports import Camera
from companion.vocabulary.signals import Frame
from tests.body.stage import RED, Clock, jpeg, write_video

PATIENCE_S = 5.0
"""Only a broken camera makes a test wait so long."""


class FakeCapture:
    """Behaves like `cv2.VideoCapture` on a webcam that films a red wall; BGR, as there."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.filming = threading.Event()
        self.filming.set()
        self.unplugged = False
        self.released = False
        self.decoded = 0

    def grab(self) -> bool:
        self.clock.now_s += 0.001
        self.filming.wait(PATIENCE_S)
        return not self.unplugged

    def retrieve(self) -> tuple[bool, NDArray[np.uint8]]:
        self.decoded += 1
        return True, np.full((48, 64, 3), RED[::-1], np.uint8)

    def release(self) -> None:
        self.released = True


class FakePicamera2:
    """Behaves like `Picamera2`: "BGR888" gives arrays in the order red, green, blue."""

    def __init__(self, clock: Clock) -> None:
        self.capture = FakeCapture(clock)
        self.configuration: dict[str, Any] = {}

    def create_video_configuration(self, **wanted: Any) -> dict[str, Any]:
        return wanted

    def configure(self, configuration: dict[str, Any]) -> None:
        self.configuration = configuration

    def start(self) -> None:
        assert self.configuration["main"]["format"] == "BGR888"

    def capture_array(self, name: str) -> NDArray[np.uint8]:
        if not self.capture.grab():
            raise RuntimeError("camera frontend has timed out")
        return np.full((48, 64, 3), RED, np.uint8)

    def stop(self) -> None: ...

    def close(self) -> None:
        self.capture.release()


@dataclass
class Eyes:
    """A camera in front of a red wall, and how to make it see, stop seeing and break."""

    camera: Camera
    clock: Clock
    look: Callable[[], None] = lambda: None
    rest: Callable[[], None] = lambda: None
    captures: list[FakeCapture] = field(default_factory=list)

    def next(self) -> Frame:
        self.look()
        frame = self.camera.latest(PATIENCE_S)
        assert frame is not None
        return frame


def look_until_lost(camera: Camera) -> None:
    while True:
        camera.latest(PATIENCE_S)


def page_eyes() -> Eyes:
    clock = Clock()
    twin = SimulatedCamera(clock.now)

    def look() -> None:
        clock.wait(0.1)
        twin.feed(jpeg())

    return Eyes(twin, clock, look)


def device_eyes() -> Eyes:
    clock = Clock()
    eyes = Eyes(LiveCamera("camera /dev/video0", lambda: DeviceFilm(begin()), clock.now), clock)

    def begin() -> FakeCapture:
        eyes.captures.append(FakeCapture(clock))
        return eyes.captures[-1]

    eyes.rest = lambda: eyes.captures[-1].filming.clear()
    return eyes


def raspberry_eyes() -> Eyes:
    clock = Clock()
    eyes = Eyes(raspberry_camera(clock.now, lambda: begin()), clock)

    def begin() -> FakePicamera2:
        pi = FakePicamera2(clock)
        eyes.captures.append(pi.capture)
        return pi

    eyes.rest = lambda: eyes.captures[-1].filming.clear()
    return eyes


def folder_eyes(tmp_path: Path) -> Eyes:
    for number in range(3):
        (tmp_path / f"{number}.jpg").write_bytes(jpeg())
    clock = Clock()
    return Eyes(RecordedCamera(tmp_path, clock.now, clock.wait), clock)


def video_eyes(tmp_path: Path) -> Eyes:
    path = write_video(tmp_path / "wall.avi", [RED[::-1]] * 3)
    clock = Clock()
    return Eyes(RecordedCamera(path, clock.now, clock.wait), clock)


@pytest.fixture(params=["page", "device", "picamera2", "folder", "video"])
def eyes(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Eyes]:
    makers = {"page": page_eyes, "device": device_eyes, "picamera2": raspberry_eyes}
    in_folder = {"folder": folder_eyes, "video": video_eyes}
    made = makers[request.param]() if request.param in makers else in_folder[request.param](tmp_path)
    yield made
    for capture in made.captures:
        capture.filming.set()
    made.camera.close()


def test_a_frame_is_rgb_with_eight_bits_a_colour(eyes: Eyes) -> None:
    eyes.camera.open()
    pixels = eyes.next().pixels
    assert pixels.dtype == np.uint8
    assert pixels.shape == (48, 64, 3)
    assert pixels.flags.c_contiguous
    assert np.abs(pixels[24, 32].astype(int) - RED).max() < 12


def test_each_frame_is_newer_than_the_last(eyes: Eyes) -> None:
    eyes.camera.open()
    times = [eyes.next().captured_s for _ in range(8)]
    assert all(after > before for before, after in pairwise(times))
    assert times[0] >= 100.0


def test_a_closed_camera_says_that_it_is_closed(eyes: Eyes) -> None:
    with pytest.raises(OrganError, match="is closed"):
        eyes.camera.latest(0.0)
    eyes.camera.open()
    eyes.next()
    eyes.camera.close()
    with pytest.raises(OrganError, match="is closed"):
        eyes.camera.latest(0.0)


def test_opening_and_closing_twice_does_no_harm_and_it_opens_again(eyes: Eyes) -> None:
    eyes.camera.close()
    eyes.camera.open()
    eyes.camera.open()
    eyes.next()
    eyes.camera.close()
    eyes.camera.close()
    eyes.camera.open()
    eyes.next()
    assert len(eyes.captures) in (0, 2)


def test_every_device_that_was_opened_is_released(eyes: Eyes) -> None:
    eyes.camera.open()
    eyes.camera.close()
    assert all(capture.released for capture in eyes.captures)


def test_when_nothing_comes_in_time_there_is_no_frame(eyes: Eyes) -> None:
    eyes.camera.open()
    eyes.next()
    eyes.rest()
    if eyes.captures:
        eyes.camera.latest(0.01)  # one picture may still have been on its way
    assert eyes.camera.latest(0.01) is None


def test_it_has_a_name(eyes: Eyes) -> None:
    assert "camera" in eyes.camera.name


# The page


def test_of_the_pictures_from_the_page_only_the_newest_is_kept() -> None:
    twin = SimulatedCamera()
    twin.open()
    for colour in ((0, 0, 250), (0, 250, 0), RED):
        twin.feed(jpeg(colour))
    frame = twin.latest(0.0)
    assert frame is not None
    assert np.abs(frame.pixels[0, 0].astype(int) - RED).max() < 12
    assert twin.latest(0.0) is None
    assert twin.dropped == 2


def test_a_corrupt_jpeg_is_one_error_and_the_next_frame_is_fine() -> None:
    twin = SimulatedCamera()
    twin.open()
    for bad in (jpeg(size=(640, 480))[:400], b"<html>", b""):
        twin.feed(bad)
        with pytest.raises(PictureError):
            twin.latest(0.0)
        assert twin.latest(0.0) is None
    twin.feed(jpeg())
    assert twin.latest(0.0) is not None


def test_what_is_fed_while_closed_is_forgotten() -> None:
    twin = SimulatedCamera()
    twin.feed(jpeg())
    twin.open()
    assert twin.latest(0.0) is None
    twin.feed(jpeg())
    twin.close()
    twin.open()
    assert twin.latest(0.0) is None


def test_a_picture_from_the_page_is_as_old_as_its_arrival() -> None:
    clock = Clock()
    twin = SimulatedCamera(clock.now)
    twin.open()
    twin.feed(jpeg())
    clock.wait(3.0)
    frame = twin.latest(0.0)
    assert frame is not None
    assert frame.captured_s == 100.0


def test_whoever_waits_for_the_page_gets_the_picture_when_it_comes() -> None:
    twin = SimulatedCamera()
    twin.open()
    feeder = threading.Thread(target=lambda: twin.feed(jpeg()))
    feeder.start()
    assert twin.latest(PATIENCE_S) is not None
    feeder.join()


def test_closing_ends_the_waiting_for_the_page() -> None:
    twin = SimulatedCamera()
    twin.open()
    ended: list[OrganError] = []

    def wait() -> None:
        try:
            twin.latest(60.0)
        except OrganError as fault:
            ended.append(fault)

    waiting = threading.Thread(target=wait)
    waiting.start()
    twin.close()
    waiting.join(PATIENCE_S)
    assert len(ended) == 1


def test_a_picture_bomb_from_the_page_is_refused() -> None:
    twin = SimulatedCamera()
    twin.open()
    twin.feed(jpeg(size=(5000, 5000)))
    with pytest.raises(PictureError, match="5000 x 5000"):
        twin.latest(0.0)


# Devices


def test_pictures_that_nobody_asks_for_are_not_decoded() -> None:
    eyes = device_eyes()
    eyes.camera.open()
    for _ in range(5):
        eyes.next()
    eyes.camera.close()
    assert eyes.captures[0].decoded == 5


def test_an_unplugged_camera_is_lost_and_can_be_opened_again() -> None:
    eyes = device_eyes()
    eyes.camera.open()
    eyes.next()
    eyes.captures[0].unplugged = True
    with pytest.raises(OrganError, match=r"/dev/video0: was lost") as caught:
        look_until_lost(eyes.camera)
    assert "Plug it in" in caught.value.next_step
    eyes.camera.close()
    eyes.camera.open()
    eyes.next()
    eyes.camera.close()


def test_a_driver_that_raises_is_a_lost_camera() -> None:
    eyes = raspberry_eyes()
    eyes.camera.open()
    eyes.next()
    eyes.captures[0].unplugged = True
    with pytest.raises(OrganError, match="timed out"):
        look_until_lost(eyes.camera)


def test_a_driver_that_raises_when_it_is_let_go_is_a_lost_camera_too() -> None:
    eyes = device_eyes()
    eyes.camera.open()
    eyes.next()

    def broken() -> None:
        raise RuntimeError("there is nothing to let go of")

    eyes.captures[0].release = broken  # type: ignore[method-assign]
    eyes.captures[0].unplugged = True
    with pytest.raises(OrganError, match="sends no more pictures"):
        look_until_lost(eyes.camera)


def test_a_camera_that_stays_silent_is_lost_too() -> None:
    eyes = device_eyes()
    eyes.camera.open()
    eyes.next()
    eyes.rest()
    eyes.camera.latest(0.01)
    assert eyes.camera.latest(0.0) is None
    eyes.clock.wait(LOST_AFTER_S + 0.1)
    with pytest.raises(OrganError, match="has sent no picture"):
        eyes.camera.latest(0.0)
    eyes.captures[0].filming.set()
    eyes.camera.close()


def test_a_device_that_is_not_there_is_a_clear_error() -> None:
    with pytest.raises(OrganError, match="is not there") as caught:
        open_source("/dev/video99").open()
    assert "/dev/video99" in caught.value.where
    assert "ls /dev/video*" in caught.value.next_step


def test_a_device_that_is_no_camera_is_a_clear_error(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(OrganError, match="cannot be opened"):
        open_source("/dev/null").open()
    assert capfd.readouterr().err == ""


def test_without_picamera2_the_error_says_where_it_comes_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "picamera2", None)
    with pytest.raises(OrganError, match="Raspberry Pi OS"):
        open_source("picamera2").open()


def test_a_pi_without_a_camera_says_to_check_the_cable() -> None:
    def none_attached() -> Any:
        raise OrganError("finds no camera.", "camera picamera2", "Check the ribbon cable.")

    with pytest.raises(OrganError, match="ribbon cable"):
        raspberry_camera(begin=none_attached).open()


def test_a_camera_that_sends_plain_bgr_is_not_one_long_row() -> None:
    class Rolled:
        """What OpenCV 4.11 makes of such a camera."""

        def retrieve(self) -> tuple[bool, NDArray[np.uint8]]:
            return True, np.tile(np.array([30, 40, 200], np.uint8), 64 * 48).reshape(1, -1)

        def get(self, name: int) -> float:
            return {cv2.CAP_PROP_FRAME_WIDTH: 64.0, cv2.CAP_PROP_FRAME_HEIGHT: 48.0}[name]

    pixels = DeviceFilm(Rolled()).take()
    assert pixels is not None
    assert pixels.shape == (48, 64, 3)
    assert tuple(pixels[0, 0]) == (200, 40, 30)
