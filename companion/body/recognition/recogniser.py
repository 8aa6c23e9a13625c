"""One supervised child that listens to speech and says which words it held; pocketsphinx and vosk speak the same way.

Recognition keeps Python's interpreter lock for tens of milliseconds, and a model may hang or die: so it lives in a
process of its own, gets speech through a pipe and has five seconds to answer. Neither speech nor words touch the disk.
"""

import json
import struct
import sys
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from companion.body.speech.child import Child, Stopped
from companion.vocabulary.errors import OrganError
from companion.vocabulary.signals import Utterance

LOADS_WITHIN_S = 60.0
SILENT_FOR_S = 5.0
"""A child that answers nothing for so long is killed; the supervisor starts another one."""

WAITING_MOST_S = 5.0
"""Speech that may wait for the child; after that the oldest goes and the utterance is given up."""

CLOSES_WITHIN_S = 2.0
RATE_HZ = 16_000
MOST_BYTES = 65_536
"""Of one answer; the text of an utterance is never near it."""

_LENGTH = struct.Struct("<I")


@dataclass(frozen=True, slots=True)
class Ready:
    """What the child says when it has loaded: how many `phrases` it hears (None: any words), which it does not know."""

    phrases: int | None
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _End:
    """An utterance ended at `ended_s`."""

    ended_s: float


class ChildRecogniser:
    """The `command` is started with `order` as its first line, and `said` makes words of its answer to an utterance,
    each with whether it is sure of them.

    `open` raises `OrganError` with what to do when the child cannot load; `drain` when it has died or hung.
    """

    def __init__(
        self,
        name: str,
        script: Path,
        order: Mapping[str, Any],
        said: Callable[[Mapping[str, Any]], Sequence[tuple[str, bool]]],
        python: str = sys.executable,
        arguments: Sequence[str] = (),
    ) -> None:
        self._name = name
        # -P: the folder of the script must not hide the recogniser's own modules behind ours.
        self._command = [python, "-P", str(script), *arguments]
        self._order = order
        self._said = said
        self._changed = threading.Condition()
        self._waiting: deque[NDArray[np.int16] | _End] = deque()
        self._waiting_samples = 0
        self._utterances: deque[Utterance] = deque(maxlen=8)
        self._fault: OrganError | None = None
        self._thread: threading.Thread | None = None
        self._wanted = self._spoilt = False
        self._child: Child | None = None
        self.ready: Ready | None = None
        self.given_up = 0
        self.finished = 0
        """Utterances it has listened to."""

    @property
    def name(self) -> str:
        return self._name

    @property
    def line(self) -> str:
        """What it can hear, for people."""
        if self.ready is None or self.ready.phrases is None:
            return "I hear words."
        unknown = f" I cannot hear {', '.join(self.ready.unknown)}." if self.ready.unknown else ""
        return f"I hear {self.ready.phrases} phrases.{unknown}"

    @property
    def pid(self) -> int | None:
        """Of the child, for those who measure it."""
        return self._child.pid if self._wanted and self._child is not None else None

    def open(self) -> None:
        """Start the child and wait until it has loaded, in the calling thread. Raises `OrganError`."""
        self.close()
        self._wanted, self._fault = True, None
        self._child = Child(self._command, self._name, lambda: self._wanted)
        try:
            self._child.tell(json.dumps(self._order).encode() + b"\n", SILENT_FOR_S)
            loaded = self._answer(LOADS_WITHIN_S)
        except Stopped as fault:
            raise OrganError("was closed while it was loading.", self._name) from fault
        if "fault" in loaded:
            self._child.end()
            raise OrganError(str(loaded["fault"]), self._name, str(loaded.get("next", "")))
        self.ready = Ready(loaded.get("phrases"), tuple(loaded.get("unknown", ())))
        self._thread = threading.Thread(target=self._follow, name=self._name, daemon=True)
        self._thread.start()

    def close(self) -> None:
        with self._changed:
            self._wanted = False
            self._forget()
            self._utterances.clear()
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(CLOSES_WITHIN_S)
            self._thread = None
        if self._child is not None:
            self._child.end()
            self._child = None

    def hear(self, speech: NDArray[np.int16]) -> None:
        """A piece of speech, int16 (n,) at 16 kHz. Never waits; what the child cannot follow is given up."""
        with self._changed:
            if not self._wanted or not len(speech):
                return
            self._waiting.append(speech)
            self._waiting_samples += len(speech)
            if self._waiting_samples > WAITING_MOST_S * RATE_HZ:
                self._forget()
                self._spoilt = True
                self.given_up += 1
            self._changed.notify_all()

    def finish(self, ended_s: float) -> None:
        """The utterance was over at `ended_s` (monotonic seconds)."""
        with self._changed:
            self._waiting.append(_End(ended_s))
            self._changed.notify_all()

    def drain(self) -> tuple[Utterance, ...]:
        """What was said since the last call; raises `OrganError` when the child was lost."""
        with self._changed:
            if self._fault is not None:
                raise self._fault
            said = tuple(self._utterances)
            self._utterances.clear()
            return said

    def _follow(self) -> None:
        try:
            while True:
                with self._changed:
                    self._changed.wait_for(lambda: bool(self._waiting) or not self._wanted)
                    if not self._wanted:
                        return
                    piece = self._waiting.popleft()
                    if not isinstance(piece, _End):
                        self._waiting_samples -= len(piece)
                answer = self._tell(piece)
                if isinstance(piece, _End):
                    self._keep(answer, piece.ended_s)
        except Stopped:
            return
        except OrganError as fault:
            with self._changed:
                self._fault = fault

    def _tell(self, piece: NDArray[np.int16] | _End) -> Mapping[str, Any]:
        assert self._child is not None
        data = b"" if isinstance(piece, _End) else np.ascontiguousarray(piece, "<i2").tobytes()
        self._child.tell(_LENGTH.pack(len(data)) + data, SILENT_FOR_S)
        return self._answer(SILENT_FOR_S)

    def _answer(self, patience_s: float) -> Mapping[str, Any]:
        assert self._child is not None
        (count,) = _LENGTH.unpack(self._child.hear(_LENGTH.size, patience_s))
        if count > MOST_BYTES:
            self._child.end()
            raise OrganError(f"announced an answer of {count} bytes.", self._name, "Is it another version?")
        try:
            answer = json.loads(self._child.hear(count, patience_s))
        except ValueError as fault:
            self._child.end()
            raise OrganError("answered what is not JSON.", self._name, "Is it another version?") from fault
        return answer if isinstance(answer, dict) else {}

    def _keep(self, answer: Mapping[str, Any], ended_s: float) -> None:
        with self._changed:
            if not self._spoilt:
                self._utterances.extend(Utterance(text, False, ended_s, sure) for text, sure in self._said(answer))
            self._spoilt = False
            self.finished += 1

    def _forget(self) -> None:
        self._waiting.clear()
        self._waiting_samples = 0
