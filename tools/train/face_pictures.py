"""The pictures that the expression network learns from: aligned as in life, then varied as life varies them."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from companion.perception.faces.crop import CROP_PX, draw_crop, normalise, whole_picture
from companion.perception.faces.path import find_ready_face
from companion.vocabulary.ports import Infer

CANVAS_PX = 64
RAW_SHARE = 0.25

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]


def draw_canvases(
    pictures: Bytes, detect: Infer, mesh: Infer, say: Callable[[str], None]
) -> tuple[Bytes, NDArray[np.bool_]]:
    """Each picture twice, with room to move around the crop: uint8 (n, 2, 64, 64), aligned and raw.

    Where no face is found both are the raw picture; the second array, bool (n,), says where one was found.
    """
    canvases = np.empty((len(pictures), 2, CANVAS_PX, CANVAS_PX), np.uint8)
    found = np.zeros(len(pictures), np.bool_)
    for row, picture in enumerate(pictures):
        face = find_ready_face(picture, detect, mesh)
        found[row] = face is not None
        for column, region in enumerate((face or whole_picture(picture), whole_picture(picture))):
            roomy = replace(region, side_px=region.side_px * CANVAS_PX / CROP_PX)
            canvases[row, column] = draw_crop(picture, roomy, CANVAS_PX)
        if row % 4000 == 3999:
            say(f"aligned {row + 1:,} of {len(pictures):,} pictures, a face found in {found[: row + 1].mean():.1%}")
    return canvases, found


def varied(canvas: Bytes, chance: np.random.Generator) -> Floats:
    """One normalised crop (48, 48) out of a canvas, varied in place, size, side, light, sharpness, grain and cover."""
    angle = chance.normal(0, 8) * np.pi / 180
    scale = np.exp(chance.normal(0, 0.08))
    along, across = np.cos(angle) / scale, np.sin(angle) / scale
    mirror = -1.0 if chance.random() < 0.5 else 1.0
    stretch = np.exp(chance.normal(0, 0.05))
    turn = np.array([[along * mirror * stretch, -across / stretch], [across * mirror * stretch, along / stretch]])
    middle = CANVAS_PX / 2 - 0.5 + chance.normal(0, 1.6, 2)
    move = np.column_stack([turn, middle - turn @ np.full(2, CROP_PX / 2 - 0.5)])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    drawn = cv2.warpAffine(canvas, move, (CROP_PX, CROP_PX), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    crop = np.asarray(drawn, np.uint8)
    if chance.random() < 0.25:
        crop = _softened(crop, chance)
    levels = crop.astype(np.float32) / 255
    if chance.random() < 0.5:
        levels = np.power(levels, np.float32(np.exp(chance.normal(0, 0.35))))
    if chance.random() < 0.3:
        levels = levels * _slanting_light(chance)
    if chance.random() < 0.3:
        levels = levels + chance.normal(0, chance.uniform(0.01, 0.06), levels.shape).astype(np.float32)
    crop = np.clip(levels * 255, 0, 255).astype(np.uint8)
    if chance.random() < 0.4:
        _cover(crop, chance)
    return normalise(crop)[0, :, :, 0]


def _softened(crop: Bytes, chance: np.random.Generator) -> Bytes:
    """Out of focus, or drawn from fewer pixels."""
    if chance.random() < 0.5:
        return np.asarray(cv2.GaussianBlur(crop, (0, 0), chance.uniform(0.4, 1.2)), np.uint8)
    fewer = int(chance.integers(24, CROP_PX))
    small = cv2.resize(crop, (fewer, fewer), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(small, (CROP_PX, CROP_PX), interpolation=cv2.INTER_LINEAR), np.uint8)


def _slanting_light(chance: np.random.Generator) -> Floats:
    """A factor per pixel that falls off to one side, as beside a window or a lamp."""
    angle = chance.uniform(0, 2 * np.pi)
    across = np.linspace(-1, 1, CROP_PX, dtype=np.float32)
    slope = np.float32(np.cos(angle)) * across[None, :] + np.float32(np.sin(angle)) * across[:, None]
    return np.asarray(1 + np.float32(chance.uniform(0.1, 0.5)) * slope, np.float32)


def _cover(crop: Bytes, chance: np.random.Generator) -> None:
    """A hand, a cup, a strand of hair: one flat patch."""
    height, width = chance.integers(5, 20, 2)
    top, left = chance.integers(0, CROP_PX - height), chance.integers(0, CROP_PX - width)
    crop[top : top + height, left : left + width] = chance.integers(0, 256)


def batches(canvases: Bytes, targets: Floats, size: int, seed: int) -> Iterator[tuple[Floats, Floats]]:
    """Shuffled batches of (size, 48, 48, 1) crops and their targets, without end; a quarter is unaligned."""
    chance = np.random.default_rng(seed)
    while True:
        order = chance.permutation(len(canvases))
        for start in range(0, len(order) - size + 1, size):
            rows = order[start : start + size]
            raw = (chance.random(size) < RAW_SHARE).astype(np.int64)
            crops = np.stack([varied(canvases[row, kind], chance) for row, kind in zip(rows, raw, strict=True)])
            yield crops[:, :, :, None], targets[rows]
