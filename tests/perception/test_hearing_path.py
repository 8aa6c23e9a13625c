"""The path of hearing with models that can be foreseen: who speaks when, who may be judged, that no sound is kept."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from companion.perception.hearing import KEPT_S, STEP, HearingModels, HearingPath
from companion.perception.sounds.own_voice import OwnVoice
from companion.perception.voices.tone import VOICE_EMOTIONS
from companion.vocabulary.errors import ModelError
from companion.vocabulary.readings import NOT_SURE, SOUND_EVENTS, SoundReading, VoiceReading
from companion.vocabulary.signals import Speech

RATE_HZ = 16_000
Sound = NDArray[np.int16]
Answer = tuple[NDArray[np.float32], ...]


def answer(*numbers: float) -> NDArray[np.float32]:
    return np.array([numbers], np.float32)


def loud_is_speech(view: NDArray[np.float32]) -> Answer:
    """A window whose end is no pause beside its loudest is speech."""
    return (answer(5.0 if view[0, -5:].max() > 0.9 else -5.0),)


def angry(view: NDArray[np.float32]) -> Answer:
    return answer(0.0, 0.0, 0.0, 4.0, 0.0), answer(-0.6, 0.8)


def nothing(view: NDArray[np.float32]) -> Answer:
    return (np.full((1, len(SOUND_EVENTS)), -5.0, np.float32),)


def crying(view: NDArray[np.float32]) -> Answer:
    logits = np.full((1, len(SOUND_EVENTS)), -5.0, np.float32)
    logits[0, SOUND_EVENTS.index("crying")] = 5.0
    return (logits,)


def models(events: Callable[[NDArray[np.float32]], Answer] = nothing) -> HearingModels:
    return HearingModels(loud_is_speech, angry, events, SOUND_EVENTS)


def talk(seconds: float, pitch_hz: float = 140.0, level: float = 6000.0) -> Sound:
    """A buzz with the overtones of a voice, four syllables a second."""
    time_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    buzz = sum(np.sin(2 * np.pi * pitch_hz * n * time_s) / n for n in range(1, 20))
    swell = 0.55 - 0.45 * np.cos(2 * np.pi * 4.0 * time_s)
    return np.asarray(np.clip(level * buzz * swell, -32768, 32767), np.int16)[:, np.newaxis]


def hush(seconds: float, seed: int = 1) -> Sound:
    return np.random.default_rng(seed).normal(0, 4, (round(seconds * RATE_HZ), 1)).astype(np.int16)


def hear(path: HearingPath, sound: Sound, judged: bool = True, chunk: int = 320, begin_s: float = 5.0) -> list[Any]:
    readings: list[Any] = []
    for start in range(0, len(sound), chunk):
        heard = path.hear(sound[start : start + chunk], begin_s + start / RATE_HZ, judged)
        readings += [*heard.voices, *heard.sounds]
    return readings


def voices(readings: list[Any]) -> list[VoiceReading]:
    return [reading for reading in readings if isinstance(reading, VoiceReading)]


def test_a_voice_is_told_twice_a_second_with_its_tone_and_manner() -> None:
    told = voices(hear(HearingPath(models()), np.concatenate((hush(1.0), talk(3.0), hush(1.0)))))
    assert 4 <= len(told) <= 7
    assert all(6.0 < one.at_s < 9.6 for one in told)
    last = told[-2]
    assert last.emotion == "anger"
    assert set(last.emotions) == set(VOICE_EMOTIONS)
    assert sum(last.emotions.values()) == pytest.approx(1.0)
    assert (last.valence, last.arousal) == pytest.approx((-0.6, 0.8), abs=1e-6)
    assert last.pitch_hz == pytest.approx(140.0, abs=3.0)
    assert last.rate_per_s == pytest.approx(4.0, abs=1.0)
    assert last.level_db is not None
    assert -25.0 < last.level_db < -5.0


@pytest.mark.parametrize("chunk", [128, 320, 441, 5000])
def test_chunks_of_any_size_are_heard_alike(chunk: int) -> None:
    sound = np.concatenate((hush(0.5), talk(2.0), hush(0.5)))
    whole = hear(HearingPath(models()), sound, chunk=320)
    pieces = hear(HearingPath(models()), sound, chunk=chunk)
    assert [one.at_s for one in pieces] == pytest.approx([one.at_s for one in whole])
    assert [one.pitch_hz for one in voices(pieces)] == [one.pitch_hz for one in voices(whole)]


def test_the_first_decision_falls_within_100_ms() -> None:
    path = HearingPath(models())
    hear(path, hush(1.0))
    speech = talk(1.0, level=8000.0)[RATE_HZ // 8 :]
    after = next(
        (start + 320) / RATE_HZ
        for start in range(0, len(speech), 320)
        if path.hear(speech[start : start + 320], 6.0 + start / RATE_HZ, True).speaks
    )
    assert after <= 0.1


def test_a_voice_that_may_not_be_judged_is_heard_without_feeling() -> None:
    def never(view: NDArray[np.float32]) -> Answer:
        raise AssertionError("the model of the tone was asked")

    path = HearingPath(HearingModels(loud_is_speech, never, nothing, SOUND_EVENTS))
    told = voices(hear(path, talk(2.0), judged=False))
    assert told
    assert {one.emotion for one in told} == {NOT_SURE}
    assert all(one.certainty == 0.0 and one.pitch_hz is None and one.rate_per_s is None for one in told)


def test_a_clipped_voice_is_not_judged_and_silence_is_nobody() -> None:
    told = voices(hear(HearingPath(models()), talk(3.0, level=60_000.0)))
    assert {one.emotion for one in told[1:]} == {NOT_SURE}
    assert hear(HearingPath(models()), hush(3.0)) == []


def test_zeros_are_counted_and_never_a_reading() -> None:
    path = HearingPath(models(crying))
    assert hear(path, np.zeros((3 * RATE_HZ, 1), np.int16)) == []
    assert path.condition.is_dead
    assert path.condition.dead_s == pytest.approx(3.0, abs=0.1)


def test_crying_is_told_once_it_is_sure_and_again_while_it_lasts() -> None:
    told = [one for one in hear(HearingPath(models(crying)), talk(8.0)) if isinstance(one, SoundReading)]
    assert {one.event for one in told} == {"crying"}
    assert 6.2 < told[0].at_s < 8.0
    assert 3 <= len(told) <= 5


def test_a_cough_or_tears_have_no_tone_of_voice() -> None:
    told = voices(hear(HearingPath(models(crying)), talk(4.0)))
    assert {one.emotion for one in told[1:]} == {NOT_SURE}


@pytest.mark.parametrize("numbers", [(np.nan,), (np.inf,), ()])
def test_models_that_answer_nonsense_make_no_reading(numbers: tuple[float, ...]) -> None:
    def broken(view: NDArray[np.float32]) -> Answer:
        return answer(*(numbers * 5)), answer(*(numbers * 2))

    path = HearingPath(HearingModels(loud_is_speech, broken, broken, SOUND_EVENTS))
    told = hear(path, talk(2.0))
    assert {one.emotion for one in voices(told)} == {NOT_SURE}
    assert voices(told) == told


def test_what_it_plays_is_nobodys_voice() -> None:
    own, sung = OwnVoice(), talk(6.0)
    path = HearingPath(models(crying), own=own)
    for start in range(0, len(sung), 320):
        own.played(sung[start : start + 320, 0].astype(np.float32) / 32768.0, 5.0 + start / RATE_HZ)
        heard = path.hear(np.asarray(sung[start : start + 320] * 0.5, np.int16), 5.0 + start / RATE_HZ, True)
        assert (heard.voices, heard.sounds, heard.speaks) == ((), (), False)


def test_a_gap_and_an_end_of_listening_leave_nothing_behind() -> None:
    path = HearingPath(models())
    hear(path, talk(2.0))
    path.forget()
    assert not path.gate.is_open
    assert held_seconds(path) == pytest.approx(0.0, abs=0.001)


def held_seconds(value: object, deep: int = 4) -> float:
    """How many seconds of sound all arrays within hold at most, samples and frames alike; its own voice is its own."""
    if isinstance(value, np.ndarray):
        return len(value) / 100 if value.shape[-1:] == (64,) else value.shape[0] / RATE_HZ if value.ndim else 0.0
    if deep == 0 or isinstance(value, OwnVoice) or not hasattr(value, "__dict__"):
        return 0.0
    fixed = re.compile("_turns|_used|_window|_bank|_room|_echo|_sum|_models|_infer")
    return sum(held_seconds(each, deep - 1) for name, each in vars(value).items() if not fixed.search(name))


def test_of_what_people_say_no_more_than_seconds_are_held_and_only_here() -> None:
    path = HearingPath(models(), spacing_m=0.14)
    both = np.repeat(talk(20.0), 2, axis=1)
    hear(path, both)
    assert held_seconds(path) <= KEPT_S + 2.56 + 1.0 + STEP / RATE_HZ + 0.2


def test_a_model_with_other_labels_is_left_out_by_name_and_the_others_go_on() -> None:
    class Foreign:
        labels = ("boredom",)
        temperature = 1.0
        infer = staticmethod(loud_is_speech)

    class Source:
        def load(self, name: str) -> Foreign:
            if name == "sound_event":
                raise ModelError("the model file is missing.", "sound_event.tflite", "Restore it.")
            return Foreign()

    found = HearingModels.load(Source())
    assert (found.tone, found.events) == (None, None)
    assert "voice_tone.toml" in found.faults[0]
    assert "boredom" in found.faults[0]
    assert "sound_event.tflite" in found.faults[1]
    told = hear(HearingPath(found), np.concatenate((hush(0.5), talk(2.0))))
    assert {one.emotion for one in voices(told)} == {NOT_SURE}
    assert voices(told) == told


def test_only_what_somebody_says_is_handed_on_to_be_recognised() -> None:
    path = HearingPath(models())
    handed: list[Speech] = []
    sound = np.concatenate((hush(2.0), talk(1.5), hush(2.0)))
    for start in range(0, len(sound), 320):
        handed += path.hear(sound[start : start + 320], 5.0 + start / RATE_HZ, True).speech
    heard_s = sum(len(piece.samples) for piece in handed) / RATE_HZ
    assert 1.5 <= heard_s < 3.2, "the voice with a little around it, not the five seconds of the room"
    assert handed[-1].ends
    assert sum(piece.ends for piece in handed) == 1
    silent = HearingPath(models())
    assert not [
        piece
        for start in range(0, 4 * RATE_HZ, 320)
        for piece in silent.hear(hush(0.02, seed=start), start / RATE_HZ, True).speech
    ]
