"""Whatever bytes come, out come upright RGB pixels or one clear `PictureError`."""

import io
import os
import random
import resource
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from companion.body.kinds import kind_of, open_file
from companion.body.pictures import LIVE, Limits, Picture, decode_picture, read_picture
from companion.vocabulary.errors import PictureError

RED, BLUE = (220, 30, 20), (20, 40, 210)


def corner_picture() -> Image.Image:
    """Grey, 48 wide and 32 high, its top left quarter red and its bottom right quarter blue."""
    image = Image.new("RGB", (48, 32), (128, 128, 128))
    image.paste(RED, (0, 0, 24, 16))
    image.paste(BLUE, (24, 16, 48, 32))
    return image


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    with io.BytesIO() as file:
        image.save(file, kind, **options)
        return file.getvalue()


def read(path: Path) -> Picture:
    with open_file(path) as file:
        return read_picture(file, str(path))


def is_like(pixel: NDArray[np.uint8], colour: tuple[int, int, int], within: int = 40) -> bool:
    return bool(np.abs(pixel.astype(int) - colour).max() <= within)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "BMP", "PPM", "AVIF", "GIF"])
def test_every_usual_kind_of_picture_comes_out_as_rgb(kind: str) -> None:
    picture = decode_picture(encoded(corner_picture(), kind), "test")
    assert picture.pixels.shape == (32, 48, 3)
    assert picture.pixels.dtype == np.uint8
    assert is_like(picture.pixels[8, 12], RED)
    assert is_like(picture.pixels[24, 36], BLUE)


def test_pixels_of_a_lossless_picture_are_exact() -> None:
    image = corner_picture()
    assert np.array_equal(decode_picture(encoded(image, "PNG"), "test").pixels, np.asarray(image))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_followed(orientation: int) -> None:
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = corner_picture()
    if orientation in back:
        stored = stored.transpose(back[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = decode_picture(encoded(stored, "PNG", exif=exif), "test")
    assert np.array_equal(picture.pixels, np.asarray(corner_picture()))
    assert (picture.width_px, picture.height_px) == (48, 32)


@pytest.mark.filterwarnings("ignore")
def test_damaged_exif_does_not_spoil_a_good_picture() -> None:
    data = encoded(corner_picture(), "JPEG", exif=b"Exif\0\0II*\0" + b"\xff" * 40)
    assert decode_picture(data, "test").pixels.shape == (32, 48, 3)


def test_grey_pictures_have_three_equal_channels() -> None:
    pixels = decode_picture(encoded(corner_picture().convert("L"), "JPEG"), "test").pixels
    assert pixels.shape == (32, 48, 3)
    assert np.array_equal(pixels[:, :, 0], pixels[:, :, 2])


@pytest.mark.parametrize(("kind", "order"), [("PNG", "<u2"), ("TIFF", "<u2"), ("TIFF", ">u2")])
def test_sixteen_bit_grey_keeps_its_shades(kind: str, order: str) -> None:
    levels = np.arange(64 * 64, dtype=np.uint16).reshape(64, 64) * 16
    mode = "I;16" if order == "<u2" else "I;16B"
    image = Image.frombytes(mode, (64, 64), levels.astype(order).tobytes())
    pixels = decode_picture(encoded(image, kind), "test").pixels
    assert np.abs(pixels[:, :, 1].astype(int) - np.rint(levels / 257)).max() <= 1


def test_grey_in_fractions_keeps_its_shades_and_survives_what_is_no_number() -> None:
    levels = np.linspace(0, 1, 64 * 64, dtype=np.float32).reshape(64, 64).copy()
    levels[0, :3] = (np.nan, np.inf, -np.inf)
    pixels = decode_picture(encoded(Image.fromarray(levels), "TIFF"), "test").pixels
    assert pixels[0, :3].max() == 0
    assert abs(int(pixels[32, 32, 0]) - 129) <= 2


def test_transparency_is_laid_on_white() -> None:
    image = corner_picture().convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 24, 16))
    pixels = decode_picture(encoded(image, "PNG"), "test").pixels
    assert is_like(pixels[4, 4], (255, 255, 255), within=0)
    assert is_like(pixels[24, 36], BLUE, within=0)


def test_a_palette_with_transparency_is_laid_on_white() -> None:
    image = Image.new("P", (16, 16), 1)
    image.putpalette([0, 0, 0, *BLUE])
    image.paste(0, (0, 0, 8, 8))
    pixels = decode_picture(encoded(image, "PNG", transparency=0), "test").pixels
    assert is_like(pixels[2, 2], (255, 255, 255), within=0)
    assert is_like(pixels[12, 12], BLUE, within=0)


def test_cmyk_becomes_rgb() -> None:
    pixels = decode_picture(encoded(corner_picture().convert("CMYK"), "JPEG"), "test").pixels
    assert is_like(pixels[8, 12], RED)
    assert is_like(pixels[24, 36], BLUE)


def test_of_an_animation_the_first_picture_counts() -> None:
    later = Image.new("RGB", (48, 32), BLUE)
    data = encoded(corner_picture(), "GIF", save_all=True, append_images=[later])
    assert is_like(decode_picture(data, "test").pixels[8, 12], RED)


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (5000, 2), (3, 30000)])
def test_odd_shapes_are_pictures_too(size: tuple[int, int]) -> None:
    picture = decode_picture(encoded(Image.new("RGB", size, RED), "PNG"), "test")
    assert (picture.width_px, picture.height_px) == size
    assert max(picture.pixels.shape) < 2048
    assert is_like(picture.pixels[0, 0], RED, within=0)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_large_pictures_of_every_kind_are_brought_to_modest_size(mode: str) -> None:
    picture = decode_picture(encoded(Image.new(mode, (3000, 2400)), "PNG"), "test")
    assert picture.pixels.shape == (1200, 1500, 3)
    assert (picture.width_px, picture.height_px) == (3000, 2400)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF", "AVIF"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_picture_that_is_cut_off_is_an_error_that_names_it(kind: str, share: float) -> None:
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (64, 64, 3), np.uint8))
    data = encoded(noise, kind)
    with pytest.raises(PictureError) as caught:
        decode_picture(data[: int(len(data) * share)], "cat.xyz")
    assert caught.value.where == "cat.xyz"
    assert caught.value.next_step


def test_a_truncated_jpeg_is_said_to_be_cut_off() -> None:
    data = encoded(corner_picture().resize((480, 320)), "JPEG")
    with pytest.raises(PictureError, match="is cut off"):
        decode_picture(data[: len(data) // 2], "test")


def test_text_instead_of_a_picture_is_called_text() -> None:
    with pytest.raises(PictureError, match="is text, not a picture"):
        decode_picture("Liebe Grüße aus dem Urlaub".encode(), "test")


def test_sound_instead_of_a_picture_is_called_sound() -> None:
    with pytest.raises(PictureError, match="is sound, not a picture"):
        decode_picture(b"RIFF\x24\0\0\0WAVEfmt " + bytes(40), "test")


def test_nothing_at_all_is_called_empty() -> None:
    with pytest.raises(PictureError, match="is empty"):
        decode_picture(b"", "test")


def test_a_file_above_the_limit_is_refused_unread() -> None:
    with pytest.raises(PictureError, match=r"too large \(9 MB\)"):
        decode_picture(bytes(9_000_000), "test", LIVE)


def test_a_picture_bomb_is_refused_before_it_is_decoded() -> None:
    pixel_rows = zlib.compress(bytes(10_000))

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel_rows) + chunk(b"IEND", b"")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(PictureError, match="60000 x 60000 pixels"):
        decode_picture(bomb, "test")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_live_pictures_may_be_4096_by_4096_and_no_larger() -> None:
    assert decode_picture(encoded(Image.new("L", (4096, 4096)), "JPEG"), "test", LIVE).width_px == 4096
    with pytest.raises(PictureError, match="4104 x 4104"):
        decode_picture(encoded(Image.new("L", (4104, 4104)), "JPEG"), "test", LIVE)


def test_a_progressive_jpeg_is_held_to_the_lower_limit_because_it_cannot_be_decoded_by_parts() -> None:
    limits = Limits(size_bytes=1 << 20, pixels=10_000, pixels_by_parts=1_000_000)
    image = corner_picture().resize((480, 320))
    assert decode_picture(encoded(image, "JPEG"), "test", limits).width_px == 480
    with pytest.raises(PictureError, match="480 x 320"):
        decode_picture(encoded(image, "JPEG", progressive=True), "test", limits)


def test_a_hundred_megapixels_of_jpeg_need_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.jpg"
    Image.new("L", (11600, 8700), 90).save(path, "JPEG")
    program = """
import resource, sys
from pathlib import Path
from companion.body.kinds import open_file
from companion.body.pictures import read_picture
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with open_file(Path(sys.argv[1])) as file:
    picture = read_picture(file, "large")
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(picture.width_px, picture.height_px, grown // 1024)
"""
    command = [sys.executable, "-c", program, str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, env=_here())
    width, height, grown_mb = map(int, told.stdout.split())
    assert (width, height) == (11600, 8700)
    assert grown_mb < 60


@pytest.mark.filterwarnings("ignore")
def test_two_thousand_damaged_pictures_are_pixels_or_picture_errors_and_nothing_else(
    capfd: pytest.CaptureFixture[str],
) -> None:
    chance = random.Random(7)
    whole = [encoded(corner_picture(), kind) for kind in ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "PPM", "GIF")]
    refused = 0
    for _ in range(2000):
        data = bytearray(chance.choice(whole))
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            picture = decode_picture(bytes(data[: chance.randint(1, 2 * len(data))]), "test")
        except PictureError:
            refused += 1
        else:
            assert picture.pixels.ndim == 3
    assert 200 < refused < 2000
    assert capfd.readouterr().err == ""


def test_missing_files_folders_and_pipes_are_clear_errors_and_never_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.jpg"
    os.mkfifo(pipe)
    for path, word in ((tmp_path / "none.jpg", "does not exist"), (tmp_path, "folder"), (pipe, "pipe")):
        with pytest.raises(PictureError, match=word):
            open_file(path)


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"P6\n48 32\n255\n\xff\0", "picture"),
        (b"\0\0\0\x20ftypisom", "video"),
        (b"\0\0\0\x20ftypheic", "picture"),
        (b"\0\0\0\x20ftypM4A ", "sound"),
        (b"RIFF\0\0\0\0AVI LIST", "video"),
        (b"\x1aE\xdf\xa3\x01", "video"),
        (b"YUV4MPEG2 W640 H480", "video"),
        (b"OggS\0\x02" + bytes(22) + b"\x80theora", "video"),
        (b"OggS\0\x02" + bytes(22) + b"\x01vorbis", "sound"),
        (b"BMW is a make of car", "text"),
        ("Grüße, 世界\n".encode(), "text"),
        ("hello".encode("utf-16"), "text"),
        (b"#EXTM3U\nhttp://example.org/a.ts\n", "text"),
        (bytes(range(256)), None),
        (b"", None),
    ],
)
def test_the_kind_of_a_file_is_told_by_its_first_bytes(header: bytes, kind: str | None) -> None:
    assert kind_of(header) == kind


def test_text_cut_inside_a_letter_is_still_text() -> None:
    assert kind_of(("a" + "ü" * 4000).encode()[:4096]) == "text"


def _here() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
