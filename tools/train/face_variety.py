"""Crops varied as life in a care home varies them: place, light, sharpness, cameras, glasses, hands, turned heads."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from companion.perception.faces.crop import CROP_PX, EYES_ABOVE_MIDDLE, normalise
from tools.train.face_pictures import CANVAS_PX, Gallery

EYES_APART_PX = 16.5

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Strength:
    """How far crops are varied: chances 0..1 of each hardship, and how far a crop moves, in pixels.

    `raw` is the share of pictures seen as they are, unaligned; `calm` that of pictures that meet no hardship.
    """

    cover: float = 0.35
    glasses: float = 0.06
    hand: float = 0.08
    softer: float = 0.25
    light: float = 0.5
    grain: float = 0.25
    jpeg: float = 0.15
    slant: float = 0.3
    move_px: float = 1.6
    raw: float = 0.25
    calm: float = 0.0


CALM = Strength(cover=0, glasses=0, hand=0, softer=0, light=0, grain=0, jpeg=0, slant=0)


def varied(canvas: Bytes, mirror: bool, aligned: bool, strength: Strength, chance: np.random.Generator) -> Floats:
    """One normalised crop (48, 48) out of a canvas; glasses and hands only where it is known where the eyes lie."""
    if strength.calm and chance.random() < strength.calm:
        strength = CALM
    if aligned and chance.random() < strength.glasses:
        canvas = _glasses(canvas.copy(), chance)
    if aligned and chance.random() < strength.hand:
        canvas = _hand(canvas.copy(), chance)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    crop = cv2.warpPerspective(
        canvas, _placed(mirror, strength, chance), (CROP_PX, CROP_PX), flags=flags, borderMode=cv2.BORDER_REPLICATE
    )
    if chance.random() < strength.softer:
        crop = _softened(np.asarray(crop, np.uint8), chance)
    levels = crop.astype(np.float32) / 255
    if chance.random() < strength.light:
        levels = np.power(levels, np.float32(np.exp(chance.normal(0, 0.4))))
    if chance.random() < strength.light * 0.6:
        levels = levels * _slanting_light(chance)
    if chance.random() < strength.light * 0.08:
        levels = _against_the_light(levels, chance)
    if chance.random() < strength.grain:
        grain = chance.standard_normal(levels.shape, np.float32)
        levels = levels + grain * np.float32(chance.uniform(0.01, 0.05))
    drawn = np.clip(levels * 255, 0, 255).astype(np.uint8)
    if chance.random() < strength.jpeg:
        packed = cv2.imencode(".jpg", drawn, (cv2.IMWRITE_JPEG_QUALITY, int(chance.integers(12, 60))))[1]
        drawn = np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)
    if chance.random() < strength.cover:
        _cover(drawn, chance)
    return normalise(drawn)[0, :, :, 0]


def _placed(mirror: bool, strength: Strength, chance: np.random.Generator) -> NDArray[np.float64]:
    """From the crop to the canvas, 3x3: turned, scaled, stretched, seen from the side, moved."""
    angle = chance.normal(0, 8) * np.pi / 180
    scale = np.exp(chance.normal(0, 0.08))
    along, across = np.cos(angle) / scale, np.sin(angle) / scale
    side = -1.0 if mirror else 1.0
    stretch = np.exp(chance.normal(0, 0.05))
    slant = chance.normal(0, 0.004, 2) if chance.random() < strength.slant else np.zeros(2)
    turn = np.array(
        [[along * side * stretch, -across / stretch, 0], [across * side * stretch, along / stretch, 0], [*slant, 1]]
    )
    middle = CANVAS_PX / 2 - 0.5 + chance.normal(0, strength.move_px, 2)
    half = CROP_PX / 2 - 0.5
    to_canvas = np.array([[1, 0, middle[0]], [0, 1, middle[1]], [0, 0, 1]])
    placed: NDArray[np.float64] = to_canvas @ turn @ np.array([[1, 0, -half], [0, 1, -half], [0, 0, 1]])
    return placed


def _softened(crop: Bytes, chance: np.random.Generator) -> Bytes:
    """Out of focus, moved while the shutter was open, or drawn from fewer pixels."""
    kind = chance.random()
    if kind < 0.4:
        return np.asarray(cv2.GaussianBlur(crop, (0, 0), chance.uniform(0.4, 1.4)), np.uint8)
    if kind < 0.6:
        length = int(chance.integers(2, 6))
        return np.asarray(cv2.blur(crop, (length, 1) if chance.random() < 0.5 else (1, length)), np.uint8)
    fewer = int(chance.integers(20, CROP_PX))
    small = cv2.resize(crop, (fewer, fewer), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(small, (CROP_PX, CROP_PX), interpolation=cv2.INTER_LINEAR), np.uint8)


def _slanting_light(chance: np.random.Generator) -> Floats:
    """A factor per pixel that falls off to one side, as beside a window or a lamp."""
    angle = chance.uniform(0, 2 * np.pi)
    across = np.linspace(-1, 1, CROP_PX, dtype=np.float32)
    slope = np.float32(np.cos(angle)) * across[None, :] + np.float32(np.sin(angle)) * across[:, None]
    return np.asarray(1 + np.float32(chance.uniform(0.1, 0.6)) * slope, np.float32)


def _against_the_light(levels: Floats, chance: np.random.Generator) -> Floats:
    """A dim face before a bright window: all but an oval in the middle is washed out."""
    oval = np.zeros((CROP_PX, CROP_PX), np.float32)
    axes = (int(chance.integers(15, 21)), int(chance.integers(20, 25)))
    cv2.ellipse(oval, (CROP_PX // 2, CROP_PX // 2 + 2), axes, 0, 0, 360, (1.0,), -1)
    oval = np.asarray(cv2.GaussianBlur(oval, (0, 0), 2), np.float32)
    return np.asarray(levels * oval * np.float32(chance.uniform(0.3, 0.7)) + (1 - oval) * 0.95, np.float32)


def _glasses(canvas: Bytes, chance: np.random.Generator) -> Bytes:
    """Rims around both eyes and a bridge; sometimes the lenses are tinted or shine."""
    x, y, apart = _eyes()
    size = (int(chance.integers(5, 9)), int(chance.integers(4, 7)))
    tone, line = int(chance.integers(0, 120)), int(chance.integers(1, 3))
    lens = canvas.copy()
    for middle in (x - apart / 2, x + apart / 2):
        cv2.ellipse(lens, (round(middle), round(y)), size, 0, 0, 360, (int(chance.integers(0, 256)),), -1)
    share = float(chance.choice([0, 0.15, 0.5], p=[0.6, 0.25, 0.15]))
    canvas = np.asarray(cv2.addWeighted(lens, share, canvas, 1 - share, 0), np.uint8)
    for middle in (x - apart / 2, x + apart / 2):
        cv2.ellipse(canvas, (round(middle), round(y)), size, 0, 0, 360, (tone,), line)
    inner = apart / 2 - size[0]
    cv2.line(canvas, (round(x - inner), round(y)), (round(x + inner), round(y)), (tone,), line)
    return canvas


def _hand(canvas: Bytes, chance: np.random.Generator) -> Bytes:
    """A hand, a cup or a cloth that partly hides mouth and chin."""
    x, y, _ = _eyes()
    middle = (round(x + chance.normal(0, 6)), round(y + chance.uniform(20, 28)))
    size = (int(chance.integers(7, 18)), int(chance.integers(6, 12)))
    over = canvas.copy()
    tone = int(np.clip(canvas.mean() + chance.normal(0, 50), 0, 255))
    cv2.ellipse(over, middle, size, float(chance.uniform(-40, 40)), 0, 360, (tone,), -1)
    return np.asarray(cv2.addWeighted(over, 0.92, canvas, 0.08, 0), np.uint8)


def _eyes() -> tuple[float, float, float]:
    """The point between the eyes on a canvas, and how far apart their middles are, as `crop_region` places them."""
    return CANVAS_PX / 2 - 0.5, CANVAS_PX / 2 - 0.5 - EYES_ABOVE_MIDDLE * CROP_PX, EYES_APART_PX


def _cover(crop: Bytes, chance: np.random.Generator) -> None:
    """A strand of hair, a blanket, a finger: one flat patch."""
    height, width = chance.integers(5, 18, 2)
    top, left = chance.integers(0, CROP_PX - height), chance.integers(0, CROP_PX - width)
    crop[top : top + height, left : left + width] = chance.integers(0, 256)


def batches(
    gallery: Gallery, targets: Floats, draws: Floats, size: int, strength: Strength, seed: int
) -> Iterator[tuple[Floats, Floats, Floats]]:
    """Shuffled batches without end: crops (size, 48, 48, 1), their targets and the shapes of the faces in them.

    `draws` (n,) says how often each picture comes in a pass, 1.5 being once or twice by chance.
    """
    chance = np.random.default_rng(seed)
    while True:
        order = chance.permutation(np.repeat(np.arange(len(draws)), (draws + chance.random(len(draws))).astype(int)))
        for start in range(0, len(order) - size + 1, size):
            rows = order[start : start + size]
            raw = chance.random(size) < strength.raw
            mirror = chance.random(size) < 0.5
            crops = [
                varied(gallery.canvases[row, int(own_raw)], own, not own_raw and gallery.found[row], strength, chance)
                for row, own_raw, own in zip(rows, raw, mirror, strict=True)
            ]
            yield np.stack(crops)[:, :, :, None], targets[rows], gallery.shapes[rows, mirror.astype(int)]
