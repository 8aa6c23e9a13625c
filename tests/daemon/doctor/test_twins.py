"""Everything that can be broken on twins is found, told in plain words, and blamed on nothing else."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from companion.body.twins.board import Board
from companion.daemon.alone import body_alone
from companion.daemon.doctor.breaking import FAULTS, strike
from companion.daemon.doctor.examine import computer, done_by
from companion.daemon.doctor.examine_body import body
from companion.daemon.doctor.finding import Finding
from companion.daemon.doctor.patient import Check, Patient, patient_of
from companion.daemon.doctor.twins import twin_patient
from companion.settings import Settings
from companion.vocabulary.errors import CompanionError
from tests.body.chips import Time

SETTINGS = Settings.model_validate(
    {
        "body": {"kind": "twins", "speaker": "card"},
        "microphone": {"source": "card"},
        "senses": {"pulse": True},
        "warmth": {"fitted": True},
    }
)
WHEN_MOVED = ("servo-unplugged",)
"""A limp servo and none at all look alike."""

WHEN_LISTENING = ("microphone-silent", "microphone-overdriven", "sound-card-busy", "loudspeaker-unheard")

FOUND: dict[str, tuple[str, str, str]] = {
    "skin-unplugged": ("skin", "no answer", "MPR121 at 0x5A does not answer."),
    "skin-loose": ("skin", "loose wire", "MPR121 at 0x5A answered"),
    "skin-wrong-address": ("skin", "wrong address", "An MPR121 answers at 0x5B and not at 0x5A."),
    "electrode-broken": ("skin", "loose wire", "The electrode of its left flipper reads 0: nothing is connected there"),
    "electrode-loose": ("skin", "loose wire", "The electrode of its tail jumps between"),
    "balance-unplugged": ("balance", "no answer", "MPU-6050 at 0x69 does not answer."),
    "balance-copy": ("balance", "wrong part", "where its MPU-6050 belongs, there is an unknown part."),
    "servo-drive-unplugged": ("servo drive", "no answer", "PCA9685 at 0x40 does not answer."),
    "plugs-exchanged": ("servo drive", "wrong part", "where its PCA9685 belongs, there is an MPU-6050."),
    "bus-noisy": ("bus", "noise", "I2C bus 1 garbles what"),
    "bus-stuck": ("bus", "bus stuck", "I2C bus 1 is stuck: a chip holds a line low."),
    "bus-missing": ("bus", "missing overlay", "I2C bus 1 is not there."),
    "bus-unpowered": ("bus", "loose wire", "I2C bus 1 is there, and not one chip answers."),
    "clock-battery": ("clock chip", "dead battery", "It stood still while the power was off"),
    "clock-wrong": ("clock chip", "clock", "It is 10 years away from the computer's clock"),
    "battery-empty": ("battery gauge", "dead battery", "3% full, 2.70 V. A lithium cell has 3 to 4.3 V."),
    "light-burnt": ("sensing light", "burnt light", "No current flows through it, so the camera stays closed."),
    "converter-unpowered": ("converter", "loose wire", "Every channel of the MCP3008 reads nothing."),
    "servos-draw": ("servo current", "short circuit", "The servos draw 3.3 A while their supply should be off."),
    "servo-unplugged": ("tail", "loose wire", "It was told to move, and no more current flowed (0 mA)."),
    "cheek-shorted": ("cheeks", "short circuit", "GPIO6 (cheek green) stays low when it should be high."),
    "cheeks-taken": ("cheeks", "no answer", "cheek red: cannot use GPIO5"),
    "pad-wire": ("heating pad", "loose wire", "the thermistor reads 100% of the reference"),
    "pad-hot": ("heating pad", "short circuit", "degrees, and nobody heats it."),
    "heater-shorted": ("heating pad", "short circuit", "GPIO12 (heater) stays low when it should be high."),
    "microphone-missing": ("microphone", "no sound", "No sound card has a microphone."),
    "microphone-silent": ("microphone", "no sound", "It opens and sends nothing but zeros."),
    "microphone-overdriven": ("microphone", "no sound", "It is overdriven:"),
    "sound-card-busy": ("microphone", "no sound", "Cannot be opened (Device unavailable)."),
    "loudspeaker-missing": ("loudspeaker", "no sound", "No sound card has a loudspeaker."),
    "loudspeaker-unheard": ("loudspeaker", "no sound", "It takes a quiet tone, and the microphone does not hear it"),
    "service-given-up": ("service", "hangs", "systemd has given it up (watchdog)."),
    "stop-stuck": ("buttons", "stuck button", "The stop button is pressed, and nobody should touch it now."),
    "lid-open": ("lid", "", "The lid is open, so no joint may move."),
    "private": ("privacy switch", "", "It is set to private: the creature neither sees nor hears."),
    "camera-cable": ("camera", "camera cable", "No camera is found (picamera2)."),
    "overlay-missing": ("devices", "missing overlay", "/dev/spidev0.0 (the converter) is not there."),
    "restart-wanted": ("devices", "missing overlay", "/dev/spidev0.0 (the converter) is not there."),
    "group-missing": ("devices", "group membership", "/dev/i2c-1 (the bus of the chips) may not be used."),
    "supply-weak": ("supply", "under-voltage", "The supply of the Pi is too low just now."),
    "supply-was-weak": ("supply", "under-voltage", "The supply of the Pi has been too low since"),
    "hot": ("heat", "heat", "The processor has 83 degrees."),
    "card-worn": ("card", "worn card", "The file system of mmcblk0 has met 2 errors."),
    "disk-full": ("room", "free space", "2 MB are free in"),
    "clock-untrusted": ("clock", "clock", "Nobody has confirmed the computer's clock"),
}
"""Part, cause and words of the first thing that is not good, with that fault alone."""


def twins(state: Path) -> tuple[Patient, Board]:
    """A healthy robot in simulated time."""
    time = Time()

    def wait(seconds: float) -> None:
        until_s = time.now_s + seconds
        while time.now_s < until_s:
            time.wait(0.004)
            board.skin.tick()

    patient = twin_patient(SETTINGS, "companion.toml", (), state, time.now, wait)
    assert patient.bench is not None
    assert patient.bench.board is not None
    board = patient.bench.board
    patient.computer.run = lambda command: None
    patient.computer.root = state
    return patient, board


def found(checks: Iterable[Check]) -> list[Finding]:
    return [finding for check in checks for finding in done_by(check, 20.0)]


def ailing(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.verdict in ("broken", "look")]


def test_healthy_twins_have_nothing_to_complain_of(tmp_path: Path) -> None:
    patient, _ = twins(tmp_path)
    assert (
        ailing(found([*body(patient), *(each for each in computer(patient) if each.part not in ("page", "memory"))]))
        == []
    )


def test_every_fault_has_a_line_that_says_what_must_be_found() -> None:
    assert set(FOUND) == set(FAULTS)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_told_and_has_a_remedy(name: str, tmp_path: Path) -> None:
    patient, board = twins(tmp_path)
    strike(patient, (name,))
    patient.move, patient.listen = name in WHEN_MOVED, name in WHEN_LISTENING
    board.bus.stuck_lasts_s = 0.0  # nobody waits for the kernel here
    part, cause, words = FOUND[name]
    ill = ailing(found(body(patient)) + [f for f in found(computer(patient)) if f.part not in ("page", "memory")])
    assert (ill[0].part, ill[0].cause) == (part, cause)
    assert words in ill[0].line
    assert ill[0].mend


@pytest.mark.parametrize("name", ["bus-stuck", "bus-missing", "bus-unpowered"])
def test_while_the_bus_is_at_fault_no_chip_is_blamed(name: str, tmp_path: Path) -> None:
    patient, board = twins(tmp_path)
    strike(patient, (name,))
    board.bus.stuck_lasts_s = 0.0
    findings = found(body(patient))
    assert [finding.part for finding in ailing(findings)] == ["bus"]
    assert {finding.verdict for finding in findings if finding.part in ("skin", "balance")} == {"untested"}


def test_no_joint_gets_a_pulse_and_the_supply_is_never_switched_on(tmp_path: Path) -> None:
    patient, board = twins(tmp_path)
    beats: list[float] = []
    board.gpio.wire(board.pin("heartbeat"), beats.append)
    board.gpio.wire(board.pin("output_enable"), beats.append)
    found(body(patient))
    assert beats == []
    assert not board.one_shot.is_on
    assert all(board.pulses.pulse_us(channel) is None for channel in range(16))


def test_the_skin_rests_and_the_light_is_out_when_the_doctor_has_gone(tmp_path: Path) -> None:
    patient, board = twins(tmp_path)
    found(body(patient))
    assert not board.skin.runs
    assert board.gpio.level(board.pin("sensing_light")) == 0


def test_parts_that_a_robot_does_not_have_are_not_looked_for(tmp_path: Path) -> None:
    patient, _ = twins(tmp_path)
    strike(patient, ("balance-unplugged",))
    absent = SETTINGS.body.model_copy(update={"absent": ("balance", "cheek light")})
    patient.settings = SETTINGS.model_copy(update={"body": absent})
    assert not {"balance", "cheeks"} & {finding.part for finding in found(body(patient))}


def test_a_pulse_sensor_that_nobody_uses_may_be_missing(tmp_path: Path) -> None:
    patient, board = twins(tmp_path)
    board.bus.silent.add(board.address("pulse"))
    patient.settings = Settings.model_validate({"body": {"kind": "twins"}})
    assert ailing(found(body(patient))) == []


def test_a_fault_that_nobody_knows_is_answered_with_the_list(tmp_path: Path) -> None:
    patient, _ = twins(tmp_path)
    with pytest.raises(CompanionError, match="skin-unplugged, skin-loose"):
        strike(patient, ("bad-mood",))


def test_while_a_creature_lives_in_the_body_its_chips_are_left_alone(tmp_path: Path) -> None:
    settings = Settings.model_validate({"body": {"kind": "raspberry"}})
    patient = patient_of(settings, "companion.toml", (), tmp_path, look_through=True)
    with body_alone():
        (finding,) = found(body(patient))
    assert (finding.part, finding.verdict) == ("body", "untested")
    assert finding.line.startswith("A creature lives in it")


def test_a_robot_on_a_computer_without_pins_is_told_so_without_a_traceback(tmp_path: Path) -> None:
    settings = Settings.model_validate({"body": {"kind": "raspberry"}, "camera": {"source": "/dev/video-nobody"}})
    findings = found(body(patient_of(settings, "companion.toml", (), tmp_path, look_through=False)))
    assert all(finding.line and finding.cause != "hangs" for finding in findings)
    assert {"camera", "bus", "pins"} <= {finding.part for finding in findings if finding.verdict == "broken"}
