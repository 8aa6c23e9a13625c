"""What is made of a measurement, apart from asking for it: believed with its values, or refused in words."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from companion.body.calibrated import KINDS, MicrophoneCalibration, OrganName
from companion.daemon.calibrate import camera, light, loudspeaker, microphone, posture, touch
from companion.daemon.calibrate.guide import Judged
from companion.daemon.calibrate.twins import drawn_room
from companion.vocabulary.signals import ZONES, MotionSample, Zone

RATE_HZ = 16_000


def is_believed(organ: OrganName, found: Judged) -> bool:
    return found.values is not None and KINDS[organ].model_validate(found.values) is not None


def still(x: float, y: float, z: float, turn: float = 0.3) -> list[MotionSample]:
    chance = np.random.default_rng(1)
    return [
        MotionSample((x + chance.normal(0, 0.003), y, z), (turn + chance.normal(0, 0.1), 0.0, 0.0), place / 100)
        for place in range(200)
    ]


def sound(level_dbfs: float, seconds: float = 4.0, seed: int = 1) -> list[NDArray[np.int16]]:
    wave = np.random.default_rng(seed).normal(0.0, 10 ** (level_dbfs / 20), (round(seconds * RATE_HZ), 1))
    return [np.clip(np.rint(wave * 32768), -32768, 32767).astype(np.int16)]


@pytest.mark.parametrize(
    ("dark", "bright", "words"),
    [
        (0.0, 0.0, "reads nothing|read nothing"),
        (0.4, 0.9, "cover it wholly"),
        (0.1, 0.2, "hardly more than dark"),
    ],
)
def test_light_that_cannot_be_told_from_dark_is_refused(dark: float, bright: float, words: str) -> None:
    found = light.judged(dark, bright)
    assert found.values is None
    assert any(word in found.line for word in words.split("|"))


@pytest.mark.parametrize(("dark", "bright"), [(0.0, 0.01), (0.004, 0.4), (0.02, 0.99)])
def test_light_that_is_told_from_dark_is_believed_as_it_will_be_read(dark: float, bright: float) -> None:
    assert is_believed("light", light.judged(dark, bright))


@pytest.mark.parametrize(
    ("samples", "words"),
    [
        (still(0.0, 0.0, -1.0), "My back points down"),
        (still(0.9, 0.0, 0.4), "my nose points up"),
        (still(0.0, -0.9, 0.4), "the opposite of my left side points up"),
        (still(0.0, 0.0, 0.5), "0.50 g where there is 1"),
        (still(0.0, 0.0, 1.0, turn=40.0), "the chip is damaged"),
        ([*still(0.0, 0.0, 1.0), *still(0.3, 0.0, 0.95)], "I was not still"),
    ],
)
def test_a_body_that_is_not_level_and_still_is_refused(samples: list[MotionSample], words: str) -> None:
    found = posture.judged(samples)
    assert found.values is None
    assert words in found.line


def test_a_chip_that_sits_askew_is_believed() -> None:
    assert is_believed("posture", posture.judged(still(0.2, -0.1, 0.96)))


def falls(zone: Zone, counts: float, other: Zone | None = None, others: float = 0.0) -> dict[Zone, float]:
    return {each: counts if each == zone else others if each == other else 0.4 for each in ZONES}


def test_a_palm_that_is_felt_sets_the_threshold_by_how_much_this_fur_lets_through() -> None:
    thin, _ = touch.judged_palm("head", falls("head", 140.0), 0.5)
    usual, _ = touch.judged_palm("head", falls("head", 70.0), 0.5)
    thick, _ = touch.judged_palm("head", falls("head", 35.0), 0.3)
    noisy, _ = touch.judged_palm("head", falls("head", 70.0), 2.0)
    assert [round(each.values["least"], 1) for each in (thin, usual, thick, noisy) if each.values] == [
        8.0,
        4.0,
        2.0,
        9.0,
    ]


def test_a_palm_that_is_hardly_felt_is_refused() -> None:
    found, instead = touch.judged_palm("head", falls("head", 6.0), 0.5)
    assert found.values is None
    assert instead is None


def test_a_palm_that_another_place_feels_means_exchanged_wires() -> None:
    found, instead = touch.judged_palm("head", falls("head", 5.0, "tail", 60.0), 0.5)
    assert found.values is None
    assert instead == "tail"


def test_a_neighbour_that_feels_a_part_of_the_palm_is_no_exchange() -> None:
    found, instead = touch.judged_palm("head", falls("head", 40.0, "nose", 45.0), 0.5)
    assert found.values is not None
    assert instead is None


@pytest.mark.parametrize(("counts", "words"), [([0] * 50, "its wire is off"), ([700, 740] * 25, "restless")])
def test_electrodes_that_do_not_rest_are_named(counts: list[int], words: str) -> None:
    rest: dict[Zone, list[int]] = {zone: [700, 701] * 25 for zone in ZONES} | {"tail": counts}
    found = touch.judged_rest(rest)
    assert found.values is None
    assert "tail" in found.line
    assert words in found.line


@pytest.mark.parametrize("level", [-80.0, -60.0, -40.0])
def test_the_level_of_noise_is_measured_within_half_a_decibel(level: float) -> None:
    assert float(np.median(microphone.levels_dbfs(sound(level), RATE_HZ))) == pytest.approx(level, abs=0.5)


@pytest.mark.parametrize(
    ("chunks", "words"),
    [
        ([], "No sound came in at all"),
        ([np.zeros((64_000, 1), np.int16)], "I hear nothing"),
        (sound(-25.0), "too loud here"),
    ],
)
def test_a_silence_that_is_none_is_refused(chunks: list[NDArray[np.int16]], words: str) -> None:
    found = microphone.judged_silence(microphone.levels_dbfs(chunks, RATE_HZ))
    assert found.values is None
    assert words in found.line


@pytest.mark.parametrize(
    ("level", "clipped", "words"),
    [(-58.0, 0.0, "hardly above my silence"), (-20.0, 0.2, "too loud for me"), (-1.0, 0.0, "")],
)
def test_a_voice_that_is_none_is_refused(level: float, clipped: float, words: str) -> None:
    found = microphone.judged_speech(microphone.levels_dbfs(sound(level), RATE_HZ), clipped, -62.0)
    assert (found.values is None) == bool(words)
    assert words in found.line


def test_two_microphones_of_different_strength_hear_the_same_voice_alike() -> None:
    for level in (-45.0, -30.0):
        found = microphone.judged_speech(microphone.levels_dbfs(sound(level), RATE_HZ), 0.0, -75.0)
        assert found.values is not None
        assert level + found.values["gain_db"] == pytest.approx(-26.0, abs=0.5)
        assert is_believed("microphone", found)


def test_the_sound_pressure_of_a_voice_is_that_of_a_voice() -> None:
    ear = MicrophoneCalibration(gain_db=8.0, noise_floor_dbfs=-62.0)
    assert -34.0 + ear.spl_offset_db == pytest.approx(66.0)


def test_samples_at_full_scale_are_counted() -> None:
    assert microphone.clipped_share([np.array([[32767], [-32768], [0], [10]], np.int16)]) == 0.5


def test_a_loudspeaker_that_is_not_heard_by_its_own_ear_is_refused() -> None:
    assert loudspeaker.judged(-12.0, -60.0, -62.0).values is None
    assert is_believed("loudspeaker", loudspeaker.judged(-24.0, -60.0, -62.0)), "somebody wants it very soft"
    assert is_believed("loudspeaker", loudspeaker.judged(-12.0, -40.0, -62.0))
    assert is_believed("loudspeaker", loudspeaker.judged(-12.0, None, None))


@pytest.mark.parametrize("blur", [3.0, 6.0])
def test_a_blurred_picture_is_told_from_a_sharp_one_whatever_its_light(blur: float) -> None:
    room = drawn_room()
    dim = (room * 0.4).astype(np.uint8)
    for picture in (room, dim):
        sharp, detail = camera.sharpness(picture)
        assert camera.judged_sharp(sharp, detail).is_good
        blurred, detail = camera.sharpness(np.asarray(cv2.GaussianBlur(picture, (0, 0), blur), np.uint8))
        assert blurred < sharp
        assert not camera.judged_sharp(blurred, detail).is_good


def test_a_bare_wall_says_nothing_about_focus() -> None:
    assert "too little to see" in camera.judged_sharp(*camera.sharpness(np.full((480, 640, 3), 120, np.uint8))).line


@pytest.mark.parametrize(
    ("grey", "words"), [(3, "It is dark"), (255, "is white"), (110, "bright enough"), (60, "brighter"), (200, "darker")]
)
def test_exposure_is_judged(grey: int, words: str) -> None:
    assert words in camera.judged_exposure(np.full((48, 64, 3), grey, np.uint8)).line


def test_a_face_tells_which_way_up_and_no_face_tells_nothing() -> None:
    marked = np.zeros((40, 40, 3), np.uint8)
    marked[:20] = 255

    def of_the_top(pixels: NDArray[np.uint8]) -> float:
        return 0.95 if pixels[0, 0, 0] else 0.6

    assert camera.judged_up(marked, of_the_top) is False
    assert camera.judged_up(np.ascontiguousarray(marked[::-1, ::-1]), of_the_top) is True
    assert camera.judged_up(marked, lambda pixels: 0.56) is None
    assert camera.judged_up(marked, None) is None
