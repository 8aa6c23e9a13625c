"""The whole daemon with the vision path running flat out: how soon a touch moves it, and how punctual its heart is."""

import asyncio
import itertools
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

from companion.daemon.compose import Creature, compose
from companion.settings import CameraSettings, Settings
from companion.vocabulary.acts import Expressed, Sent
from companion.vocabulary.commands import Allow, BeginSession
from companion.vocabulary.moment import Moment
from companion.vocabulary.signals import Touches, Zone
from tools.bench.sight import SAMPLE
from tools.bench.table import Row, percentile

TOUCHES = 60
BETWEEN_S = 0.7
LATE_S = 0.005
BARE = Path(__file__).with_name("bare.py")


def measure() -> list[Row]:
    """Rows for touch latency, late ticks, and how long the loop is held at a time, over about forty seconds."""
    held_s: list[float] = []
    run = asyncio.Handle._run

    def timed(handle: asyncio.Handle) -> None:
        began_s = time.thread_time()
        run(handle)
        held_s.append(time.thread_time() - began_s)

    with patch.object(asyncio.Handle, "_run", timed):
        rows = asyncio.run(_measure(held_s))
    long = sum(held > LATE_S for held in held_s)
    told = f"{long} of {len(held_s)}; 99.9 % below {percentile(held_s, 0.999) * 1000:.1f} ms"
    return [*rows, Row("steps that held the event loop for over 5 ms of CPU, once it lives", told, "none")]


async def _measure(held_s: list[float]) -> list[Row]:
    sys.setswitchinterval(0.001)
    with tempfile.TemporaryDirectory() as folder:
        creature = compose(_flat_out(), Path(folder))
        life = asyncio.create_task(creature.life.run())
        fed, ended = creature.twins.camera, threading.Event()
        assert fed is not None
        picture = SAMPLE.read_bytes()

        def feed() -> None:
            while not ended.wait(0.002):
                fed.feed(picture)

        threading.Thread(target=feed, daemon=True).start()
        creature.life.order(Allow("camera", True))
        creature.life.order(BeginSession("guest", confirmed=True))
        await asyncio.sleep(3.0)
        bare = subprocess.Popen([sys.executable, str(BARE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        heart, waited_s = creature.life.heart, [waited_for_processor_s()]
        tick = heart.tick

        def counting() -> None:
            waited_s.append(waited_for_processor_s())
            tick()

        heart.tick = counting  # type: ignore[method-assign]
        heart.lateness_s.clear()
        held_s.clear()
        looked = creature.sight.frames_seen
        began = time.perf_counter()
        delays_s = [await _touch(creature, number) for number in range(TOUCHES)]
        frames_per_s = (creature.sight.frames_seen - looked) / (time.perf_counter() - began)
        lateness_s = list(heart.lateness_s)
        told, _ = bare.communicate()
        measured_s = held_s.copy()
        ended.set()
        life.cancel()
        await asyncio.gather(life, return_exceptions=True)
    held_s[:] = measured_s
    late = sum(lateness > LATE_S for lateness in lateness_s) / len(lateness_s)
    waits_s = [after - before for before, after in itertools.pairwise(waited_s)][-len(lateness_s) :]
    own = sum(lateness - wait > LATE_S for lateness, wait in zip(lateness_s, waits_s, strict=True)) / len(lateness_s)
    under = f"vision flat out at {frames_per_s:.0f} frames a second"
    return [
        Row(f"touch to first motion command, p95 ms ({under})", f"{percentile(delays_s, 0.95) * 1000:.0f}", "below 50"),
        Row("touch to first motion command, p99 ms", f"{percentile(delays_s, 0.99) * 1000:.0f}", "below 100"),
        Row(f"late ticks (over 5 ms) of {len(lateness_s)} at 50 Hz, under the same load", f"{late:.2%}", "below 0.5 %"),
        Row("  late without the time its thread waited for a processor that others had", f"{own:.2%}"),
        Row("  late ticks of an empty loop beside it: what this machine costs anybody", f"{float(told):.2%}"),
    ]


def waited_for_processor_s() -> float:
    """How long this thread was ready to run and had to wait for others, seconds; 0 where the kernel does not say."""
    try:
        return int(Path("/proc/thread-self/schedstat").read_text(encoding="ascii").split()[1]) / 1e9
    except (OSError, IndexError, ValueError):
        return 0.0


def _flat_out() -> Settings:
    """Settings no person may set: look at every frame there is."""
    camera = CameraSettings.model_construct(source="browser", frames_per_second=1000, frames_per_second_alone=1000.0)
    return Settings().model_copy(update={"camera": camera})


async def _touch(creature: Creature, number: int) -> float:
    """Touch a cheek; seconds until the first command that carries the reflex reaches the servos."""
    await asyncio.sleep(BETWEEN_S + number % 7 * 0.003)  # no touch falls in step with the ticks
    zone: Zone = "cheek_left" if number % 2 else "cheek_right"
    moved: asyncio.Future[float] = asyncio.get_running_loop().create_future()
    choreographer, servos = creature.life.heart.flow.choreographer, creature.servos
    with ExitStack() as undo:
        felt = undo.enter_context(patch.object(choreographer, "reflex", wraps=choreographer.reflex))
        send = servos.send

        def sent(expressed: Expressed, moment: Moment) -> Sent:
            result = send(expressed, moment)
            if felt.called and not moved.done():
                moved.set_result(time.monotonic())
            return result

        undo.enter_context(patch.object(servos, "send", sent))
        began = time.monotonic()
        creature.twins.skin.feed(Touches("down", zone, 4.0, 0.5, began))
        delay_s = await moved - began
    creature.twins.skin.feed(Touches("up", zone, 0.0, 0.0, time.monotonic()))
    return delay_s
