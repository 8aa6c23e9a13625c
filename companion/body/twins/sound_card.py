"""Twin of a sound card, with the air between its loudspeaker and its microphone: what is played is heard, softly."""

import threading
from typing import Any

import numpy as np
from numpy.typing import NDArray

NAME = "twin of a sound card"
NOISE = 40.0
"""Standard deviation of the quiet room, in steps of 16 bits: -58 dB of full scale."""

THROUGH_THE_AIR = 0.2
MOST_QUEUED_S = 0.06
ARRIVES_WITHIN_S = 0.2
PACE = 0.1
"""How long a piece lasts here: a tenth of what it lasts in life."""


class SoundCardTwin:
    """Behaves like `pyaudio.PyAudio`; hand it to `SoundCardMicrophone` and `SoundCardSpeaker` as `begin`.

    Faults: `busy` refuses to open, `gone` was pulled out, `deaf` has no microphone, `mute` no loudspeaker; `unpowered`
    sends zeros only, `overdriven` is far too loud, and with `heard` at 0 nothing that is played reaches the microphone.
    """

    def __init__(self, seed: int = 1) -> None:
        self.busy = self.gone = self.deaf = self.mute = self.unpowered = self.overdriven = False
        self.heard = THROUGH_THE_AIR
        self._chance = np.random.default_rng(seed)
        self._changed = threading.Condition()
        self._air: list[NDArray[np.float32]] = []
        self._listeners = 0
        self._flows = False

    def __call__(self) -> "SoundCardTwin":
        return self

    def pulled_out(self) -> None:
        """Raises `OSError` once it is, as an open stream of PortAudio does."""
        if self.gone:
            raise OSError(-9999, "Unanticipated host error")

    def terminate(self) -> None:
        """It goes on for others."""

    def get_device_count(self) -> int:
        return 1

    def get_device_info_by_index(self, number: int) -> dict[str, Any]:
        return {"name": NAME, "maxInputChannels": int(not self.deaf), "maxOutputChannels": 2 * int(not self.mute)}

    def open(self, rate: int, channels: int, **options: Any) -> "_Stream":
        """Raises `OSError` as PortAudio does."""
        if self.busy or self.gone:
            raise OSError(-9985, "Device unavailable")
        listens = bool(options.get("input"))
        if self.deaf if listens else self.mute:
            raise OSError(-9996, "Invalid input device (no default output device)")
        return _Stream(self, rate, channels, listens)


class _Stream:
    """One open stream: 16-bit samples, as PyAudio's."""

    def __init__(self, card: SoundCardTwin, rate_hz: int, channels: int, listens: bool) -> None:
        self._card, self._rate_hz, self._channels, self._listens = card, rate_hz, channels, listens
        card._listeners += listens

    def get_output_latency(self) -> float:
        return MOST_QUEUED_S

    def write(self, data: bytes, exception_on_underflow: bool = False) -> None:
        """Queue a piece; waits while the air is full, and not at all where nobody listens."""
        card, piece = self._card, np.frombuffer(data, np.int16).astype(np.float32)
        card.pulled_out()
        with card._changed:
            card._flows = True
            if card._listeners:
                pieces = max(1, round(MOST_QUEUED_S * self._rate_hz / max(1, len(piece))))
                card._changed.wait_for(lambda: len(card._air) < pieces, ARRIVES_WITHIN_S)
                card._air.append(piece[:: max(1, self._rate_hz // 16_000)])
                card._changed.notify_all()
                return
        threading.Event().wait(PACE * len(piece) / self._rate_hz)

    def read(self, frames: int, exception_on_overflow: bool = False) -> bytes:
        """What the microphone hears next: the room, and whatever is played."""
        card = self._card
        card.pulled_out()
        threading.Event().wait(PACE * frames / self._rate_hz)
        with card._changed:
            if card._flows:
                card._flows = card._changed.wait_for(lambda: sum(map(len, card._air)) >= frames, ARRIVES_WITHIN_S)
            played = np.concatenate(card._air) if card._air else np.zeros(0, np.float32)
            card._air = [played[frames:]] if len(played) > frames else []
            card._changed.notify_all()
        if card.unpowered:
            return bytes(2 * frames * self._channels)
        heard = card._chance.normal(0.0, NOISE, frames).astype(np.float32)
        heard[: len(played[:frames])] += card.heard * played[:frames]
        if card.overdriven:
            heard *= 2000.0
        samples = np.clip(heard, -32768, 32767).astype(np.int16)
        return np.repeat(samples, self._channels).tobytes()

    def close(self) -> None:
        with self._card._changed:
            self._card._listeners -= self._listens
            self._listens = False
            self._card._air.clear()
            self._card._changed.notify_all()
