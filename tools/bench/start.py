"""From the command to a safe pose, to a page that answers and to open eyes; and how much memory that takes."""

import asyncio
import subprocess
import sys
import time
from pathlib import Path

import aiohttp

from tools.bench.sight import SAMPLE
from tools.bench.table import Row
from tools.living import COMPANION, Living, living

SECONDS_OF_LOOKING = 15.0
FRAMES_PER_SECOND = 15


def measure() -> list[Row]:
    """Rows for the start of the real command, and for its memory while it looks at 15 frames a second."""
    rows = [Row("`companion --help`, whole command, s", f"{seconds_of([str(COMPANION), '--help']):.2f}")]
    rows.append(
        Row(
            "importing the whole daemon, s",
            f"{seconds_of([sys.executable, '-c', 'import companion.daemon.compose']):.2f}",
        )
    )
    with living() as daemon:
        began = time.perf_counter() - daemon.page_after_s
        sees_s, resident_mb, threads = asyncio.run(_look(daemon, began))
    return [
        *rows,
        Row("start to safe pose, s", f"{daemon.safe_after_s:.2f}", "below 2"),
        Row("start to the page answering, s", f"{daemon.page_after_s:.2f}"),
        Row("start to all senses ready, s", f"{sees_s:.2f}", "below 6"),
        Row("memory of the daemon, looking 15 times a second, MB resident", f"{resident_mb:.0f}", "below 200"),
        Row("threads of the daemon", str(threads)),
    ]


def seconds_of(command: list[str]) -> float:
    """The quickest of three runs, wall clock."""
    best = float("inf")
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        best = min(best, time.perf_counter() - began)
    return best


async def _look(daemon: Living, began: float) -> tuple[float, float, int]:
    """Feed the sample picture as the page would; seconds to the first face, resident MB and threads at the end."""
    picture = SAMPLE.read_bytes()
    sees_s = float("nan")
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(daemon.address + "socket", origin=daemon.origin) as window,
    ):
        await window.send_str('{"kind":"camera","on":true}')
        until = time.perf_counter() + SECONDS_OF_LOOKING
        while time.perf_counter() < until:
            await window.send_bytes(picture)
            due = time.perf_counter() + 1 / FRAMES_PER_SECOND
            while (left := due - time.perf_counter()) > 0:
                try:
                    message = await window.receive_str(timeout=left)
                except (TimeoutError, TypeError):
                    continue  # silence, or a piece of sound
                if sees_s != sees_s and "I see one face" in message:
                    sees_s = time.perf_counter() - began
        status = Path(f"/proc/{daemon.pid}/status").read_text(encoding="ascii")
    return sees_s, _number("VmRSS", status) / 1024, _number("Threads", status)


def _number(name: str, status: str) -> int:
    """One number of /proc/PID/status; memory is in kB there."""
    line = next(line for line in status.splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1])
