"""A small picture of the seal in one pose, drawn with Pillow alone: for sheets of acts, where no browser is.

The page draws it far more finely; this one says where the joints are, and looks kind while it does.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from companion.daemon.drawn_shapes import Colour, Point, around, half, leaf, seen, sharp, spot, strands, wall
from companion.vocabulary.acts import Glow, Pose

WIDTH, HEIGHT = 210, 164
"""Pixels of one picture."""

_FINER = 3
"""It is drawn this much larger and scaled down, for soft edges."""

_UNITS = 300
"""The drawing's own units across; all places below are in them."""

_YAW_RAD, _PITCH_RAD = 0.62, 0.5
_HEAD, _HEAD_SIZE = (112.0, 112.0), 61.0

FUR, SHADE, DEEP = (255, 250, 243), (222, 205, 188), (190, 168, 150)
INK: Colour = (62, 44, 40)
SHARES = tuple(step / 10 for step in range(-10, 11))
BED, BED_SHADE = (231, 164, 156), (196, 122, 118)


@dataclass(frozen=True, slots=True)
class Look:
    """One instant to draw: the pose, the cheeks, the breath and how far its mouth is open 0..1, whether it sleeps."""

    pose: Pose
    glow: Glow
    breath: float = 0.5
    voice: float = 0.0
    asleep: bool = False


def picture(look: Look) -> Image.Image:
    """The seal so, RGB, `WIDTH` by `HEIGHT` pixels."""
    sheet = _Sheet()
    sheet.room(look.asleep)
    _tail(sheet, look.pose)
    _body(sheet, look.breath)
    _flipper(sheet, (186.0, 196.0), 1.0, look.pose.flipper_right)
    _flipper(sheet, (86.0, 196.0), -1.0, look.pose.flipper_left)
    _head(sheet, look)
    return sheet.done(look.asleep)


class _Sheet:
    """The picture while it is drawn, in units."""

    def __init__(self) -> None:
        self.scale = WIDTH * _FINER / _UNITS
        self.size = (WIDTH * _FINER, HEIGHT * _FINER)
        self.image = Image.new("RGB", self.size)

    def room(self, asleep: bool) -> None:
        self.image.paste(wall(self.size, not asleep))
        for shade, lower in ((BED_SHADE, 9.0), (BED, 0.0)):
            self.ellipse((158.0, 198.0 + lower), 140.0, 32.0, shade)
        self.ellipse((158.0, 192.0), 118.0, 22.0, BED_SHADE)

    def mask(self) -> tuple[Image.Image, ImageDraw.ImageDraw]:
        mask = Image.new("L", self.size)
        return mask, ImageDraw.Draw(mask)

    def at(self, *points: Point) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def ellipse(self, centre: Point, rx: float, ry: float, colour: Colour) -> None:
        ImageDraw.Draw(self.image).ellipse(self.box(centre, rx, ry), fill=colour)

    def box(self, centre: Point, rx: float, ry: float) -> tuple[float, float, float, float]:
        (left, top), (right, bottom) = self.at((centre[0] - rx, centre[1] - ry), (centre[0] + rx, centre[1] + ry))
        return left, top, right, bottom

    def line(self, points: Sequence[Point], width: float, colour: Colour) -> None:
        wide = max(1, round(width * self.scale))
        ImageDraw.Draw(self.image).line(self.at(*points), fill=colour, width=wide, joint="curve")

    def fur(self, mask: Image.Image, light: Colour = FUR, dark: Colour = SHADE) -> None:
        """Fill with fur: lit from the upper left, darker toward its edge, with a soft outline on what lies behind."""
        soft = mask.filter(ImageFilter.GaussianBlur(5 * self.scale))
        behind = ImageChops.subtract(mask.filter(ImageFilter.GaussianBlur(4 * self.scale)), mask)
        self.image.paste(DEEP, mask=behind.point(half))
        lit = ImageChops.offset(soft, -round(7 * self.scale), -round(9 * self.scale))
        coat = Image.composite(Image.new("RGB", self.size, light), Image.new("RGB", self.size, dark), lit)
        coat = Image.blend(coat, strands(self.size), 0.14)
        self.image.paste(coat, mask=mask.filter(ImageFilter.GaussianBlur(0.5 * self.scale)))

    def glow(self, centre: Point, radius: float, colour: Colour, strength: float) -> None:
        mask = Image.new("L", self.size)
        left, top, right, _ = self.box(centre, radius, radius)
        light = spot(max(2, round(right - left))).point(lambda part: round(part * strength))
        mask.paste(light, (round(left), round(top)))
        self.image.paste(colour, mask=mask)

    def done(self, asleep: bool) -> Image.Image:
        image = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        return Image.blend(image, Image.new("RGB", image.size, (52, 56, 98)), 0.26) if asleep else image


def _tail(sheet: _Sheet, pose: Pose) -> None:
    turn = math.radians(-16.0 + 64.0 * pose.tail)
    for spread in (0.36, -0.3):
        mask, draw = sheet.mask()
        draw.polygon(sheet.at(*leaf((250.0, 178.0), turn + spread - 0.2, 42.0, 12.0)), fill=255)
        sheet.fur(mask, dark=DEEP)


def _body(sheet: _Sheet, breath: float) -> None:
    mask, draw = sheet.mask()
    rise = 5.0 * breath
    draw.ellipse(sheet.box((174.0, 160.0 - rise / 2), 88.0, 50.0 + rise / 2), fill=255)
    draw.polygon(sheet.at((196.0, 112.0), (238.0, 140.0), (266.0, 174.0), (250.0, 196.0), (186.0, 208.0)), fill=255)
    draw.ellipse(sheet.box((120.0, 172.0), 54.0, 40.0 + rise / 3), fill=255)
    # The corners of the back grow round.
    round_mask = mask.filter(ImageFilter.GaussianBlur(5 * sheet.scale)).point(sharp)
    sheet.fur(round_mask)


def _flipper(sheet: _Sheet, shoulder: Point, side: float, raised: float) -> None:
    """Pressed to the ground at -1, stretched up and out at 1."""
    lift = math.radians(-20.0 + 82.0 * (raised + 1.0) / 2.0)
    angle = -lift if side > 0 else math.pi + lift
    mask, draw = sheet.mask()
    draw.polygon(sheet.at(*leaf(shoulder, angle, 70.0, 17.0)), fill=255)
    sheet.fur(mask, dark=DEEP)
    for share in (-0.16, 0.0, 0.16):
        tip = (shoulder[0] + 64.0 * math.cos(angle + share), shoulder[1] + 64.0 * math.sin(angle + share))
        root = (shoulder[0] + 50.0 * math.cos(angle + share / 2), shoulder[1] + 50.0 * math.sin(angle + share / 2))
        sheet.line((root, tip), 1.6, DEEP)


class _Ball:
    """The head as a ball that turns: where a place on its front is seen."""

    def __init__(self, pose: Pose) -> None:
        self.centre = (_HEAD[0] + 22.0 * pose.neck_yaw, _HEAD[1] - 32.0 * pose.neck_pitch)
        self._yaw, self._pitch = pose.neck_yaw * _YAW_RAD, -pose.neck_pitch * _PITCH_RAD

    def place(self, x: float, y: float) -> Point:
        deep = math.sqrt(max(_HEAD_SIZE**2 - x * x - y * y, 0.0))
        x, deep = (
            x * math.cos(self._yaw) + deep * math.sin(self._yaw),
            deep * math.cos(self._yaw) - x * math.sin(self._yaw),
        )
        y = y * math.cos(self._pitch) + deep * math.sin(self._pitch)
        return self.centre[0] + x, self.centre[1] + y


def _head(sheet: _Sheet, look: Look) -> None:
    ball = _Ball(look.pose)
    mask, draw = sheet.mask()
    draw.ellipse(sheet.box(ball.centre, _HEAD_SIZE * 1.06, _HEAD_SIZE * 0.97), fill=255)
    for side in (-1.0, 1.0):
        draw.ellipse(sheet.box((ball.centre[0] + side * 38.0, ball.centre[1] + 26.0), 29.0, 25.0), fill=255)
    top = (ball.centre[0] + 6.0 * look.pose.neck_yaw, ball.centre[1] - _HEAD_SIZE * 0.93)
    for lean in (-0.5, 0.0, 0.5):
        draw.polygon(sheet.at(*leaf(top, -math.pi / 2 + lean, 15.0, 4.5)), fill=255)
    sheet.fur(mask)

    colour = seen(look.glow)
    strength = min(0.95, 1.25 * math.sqrt(max(look.glow.level, 0.0)))
    for side in (-1.0, 1.0):
        sheet.glow(ball.place(side * 44.0, 22.0), 27.0, colour, strength)
        sheet.ellipse(ball.place(side * 23.0, -27.0), 4.6, 3.2, SHADE)
    for side, openness in ((-1.0, look.pose.eyelid_left), (1.0, look.pose.eyelid_right)):
        _eye(sheet, ball.place(side * 27.0, 1.0), side, openness, look.pose)
    _muzzle(sheet, ball, look.voice)


def _eye(sheet: _Sheet, centre: Point, side: float, openness: float, pose: Pose) -> None:
    size = 14.5
    (x, y) = centre
    open_part = min(max((openness + 1.0) / 2.0, 0.0), 1.0)
    upper, lower = -size * 1.05 + (1.0 - open_part) * 1.5 * size, size - (1.0 - open_part) * 0.55 * size
    if open_part > 0.06:
        left, top, right, bottom = sheet.box(centre, size, size)
        eye = Image.new("RGB", (round(right - left), round(bottom - top)), (34, 22, 24))
        wide = eye.size[0]
        draw = ImageDraw.Draw(eye)
        draw.ellipse((0.14 * wide, 0.5 * wide, 0.86 * wide, 1.1 * wide), fill=(88, 54, 44))
        draw.ellipse((0.2 * wide, 0.2 * wide, 0.8 * wide, 0.8 * wide), fill=(20, 13, 16))
        eye = eye.filter(ImageFilter.GaussianBlur(0.05 * wide))
        draw = ImageDraw.Draw(eye)
        shine_x, shine_y = 0.62 + 0.06 * pose.neck_yaw, 0.3
        draw.ellipse(around(shine_x * wide, shine_y * wide, 0.15 * wide), fill=(255, 255, 255))
        draw.ellipse(around(0.32 * wide, 0.7 * wide, 0.07 * wide), fill=(206, 190, 184))
        mask, shape = sheet.mask()
        arch = [(share * size, math.sqrt(1.0 - share * share)) for share in (step / 16 for step in range(-16, 17))]
        # A lid that sinks sinks further outside than inside, and stays round: sleepy and kind, never cross.
        droop, bow = 0.6 * open_part * (1.0 - open_part), 1.6 * size * open_part * (1.0 - open_part)
        below = [(x + across, y + lower * height) for across, height in arch]
        above = []
        for (across, height), beneath in zip(arch, below, strict=True):
            lid = y + upper * height + bow * (0.8 - height) + droop * (side * across + 0.4 * size)
            above.append((x + across, min(lid, beneath[1])))
        shape.polygon(sheet.at(*above, *reversed(below)), fill=255)
        whole = Image.new("RGB", sheet.size)
        whole.paste(eye, (round(left), round(top)))
        sheet.image.paste(whole, mask=mask)
        sheet.line(above, 2.0, INK)
    else:
        arc = [(x + share * size, y + 0.42 * size * math.sqrt(1.0 - share * share)) for share in SHARES]
        sheet.line(arc, 3.0, INK)


def _muzzle(sheet: _Sheet, ball: _Ball, voice: float) -> None:
    for side in (-1.0, 1.0):
        sheet.ellipse(ball.place(side * 10.5, 27.0), 12.5, 10.0, (255, 252, 248))
    nose, lip = ball.place(0.0, 17.0), ball.place(0.0, 30.0)
    if voice > 0.02:
        chin = ball.place(0.0, 36.0)
        sheet.ellipse(chin, 5.0 + 2.0 * voice, 3.0 + 6.0 * voice, (150, 70, 76))
    for side in (-1.0, 1.0):
        corner = ball.place(side * 16.0, 29.0)
        middle = ball.place(side * 8.0, 35.0)
        sheet.line((nose, lip, middle, corner), 2.0, INK)
        for angle in (-0.12, 0.12, 0.36):
            root = ball.place(side * 15.0, 25.0)
            reach = (root[0] + side * 40.0 * math.cos(angle), root[1] + 40.0 * math.sin(angle))
            sheet.line((root, reach), 0.7, DEEP)
    draw = ImageDraw.Draw(sheet.image)
    draw.ellipse(sheet.box(nose, 8.6, 6.0), fill=INK)
    draw.ellipse(sheet.box((nose[0] - 2.0, nose[1] - 2.4), 2.6, 1.4), fill=(140, 122, 120))
