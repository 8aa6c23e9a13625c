"""Starts the real daemon on a free port, for the bench, the pictures and the end-to-end test."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE_S = 60.0
COMPANION = Path(sys.executable).with_name("companion")

ALWAYS_DAY = """\
[creature]
seed = 7
[rhythm]
wake = 00:00:00
sleep = 23:59:59
"""
"""Settings with which the creature is the same whenever it is started."""


@dataclass(frozen=True, slots=True)
class Living:
    """A running daemon, the address of its page, and seconds from the command to a safe pose and to that page."""

    pid: int
    address: str
    safe_after_s: float
    page_after_s: float

    @property
    def origin(self) -> str:
        return self.address.rsplit("/", 2)[0]


def free_port() -> int:
    """A port of 127.0.0.1 that nobody uses now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def living(settings: str = "", *options: str) -> Iterator[Living]:
    """A daemon with these settings (TOML), `options` and a state folder of its own, asked to rest at the end.

    Raises RuntimeError with all it printed when it does not come up, ends with a fault, or shows a traceback.
    """
    with (
        tempfile.TemporaryDirectory(prefix="companion-") as name,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notices,
    ):
        folder = Path(name)
        notices.bind(str(folder / "notices"))
        notices.settimeout(PATIENCE_S)
        (folder / "companion.toml").write_text(settings, encoding="utf-8")
        with (folder / "log").open("w+", encoding="utf-8") as log:
            began = time.perf_counter()
            process = subprocess.Popen(
                [str(COMPANION), "run", "--port", str(free_port()), *options, *_folders(folder)],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env={**os.environ, "NOTIFY_SOCKET": str(folder / "notices")},
            )
            try:
                safe_after_s, address = _awake(process, notices, began)
                yield Living(process.pid, address, safe_after_s, time.perf_counter() - began)
            finally:
                process.terminate()
                rest, _ = process.communicate(timeout=PATIENCE_S)
                log.seek(0)
                told = log.read()
        if process.returncode != 0 or "is at rest" not in rest or "Traceback" in told:
            raise RuntimeError(f"the daemon did not come to rest (exit {process.returncode}):\n{rest}\n{told}")


def _folders(folder: Path) -> tuple[str, ...]:
    return ("--settings", str(folder / "companion.toml"), "--state", str(folder / "state"))


def _awake(process: subprocess.Popen[str], notices: socket.socket, began: float) -> tuple[float, str]:
    """Seconds to the safe pose, and the address once it is printed."""
    while b"READY=1" not in notices.recv(100):
        pass
    safe_after_s = time.perf_counter() - began
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://\S+", line):
            return safe_after_s, found.group()
    raise RuntimeError("the daemon ended before its page was open")
