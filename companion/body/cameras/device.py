"""Any camera that Linux knows as `/dev/video...`: USB webcams, capture sticks, loop-back devices (V4L2)."""

import os
import stat
import time
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from companion.body.cameras.live import FRAMES_PER_S, HEIGHT_PX, WIDTH_PX, LiveCamera
from companion.vocabulary.errors import OrganError

_SILENT = 0
"""What goes wrong is told by our own errors, not by OpenCV's lines on stderr."""


def device_camera(address: str, now: Callable[[], float] = time.monotonic) -> LiveCamera:
    """A V4L2 camera. Plug it in; `ls /dev/video*` shows its address, `v4l2-ctl --list-devices` its name.

    Example::

        eyes = device_camera("/dev/video0")
        eyes.open()
        frame = eyes.latest(timeout_s=1.0)
        eyes.close()
    """
    return LiveCamera(f"camera {address}", lambda: DeviceFilm(_opened(address)), now)


class DeviceFilm:
    """Pictures from an open `cv2.VideoCapture` (or what behaves like one): BGR there, RGB here."""

    def __init__(self, capture: Any) -> None:
        self._capture = capture

    def wait(self) -> bool:
        return bool(self._capture.grab())

    def take(self) -> NDArray[np.uint8] | None:
        good, picture = self._capture.retrieve()
        if not good or picture is None:
            return None
        if picture.ndim == 2 and picture.shape[0] == 1:
            picture = self._unrolled(picture)
        conversion = cv2.COLOR_GRAY2RGB if picture.ndim == 2 else cv2.COLOR_BGR2RGB
        return np.asarray(cv2.cvtColor(picture, conversion), np.uint8)

    def release(self) -> None:
        self._capture.release()

    def _unrolled(self, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """OpenCV 4.11 hands out pictures of cameras that send plain BGR as one long row."""
        width, height = (int(self._capture.get(size)) for size in (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT))
        return picture.reshape(height, width, 3) if picture.size == 3 * width * height else picture


def _opened(address: str) -> cv2.VideoCapture:
    where = f"camera {address}"
    try:
        mode = os.stat(address).st_mode
    except OSError as fault:
        raise OrganError("is not there.", where, "Plug it in; `ls /dev/video*` shows which ones there are.") from fault
    if not stat.S_ISCHR(mode):
        raise OrganError("is not a device.", where, "Give the address of a camera, such as /dev/video0.")
    if not os.access(address, os.R_OK | os.W_OK):
        raise OrganError(
            "may not be used.", where, 'Join the group "video": `sudo usermod -aG video $USER`, then log in again.'
        )
    cv2.setLogLevel(_SILENT)
    capture = cv2.VideoCapture(address, cv2.CAP_V4L2)
    if not capture.isOpened():
        capture.release()
        raise OrganError(
            "cannot be opened.", where, "Another program may be using it, or it is no camera; try its neighbour."
        )
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, WIDTH_PX)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, HEIGHT_PX)
    capture.set(cv2.CAP_PROP_FPS, FRAMES_PER_S)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    return capture
