"""A place of the fur whose wire breaks: people hear of it once by name, once when it is back, and the rest still feels.

Time on the skin is simulated; the part that tells people runs as in the daemon and looks as often as it can.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import numpy as np
import pytest

from companion.body.i2c import I2CBus
from companion.body.pins import load_pins
from companion.body.raspberry.touch_chip import TouchChip
from companion.body.twins.board import Board
from companion.daemon import organs
from companion.daemon.supervise import Link
from companion.perception.touch.path import TouchPath
from companion.vocabulary.errors import OrganError
from companion.vocabulary.ports import Skin
from companion.vocabulary.signals import SkinCounts, Touches, Zone

READINGS_A_SECOND = 100
LOOKS = 40
AWAY_FROM_IT: tuple[Zone, ...] = ("head", "belly", "tail")


class Fur:
    """A twin's chip read a hundred times a second of simulated time, and the sense of touch behind it."""

    name = "skin"

    def __init__(self) -> None:
        self.now_s = 0.0
        pins = load_pins()
        self.board = Board(pins, lambda: self.now_s)
        bus = I2CBus(lambda: self.board.bus)
        self.chip = TouchChip(self.board.registers("touch", bus), pins.electrodes)
        self.touch = TouchPath()
        self.lost: OrganError | None = None
        self.opened = 0
        self._chance = np.random.default_rng(1)
        self._stuck: dict[int, int] = {}

    def open(self) -> None:
        self.chip.connect()
        self.lost = None
        self.opened += 1

    def close(self) -> None: ...

    def listen(self, notify: Callable[[], None]) -> None: ...

    def drain(self) -> tuple[Touches | SkinCounts, ...]:
        return ()

    def check(self) -> None:
        if self.lost is not None:
            raise self.lost

    def forget(self) -> None:
        self.touch = self.touch.anew()

    def lives(self, seconds: float) -> None:
        """So much time passes; every electrode trembles by a count, as real ones do."""
        board = self.board
        for _ in range(round(seconds * READINGS_A_SECOND)):
            self.now_s += 1.0 / READINGS_A_SECOND
            board.skin.tick()
            try:
                counts = list(self.chip.counts())
            except OrganError as fault:
                self.lost = self.lost or fault
                continue
            noise = self._chance.normal(0.0, 0.8, 12)
            for place in range(12):
                if place in self._stuck:
                    counts[place] = self._stuck[place]
                else:
                    counts[place] = int(np.clip(round(counts[place] + noise[place]), 0, 1023))
            self.touch.feel(SkinCounts(tuple(counts), self.now_s))

    def break_wire(self, zone: Zone, reads: int) -> None:
        self._stuck[self.board.electrode(zone)] = reads

    def mend_wire(self, zone: Zone) -> None:
        del self._stuck[self.board.electrode(zone)]


class Told:
    """The part of the daemon that looks after the skin, run for as long as a test needs it."""

    def __init__(self, fur: Fur, said: pytest.LogCaptureFixture) -> None:
        self.fur = fur
        self.link = Link("touch")
        self._said = said
        skin: Skin = fur
        assert skin.name == "skin"
        self._part = organs.ChipFeeling(fur, fur.forget, lambda: fur.touch.faults)

    def live(self, story: Callable[[], Awaitable[None]]) -> None:
        """Run the part as a supervisor does, lost and opened again, while something happens to the skin."""

        async def kept() -> None:
            while True:
                try:
                    await self._part.run(self.link)
                except OrganError as fault:
                    self.link.lost(fault)

        async def lived() -> None:
            life = asyncio.create_task(kept())
            await self.looks()
            await story()
            life.cancel()
            await asyncio.gather(life, return_exceptions=True)

        asyncio.run(lived())

    async def looks(self) -> None:
        """Wait until it has looked some times more; opening takes a thread its time."""
        opened, left = self.fur.opened, LOOKS
        while left > 0:
            await asyncio.sleep(0)
            if self.fur.opened and (self.fur.lost is None or self.fur.opened > opened):
                left -= 1

    def lines(self) -> list[str]:
        return [record.getMessage() for record in self._said.records if "electrode" in record.getMessage()]


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> Told:
    monkeypatch.setattr(organs, "CHECK_EVERY_S", 0.0)
    caplog.set_level(logging.INFO)
    return Told(Fur(), caplog)


BROKEN = "The electrode of the left cheek is stuck: look at its wire."
FELT_AGAIN = "The electrode of the left cheek is felt again."


@pytest.mark.parametrize("reads", [0, 640, 1023], ids=["shorted", "stuck", "cable broken"])
def test_a_broken_wire_is_told_once_and_once_when_it_is_mended(told: Told, reads: int) -> None:
    fur = told.fur

    async def story() -> None:
        fur.lives(3.0)
        fur.break_wire("cheek_left", reads)
        for _ in range(4):
            fur.lives(2.0)
            await told.looks()
        assert told.lines() == [BROKEN]
        assert told.link.status.line == "I feel nothing with my left cheek: a wire there is at fault."
        fur.mend_wire("cheek_left")
        for _ in range(4):
            fur.lives(5.0)
            await told.looks()

    told.live(story)
    assert told.lines() == [BROKEN, FELT_AGAIN]
    assert told.link.status.line == "I feel with twelve places of my fur."


def test_a_wire_that_is_still_broken_when_the_chip_comes_back_is_not_told_to_be_felt_again(told: Told) -> None:
    fur = told.fur
    address = fur.board.address("touch")

    async def story() -> None:
        fur.lives(3.0)
        fur.break_wire("cheek_left", 1023)
        fur.lives(2.0)
        await told.looks()
        fur.board.bus.silent.add(address)
        fur.lives(1.0)
        assert isinstance(fur.lost, OrganError), "the chip does not answer"
        fur.board.bus.silent.discard(address)
        fur.board.skin.power_up()
        for _ in range(3):
            await told.looks()
            fur.lives(3.0)
        assert told.lines() == [BROKEN]
        fur.mend_wire("cheek_left")
        for _ in range(4):
            fur.lives(5.0)
            await told.looks()

    told.live(story)
    assert told.lines() == [BROKEN, FELT_AGAIN]
    assert told.link.losses == 1


def test_all_other_places_still_feel_a_hand(told: Told) -> None:
    fur = told.fur

    async def story() -> None:
        fur.lives(3.0)
        fur.break_wire("cheek_left", 0)
        fur.lives(2.0)
        for zone in AWAY_FROM_IT:
            fur.board.skin.press(fur.board.electrode(zone), 60.0)
            fur.lives(1.0)
            assert fur.touch.touching == (zone,)
            fur.board.skin.press(fur.board.electrode(zone), 0.0)
            fur.lives(1.0)

    told.live(story)
