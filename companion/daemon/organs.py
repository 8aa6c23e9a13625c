"""Organs of the robot as supervised parts: opened when wanted, looked after, told once when lost and once when back."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Protocol

from companion.body.interlock import Interlock
from companion.body.raspberry.buttons import Buttons, Lid
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
from companion.vocabulary.readings import PostureReading
from companion.vocabulary.signals import Zone

LID_OPEN = "the lid is open"
CHECK_EVERY_S = 0.5
BALANCE_EVERY_S = 0.02
PULSE_EVERY_S = 0.2

_log = logging.getLogger(__name__)


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
    """Opens a skin that sits on the bus while touch is allowed. What it feels goes the reflex way, to the heart.

    `numb` names the places whose electrode is not believed; people hear of each once when it fails and once when back.
    """

    def __init__(
        self, skin: CheckedSkin, forget: Callable[[], None], numb: Callable[[], Mapping[Zone, str]] = dict
    ) -> None:
        self._skin = skin
        self._forget = forget
        self._numb = numb
        self._told: frozenset[Zone] = frozenset()
        self._thread = thread_of_its_own("skin")

    async def run(self, link: Link) -> None:
        """Raises `OrganError` when the skin cannot be opened or is lost."""
        try:
            await done_in(self._thread, self._skin.open)
            while True:
                link.works(self._line())
                await asyncio.sleep(CHECK_EVERY_S)
                self._skin.check()
        finally:
            self._forget()
            await asyncio.shield(done_in(self._thread, self._skin.close))

    def _line(self) -> str:
        numb = self._numb()
        for zone in sorted(numb.keys() - self._told):
            _log.warning("The electrode of the %s is %s: look at its wire.", _words(zone), numb[zone])
        for zone in sorted(self._told - numb.keys()):
            _log.info("The electrode of the %s is felt again.", _words(zone))
        self._told = frozenset(numb)
        if not numb:
            return "I feel with twelve places of my fur."
        return f"I feel nothing with my {', '.join(_words(zone) for zone in sorted(numb))}: a wire there is at fault."


def _words(zone: Zone) -> str:
    """`flipper_left` as people say it."""
    name, _, side = zone.partition("_")
    return f"{side} {name}" if side in ("left", "right") else zone.replace("_", ", ")


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
