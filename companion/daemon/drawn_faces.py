"""Faces drawn on a picture for people to look at: box, points, where they look, what they show and how surely."""

from collections.abc import Sequence
from math import cos, radians, sin

import cv2
import numpy as np
from numpy.typing import NDArray

from companion.perception.faces.landmarks import LEFT_EYE_INNER, LEFT_EYE_OUTER, RIGHT_EYE_INNER, RIGHT_EYE_OUTER
from companion.perception.faces.shape import in_words
from companion.vocabulary.readings import NOT_SURE, FaceReading

Picture = NDArray[np.uint8]
Points = NDArray[np.float32]

INK, PAPER, QUIET = (255, 255, 255), (24, 28, 34), (176, 186, 196)
POINT, AT_ME, AWAY = (120, 220, 210), (150, 230, 140), (250, 190, 90)
FONT = cv2.FONT_HERSHEY_DUPLEX
POINTS_SHOW = 0.45
LEAST_PX, MOST_PX = 480, 1920
"""A smaller picture is drawn larger, so that the words can be read; but a long strip no longer than the second."""


def enlarged(pixels: Picture) -> tuple[Picture, float]:
    """The picture large enough for words, its sides even as videos want them, and how much larger it is."""
    height, width = pixels.shape[:2]
    scale = max(1.0, min(LEAST_PX / max(min(height, width), 1), MOST_PX / max(height, width, 1)))
    size = (max(round(width * scale) // 2 * 2, 2), max(round(height * scale) // 2 * 2, 2))
    if size == (width, height):
        return pixels.copy(), 1.0
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_CUBIC), np.uint8), scale


def draw_faces(pixels: Picture, faces: Sequence[FaceReading], points: Sequence[Points]) -> Picture:
    """A copy of `pixels` (uint8, height x width x 3, RGB) with every face drawn; `points` are (468, 3) for each."""
    drawn, scale = enlarged(pixels)
    unit = max(min(drawn.shape[:2]) / 480.0, 1.0)
    under = drawn.copy()
    for mesh in points:
        for x, y in (mesh[:, :2] * scale).round().astype(int).tolist():
            cv2.circle(drawn, (x, y), max(round(0.8 * unit), 1), POINT, -1, cv2.LINE_AA)
    drawn = np.asarray(cv2.addWeighted(drawn, POINTS_SHOW, under, 1.0 - POINTS_SHOW, 0.0), np.uint8)
    for face, mesh in zip(faces, points, strict=True):
        _frame(drawn, face, unit)
        _gaze(drawn, face, mesh * scale, unit)
    # Words last: no face may hide what is said of another.
    for face in faces:
        _words(drawn, face, unit)
    if not faces:
        _text(drawn, ["no face"], (round(14 * unit), round(34 * unit)), unit)
    return drawn


def _frame(drawn: Picture, face: FaceReading, unit: float) -> None:
    left, top, right, bottom = _edges(drawn, face)
    cv2.rectangle(drawn, (left, top), (right, bottom), INK, max(round(1.5 * unit), 1), cv2.LINE_AA)


def _gaze(drawn: Picture, face: FaceReading, mesh: Points, unit: float) -> None:
    """An arrow from between the eyes: to the side as the eyes look, up and down as the head nods."""
    corners = mesh[[RIGHT_EYE_OUTER, RIGHT_EYE_INNER, LEFT_EYE_INNER, LEFT_EYE_OUTER], :2]
    middle = corners.mean(axis=0)
    colour = AT_ME if face.look == "at me" else AWAY
    if face.look == "eyes closed":
        return
    aside = radians(face.yaw_deg if face.gaze_deg is None else face.gaze_deg)
    up = radians(face.pitch_deg)
    length = 1.6 * float(np.linalg.norm(corners[3] - corners[0]))
    tip = (middle[0] - length * sin(aside), middle[1] - length * sin(up) * cos(aside))
    start = (round(float(middle[0])), round(float(middle[1])))
    end = (round(float(tip[0])), round(float(tip[1])))
    cv2.arrowedLine(drawn, start, end, colour, max(round(2 * unit), 1), cv2.LINE_AA, tipLength=0.25)
    cv2.circle(drawn, start, max(round(3 * unit), 2), colour, -1, cv2.LINE_AA)


def _words(drawn: Picture, face: FaceReading, unit: float) -> None:
    seen = face.expression
    if seen is None:
        first = "a face, too small to judge"
    elif seen.emotion == NOT_SURE:
        first = "not sure"
    else:
        first = f"{seen.emotion} {min(seen.certainty, 0.99):.0%}"
    why = in_words(face.shape)
    lines = [first, {"at me": "looks at me", "away": "looks away", "eyes closed": "eyes closed"}.get(face.look, "")]
    lines += [part for part in why.split(", ") if part and part != "the eyes are closed"]
    left, top, _, bottom = _edges(drawn, face)
    shown = [line for line in lines if line]
    tall = round((8 + 20 * len(shown)) * unit)
    above = top - tall - round(6 * unit)
    _text(drawn, shown, (left, above if above >= 0 else min(bottom + round(6 * unit), drawn.shape[0] - tall)), unit)


def _text(drawn: Picture, lines: Sequence[str], corner: tuple[int, int], unit: float) -> None:
    """Lines on a dark pane that lets the picture through; the first line is the larger one."""
    sizes = [0.62 * unit if number == 0 else 0.46 * unit for number in range(len(lines))]
    wide = max(cv2.getTextSize(line, FONT, size, 1)[0][0] for line, size in zip(lines, sizes, strict=True))
    tall = round((8 + 20 * len(lines)) * unit)
    left = max(min(corner[0], drawn.shape[1] - wide - round(16 * unit)), 0)
    top = max(corner[1], 0)
    pane = drawn[top : top + tall, left : left + wide + round(16 * unit)]
    pane[:] = (0.35 * pane + 0.65 * np.array(PAPER)).astype(np.uint8)
    for number, (line, size) in enumerate(zip(lines, sizes, strict=True)):
        at = (left + round(8 * unit), top + round((20 * number + 19) * unit))
        cv2.putText(drawn, line, at, FONT, size, INK if number == 0 else QUIET, max(round(unit), 1), cv2.LINE_AA)


def _edges(drawn: Picture, face: FaceReading) -> tuple[int, int, int, int]:
    height, width = drawn.shape[:2]
    box = face.box
    return (
        round(box.x * width),
        round(box.y * height),
        round((box.x + box.width) * width),
        round((box.y + box.height) * height),
    )
