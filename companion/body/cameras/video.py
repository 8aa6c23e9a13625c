"""One video file, frame by frame: read with FFmpeg through PyAV, safe with whatever the file turns out to be."""

import contextlib
import itertools
import math
from collections.abc import Generator, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from companion.body.kinds import HEADER_BYTES, READABLE, kind_of, open_file
from companion.body.pictures import REDUCE_TO_PX
from companion.vocabulary.errors import PictureError

if TYPE_CHECKING:  # 24 MB and 50 ms that only those pay who read a video
    from av.container import InputContainer
    from av.packet import Packet
    from av.video.frame import VideoFrame
    from av.video.reformatter import VideoReformatter
    from av.video.stream import VideoStream

MAX_PIXELS = 8192 * 4608
USUAL_FRAMES_PER_S = 25.0
LONGEST_FRAME_S = 60.0
"""A file that shows one picture for longer than this is taken to have a damaged time there."""

# Only what `kind_of` knows: FFmpeg's play lists and scripts could name other files and hosts.
_CONTAINERS = "mov,matroska,avi,flv,mpeg,mpegvideo,mpegts,asf,ogg,yuv4mpegpipe"
_FOR_CONTAINER = {"format_whitelist": _CONTAINERS, "protocol_whitelist": "file"}
# Also held while the codec is being found out and wherever frames change their size.
_FOR_DECODER = {"threads": "1", "max_pixels": str(MAX_PIXELS)}
_AGAIN = "It may be cut off; copy or record it again."


class Video:
    """An open video. `advance` goes to the next frame, `pixels` shows it; frames that are not shown cost little.

    `size_px` is the width and height of the last frame shown, before it was averaged down; `frame_s` how long a frame
    lasts by the rate that the file states, 1/25 where it states nonsense. Frames that cannot be decoded are left out.
    Raises `PictureError` for what is no video. Use it in one thread, and close it::

        with Video(Path("visit.mp4")) as video:
            while (at_s := video.advance()) is not None:
                picture = video.pixels()
    """

    def __init__(self, path: Path) -> None:
        self._where = str(path)
        self._container: InputContainer | None = None
        self._frame: VideoFrame | None = None
        self._ahead: VideoFrame | None = None
        self._file = open_file(path)
        try:
            header = self._file.read(HEADER_BYTES)
            if not header:
                raise PictureError("is empty (0 bytes).", self._where, "Copy or record it again.")
            if (kind := kind_of(header)) != "video":
                raise PictureError(f"is {kind}, not a video." if kind else "is not a video.", self._where, READABLE)
            self.rewind()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "Video":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def rewind(self) -> None:
        """Back to before the first frame, by opening it anew: seeking is not exact in every format."""
        self._let_go()
        self._container, stream = self._opened()
        self._frames = _frames(self._container, stream)
        self.size_px = (stream.codec_context.width, stream.codec_context.height)
        if self.size_px[0] * self.size_px[1] > MAX_PIXELS:
            raise PictureError(
                f"is too large ({self.size_px[0]} x {self.size_px[1]} pixels).",
                self._where,
                "Make it at most 8192 x 4608 pixels.",
            )
        self._ahead = next(self._frames, None)
        if self._ahead is None:
            what = "is a video without a single readable frame."
            raise PictureError(what, self._where, "It may be damaged, or larger than 8192 x 4608 pixels.")
        stated = float(stream.guessed_rate or 0)
        self.frame_s = 1 / (stated if 1 <= stated <= 240 else USUAL_FRAMES_PER_S)
        self._at_s = -self.frame_s
        # What is added to the file's times, so that they begin at 0 and never jump.
        self._shift_s = -float((stream.start_time or 0) * (stream.time_base or 0))

    def advance(self) -> float | None:
        """Go to the next frame: its time in seconds from the start, or None when there are no more."""
        self._frame, self._ahead = self._ahead, None
        if self._frame is None and self._container is not None:
            self._frame = next(self._frames, None)
        if self._frame is None:
            return None
        stated_s = _time_s(self._frame)
        at_s = stated_s + self._shift_s
        # Some files carry no times, times that stand still, or (damaged, or joined from parts) times that jump.
        if not self._at_s < at_s <= self._at_s + LONGEST_FRAME_S:
            at_s = self._at_s + self.frame_s
            self._shift_s = at_s - stated_s if math.isfinite(stated_s) else self._shift_s
        self._at_s = max(at_s, 0.0)
        return self._at_s

    def pixels(self) -> NDArray[np.uint8]:
        """The frame advanced to: uint8 (height, width, 3), RGB, upright, averaged down when it is very large."""
        frame = self._frame
        if frame is None or frame.is_corrupt:
            raise self._damaged()
        factor = max(frame.width, frame.height) // REDUCE_TO_PX
        try:
            picture = _rgb(self._scaler, frame, max(factor, 1))
        except Exception as fault:  # damaged bytes can claim kinds of pixel that nothing turns into RGB
            raise self._damaged() from fault
        quarters = round(frame.rotation / 90) % 4
        self.size_px = (frame.height, frame.width) if quarters % 2 else (frame.width, frame.height)
        return np.ascontiguousarray(np.rot90(picture, quarters))

    def close(self) -> None:
        self._let_go()
        self._file.close()

    def _opened(self) -> tuple["InputContainer", "VideoStream"]:
        import av
        from av.video.reformatter import VideoReformatter
        from av.video.stream import VideoStream

        self._scaler = VideoReformatter()
        # The descriptor, not the name: no name can then be mistaken for a protocol, and any bytes may be in it.
        address = f"/dev/fd/{self._file.fileno()}"
        try:
            container = av.open(
                address, options=_FOR_DECODER, container_options=_FOR_CONTAINER, metadata_errors="replace"
            )
        except Exception as fault:  # a dozen kinds of exception, by what is damaged
            raise PictureError("is a video that cannot be read.", self._where, _AGAIN) from fault
        stream = container.streams.best("video")
        # A stream that no decoder is known for has no codec context, whatever the types say.
        if not isinstance(stream, VideoStream) or not stream.codec_context:
            container.close()
            raise PictureError("is a video that cannot be read: no pictures are found in it.", self._where, _AGAIN)
        stream.codec_context.thread_count = 1
        stream.codec_context.options = dict(_FOR_DECODER)
        return container, stream

    def _let_go(self) -> None:
        if self._container is not None:
            self._frames.close()
            self._frame = self._ahead = None
            self._container.close()
            self._container = None

    def _damaged(self) -> PictureError:
        what = f"has a damaged frame at {max(self._at_s, 0.0):.2f} s."
        return PictureError(what, self._where, "The other frames may be good.")


def _frames(container: "InputContainer", stream: "VideoStream") -> Generator["VideoFrame", None, None]:
    """Every frame that can be decoded, one packet in memory at a time; the last packet, a None, empties the decoder."""
    for packet in itertools.chain(_packets(container, stream), [None]):
        try:
            frames = stream.decode(packet)
        except Exception:  # FFmpeg's errors have a dozen bases; the next packet may be good
            continue
        yield from frames


def _packets(container: "InputContainer", stream: "VideoStream") -> Iterator["Packet[VideoStream]"]:
    """What the file holds of one stream; where the container is damaged, it ends."""
    with contextlib.suppress(Exception):
        yield from (packet for packet in container.demux(stream) if packet.size)


def _time_s(frame: "VideoFrame") -> float:
    """When the file says that the frame is shown, in seconds; nan when it does not say."""
    ticks = frame.pts if frame.pts is not None else frame.dts
    return math.nan if ticks is None or not frame.time_base else float(ticks * frame.time_base)


def _rgb(scaler: "VideoReformatter", frame: "VideoFrame", factor: int) -> NDArray[np.uint8]:
    """Pixels as they lie in the file, each the average of `factor` x `factor`."""
    from av.video.reformatter import Interpolation

    shown = scaler.reformat(
        frame,
        max(frame.width // factor, 1),
        max(frame.height // factor, 1),
        "rgb24",
        interpolation=Interpolation.AREA if factor > 1 else Interpolation.BICUBIC,
        threads=1,
    )
    return np.asarray(shown.to_ndarray(), np.uint8)
