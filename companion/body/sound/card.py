"""The sound card: finds a device by a part of its name, opens a stream on it, and says in words what goes wrong."""

from collections.abc import Callable
from typing import Any, Literal

from companion.vocabulary.errors import OrganError

Way = Literal["input", "output"]
Begin = Callable[[], Any]
"""Makes a `pyaudio.PyAudio`, or what behaves like one."""


def pyaudio() -> Any:
    """PortAudio, started. Raises `OrganError` where PyAudio is not installed."""
    try:
        import pyaudio as library
    except ImportError as fault:
        raise OrganError(
            "PyAudio is not installed.",
            "sound card",
            "On a Pi: `sudo apt install python3-pyaudio`. Elsewhere it is built from source: "
            '`sudo apt install portaudio19-dev python3-dev gcc`, then `pip install "companion[speech]"`.',
        ) from fault
    return library.PyAudio()


class Stream:
    """One open stream and the PortAudio behind it; `close` never fails."""

    def __init__(
        self, way: Way, begin: Begin, device: str | None, rate_hz: int, channels: int, frames: int, name: str
    ) -> None:
        """16-bit samples, `frames` at a time. Raises `OrganError`."""
        self._library = begin()
        try:
            index = _index(self._library, way, device, name)
            self._stream = self._library.open(
                rate=rate_hz,
                channels=channels,
                format=INT16,
                frames_per_buffer=frames,
                **{way: True, f"{way}_device_index": index},
            )
        except OSError as fault:
            self._library.terminate()
            raise OrganError(
                f"cannot be opened ({_reason(fault)}).",
                name,
                "Another program may be using it; `aplay -l` and `arecord -l` show what there is.",
            ) from fault
        except OrganError:
            self._library.terminate()
            raise

    @property
    def latency_s(self) -> float:
        """What PortAudio says a sample takes on its way out."""
        return float(self._stream.get_output_latency())

    def write(self, data: bytes) -> None:
        self._stream.write(data, exception_on_underflow=False)

    def read(self, frames: int) -> bytes:
        return bytes(self._stream.read(frames, exception_on_overflow=False))

    def close(self) -> None:
        for end in (self._stream.close, self._library.terminate):
            try:
                end()
            except Exception:
                continue


INT16 = 8
"""`paInt16` of PortAudio."""


def _index(library: Any, way: Way, device: str | None, name: str) -> int | None:
    """The number of the device whose name holds `device`; None is the system's own choice."""
    if device is None:
        return None
    names = []
    for number in range(library.get_device_count()):
        known = library.get_device_info_by_index(number)
        if known[f"max{way.title()}Channels"] > 0:
            names.append(str(known["name"]))
            if device.lower() in str(known["name"]).lower():
                return number
    there = ", ".join(names) or "none at all"
    raise OrganError(f"is not there: no device is called {device!r}.", name, f"There are {there}.")


def _reason(fault: OSError) -> str:
    """PortAudio puts its words first and its number second."""
    return next((str(part) for part in fault.args if isinstance(part, str)), str(fault))
