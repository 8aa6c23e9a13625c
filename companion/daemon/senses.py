"""The optional senses as supervised parts: each opens its organ, turns signals into readings, and closes it again."""

import asyncio
from collections.abc import Callable

from companion.daemon.clock import Clock
from companion.daemon.flow import Flow
from companion.daemon.supervise import Link
from companion.daemon.worker import done_in, thread_of_its_own
from companion.vocabulary.ports import LightSensor, Skin, Thermometer
from companion.vocabulary.readings import LightReading, TemperatureReading

LIGHT_PERIOD_S = 0.5
WARMTH_PERIOD_S = 5.0


class Feeling:
    """Opens the skin while touch is allowed. What it feels goes the reflex way, straight to the heart.

    `forget` is called once it is closed: a hand that lay on it must not be felt any longer.
    """

    def __init__(self, skin: Skin, forget: Callable[[], None]) -> None:
        self._skin = skin
        self._forget = forget

    async def run(self, link: Link) -> None:
        self._skin.open()
        link.works("I feel with twelve places of my fur.")
        try:
            await asyncio.Event().wait()
        finally:
            self._skin.close()
            self._forget()


class Brightness:
    """Light sensor -> reading, twice a second."""

    def __init__(self, sensor: LightSensor, flow: Flow, clock: Clock) -> None:
        self.level: float | None = None
        self._sensor = sensor
        self._flow = flow
        self._clock = clock

    async def run(self, link: Link) -> None:
        self._sensor.open()
        link.waits("No light has been measured yet.")
        try:
            while True:
                self.level = self._sensor.level()
                if self.level is not None:
                    now = self._clock.now()
                    self._flow.feel(LightReading(now.monotonic_s, self.level), now)
                    link.works(_light_line(self.level), 1.0, now.monotonic_s)
                await asyncio.sleep(LIGHT_PERIOD_S)
        finally:
            self.level = None
            self._sensor.close()


class RoomWarmth:
    """Thermometer -> reading, every five seconds; with how hot the processor is, where that can be told."""

    def __init__(
        self,
        thermometer: Thermometer,
        flow: Flow,
        clock: Clock,
        processor_c: Callable[[], float | None] = lambda: None,
    ) -> None:
        self._thermometer = thermometer
        self._flow = flow
        self._clock = clock
        self._processor_c = processor_c
        self._thread = thread_of_its_own("room warmth")

    async def run(self, link: Link) -> None:
        """Raises `OrganError` when the thermometer is lost."""
        await done_in(self._thread, self._thermometer.open)
        link.waits("How warm the room is has not been measured yet.")
        try:
            while True:
                room_c = await done_in(self._thread, self._thermometer.celsius)
                processor_c = await done_in(self._thread, self._processor_c)
                if room_c is not None or processor_c is not None:
                    now = self._clock.now()
                    self._flow.feel(TemperatureReading(now.monotonic_s, room_c, processor_c), now)
                if room_c is not None:
                    link.works(f"The room has {room_c:.0f} degrees.", 1.0, self._clock.seconds())
                await asyncio.sleep(WARMTH_PERIOD_S)
        finally:
            await asyncio.shield(done_in(self._thread, self._thermometer.close))


def _light_line(level: float) -> str:
    if level < 0.15:
        return "It is dark."
    return "The light is dim." if level < 0.4 else "It is bright."
