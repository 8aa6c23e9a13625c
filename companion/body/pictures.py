"""Reading one picture safely: whatever the bytes are, out come upright RGB pixels or a `PictureError`."""

import io
import logging
import os
import warnings
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from companion.body.kinds import HEADER_BYTES, READABLE, kind_of
from companion.vocabulary.errors import PictureError

REDUCE_TO_PX = 1024
"""Pictures are averaged down by whole factors until the long side is below twice this: no model looks closer."""

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "PPM", "AVIF")

_BACKGROUND = (255, 255, 255)
_EXIF_ORIENTATION = 0x0112
_UPRIGHT = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}
_AVERAGEABLE = frozenset({"L", "LA", "La", "RGB", "RGBA", "RGBa", "RGBX", "CMYK", "YCbCr", "F", "I"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused before anything is decoded: files above `size_bytes`, pictures above `pixels`.

    `pixels_by_parts` is for plain JPEG, which can be decoded at an eighth of its size and so needs little memory.
    """

    size_bytes: int
    pixels: int
    pixels_by_parts: int


LIVE = Limits(size_bytes=8 << 20, pixels=4096 * 4096, pixels_by_parts=4096 * 4096)
"""For pictures that somebody sends fifteen times a second."""

FILES = Limits(size_bytes=256 << 20, pixels=64_000_000, pixels_by_parts=256_000_000)
"""For files that somebody chose on their own computer."""

# Our limits are checked right after the header, before any pixel; Pillow's would refuse a good 200-megapixel JPEG.
Image.MAX_IMAGE_PIXELS = None
# Pillow warns and logs on stderr of damage that either does not matter or becomes a `PictureError`.
warnings.filterwarnings("ignore", module=r"PIL\.")
logging.getLogger("PIL").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Picture:
    """Upright RGB `pixels` (uint8, height x width x 3), and the picture's size before it was reduced."""

    pixels: NDArray[np.uint8]
    width_px: int
    height_px: int


def decode_picture(data: bytes, where: str, limits: Limits = LIVE) -> Picture:
    """The picture in `data`. Raises `PictureError` that names `where`."""
    return read_picture(io.BytesIO(data), where, limits)


def read_picture(file: BinaryIO, where: str, limits: Limits = FILES) -> Picture:
    """The picture in an open file, the first one where it holds several. Raises `PictureError` that names `where`.

    EXIF orientation is followed; 16-bit grey is brought to 8 bits; transparency is laid on white; CMYK becomes RGB.
    """
    size_bytes = file.seek(0, os.SEEK_END)
    file.seek(0)
    if size_bytes == 0:
        raise PictureError("is empty (0 bytes).", where, "Copy or record it again.")
    if size_bytes > limits.size_bytes:
        raise PictureError(
            f"is too large ({size_bytes / 1e6:.0f} MB).", where, f"Give it at most {limits.size_bytes / 1e6:.0f} MB."
        )
    try:
        with Image.open(file, formats=FORMATS) as image:
            width, height = image.size
            _refuse_bombs(image, limits, where)
            orientation = _orientation(image)
            pixels = _rgb(_decoded(image))
    except PictureError:
        raise
    except UnidentifiedImageError as fault:
        raise _no_picture(file, where) from fault
    except MemoryError as fault:
        raise PictureError("needs more memory than there is.", where, "Make the picture smaller.") from fault
    except Exception as fault:  # Pillow's decoders raise a dozen kinds of exception for damaged bytes
        raise _damaged(fault, where) from fault
    for step in _UPRIGHT.get(orientation, ()):
        pixels = np.asarray(Image.fromarray(pixels).transpose(step))
    if orientation >= 5:
        width, height = height, width
    return Picture(pixels, width, height)


def _refuse_bombs(image: Image.Image, limits: Limits, where: str) -> None:
    width, height = image.size
    # A progressive JPEG is held whole in memory while it is decoded, at whatever size.
    by_parts = image.format in ("JPEG", "MPO") and not image.info.get("progressive")
    allowed = limits.pixels_by_parts if by_parts else limits.pixels
    if width * height > allowed:
        raise PictureError(
            f"is too large ({width} x {height} pixels).", where, f"Make it at most {allowed / 1e6:.0f} megapixels."
        )
    if width < 1 or height < 1:
        raise PictureError("has no pixels.", where, "Copy or take it again.")


def _orientation(image: Image.Image) -> int:
    """The EXIF orientation, 1 to 8; damaged EXIF counts as upright."""
    try:
        value = image.getexif().get(_EXIF_ORIENTATION, 1)
    except Exception:  # EXIF is side information: whatever is wrong with it, the picture may be good
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _decoded(image: Image.Image) -> Image.Image:
    """The picture in memory, reduced as early as its format allows."""
    factor = max(image.size) // REDUCE_TO_PX
    if factor > 1:
        image.draft(None, (max(image.width // factor, 1), max(image.height // factor, 1)))
    image.load()
    factor = max(image.size) // REDUCE_TO_PX
    if factor <= 1:
        return image
    if image.mode in ("P", "PA", "1"):
        image = image.convert("RGBA" if "transparency" in image.info or image.mode == "PA" else "RGB")
    return image.reduce(factor) if image.mode in _AVERAGEABLE else _thinned(image, factor)


def _thinned(image: Image.Image, factor: int) -> Image.Image:
    """For kinds of pixel that cannot be averaged."""
    return image.resize((max(image.width // factor, 1), max(image.height // factor, 1)), Image.Resampling.NEAREST)


def _rgb(image: Image.Image) -> NDArray[np.uint8]:
    if image.mode.startswith("I") or image.mode == "F":
        grey = _eight_bits(np.asarray(image))
        return np.repeat(grey[:, :, None], 3, axis=2)
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        shown = image.convert("RGBA")
        page = Image.new("RGBA", shown.size, (*_BACKGROUND, 255))
        return np.asarray(Image.alpha_composite(page, shown).convert("RGB"))
    return np.asarray(image.convert("RGB"))


def _eight_bits(values: NDArray[np.generic]) -> NDArray[np.uint8]:
    """Deep grey values as 0..255: fractions are taken as 0..1, whole numbers above 255 as 0..65535."""
    levels = np.nan_to_num(values.astype(np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    top = float(levels.max(initial=0.0))
    if values.dtype.kind == "f" and top <= 1.0:
        levels *= 255
    elif values.dtype.itemsize == 2 or top > 255:
        levels *= 255 / 65535
    return np.clip(np.rint(levels), 0, 255).astype(np.uint8)


def _no_picture(file: BinaryIO, where: str) -> PictureError:
    file.seek(0)
    header = file.read(HEADER_BYTES)
    kind = kind_of(header)
    if kind == "picture" and header[4:8] == b"ftyp":
        return PictureError("is a picture of a kind (HEIC) that cannot be read.", where, "Save it as JPEG.")
    if kind == "picture":
        return PictureError("begins like a picture and goes on as none.", where, "Copy or take it again.")
    return PictureError(f"is {kind}, not a picture." if kind else "is not a picture.", where, READABLE)


def _damaged(fault: Exception, where: str) -> PictureError:
    reason = str(fault).lower()
    cut = isinstance(fault, EOFError) or "truncated" in reason or "unexpected end" in reason
    what = "is cut off: the rest of the picture is missing." if cut else f"is damaged ({fault})."
    return PictureError(what, where, "Copy or take it again.")
