"""`companion perceive` on sounds, as programs read it: good and bad recordings, stretches, other sounds, directions."""

import io
import json
import wave
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from companion.daemon.listening import listen
from companion.daemon.perceive import perceive
from companion.daemon.sounds_found import SoundFound
from companion.perception.hearing import HearingModels
from companion.vocabulary.errors import ModelError
from companion.vocabulary.readings import SOUND_EVENTS
from companion.vocabulary.signals import AudioChunk
from tests.daemon.perceiving import SightByBrightness, picture
from tests.perception.test_hearing_path import angry, crying, hush, loud_is_speech, nothing, talk

RATE_HZ = 16_000
FIVE = ["neutral", "happiness", "sadness", "anger", "fear"]
Sound = NDArray[np.int16]


class Scripted:
    """Ears whose models can be foreseen."""

    def __init__(self, events: Any = nothing) -> None:
        self.models = HearingModels(loud_is_speech, angry, events, SOUND_EVENTS)

    def hear(self, pieces: Iterable[AudioChunk]) -> SoundFound:
        return listen(pieces, self.models, 0.5)


class Deaf:
    def hear(self, pieces: Iterable[AudioChunk]) -> SoundFound:
        raise ModelError("the model file is missing.", "voice_tone.tflite", "Restore it.")


def wav(path: Path, samples: Sound, rate_hz: int = RATE_HZ) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(samples.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(samples.astype("<i2").tobytes())
    return path


def run(*paths: Path, ears: Any = None, as_json: bool = True) -> tuple[int, list[str]]:
    out = io.StringIO()
    status = perceive(paths, as_json, False, out, io.StringIO(), SightByBrightness, ears or Scripted())
    return status, out.getvalue().splitlines()


def told(*paths: Path, ears: Any = None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*paths, ears=ears)[1]]


def talks(*lengths_s: float) -> Sound:
    return np.concatenate([part for length_s in lengths_s for part in (hush(1.0), talk(length_s))] + [hush(1.0)])


def check_voice(voice: dict[str, Any]) -> None:
    assert list(voice["emotions"]) == FIVE
    assert sum(voice["emotions"].values()) == pytest.approx(1.0, abs=1e-5)
    assert voice["emotion"] in (*FIVE, "not sure")
    assert -1 <= voice["valence"] <= 1
    assert -1 <= voice["arousal"] <= 1
    assert 0 <= voice["certainty"] <= 1


def test_a_sound_is_one_object_with_the_voice_as_a_whole_and_in_stretches(tmp_path: Path) -> None:
    (one,) = told(wav(tmp_path / "visit.wav", talks(2.0, 1.5)))
    assert list(one)[:7] == ["file", "kind", "ms", "seconds", "voice", "segments", "sounds"]
    assert (one["kind"], one["seconds"]) == ("sound", 6.5)
    assert one["voice"]["emotion"] == "anger"
    assert "direction_deg" not in one
    check_voice(one["voice"])
    assert len(one["segments"]) == 2
    for segment, (begins_s, ends_s) in zip(one["segments"], ((1.0, 3.0), (4.0, 5.5)), strict=True):
        check_voice(segment)
        assert (segment["from"], segment["to"]) == (pytest.approx(begins_s, abs=0.4), pytest.approx(ends_s, abs=0.4))


def test_other_sounds_are_told_with_their_times(tmp_path: Path) -> None:
    (one,) = told(wav(tmp_path / "cries.wav", talks(6.0)), ears=Scripted(crying))
    (sound,) = one["sounds"]
    assert list(sound) == ["event", "from", "to", "certainty"]
    assert sound["event"] == "crying"
    assert 0.5 <= sound["from"] < 3.0  # told to half a second
    assert 5.0 < sound["to"] <= 8.0
    assert sound["certainty"] > 0.9


def test_two_channels_have_a_direction_or_none(tmp_path: Path) -> None:
    speech = np.random.default_rng(1).normal(0, 4000, RATE_HZ * 3)
    speech[: RATE_HZ // 2] *= 0.001
    later = np.roll(speech, 4)
    both = np.stack((speech, later), axis=1).astype(np.int16)
    (left,) = told(wav(tmp_path / "left.wav", both))
    assert left["direction_deg"] > 20
    (nobody,) = told(wav(tmp_path / "nobody.wav", np.repeat(hush(2.0), 2, axis=1)))
    assert nobody["direction_deg"] is None


@pytest.mark.parametrize(
    ("name", "sound", "rate_hz", "note"),
    [
        ("silent", np.zeros((3 * RATE_HZ, 1), np.int16), RATE_HZ, "nothing but silence"),
        ("quiet", hush(3.0), RATE_HZ, "hardly anything to hear"),
        ("one sample", np.array([[7]], np.int16), RATE_HZ, "too short"),
        ("short", talk(0.2), RATE_HZ, "too short"),
    ],
)
def test_silence_is_never_calm(tmp_path: Path, name: str, sound: Sound, rate_hz: int, note: str) -> None:
    (one,) = told(wav(tmp_path / f"{name}.wav", sound, rate_hz))
    assert one["voice"]["emotion"] == "not sure"
    assert one["voice"]["certainty"] == 0
    assert set(one["voice"]["emotions"].values()) == {0.2}
    assert any(note in words for words in one["notes"])


def test_of_a_clipped_voice_no_tone_is_told(tmp_path: Path) -> None:
    bent = np.clip(talks(2.0).astype(np.int32) * 40, -32768, 32767).astype(np.int16)
    (one,) = told(wav(tmp_path / "clipped.wav", bent))
    assert one["voice"]["emotion"] == "not sure"
    assert one["voice"]["certainty"] == 0
    assert [segment["emotion"] for segment in one["segments"]] == ["not sure"]


def test_a_loud_moment_does_not_silence_what_was_said_before_it(tmp_path: Path) -> None:
    bent = np.clip(talks(2.0).astype(np.int32) * 40, -32768, 32767).astype(np.int16)
    (one,) = told(wav(tmp_path / "both.wav", np.concatenate((talks(2.0), hush(2.0), bent))))
    assert [segment["emotion"] for segment in one["segments"]] == ["anger", "not sure"]


def test_a_dead_microphone_is_not_called_too_loud(tmp_path: Path) -> None:
    (one,) = told(wav(tmp_path / "stuck.wav", np.full((2 * RATE_HZ, 1), -32768, np.int16)))
    assert one["notes"] == ["nothing but silence: the microphone may have been off"]


def test_what_spoils_a_recording_is_said(tmp_path: Path) -> None:
    clipped = wav(tmp_path / "clipped.wav", talk(3.0, level=60_000.0))
    phone = wav(tmp_path / "phone.wav", talks(2.0)[::2], 8_000)
    stereo = wav(tmp_path / "stereo.wav", np.repeat(talks(2.0), 2, axis=1), 44_100)
    shifted = wav(tmp_path / "shifted.wav", talks(2.0) + np.int16(6000))
    notes = {Path(one["file"]).stem: one.get("notes", []) for one in told(clipped, phone, stereo, shifted)}
    assert "clipped" in notes["clipped"][0]
    assert "8000 Hz" in notes["phone"][0]
    assert notes["stereo"] == notes["shifted"] == []


def test_a_truncated_recording_is_heard_as_far_as_it_goes(tmp_path: Path) -> None:
    path = wav(tmp_path / "cut.wav", talks(2.0, 2.0))
    path.write_bytes(path.read_bytes()[:100_000])
    (one,) = told(path)
    assert one["voice"]["emotion"] == "anger"
    assert one["seconds"] == pytest.approx(3.1, abs=0.1)


def test_a_long_stretch_is_told_in_parts_without_gaps(tmp_path: Path) -> None:
    (one,) = told(wav(tmp_path / "long.wav", talk(15.0)))
    edges = [(segment["from"], segment["to"]) for segment in one["segments"]]
    assert len(edges) >= 3
    assert all(before[1] == pytest.approx(after[0], abs=0.03) for before, after in pairwise(edges))


def test_a_folder_is_a_stream_of_files_of_every_kind(tmp_path: Path) -> None:
    wav(tmp_path / "a.wav", talks(1.0))
    picture(tmp_path / "b.png")
    (tmp_path / "c.wav").write_bytes(b"RIFFnothing of the kind")
    status, lines = run(tmp_path)
    kinds = [json.loads(line).get("kind", "failed") for line in lines]
    assert (status, kinds) == (1, ["sound", "picture", "failed"])


def video(path: Path, sound: Sound) -> Path:
    """Two seconds of grey pictures at 10 a second, with sound."""
    with av.open(str(path), "w") as file:
        pictures = file.add_stream("mpeg4", rate=10)
        pictures.width, pictures.height, pictures.pix_fmt = 64, 48, "yuv420p"
        heard = file.add_stream("aac", rate=RATE_HZ)
        for _ in range(20):
            frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), 200, np.uint8), format="rgb24")
            file.mux(pictures.encode(frame))
        audio = av.AudioFrame.from_ndarray(sound.T, format="s16", layout="mono")
        audio.sample_rate = RATE_HZ
        file.mux(heard.encode(audio))
        for stream in (pictures, heard):
            file.mux(stream.encode(None))
    return path


def test_a_video_is_seen_and_heard_and_every_segment_has_both_shapes(tmp_path: Path) -> None:
    (one,) = told(video(tmp_path / "visit.mp4", np.concatenate((hush(0.6), talk(1.4)))))
    assert one["kind"] == "video"
    assert "faces" in one
    check_voice(one["voice"])
    assert one["voice"]["emotion"] == "anger"
    for segment in one["segments"]:
        assert {"from", "to", "faces"} <= set(segment)
        check_voice(segment)
    assert {segment["emotion"] for segment in one["segments"]} == {"not sure", "anger"}


def test_without_the_models_of_hearing_a_sound_is_an_error_and_a_video_is_still_seen(tmp_path: Path) -> None:
    film = video(tmp_path / "visit.mp4", talk(2.0))
    sound, seen = told(wav(tmp_path / "a.wav", talks(1.0)), film, ears=Deaf())
    assert "model file is missing" in sound["error"]
    assert "voice" not in seen
    assert seen["faces"]


def test_the_table_says_it_for_people(tmp_path: Path) -> None:
    status, lines = run(wav(tmp_path / "visit.wav", talks(2.0)), wav(tmp_path / "silent.wav", hush(2.0)), as_json=False)
    text = "\n".join(lines)
    assert status == 0
    assert "voice     as a whole              anger" in text
    assert "no voice" in text
    assert "note      hardly anything to hear" in text
    assert lines[-1].startswith("2 files, 0 faces, 1 file with a voice")
