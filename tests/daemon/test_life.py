"""The living daemon: gates are kept, senses close, a silent mind is said, and every end is a body at rest."""

import asyncio
import os
import signal
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from companion.daemon import compose as composing
from companion.daemon import keeping
from companion.daemon import live as living
from companion.daemon.compose import Creature
from companion.vocabulary.acts import Decision
from companion.vocabulary.commands import Allow, Command, SetGate
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.ports import Store
from companion.vocabulary.readings import Reading
from tests.daemon.lives import born, live, statuses, stroke, until


def test_a_mind_that_does_not_answer_is_said_and_is_back_when_it_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, for_ever: threading.Event
) -> None:
    monkeypatch.setattr("companion.daemon.heart.FORSAKEN_AFTER_S", 0.1)
    creature = born(tmp_path)
    mind = creature.life.heart.flow.mind

    class SlowMind:
        def think(
            self, readings: Sequence[Reading], commands: Sequence[Command], gate: Gate, moment: Moment
        ) -> Decision:
            for_ever.wait()
            return mind.think(readings, commands, gate, moment)

    creature.life.heart.flow.mind = SlowMind()

    async def story(creature: Creature) -> None:
        await until(lambda: statuses(creature)["mind"] == "lost")
        assert "mind" in {status.sense for status in creature.life.portrait().senses}
        for_ever.set()
        await until(lambda: statuses(creature)["mind"] == "open")

    live(creature, story)


def test_touch_while_it_is_cleaned_is_not_shown_as_felt(tmp_path: Path) -> None:
    async def story(creature: Creature) -> None:
        creature.life.order(SetGate("cleaning", True))
        stroke(creature)
        ticks = len(creature.servos.history)
        await until(lambda: len(creature.servos.history) > ticks + 5)
        assert creature.life.portrait().touch is None

    live(born(tmp_path), story)


def test_of_many_gates_in_a_row_the_last_one_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Gate] = []
    pressed = threading.Event()
    latch = keeping.latch

    def slowly(store: Store, gate: Gate) -> None:
        pressed.wait()
        written.append(gate)
        latch(store, gate)

    monkeypatch.setattr(keeping, "latch", slowly)

    async def story(creature: Creature) -> None:
        for number in range(201):
            creature.life.order(SetGate("silent", number % 2 == 0))
        pressed.set()
        await until(lambda: (tmp_path / "gate.json").exists())

    live(born(tmp_path), story)
    assert written[-1] == Gate(silent=True)
    assert len(written) <= 3
    assert keeping.latched_gate(keeping.FolderStore(tmp_path)) == Gate(silent=True)


def test_a_stop_from_yesterday_holds_today_until_it_is_released(tmp_path: Path) -> None:
    async def stop(creature: Creature) -> None:
        creature.life.order(SetGate("stop", True))
        await until(lambda: (tmp_path / "gate.json").exists())

    async def next_day(creature: Creature) -> None:
        assert creature.life.portrait().gate.stop
        poses = {pose for _, pose in creature.servos.history}
        stroke(creature)
        await until(lambda: len(creature.servos.history) > 20)
        assert {pose for _, pose in creature.servos.history} == poses

    live(born(tmp_path), stop)
    live(born(tmp_path), next_day)


def test_a_camera_whose_permission_goes_while_it_opens_does_not_stay_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composing, "eyesight", lambda _: None)
    creature = born(tmp_path)
    opening, go_on = threading.Event(), threading.Event()
    history: list[str] = []

    def open_slowly(_: object) -> None:
        opening.set()
        go_on.wait()
        history.append("open")

    kind = type(creature.twins.camera)
    monkeypatch.setattr(kind, "open", open_slowly)
    monkeypatch.setattr(kind, "close", lambda _: history.append("closed"))

    async def story(creature: Creature) -> None:
        creature.life.order(Allow("camera", True))
        await until(opening.is_set)
        creature.life.order(Allow("camera", False))
        go_on.set()
        await until(lambda: statuses(creature)["camera"] == "closed")
        assert history == ["open", "closed"]

    live(creature, story)


def test_a_part_that_cannot_end_does_not_keep_the_body_from_its_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, for_ever: threading.Event
) -> None:
    monkeypatch.setattr(composing, "eyesight", lambda _: None)
    creature = born(tmp_path)
    opening = threading.Event()

    def hang(_: object) -> None:
        opening.set()
        for_ever.wait()

    monkeypatch.setattr(type(creature.twins.camera), "open", hang)

    async def play() -> None:
        life = asyncio.create_task(creature.life.run())
        creature.life.order(Allow("camera", True))
        await until(opening.is_set)
        stroke(creature)
        await until(lambda: creature.servos.latest().attached != frozenset())
        life.cancel()
        await until(lambda: creature.servos.latest().attached == frozenset())
        assert not life.done()
        for_ever.set()
        await asyncio.gather(life, return_exceptions=True)

    asyncio.run(play())


def test_a_driver_that_hangs_does_not_hold_up_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, for_ever: threading.Event
) -> None:
    monkeypatch.setattr(composing, "eyesight", lambda _: None)
    monkeypatch.setattr(living, "PARTS_END_WITHIN_S", 0.1)
    creature = born(tmp_path)
    opening = threading.Event()

    def hang(_: object) -> None:
        opening.set()
        for_ever.wait()

    monkeypatch.setattr(type(creature.twins.camera), "open", hang)

    async def play() -> None:
        running = asyncio.create_task(living.until_told(creature))
        await until(lambda: len(creature.servos.history) > 5)
        creature.life.order(Allow("camera", True))
        await until(opening.is_set)
        os.kill(os.getpid(), signal.SIGTERM)
        await until(running.done)
        assert creature.servos.latest().attached == frozenset()

    asyncio.run(play())


def test_a_stop_pressed_just_before_the_end_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pressed = threading.Event()
    latch = keeping.latch

    def slowly(store: Store, gate: Gate) -> None:
        pressed.wait()
        latch(store, gate)

    monkeypatch.setattr(keeping, "latch", slowly)

    async def story(creature: Creature) -> None:
        creature.life.order(SetGate("stop", True))
        asyncio.get_running_loop().call_later(0.2, pressed.set)

    live(born(tmp_path), story)
    assert keeping.latched_gate(keeping.FolderStore(tmp_path)).stop
