"""What a file is, told by its first bytes and never by its name."""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO, Literal

from companion.vocabulary.errors import PictureError

FileKind = Literal["picture", "video", "sound", "text"]

HEADER_BYTES = 4096
"""How much of a file is enough to tell its kind."""

READABLE = (
    "This version reads pictures (JPEG, PNG, WebP, GIF, TIFF, BMP, AVIF), videos (MP4, MOV, WebM, MKV, AVI) and sounds "
    "(WAV, Ogg, FLAC, MP3, M4A, AIFF)."
)

_SIGNATURES: tuple[tuple[int, bytes, FileKind], ...] = (
    (0, b"\xff\xd8\xff", "picture"),  # JPEG
    (0, b"\x89PNG\r\n\x1a\n", "picture"),
    (0, b"GIF87a", "picture"),
    (0, b"GIF89a", "picture"),
    (8, b"WEBP", "picture"),
    (0, b"II*\0", "picture"),  # TIFF
    (0, b"MM\0*", "picture"),
    (8, b"AVI ", "video"),
    (0, b"\x1aE\xdf\xa3", "video"),  # Matroska, WebM
    (0, b"FLV\x01", "video"),
    (0, b"\0\0\x01\xba", "video"),  # MPEG programme stream
    (0, b"\0\0\x01\xb3", "video"),
    (0, b"YUV4MPEG2", "video"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video"),  # ASF, WMV
    (8, b"WAVE", "sound"),
    (0, b"fLaC", "sound"),
    (0, b"OggS", "sound"),
    (0, b"ID3", "sound"),
    (0, b"\xff\xfb", "sound"),  # MP3 without a title
    (0, b"\xff\xf3", "sound"),
    (0, b"\xff\xf1", "sound"),  # AAC
    (0, b"\xff\xf9", "sound"),
    (8, b"AIFF", "sound"),
    (0, b".snd", "sound"),
)

_NETPBM = tuple(b"P%d%c" % (kind, space) for kind in range(1, 7) for space in b"\n \t\r")
_STILL_BRANDS = (b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_SOUND_BRANDS = (b"M4A ", b"M4B ", b"M4P ")
_TEXT_CONTROLS = frozenset("\t\n\v\f\r\b\x1b")
_TRANSPORT_PACKET = 188


def kind_of(header: bytes) -> FileKind | None:
    """The kind of a file from its first bytes (up to `HEADER_BYTES` are looked at); None when it is nothing known."""
    if header[4:8] == b"ftyp":
        brand = header[8:12]
        return "picture" if brand in _STILL_BRANDS else "sound" if brand in _SOUND_BRANDS else "video"
    if header[4:8] in (b"moov", b"mdat", b"wide"):  # QuickTime before it had brands
        return "video"
    for start, signature, kind in _SIGNATURES:
        if header.startswith(signature, start):
            return "video" if signature == b"OggS" and b"\x80theora" in header else kind
    if header.startswith(_NETPBM) or (header.startswith(b"BM") and header[6:10] == bytes(4)):
        return "picture"
    if header[:1] == b"G" and header[_TRANSPORT_PACKET : _TRANSPORT_PACKET + 1] == b"G" and b"\0" in header:
        return "video"  # MPEG transport stream: every packet begins with G
    return "text" if _is_text(header[:HEADER_BYTES]) else None


def open_file(path: Path) -> BinaryIO:
    """Open an ordinary file for reading, without ever waiting. Raises `PictureError` for what is missing or no file."""
    where = str(path)
    try:
        # Without O_NONBLOCK a named pipe that nobody writes to would be waited for.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except (OSError, ValueError) as fault:
        raise _not_opened(where, fault) from fault
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        what = "is a folder." if stat.S_ISDIR(mode) else "is a device or pipe, not a file."
        raise PictureError(what, where, "Give it a picture or video file.")
    return os.fdopen(descriptor, "rb")


def _not_opened(where: str, fault: OSError | ValueError) -> PictureError:
    number = fault.errno if isinstance(fault, OSError) else None
    if number in (errno.ENOENT, errno.ENOTDIR):
        return PictureError("does not exist.", where, "Check the name.")
    if number in (errno.EACCES, errno.EPERM):
        return PictureError("may not be read.", where, "Ask its owner for permission to read it.")
    if number == errno.ENXIO:
        return PictureError("is a device or pipe, not a file.", where, "Give it a picture or video file.")
    reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    return PictureError(f"cannot be opened ({reason}).", where, "Check the name and the disk.")


def _is_text(header: bytes) -> bool:
    if not header:
        return False
    if header.startswith((b"\xff\xfe", b"\xfe\xff")):
        return len(header) % 2 == 0 or len(header) == HEADER_BYTES
    try:
        words = header.decode("utf-8")
    except UnicodeDecodeError as fault:
        # A letter of several bytes may be cut at the end of the header.
        if fault.start < len(header) - 3 or len(header) < HEADER_BYTES:
            return False
        words = header[: fault.start].decode("utf-8")
    return all(letter >= " " or letter in _TEXT_CONTROLS for letter in words)
