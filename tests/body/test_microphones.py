"""Ears that are a file, the browser's or a card that knows other rates: the same contract, and bad input is no end."""

import io
import threading
import time
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from companion.body.simulated.microphone import SimulatedMicrophone
from companion.body.sound.microphone import SoundCardMicrophone
from companion.body.sound.rate import Resampler
from companion.body.sound.recorded import RecordedMicrophone
from companion.body.sound.recording import SoundRecording, read_sound
from companion.vocabulary.errors import OrganError, SoundError
from companion.vocabulary.ports import Microphone

RATE_HZ = 16_000


class Now:
    """Time that passes only when somebody waits."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s

    def wait(self, seconds: float) -> None:
        self.now_s += seconds


def tone(seconds: float, rate_hz: int, hertz: float = 440.0, channels: int = 1) -> NDArray[np.int16]:
    values = 8000 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate_hz)) / rate_hz)
    return np.repeat(values.astype(np.int16)[:, np.newaxis], channels, axis=1)


def wav(path: Path, samples: NDArray[np.int16], rate_hz: int) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(samples.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(samples.astype("<i2").tobytes())
    return path


def loudest_hz(samples: NDArray[np.int16]) -> float:
    piece = samples[:, 0].astype(np.float64)
    return float(np.argmax(np.abs(np.fft.rfft(piece * np.hanning(len(piece))))) * RATE_HZ / len(piece))


@pytest.mark.parametrize("from_hz", [8_000, 11_025, 22_050, 44_100, 48_000, 96_000])
def test_sound_of_any_rate_becomes_16_khz_without_seams(from_hz: int) -> None:
    sound = tone(0.5, from_hz, 1000.0).astype(np.float32) / 32768
    turner, chance, out, at = Resampler(from_hz, RATE_HZ), np.random.default_rng(1), [], 0
    while at < len(sound):
        size = int(chance.integers(1, 700))
        out.append(turner.turn(sound[at : at + size]))
        at += size
    heard = np.concatenate(out)[:, 0]
    wanted = 8000 / 32768 * np.sin(2 * np.pi * 1000 * np.arange(len(heard)) / RATE_HZ)
    assert np.abs(heard - wanted)[200:-50].max() < 0.001
    assert len(heard) == pytest.approx(0.5 * RATE_HZ, abs=40)


def test_what_is_too_high_for_16_khz_does_not_fold_back() -> None:
    high = tone(0.3, 48_000, 10_000.0).astype(np.float32) / 32768
    assert np.abs(Resampler(48_000, RATE_HZ).turn(high)[200:]).max() < 0.001


class Card:
    """A card that knows 48 kHz alone."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.at = 0

    def __call__(self) -> "Card":
        return self

    def open(self, rate: int, **options: Any) -> "Card":
        self.asked.append(rate)
        if rate != 48_000:
            raise OSError(-9997, "Invalid sample rate")
        return self

    def read(self, frames: int, exception_on_overflow: bool) -> bytes:
        threading.Event().wait(0.001)
        piece = tone(1.0, 48_000, 500.0)[np.arange(self.at, self.at + frames) % 48_000]
        self.at += frames
        return bytes(piece.tobytes())

    def close(self) -> None: ...
    def terminate(self) -> None: ...


def test_a_card_that_knows_only_48_khz_is_heard_at_16() -> None:
    card = Card()
    ears = SoundCardMicrophone(begin=card)
    ears.open()
    chunks = [chunk for _ in range(30) if (chunk := ears.latest(5.0)) is not None]
    ears.close()
    assert card.asked == [16_000, 48_000]
    assert {chunk.rate_hz for chunk in chunks} == {RATE_HZ}
    assert loudest_hz(np.concatenate([chunk.samples for chunk in chunks])) == pytest.approx(500.0, abs=5.0)


@pytest.mark.parametrize(("rate_hz", "channels"), [(16_000, 1), (8_000, 1), (44_100, 2)])
def test_a_file_is_heard_over_and_over_as_if_it_happened_now(tmp_path: Path, rate_hz: int, channels: int) -> None:
    now = Now()
    path = wav(tmp_path / "visit.wav", tone(0.5, rate_hz, channels=channels), rate_hz)
    ears: Microphone = RecordedMicrophone(path, channels, now, now.wait)
    with pytest.raises(OrganError, match="is closed"):
        ears.latest(0.1)
    ears.open()
    chunks = [chunk for _ in range(60) if (chunk := ears.latest(0.1)) is not None]
    assert len(chunks) == 60
    assert now.now_s == pytest.approx(101.2)
    assert np.diff([chunk.captured_s for chunk in chunks]) == pytest.approx(0.02)
    assert all(chunk.samples.shape == (320, channels) for chunk in chunks)
    assert loudest_hz(np.concatenate([chunk.samples for chunk in chunks[2:20]])) == pytest.approx(440.0, abs=4.0)
    ears.close()
    ears.close()


def test_a_missing_file_is_an_organ_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(OrganError, match=r"microphone .*nowhere.wav: does not exist"):
        RecordedMicrophone(tmp_path / "nowhere.wav").open()


def piece(samples: NDArray[np.int16], rate_hz: int = RATE_HZ) -> bytes:
    return b"PCM1" + rate_hz.to_bytes(4, "little") + samples.astype("<i2").tobytes()


def test_the_browsers_sound_is_heard_in_order_and_at_16_khz() -> None:
    now = Now()
    ears = SimulatedMicrophone(now)
    ears.feed(piece(tone(0.02, 16_000)))
    ears.open()
    for number in range(20):
        ears.feed(piece(tone(0.5, 48_000, 700.0)[number * 960 : (number + 1) * 960], 48_000))
    chunks = [chunk for _ in range(20) if (chunk := ears.latest(0.0)) is not None]
    assert ears.latest(0.0) is None
    assert chunks[0].captured_s == pytest.approx(99.98)
    assert loudest_hz(np.concatenate([chunk.samples for chunk in chunks])) == pytest.approx(700.0, abs=5.0)
    ears.close()
    with pytest.raises(OrganError, match="Allow the microphone first"):
        ears.latest(0.0)


def test_a_page_that_sends_too_much_or_nonsense_is_survived_and_counted() -> None:
    ears = SimulatedMicrophone(Now())
    ears.open()
    for _ in range(80):
        ears.feed(piece(tone(0.02, 16_000)))
    assert ears.dropped == 30
    assert sum(ears.latest(0.0) is not None for _ in range(60)) == 50
    for nonsense in (
        b"",
        b"PCM1",
        b"PCM1" + bytes(5),
        piece(tone(0.02, 16_000), 7),
        piece(tone(3.0, 16_000)),
        b"JPEG" * 9,
    ):
        ears.feed(nonsense)
        assert ears.latest(0.0) is None
    assert ears.refused == 6


def test_whoever_waits_is_woken_by_sound_and_by_closing() -> None:
    ears = SimulatedMicrophone()
    ears.open()
    threading.Timer(0.05, ears.feed, (piece(tone(0.02, 16_000)),)).start()
    assert ears.latest(10.0) is not None
    threading.Timer(0.05, ears.close).start()
    began_s = time.monotonic()
    with pytest.raises(OrganError):
        ears.latest(10.0)
    assert time.monotonic() - began_s < 9.0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"Dear all, this is a letter.", "is text, not a sound"),
        (bytes(range(256)), "is not a sound"),
        (b"RIFF\x24\0\0\0WAVEfmt " + bytes(40), "cannot be read"),
        (b"OggS" + bytes(500), "cannot be read"),
        (b"\x89PNG\r\n\x1a\n" + bytes(90), "is picture, not a sound"),
    ],
)
def test_what_is_no_sound_is_refused_with_a_word(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "thing"
    path.write_bytes(content)
    with pytest.raises(SoundError, match=words):
        read_sound(path)


def test_a_truncated_file_is_heard_as_far_as_it_goes_and_one_sample_is_one_sample(tmp_path: Path) -> None:
    whole = io.BytesIO()
    path = wav(tmp_path / "long.wav", tone(2.0, 16_000), 16_000)
    whole.write(path.read_bytes()[: 44 + 2 * 12_345])
    cut = tmp_path / "cut.wav"
    cut.write_bytes(whole.getvalue())
    samples, recording = read_sound(cut)
    assert len(samples) == pytest.approx(12_345, abs=2)
    assert (recording.rate_hz, recording.channels) == (16_000, 1)
    assert len(read_sound(wav(tmp_path / "one.wav", tone(1 / 16_000, 16_000) + np.int16(9), 16_000))[0]) == 1


def test_two_channels_stay_two_and_more_become_one(tmp_path: Path) -> None:
    for channels, wanted in ((2, 2), (4, 1)):
        path = wav(tmp_path / f"{channels}.wav", tone(0.2, 44_100, channels=channels), 44_100)
        with SoundRecording(path) as recording:
            chunks = list(recording.pieces())
        assert {chunk.samples.shape[1] for chunk in chunks} == {wanted}
        assert sum(len(chunk.samples) for chunk in chunks) == pytest.approx(0.2 * RATE_HZ, abs=60)
