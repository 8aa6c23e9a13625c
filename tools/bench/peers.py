"""Run by the Python of `.venv-peers`: times one other package on the 640x480 RGB picture that comes on standard input.

Prints CPU milliseconds of a frame and peak memory as one line of JSON. Nothing of this project is imported here.
"""

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable

import numpy as np


def main() -> None:
    pixels = np.frombuffer(sys.stdin.buffer.read(), np.uint8).reshape(480, 640, 3)
    if sys.argv[1].startswith("fer"):
        import cv2
        from fer.fer import FER

        detector = FER(use_tflite=sys.argv[1] == "fer int8")
        picture = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR)
        assert detector.detect_emotions(picture), "fer found no face"
        spent_ms = cpu_ms(lambda: detector.detect_emotions(picture), 30)
    else:
        import mediapipe

        mesh = mediapipe.solutions.face_mesh.FaceMesh(static_image_mode=False, max_num_faces=1)
        assert mesh.process(pixels).multi_face_landmarks, "mediapipe found no face"
        spent_ms = cpu_ms(lambda: mesh.process(pixels), 300)
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"ms": spent_ms, "memory_mb": memory_mb}))


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
