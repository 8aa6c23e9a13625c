"""The models of hearing, as they are shipped: what they are not allowed to hear in sounds that nobody makes."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from companion.fetch import models_folder
from companion.perception.sounds.events import Events
from companion.perception.sounds.spectrum import (
    ACTIVITY_FRAMES,
    EVENT_FRAMES,
    FRAMES_A_SECOND,
    RATE_HZ,
    TONE_FRAMES,
    spectrum_of,
)
from companion.perception.voices.activity import VoiceGate
from companion.perception.voices.tone import THROATS, VOICE_EMOTIONS, scores_of, tone_of, views_of
from companion.runtime import Model, Runtime
from companion.vocabulary.readings import SoundEvent

Noise = Callable[[float], NDArray[np.float32]]
MOST_BYTES = {"voice_activity": 1_000_000, "voice_tone": 1_000_000, "sound_event": 1_500_000}
FRAMES = {"voice_activity": ACTIVITY_FRAMES, "voice_tone": TONE_FRAMES, "sound_event": EVENT_FRAMES}


def load(name: str) -> Model:
    if not (models_folder() / f"{name}.tflite").exists():
        pytest.skip(f"{name} has not been trained here; `make train`, then tools.train makes it")
    return Runtime().load(name)


def hum(seconds: float) -> NDArray[np.float32]:
    time_s = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    return np.asarray(0.1 * sum(np.sin(2 * np.pi * 50 * n * time_s) / n for n in (1, 2, 3, 5, 7)), np.float32)


def hiss(seconds: float) -> NDArray[np.float32]:
    return (np.random.default_rng(8).standard_normal(int(seconds * RATE_HZ)) * 0.05).astype(np.float32)


def silence(seconds: float) -> NDArray[np.float32]:
    return np.zeros(int(seconds * RATE_HZ), np.float32)


@pytest.mark.parametrize("name", sorted(MOST_BYTES))
def test_a_model_is_whole_int8_small_and_sees_the_window_the_spectrum_gives(name: str) -> None:
    model = load(name)
    assert model.card.input.shape == (1, FRAMES[name], 64)
    assert {model.card.input.dtype, *(output.dtype for output in model.card.output)} == {"int8"}
    assert (models_folder() / model.card.file).stat().st_size < MOST_BYTES[name]
    assert (models_folder() / f"{name}.md").exists()


@pytest.mark.parametrize("noise", [hum, hiss, silence])
def test_nobody_speaks_in_hum_hiss_or_silence(noise: Noise) -> None:
    gate = VoiceGate(load("voice_activity").infer)
    frames = spectrum_of(noise(6.0))
    opened = [gate.judge(frames[max(0, end - ACTIVITY_FRAMES) : end], 5) for end in range(50, len(frames), 5)]
    assert np.mean(opened) < 0.05


def test_tones_are_in_the_order_that_perception_takes_them() -> None:
    model = load("voice_tone")
    assert model.labels == VOICE_EMOTIONS
    scores = scores_of(model.infer, spectrum_of(hiss(3.0)))
    assert scores is not None
    assert -1 <= scores.valence <= 1
    assert -1 <= scores.arousal <= 1
    assert sum(tone_of(scores, model.temperature, 0.5).emotions.values()) == pytest.approx(1)


@pytest.mark.parametrize("noise", [hum, hiss, silence])
def test_no_alarm_of_crying_is_raised_by_a_minute_of_hum_hiss_or_silence(noise: Noise) -> None:
    model = load("sound_event")
    labels: tuple[SoundEvent, ...] = model.labels  # type: ignore[assignment]
    events, told = Events(model.infer, labels, model.temperature), list[str]()
    frames = spectrum_of(noise(60.0))
    for end in range(EVENT_FRAMES, len(frames), FRAMES_A_SECOND // 2):
        told += [reading.event for reading in events.judge(frames[end - EVENT_FRAMES : end], end / FRAMES_A_SECOND)]
    assert not {"crying", "scream"} & set(told)


def test_a_voice_is_judged_by_the_mean_of_all_views_of_it() -> None:
    seen = list[NDArray[np.float32]]()

    def infer(view: NDArray[np.float32]) -> tuple[NDArray[np.float32], ...]:
        seen.append(view)
        return np.full((1, 5), len(seen), np.float32), np.zeros((1, 2), np.float32)

    scores = scores_of(infer, spectrum_of(hiss(4.0)))
    assert scores is not None
    assert len(seen) == len(views_of(spectrum_of(hiss(4.0)))) == 3 * len(THROATS)
    assert scores.logits == pytest.approx(np.mean(range(1, len(seen) + 1)))
