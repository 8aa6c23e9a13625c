"""Piper, a voice made by a network: warmer than espeak-ng, and slower; used when somebody has installed it.

Of the Python package `piper-tts` and one voice file (`NAME.onnx` with `NAME.onnx.json` beside it). The network takes
seconds to load on a Pi, so one child stays alive while speech is on (`piper_child.py`).
"""

import importlib.util
import json
import struct
import sys
import threading
from pathlib import Path

import numpy as np

from companion.body.speech.child import Child, Stopped
from companion.vocabulary.acts import Prosody
from companion.vocabulary.errors import OrganError
from companion.vocabulary.signals import Samples

LOADS_WITHIN_S = 60.0
PATIENCE_S = 20.0
MOST_BYTES = 8_000_000
BEND_AT_MOST = 2.0
"""Semitones. Piper knows no pitch, so the sound is played a little slower and was made a little faster."""

_HEAD = struct.Struct("<II")
_CHILD = Path(__file__).with_name("piper_child.py")


class Piper:
    """One child that stays, with the voice in it."""

    def __init__(self, voice: Path, python: str = sys.executable) -> None:
        self._voice = voice
        self._python = python
        self._halted = threading.Event()
        self._child: Child | None = None

    @property
    def name(self) -> str:
        return "piper"

    def open(self) -> None:
        """Load the voice, unless it is; may take half a minute. Raises `OrganError`."""
        if self._child is not None and self._child.alive:
            return
        self.close()
        self._halted.clear()
        if importlib.util.find_spec("piper") is None:
            raise OrganError(
                "is not installed.",
                self.name,
                "Install the package piper-tts into companion's environment, or choose espeak-ng under [speech].",
            )
        for needed in (self._voice, Path(f"{self._voice}.json")):
            if not needed.is_file():
                raise OrganError("is missing.", str(needed), "Name a voice of piper as speech.voice in the settings.")
        # -P: the folder of the script must not hide piper's own modules behind ours.
        command = [self._python, "-P", str(_CHILD), str(self._voice)]
        child = Child(command, self.name, lambda: not self._halted.is_set())
        self._child = child
        try:
            self._answer(child, LOADS_WITHIN_S)
        except Stopped as fault:
            raise OrganError("was closed while it was loading.", self.name) from fault
        except OrganError as fault:
            raise OrganError(f"cannot load its voice: {fault.what}", self.name, "Is the file whole?") from fault

    def close(self) -> None:
        self._halted.set()
        if self._child is not None:
            self._child.end()
            self._child = None

    def speak(self, sentence: str, prosody: Prosody) -> Samples | None:
        """The sentence as sound; None when it was halted meanwhile. Waits in the calling thread.

        Raises `OrganError` when the child fails or hangs; it is dead then, and the next sentence starts another one.
        """
        self.open()
        self._halted.clear()
        child = self._child
        assert child is not None
        bend = 2.0 ** (min(max(prosody.pitch_semitones, -BEND_AT_MOST), BEND_AT_MOST) / 12.0)
        order = {"text": " ".join(sentence.split()), "length_scale": round(bend / prosody.pace, 3)}
        try:
            child.tell(json.dumps(order).encode() + b"\n", PATIENCE_S)
            rate_hz, values = self._answer(child, PATIENCE_S)
        except Stopped:
            return None
        return Samples(np.frombuffer(values, "<i2").astype(np.float32) / 32768, round(rate_hz * bend))

    def halt(self) -> None:
        """From any thread: what is being made is not wanted any more. The child goes with it."""
        self._halted.set()

    def _answer(self, child: Child, patience_s: float) -> tuple[int, bytes]:
        rate_hz, count = _HEAD.unpack(child.hear(_HEAD.size, patience_s))
        if count > MOST_BYTES or count % 2 or not 4000 <= rate_hz <= 192_000:
            child.end()
            raise OrganError(f"announced {count} bytes at {rate_hz} Hz.", self.name, "Is it another version?")
        return rate_hz, child.hear(count, patience_s) if count else b""
