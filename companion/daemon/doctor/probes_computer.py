"""Measures the computer: reads what the kernel, the firmware, the disk and systemd tell. Judges nothing."""

import grp
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from companion.body.heat import linux_gauge
from companion.daemon.clock import wall_clock_is_trusted
from companion.daemon.doctor.checks_computer import Card, Node, Room, Service, Supply

SAGS_BIT, SAGGED_BIT = 1 << 0, 1 << 16
"""Of `vcgencmd get_throttled` (Raspberry Pi documentation, computers/os: under-voltage now, and since the start)."""

PROGRAM_WITHIN_S = 3.0
LEAST_UPTIME_S = 3600.0

NEEDED: Sequence[tuple[str, str, str, str]] = (
    ("/dev/i2c-1", "the bus of the chips", "i2c", "dtparam=i2c_arm=on"),
    ("/dev/spidev0.0", "the converter", "spi", "dtparam=spi=on"),
    ("/dev/gpiochip0", "pins", "gpio", ""),
)


@dataclass(slots=True)
class Computer:
    """This computer, below `root` (tests and twins give a folder of their own)."""

    root: Path = Path("/")
    run: Callable[[Sequence[str]], str | None] = lambda command: _output(command)

    def nodes(self, needed: Sequence[tuple[str, str, str, str]] = NEEDED) -> tuple[Node, ...]:
        """The device files the body needs, and whether this user may read and write them."""
        return tuple(self._node(*each) for each in needed)

    def boot_config(self) -> str | None:
        for place in ("boot/firmware/config.txt", "boot/config.txt"):
            try:
                return (self.root / place).read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
        return None

    def supply(self) -> Supply:
        """By the firmware where it can be asked (that remembers), otherwise by the kernel's alarm."""
        told = self.run(("vcgencmd", "get_throttled"))
        if told is not None and "=0x" in told:
            bits = int(told.strip().rpartition("=")[2], 16)
            return Supply(True, bool(bits & SAGS_BIT), bool(bits & SAGGED_BIT))
        monitors = self.root / "sys/class/hwmon"
        names = [_text(place / "name") for place in monitors.glob("*")] if monitors.is_dir() else []
        sags = linux_gauge(self.root / "none", monitors)().sags
        return Supply("rpi_volt" in names, sags)

    def processor_c(self) -> float | None:
        return linux_gauge(self.root / "sys/class/thermal/thermal_zone0/temp", self.root / "none")().processor_c

    def clock(self) -> tuple[bool, int]:
        """Whether the wall clock can be trusted, and the year it says."""
        return wall_clock_is_trusted(), datetime.now(UTC).year

    def room(self, folder: Path) -> Room:
        """Room in the state folder, or where it would be made; a file is written there, flushed and removed."""
        place = folder
        while not place.exists():
            place = place.parent
        free = shutil.disk_usage(place).free
        try:
            with tempfile.NamedTemporaryFile(dir=place, prefix=".doctor-") as file:
                file.write(b"doctor")
                file.flush()
                os.fsync(file.fileno())
        except OSError as fault:
            return Room(str(folder), free, fault.strerror or str(fault))
        return Room(str(folder), free)

    def card(self, folder: Path) -> Card:
        """The disk below `folder`: what an eMMC tells of its life, and what ext4 counts of errors and writing."""
        name = self._disk(folder)
        disk = self.root / "sys/class/block" / name
        whole = disk.resolve().parent.name if (disk / "partition").exists() else name
        worn = _worn(_text(self.root / "sys/class/block" / whole / "device/life_time"))
        ext4 = self.root / "sys/fs/ext4" / name
        errors, written = _number(ext4 / "errors_count"), _number(ext4 / "session_write_kbytes")
        uptime_s = float((_text(self.root / "proc/uptime") or "0").split()[0])
        a_day = None if written is None or uptime_s < LEAST_UPTIME_S else written * 1024 * 86400 / uptime_s
        return Card(whole or "the disk", worn, errors, written_a_day_bytes=a_day)

    def free_memory_bytes(self) -> int | None:
        for line in (_text(self.root / "proc/meminfo") or "").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
        return None

    def service(self) -> Service | None:
        """What systemd says of companion.service; None where it is not installed, or there is no systemd."""
        names = ("LoadState", "ActiveState", "NRestarts", "Result", "UnitFileState")
        told = self.run(("systemctl", "show", "companion.service", "-p", ",".join(names)))
        values = dict(line.split("=", 1) for line in (told or "").splitlines() if "=" in line)
        if values.get("LoadState") != "loaded":
            return None
        restarts, enabled = int(values.get("NRestarts") or 0), values.get("UnitFileState", "").startswith("enabled")
        return Service(values.get("ActiveState", "unknown"), restarts, values.get("Result", ""), enabled)

    def living(self) -> tuple[int, ...]:
        """Process numbers of creatures that live on this computer now."""
        found = []
        for place in (self.root / "proc").glob("[0-9]*"):
            try:
                words = (place / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            names = [Path(os.fsdecode(word)).name for word in words[:4]]
            for verb in ("run", "simulate", "calibrate"):
                if verb in names[1:] and names[names.index(verb) - 1] in ("companion", "companion.cli"):
                    found.append(int(place.name))
        return tuple(sorted(number for number in found if number != os.getpid()))

    def port_is_free(self, port: int) -> bool:
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind(("127.0.0.1", port))
            except OSError:
                return False
        return True

    def _node(self, path: str, purpose: str, group: str, boot_line: str) -> Node:
        place = self.root / path.lstrip("/")
        try:
            owner = grp.getgrgid(place.stat().st_gid).gr_name
        except (OSError, KeyError):
            owner = group
        usable = os.access(place, os.R_OK | os.W_OK)
        return Node(path, purpose, group if owner == "root" else owner, boot_line, place.exists(), usable)

    def _disk(self, folder: Path) -> str:
        while not folder.exists():
            folder = folder.parent
        number = folder.stat().st_dev
        return (self.root / f"sys/dev/block/{os.major(number)}:{os.minor(number)}").resolve().name


def _worn(life_time: str | None) -> float | None:
    """Two estimates in tenths (JEDEC 84-B50: 0x01 is up to 10 %, 0x0A up to 100 %, 0x0B beyond); the worse one."""
    try:
        steps = max(int(word, 16) for word in (life_time or "").split())
    except ValueError:
        return None
    return steps / 10 if steps else None


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return None


def _number(path: Path) -> int | None:
    text = _text(path)
    return int(text) if text is not None and text.isdigit() else None


def _output(command: Sequence[str]) -> str | None:
    """What a program prints; None where it is missing, fails or takes too long."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PROGRAM_WITHIN_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
