"""What the robot's buses carry, counted bit by bit on twins, and how soon a touch is felt there."""

import asyncio
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from companion.body.calibration import careful, store_name
from companion.body.i2c import I2CBus
from companion.body.pins import load_pins
from companion.body.raspberry.motion_chip import MotionChip
from companion.body.raspberry.pulse_chip import PulseChip
from companion.body.raspberry.touch_chip import TouchChip
from companion.body.twins.board import Board
from companion.daemon.compose import compose
from companion.daemon.keeping import FolderStore
from companion.settings import Settings
from companion.vocabulary.acts import JOINTS
from tools.bench.table import Row, percentile
from tools.living import free_port

FRAMES = 200
TOUCHES = 60
APART_S = 0.35
FRAME_S = 0.02


def measure() -> list[Row]:
    """Rows of traffic (exact) and of touch (measured on twins: the scan of the chip, the interrupt, Python)."""
    return [*traffic(), *touch()]


def traffic() -> list[Row]:
    """Bytes a second and milliseconds a tick, from the bits that crossed the simulated bus."""
    pins = load_pins()
    board = Board(pins, time.monotonic)
    bus = I2CBus(lambda: board.bus)
    servos = PulseChip(board.registers("servos", bus), wait=lambda seconds: None)
    skin = TouchChip(board.registers("touch", bus), pins.electrodes)
    balance = MotionChip(board.registers("posture", bus), wait=lambda seconds: None)
    for chip in (servos, skin, balance):
        chip.connect()
    channels = {pins.joints[joint].channel: 1500.0 for joint in JOINTS}
    per_call = {
        "servos": _bits(bus, lambda: servos.put(channels)),
        "skin": _bits(bus, skin.counts),
        "balance": _bits(bus, lambda: balance.sample(0.0)),
    }
    each_s = {"servos": 50, "skin": 100, "balance": 100}
    rows = []
    for name, bits in per_call.items():
        rows.append(
            Row(
                f"bus: {name}, {each_s[name]} times a second: bytes/s and ms each at 400 kHz (at 100 kHz)",
                f"{bits / 9 * each_s[name]:.0f}, {bits / 400:.2f} ms ({bits / 100:.2f} ms)",
            )
        )
    whole = sum(bits * each_s[name] for name, bits in per_call.items())
    rows.append(
        Row(
            "bus: share of its time taken by servos, skin and balance, 400 kHz (100 kHz)",
            f"{whole / pins.i2c.speed_hz:.0%} ({whole / 100_000:.0%})",
        )
    )
    return rows


def _bits(bus: I2CBus, call: Callable[[], object]) -> float:
    before = bus.bits
    for _ in range(FRAMES):
        call()
    return (bus.bits - before) / FRAMES


def touch() -> list[Row]:
    """From the hand on the electrode to the reading in the heart, on a daemon that lives on twins."""
    waited = asyncio.run(_felt())
    return [
        Row(
            f"touch on the twin: contact to first reading, p50 / p95 of {len(waited)}",
            f"{percentile(waited, 0.5) * 1000:.0f} / {percentile(waited, 0.95) * 1000:.0f} ms",
            "20 ms",
        )
    ]


async def _felt() -> list[float]:
    with tempfile.TemporaryDirectory(prefix="companion-bench-") as folder:
        store = FolderStore(Path(folder))
        store.save(store_name("twin"), careful("twin", date(2026, 1, 1)).state())
        content = {"creature": {"seed": 7}, "web": {"port": free_port()}, "body": {"kind": "twins"}}
        creature = compose(Settings.model_validate(content), Path(folder))
        board = creature.body.board
        assert board is not None
        board.skin.counts_per_s = float("inf")
        life = asyncio.create_task(creature.life.run())
        await asyncio.sleep(2.0)
        waited = []
        for _ in range(TOUCHES):
            before = creature.life.heart.touch
            laid_s = time.monotonic()
            board.skin.press(board.electrode("back_middle"), 60)
            while creature.life.heart.touch is before and time.monotonic() - laid_s < 1.0:
                await asyncio.sleep(0.0005)
            waited.append(time.monotonic() - laid_s)
            board.skin.press(board.electrode("back_middle"), 0)
            await asyncio.sleep(APART_S)
        life.cancel()
        await asyncio.gather(life, return_exceptions=True)
        board.stop()
        return waited
