"""What keeps the robot going, as supervised parts: its battery, its clock, the servos' current, and a cool head."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime

from companion.body.heat import COOL, Gauge
from companion.body.i2c import HeldByKernelError
from companion.body.overcurrent import CurrentGuard
from companion.body.raspberry.analogue import Converter
from companion.body.raspberry.battery import Battery
from companion.body.raspberry.clock_chip import ClockChip
from companion.daemon.clock import Clock
from companion.daemon.flow import Flow
from companion.daemon.supervise import Link
from companion.daemon.worker import done_in, thread_of_its_own
from companion.vocabulary.readings import PowerReading

CURRENT_EVERY_S = 0.05
HEAT_EVERY_S = 5.0
BATTERY_EVERY_S = 5.0
CLOCK_EVERY_S = 5.0

_log = logging.getLogger(__name__)


class Watching:
    """The servos' current, twenty times a second, for the guard that lets them go."""

    def __init__(self, converter: Converter, amperes_at_full: float, guard: CurrentGuard, clock: Clock) -> None:
        self._converter = converter
        self._amperes_at_full = amperes_at_full
        self._guard = guard
        self._clock = clock
        self._thread = thread_of_its_own("current")

    async def run(self, link: Link) -> None:
        try:
            await done_in(self._thread, self._converter.open)
            link.works("I notice how much my joints draw.")
            while True:
                share = await done_in(self._thread, self._converter.share)
                self._guard.feel(share * self._amperes_at_full, self._clock.seconds())
                await asyncio.sleep(CURRENT_EVERY_S)
        finally:
            await asyncio.shield(done_in(self._thread, self._converter.close))


class Powering:
    """The battery, and whether it is being charged."""

    def __init__(self, battery: Battery, flow: Flow, clock: Clock) -> None:
        self._battery = battery
        self._flow = flow
        self._clock = clock
        self._thread = thread_of_its_own("battery")

    async def run(self, link: Link) -> None:
        try:
            await done_in(self._thread, self._battery.open)
            while True:
                charge = await done_in(self._thread, self._battery.charge)
                charging, now = self._battery.charging(), self._clock.now()
                self._flow.feel(PowerReading(now.monotonic_s, charge, charging), now)
                link.works(f"My battery is at {charge:.0%}{' and charging' if charging else ''}.")
                await asyncio.sleep(BATTERY_EVERY_S)
        finally:
            await asyncio.shield(done_in(self._thread, self._battery.close))


class KeepingCool:
    """Slows sight down while the processor is hot or the supply sags, and says so."""

    def __init__(self, gauge: Gauge, slow: Callable[[float], None]) -> None:
        self._gauge = gauge
        self._slow = slow
        self._thread = thread_of_its_own("heat")

    async def run(self, link: Link) -> None:
        told = COOL
        try:
            while True:
                strain = await done_in(self._thread, self._gauge)
                self._slow(strain.pace)
                if strain.line != told:
                    _log.info("%s", strain.line)
                    told = strain.line
                link.works(strain.line)
                await asyncio.sleep(HEAT_EVERY_S)
        finally:
            self._slow(1.0)


class TimeKeeping:
    """The clock chip: believed while its battery lives, and set by a time that a server has told."""

    def __init__(self, chip: ClockChip, clock: Clock) -> None:
        self._chip = chip
        self._clock = clock
        self._thread = thread_of_its_own("clock")

    async def run(self, link: Link) -> None:
        """Raises `OrganError` when it does not answer."""
        try:
            while True:
                if self._clock.is_trusted_without_chip():
                    await done_in(self._thread, lambda: self._chip.set(datetime.now(UTC).replace(tzinfo=None)))
                utc = await done_in(self._thread, self._chip.time)
                self._clock.believe(utc)
                if utc is None:
                    link.waits("My clock stood still: its battery may be empty. Set the time, and replace the battery.")
                else:
                    link.works("My clock goes on by itself.")
                await asyncio.sleep(CLOCK_EVERY_S)
        except HeldByKernelError:
            link.works("The kernel keeps my clock.")
            await asyncio.Event().wait()
        except BaseException:
            self._clock.believe(None)
            raise
