"""Run by the Python of `.venv-peers`: times one other package on the 640x480 RGB picture that comes on standard input.

Prints the median CPU milliseconds of a frame as the last line. Nothing of this project is imported here.
"""

import statistics
import sys
import time
from collections.abc import Callable

import numpy as np


def main() -> None:
    pixels = np.frombuffer(sys.stdin.buffer.read(), np.uint8).reshape(480, 640, 3)
    if sys.argv[1] == "fer":
        import cv2
        from fer.fer import FER

        detector = FER()
        picture = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR)
        assert detector.detect_emotions(picture), "fer found no face"
        print(cpu_ms(lambda: detector.detect_emotions(picture), 30))
    else:
        import mediapipe

        mesh = mediapipe.solutions.face_mesh.FaceMesh(static_image_mode=False, max_num_faces=1)
        assert mesh.process(pixels).multi_face_landmarks, "mediapipe found no face"
        print(cpu_ms(lambda: mesh.process(pixels), 300))


def cpu_ms(work: Callable[[], object], times: int) -> float:
    for _ in range(5):
        work()
    spent = []
    for _ in range(times):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return statistics.median(spent) * 1000


main()
