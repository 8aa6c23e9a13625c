"""The contracts between rooms: what an organ, a model, a store and a window can do. Who keeps one may be plugged in."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from companion.vocabulary.acts import Expressed, Glow, Prosody, Sent, Warmed
from companion.vocabulary.commands import Command
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.portrait import Portrait
from companion.vocabulary.signals import (
    AudioChunk,
    Frame,
    MotionSample,
    Played,
    PulseSample,
    Samples,
    SkinCounts,
    Touches,
    Utterance,
)

Infer = Callable[[NDArray[Any]], tuple[NDArray[np.float32], ...]]
"""A model ready to use: one float32 or uint8 array in (shape as on its card), every output as float32, dequantized."""


class Organ(Protocol):
    """A part of the body. `open` may take long and raises `OrganError`; `close` never fails and may be called twice."""

    @property
    def name(self) -> str: ...
    def open(self) -> None: ...
    def close(self) -> None: ...


class Camera(Organ, Protocol):
    """Eyes. `latest` waits in the calling thread, at most `timeout_s`, for a frame newer than the last one.

    Returns None when none came in time. Raises `OrganError` when the camera is lost, `PictureError` for one
    bad picture.
    """

    def latest(self, timeout_s: float) -> Frame | None: ...


class Microphone(Organ, Protocol):
    """Ears. `latest` waits in the calling thread, at most `timeout_s`, for a chunk; raises `OrganError` when lost."""

    def latest(self, timeout_s: float) -> AudioChunk | None: ...


class Skin(Organ, Protocol):
    """Touch. `drain` returns, without waiting, every change since the last call, oldest first.

    A skin that knows no hands hands on its raw `SkinCounts`, and perception finds the hands. `notify` is called (from
    any thread) as soon as there is something to drain: the reflex does not poll.
    """

    def drain(self) -> tuple[Touches | SkinCounts, ...]: ...
    def listen(self, notify: Callable[[], None]) -> None: ...


class Servos(Organ, Protocol):
    """Joints behind the motion limiter. `send` alone moves them; it never blocks and returns what was really sent.

    A closed gate holds here whatever is asked for: with stop or still, nothing moves and every joint is detached.
    """

    def send(self, expressed: Expressed, moment: Moment) -> Sent: ...
    def obey(self, gate: Gate) -> None: ...


class Lights(Organ, Protocol):
    """Cheeks. A closed gate holds here too."""

    def show(self, glow: Glow) -> None: ...
    def obey(self, gate: Gate) -> None: ...


class Warmth(Organ, Protocol):
    """A heating pad behind its limits. `warm` may take some milliseconds and returns what the pad was really told.

    A closed gate, an hour of warmth, or a temperature that is not known (`OrganError`) leave it cold.
    """

    def warm(self, wish_c: float | None, moment: Moment) -> Warmed: ...
    def obey(self, gate: Gate) -> None: ...


class Speaker(Organ, Protocol):
    """Voice. `play` queues a short piece and returns what will be played, or None where the gate forbids it.

    `queued_s` is how much sound is still waiting; `hush` drops it all and fades within 50 ms.
    """

    def play(self, samples: Samples, moment: Moment) -> Played | None: ...
    def queued_s(self, moment: Moment) -> float: ...
    def hush(self) -> None: ...
    def obey(self, gate: Gate) -> None: ...


class MotionSensor(Organ, Protocol):
    """Balance. `drain` returns every sample since the last call, oldest first; raises `OrganError` when lost."""

    def drain(self) -> tuple[MotionSample, ...]: ...


class PulseSensor(Organ, Protocol):
    """A fingertip's light. `drain` returns every sample since the last call, oldest first; raises `OrganError`."""

    def drain(self) -> tuple[PulseSample, ...]: ...


class SpeechEngine(Organ, Protocol):
    """Somebody else's program that says a sentence. `speak` waits in the calling thread.

    Returns None when it was told to `halt` meanwhile (from any thread). Raises `OrganError` when the engine fails,
    hangs or is lost; nothing of it runs any more then.
    """

    def speak(self, sentence: str, prosody: Prosody) -> Samples | None: ...
    def halt(self) -> None: ...


class Recogniser(Organ, Protocol):
    """Somebody else's program that hears words. `open` may take a minute; `hear` and `finish` never wait.

    `hear` takes int16 (n,) at 16 kHz and `finish` says that the utterance ended at that monotonic second; `drain`
    returns what was said since the last call, and raises `OrganError` when the program hangs or has died. `line` says
    what it can hear. `given_up` counts utterances that it was too slow for.
    """

    @property
    def line(self) -> str: ...
    @property
    def given_up(self) -> int: ...
    def hear(self, speech: NDArray[np.int16]) -> None: ...
    def finish(self, ended_s: float) -> None: ...
    def drain(self) -> tuple[Utterance, ...]: ...


class LightSensor(Organ, Protocol):
    """Brightness of the room, 0..1, or None when it has never been measured."""

    def level(self) -> float | None: ...


class Thermometer(Organ, Protocol):
    """Warmth of the room in °C, or None when it has never been measured. `celsius` raises `OrganError` when lost."""

    def celsius(self) -> float | None: ...


class Store(Protocol):
    """Plain numbers kept under a name, written atomically; `load` raises `StateError` for what cannot be trusted."""

    def load(self, name: str) -> Mapping[str, Any] | None: ...
    def save(self, name: str, state: Mapping[str, Any]) -> None: ...
    def erase(self, name: str) -> None: ...


Fed_contra = TypeVar("Fed_contra", contravariant=True)


class Feed(Protocol[Fed_contra]):
    """The inlet of a browser twin: bytes or values go in from the page, and the organ hands them on."""

    def feed(self, value: Fed_contra) -> None: ...


class Life(Protocol):
    """What a window (the page, a button board) may see and ask, on the event loop; nothing here waits for anything."""

    def moment(self) -> Moment: ...
    def portrait(self) -> Portrait: ...
    def order(self, command: Command) -> None: ...
    def hear(self, text: str) -> None: ...
