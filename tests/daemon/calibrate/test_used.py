"""A changed calibration changes what the organ does: the whole way from the file to what it feels, sees and says."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from companion.body.calibrated import (
    CameraCalibration,
    LightCalibration,
    LoudspeakerCalibration,
    PostureCalibration,
    TouchCalibration,
)
from companion.body.cameras.set_right import SetRight
from companion.body.raspberry.analogue import Converter, RoomLight
from companion.body.raspberry.motion_chip import MotionChip
from companion.body.raspberry.touch_chip import TouchChip
from companion.body.simulated.camera import SimulatedCamera
from companion.body.simulated.speaker import SimulatedSpeaker
from companion.body.sound.limited import LimitedSpeaker
from companion.daemon.calibrate.kept import Kept
from companion.daemon.compose import Creature, compose
from companion.daemon.keeping import FolderStore
from companion.perception.posture import PosturePath
from companion.perception.touch.path import TouchPath
from companion.settings import Settings
from companion.vocabulary.moment import Moment
from companion.vocabulary.signals import ZONES, Frame, MotionSample, Samples, SkinCounts
from tests.daemon.calibrate.stage import PINS, TODAY, Stage
from tools.living import free_port


def born(folder: Path, **parts: dict[str, Any]) -> Creature:
    """A creature of twins with these parts calibrated."""
    kept = Kept(FolderStore(folder), "twin", PINS, TODAY)
    for part, values in parts.items():
        kept.keep(part, values)  # type: ignore[arg-type]
    content = {"body": {"kind": "twins"}, "web": {"port": free_port()}, "creature": {"seed": 7}}
    creature = compose(Settings.model_validate(content), folder)
    assert creature.body.board is not None
    creature.body.board.stop()
    return creature


def felt(least: float, fall: float) -> int:
    """How many readings of touch a fall of so many counts makes on a skin with this threshold."""
    path = TouchPath((least,) * len(ZONES))
    told = 0
    for number in range(120):
        count = 700 - (fall if number > 60 else 0)
        told += len(path.feel(SkinCounts((int(count), *(700,) * 11), 1.0 + number / 100)))
    return told


def test_the_same_light_hand_is_felt_through_a_thick_fur_and_not_through_a_thin_one() -> None:
    assert felt(least=2.0, fall=7) > 0
    assert felt(least=30.0, fall=7) == 0
    assert felt(least=30.0, fall=90) > 0


def test_the_skin_of_the_daemon_takes_its_own_thresholds_and_wires(tmp_path: Path) -> None:
    electrodes = dict(PINS.electrodes)
    electrodes["nose"], electrodes["tail"] = electrodes["tail"], electrodes["nose"]
    creature = born(tmp_path, touch={"least_counts": {"nose": 10.0}, "electrodes": electrodes})
    gestures = creature.life.heart._gestures
    assert gestures._electrodes._least[0] == 10.0
    assert gestures._electrodes._least[1:] == (4.0,) * 11
    creature.life.heart.forget_hands()
    assert creature.life.heart._gestures._electrodes._least[0] == 10.0


def test_the_chip_interrupts_at_its_own_threshold_on_the_right_wire(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    least = TouchCalibration(least_counts={"nose": 10.0}).least()
    electrodes = {**PINS.electrodes, "nose": 11, "tail": 0}
    chip = TouchChip(stage.bench.wiring.chip("touch"), electrodes, least)
    chip.connect()
    assert list(stage.board.skin.registers[0x41 + 22 : 0x41 + 24]) == [15, 7]
    assert list(stage.board.skin.registers[0x41 : 0x41 + 2]) == [6, 3]


def test_a_robot_that_was_calibrated_askew_lies_level(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    zero = PostureCalibration(acceleration_g=(0.3, -0.2, 0.93), turn_deg_s=(2.0, -1.0, 0.5))
    stage.board.balance.acceleration_g, stage.board.balance.turn_deg_s = (0.3, -0.2, 0.93), (2.0, -1.0, 0.5)
    told = {}
    for name, calibration in (("usual", None), ("own", zero)):
        chip = MotionChip(stage.bench.wiring.chip("posture"), wait=stage.bench.wait, zero=calibration)
        chip.connect()
        told[name] = chip.sample(0.0)
    assert told["usual"].acceleration_g == pytest.approx((0.3, -0.2, 0.93), abs=0.002)
    assert told["own"].acceleration_g == pytest.approx((0.0, 0.0, 1.0), abs=0.002)
    assert told["own"].turn_deg_s == pytest.approx((0.0, 0.0, 0.0), abs=0.02)


def over(zero: PostureCalibration | None, tilt_g: tuple[float, float, float]) -> list[str]:
    """What posture says of a body that is rolled so far, felt by a chip that sits askew."""
    path = PosturePath()
    told: list[str] = []
    for number in range(200):
        sample = MotionSample(tilt_g, (0.0, 0.0, 0.0), number / 100)
        told += [reading.posture for reading in path.feel(zero.level(sample) if zero is not None else sample)]
    return told


def test_whether_it_is_upside_down_is_judged_from_its_own_level() -> None:
    zero = PostureCalibration(acceleration_g=(0.0, 0.38, 0.925), turn_deg_s=(0.0, 0.0, 0.0))
    tilted = (0.0, 0.95, -0.31)
    assert "upside_down" not in over(None, tilted)
    assert "upside_down" not in over(zero, (0.0, 0.38, 0.925))
    beyond = (0.0, -0.95, -0.31)
    assert over(None, beyond) != over(zero, beyond)


def test_the_zero_reaches_the_balance_of_the_daemon(tmp_path: Path) -> None:
    values = {"acceleration_g": [0.1, 0.0, 0.99], "turn_deg_s": [0.0, 0.0, 0.0]}
    creature = born(tmp_path, posture=values)
    assert creature.body.calibrated.posture is not None


def test_the_same_room_is_brighter_to_a_sensor_that_sees_less(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.board.shares("light", 0.1)
    levels = []
    for light in (
        LightCalibration(dark_share=0.01, bright_share=0.2),
        LightCalibration(dark_share=0.01, bright_share=1),
    ):
        sensor = RoomLight(Converter(0, "light sensor", stage.bench.factory), light.dark_share, light.bright_share)
        sensor.open()
        levels.append(sensor.level())
        sensor.close()
    assert levels[0] == pytest.approx(0.77, abs=0.01)
    assert levels[1] == pytest.approx(0.5, abs=0.01)


def test_the_light_of_the_daemon_is_read_by_its_own_ends(tmp_path: Path) -> None:
    creature = born(tmp_path, light={"dark_share": 0.05, "bright_share": 0.5})
    assert creature.body.board is not None
    creature.body.board.shares("light", 0.05)
    creature.body.light_sensor.open()
    assert creature.body.light_sensor.level() == pytest.approx(0.0, abs=0.02)
    creature.body.light_sensor.close()


def test_everything_that_sounds_is_turned_down_by_the_limit(tmp_path: Path) -> None:
    creature = born(tmp_path, loudspeaker={"limit_db": -20.0})
    speaker = creature.life.heart.flow.body.speaker
    speaker.open()
    loud = Samples(np.full(400, 0.4, np.float32), 22_050)
    played = speaker.play(loud, Moment(1.0))
    assert played is not None
    assert float(np.abs(played.samples.values).max()) == pytest.approx(0.04, rel=1e-3)
    assert creature.twins.speaker.take()[0].values.max() == pytest.approx(0.04, rel=1e-3)


def test_without_a_limit_nothing_is_turned_down() -> None:
    speaker = LimitedSpeaker(SimulatedSpeaker(), LoudspeakerCalibration(limit_db=0.0))
    speaker.open()
    played = speaker.play(Samples(np.full(100, 0.4, np.float32), 22_050), Moment(1.0))
    assert played is not None
    assert played.samples.values.max() == pytest.approx(0.4)


class Picture(SimulatedCamera):
    """A camera with one picture: its upper left corner is white, the rest dark."""

    def latest(self, timeout_s: float) -> Frame | None:
        pixels: NDArray[np.uint8] = np.full((4, 6, 3), 40, np.uint8)
        pixels[0, 0] = 200
        return Frame(pixels, 1.0)


def test_a_camera_that_hangs_upside_down_and_sees_dark_is_set_right() -> None:
    eyes = SetRight(Picture(), CameraCalibration(upside_down=True, exposure_ev=1.1, sharpness=0.7))
    frame = eyes.latest(0.1)
    assert frame is not None
    assert frame.pixels.shape == (4, 6, 3)
    assert frame.pixels[-1, -1, 0] == 255
    assert frame.pixels[0, 0, 0] == pytest.approx(40 * 2**0.5, abs=1)
    plain = SetRight(Picture(), CameraCalibration(upside_down=False, exposure_ev=0.0, sharpness=0.7)).latest(0.1)
    assert plain is not None
    assert plain.pixels[0, 0, 0] == 200


def test_the_eyes_of_the_daemon_are_set_right_within_their_guard(tmp_path: Path) -> None:
    Kept(FolderStore(tmp_path), "twin", PINS, TODAY).keep(
        "camera", {"upside_down": True, "exposure_ev": 0.0, "sharpness": 0.7}
    )
    content = {
        "body": {"kind": "twins"},
        "web": {"port": free_port()},
        "camera": {"source": str(tmp_path)},
    }
    creature = compose(Settings.model_validate(content), tmp_path)
    assert creature.body.board is not None
    creature.body.board.stop()
    guard = creature.sight._camera
    assert isinstance(guard._camera, SetRight)  # type: ignore[attr-defined]


def test_the_ear_is_there_for_hearing(tmp_path: Path) -> None:
    creature = born(tmp_path, microphone={"gain_db": 8.0, "noise_floor_dbfs": -62.0})
    ear = creature.body.calibrated.microphone
    assert ear is not None
    assert (ear.gain_db, ear.noise_floor_dbfs) == (8.0, -62.0)
