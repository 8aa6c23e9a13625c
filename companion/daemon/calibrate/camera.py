"""The camera: which way up it hangs, whether it is sharp, whether its pictures are too dark. No picture is kept."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from companion.body.calibrated import CameraCalibration
from companion.body.cameras.set_right import GAMMA, SetRight
from companion.daemon.calibrate.bench import Bench
from companion.daemon.calibrate.guide import Choice, Guide, Judged, Visit
from companion.daemon.calibrate.kept import PartName
from companion.daemon.calibrate.preview import bar, picture
from companion.vocabulary.errors import OrganError, PictureError
from companion.vocabulary.ports import Camera

Pixels = NDArray[np.uint8]

PATIENCE_S = 6.0
SETTLES = 5
"""Pictures until a camera has found its own exposure."""

LOOK_AT_PX = (320, 240)
REBLUR_PX = 2.0
SHARP_FROM, LEAST_DETAIL = 0.60, 8.0
"""On 24 photographs of scikit-image: 0.60 to 0.84 when sharp, 0.39 to 0.59 at a blur of 6 pixels of 640."""

WANTED_GREY = 110.0
DARK_BELOW, GLARE_FROM, GLARE_SHARE = 12.0, 250, 0.35
MOST_EV = 2.0
FACE_FROM, UPRIGHT_BY = 0.75, 0.15
"""A drawn window was once taken for a face, at 0.56; a face on its head has 0.65 where upright it has 0.92."""


def sharpness(pixels: Pixels) -> tuple[float, float]:
    """How much of a picture's fine detail a further blur takes away, 0..1, and how much detail there is at all.

    A blurred picture hardly loses anything when it is blurred again (Crete and others, 2007, SPIE 6492 64920I, in
    spirit; as quoted from memory). It hardly depends on what is seen.
    """
    grey = cv2.resize(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), LOOK_AT_PX, interpolation=cv2.INTER_AREA)
    fine = cv2.Laplacian(cv2.GaussianBlur(grey, (3, 3), 0).astype(np.float32), cv2.CV_32F)
    left = cv2.Laplacian(cv2.GaussianBlur(grey.astype(np.float32), (0, 0), REBLUR_PX), cv2.CV_32F)
    detail = float(fine.var())
    return max(0.0, 1.0 - float(left.std()) / (float(fine.std()) + 1e-6)), detail


def judged_sharp(sharp: float, detail: float) -> Judged:
    """Whether a picture is in focus; its value is `sharpness`."""
    if detail < LEAST_DETAIL:
        return Judged(
            "There is too little to see: point me at something with edges, a shelf or a newspaper, in good light."
        )
    if sharp < SHARP_FROM:
        return Judged(f"Not sharp yet ({sharp:.2f}; {SHARP_FROM:.2f} is wanted): turn the lens, or wipe it.")
    return Judged(f"It is sharp ({sharp:.2f}).", {"sharpness": round(min(sharp, 1.0), 3)})


def judged_exposure(pixels: Pixels) -> Judged:
    """Whether a picture is bright enough; its value is `exposure_ev`, how much brighter it must be."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    mean, glare = float(grey.mean()), float((grey >= GLARE_FROM).mean())
    if mean < DARK_BELOW:
        return Judged("It is dark: take off the lens cap, slide the shutter open, or put a light on.")
    if glare > GLARE_SHARE:
        return Judged(f"{glare:.0%} of the picture is white: turn me away from the window or the lamp.")
    wanted = GAMMA * math.log2(WANTED_GREY / mean)
    stops = max(-MOST_EV, min(MOST_EV, wanted))
    if abs(stops) < 0.15:
        return Judged("It is bright enough.", {"exposure_ev": 0.0})
    how = "brighter" if stops > 0 else "darker"
    return Judged(f"I make its pictures {abs(stops):.1f} stops {how}.", {"exposure_ev": round(stops, 2)})


def judged_up(pixels: Pixels, face: Callable[[Pixels], float] | None) -> bool | None:
    """Whether a face tells that the picture stands on its head; None where none tells."""
    if face is None:
        return None
    upright, turned = face(pixels), face(np.ascontiguousarray(pixels[::-1, ::-1]))
    if max(upright, turned) < FACE_FROM or abs(upright - turned) < UPRIGHT_BY:
        return None
    return turned > upright


class Sight:
    """Which way up, how sharp, how bright."""

    name: PartName = "camera"
    title = "Camera"

    def __init__(self, face: Callable[[], Callable[[Pixels], float] | None] = lambda: None) -> None:
        self._load_face = face

    def why_not(self, bench: Bench) -> str | None:
        return bench.why_not.get("camera") or (None if bench.camera is not None else "There is no camera.")

    def go(self, visit: Visit) -> Mapping[str, Any]:
        """Raises `Skipped`, `Stopped`, `OrganError`."""
        guide, bench = visit.guide, visit.bench
        guide.tell("I look while this lasts, my light burning. What you see below is all that is left of a picture.")
        guide.go_on("Let me look at a room, or best at your face, from a metre away.")
        assert bench.camera is not None
        camera = bench.camera()
        camera.open()
        try:
            upside_down = self._way_up(guide, camera)
            sharp = focus(bench, guide, camera)
            stops = exposure(guide, camera)
            kept = CameraCalibration(upside_down=upside_down, exposure_ev=stops, sharpness=sharp)
            guide.tell("So I shall see from now on:")
            guide.show(picture(looked(SetRight(camera, kept), 1)))
            return kept.model_dump()
        finally:
            camera.close()

    def _way_up(self, guide: Guide, camera: Camera) -> bool:
        """Whether its picture stands on its head. Raises `Skipped`."""
        face = self._load_face()
        while True:
            pixels = looked(camera)
            guide.show(picture(pixels))
            found = judged_up(pixels, face)
            if found is not None:
                guide.tell(f"By the face that I see, my camera hangs {'upside down' if found else 'well'}.")
            elif not guide.shows:
                # Nobody sees the picture, so only a face can tell.
                guide.again(Judged("I see no face: come closer, into the light, and look at me."))
                continue
            asked = "Does my camera hang upside down?" if found else "Is what is up in the room up in my picture?"
            yes, no = Choice("", "yes", "yes"), Choice("u", "no, it is upside down", "more")
            if found:
                yes, no = Choice("u", "yes, upside down", "yes"), Choice("", "no, it hangs well", "more")
            return guide.ask(asked, yes, no) == "u"


def focus(bench: Bench, guide: Guide, camera: Camera) -> float:
    """Turn the lens, measure, and again, until it is sharp. Raises `Skipped`."""
    best = 0.0
    guide.tell("Now the focus. Turn the lens a little, and ask me how sharp it is, until it becomes no sharper.")
    while True:
        bench.world.do("turn lens")
        sharp, detail = sharpness(looked(camera))
        best = max(best, sharp)
        guide.show(f"{bar(sharp)} {sharp:.2f}, the best so far {best:.2f}")
        found = judged_sharp(sharp, detail)
        if found.values is None:
            guide.tell(found.line, "bad")
            measure = Choice("", "measure again", "yes")
            if guide.ask("", measure, Choice("k", "keep it so: its lens cannot be turned", "more")) == "k":
                return round(min(sharp, 1.0), 3)
            continue
        guide.tell(found.line, "good")
        choices = Choice("", "this is the sharpest", "yes"), Choice("m", "measure again", "more")
        if guide.ask("", *choices) == "":
            return float(found.values["sharpness"])


def exposure(guide: Guide, camera: Camera) -> float:
    """How many stops brighter its pictures must be. Raises `Skipped`."""
    while True:
        pixels = looked(camera)
        grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
        guide.show(f"brightness {bar(float(grey.mean()) / 255.0)} {grey.mean():.0f} of 255")
        found = judged_exposure(pixels)
        if found.values is not None:
            guide.tell(found.line, "good")
            return float(found.values["exposure_ev"])
        guide.again(found)


def looked(camera: Camera, pictures: int = SETTLES) -> Pixels:
    """The last of a few pictures. Raises `OrganError` when none comes."""
    frame = None
    for _ in range(pictures):
        try:
            frame = camera.latest(PATIENCE_S / SETTLES) or frame
        except PictureError:
            continue
    if frame is None:
        raise OrganError("sends no picture.", camera.name, "Look at its cable.")
    return frame.pixels
