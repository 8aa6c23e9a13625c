"""OpenCV's video capture, kept quiet: what goes wrong is told by our own errors, not by lines on stderr."""

import os

import cv2

# OpenCV reads this when it opens the first video of the process; -8 is FFmpeg's "quiet".
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
_SILENT = 0


def open_capture(address: str, backend: int) -> cv2.VideoCapture:
    """Open a device or file with one backend (`cv2.CAP_V4L2`, `cv2.CAP_FFMPEG`); ask `isOpened()` for the outcome."""
    cv2.setLogLevel(_SILENT)
    return cv2.VideoCapture(address, backend)
