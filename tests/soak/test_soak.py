"""A little of the soak runs with every test; the whole of it is `make soak`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tools.soak.cuts import _complaint
from tools.soak.figures import Use, memory_mb, slope_per_hour, used
from tools.soak.hours import Lived
from tools.soak.nights import Slept, spend
from tools.soak.table import Row, printed
from tools.soak.victim import DEVICE

ROOT = Path(__file__).parents[2]


def test_it_falls_asleep_limp_and_wakes_up_moving_night_after_night() -> None:
    slept = spend(8)
    assert (slept.nights, slept.sleepless, slept.held_asleep, slept.never_woke, slept.never_moved) == (8, 0, 0, 0, 0)


def test_a_daemon_that_is_killed_at_random_moments_leaves_its_state_whole() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.soak", "--short", "cuts"], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 times kill -9: the state folder was whole" in done.stdout


def test_a_quarter_of_a_minute_of_a_day_leaves_no_part_lost_and_no_power_untold() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tools.soak", "--short", "day"], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    rows = {line.split("|")[1].strip(): line for line in done.stdout.splitlines() if line.startswith("| a day")}
    for what in ("joints that held power untold", "tracebacks in the log", "parts still lost at its end"):
        assert "NOT GOOD" not in rows[f"a day: {what}"]


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("gate.json", '{"version": 1, "state": {"st', "gate.json cannot be read"),
        ("mind.json", '{"version": 1}', ""),
        (f"calibration-{DEVICE}.json", json.dumps({"version": 1, "state": {"made": "2026-01-03"}}), "holds no joints"),
    ],
)
def test_a_torn_or_senseless_file_is_a_complaint(tmp_path: Path, name: str, content: str, complaint: str) -> None:
    (tmp_path / name).write_text(content)
    assert complaint in _complaint(tmp_path, 0, tmp_path / "log")


def test_a_write_that_was_told_and_is_gone_is_a_complaint(tmp_path: Path) -> None:
    assert "was told as kept" in _complaint(tmp_path, 3, tmp_path / "log")


def test_a_slope_is_in_units_an_hour() -> None:
    assert slope_per_hour([(0.0, 10.0), (1800.0, 11.0), (3600.0, 12.0)]) == pytest.approx(2.0)
    assert slope_per_hour([(5.0, 1.0)]) == 0.0


def test_a_day_that_grows_is_not_good_and_a_steady_one_is() -> None:
    grows = Lived(60.0, uses=[Use(60.0 * n, 100.0 + n, 20, 20, 0) for n in range(60)])
    steady = Lived(60.0, uses=[Use(60.0 * n, 100.0, 20, 20, 0) for n in range(60)])
    assert grows.slope_mb_per_day == pytest.approx(60.0)
    assert not all(row.is_good for row in grows.rows())
    assert all(row.is_good for row in steady.rows())


def test_one_sleepless_night_is_not_good() -> None:
    assert not all(row.is_good for row in Slept(nights=10, sleepless=1).rows())


def test_what_this_process_uses_is_counted() -> None:
    use = used(1.0)
    assert use.memory_mb > 10
    assert use.files >= 3
    assert memory_mb() > 10


def test_the_table_lines_up() -> None:
    lines = printed([Row("a", "1", "2", True), Row("long words", "22", "3", False)]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert "NOT GOOD" in lines[-1]
