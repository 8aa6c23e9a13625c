"""One sound file, or the sound of a video, piece by piece: read with FFmpeg through PyAV, safe with whatever it is."""

import contextlib
import itertools
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from companion.body.kinds import HEADER_BYTES, kind_of, open_file
from companion.vocabulary.errors import PictureError, SoundError
from companion.vocabulary.signals import AudioChunk

if TYPE_CHECKING:  # 24 MB and 50 ms that only those pay who read a file
    from av.audio.frame import AudioFrame
    from av.container import InputContainer

RATE_HZ = 16_000
READABLE = "This version reads sounds (WAV, Ogg, FLAC, MP3, M4A, AIFF) and videos with sound (MP4, MOV, WebM, MKV)."

# Only what `kind_of` knows: FFmpeg's play lists and scripts could name other files and hosts.
_CONTAINERS = "wav,w64,ogg,flac,mp3,aac,aiff,au,mov,matroska,avi,flv,mpeg,mpegts,asf"
_FOR_CONTAINER = {"format_whitelist": _CONTAINERS, "protocol_whitelist": "file"}
_AGAIN = "It may be cut off; copy or record it again."


class SoundRecording:
    """An open file. `pieces` gives its sound as 16 kHz int16, one or two channels, of which more are mixed to one.

    `rate_hz` and `channels` are those of the file; `damaged` counts packets that could not be decoded and were left
    out. Raises `SoundError` for what holds no sound. Use it in one thread, and close it::

        with SoundRecording(Path("visit.wav")) as recording:
            for chunk in recording.pieces():
                ...
    """

    def __init__(self, path: Path) -> None:
        self._where = str(path)
        self._container: InputContainer | None = None
        try:
            self._file = open_file(path)
        except PictureError as fault:
            advice = fault.next_step.replace("a picture or video file", "a sound or video file")
            raise SoundError(fault.what, fault.where, advice) from fault
        try:
            header = self._file.read(HEADER_BYTES)
            if not header:
                raise SoundError("is empty (0 bytes).", self._where, "Copy or record it again.")
            if (kind := kind_of(header)) not in ("sound", "video"):
                what = f"is {kind}, not a sound." if kind else "is not a sound."
                raise SoundError(what, self._where, READABLE)
            self._open(kind)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "SoundRecording":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def pieces(self) -> Iterator[AudioChunk]:
        """The sound in order, without gaps; `captured_s` counts from its beginning."""
        from av.audio.resampler import AudioResampler

        channels = 2 if self.channels == 2 else 1
        turned = AudioResampler("s16", "stereo" if channels == 2 else "mono", RATE_HZ)
        done = 0
        for frame in itertools.chain(self._frames(), [None]):
            for ready in turned.resample(frame):
                samples = np.asarray(ready.to_ndarray(), np.int16).reshape(-1, channels)
                yield AudioChunk(samples, RATE_HZ, done / RATE_HZ)
                done += len(samples)

    def close(self) -> None:
        if self._container is not None:
            self._container.close()
            self._container = None
        self._file.close()

    def _open(self, kind: str) -> None:
        import av
        from av.audio.stream import AudioStream

        # The descriptor, not the name: no name can then be mistaken for a protocol, and any bytes may be in it.
        address = f"/dev/fd/{self._file.fileno()}"
        try:
            container = av.open(
                address, options={"threads": "1"}, container_options=_FOR_CONTAINER, metadata_errors="replace"
            )
        except Exception as fault:  # a dozen kinds of exception, by what is damaged
            raise SoundError(f"is a {kind} that cannot be read.", self._where, _AGAIN) from fault
        self._container = container
        stream = container.streams.best("audio")
        if not isinstance(stream, AudioStream) or not stream.codec_context:
            raise SoundError("holds no sound.", self._where, "Give it a sound, or a video with sound.")
        self._stream = stream
        self.rate_hz = int(stream.codec_context.sample_rate or 0)
        self.channels = int(stream.codec_context.channels or 0)
        self.damaged = 0
        if not 4000 <= self.rate_hz <= 384_000 or not 1 <= self.channels <= 64:
            what = f"claims {self.rate_hz} samples a second in {self.channels} channels."
            raise SoundError(what, self._where, _AGAIN)

    def _frames(self) -> Iterator["AudioFrame"]:
        """Every frame that can be decoded, in the format of the first one; the rest is counted as damaged."""
        assert self._container is not None
        kept: Any = None
        packets = self._container.demux(self._stream)
        with contextlib.suppress(Exception):  # a container that is cut off ends here
            for packet in packets:
                try:
                    frames = self._stream.decode(packet)
                except Exception:  # FFmpeg's errors have a dozen bases; the next packet may be good
                    self.damaged += 1
                    continue
                for frame in frames:
                    kind = (frame.format.name, frame.layout.name, frame.sample_rate)
                    kept = kept or kind
                    if kind == kept and frame.samples:
                        frame.pts = None  # times that jump would make the resampler fill gaps
                        yield frame
                    else:
                        self.damaged += 1


def read_sound(path: Path) -> tuple[NDArray[np.int16], "SoundRecording"]:
    """The whole sound of a short file, int16 (n, 1 or 2) at 16 kHz, and what its file was. Raises `SoundError`."""
    with SoundRecording(path) as recording:
        pieces = [chunk.samples for chunk in recording.pieces()]
        if not pieces:
            raise SoundError("holds no sound that can be read.", str(path), _AGAIN)
        return np.concatenate(pieces), recording
