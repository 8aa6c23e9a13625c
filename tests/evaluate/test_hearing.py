"""The figures of hearing: nobody is on both sides of a split, and what is counted is what was said."""

import numpy as np
import pytest

from companion.perception.sounds.events import Trigger
from companion.perception.sounds.spectrum import FLOOR_DB, FRAMES_A_SECOND, RATE_HZ, spectrum_of
from tools.evaluate.alarm import alarms
from tools.evaluate.sounds import JUDGED_EVERY, SURE_FROM
from tools.evaluate.voices import FOLDS, RUNS, USED_FOLD, WATCHED_FOLDS, Answers, certainties, fold_of, held_out
from tools.train.sounds_made import babble, bang, clap, clatter, hiss, hum, music, television
from tools.train.sounds_varied import aged, in_room, loudness, made_room, mixed, paced, through_codec, varied
from tools.train.sounds_windows import EVENT_OF, EVENTS, SAMPLES, TEACHER_CLASSES, cut, fold_of_sound
from tools.train.speech_packs import Clip, decode
from tools.train.speech_windows import spoken
from tools.train.voices_doubt import doubts
from tools.train.voices_frames import BLENDED, blended
from tools.train.voices_labels import TONES, targets_of


def clip(pack: str = "emodb", **facts: str) -> Clip:
    told = {"speaker": "emodb_03", "emotion": "angry", "emotion_source": "W", "language": "de", "class": ""}
    return Clip(pack, told | facts, np.zeros(1600, np.int16))


def voice(seconds: float = 1.0) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    time_s = np.arange(int(seconds * RATE_HZ)) / RATE_HZ
    tone = sum(np.sin(2 * np.pi * 140 * number * time_s) / number for number in range(1, 12))
    return np.asarray(0.1 * tone * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * time_s)), np.float32)


PEOPLE = np.array(
    [f"{pack}:{number}" for pack in ("one", "two", "tess_older") for number in range(9) for _ in range(3)]
)


def test_nobody_is_in_two_folds_and_every_pack_is_dealt_out_evenly() -> None:
    folds = fold_of(PEOPLE)
    for person in np.unique(PEOPLE):
        assert len(np.unique(folds[person == PEOPLE])) == 1
    for pack in ("one", "two"):
        own = np.array([person.startswith(pack) for person in PEOPLE])
        assert set(np.bincount(folds[own], minlength=FOLDS) // 3) <= {2, 3}


def test_two_numbers_of_one_person_stay_together() -> None:
    people = np.array([f"baved:baved_{number}" for number in range(40, 60)])
    folds = fold_of(people)
    assert folds[list(people).index("baved:baved_46")] == folds[list(people).index("baved:baved_53")]


def test_every_clip_is_left_out_by_exactly_one_fold_and_the_strict_run_leaves_out_a_language() -> None:
    packs = np.array(["emodb", "tess_older", "ravdess", "emodb"])
    languages = np.array(["de", "en", "en", "de"])
    folds = np.array([0, 1, 2, 3])
    out = {run: held_out(run, packs, packs, languages, folds) for run in RUNS}
    assert np.sum([out[str(number)] for number in range(FOLDS)], axis=0).tolist() == [1, 1, 1, 1]
    assert out["language"].tolist() == [True, False, False, True]


def test_calm_is_neutral_surprise_has_no_tone_but_arousal_and_levels_tell_arousal_alone() -> None:
    assert TONES[targets_of(clip(emotion="calm"))[0]] == "neutral"
    tone, _, arousal = targets_of(clip(emotion="surprise"))
    assert tone == -1
    assert arousal > 0.5
    tone, valence, arousal = targets_of(clip("baved", emotion="", emotion_source="level_0"))
    assert tone == -1
    assert np.isnan(valence)
    assert arousal < 0
    assert np.isnan(targets_of(clip(emotion="", emotion_source="negative"))[1:]).all()


def test_the_certainty_of_a_person_is_not_fitted_on_that_person() -> None:
    chance = np.random.default_rng(1)
    count = 400
    tone = chance.integers(0, 5, count)
    logits = chance.normal(0, 1, (count, 5)) + 3 * np.eye(5)[tone]
    person = np.array([f"{number % 4}" for number in range(count)])
    wrong = (person == "0") | (person == "2")
    logits[wrong] = 20 * chance.normal(0, 1, (200, 5))  # sure of themselves and wrong
    said = np.zeros((count, 2))
    certainty = certainties(Answers(person, person, np.zeros(count, np.int64), tone, said, logits, said))
    assert certainty[wrong].mean() > 0.95


def test_the_plain_listener_never_heard_the_person_whose_clips_it_doubts() -> None:
    chance = np.random.default_rng(3)
    person = np.repeat([f"{number:02}" for number in range(10)], 20)
    tone = np.tile([1, 3], 100)
    numbers = chance.normal(0, 0.1, (200, 8)).astype(np.float32)
    numbers[:, 0] += np.where(tone == 1, 1, -1)
    contrary = person == "04"
    numbers[contrary, 0] *= -1  # whose joy sounds like anger to everybody else
    learnt = person != "09"
    said = doubts(numbers, tone, person, learnt)
    assert said[learnt].sum(axis=1) == pytest.approx(1)
    assert not said[~learnt].any()
    assert (said[contrary].argmax(axis=1) != tone[contrary]).all()
    assert (said[learnt & ~contrary].argmax(axis=1) == tone[learnt & ~contrary]).all()


def test_only_clips_that_both_have_a_tone_are_blended_and_their_labels_with_them() -> None:
    count = 200
    tones = np.eye(5, dtype=np.float32)[np.arange(count) % 5]
    tones[::4] = 0
    seen = np.repeat(tones.argmax(axis=1), 64).reshape(count, 1, 64).astype(np.float32)
    known = np.ones((count, 2), np.float32)
    one = np.zeros((count, 2), np.float32)
    mixture = blended((seen, tones, one, known, one), np.random.default_rng(1))
    assert not mixture[1][::4].any()
    assert mixture[1].sum(axis=1) == pytest.approx((tones.sum(axis=1) > 0).astype(float))
    assert mixture[0][:, 0, 0] == pytest.approx(mixture[1] @ np.arange(5), abs=1e-5)
    assert 0.1 < (mixture[1].max(axis=1)[tones.sum(axis=1) > 0] < 1).mean() < BLENDED


def test_some_people_were_never_watched_while_settings_were_tried_out() -> None:
    assert USED_FOLD in WATCHED_FOLDS
    assert 0 < len(WATCHED_FOLDS) < FOLDS


def test_a_rule_of_the_alarm_is_judged_as_the_creature_would_raise_it() -> None:
    quiet, cries = np.full((6, len(EVENTS)), -5.0, np.float32), np.full((6, len(EVENTS)), -5.0, np.float32)
    cries[2:5, EVENTS.index("crying")] = 1.0  # a chance of 0.73
    lasted_s = 6 * JUDGED_EVERY / FRAMES_A_SECOND
    assert alarms((cries, lasted_s), Trigger(0.7, 4, 3)) == 1
    assert alarms((cries, lasted_s), Trigger(0.8, 4, 3)) == 0
    assert alarms((quiet, lasted_s), Trigger(0.4, 1, 1)) == 0
    talks = cries.copy()
    talks[:, EVENTS.index("speech")] = 2.0  # a sad voice that sounds like crying
    assert alarms((talks, lasted_s), Trigger(0.4, 4, 3)) == 0


def test_speech_is_told_from_the_quiet_around_it_and_a_short_pause_belongs_to_it() -> None:
    quiet = np.zeros(RATE_HZ // 2, np.float32)
    said = spoken(spectrum_of(np.concatenate([quiet, voice(), quiet[: RATE_HZ // 10], voice(), quiet])))
    assert not said[:40].any()
    assert said[55:250].all()
    assert not said[-40:].any()


def test_a_window_of_events_is_what_the_teacher_takes_and_what_the_model_sees() -> None:
    assert SAMPLES == 15_600
    assert len(spectrum_of(np.zeros(SAMPLES, np.float32))) == 96
    pieces = cut(np.concatenate([voice(2), np.zeros(3 * RATE_HZ, np.float32)]))
    assert {len(piece) for piece in pieces} == {SAMPLES}
    assert len(pieces) == 5


def test_every_event_has_a_teacher_and_every_label_is_an_event() -> None:
    assert set(TEACHER_CLASSES) == set(EVENTS)
    assert set(EVENT_OF.values()) <= set(EVENTS)
    assert 0 < SURE_FROM < 1


def test_one_persons_or_one_recordings_sounds_stay_in_one_fold() -> None:
    assert {fold_of_sound(clip("emospeech_sounds", **{"class": "scream", "fold": ""})) for _ in range(3)} == {3}
    taps = {fold_of_sound(clip("speech_commands_background", **{"class": "running_tap", "fold": ""})) for _ in range(3)}
    assert len(taps) == 1
    assert fold_of_sound(clip("deeply_nonverbal", **{"class": "crying", "fold": "3"})) == 3


def test_noise_is_laid_over_a_voice_at_the_ratio_that_was_asked_for() -> None:
    sound, noise = voice(), hiss(RATE_HZ, np.random.default_rng(2))
    for ratio_db in (20.0, 0.0, -5.0):
        added = mixed(sound, noise, ratio_db) - sound
        assert 20 * np.log10(loudness(sound) / loudness(added)) == pytest.approx(ratio_db, abs=0.01)


def test_what_is_varied_stays_a_sound() -> None:
    chance = np.random.default_rng(4)
    assert len(paced(voice(), 1.25)) == pytest.approx(RATE_HZ / 1.25, abs=2)
    for made in (aged(voice(), chance), in_room(voice(), made_room(chance)), through_codec(voice(), 12)):
        assert np.isfinite(made).all()
        assert loudness(made) == pytest.approx(loudness(voice()), rel=0.6)
    for _ in range(12):
        made = varied(voice(), [made_room(chance)], chance)
        assert made.dtype == np.float32
        assert np.isfinite(made).all()


def test_made_sounds_are_as_long_as_asked_and_to_be_heard() -> None:
    chance = np.random.default_rng(5)
    talk = [voice()]
    made = [kind(RATE_HZ, chance) for kind in (hum, hiss, clatter, clap, bang, music)]
    made += [television(RATE_HZ, talk, chance), babble(RATE_HZ, talk, chance)]
    for sound in made:
        assert len(sound) == RATE_HZ
        assert spectrum_of(sound).max() > FLOOR_DB + 60


def test_a_file_of_another_rate_is_decoded_to_sixteen_thousand_a_second() -> None:
    import io
    import wave

    stored = io.BytesIO()
    with wave.open(stored, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes(np.zeros((44_100, 2), np.int16).tobytes())
    assert len(decode(stored.getvalue())) == pytest.approx(RATE_HZ, abs=20)
