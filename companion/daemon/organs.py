"""Organs of the robot as supervised parts: opened when wanted, looked after, told once when lost and once when back."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

from companion.body.heat import Gauge
from companion.body.i2c import HeldByKernelError
from companion.body.interlock import Interlock
from companion.body.overcurrent import CurrentGuard
from companion.body.raspberry.analogue import Converter
from companion.body.raspberry.battery import Battery
from companion.body.raspberry.buttons import Buttons, Lid
from companion.body.raspberry.clock_chip import ClockChip
from companion.daemon.clock import Clock
from companion.daemon.flow import Flow
from companion.daemon.supervise import Link
from companion.daemon.worker import done_in, thread_of_its_own
from companion.perception.posture import PosturePath
from companion.perception.pulse import PulsePath
from companion.vocabulary.commands import Command
from companion.vocabulary.errors import OrganError
from companion.vocabulary.permissions import Gate
from companion.vocabulary.ports import MotionSensor, PulseSensor, Skin
from companion.vocabulary.readings import PostureReading, PowerReading

_log = logging.getLogger(__name__)

LID_OPEN = "the lid is open"
CHECK_EVERY_S = 0.5
BALANCE_EVERY_S = 0.02
CURRENT_EVERY_S = 0.05
PULSE_EVERY_S = 0.2
HEAT_EVERY_S = 5.0
BATTERY_EVERY_S = 5.0
CLOCK_EVERY_S = 5.0


class Tended(Protocol):
    """An organ that acts: it is open from the start, does nothing until connected, and is limp or dark when lost."""

    @property
    def name(self) -> str: ...
    def connect(self) -> None: ...
    def check(self) -> None: ...


class Tending:
    """Connects an organ that acts, and looks twice a second whether it is still there."""

    def __init__(self, organ: Tended, line: Callable[[], str]) -> None:
        self._organ = organ
        self._line = line
        self._thread = thread_of_its_own(organ.name)

    async def run(self, link: Link) -> None:
        """Raises `OrganError` when it cannot be connected or is lost, `StateError` without a calibration."""
        await done_in(self._thread, self._organ.connect)
        while True:
            # Said to be back only once it has stayed for a while: bad wires come and go many times a second.
            await asyncio.sleep(CHECK_EVERY_S)
            await done_in(self._thread, self._organ.check)
            link.works(self._line())


def line_of_joints(interlock: Interlock) -> Callable[[], str]:
    """How the joints are, for people."""

    def line() -> str:
        reasons = interlock.reasons
        return f"My joints are limp: {', and '.join(reasons)}." if reasons else "My joints are ready."

    return line


class CheckedSkin(Skin, Protocol):
    """A skin that can be lost: `check` raises `OrganError` then."""

    def check(self) -> None: ...


class ChipFeeling:
    """Opens a skin that sits on the bus while touch is allowed. What it feels goes the reflex way, to the heart."""

    def __init__(self, skin: CheckedSkin, forget: Callable[[], None]) -> None:
        self._skin = skin
        self._forget = forget
        self._thread = thread_of_its_own("skin")

    async def run(self, link: Link) -> None:
        """Raises `OrganError` when the skin cannot be opened or is lost."""
        try:
            await done_in(self._thread, self._skin.open)
            link.works("I feel with twelve places of my fur.")
            while True:
                await asyncio.sleep(CHECK_EVERY_S)
                self._skin.check()
        finally:
            self._forget()
            await asyncio.shield(done_in(self._thread, self._skin.close))


class Balance:
    """Keeps the balance chip open, also while nobody may be told of posture: a fall must let go of every joint.

    Its readings of posture go on only while that sense is allowed; `latest` is the last of them.
    """

    def __init__(self, sensor: MotionSensor, flow: Flow, clock: Clock) -> None:
        self.latest: PostureReading | None = None
        self._sensor = sensor
        self._flow = flow
        self._clock = clock
        self._thread = thread_of_its_own("balance")

    async def run(self, link: Link) -> None:
        """Raises `OrganError` when it cannot be opened or is lost."""
        path = PosturePath()
        try:
            await done_in(self._thread, self._sensor.open)
            while True:
                samples = self._sensor.drain()
                if samples:
                    link.works("My balance is felt.")
                for sample in samples:
                    for reading in path.feel(sample):
                        self.latest = reading
                        if self._flow.permissions.posture:
                            self._flow.feel(reading, self._clock.now())
                await asyncio.sleep(BALANCE_EVERY_S)
        finally:
            self.latest = None
            await asyncio.shield(done_in(self._thread, self._sensor.close))


class Posture:
    """What the page shows of posture, while that sense is allowed."""

    def __init__(self, balance: Balance) -> None:
        self._balance = balance

    async def run(self, link: Link) -> None:
        while True:
            reading = self._balance.latest
            if reading is None:
                link.waits("I do not feel yet how I lie.")
            else:
                link.works(_POSTURES[reading.posture], reading.certainty, reading.at_s)
            await asyncio.sleep(CHECK_EVERY_S)


_POSTURES = {
    "resting": "I lie still.",
    "held": "Somebody holds me.",
    "lifted": "I am being lifted.",
    "upside_down": "I am upside down.",
    "dropped": "I fell.",
}


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


class Pressing:
    """Buttons and lid: commands into the daemon's one inlet, an open lid into the interlock."""

    def __init__(
        self,
        buttons: Buttons,
        lid: Lid,
        interlock: Interlock,
        order: Callable[[Command], None],
        gate: Callable[[], Gate],
    ) -> None:
        self._buttons = buttons
        self._lid = lid
        self._interlock = interlock
        self._order = order
        self._gate = gate

    async def run(self, link: Link) -> None:
        loop = asyncio.get_running_loop()

        def pressed(command: Command) -> None:
            loop.call_soon_threadsafe(self._order, command)

        def moved(is_open: bool) -> None:
            (self._interlock.hold if is_open else self._interlock.free)(LID_OPEN)

        try:
            self._lid.open(moved)
            self._buttons.open(pressed, self._gate)
            link.works("My buttons and my lid are watched.")
            await asyncio.Event().wait()
        except OrganError:
            self._interlock.hold(LID_OPEN)  # a lid that nobody watches is taken for open
            raise
        finally:
            self._buttons.close()
            self._lid.close()


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


class Pulsing:
    """The light of a fingertip -> heart rate, while somebody has allowed it."""

    def __init__(self, sensor: PulseSensor, flow: Flow, clock: Clock) -> None:
        self._sensor = sensor
        self._flow = flow
        self._clock = clock
        self._thread = thread_of_its_own("pulse")

    async def run(self, link: Link) -> None:
        """Raises `OrganError` when the sensor cannot be opened or is lost; its light is out then."""
        path = PulsePath()
        try:
            await done_in(self._thread, self._sensor.open)
            link.works("No finger lies on my flipper.")
            while True:
                for sample in self._sensor.drain():
                    reading = path.feel(sample)
                    if reading is not None:
                        self._flow.feel(reading, self._clock.now())
                        rate = f"I feel a pulse of {reading.beats_per_minute:.0f}."
                        link.works(rate, reading.certainty, reading.at_s)
                await asyncio.sleep(PULSE_EVERY_S)
        finally:
            await asyncio.shield(done_in(self._thread, self._sensor.close))


class KeepingCool:
    """Slows sight down while the processor is hot or the supply sags, and says so."""

    def __init__(self, gauge: Gauge, slow: Callable[[float], None]) -> None:
        self._gauge = gauge
        self._slow = slow
        self._thread = thread_of_its_own("heat")

    async def run(self, link: Link) -> None:
        try:
            while True:
                strain = await done_in(self._thread, self._gauge)
                self._slow(strain.pace)
                if strain.line != link.status.line:
                    _log.info("%s", strain.line)
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
