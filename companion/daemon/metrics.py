"""How it fares, for programs that watch over many: one page of text on this computer alone, off unless settings say.

The format is Prometheus' text exposition, version 0.0.4. Nothing about any person is in it: no name, no feeling, no
reading; only how punctual, warm, large and whole the creature is.
"""

import asyncio
import os
import resource
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

from aiohttp import web

from companion.body.heat import Gauge
from companion.daemon.flow import Flow
from companion.daemon.hearing import Hearing
from companion.daemon.heart import Heart
from companion.daemon.sight import Sight
from companion.daemon.supervise import Link, Supervisor
from companion.vocabulary.errors import OrganError
from companion.vocabulary.permissions import Gate
from companion.web.doors import HEADERS, host_is_ours

LATE_S = 0.005
QUANTILES = (0.5, 0.95, 0.99, 1.0)
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Metric:
    """One name with what it means; a value for each set of labels."""

    name: str
    kind: Literal["gauge", "counter"]
    meaning: str
    values: Sequence[tuple[Mapping[str, str], float]]


def exposition(metrics: Sequence[Metric]) -> str:
    """The page: two comments and then the values of each metric."""
    lines = []
    for metric in metrics:
        lines += [f"# HELP {metric.name} {metric.meaning}", f"# TYPE {metric.name} {metric.kind}"]
        for labels, value in metric.values:
            inner = ",".join(f'{name}="{_escaped(text)}"' for name, text in labels.items())
            lines.append(f"{metric.name}{'{' + inner + '}' if inner else ''} {value:.10g}")
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Fares:
    """Where the numbers come from. `began_s` is when it was wired, by `time.monotonic`."""

    version: str
    body: str
    heart: Heart
    flow: Flow
    supervisor: Supervisor
    sight: Sight
    hearing: Hearing
    gauge: Gauge
    began_s: float

    def metrics(self) -> tuple[Metric, ...]:
        """Everything, as it is now."""
        return (*self._creature(), *self._loop(), *self._parts(), *_computer(self.gauge), *_process())

    def _creature(self) -> Iterator[Metric]:
        labels = {"version": self.version, "body": self.body}
        yield Metric("companion_info", "gauge", "What runs.", [(labels, 1)])
        yield Metric("companion_uptime_seconds", "gauge", "Since it began.", [({}, time.monotonic() - self.began_s)])
        gate = [({"gate": field.name}, float(getattr(self.flow.gate, field.name))) for field in fields(Gate)]
        yield Metric("companion_gate_closed", "gauge", "1 while people have closed that gate.", gate)
        yield Metric(
            "companion_readings_dropped_total",
            "counter",
            "Readings the mind had no time for.",
            [({}, self.flow.dropped)],
        )
        yield Metric("companion_frames_total", "counter", "Pictures looked at.", [({}, self.sight.frames_seen)])
        bodies = "Of these, in how many a body was looked at, too."
        yield Metric("companion_bodies_total", "counter", bodies, [({}, self.sight.body_looks)])
        pace = self.sight.pace
        often = "How often it looks now, after heat, load and whether anybody is there."
        yield Metric("companion_frames_per_second", "gauge", often, [({}, pace.per_second)])
        yield Metric("companion_frame_seconds", "gauge", "What one look takes lately.", [({}, pace.spent_s)])

        counts = [({"what": name}, value) for name, value in self.hearing.counts.items()]
        meaning = "Seconds heard, seconds of a dead microphone, clipped samples, gaps and chunks nobody had time for."
        yield Metric("companion_hearing_total", "counter", meaning, counts)

    def _loop(self) -> Iterator[Metric]:
        late_s = sorted(self.heart.lateness_s)
        yield Metric(
            "companion_motion_ticks_total", "counter", "Motion ticks that moved the body.", [({}, self.heart.ticks)]
        )
        shares = [({"quantile": f"{share:g}"}, _quantile(late_s, share)) for share in QUANTILES]
        meaning = "How late the motion ticks of the last minute began."
        yield Metric("companion_motion_lateness_seconds", "gauge", meaning, shares)
        late = sum(each > LATE_S for each in late_s) / len(late_s) if late_s else 0.0
        yield Metric("companion_motion_late_ratio", "gauge", "Share of them later than 5 ms.", [({}, late)])

    def _parts(self) -> Iterator[Metric]:
        parts = self.supervisor.parts
        works = [({"part": part.name}, float(part.link.status.state in ("open", "waiting"))) for part in parts]
        lost = [({"part": part.name}, float(part.link.status.state == "lost")) for part in parts]
        losses = [({"part": part.name}, float(part.link.losses)) for part in parts]
        yield Metric("companion_part_works", "gauge", "1 while that part is open.", works)
        yield Metric("companion_part_lost", "gauge", "1 while that part is lost and tried again.", lost)
        yield Metric("companion_part_losses_total", "counter", "How often that part was lost.", losses)


def _computer(gauge: Gauge) -> Iterator[Metric]:
    strain = gauge()
    if strain.processor_c is not None:
        yield Metric("companion_processor_celsius", "gauge", "Of the processor.", [({}, strain.processor_c)])
    yield Metric("companion_supply_sags", "gauge", "1 while the supply is too weak.", [({}, float(strain.sags))])


def _process() -> Iterator[Metric]:
    """The names that Prometheus' own clients use, so that its usual pages and alarms fit."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    resident = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    written = Path("/proc/self/io").read_text(encoding="ascii").partition("\nwrite_bytes: ")[2].split("\n")[0]
    began_s = time.time() - (time.clock_gettime(time.CLOCK_BOOTTIME) - _began_after_boot_s())
    yield Metric("process_cpu_seconds_total", "counter", "Processor time.", [({}, used.ru_utime + used.ru_stime)])
    yield Metric("process_resident_memory_bytes", "gauge", "Resident memory.", [({}, resident)])
    yield Metric("process_open_fds", "gauge", "Open files.", [({}, len(os.listdir("/proc/self/fd")))])
    yield Metric("process_threads", "gauge", "Threads.", [({}, threading.active_count())])
    yield Metric("process_start_time_seconds", "gauge", "When it was started; changes count restarts.", [({}, began_s)])
    yield Metric("companion_written_bytes_total", "counter", "Bytes it sent to the disk.", [({}, float(written or 0))])


async def serve(port: int, fares: Callable[[], Fares], link: Link) -> None:
    """Answer `GET /metrics` on 127.0.0.1 until cancelled. Raises `OrganError` when the port is taken."""

    async def page(request: web.Request) -> web.Response:
        if not host_is_ours(request.headers.get("Host"), port):
            raise web.HTTPForbidden(text="Ask 127.0.0.1.")
        return web.Response(text=exposition(fares().metrics()), headers={**HEADERS, "Content-Type": CONTENT_TYPE})

    app = web.Application()
    app.router.add_get("/metrics", page)
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=1.0)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
        except OSError as fault:
            advice = "Choose another: web.metrics_port in the settings."
            raise OrganError(f"port {port} is taken ({fault.strerror})", "metrics", advice) from fault
        link.works("I tell how I fare.")
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(round(share * (len(ordered) - 1)), len(ordered) - 1)] if ordered else 0.0


def _began_after_boot_s() -> float:
    """When this process began, in seconds after the boot (Linux, proc(5): field 22)."""
    after_name = Path("/proc/self/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    return int(after_name[19]) / os.sysconf("SC_CLK_TCK")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
