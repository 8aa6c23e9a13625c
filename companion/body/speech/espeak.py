"""espeak-ng, the default voice: a small program without a model that says a sentence in a hundredth of a second.

Debian's package `espeak-ng` (1.51 and later). Options after its manual page; how far a step of pitch goes was measured.
"""

import re
import shutil
import struct
import threading
from collections.abc import Sequence
from xml.sax.saxutils import escape

import numpy as np

from companion.body.speech.child import Child, Stopped
from companion.vocabulary.acts import Prosody
from companion.vocabulary.errors import OrganError
from companion.vocabulary.signals import Samples

PROGRAM = "espeak-ng"
USUAL_VOICE = "en-gb-x-rp+f2"
"""Of the English ones with a woman's variant the warmest by its spectrum: about 170 Hz at `USUAL_PITCH`.

`en-gb+f2` would be silently said by a man: espeak-ng drops a variant that does not fit the voice.
"""

USUAL_PITCH, PITCH_A_SEMITONE = 40.0, 6.3
USUAL_WORDS_A_MINUTE, SLOWEST, QUICKEST = 175.0, 80.0, 260.0
PATIENCE_S = 5.0
MOST_BYTES = 4_000_000
"""A minute and a half of sound; what it says is five seconds long."""

_UNSPEAKABLE = re.compile(r"[\x00-\x1f\x7f]+")


class EspeakNg:
    """One child for each sentence, gone when it is said.

    Example::

        engine = EspeakNg()
        engine.open()
        samples = engine.speak("Hello.", Prosody(0.8, 0.0, 0.5, 0.4))
    """

    def __init__(self, voice: str = "", program: Sequence[str] = (PROGRAM,)) -> None:
        self._voice = voice or USUAL_VOICE
        self._program = tuple(program)
        self._halted = threading.Event()

    @property
    def name(self) -> str:
        return PROGRAM

    def open(self) -> None:
        """Make sure that it is there and knows the voice. Raises `OrganError`."""
        if shutil.which(self._program[0]) is None:
            raise OrganError(
                "is not installed.",
                PROGRAM,
                "Install Debian's package espeak-ng, or choose another engine under [speech] in the settings.",
            )
        try:
            self.speak("a", Prosody(1.0, 0.0, 0.5, 0.0))
        except OrganError as fault:
            raise OrganError(
                f"cannot speak with the voice {self._voice!r}: {fault.what}",
                PROGRAM,
                "Choose one of `espeak-ng --voices` as speech.voice in the settings, or leave it empty.",
            ) from fault

    def close(self) -> None:
        self.halt()

    def speak(self, sentence: str, prosody: Prosody) -> Samples | None:
        """The sentence as sound; None when it was halted meanwhile. Waits in the calling thread.

        Raises `OrganError` when the program fails or hangs; it is dead then.
        """
        self._halted.clear()
        pitch = min(max(USUAL_PITCH + PITCH_A_SEMITONE * prosody.pitch_semitones, 0.0), 99.0)
        speed = min(max(USUAL_WORDS_A_MINUTE * prosody.pace, SLOWEST), QUICKEST)
        options = [
            "--stdin",
            "--stdout",
            "-m",
            "-b",
            "1",
            "-v",
            self._voice,
            "-p",
            f"{pitch:.0f}",
            "-s",
            f"{speed:.0f}",
        ]
        try:
            child = Child([*self._program, *options], PROGRAM, lambda: not self._halted.is_set())
            try:
                child.tell(_marked(sentence, prosody.lilt).encode(), PATIENCE_S, last=True)
                return _sound(child.hear_out(MOST_BYTES, PATIENCE_S))
            finally:
                child.end()
        except Stopped:
            return None

    def halt(self) -> None:
        """From any thread: what is being made is not wanted any more."""
        self._halted.set()


def _marked(sentence: str, lilt: float) -> str:
    """The sentence as SSML, where alone the range of its melody can be set: twice the lilt is the voice's own range."""
    swing = round(100 * min(max(2.0 * lilt, 0.2), 1.6))
    plain = escape(_UNSPEAKABLE.sub(" ", sentence))
    return f'<speak><prosody range="{swing}%">{plain}</prosody></speak>'


def _sound(content: bytes) -> Samples:
    """The samples of a WAV stream whose length fields are not to be trusted: it was written before it was done."""
    place = content.find(b"data", 12, 4096)
    if not content.startswith(b"RIFF") or place < 0:
        raise OrganError("gave no sound.", PROGRAM, "Does `espeak-ng --stdout hello` work?")
    channels, rate_hz = struct.unpack_from("<HI", content, 22)
    values = content[place + 8 : place + 8 + (len(content) - place - 8) // 2 * 2]
    if channels != 1 or not 4000 <= rate_hz <= 192_000:
        raise OrganError(f"gave {channels} channels at {rate_hz} Hz.", PROGRAM, "One channel is wanted.")
    return Samples(np.frombuffer(values, "<i2").astype(np.float32) / 32768, rate_hz)
