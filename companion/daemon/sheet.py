"""`companion acts`: the table of everything it does; with `--sheet`, one picture of all of it.

Each act is played in simulated time behind the motion limiter. Three instants of it are drawn, those that differ most;
the bar below is the light of its cheeks over eight seconds, with every cry where it begins.
"""

import math
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from PIL import Image, ImageDraw, ImageFont

from companion.daemon import drawn_seal
from companion.daemon.drawn_seal import Look, picture
from companion.daemon.drawn_shapes import seen
from companion.daemon.performing import TICK_S, Instant, play
from companion.expression.gestures import GESTURES
from companion.expression.playing import LIDS
from companion.mind.acts import ACTS, ActKind
from companion.vocabulary.acts import JOINTS, Glow, Layer, Sent
from companion.vocabulary.errors import CompanionError

SECONDS = 8.0
PICTURES = 3
COLUMNS = 3
GAP, MARGIN, GUTTER = 6, 56, 46
STRIP = PICTURES * drawn_seal.WIDTH + (PICTURES - 1) * GAP
HEADING, CELL = 150, 302
CRY_LASTS_S = 0.9
BLINK_S = 0.42
"""Half of the longest blink."""

LID_WEIGHT = 0.5

PAPER, CARD, INK, SOFT = (247, 239, 228), (255, 252, 247), (62, 46, 40), (128, 106, 96)
LAYER_COLOURS: dict[Layer, tuple[int, int, int]] = {
    "reactive": (196, 100, 84),
    "proactive": (47, 112, 104),
    "rhythmic": (96, 92, 152),
}
LAYER_WORDS: dict[Layer, str] = {
    "reactive": "answers what is done to it",
    "proactive": "of itself",
    "rhythmic": "its day and night",
}


def show_acts(out: TextIO) -> int:
    """Every act with its label and how it looks, in the order of the table."""
    layer = None
    for kind in ACTS:
        if kind.layer != layer:
            layer = kind.layer
            print(f"{'' if kind is ACTS[0] else chr(10)}{layer}: {LAYER_WORDS[layer]}", file=out)
        print(f"  {kind.name:<14} {kind.label:<26} {kind.looks}", file=out)
    return 0


def draw_sheet(path: Path, out: TextIO) -> int:
    """Write the contact sheet of all acts to `path`, a PNG. Raises `CompanionError` for any other kind of file."""
    if path.suffix.lower() != ".png":
        raise CompanionError("is not the name of a PNG file.", str(path), "End it with .png.")
    if not path.absolute().parent.is_dir():
        raise CompanionError("lies in a folder that does not exist.", str(path), "Make the folder first.")
    # The last two bits of a colour are seen by nobody and make the file half as large again.
    sheet = contact_sheet(ACTS).point(lambda part: min(255, part + 2 & 0x1FC))
    sheet.save(path, "PNG", optimize=True)
    print(f"{path}: {len(ACTS)} acts, {sheet.width} x {sheet.height} pixels", file=out)
    return 0


def contact_sheet(kinds: Sequence[ActKind]) -> Image.Image:
    """All of these acts on one sheet, RGB."""
    rows = math.ceil(len(kinds) / COLUMNS)
    width = 2 * MARGIN + COLUMNS * STRIP + (COLUMNS - 1) * GUTTER
    sheet = Image.new("RGB", (width, HEADING + rows * CELL + MARGIN // 2), PAPER)
    draw = ImageDraw.Draw(sheet)
    draw.text((MARGIN, 34), f"Everything it does: {len(kinds)} acts", fill=INK, font=_font(44))
    legend = (
        f"three instants of each, as its joints are really sent, and the light of its cheeks over {SECONDS:g} seconds; "
        "a note marks a cry"
    )
    draw.text((MARGIN, 94), legend, fill=SOFT, font=_font(20))
    right = float(width - MARGIN)
    for layer in reversed(LAYER_COLOURS):
        words = f"{layer}: {LAYER_WORDS[layer]}"
        right -= draw.textlength(words, _font(20))
        draw.text((right, 94), words, fill=INK, font=_font(20))
        _dot(sheet, round(right) - 22, 100, LAYER_COLOURS[layer])
        right -= 44
    for place, kind in enumerate(kinds):
        left = MARGIN + place % COLUMNS * (STRIP + GUTTER)
        _act(sheet, kind, left, HEADING + place // COLUMNS * CELL)
    return sheet


def telling(instants: Sequence[Instant], count: int = PICTURES) -> list[Instant]:
    """The instants that show the most of a movement, in order: the farthest from its start, then from all others."""
    every = round(0.1 / TICK_S)
    offered = [one for tick, one in enumerate(instants) if tick % every == 0 and one.at_s >= 0.8]
    offered = [one for one in offered if not _blinks(instants, round(one.at_s / TICK_S))]
    chosen = [max(offered, key=lambda one: _apart(one.sent, instants[0].sent))]
    while len(chosen) < count:
        chosen.append(max(offered, key=lambda one: min(_apart(one.sent, other.sent) for other in chosen)))
    return sorted(chosen, key=lambda one: one.at_s)


def _blinks(instants: Sequence[Instant], tick: int) -> bool:
    """Whether the lids are on a short way down and up again, which is no part of the act."""
    aside = round(BLINK_S / TICK_S)
    before, after = instants[max(tick - aside, 0)], instants[min(tick + aside, len(instants) - 1)]
    return any(
        min(getattr(before.sent.pose, lid), getattr(after.sent.pose, lid)) - getattr(instants[tick].sent.pose, lid)
        > 0.2
        for lid in LIDS
    )


def _act(sheet: Image.Image, kind: ActKind, left: int, top: int) -> None:
    draw = ImageDraw.Draw(sheet)
    draw.rounded_rectangle((left - 14, top - 10, left + STRIP + 14, top + CELL - 26), 18, fill=CARD)
    _dot(sheet, left, top + 11, LAYER_COLOURS[kind.layer])
    draw.text((left + 20, top), kind.label, fill=INK, font=_font(25))
    draw.text((left + STRIP, top + 7), kind.name, fill=SOFT, font=_font(17), anchor="ra")
    line = textwrap.shorten(kind.looks, 88, placeholder=" ...")
    draw.text((left, top + 35), line, fill=SOFT, font=_font(16))
    instants = play(kind.name, SECONDS)
    asleep = GESTURES[kind.name].asleep
    strip_top, bar_top = top + 64, top + 64 + drawn_seal.HEIGHT + 10
    marks: list[int] = []
    for number, instant in enumerate(telling(instants)):
        x = left + number * (drawn_seal.WIDTH + GAP)
        look = Look(
            instant.sent.pose, instant.expressed.glow, instant.expressed.breath, _voice(instants, instant), asleep
        )
        _paste_rounded(sheet, picture(look), x, strip_top)
        draw.text(
            (x + 10, strip_top + 7), f"{instant.at_s:.1f} s", fill=(250, 250, 252) if asleep else SOFT, font=_font(14)
        )
        marks.append(left + round(instant.at_s / SECONDS * STRIP) - 3)
    _light(sheet, instants, left, bar_top)
    for mark in marks:
        _dot(sheet, mark, bar_top + 3, (255, 255, 255), 6)
    _cries(sheet, instants, left, bar_top + 18)


def _light(sheet: Image.Image, instants: Sequence[Instant], left: int, top: int) -> None:
    """The bar of light: the colour of the cheeks from second to second, from dark fur to full glow."""
    bar = Image.new("RGB", (STRIP, 12))
    draw = ImageDraw.Draw(bar)
    for x in range(STRIP):
        instant = instants[min(len(instants) - 1, round(x / STRIP * SECONDS / TICK_S))]
        draw.line(((x, 0), (x, 12)), fill=_lit(instant.expressed.glow))
    _paste_rounded(sheet, bar, left, top, 6)


def _cries(sheet: Image.Image, instants: Sequence[Instant], left: int, top: int) -> None:
    draw, free = ImageDraw.Draw(sheet), left
    for instant in instants:
        cry = instant.expressed.cry
        if cry is None:
            continue
        x = max(left + round(instant.at_s / SECONDS * STRIP), free)
        _note(sheet, x, top)
        draw.text((x + 15, top), cry.kind, fill=INK, font=_font(15))
        free = x + 27 + round(draw.textlength(cry.kind, _font(15)))


def _note(sheet: Image.Image, x: int, y: int) -> None:
    mask = Image.new("L", (13 * 4, 18 * 4))
    draw = ImageDraw.Draw(mask)
    draw.ellipse((0, 44, 30, 66), fill=255)
    draw.line(((27, 54), (27, 4), (48, 20)), fill=255, width=7, joint="curve")
    sheet.paste(INK, (x, y), mask.resize((13, 18), Image.Resampling.LANCZOS))


def _dot(sheet: Image.Image, x: int, y: int, colour: tuple[int, int, int], across: int = 12) -> None:
    _paste_rounded(sheet, Image.new("RGB", (across, across), colour), x, y, across // 2)


def _paste_rounded(sheet: Image.Image, image: Image.Image, x: int, y: int, radius: int = 12) -> None:
    mask = Image.new("L", (image.width * 4, image.height * 4))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), radius * 4, fill=255)
    sheet.paste(image, (x, y), mask.resize(image.size, Image.Resampling.LANCZOS))


def _voice(instants: Sequence[Instant], now: Instant) -> float:
    """How far the mouth is open: while a cry sounds, but for those it makes with its mouth shut."""
    for instant in instants:
        cry = instant.expressed.cry
        if cry is not None and 0.0 <= now.at_s - instant.at_s < CRY_LASTS_S * (2.0 if cry.kind == "yawn" else 1.0):
            return {"purr": 0.0, "hum": 0.0, "lullaby": 0.1, "sigh": 0.25, "murmur": 0.2, "yawn": 1.0}.get(
                cry.kind, 0.6
            )
    return 0.0


def _lit(glow: Glow) -> tuple[int, int, int]:
    strength = min(1.0, 1.15 * math.sqrt(max(glow.level, 0.0)))
    dark = (92, 80, 84)
    red, green, blue = (round(d + (c - d) * strength) for d, c in zip(dark, seen(glow), strict=True))
    return red, green, blue


def _apart(one: Sent, other: Sent) -> float:
    return math.sqrt(
        sum(
            ((LID_WEIGHT if "lid" in joint else 1.0) * (getattr(one.pose, joint) - getattr(other.pose, joint))) ** 2
            for joint in JOINTS
        )
    )


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
