"""Voice and ears at the sound card: quick to fall silent, and lost, busy and back in words.

With PyAudio and PulseAudio installed they are also tested on a real sound server, whose loudspeaker is its microphone.
"""

import importlib.util
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from companion.body.sound.card import pyaudio
from companion.body.sound.microphone import RATE_HZ as HEARS_HZ
from companion.body.sound.microphone import SoundCardMicrophone
from companion.body.sound.speaker import FADE_S, RATE_HZ, SoundCardSpeaker
from companion.vocabulary.errors import OrganError
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.ports import Microphone, Speaker
from companion.vocabulary.signals import Samples

DEADLINE_S = 10.0


class Card:
    """A PortAudio with one device that keeps what was written and is as quick as asked."""

    def __init__(self) -> None:
        self.written: list[np.ndarray[Any, Any]] = []
        self.busy = self.gone = False
        self.terminated = 0
        self.wrote = threading.Event()

    def __call__(self) -> "Card":
        return self

    def get_device_count(self) -> int:
        return 1

    def get_device_info_by_index(self, number: int) -> dict[str, Any]:
        return {"name": "USB Audio", "maxInputChannels": 1, "maxOutputChannels": 2}

    def open(self, **options: Any) -> "Card":
        if self.busy:
            raise OSError(-9985, "Device unavailable")
        return self

    def get_output_latency(self) -> float:
        return 0.01

    def write(self, data: bytes, exception_on_underflow: bool) -> None:
        if self.gone:
            raise OSError(-9999, "Unanticipated host error")
        self.written.append(np.frombuffer(data, np.int16))
        self.wrote.set()
        time.sleep(0.001)

    def read(self, frames: int, exception_on_overflow: bool) -> bytes:
        if self.gone:
            raise OSError(-9999, "Unanticipated host error")
        time.sleep(0.002)
        return np.arange(frames, dtype=np.int16).tobytes()

    def close(self) -> None:
        return

    def terminate(self) -> None:
        self.terminated += 1

    def sound(self) -> np.ndarray[Any, Any]:
        return np.concatenate(self.written) if self.written else np.zeros(0, np.int16)


def within(true: Callable[[], bool]) -> bool:
    until_s = time.monotonic() + DEADLINE_S
    while not true() and time.monotonic() < until_s:
        time.sleep(0.002)
    return true()


def tone(seconds: float, rate_hz: int = 22_050, height: float = 0.5) -> Samples:
    return Samples(np.full(round(seconds * rate_hz), height, np.float32), rate_hz)


def speaking(card: Card) -> SoundCardSpeaker:
    speaker = SoundCardSpeaker(begin=card)
    speaker.open()
    speaker.connect()
    return speaker


def test_what_is_played_reaches_the_card_whole_and_at_its_rate() -> None:
    card = Card()
    speaker = speaking(card)
    contract: Speaker = speaker
    played = contract.play(tone(0.2), Moment(5.0))
    assert played is not None
    assert played.start_s == pytest.approx(5.01)
    assert contract.queued_s(Moment(5.05)) == pytest.approx(0.15)
    assert within(lambda: int(np.count_nonzero(card.sound())) >= round(0.2 * RATE_HZ))
    assert np.count_nonzero(card.sound()) == pytest.approx(0.2 * RATE_HZ, abs=3)
    assert card.sound().max() == pytest.approx(0.5 * 32767, abs=2)
    speaker.close()
    assert card.terminated == 1


@pytest.mark.parametrize("how", ["hush", "stop"])
def test_a_hush_and_a_stop_fade_within_20_ms(how: str) -> None:
    card = Card()
    speaker = speaking(card)
    speaker.play(tone(20.0), Moment(0.0))
    assert within(lambda: len(card.written) > 5)
    speaker.hush() if how == "hush" else speaker.obey(Gate(stop=True))
    before = len(card.sound())
    assert within(lambda: len(card.sound()) > before + RATE_HZ // 5)
    left = card.sound()[before:]
    assert np.count_nonzero(left) <= (FADE_S + 0.02) * RATE_HZ
    assert np.max(np.abs(np.diff(left.astype(np.int32)))) < 600, "no click"
    assert speaker.queued_s(Moment(0.1)) == 0
    speaker.close()


def test_behind_a_closed_gate_nothing_is_played() -> None:
    speaker = speaking(Card())
    speaker.obey(Gate(silent=True))
    assert speaker.play(tone(0.1), Moment(0.0)) is None
    speaker.close()


def test_a_busy_card_is_told_and_the_creature_is_mute_until_it_is_free() -> None:
    card = Card()
    card.busy = True
    speaker = SoundCardSpeaker(begin=card)
    speaker.open()
    with pytest.raises(OrganError, match=r"loudspeaker: cannot be opened \(Device unavailable\)"):
        speaker.connect()
    assert speaker.play(tone(0.1), Moment(0.0)) is None
    card.busy = False
    speaker.connect()
    assert speaker.play(tone(0.1), Moment(0.0)) is not None
    speaker.close()


def test_a_card_that_is_pulled_out_is_lost_once_and_back_when_it_is_there_again() -> None:
    card = Card()
    speaker = speaking(card)
    speaker.check()
    card.gone = True
    speaker.play(tone(0.1), Moment(0.0))

    def lost() -> bool:
        try:
            speaker.check()
        except OrganError as fault:
            return "was lost" in str(fault)
        return False

    assert within(lost)
    assert speaker.play(tone(0.1), Moment(1.0)) is None
    card.gone = False
    speaker.connect()
    speaker.check()
    assert speaker.play(tone(0.1), Moment(2.0)) is not None
    speaker.close()


def test_values_that_are_no_sound_are_mended_and_shapes_that_are_none_refused() -> None:
    card = Card()
    speaker = speaking(card)
    speaker.play(Samples(np.array([np.nan, np.inf, -9.0, 0.5] * 500, np.float32), 22_050), Moment(0.0))
    assert speaker.mended == 1
    assert within(lambda: int(np.count_nonzero(card.sound())) > 100)
    with pytest.raises(OrganError, match="cannot be played"):
        speaker.play(Samples(np.zeros((2, 2), np.float32), 22_050), Moment(0.0))
    speaker.close()


def test_ears_hand_over_what_they_hear_in_order_and_tell_when_they_are_lost() -> None:
    card = Card()
    ears: Microphone = SoundCardMicrophone(begin=card)
    with pytest.raises(OrganError, match="microphone: is closed"):
        ears.latest(0.0)
    ears.open()
    chunk = ears.latest(DEADLINE_S)
    assert chunk is not None
    assert chunk.samples.shape == (320, 1)
    assert chunk.rate_hz == HEARS_HZ
    card.gone = True

    def lost() -> bool:
        try:
            return ears.latest(0.01) is not None and False
        except OrganError as fault:
            return "was lost" in str(fault)

    assert within(lost)
    ears.close()
    ears.close()


def test_a_device_that_is_not_there_is_told_with_those_that_are() -> None:
    card = Card()
    with pytest.raises(OrganError, match=r"no device is called 'HDMI'. There are USB Audio"):
        SoundCardSpeaker("HDMI", card).connect()
    SoundCardSpeaker("usb", card).connect()
    assert card.terminated == 1


HAS_SERVER = importlib.util.find_spec("pyaudio") is not None and shutil.which("pulseaudio") is not None


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A PulseAudio of our own: a loudspeaker that nobody hears, and a microphone that hears just that."""
    home, runtime = tmp_path / "home", tmp_path / "run"
    home.mkdir()
    runtime.mkdir(mode=0o700)
    (home / ".asoundrc").write_text("pcm.!default { type pulse }\nctl.!default { type pulse }\n")
    for name, value in (("HOME", home), ("XDG_RUNTIME_DIR", runtime), ("PULSE_RUNTIME_PATH", runtime)):
        monkeypatch.setenv(name, str(value))
    process = serving()
    try:
        yield
    finally:
        process.terminate()
        process.wait(DEADLINE_S)


def serving() -> subprocess.Popen[bytes]:
    """A running sound server, whose loudspeaker is its microphone, in the home of this test."""
    loads = (
        "module-native-protocol-unix auth-anonymous=1",
        "module-null-sink sink_name=room rate=48000 channels=2 norewinds=1",
    )
    options = ["--daemonize=no", "--exit-idle-time=-1", "--realtime=no", "-n", *(f"--load={load}" for load in loads)]
    process = subprocess.Popen(
        ["pulseaudio", *options], env=dict(os.environ), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        assert within(lambda: subprocess.run(["pactl", "info"], capture_output=True, check=False).returncode == 0)
        subprocess.run(["pactl", "set-default-source", "room.monitor"], check=True, capture_output=True)
    except BaseException:
        process.kill()
        raise
    return process


@pytest.mark.skipif(not HAS_SERVER, reason="needs PyAudio and PulseAudio (portaudio19-dev, pulseaudio)")
def test_on_a_real_sound_server_the_ears_hear_what_the_voice_says(server: None) -> None:
    speaker, ears = SoundCardSpeaker(begin=pyaudio), SoundCardMicrophone(begin=pyaudio)
    speaker.connect()
    ears.open()
    try:
        times = np.arange(round(1.0 * RATE_HZ)) / RATE_HZ
        speaker.play(Samples((0.5 * np.sin(2 * np.pi * 440 * times)).astype(np.float32), RATE_HZ), Moment(0.0))
        heard = np.zeros(0)
        until_s = time.monotonic() + DEADLINE_S
        while np.count_nonzero(np.abs(heard) > 3000) < HEARS_HZ // 2 and time.monotonic() < until_s:
            chunk = ears.latest(1.0)
            heard = np.concatenate((heard, chunk.samples[:, 0])) if chunk is not None else heard
        loud = np.flatnonzero(np.abs(heard) > 3000)
        assert len(loud) >= HEARS_HZ // 2
        piece = heard[loud[0] : loud[0] + HEARS_HZ // 4]
        peak = np.argmax(np.abs(np.fft.rfft(piece * np.hanning(len(piece))))) * HEARS_HZ / len(piece)
        assert peak == pytest.approx(440, abs=8)
    finally:
        ears.close()
        speaker.close()


@pytest.mark.skipif(not HAS_SERVER, reason="needs PyAudio and PulseAudio (portaudio19-dev, pulseaudio)")
def test_on_a_real_sound_server_that_goes_away_the_ears_are_lost_and_back_with_it(
    server: None, request: pytest.FixtureRequest
) -> None:
    ears = SoundCardMicrophone("pulse", channels=2, begin=pyaudio)
    ears.open()

    def hears() -> bool:
        chunk = ears.latest(0.1)
        return chunk is not None and chunk.samples.shape == (320, 2)

    def lost() -> bool:
        try:
            ears.latest(0.1)
        except OrganError:
            return True
        return False

    try:
        assert within(hears)
        subprocess.run(["pactl", "exit"], check=True, capture_output=True)
        assert within(lost)
        ears.close()
        with pytest.raises(OrganError, match=r"cannot be opened|is not there"):
            ears.open()
        again = serving()
        request.addfinalizer(again.terminate)
        ears.open()
        assert within(hears)
    finally:
        ears.close()
