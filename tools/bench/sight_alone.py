"""Run as a program: our whole sight on one 640x480 RGB picture that comes on standard input, in a process of its own.

Somebody is bound, and time goes on by a fifteenth of a second for each frame: the whole picture is searched three times
in a second of frames, one eye is looked into in every second frame, the body is looked at once a second. One line of
JSON out: CPU milliseconds a frame (mean, median, slowest) and peak memory.
"""

import json
import resource
import statistics
import sys
import time

import cv2
import numpy as np

from companion.perception.seeing import Seeing
from companion.runtime import Runtime
from companion.vocabulary.signals import Frame

FRAMES_A_SECOND, SECONDS, WARM_UP_S = 15, 20, 2


def main() -> None:
    cv2.setNumThreads(1)
    pixels = np.frombuffer(sys.stdin.buffer.read(), np.uint8).reshape(480, 640, 3)
    seeing = Seeing.load(Runtime(), 0.5)
    spent_ms = []
    for number in range(FRAMES_A_SECOND * SECONDS):
        began = time.process_time()
        seen, _ = seeing.read(Frame(pixels, number / FRAMES_A_SECOND), bound=1, attended=1)
        spent_ms.append((time.process_time() - began) * 1000)
        assert seen.faces[0].expression is not None, "our path judged no face"
    spent_ms = spent_ms[FRAMES_A_SECOND * WARM_UP_S :]
    told = {
        "ms": statistics.mean(spent_ms),
        "median_ms": statistics.median(spent_ms),
        "slowest_ms": max(spent_ms),
        "bodies_a_second": seeing.body_looks / SECONDS,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(told))


main()
