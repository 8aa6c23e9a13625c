"""Every example in a docstring of the robot's drivers runs as it stands: what a maker copies into a shell works."""

import importlib
import inspect
import pkgutil
import re
import textwrap
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import gpiozero
import numpy as np
import pytest

import companion.body.raspberry as room
from companion.body import i2c
from companion.body.i2c import I2CBus
from companion.body.interlock import Interlock
from companion.body.raspberry.motion_chip import MotionChip
from companion.body.raspberry.touch_chip import TouchChip
from companion.body.twins.board import Board
from companion.vocabulary.acts import Expressed, Glow, Pose
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.signals import Samples
from tests.body.robot import ALL, PINS, Robot


def examples() -> Iterator[tuple[str, str]]:
    """Class -> the code of its example."""
    for found in pkgutil.iter_modules(room.__path__):
        module = importlib.import_module(f"{room.__name__}.{found.name}")
        for name, kind in inspect.getmembers(module, inspect.isclass):
            text = inspect.getdoc(kind) or ""
            if kind.__module__ == module.__name__ and (block := re.search(r"Example::\n\n((?: {4}.*\n?|\n)+)", text)):
                yield f"{module.__name__}.{name}", textwrap.dedent(block.group(1))


EXAMPLES = dict(examples())


def test_every_driver_of_a_part_has_an_example() -> None:
    named = {name.rsplit(".", 1)[1] for name in EXAMPLES}
    wanted = """
        PulseChip TouchChip TouchSkin MotionChip ClockChip PulseLight Battery Converter RoomLight HeatingPad Cheeks
        SensingLight PrivacySwitch Buttons Lid Supply PinDrive RaspberryServos
    """
    assert named >= set(wanted.split())


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    board = Board(PINS, time.monotonic, datetime.now(UTC).replace(tzinfo=None))
    board.shares("heater_temperature", 0.5)
    bus = I2CBus(lambda: board.bus)
    monkeypatch.setattr(i2c, "linux_bus", lambda number: bus)
    monkeypatch.setattr(gpiozero.Device, "pin_factory", board.gpio)
    module = importlib.import_module(name.rsplit(".", 1)[0])
    robot = Robot()
    # What an example may take as given, because another class makes it.
    given: dict[str, Any] = {
        "chip": (MotionChip if "motion" in name else TouchChip)(board.registers("touch", bus)),
        "drive": robot.servos._drive,
        "supply": robot.servos._supply,
        "calibration": robot.calibration,
        "limits": robot.servos._limits,
        "limiter": robot.servos.limiter,
        "expressed": Expressed(Pose(), ALL, Glow(), 0.0),
        "samples": Samples(np.zeros(100, np.float32), 22_050),
        "Moment": Moment,
        "Gate": Gate,
        "Glow": Glow,
        "Interlock": Interlock,
        "datetime": datetime,
    }
    exec(EXAMPLES[name], {**vars(module), **given})
    for made in ("skin", "pad"):
        if hasattr(given.get(made), "close"):
            given[made].close()
