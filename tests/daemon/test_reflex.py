"""The daemon alive on real time with everything blocked that can block: it still breathes, answers touch and stops."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from companion.daemon import compose as composing
from companion.daemon import keeping
from companion.daemon.compose import Creature, compose
from companion.settings import Settings
from companion.vocabulary.commands import Allow, BeginSession, SetGate
from companion.vocabulary.errors import ModelError, OrganError
from companion.vocabulary.permissions import Gate
from companion.vocabulary.ports import Store
from companion.vocabulary.signals import Touches
from tools.living import free_port

DEADLINE_S = 10.0

SAMPLE = Path(__file__).parents[2] / "companion" / "web" / "static" / "sample.jpg"


@pytest.fixture
def for_ever() -> Iterator[threading.Event]:
    """What blocked threads wait for: it comes only when the test is over."""
    event = threading.Event()
    yield event
    event.set()


async def until(true: Callable[[], bool]) -> None:
    async def wait() -> None:
        while not true():
            await asyncio.sleep(0.005)

    await asyncio.wait_for(wait(), DEADLINE_S)


def live(creature: Creature, story: Callable[[Creature], Awaitable[None]]) -> None:
    async def play() -> None:
        life = asyncio.create_task(creature.life.run())
        await until(lambda: len(creature.servos.history) > 5)
        await story(creature)
        assert not life.done()
        life.cancel()
        await asyncio.gather(life, return_exceptions=True)

    asyncio.run(play())


def born(folder: Path) -> Creature:
    """A creature with chance fixed and a page on a port nobody else has."""
    return compose(Settings.model_validate({"creature": {"seed": 7}, "web": {"port": free_port()}}), folder)


def statuses(creature: Creature) -> dict[str, str]:
    return {name: status.state for name, status in creature.life.supervisor.statuses().items()}


def stroke(creature: Creature) -> None:
    now_s = creature.life.moment().monotonic_s
    creature.twins.skin.feed(Touches("down", "cheek_left", 4.0, 0.5, now_s))


def test_the_reflex_moves_while_every_model_the_mind_and_the_disk_are_blocked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, for_ever: threading.Event
) -> None:
    blocked = set()

    def block(name: str) -> None:
        blocked.add(name)
        for_ever.wait()

    class BlockedPath:
        def read(self, *_: object) -> None:
            block("models")

    class BlockedMind:
        def think(self, *_: object) -> None:
            block("mind")

    monkeypatch.setattr(composing, "face_path", lambda _: BlockedPath())
    monkeypatch.setattr(keeping, "latch", lambda *_: block("disk"))
    creature = born(tmp_path)
    creature.life.heart.flow.mind = BlockedMind()  # type: ignore[assignment]

    async def story(creature: Creature) -> None:
        assert creature.twins.camera is not None
        creature.life.order(Allow("camera", True))
        creature.life.order(SetGate("staff", True))
        await until(lambda: statuses(creature)["camera"] == "waiting")
        creature.twins.camera.feed(SAMPLE.read_bytes())
        await until(lambda: blocked == {"models", "mind", "disk"})
        before = creature.servos.latest().pose.neck_yaw
        stroke(creature)
        await until(lambda: creature.servos.latest().pose.neck_yaw < before - 0.02)
        creature.life.order(SetGate("stop", True))
        assert creature.servos.latest().attached == frozenset()

    live(creature, story)


def test_without_any_model_file_it_lives_and_says_which_file_and_what_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_: Settings) -> None:
        raise ModelError("the model file is missing.", "models/face.tflite", "Run `companion models fetch`.")

    monkeypatch.setattr(composing, "face_path", missing)

    async def story(creature: Creature) -> None:
        creature.life.order(Allow("camera", True))
        await until(lambda: statuses(creature)["camera"] == "lost")
        (line,) = [status.line for status in creature.life.portrait().senses if status.sense == "camera"]
        assert line == "models/face.tflite: the model file is missing. Run `companion models fetch`."
        stroke(creature)
        await until(lambda: creature.life.portrait().touch is not None)

    live(born(tmp_path), story)


def test_a_camera_that_vanishes_is_lost_and_nothing_else_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    creature = born(tmp_path)
    monkeypatch.setattr(composing, "face_path", lambda _: None)

    def vanish(*_: object) -> None:
        raise OrganError("the camera is gone", "/dev/video0", "Plug it in again.")

    monkeypatch.setattr(type(creature.twins.camera), "latest", vanish)

    async def story(creature: Creature) -> None:
        creature.life.order(Allow("camera", True))
        await until(lambda: statuses(creature)["camera"] == "lost")
        assert statuses(creature)["touch"] == statuses(creature)["mind"] == "open"

    live(creature, story)


def test_pictures_of_a_guest_are_judged_and_a_corrupt_one_between_them_loses_nothing(tmp_path: Path) -> None:
    async def story(creature: Creature) -> None:
        assert creature.twins.camera is not None
        creature.life.order(Allow("camera", True))
        creature.life.order(BeginSession("guest", confirmed=True))
        pictures = (SAMPLE.read_bytes(), b"\xff\xd8\xff no picture", SAMPLE.read_bytes())

        def believes_happiness() -> bool:
            assert creature.twins.camera is not None
            creature.twins.camera.feed(pictures[len(creature.servos.history) % len(pictures)])
            decision = creature.life.portrait().decision
            return decision is not None and decision.impression.emotion == "happiness"

        await until(believes_happiness)

    live(born(tmp_path), story)


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
    monkeypatch.setattr(composing, "face_path", lambda _: None)
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
    monkeypatch.setattr(composing, "face_path", lambda _: None)
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
