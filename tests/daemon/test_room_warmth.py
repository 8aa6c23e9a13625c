"""How warm the room is reaches the mind, from a slider or a chip."""

import asyncio
import contextlib
import math
from typing import Any, cast

import pytest

from companion.body.simulated.thermometer import SimulatedThermometer
from companion.daemon.clock import Clock
from companion.daemon.senses import RoomWarmth
from companion.vocabulary.errors import MessageError, OrganError
from companion.vocabulary.readings import TemperatureReading


class Told:
    """A flow and a link that remember."""

    def __init__(self) -> None:
        self.readings: list[TemperatureReading] = []
        self.lines: list[str] = []
        self.heard = asyncio.Event()

    def feel(self, reading: TemperatureReading, moment: object) -> None:
        self.readings.append(reading)
        self.heard.set()

    def works(self, line: str, *_: object) -> None:
        self.lines.append(line)

    waits = works


async def lived(thermometer: Any, processor_c: float | None) -> Told:
    told = Told()
    warmth = RoomWarmth(thermometer, cast(Any, told), Clock(), lambda: processor_c)
    living = asyncio.create_task(warmth.run(cast(Any, told)))
    hearing = asyncio.create_task(told.heard.wait())
    await asyncio.wait({living, hearing}, timeout=5.0, return_when=asyncio.FIRST_COMPLETED)
    hearing.cancel()
    living.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await living
    return told


def test_the_slider_and_the_processor_are_told_together() -> None:
    thermometer = SimulatedThermometer()
    thermometer.feed(31.0)
    told = asyncio.run(lived(thermometer, 55.0))
    assert [(reading.room_c, reading.processor_c) for reading in told.readings] == [(31.0, 55.0)]
    assert told.lines[-1] == "The room has 31 degrees."
    assert thermometer.celsius() is None, "closed with the part"


def test_a_lost_thermometer_is_said_and_tells_nothing() -> None:
    class Lost(SimulatedThermometer):
        def celsius(self) -> float | None:
            raise OrganError("is gone.", self.name)

    with pytest.raises(OrganError, match="is gone"):
        asyncio.run(lived(Lost(), 55.0))


def test_what_is_no_temperature_is_refused_and_the_rest_brought_into_range() -> None:
    thermometer = SimulatedThermometer()
    with pytest.raises(MessageError):
        thermometer.feed(math.nan)
    thermometer.open()
    assert thermometer.celsius() is None
    thermometer.feed(900.0)
    assert thermometer.celsius() == 50.0
