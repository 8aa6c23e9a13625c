"""From the command to a safe pose, to a page that answers and to open eyes; and how much memory that takes."""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import aiohttp

from tools.bench.sight import SAMPLE
from tools.bench.table import Row

PATIENCE_S = 60.0
SECONDS_OF_LOOKING = 15.0
FRAMES_PER_SECOND = 15


def measure() -> list[Row]:
    """Rows for the start of the real command, and for its memory while it looks at 15 frames a second."""
    rows = [Row("`companion --help`, whole command, s", f"{seconds_of([companion(), '--help']):.2f}")]
    rows.append(
        Row(
            "importing the whole daemon, s",
            f"{seconds_of([sys.executable, '-c', 'import companion.daemon.compose']):.2f}",
        )
    )
    with tempfile.TemporaryDirectory() as folder:
        rows += asyncio.run(_live(Path(folder)))
    return rows


def companion() -> str:
    return str(Path(sys.executable).with_name("companion"))


def seconds_of(command: list[str]) -> float:
    """The quickest of three runs, wall clock."""
    best = float("inf")
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        best = min(best, time.perf_counter() - began)
    return best


async def _live(folder: Path) -> list[Row]:
    notices = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    notices.bind(str(folder / "notices"))
    notices.settimeout(PATIENCE_S)
    began = time.perf_counter()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [companion(), "run", "--port", str(port), "--state", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "NOTIFY_SOCKET": str(folder / "notices")},
    )
    try:
        while b"READY=1" not in notices.recv(100):
            pass
        safe_s = time.perf_counter() - began
        address = _address(process)
        page_s = time.perf_counter() - began
        sees_s, resident_mb, threads = await _look(process.pid, address, began)
    finally:
        process.terminate()
        process.wait(PATIENCE_S)
    return [
        Row("start to safe pose, s", f"{safe_s:.2f}", "below 2"),
        Row("start to the page answering, s", f"{page_s:.2f}"),
        Row("start to all senses ready, s", f"{sees_s:.2f}", "below 6"),
        Row(
            "memory of the daemon while it looks at 15 frames a second, MB resident", f"{resident_mb:.0f}", "below 200"
        ),
        Row("threads of the daemon", str(threads)),
    ]


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if "http://" in line:
            return line.strip()
    raise RuntimeError("the daemon ended before its page was open")


async def _look(pid: int, address: str, began: float) -> tuple[float, float, int]:
    """Feed the sample picture as the page would; seconds to the first face, resident MB and threads at the end."""
    picture = SAMPLE.read_bytes()
    sees_s = float("nan")
    origin = address.rsplit("/", 2)[0]
    async with aiohttp.ClientSession() as session, session.ws_connect(address + "socket", origin=origin) as window:
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
                if sees_s != sees_s and "I see one face." in message:
                    sees_s = time.perf_counter() - began
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return sees_s, _number("VmRSS", status) / 1024, _number("Threads", status)


def _number(name: str, status: str) -> int:
    """One number of /proc/PID/status; memory is in kB there."""
    line = next(line for line in status.splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1])
