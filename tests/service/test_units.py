"""The units are what systemd understands, hold the creature tightly, and fit the program they start."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from companion.daemon.heart import MOTION_PERIOD_S, TICKS_A_SECOND
from companion.daemon.live import PARTS_END_WITHIN_S
from companion.service import places
from companion.usage import parser

ANALYZE = shutil.which("systemd-analyze")
PROGRAM = Path(sys.executable).with_name("companion")
UNITS = [place for place in places.PLACES if place.part == "units"]
needs_systemd = pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not installed (Debian's systemd)")


@pytest.fixture
def units(tmp_path: Path) -> list[str]:
    """The units as they are installed, with a program that is really there."""
    for place in UNITS:
        (tmp_path / place.source).write_text(places.content(place, PROGRAM))
    return [str(tmp_path / place.source) for place in UNITS]


def value(unit: str, key: str) -> str:
    (found,) = re.findall(rf"^{key}=(.*)$", places.shipped(unit).read_text(), re.MULTILINE)
    return str(found)


@needs_systemd
def test_systemd_finds_nothing_to_say_about_the_units(units: list[str]) -> None:
    assert ANALYZE is not None
    done = subprocess.run([ANALYZE, "verify", *units], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("", "")


@needs_systemd
@pytest.mark.parametrize("name", [place.source for place in UNITS if place.source.endswith(".service")])
def test_each_service_is_exposed_by_at_most_two(units: list[str], name: str) -> None:
    assert ANALYZE is not None
    (unit,) = (path for path in units if path.endswith(f"/{name}"))
    done = subprocess.run(
        [ANALYZE, "security", "--offline=true", "--no-pager", unit], capture_output=True, text=True, check=False
    )
    (exposure,) = re.findall(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
    assert float(exposure) <= 2.0


@pytest.mark.parametrize("place", places.PLACES, ids=lambda place: place.source)
def test_every_file_that_install_knows_is_there_and_none_is_forgotten(place: places.Place) -> None:
    folder = places.shipped(place.source).parent
    assert {path.name for path in folder.iterdir()} == {place.source for place in places.PLACES}


def test_the_commands_of_the_units_are_understood_by_the_program() -> None:
    words = value("companion.service", "ExecStart").split()
    assert words[0] == places.PROGRAM
    parsed = parser().parse_args(words[1:])
    assert parsed.service is True
    assert value("companion-selftest.service", "ExecStart").split()[1] == "doctor"


def test_the_body_has_time_to_lie_down_before_it_is_killed() -> None:
    assert int(value("companion.service", "TimeoutStopSec")) > PARTS_END_WITHIN_S + 2.5 + 2.0


def test_the_watchdog_has_patience_with_a_card_that_stalls_and_the_next_start_has_none() -> None:
    fed_every_s = TICKS_A_SECOND * MOTION_PERIOD_S
    assert float(value("companion.service", "WatchdogSec")) >= 5 * fed_every_s
    assert value("companion.service", "RestartSec") == "100ms", "replaced within the watchdog's own time"


def test_the_rest_is_longer_than_the_time_in_which_starts_are_counted() -> None:
    (rest,) = re.findall(r"^ExecStart=/bin/sleep (\d+)$", places.shipped("companion-again.service").read_text(), re.M)
    assert int(rest) > int(value("companion.service", "StartLimitIntervalSec"))


def test_the_user_of_the_service_is_made_with_every_group_it_needs() -> None:
    users = places.shipped("sysusers.conf").read_text()
    assert value("companion.service", "User") == places.USER
    assert re.findall(r"^m companion (\w+)$", users, re.MULTILINE) == [*places.GROUPS]
