"""What a process uses, and whether that grows: memory, threads, open files, bytes written, and a slope through them."""

import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Use:
    """What this process used at `at_s`: resident memory (children counted), threads, open files, bytes to the disk."""

    at_s: float
    memory_mb: float
    threads: int
    files: int
    written_bytes: int


def used(at_s: float) -> Use:
    return Use(at_s, memory_mb(), threading.active_count(), len(os.listdir("/proc/self/fd")), written_bytes())


def memory_mb() -> float:
    """Resident memory of this process and of its children, MB."""
    return sum(map(_resident_mb, (os.getpid(), *_children())))


def written_bytes() -> int:
    """What this process has caused to be written to a disk (Linux, proc(5): write_bytes)."""
    for line in Path("/proc/self/io").read_text(encoding="ascii").splitlines():
        if line.startswith("write_bytes:"):
            return int(line.split()[1])
    return 0


def slope_per_hour(points: Sequence[tuple[float, float]]) -> float:
    """The least-squares slope of (seconds, value) points, in value an hour; 0 for fewer than two."""
    if len(points) < 2:
        return 0.0
    mean_s = sum(s for s, _ in points) / len(points)
    mean = sum(value for _, value in points) / len(points)
    spread = sum((s - mean_s) ** 2 for s, _ in points)
    return 3600 * sum((s - mean_s) * (value - mean) for s, value in points) / spread if spread else 0.0


def _children() -> list[int]:
    found = []
    for place in Path("/proc/self/task").iterdir():
        try:
            found += [int(number) for number in (place / "children").read_text(encoding="ascii").split()]
        except OSError:
            continue  # that thread has just ended
    return found


def _resident_mb(process: int) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / MB
