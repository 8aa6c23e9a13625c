"""What the daemon takes of memory with every sense on: a bound face, a microphone full of talk, touch and words.

Like a guest at the page, it lends eyes and ears and keeps a hand on the head. The recogniser is a process of its own
and has a row of its own.
"""

import asyncio
import json
import struct
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp

from tools.bench.hearing import talk
from tools.bench.sight import SAMPLE
from tools.bench.table import Row
from tools.living import ALWAYS_DAY, Living, living

FRAMES_A_SECOND = 15
RATE_HZ = 16_000
LASTS_S = 30.0
HAND = {"kind": "touch", "zone": "head", "x": 0.5, "y": 0.5, "speed_cm_s": 5.0, "pressure": 0.4}
WORDS = "I miss my husband so much. Where is he?"


def measure() -> list[Row]:
    """Rows for the daemon and for its recogniser, MB resident."""
    with living(ALWAYS_DAY) as daemon:
        bound = asyncio.run(_lend_everything(daemon))
        daemon_mb, others_mb = resident_mb(daemon.pid), [resident_mb(child) for child in _children(daemon.pid)]
    what = "memory of the daemon, all senses on" + ("" if bound else " (no face was bound)")
    return [
        Row(f"{what}, MB resident", f"{daemon_mb:.0f}", "below 200"),
        Row("  its recogniser's process", f"{sum(others_mb):.0f}" if others_mb else "not running"),
    ]


def resident_mb(pid: int) -> float:
    """Of one process; memory is in kB in /proc/PID/status."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS:")).split()[1]) / 1024


async def _lend_everything(daemon: Living) -> bool:
    """Half a minute of everything at once; whether a face was bound at the end of it."""
    picture, sound = SAMPLE.read_bytes(), talk(round(LASTS_S))[:, 0].astype("<i2")
    each = RATE_HZ // FRAMES_A_SECOND
    async with _page(daemon) as (window, beliefs):
        for sense in ("camera", "microphone"):
            await window.send_str(json.dumps({"kind": sense, "on": True}))
        began = time.perf_counter()
        for number in range(round(LASTS_S * FRAMES_A_SECOND)):
            await window.send_bytes(picture)
            piece = sound[number * each : (number + 1) * each].tobytes()
            await window.send_bytes(b"PCM1" + struct.pack("<I", RATE_HZ) + piece)
            if number % FRAMES_A_SECOND == 0:
                await window.send_str(json.dumps({**HAND, "phase": "move" if number else "down"}))
                await window.send_str(json.dumps({"kind": "words", "text": WORDS}))
            await asyncio.sleep(max(0.0, began + (number + 1) / FRAMES_A_SECOND - time.perf_counter()))
    return bool(beliefs) and beliefs[-1].get("bound") is not None


@asynccontextmanager
async def _page(
    daemon: Living,
) -> AsyncIterator[tuple[aiohttp.ClientWebSocketResponse, list[dict[str, object]]]]:
    """The page's socket, and what it was told to believe so far."""
    beliefs: list[dict[str, object]] = []

    async def listen(window: aiohttp.ClientWebSocketResponse) -> None:
        async for message in window:
            if message.type is aiohttp.WSMsgType.TEXT and message.json().get("kind") == "belief":
                beliefs.append(message.json())

    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(daemon.address + "socket", origin=daemon.origin) as window,
    ):
        listening = asyncio.create_task(listen(window))
        yield window, beliefs
        listening.cancel()
        with suppress(asyncio.CancelledError):
            await listening


def _children(pid: int) -> list[int]:
    """The processes that it started."""
    text = " ".join(path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children"))
    return [int(word) for word in text.split()]
