"""A camera whose picture is set right: turned round where it hangs on its head, brighter or darker as calibrated."""

import cv2
import numpy as np

from companion.body.calibrated import CameraCalibration
from companion.vocabulary.ports import Camera
from companion.vocabulary.signals import Frame

GAMMA = 2.2
"""Pixels are coded so: twice the light is 1.37 times the number."""


class SetRight:
    """Wraps any `Camera`, and hands its pictures on as its calibration wants them.

    Example::

        eyes = SetRight(open_source("picamera2"), CameraCalibration(upside_down=True, exposure_ev=0.5, sharpness=0.7))
    """

    def __init__(self, camera: Camera, calibration: CameraCalibration) -> None:
        self._camera = camera
        self._upside_down = calibration.upside_down
        self._gain = 2.0 ** (calibration.exposure_ev / GAMMA)

    @property
    def name(self) -> str:
        return self._camera.name

    def open(self) -> None:
        """Raises `OrganError`."""
        self._camera.open()

    def close(self) -> None:
        self._camera.close()

    def latest(self, timeout_s: float) -> Frame | None:
        """As the camera's own. Raises `OrganError` and `PictureError`."""
        frame = self._camera.latest(timeout_s)
        if frame is None:
            return None
        pixels = frame.pixels
        if abs(self._gain - 1.0) > 0.01:
            pixels = np.asarray(cv2.convertScaleAbs(pixels, alpha=self._gain), np.uint8)
        if self._upside_down:
            pixels = np.asarray(cv2.rotate(pixels, cv2.ROTATE_180), np.uint8)
        return Frame(pixels, frame.captured_s)
