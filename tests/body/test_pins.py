"""The pin map is whole, and one that would wire two parts onto each other is refused."""

from pathlib import Path

import pytest

from companion.body.pins import load_pins, pins_file
from companion.vocabulary.acts import JOINTS
from companion.vocabulary.errors import PinsError

GOOD = pins_file().read_text(encoding="utf-8")


def refused(folder: Path, content: str) -> str:
    path = folder / "pins.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PinsError) as told:
        load_pins(path)
    return str(told.value)


def test_every_joint_has_a_channel_and_limits() -> None:
    pins = load_pins()
    assert set(pins.joints) == set(pins.limits) == set(JOINTS)


def test_two_chips_at_one_address_are_refused(tmp_path: Path) -> None:
    told = refused(tmp_path, GOOD.replace("address = 0x69", "address = 0x68"))
    assert "gives the address 0x68 to clock and posture" in told


def test_two_joints_on_one_channel_are_refused(tmp_path: Path) -> None:
    assert "puts neck_yaw and tail on channel 0" in refused(tmp_path, GOOD.replace("channel = 6", "channel = 0"))


CLASHES = (
    ("lid = 16 ", "lid = 17 ", "gives GPIO 17 to lid and touch_interrupt; each needs its own"),
    ("lid = 16 ", "lid = 3 ", "gives lid the GPIO 3, which belongs to the I2C bus"),
    ("lid = 16 ", "lid = 30 ", "gives lid the GPIO 30; there are 2 to 27"),
    ("neck_yaw = 18", "neck_yaw = 16", "gives GPIO 16 to lid and the servo of neck_yaw"),
    ("temperature = 1 ", "temperature = 0 ", "gives ADC channel 0 to light and temperature"),
    ("tail = 11", "tail = 0", "gives electrode 0 to nose and tail"),
    ("tail = 11", "", "lacks the places tail"),
    ("address = 0x5A", "address = 0x5F", "has a MPR121 at 0x5F; that part can be at 0x5A or 0x5B"),
    ("address = 0x5A\nvolts = 3.3", "address = 0x5A\nvolts = 5.0", "feeds a MPR121 with 5 V; it bears 1.71 to 3.6 V"),
    ("address = 0x40\nvolts = 3.3", "address = 0x40\nvolts = 5.0", "3.3 V on the bus is no high for it"),
    ("limit_c = 38.0", "limit_c = 39.0", "warmth.limit_c = 39.0 is not allowed; it takes a number above 20 to 38"),
    ('forward = "+x"', 'forward = "-z"', "one axis cannot point both ways"),
)


@pytest.mark.parametrize(("before", "after", "words"), CLASHES, ids=[words for *_, words in CLASHES])
def test_what_cannot_be_wired_so_is_refused_in_words(tmp_path: Path, before: str, after: str, words: str) -> None:
    assert before in GOOD
    assert words in refused(tmp_path, GOOD.replace(before, after, 1))


def test_servos_on_pins_say_what_they_take_from_a_sound_card() -> None:
    assert (
        "GPIO18 is wanted by the I2S sound card and by the servo of neck_yaw" in load_pins().clashes_with_sound_card()
    )


def test_every_other_fault_is_named_with_its_line(tmp_path: Path) -> None:
    told = refused(tmp_path, GOOD.replace("channel = 0", "channel = 16").replace("bus = 1", "bus = -1"))
    line = GOOD.splitlines().index("channel = 0") + 1
    assert f"line {line}: joints.neck_yaw.channel = 16 is not allowed; it takes a whole number from 0 to 15" in told
    assert "i2c.bus = -1 is not allowed; it takes a whole number from 0 to 20" in told


@pytest.mark.parametrize(
    "content", ["", "[i2c", GOOD.split("[joints.tail]")[0], GOOD.replace("high = 1.0", "high = -1.0", 1)]
)
def test_a_file_that_is_not_whole_is_refused(tmp_path: Path, content: str) -> None:
    assert "pins.toml" in refused(tmp_path, content)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PinsError, match="cannot be read"):
        load_pins(tmp_path / "absent.toml")
