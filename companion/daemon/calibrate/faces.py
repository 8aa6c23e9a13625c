"""How sure sight is of a face in a picture: what tells that a camera hangs upside down."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from companion.perception.faces.detector import find_faces
from companion.runtime import Runtime
from companion.vocabulary.errors import ModelError


def face_score() -> Callable[[NDArray[np.uint8]], float] | None:
    """A function from a picture (uint8, RGB) to the score 0..1 of its surest face; None without the model."""
    try:
        model = Runtime("any").load("face_detection_short_range")
    except ModelError:
        return None

    def score(pixels: NDArray[np.uint8]) -> float:
        return max((face.score for face in find_faces(pixels, model.infer)), default=0.0)

    return score
