"""The robot's own drivers on the pins of an emulated Raspberry Pi (`make test-system`), with a witness outside it.

lgpio drives Debian's kernel and that drives the emulated BCM2837, as on a real Pi; what arrived at a pin is told by
QEMU. What QEMU 7.2 does not emulate is not asked here: edges of inputs (a button's press is never told to the kernel),
pulls, SPI, and chips on I2C.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if not os.environ.get("COMPANION_EMULATED_PI"):
    pytest.skip("runs on the emulated Pi of `make test-system`", allow_module_level=True)

from companion.body.pins import load_pins
from companion.body.raspberry.analogue import Converter
from companion.body.raspberry.buttons import Lid
from companion.body.raspberry.cheeks import Cheeks
from companion.body.raspberry.drives import PinDrive
from companion.body.raspberry.gpio import digital_output
from companion.body.raspberry.privacy import PrivacySwitch, SensingLight, WatchedCamera
from companion.body.raspberry.supply import Supply
from companion.body.raspberry.warmth import HeatingPad
from companion.daemon.doctor.probes_bench import real_bench
from companion.daemon.doctor.probes_comfort import followed, lit_cheeks
from companion.vocabulary.acts import Glow
from companion.vocabulary.errors import OrganError
from companion.vocabulary.permissions import Gate
from companion.vocabulary.signals import Frame
from tests.system.outside import Outside, within
from tools.system_packages import is_raspberry_pi

PINS = load_pins()
GPIO = PINS.gpio
CHEEKS = GPIO["cheek_red"], GPIO["cheek_green"], GPIO["cheek_blue"]


@pytest.fixture(scope="module")
def outside() -> Outside:
    return Outside()


@pytest.fixture(autouse=True)
def pins_that_nobody_holds() -> Iterator[None]:
    """gpiozero keeps each pin it ever had for its process; another one may want it."""
    yield
    from gpiozero import Device

    if Device.pin_factory is not None:
        Device.pin_factory.close()
        Device.pin_factory = None


@pytest.fixture
def closing() -> Iterator[list[Callable[[], None]]]:
    """What is closed at the end of a test, whatever came of it."""
    ends: list[Callable[[], None]] = []
    yield ends
    for end in reversed(ends):
        end()


def levels(outside: Outside) -> tuple[bool, ...]:
    return tuple(outside.level(pin) for pin in CHEEKS)


def test_gpiozero_takes_it_for_a_pi_and_drives_it_through_lgpio() -> None:
    from gpiozero import Device

    digital_output(GPIO["heater"], "heater").close()
    factory = Device.pin_factory
    assert type(factory).__name__ == "LGPIOFactory"
    assert factory.board_info.model == "3B"
    assert is_raspberry_pi()


def test_cheeks_glow_in_the_colour_that_was_asked_for(outside: Outside, closing: list[Callable[[], None]]) -> None:
    cheeks = Cheeks(*CHEEKS)
    closing.append(cheeks.close)
    cheeks.open()
    cheeks.connect()
    for glow in (Glow(1.0, 0.0, 0.0, 1.0), Glow(0.0, 1.0, 0.0, 1.0), Glow(0.0, 0.0, 1.0, 1.0)):
        cheeks.show(glow)
        wanted = (glow.red > 0, glow.green > 0, glow.blue > 0)
        assert within(lambda wanted=wanted: levels(outside) == wanted), levels(outside)  # type: ignore[misc]
    cheeks.obey(Gate(stop=True))
    assert within(lambda: levels(outside) == (False, False, False))


def test_half_a_glow_is_light_half_of_the_time(outside: Outside, closing: list[Callable[[], None]]) -> None:
    cheeks = Cheeks(*CHEEKS)
    closing.append(cheeks.close)
    cheeks.connect()
    cheeks.show(Glow(1.0, 1.0, 1.0, 0.5))
    outside.forget(CHEEKS[0])
    assert within(lambda: outside.edges(CHEEKS[0])["rises"] > 100)
    assert 0.3 < outside.edges(CHEEKS[0])["high_share"] < 0.7
    cheeks.close()
    assert within(lambda: levels(outside) == (False, False, False))


def sensing_light() -> SensingLight:
    return SensingLight(GPIO["sensing_light"], GPIO["sensing_light_current"])


def test_the_sensing_light_burns_only_while_current_flows(outside: Outside, closing: list[Callable[[], None]]) -> None:
    light = sensing_light()
    closing.append(light.close)
    light.open()
    outside.join(GPIO["sensing_light"], GPIO["sensing_light_current"])
    assert not outside.level(GPIO["sensing_light"])
    assert not light.burns()
    light.on()
    assert within(light.burns)
    assert outside.level(GPIO["sensing_light"])
    light.off()
    assert within(lambda: not light.burns())
    outside.cut(GPIO["sensing_light"])
    light.on()
    assert within(lambda: outside.level(GPIO["sensing_light"]))
    assert not light.burns(), "the pin is high and no current flows: its LED is broken"


class Eyes:
    """A camera that remembers whether it was open."""

    name = "eyes"
    is_open = False

    def open(self) -> None:
        self.is_open = True

    def close(self) -> None:
        self.is_open = False

    def latest(self, timeout_s: float) -> Frame | None:
        return None


def test_no_light_no_camera_and_no_camera_while_private(outside: Outside, closing: list[Callable[[], None]]) -> None:
    eyes, lamp, current = Eyes(), GPIO["sensing_light"], GPIO["sensing_light_current"]
    # Time for the wire, which is a program here.
    camera = WatchedCamera(eyes, sensing_light(), PrivacySwitch(GPIO["privacy_switch"]), lambda s: time.sleep(1.0))
    closing.append(camera.close)
    outside.drive(GPIO["privacy_switch"], True)
    outside.drive(current, False)
    with pytest.raises(OrganError, match="its light does not burn"):
        camera.open()
    assert eyes.is_open is False
    outside.join(lamp, current)
    camera.open()
    assert (eyes.is_open, outside.level(lamp)) == (True, True)
    outside.drive(GPIO["privacy_switch"], False)
    with pytest.raises(OrganError, match="the privacy switch is closed"):
        camera.latest(0.0)
    assert not eyes.is_open
    assert within(lambda: not outside.level(lamp))


def test_the_privacy_switch_and_the_lid_are_read_from_their_wires(
    outside: Outside, closing: list[Callable[[], None]]
) -> None:
    switch, lid = PrivacySwitch(GPIO["privacy_switch"]), Lid(GPIO["lid"])
    closing += [switch.close, lid.close]
    told: list[bool] = []
    outside.drive(GPIO["lid"], True)
    switch.open()
    lid.open(told.append)
    assert told == [True], "a lid that is open at the start is told at once"
    for closed in (True, False, True):
        outside.drive(GPIO["privacy_switch"], not closed)
        outside.drive(GPIO["lid"], not closed)
        assert within(lambda closed=closed: switch.is_private() == closed)  # type: ignore[misc]
        assert within(lambda closed=closed: lid.is_open() != closed)  # type: ignore[misc]


def beaten(supply: Supply, outside: Outside) -> bool:
    """Beat until the supply is on, for a while at most."""
    until_s = time.monotonic() + 20.0
    while time.monotonic() < until_s:
        for _ in range(25):
            supply.beat()
            time.sleep(0.005)
        if outside.supply_is_on():
            return True
    return False


def test_the_heartbeat_holds_the_supply_and_a_pin_that_stays_high_does_not(
    outside: Outside, closing: list[Callable[[], None]]
) -> None:
    supply = Supply(GPIO["heartbeat"], GPIO["output_enable"])
    closing.append(supply.close)
    supply.open()
    assert within(lambda: outside.level(GPIO["output_enable"])), "outputs are off before the first beat"
    assert not outside.supply_is_on()
    assert beaten(supply, outside)
    assert not outside.level(GPIO["output_enable"]), "low lets the pulses out"
    while not outside.level(GPIO["heartbeat"]):
        supply.beat()
        time.sleep(0.05)
    assert within(lambda: not outside.supply_is_on())
    assert outside.level(GPIO["heartbeat"]), "it stayed high, and held nothing"
    supply.rest()
    assert within(lambda: outside.level(GPIO["output_enable"]))


BEATS = """
import sys, time
from companion.body.raspberry.supply import Supply
supply = Supply({heartbeat}, {enable})
supply.open()
print("beats", flush=True)
while True:
    supply.beat()
    time.sleep(0.005)
"""


def test_a_process_that_is_killed_lets_the_supply_fall(outside: Outside) -> None:
    code = BEATS.format(heartbeat=GPIO["heartbeat"], enable=GPIO["output_enable"])
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as creature:
        assert creature.stdout is not None
        assert creature.stdout.readline() == "beats\n"
        assert within(outside.supply_is_on)
        creature.send_signal(signal.SIGKILL)
    assert within(lambda: not outside.supply_is_on())


class Thermometer(Converter):
    """The pad's own, where there is no converter: says what it is told."""

    celsius_share = 0.5

    def __init__(self) -> None:
        super().__init__(2, "heating pad")

    def open(self) -> None:
        return

    def share(self) -> float:
        return self.celsius_share


def test_the_pad_is_heated_up_to_its_limit_and_is_cold_without_its_thermometer(
    outside: Outside, closing: list[Callable[[], None]]
) -> None:
    thermometer = Thermometer()
    pad = HeatingPad(GPIO["heater"], thermometer)
    closing.append(pad.close)
    pad.open()
    assert not outside.level(GPIO["heater"])
    assert pad.keep(36.0, 0.0) == pytest.approx(25.0)
    assert within(lambda: outside.level(GPIO["heater"]))
    thermometer.celsius_share = 0.36
    assert pad.keep(60.0, 1.0) > 38.0
    assert within(lambda: not outside.level(GPIO["heater"])), "never above 38 degrees, whatever is wished"
    thermometer.celsius_share = 0.5
    pad.keep(36.0, 2.0)
    assert within(lambda: outside.level(GPIO["heater"]))
    thermometer.celsius_share = 1.0
    with pytest.raises(OrganError, match="broken off or shorted"):
        pad.keep(36.0, 3.0)
    assert within(lambda: not outside.level(GPIO["heater"]))


def test_servos_at_pins_get_pulses_and_are_limp_when_let_go(
    outside: Outside, closing: list[Callable[[], None]]
) -> None:
    pin = PINS.servo_pins["neck_yaw"]
    drive = PinDrive({"neck_yaw": pin}, PINS.servos.shortest_us, PINS.servos.longest_us)
    closing.append(drive.close)
    drive.connect()
    outside.forget(pin)
    drive.put({"neck_yaw": 1500.0})
    assert within(lambda: outside.edges(pin)["rises"] >= 25)
    assert outside.edges(pin)["high_share"] < 0.3, "a pulse, and then a pause"
    drive.release()
    assert within(lambda: outside.edges(pin)["quiet_s"] > 1.0)
    assert not outside.level(pin)


HOLDS = """
import lgpio, time
chip = lgpio.gpiochip_open(0)
lgpio.gpio_claim_output(chip, {pin})
print("held", flush=True)
time.sleep(600)
"""


def test_a_pin_that_somebody_holds_is_told_with_its_number(closing: list[Callable[[], None]]) -> None:
    code = HOLDS.format(pin=CHEEKS[0])
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as thief:
        assert thief.stdout is not None
        thief.stdout.readline()
        cheeks = Cheeks(*CHEEKS)
        with pytest.raises(OrganError, match=rf"cheeks: cannot use GPIO{CHEEKS[0]}, .*busy"):
            cheeks.connect()
        thief.kill()
    closing.append(cheeks.close)
    cheeks.connect()  # free again


def test_the_doctor_reads_back_what_it_drives(outside: Outside) -> None:
    bench = real_bench(PINS)
    assert all(pin.went_high and pin.went_low for pin in lit_cheeks(bench))
    gate = followed(bench, "heater", 0.05)
    assert gate.went_high
    assert gate.went_low
    assert not outside.level(GPIO["heater"])


def test_the_pis_own_watchdog_can_count_as_far_as_installing_asks() -> None:
    watchdog = Path("/sys/class/watchdog/watchdog0")  # opening it would start this Pi again: QEMU's bites at once
    assert "Broadcom" in (watchdog / "identity").read_text()
    assert int((watchdog / "timeout").read_text()) >= 14
