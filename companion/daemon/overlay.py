"""`companion perceive VIDEO --overlay OUT.mp4`: the video with what is seen in it drawn on every frame.

The only thing that ever writes pictures to a disk, and only where somebody asks for it by name.
"""

from fractions import Fraction
from pathlib import Path
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from companion.body.cameras.video import Video
from companion.daemon.drawn_faces import draw_faces
from companion.perception.faces.path import FaceModels, FacePath, ModelSource
from companion.runtime import Runtime
from companion.settings import ModelsSettings
from companion.vocabulary.errors import PictureError
from companion.vocabulary.signals import Frame

TICKS_A_SECOND = 90_000
"""Mp4's usual clock: frames keep the times they have in the video."""

CODECS: tuple[tuple[str, dict[str, str]], ...] = (
    ("libx264", {"crf": "20", "preset": "veryfast"}),
    ("libopenh264", {}),
    ("mpeg4", {"q:v": "4"}),
)


def overlay(source: Path, target: Path, err: TextIO, models: ModelSource | None = None) -> int:
    """Write `target`. Returns 1, with a sentence on `err`, where that cannot be done; a video that ends early is kept.

    The faces are followed and steadied as in life; everybody is judged, as `companion perceive` does.
    """
    path = FacePath(FaceModels.load(models or Runtime()), ModelsSettings().certainty_threshold, lives=True)
    try:
        if target.exists() and source.exists() and target.samefile(source):
            raise PictureError("is the video itself.", str(target), "Choose another name.")
        with Video(source) as video:
            frames, lost = _write(video, target, path)
    except PictureError as fault:
        print(fault, file=err)
        return 1
    except OSError as fault:
        print(f"{target}: cannot be written ({fault.strerror or fault}). Choose another place.", file=err)
        return 1
    print(f"{target}: {frames} frames" + (f"; {lost} could not be read" if lost else ""), file=err)
    return 0


def _write(video: Video, target: Path, path: FacePath) -> tuple[int, int]:
    import av

    frames = lost = 0
    container = stream = None
    try:
        while (at_s := video.advance()) is not None:
            try:
                pixels = video.pixels()
            except PictureError:
                lost += 1
                continue
            seen = path.read(Frame(pixels, at_s))
            drawn = draw_faces(pixels, seen.faces, path.points)
            if container is None or stream is None:
                container = _opened(target)
                stream = _stream(container, drawn, video.frame_s)
            if (stream.width, stream.height) != (drawn.shape[1], drawn.shape[0]):
                lost += 1  # a video whose pictures change their size in the middle
                continue
            picture = av.VideoFrame.from_ndarray(np.ascontiguousarray(drawn), format="rgb24")
            picture.pts, picture.time_base = round(at_s * TICKS_A_SECOND), Fraction(1, TICKS_A_SECOND)
            container.mux(stream.encode(picture))
            frames += 1
        if stream is not None and container is not None:
            container.mux(stream.encode(None))
    finally:
        if container is not None:
            container.close()
    if frames == 0:
        raise PictureError("is a video without a single readable frame.", str(target), "Copy or record it again.")
    return frames, lost


def _opened(target: Path):  # type: ignore[no-untyped-def]  # PyAV's own type of an output
    import av

    try:
        return av.open(str(target), "w", format="mp4")
    except (OSError, ValueError) as fault:
        raise PictureError(f"cannot be written ({fault}).", str(target), "Choose another place.") from fault


def _stream(container, drawn: NDArray[np.uint8], frame_s: float):  # type: ignore[no-untyped-def]
    """An encoder for pictures of this size, the best that this FFmpeg has."""
    import av

    for name, options in CODECS:
        if name in av.codecs_available:
            stream = container.add_stream(name, rate=Fraction(frame_s).limit_denominator(1001) ** -1, options=options)
            stream.height, stream.width = drawn.shape[:2]
            stream.pix_fmt = "yuv420p"
            stream.codec_context.time_base = Fraction(1, TICKS_A_SECOND)
            return stream
    raise PictureError("cannot be written: this FFmpeg has no encoder for mp4.", "PyAV", "Install the wheel of PyPI.")
