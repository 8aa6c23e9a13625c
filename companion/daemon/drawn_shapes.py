"""Shapes, lights and fur for the small picture of the seal, and colours as a screen shows them."""

import math
import random
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from companion.vocabulary.acts import Glow

Colour = tuple[int, int, int]
Point = tuple[float, float]

WALL = {True: ((224, 235, 229), (246, 240, 228)), False: ((74, 84, 122), (116, 116, 148))}
"""Above and below, by day and asleep."""


def leaf(root: Point, angle: float, length: float, half: float) -> list[Point]:
    """The outline of a flipper: narrow where it grows, broad, and round at its tip."""
    outline = []
    for step in range(25):
        turn = math.pi * 2 * step / 24
        along = length * (0.5 - 0.5 * math.cos(turn))
        across = half * math.sin(turn) * (0.55 + 0.45 * along / length)
        outline.append(
            (
                root[0] + along * math.cos(angle) - across * math.sin(angle),
                root[1] + along * math.sin(angle) + across * math.cos(angle),
            )
        )
    return outline


def seen(glow: Glow) -> Colour:
    """The colour of linear light as a screen shows it (sRGB, IEC 61966-2-1)."""
    red, green, blue = (
        round(255 * (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055))
        for part in (min(max(value, 0.0), 1.0) for value in (glow.red, glow.green, glow.blue))
    )
    return red, green, blue


def around(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    return x - radius, y - radius, x + radius, y + radius


def half(part: int) -> float:
    return part * 0.5


def sharp(part: int) -> float:
    return min(max((part - 118) * 12, 0), 255)


@cache
def spot(across: int) -> Image.Image:
    """A round light that fades to its edge, uint8 of this many pixels across."""
    place = (np.arange(across) + 0.5) / across * 2 - 1
    away = np.hypot(place[:, None], place[None, :])
    fade: NDArray[np.float64] = np.clip(1.0 - away, 0.0, 1.0) ** 1.3
    return Image.fromarray((fade * 255).astype(np.uint8))


@cache
def wall(size: tuple[int, int], day: bool) -> Image.Image:
    above, below = (np.array(colour, float) for colour in WALL[day])
    share = np.linspace(0.0, 1.0, size[1])[:, None, None]
    rows = above + (below - above) * share
    return Image.fromarray(np.broadcast_to(rows, (size[1], size[0], 3)).round().astype(np.uint8))


@cache
def strands(size: tuple[int, int]) -> Image.Image:
    """Fur from afar: short strokes, lighter and darker, lying down and to the right."""
    chance, image = random.Random(5), Image.new("RGB", size, (240, 228, 216))
    draw = ImageDraw.Draw(image)
    for _ in range(4200):
        x, y = chance.uniform(0, size[0]), chance.uniform(0, size[1])
        length, lean = chance.uniform(6, 15), chance.uniform(-0.5, 0.5)
        tone = round(chance.uniform(160, 255))
        reach = (x + length * math.sin(0.5 + lean), y + length * math.cos(0.5 + lean))
        draw.line(((x, y), reach), fill=(tone, tone - 10, tone - 22), width=2)
    return image
