"""The Raspberry Pi's own camera (CSI ribbon cable), through picamera2."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from companion.body.cameras.live import FRAMES_PER_S, HEIGHT_PX, WIDTH_PX, LiveCamera
from companion.vocabulary.errors import OrganError

WHERE = "camera picamera2"


def raspberry_camera(now: Callable[[], float] = time.monotonic, begin: Callable[[], Any] | None = None) -> LiveCamera:
    """The camera at the Pi's CAM connector, contacts facing contacts; `rpicam-hello --list-cameras` finds it.

    Example::

        eyes = raspberry_camera()
        eyes.open()
        frame = eyes.latest(timeout_s=1.0)
        eyes.close()

    `begin` makes the `Picamera2` object; None takes the one that Raspberry Pi OS brings.
    """
    return LiveCamera(WHERE, lambda: RaspberryFilm((begin or _picamera2)()), now)


class RaspberryFilm:
    """Pictures from a `Picamera2` object, started here and stopped by `release`."""

    def __init__(self, camera: Any) -> None:
        self._camera = camera
        try:
            # Named from the other end: the array of "BGR888" is red, green, blue (Picamera2 manual, appendix A).
            main = {"size": (WIDTH_PX, HEIGHT_PX), "format": "BGR888"}
            camera.configure(camera.create_video_configuration(main=main, controls={"FrameRate": FRAMES_PER_S}))
            camera.start()
        except Exception as fault:  # libcamera's faults have no class of their own
            camera.close()
            raise OrganError(
                f"cannot be started ({fault}).",
                WHERE,
                "Another program may be using it; `rpicam-hello` tries it alone.",
            ) from fault
        self._picture: NDArray[np.uint8] | None = None

    def wait(self) -> bool:
        self._picture = self._camera.capture_array("main")
        return self._picture is not None

    def take(self) -> NDArray[np.uint8] | None:
        return None if self._picture is None else np.ascontiguousarray(self._picture[:, :, :3])

    def release(self) -> None:
        self._camera.stop()
        self._camera.close()


def _picamera2() -> Any:
    try:
        from picamera2 import Picamera2
    except ImportError as fault:
        raise OrganError(
            f"cannot be loaded ({fault}).",
            WHERE,
            "It comes from Raspberry Pi OS: `sudo apt install python3-picamera2`, and an environment that sees it.",
        ) from fault
    try:
        return Picamera2()
    except Exception as fault:  # without a camera it is an IndexError, with a busy one a RuntimeError
        raise OrganError(
            "finds no camera.", WHERE, "Check the ribbon cable; `rpicam-hello --list-cameras` shows what is connected."
        ) from fault
