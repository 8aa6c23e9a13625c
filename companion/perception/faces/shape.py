"""How a face is formed: the corners of the mouth, the lips, the brows and the lids as numbers, and what of it is clear.

They explain a reading in words and follow one face over time; they do not judge it. The middle and the spread of each
measure are those of calm and of smiling faces among news photographs; `python -m tools.evaluate eyes` prints how well
the numbers tell such faces apart on people who had no part in that.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from companion.perception.faces.head import Head
from companion.vocabulary.readings import FaceShape, FaceSign

MOUTH_RIGHT, MOUTH_LEFT, LIP_ABOVE, LIP_BELOW = 61, 291, 13, 14
BROW_RIGHT, BROW_LEFT = 55, 285

CORNERS_AT_REST, CORNERS_OF_A_SMILE = 0.017, 0.060
WIDTH_AT_REST, WIDTH_OF_A_SMILE = 0.80, 0.155
"""At rest, and what a broad smile adds: the height of the corners over the lips, and the width of the mouth."""

BROWS_AT_REST, BROWS_SPREAD = 0.400, 0.045
"""Distance between the inner ends of the brows: raised brows part, knitted ones close in."""

SMILE_SHOWS, SAD_CORNERS_SHOW = 0.55, -0.55
BROWS_RAISED_SHOW, BROWS_DRAWN_SHOW = 0.9, -0.6
MOUTH_SHOWS_OPEN = 0.22
OPEN_USUALLY = 0.30
NARROWED_BELOW = 0.68
"""Of its own usual opening; a smile narrows the eyes, and so do bright light and doubt."""

TURNED_DEG = 28.0
"""Beyond this turn of the head one half of the face hides the other, and nothing of its shape is said."""

IN_WORDS: Mapping[FaceSign, str] = {
    "mouth corners up": "the mouth corners are up",
    "mouth corners down": "the mouth corners are down",
    "mouth open": "the mouth is open",
    "brows raised": "the brows are raised",
    "brows drawn together": "the brows are drawn together",
    "eyes narrowed": "the eyes are narrowed",
    "eyes closed": "the eyes are closed",
}


def shape_of(head: Head, eyes_open: float | None, usually_open: float = OPEN_USUALLY, shut: bool = False) -> FaceShape:
    """The shape of a face. `usually_open` is how far these eyes are open as a rule, `shut` that they are closed."""
    points = head.points
    corners = (points[MOUTH_RIGHT] + points[MOUTH_LEFT]) / 2
    lips = (points[LIP_ABOVE] + points[LIP_BELOW]) / 2
    raised = (float(lips[1] - corners[1]) - CORNERS_AT_REST) / CORNERS_OF_A_SMILE
    wider = (_apart(points, MOUTH_RIGHT, MOUTH_LEFT) - WIDTH_AT_REST) / WIDTH_OF_A_SMILE
    smile = (raised + wider) / 2
    brows = (_apart(points, BROW_RIGHT, BROW_LEFT) - BROWS_AT_REST) / BROWS_SPREAD
    mouth_open = _apart(points, LIP_ABOVE, LIP_BELOW)
    clear: list[FaceSign] = []
    if max(abs(head.yaw_deg), abs(head.pitch_deg)) <= TURNED_DEG:
        # Both must say so: an open mouth widens nothing, and a mouth seen from below has its corners high.
        if smile >= SMILE_SHOWS and min(raised, wider) > 0.1:
            clear.append("mouth corners up")
        elif raised <= SAD_CORNERS_SHOW:
            clear.append("mouth corners down")
        if mouth_open >= MOUTH_SHOWS_OPEN:
            clear.append("mouth open")
        if brows >= BROWS_RAISED_SHOW:
            clear.append("brows raised")
        elif brows <= BROWS_DRAWN_SHOW:
            clear.append("brows drawn together")
        if shut:
            clear.append("eyes closed")
        elif eyes_open is not None and eyes_open < NARROWED_BELOW * usually_open:
            clear.append("eyes narrowed")
    return FaceShape(smile, brows, mouth_open, eyes_open, tuple(clear))


def in_words(shape: FaceShape | None) -> str:
    """What is clear, for people: "the mouth corners are up, the eyes are narrowed"; empty where nothing is."""
    return ", ".join(IN_WORDS[sign] for sign in shape.signs) if shape is not None else ""


def _apart(points: NDArray[np.float64], one: int, other: int) -> float:
    return float(np.sqrt(((points[one] - points[other]) ** 2).sum()))
