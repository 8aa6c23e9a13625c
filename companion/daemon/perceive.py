"""`companion perceive`: what is seen in pictures and videos and heard in sounds, without session or memory.

Files are read in the order given, folders in the order of names with their subfolders where their names stand; what
begins with a dot is left out, and links to folders are not followed. Each file's lines are written as soon as they are
known.
"""

import itertools
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TextIO

import numpy as np
from numpy.typing import NDArray

from companion.body.cameras.video import Video
from companion.body.kinds import HEADER_BYTES, READABLE, kind_of, open_file
from companion.body.pictures import read_picture
from companion.daemon.closer import CloserLook
from companion.daemon.findings import FaceFound, Failed, Found, Segment, box_in_pixels, json_line
from companion.daemon.hear_file import Ears, ShippedEars, hear_sound, with_sound
from companion.daemon.segments import Sample, segments
from companion.daemon.table import Table, fitted, summary
from companion.perception.faces.path import FaceModels, FacePath, ModelSource
from companion.perception.faces.shape import in_words
from companion.runtime import Runtime
from companion.settings import ModelsSettings
from companion.vocabulary.errors import ModelError, PictureError
from companion.vocabulary.readings import Box, ExpressionReading, FaceReading, SightReading
from companion.vocabulary.signals import Frame

SAMPLE_S = 0.125
"""Videos are looked at eight times a second."""

SURE_FROM: float = ModelsSettings().certainty_threshold
MOST_FACES = 64
NAMES_AHEAD = 200
"""So many names are known before the table begins, to find the width of its first column."""

PROGRESS_EVERY_S = 0.1
PROGRESS_COLUMNS = 40
_WHOLE = Box(0.0, 0.0, 1.0, 1.0)


class Sight(Protocol):
    """What looks at pictures: a `CloserLook`, or what stands in for it."""

    def read(self, frame: Frame) -> SightReading: ...
    def read_crop(self, pixels: NDArray[np.uint8]) -> ExpressionReading | None: ...


def perceive(
    paths: Sequence[Path],
    as_json: bool,
    face_crop: bool,
    out: TextIO,
    err: TextIO,
    begin: Callable[[], Sight] | None = None,
    ears: Ears | None = None,
) -> int:
    """Say for each file what is seen: a table for people, or one JSON object per line. Returns 1 when some file failed.

    `face_crop` takes each picture as a ready face. `begin` makes the sight for one file; None takes the shipped models,
    and raises `ModelError` where even faces cannot be found. `ears` hears sounds; None takes the shipped models.
    """
    begin = begin or _when_needed(lambda: shipped_sight(err))
    ears = ears or ShippedEars()
    began_s = time.monotonic()
    progress = Progress(err, err.isatty() and not out.isatty())
    waiting = _files(paths)
    ahead = list(itertools.islice(waiting, NAMES_AHEAD))
    table = Table([_name(entry) for entry in ahead])
    if not as_json:
        _write(out, [table.header()])
    files = faces = voices = failures = 0
    try:
        for entry in itertools.chain(ahead, waiting):
            progress.show(files, _name(entry))
            finding = entry if isinstance(entry, Failed) else take_in(entry, begin, ears, face_crop)
            files += 1
            if isinstance(finding, Failed):
                failures += 1
            else:
                faces += len(finding.faces)
                voices += finding.sound is not None and bool(finding.sound.stretches)
            _write(out, [json_line(finding)] if as_json else table.lines(finding))
    finally:
        progress.clear()
    if not as_json:
        _write(out, ["", summary(files, faces, failures, time.monotonic() - began_s, voices)])
    return 1 if failures else 0


def take_in(path: Path, begin: Callable[[], Sight], ears: Ears, face_crop: bool = False) -> Found | Failed:
    """What one file of any kind holds. Eyes are opened only for what can be seen."""
    try:
        with open_file(path) as file:
            kind = kind_of(file.read(HEADER_BYTES))
    except PictureError:
        kind = None  # told below
    if kind == "sound":
        return hear_sound(path, ears)
    finding = look_at(path, begin(), face_crop)
    return with_sound(finding, path, ears) if kind == "video" else finding


def _when_needed(load: Callable[[], Callable[[], Sight]]) -> Callable[[], Sight]:
    """Sight that is loaded with the first file to be seen."""
    loaded: list[Callable[[], Sight]] = []

    def begin() -> Sight:
        if not loaded:
            loaded.append(load())
        return loaded[0]()

    return begin


def look_at(path: Path, sight: Sight, face_crop: bool = False) -> Found | Failed:
    """What one file shows."""
    began_s = time.monotonic()
    try:
        with open_file(path) as file:
            header = file.read(HEADER_BYTES)
            kind = kind_of(header)
            if kind == "picture":
                picture = read_picture(file, str(path))
                seen = _see(sight, Frame(picture.pixels, 0.0), face_crop)
                faces = _faces_found(seen, picture.width_px, picture.height_px)
                return Found(str(path), kind, (time.monotonic() - began_s) * 1000, faces)
        if not header:
            raise PictureError("is empty (0 bytes).", str(path), "Copy or record it again.")
        if kind != "video":
            what = f"is {kind}, not a picture, video or sound." if kind else "is not a picture, video or sound."
            raise PictureError(what, str(path), READABLE)
        told = _watch(path, sight, face_crop)
    except PictureError as fault:
        return Failed(str(path), f"{fault.what} {fault.next_step}".strip())
    except OSError as fault:
        return Failed(str(path), f"cannot be read ({fault.strerror or fault}). Check the disk.")
    longest = max(told, key=lambda segment: segment.length_s)
    return Found(str(path), kind, (time.monotonic() - began_s) * 1000, longest.faces, told)


def shipped_sight(err: TextIO, source: ModelSource | None = None) -> Callable[[], Sight]:
    """The models that come with the creature. Without the expression model faces are still found, and `err` says so."""
    source = source or Runtime()
    try:
        models = FaceModels.load(source)
    except ModelError as fault:
        detect, mesh = source.load("face_detection_short_range"), source.load("face_landmark")
        print(f"Faces are found, but what they show cannot be told. {fault}", file=err)
        blind = FaceModels(detect.infer, mesh.infer, _no_expression, temperature=1.0)
        return lambda: CloserLook(FacePath(blind, SURE_FROM, MOST_FACES), judge=False)
    return lambda: CloserLook(FacePath(models, SURE_FROM, MOST_FACES))


class Progress:
    """One line on a terminal that says how far the work is; it wipes itself away."""

    def __init__(self, err: TextIO, shown: bool) -> None:
        self._err = err
        self._shown = shown
        self._next_s = 0.0
        self._dirty = False

    def show(self, done: int, name: str) -> None:
        now_s = time.monotonic()
        if self._shown and now_s >= self._next_s:
            self._next_s = now_s + PROGRESS_EVERY_S
            self._dirty = True
            _put(self._err, f"\r{done} files read; now {fitted(name, PROGRESS_COLUMNS)}")

    def clear(self) -> None:
        if self._dirty:
            _put(self._err, "\r\x1b[K")


def _files(paths: Iterable[Path]) -> Iterator[Path | Failed]:
    for path in paths:
        if os.path.isdir(path):
            yield from _folder(path)
        else:
            yield path


def _folder(folder: Path) -> Iterator[Path | Failed]:
    # The next one is last. A list, because folders can lie deeper than calls can.
    waiting = [(folder, True)]
    while waiting:
        path, is_folder = waiting.pop()
        if not is_folder:
            yield path
            continue
        try:
            with os.scandir(path) as scan:
                entries = sorted((entry for entry in scan if not entry.name.startswith(".")), key=lambda one: one.name)
        except OSError as fault:
            yield Failed(str(path), f"is a folder that cannot be read ({fault.strerror}). Check its permissions.")
            continue
        if not entries:
            yield Failed(str(path), "is an empty folder. Put pictures or videos into it.")
        for entry in reversed(entries):
            inside = path / entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append((inside, True))
            elif not os.path.isdir(inside):
                waiting.append((inside, False))


def _see(sight: Sight, frame: Frame, face_crop: bool) -> SightReading:
    if not face_crop:
        return sight.read(frame)
    expression = sight.read_crop(frame.pixels)
    face = FaceReading(track=1, box=_WHOLE, detection=1.0, facing=1.0, expression=expression)
    return SightReading(frame.captured_s, (face,))


def _faces_found(seen: SightReading, width_px: int, height_px: int) -> tuple[FaceFound, ...]:
    return tuple(
        FaceFound(box_in_pixels(face.box, width_px, height_px), face.expression, in_words(face.shape))
        for face in seen.faces
    )


def _watch(path: Path, sight: Sight, face_crop: bool) -> tuple[Segment, ...]:
    """Look through a video as fast as it can be read; where it is cut off, what came before counts."""
    samples: list[Sample] = []
    due_s = end_s = 0.0
    size_px = (1, 1)
    with Video(path) as video:
        while (at_s := video.advance()) is not None:
            end_s = at_s + video.frame_s
            if at_s < due_s:
                continue
            try:
                pixels = video.pixels()
            except PictureError:
                continue
            due_s = at_s + SAMPLE_S - video.frame_s / 2
            size_px = video.size_px
            seen = _see(sight, Frame(pixels, at_s), face_crop)
            samples.append(Sample(at_s, {face.track: face for face in seen.faces}))
    if not samples:
        raise PictureError("is a video without a single readable frame.", str(path), "Copy or record it again.")
    return segments(samples, end_s, SURE_FROM, size_px)


def _no_expression(values: NDArray[np.float32]) -> tuple[NDArray[np.float32], ...]:
    raise ModelError("is not there.", "face_expression.tflite", "Nobody may be judged without it.")


def _name(entry: Path | Failed) -> str:
    return entry.file if isinstance(entry, Failed) else str(entry)


def _write(out: TextIO, lines: Iterable[str]) -> None:
    for line in lines:
        _put(out, line + "\n")


def _put(out: TextIO, words: str) -> None:
    """Write and flush; letters that `out` has no code for become question marks."""
    encoding = out.encoding or "utf-8"
    out.write(words.encode(encoding, "replace").decode(encoding))
    out.flush()
