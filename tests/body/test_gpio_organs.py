"""What hangs at pins: cheeks, privacy, buttons, lid, warmth, light; on gpiozero's mock pins, wired as on the robot."""

import time as real_time
from collections.abc import Callable

import pytest

from companion.body.raspberry import buttons as buttons_room
from companion.body.raspberry.analogue import Converter, RoomLight, RoomThermometer, thermistor_c, tmp36_c
from companion.body.raspberry.buttons import Buttons, Lid
from companion.body.raspberry.cheeks import Cheeks
from companion.body.raspberry.gpio import digital_output
from companion.body.raspberry.privacy import PrivacySwitch, SensingLight, WatchedCamera, WatchedMicrophone
from companion.body.raspberry.warmth import HeatingPad
from companion.body.simulated.camera import SimulatedCamera
from companion.body.simulated.microphone import SimulatedMicrophone
from companion.body.twins.board import Board
from companion.vocabulary.acts import Glow
from companion.vocabulary.commands import Command, ReleaseGate, SetGate
from companion.vocabulary.errors import OrganError
from companion.vocabulary.permissions import Gate
from tests.body.chips import Time
from tests.body.robot import PINS
from tests.body.stage import jpeg
from tools.system_packages import is_raspberry_pi

WARM = Glow(1.0, 0.6, 0.3, 0.5)


@pytest.fixture
def board() -> Board:
    return Board(PINS, Time().now)


def within(seconds: float, true: Callable[[], bool]) -> bool:
    """Wait for what another thread does, for so long at most."""
    until_s = real_time.monotonic() + seconds
    while not true() and real_time.monotonic() < until_s:
        real_time.sleep(0.005)
    return true()


def cheeks(board: Board) -> tuple[Cheeks, Callable[[], tuple[float, ...]]]:
    pins = board.pin("cheek_red"), board.pin("cheek_green"), board.pin("cheek_blue")
    organ = Cheeks(*pins, board.gpio)
    organ.open()
    organ.connect()
    return organ, lambda: tuple(board.gpio.level(pin) for pin in pins)


def test_cheeks_glow_as_asked_and_are_dark_behind_a_closed_gate(board: Board) -> None:
    organ, levels = cheeks(board)
    organ.show(WARM)
    assert levels() == pytest.approx((0.5, 0.3, 0.15))
    organ.obey(Gate(stop=True))
    assert levels() == (0, 0, 0)
    organ.show(WARM)
    assert levels() == (0, 0, 0)
    organ.obey(Gate())
    organ.show(WARM)
    assert levels()[0] == 0.5
    organ.close()
    assert levels() == (0, 0, 0)


def test_light_that_is_no_number_is_dark_and_never_beyond_full(board: Board) -> None:
    organ, levels = cheeks(board)
    organ.show(Glow(float("nan"), 7.0, -1.0, 2.0))
    assert levels() == (0, 1, 0)


def test_a_busy_pin_is_told_with_its_number(board: Board) -> None:
    board.gpio.broken.add(5)
    with pytest.raises(OrganError, match=r"cheeks: cannot use GPIO5, 6, 13 \(.*GPIO busy"):
        cheeks(board)
    Cheeks(5, 6, 13, board.gpio).show(WARM)  # lives on without light


@pytest.mark.skipif(is_raspberry_pi(), reason="a Pi has pins")
def test_off_a_pi_the_reason_is_said_in_words() -> None:
    with pytest.raises(OrganError, match="heartbeat: finds no pins here"):
        digital_output(27, "heartbeat")


class Watched:
    """A camera behind its light and switch."""

    def __init__(self, board: Board) -> None:
        pin = board.pin
        self.eyes = SimulatedCamera(now=lambda: 1.0)
        self.light = SensingLight(pin("sensing_light"), pin("sensing_light_current"), board.gpio)
        self.switch = PrivacySwitch(pin("privacy_switch"), board.gpio)
        self.camera = WatchedCamera(self.eyes, self.light, self.switch, wait=lambda seconds: None)
        self.ears = SimulatedMicrophone(now=lambda: 1.0)
        self.microphone = WatchedMicrophone(self.ears, self.light, self.switch, wait=lambda seconds: None)

    def hears(self) -> bool:
        self.ears.feed(b"PCM1" + (16_000).to_bytes(4, "little") + bytes(640))
        return self.microphone.latest(0.1) is not None

    def sees(self) -> bool:
        self.eyes.feed(jpeg())
        return self.camera.latest(0.1) is not None


def test_the_light_burns_while_the_camera_is_open_and_not_a_moment_longer(board: Board) -> None:
    watched = Watched(board)
    assert board.gpio.level(24) == 0
    watched.camera.open()
    assert board.gpio.level(24) == 1
    assert watched.sees()
    watched.camera.close()
    assert board.gpio.level(24) == 0


def test_no_light_no_camera(board: Board) -> None:
    board.lamp_broken = True
    watched = Watched(board)
    with pytest.raises(OrganError, match="its light does not burn"):
        watched.camera.open()
    with pytest.raises(OrganError, match="is closed"):
        watched.eyes.latest(0.0)


def test_a_light_that_dies_while_it_looks_closes_the_camera_before_another_picture(board: Board) -> None:
    watched = Watched(board)
    watched.camera.open()
    assert watched.sees()
    watched.eyes.feed(jpeg())
    board.gpio.drive(25, False)
    with pytest.raises(OrganError, match="its light does not burn"):
        watched.camera.latest(0.1)
    with pytest.raises(OrganError, match="is closed"):
        watched.eyes.latest(0.0)


def test_the_light_burns_as_long_as_it_looks_or_listens(board: Board) -> None:
    watched = Watched(board)
    watched.microphone.open()
    assert board.gpio.level(24) == 1
    watched.camera.open()
    watched.camera.close()
    watched.camera.close()
    assert board.gpio.level(24) == 1, "it still listens"
    assert watched.hears()
    watched.microphone.close()
    assert board.gpio.level(24) == 0
    watched.camera.open()
    assert watched.sees()
    watched.camera.close()
    assert board.gpio.level(24) == 0


def test_the_privacy_switch_closes_the_microphone_before_another_sound(board: Board) -> None:
    watched = Watched(board)
    watched.microphone.open()
    assert watched.hears()
    board.gpio.drive(23, False)
    with pytest.raises(OrganError, match="Slide it open to let me hear"):
        watched.hears()
    with pytest.raises(OrganError, match="is closed"):
        watched.ears.latest(0.0)
    assert board.gpio.level(24) == 0
    with pytest.raises(OrganError, match="privacy switch is closed"):
        watched.microphone.open()
    assert board.gpio.level(24) == 0


def test_no_light_no_microphone(board: Board) -> None:
    board.lamp_broken = True
    with pytest.raises(OrganError, match="its light does not burn"):
        Watched(board).microphone.open()


def test_a_picture_taken_while_the_switch_was_moved_is_not_handed_on(board: Board) -> None:
    watched = Watched(board)
    watched.camera.open()
    watched.eyes.feed(jpeg())
    looking = watched.eyes.latest

    def moved_meanwhile(timeout_s: float) -> object:
        frame = looking(timeout_s)
        board.gpio.drive(23, False)
        return frame

    watched.eyes.latest = moved_meanwhile  # type: ignore[method-assign, assignment]
    with pytest.raises(OrganError, match="the privacy switch is closed"):
        watched.camera.latest(0.1)


def test_a_closed_switch_keeps_the_camera_and_its_light_off(board: Board) -> None:
    board.gpio.drive(23, False)
    watched = Watched(board)
    with pytest.raises(OrganError, match="the privacy switch is closed"):
        watched.camera.open()
    assert board.gpio.level(24) == 0
    board.gpio.drive(23, True)
    watched.camera.open()
    assert watched.sees()


def test_nobody_looks_while_the_switch_cannot_be_read(board: Board) -> None:
    board.gpio.broken.add(23)
    with pytest.raises(OrganError, match="privacy switch: cannot use GPIO23"):
        Watched(board).camera.open()


def pressed(board: Board, pin: int) -> None:
    board.gpio.drive(pin, False)
    board.gpio.drive(pin, True)


def test_the_stop_button_stops_and_the_mute_button_silences_and_lets_sound_again(board: Board) -> None:
    orders: list[Command] = []
    gate = Gate()
    buttons = Buttons(board.pin("stop_button"), board.pin("mute_button"), board.gpio)
    buttons.open(orders.append, lambda: gate)
    pressed(board, board.pin("stop_button"))
    pressed(board, board.pin("mute_button"))
    gate = Gate(silent=True)
    pressed(board, board.pin("mute_button"))
    assert orders == [SetGate("stop", True), SetGate("silent", True), SetGate("silent", False)]
    buttons.close()
    pressed(board, board.pin("stop_button"))
    assert len(orders) == 3


def test_only_a_stop_button_held_long_lets_it_live_again(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buttons_room, "RELEASE_AFTER_S", 0.05)
    orders: list[Command] = []
    buttons = Buttons(board.pin("stop_button"), board.pin("mute_button"), board.gpio)
    buttons.open(orders.append, Gate)
    board.gpio.drive(board.pin("stop_button"), False)
    assert within(5.0, lambda: orders == [SetGate("stop", True), ReleaseGate()])
    buttons.close()


def test_the_lid_says_at_once_and_at_every_change_and_a_broken_wire_reads_as_open(board: Board) -> None:
    told: list[bool] = []
    lid = Lid(board.pin("lid"), board.gpio)
    assert lid.is_open()
    lid.open(told.append)
    board.gpio.drive(board.pin("lid"), True)
    board.gpio.drive(board.pin("lid"), False)
    assert told == [False, True, False]


def pad(board: Board) -> HeatingPad:
    channel = PINS.adc.channels["heater_temperature"]
    organ = HeatingPad(board.pin("heater"), Converter(channel, "heating pad", board.gpio), pin_factory=board.gpio)
    board.shares("heater_temperature", share_at(25.0))
    organ.open()
    return organ


def share_at(degrees_c: float) -> float:
    """What the converter reads at a temperature: the thermistor's own table, searched."""
    low, high = 0.02001, 0.97999
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if thermistor_c(middle) > degrees_c else (low, middle)
    return low


def test_the_pad_heats_to_what_is_wished_and_never_above_38_degrees(board: Board) -> None:
    organ = pad(board)
    organ.keep(60.0, 0.0)
    assert organ.heats
    board.shares("heater_temperature", share_at(38.2))
    assert organ.keep(60.0, 1.0) == pytest.approx(38.2, abs=0.2)
    assert not organ.heats


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_a_thermistor_that_is_broken_off_or_shorted_means_cold(board: Board, share: float) -> None:
    organ = pad(board)
    organ.keep(36.0, 0.0)
    board.shares("heater_temperature", share)
    with pytest.raises(OrganError, match="the thermistor reads"):
        organ.keep(36.0, 1.0)
    assert not organ.heats


def test_a_pad_that_is_heated_and_gets_no_warmer_is_switched_off(board: Board) -> None:
    organ = pad(board)
    for second in range(0, 120, 10):
        organ.keep(36.0, float(second))
    with pytest.raises(OrganError, match="stayed at 25"):
        organ.keep(36.0, 121.0)
    assert not organ.heats
    assert board.gpio.level(board.pin("heater")) == 0


def test_closing_the_pad_cools_it(board: Board) -> None:
    organ = pad(board)
    organ.keep(36.0, 0.0)
    organ.close()
    assert board.gpio.level(board.pin("heater")) == 0


def test_light_is_told_from_dark_to_day_and_a_converter_without_power_is_dark(board: Board) -> None:
    light = RoomLight(Converter(PINS.adc.channels["light"], "light sensor", board.gpio))
    with pytest.raises(OrganError, match="light sensor: is closed"):
        light.level()
    light.open()
    told = []
    for share in (0.0, 0.01, 0.1, 0.95):
        board.shares("light", share)
        told.append(light.level())
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0, 1)
    board.gpio.converter.silent = True
    assert light.level() == 0


def test_the_thermometer_tells_the_warmth_of_the_room_and_a_wire_that_is_off(board: Board) -> None:
    thermometer = RoomThermometer(Converter(PINS.adc.channels["temperature"], "thermometer", board.gpio), 3.3)
    thermometer.open()
    board.warm(31.0)
    assert thermometer.celsius() == pytest.approx(31.0, abs=0.5)
    board.shares("temperature", 0.0)
    with pytest.raises(OrganError, match="thermometer: reads -50 degrees"):
        thermometer.celsius()
    thermometer.close()


def test_temperatures_are_those_of_the_data_sheets() -> None:
    assert tmp36_c(0.75 / 3.3, 3.3) == pytest.approx(25.0)
    assert thermistor_c(0.5) == pytest.approx(25.0)
