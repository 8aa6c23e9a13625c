"""Run as a program: what our face path says of ready faces that come on standard input, as `faces_fer.py` does.

uint8 (n, 48, 48) as `.npy` in; one line of JSON out: its answers, CPU milliseconds of the network alone per crop, peak
memory of the whole process.
"""

import io
import json
import resource
import sys
import time

import numpy as np

from companion.perception.faces.crop import draw_crop, normalise, whole_picture
from companion.perception.faces.path import FaceModels, FacePath
from companion.runtime import Runtime
from companion.vocabulary.readings import EMOTIONS

TIMED = 200


def main() -> None:
    pictures = np.load(io.BytesIO(sys.stdin.buffer.read()))
    models = FaceModels.load(Runtime())
    path = FacePath(models)
    answers = [EMOTIONS[int(np.argmax(path.read_crop(picture).logits))] for picture in pictures]
    crops = [normalise(draw_crop(picture, whole_picture(picture))) for picture in pictures[:TIMED]]
    began = time.process_time()
    for crop in crops:
        models.express(crop)
    spent_ms = (time.process_time() - began) / len(crops) * 1000
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"answers": answers, "ms_per_crop": spent_ms, "memory_mb": memory_mb}))


if __name__ == "__main__":
    main()
