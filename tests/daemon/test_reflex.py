"""The daemon alive on real time with everything blocked that can block: it still breathes, answers touch and stops."""

import threading
from pathlib import Path

import pytest

from companion.daemon import compose as composing
from companion.daemon import keeping
from companion.daemon.compose import Creature
from companion.settings import Settings
from companion.vocabulary.commands import Allow, BeginSession, SetGate
from companion.vocabulary.errors import ModelError, OrganError
from tests.daemon.lives import born, live, statuses, stroke, until

SAMPLE = Path(__file__).parents[2] / "companion" / "web" / "static" / "sample.jpg"


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

    monkeypatch.setattr(composing, "eyesight", lambda _: BlockedPath())
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

    monkeypatch.setattr(composing, "eyesight", missing)

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
    monkeypatch.setattr(composing, "eyesight", lambda _: None)

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
