"""A drooping face at rest is no sad one, once its rest is known, and what is known are numbers that can be erased."""

import json
import math
import random
from typing import Any

import pytest

from companion.mind.baseline import FACE_PRIOR, LEARNT_AFTER_S, VOICE_LEARNT_AFTER_S, Baseline
from companion.vocabulary.errors import StateError
from companion.vocabulary.readings import EMOTIONS, Emotion, ExpressionReading, VoiceReading

PLAIN: dict[Emotion, float] = {"neutral": 2.5, "happiness": 0.0, "sadness": 0.3}
DROOPING: dict[Emotion, float] = {"neutral": 1.3, "sadness": 2.2, "contempt": 0.3}
STERN: dict[Emotion, float] = {"neutral": 1.2, "anger": 1.9, "disgust": 0.4}
GRIEF: dict[Emotion, float] = {"sadness": 3.6, "neutral": -1.5}
SORROW: dict[Emotion, float] = {"sadness": 2.6, "neutral": -1.0}
ANGER: dict[Emotion, float] = {"anger": 3.6, "neutral": -1.5}
SMILE: dict[Emotion, float] = {"happiness": 5.5}


class Somebody:
    """A simulated face: scores of its rest, scores of what it feels, and noise, through a softmax."""

    def __init__(self, rest: dict[Emotion, float], seed: int = 1) -> None:
        self.rest = rest
        self._chance = random.Random(seed)

    def looks(self, feels: dict[Emotion, float] | None = None, noise: float = 0.4) -> ExpressionReading:
        scores = [
            self.rest.get(emotion, -1.0) + (feels or {}).get(emotion, 0.0) + noise * self._chance.uniform(-1.7, 1.7)
            for emotion in EMOTIONS
        ]
        powers = [math.exp(score) for score in scores]
        emotions = {emotion: power / sum(powers) for emotion, power in zip(EMOTIONS, powers, strict=True)}
        top = max(EMOTIONS, key=emotions.__getitem__)
        valence = emotions["happiness"] - emotions["sadness"] - emotions["anger"]
        return ExpressionReading(top, emotions, valence, 0.0, emotions[top], tuple(scores))

    def sounds(self, arousal: float = -0.5) -> VoiceReading:
        look = self.looks()
        return VoiceReading(0.0, look.emotion, look.emotions, look.valence, arousal, look.certainty)


def taught(somebody: Somebody, seconds: float = 900.0, feels: dict[Emotion, float] | None = None) -> Baseline:
    baseline = Baseline()
    for _ in range(round(seconds * 10)):
        baseline.learn(somebody.looks(feels), 0.1)
    return baseline


def answers(baseline: Baseline, somebody: Somebody, feels: dict[Emotion, float] | None = None) -> dict[Emotion, float]:
    """How often each emotion comes out on top of 200 looks."""
    tops = [max(EMOTIONS, key=baseline.adjust(somebody.looks(feels).emotions).__getitem__) for _ in range(200)]
    return {emotion: tops.count(emotion) / len(tops) for emotion in EMOTIONS}


@pytest.mark.parametrize(("rest", "seems"), [(DROOPING, "sadness"), (STERN, "anger")], ids=["drooping", "stern"])
def test_a_face_that_looks_so_at_rest_is_taken_as_neutral_once_learnt(rest: Any, seems: Emotion) -> None:
    somebody = Somebody(rest)
    assert somebody.looks(noise=0.0).emotion == seems, "the model misreads it"
    assert answers(taught(somebody), somebody)["neutral"] > 0.9


@pytest.mark.parametrize(
    ("rest", "feels", "emotion"),
    [(DROOPING, GRIEF, "sadness"), (STERN, ANGER, "anger"), (DROOPING, ANGER, "anger"), (DROOPING, SMILE, "happiness")],
)
def test_more_than_usual_still_shows(rest: Any, feels: Any, emotion: Emotion) -> None:
    somebody = Somebody(rest)
    assert answers(taught(somebody), somebody, feels)[emotion] > 0.9


def test_a_plain_face_is_read_as_before() -> None:
    somebody = Somebody(PLAIN)
    baseline = taught(somebody)
    assert answers(baseline, somebody)["neutral"] > 0.95
    assert answers(baseline, somebody, GRIEF)["sadness"] > 0.9
    smile = somebody.looks(SMILE)
    assert baseline.adjust(smile.emotions)["happiness"] == pytest.approx(smile.emotions["happiness"], abs=0.05)


def test_before_anything_is_learnt_a_face_that_is_only_half_sad_counts_as_less_sad() -> None:
    half: dict[Emotion, float] = {"sadness": 0.45, "neutral": 0.35, "happiness": 0.2}
    adjusted = Baseline().adjust(half)
    assert adjusted["neutral"] > adjusted["sadness"]
    assert Baseline().adjust({"sadness": 0.9, "neutral": 0.1})["sadness"] > 0.75


def test_the_prior_never_touches_joy() -> None:
    assert "happiness" not in FACE_PRIOR
    assert Baseline().adjust({"happiness": 0.9, "neutral": 0.1})["happiness"] == pytest.approx(0.87, abs=0.04)


def test_it_takes_minutes_to_be_learnt() -> None:
    baseline = Baseline()
    assert baseline.learnt == 0.0
    for _ in range(round(LEARNT_AFTER_S * 5)):
        baseline.learn(Somebody(DROOPING).looks(), 0.1)
    assert baseline.learnt == pytest.approx(0.5, abs=0.01)


def test_a_visit_full_of_smiles_does_not_make_smiling_the_rest() -> None:
    baseline = taught(Somebody(PLAIN), feels=SMILE)
    assert answers(baseline, Somebody(PLAIN, 2), SMILE)["happiness"] > 0.95


def test_a_sad_afternoon_is_not_taken_for_the_resting_face() -> None:
    somebody = Somebody(PLAIN)
    baseline = taught(somebody, 1800)
    for _ in range(2 * 60 * 10):
        baseline.learn(somebody.looks(GRIEF), 0.1)
    assert answers(baseline, somebody, GRIEF)["sadness"] > 0.9


@pytest.mark.parametrize(("rest", "feels", "emotion"), [(PLAIN, SORROW, "sadness"), (DROOPING, SORROW, "sadness")])
def test_who_is_troubled_half_of_every_day_does_not_look_calm_for_it(rest: Any, feels: Any, emotion: Emotion) -> None:
    somebody, baseline = Somebody(rest), Baseline()
    for _ in range(10):
        for mood in (None, feels):
            for _ in range(600):
                baseline.learn(somebody.looks(mood), 1.0)
    assert answers(baseline, somebody, feels)[emotion] > 0.9
    assert answers(baseline, somebody)["neutral"] > 0.8


def test_fits_of_tears_do_not_shift_it_more_than_calm_looks_do() -> None:
    somebody = Somebody(PLAIN)
    baseline = taught(somebody, 600)
    before = baseline.face.above_neutral["sadness"]
    baseline.learn(somebody.looks(GRIEF), 1.0)
    assert baseline.face.above_neutral["sadness"] - before < 0.005


def test_a_low_flat_voice_is_taken_as_neutral_once_learnt_and_not_as_weary() -> None:
    somebody, baseline = Somebody(DROOPING, 3), Baseline()
    assert somebody.sounds().emotion == "sadness"
    for _ in range(round(VOICE_LEARNT_AFTER_S) + 20):
        baseline.learn_voice(somebody.sounds())
    adjusted = baseline.adjust_voice(somebody.looks(noise=0.0).emotions)
    assert max(EMOTIONS, key=adjusted.__getitem__) == "neutral"
    assert baseline.adjust_voice_affect(0.0, -0.3)[1] == pytest.approx(0.0, abs=0.06)
    assert baseline.adjust_voice_affect(0.0, -0.9)[1] < -0.5, "wearier than ever is weary"
    assert answers(baseline, somebody)["sadness"] > 0.2, "a voice teaches nothing about the face"


def test_doubtful_looks_and_impossible_times_teach_nothing() -> None:
    baseline = Baseline()
    look = Somebody(DROOPING).looks()
    for dt_s in (0.0, -1.0, math.nan, math.inf):
        baseline.learn(look, dt_s)
    baseline.learn(ExpressionReading("not sure", look.emotions, 0.0, 0.0, 0.3), 1.0)
    assert baseline.state() == Baseline().state()


def test_its_state_is_plain_numbers_that_can_be_kept_and_erased() -> None:
    baseline = taught(Somebody(DROOPING))
    kept = json.loads(json.dumps(baseline.state()))
    again = Baseline()
    again.restore(kept)
    look = Somebody(DROOPING).looks().emotions
    assert again.adjust(look) == baseline.adjust(look)
    again.forget()
    assert again.state() == Baseline().state()


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"version": None},
        {"face": None},
        {"voice": {"above_neutral": {}}},
        {"face": {"above_neutral": dict.fromkeys(FACE_PRIOR, math.nan), "valence": 0, "arousal": 0, "seen_s": 1}},
        {"face": {"above_neutral": dict.fromkeys(FACE_PRIOR, 0.0), "valence": 0, "arousal": 0, "seen_s": -1}},
        {"face": {"above_neutral": dict.fromkeys(FACE_PRIOR, 0.0), "valence": True, "arousal": 0, "seen_s": 1}},
        {"face": {"above_neutral": dict.fromkeys(FACE_PRIOR, "x"), "valence": 0, "arousal": 0, "seen_s": 1}},
    ],
)
def test_a_state_that_cannot_be_trusted_is_refused_and_changes_nothing(change: dict[str, Any]) -> None:
    baseline = taught(Somebody(DROOPING), 20)
    before = json.dumps(baseline.state())
    with pytest.raises(StateError):
        baseline.restore({**baseline.state(), **change})
    with pytest.raises(StateError):
        baseline.restore({})
    assert json.dumps(baseline.state()) == before
