"""Perception goes slower before the processor has to, and while the supply sags; what cannot be read is no reason."""

from pathlib import Path

import pytest

from companion.body.heat import Strain, linux_gauge


@pytest.mark.parametrize(
    ("processor_c", "sags", "pace"),
    [
        (45.0, False, 1.0),
        (70.0, False, 1.0),
        (75.0, False, 0.625),
        (80.0, False, 0.25),
        (99.0, False, 0.25),
        (45.0, True, 0.5),
        (90.0, True, 0.25),
        (None, False, 1.0),
        (float("nan"), False, 1.0),
    ],
)
def test_the_hotter_the_slower(processor_c: float | None, sags: bool, pace: float) -> None:
    assert Strain(processor_c, sags).pace == pytest.approx(pace)


def test_people_are_told_why() -> None:
    assert Strain(75.0, True).line == (
        "I look only 50% as often: my processor has 75 degrees and my supply is too weak."
    )
    assert Strain(None, False).line == "I am cool."


def test_it_is_read_where_the_kernel_tells_it(tmp_path: Path) -> None:
    thermal, monitors = tmp_path / "temp", tmp_path / "hwmon"
    gauge = linux_gauge(thermal, monitors)
    assert gauge() == Strain(None, False)
    thermal.write_text("71234\n")
    for place, name in enumerate(("cpu_thermal", "rpi_volt")):
        (monitors / f"hwmon{place}").mkdir(parents=True)
        (monitors / f"hwmon{place}" / "name").write_text(f"{name}\n")
    (monitors / "hwmon1" / "in0_lcrit_alarm").write_text("1\n")
    assert gauge() == Strain(71.234, True)
    thermal.write_text("hot")
    assert gauge().processor_c is None
