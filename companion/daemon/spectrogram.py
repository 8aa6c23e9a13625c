"""Sound as a picture: how loud each frequency is over time, with the wave above it; for people who look at a voice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from companion.vocabulary.signals import Samples

HIGHEST_HZ: Final = 5000.0
RANGE_DB: Final = 62.0
"""What is this much softer than the loudest spot is paper."""

WINDOW_S, STEP_S = 0.030, 0.004
PANEL: Final = (640, 250)
"""Width and height of one picture in a sheet, margins included."""

PAPER, INK, FAINT = (252, 249, 244), (72, 58, 66), (196, 184, 180)
_COLOURS: Final = np.array(
    [PAPER, (251, 226, 200), (246, 176, 143), (222, 110, 118), (150, 60, 118), (66, 26, 84)], np.float64
)
_TUNE: Final = (150, 60, 118)
_LEFT, _TOP, _RIGHT, _BOTTOM, _WAVE = 46, 26, 12, 26, 34


@dataclass(frozen=True, slots=True)
class Heard:
    """One sound to draw, and the `title` above it."""

    title: str
    sound: Samples


def loudness_of_frequencies(sound: Samples) -> NDArray[np.float64]:
    """Decibels relative to the loudest spot, shape (frequencies from 0 to half the rate, moments)."""
    size = 2 * round(WINDOW_S * sound.rate_hz / 2)
    step = max(1, round(STEP_S * sound.rate_hz))
    padded = np.pad(sound.values.astype(np.float64), (size // 2, size))
    frames = np.lib.stride_tricks.sliding_window_view(padded, size)[: max(step, sound.values.size) : step]
    power = np.abs(np.fft.rfft(frames * np.hanning(size), 2 * size, axis=1)) ** 2
    decibels = 10 * np.log10(power.T + 1e-14)
    relative: NDArray[np.float64] = decibels - decibels.max()
    return relative


def draw(heard: Heard, size: tuple[int, int] = (960, 420)) -> Image.Image:
    """One spectrogram, `size` in pixels."""
    width, height = size
    picture = Image.new("RGB", size, PAPER)
    pen = ImageDraw.Draw(picture)
    small, large = ImageFont.load_default(12), ImageFont.load_default(15)
    left, right, bottom = _LEFT, width - _RIGHT, height - _BOTTOM
    top = _TOP + _WAVE + 6
    pen.text((left, 6), heard.title, INK, large)
    _wave(pen, heard.sound.values, (left, _TOP, right, _TOP + _WAVE))
    picture.paste(_colours(heard.sound, (right - left, bottom - top)), (left, top))
    pen.rectangle((left - 1, top - 1, right, bottom), outline=FAINT)
    seconds = heard.sound.values.size / heard.sound.rate_hz
    for number in range(int(HIGHEST_HZ // 1000) + 1):
        y = bottom - (bottom - top) * 1000 * number / HIGHEST_HZ
        pen.line((left - 4, y, left - 1, y), FAINT)
        pen.text((left - 8, y), f"{number}", INK, small, anchor="rm")
    pen.text((6, top), "kHz", FAINT, small, anchor="lm")
    every = next(step for step in (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 60.0) if seconds / step <= 10)
    for number in range(int(seconds / every) + 1):
        x = left + (right - left) * number * every / seconds
        pen.line((x, bottom, x, bottom + 4), FAINT)
        words = f"{number * every:g}" + (" s" if number == 0 else "")
        pen.text((x, bottom + 6), words, INK, small, anchor="ma" if number else "la")
    return picture


def draw_sheet(sounds: Sequence[Heard], columns: int = 2) -> Image.Image:
    """All of them on one sheet, row by row."""
    width, height = PANEL
    rows = -(-len(sounds) // columns)
    sheet = Image.new("RGB", (columns * width, rows * height), PAPER)
    for number, heard in enumerate(sounds):
        sheet.paste(draw(heard, PANEL), (number % columns * width, number // columns * height))
    return sheet


def _colours(sound: Samples, size: tuple[int, int]) -> Image.Image:
    """The spectrogram itself, low frequencies at the bottom."""
    decibels = loudness_of_frequencies(sound)
    highest = round(decibels.shape[0] * HIGHEST_HZ / (sound.rate_hz / 2))
    strength = np.clip(1.0 + decibels[:highest] / RANGE_DB, 0.0, 1.0)[::-1]
    places = np.linspace(0.0, 1.0, len(_COLOURS))
    layers = [np.interp(strength, places, _COLOURS[:, layer]) for layer in range(3)]
    return Image.fromarray(np.stack(layers, axis=-1).astype(np.uint8)).resize(size, Image.Resampling.BICUBIC)


def _wave(pen: ImageDraw.ImageDraw, values: NDArray[np.float32], box: tuple[int, int, int, int]) -> None:
    """The wave, half of full scale from edge to edge: what looks small is soft."""
    left, top, right, bottom = box
    middle, half = (top + bottom) / 2, (bottom - top) / 2
    edges = np.linspace(0, values.size, right - left + 1).astype(int)
    for x, (begin, end) in enumerate(zip(edges, np.maximum(edges[1:], edges[:-1] + 1), strict=False)):
        part = values[begin:end]
        if part.size:
            high, low = float(part.max()), float(part.min())
            pen.line((left + x, middle - 2 * half * high, left + x, middle - 2 * half * low), _TUNE)
