"""How hot the Pi's processor is, whether its supply sags, and how much slower perception should go because of it."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

THERMAL = Path("/sys/class/thermal/thermal_zone0/temp")
HARDWARE_MONITORS = Path("/sys/class/hwmon")
SUPPLY_MONITOR, SUPPLY_ALARM = "rpi_volt", "in0_lcrit_alarm"
"""The kernel's name for the firmware's under-voltage flag (Linux, drivers/hwmon/raspberrypi-hwmon.c)."""

WARM_C, HOT_C = 70.0, 80.0
"""A Pi 4 slows itself down from 80 degrees on; from 70 on we do, so that it never has to."""

HOT_PACE, SAGGING_PACE = 0.25, 0.5
COOL = "I am cool."


@dataclass(frozen=True, slots=True)
class Strain:
    """`processor_c` is None where nobody can tell; `sags`: the supply is too weak just now."""

    processor_c: float | None
    sags: bool

    @property
    def pace(self) -> float:
        """How quick perception may be, 0..1 of its usual rate: all of it up to 70 degrees, a quarter from 80 on."""
        pace = 1.0
        if self.processor_c is not None and math.isfinite(self.processor_c):
            warm = min(max((self.processor_c - WARM_C) / (HOT_C - WARM_C), 0.0), 1.0)
            pace = 1.0 - warm * (1.0 - HOT_PACE)
        return min(pace, SAGGING_PACE) if self.sags else pace

    @property
    def line(self) -> str:
        """For people."""
        reasons = []
        if self.processor_c is not None and self.processor_c >= WARM_C:
            reasons.append(f"my processor has {self.processor_c:.0f} degrees")
        if self.sags:
            reasons.append("my supply is too weak")
        if not reasons:
            return COOL
        return f"I look only {self.pace:.0%} as often: {' and '.join(reasons)}."


Gauge = Callable[[], Strain]


def linux_gauge(thermal: Path = THERMAL, monitors: Path = HARDWARE_MONITORS) -> Gauge:
    """Reads what the kernel tells of a Pi. What it does not tell counts as good."""

    def read() -> Strain:
        return Strain(_processor_c(thermal), _sags(monitors))

    return read


def _processor_c(thermal: Path) -> float | None:
    try:
        return int(thermal.read_text(encoding="ascii")) / 1000
    except (OSError, ValueError):
        return None


def _sags(monitors: Path) -> bool:
    try:
        for monitor in monitors.iterdir():
            if (monitor / "name").read_text(encoding="ascii").strip() == SUPPLY_MONITOR:
                return (monitor / SUPPLY_ALARM).read_text(encoding="ascii").strip() == "1"
    except (OSError, UnicodeDecodeError):
        pass
    return False
