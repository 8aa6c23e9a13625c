"""Run by the Python of `.venv-peers`: what the fer package says of ready faces that come on standard input.

uint8 (n, 48, 48) as `.npy` in; one line of JSON per model out: its answers in the words of fer, CPU milliseconds per
crop, peak memory. The crops go through fer's own steps: 64x64, -1..1. Nothing of this project is imported here.
"""

import io
import json
import resource
import sys
import time

import cv2
import numpy as np
from fer.fer import FER

TIMED = 100


def main() -> None:
    crops = np.load(io.BytesIO(sys.stdin.buffer.read()))
    tidy = np.array([cv2.resize(crop, (64, 64)) for crop in crops], np.float32) / 255
    tidy = (tidy - 0.5) * 2
    small = sys.argv[1] == "int8"
    judge = FER(use_tflite=small)._classify_emotions
    words = FER._get_labels()
    step = 1 if small else 256
    scores = np.concatenate([np.asarray(judge(tidy[at : at + step])) for at in range(0, len(tidy), step)])
    began = time.process_time()
    for crop in tidy[:TIMED]:
        judge(crop[None])
    spent_ms = (time.process_time() - began) / len(tidy[:TIMED]) * 1000
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answers = [words[int(place)] for place in scores.argmax(axis=1)]
    print(json.dumps({"answers": answers, "ms_per_crop": spent_ms, "memory_mb": memory_mb}))


main()
