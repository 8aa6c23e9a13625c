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
    told = refused(tmp_path, GOOD.replace("posture = 0x69", "posture = 0x68"))
    assert "gives the address 0x68 to clock and posture" in told


def test_two_joints_on_one_channel_are_refused(tmp_path: Path) -> None:
    assert "puts neck_yaw and tail on channel 0" in refused(tmp_path, GOOD.replace("channel = 6", "channel = 0"))


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
