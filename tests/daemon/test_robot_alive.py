"""The daemon in the robot, on twins and in real time: from an electrode's counts to a servo's pulse."""

from datetime import date
from pathlib import Path

import pytest

from companion.body.calibration import Calibration, Travel, store_name
from companion.body.falling import REASON as DROPPED
from companion.body.heat import Strain
from companion.body.twins.board import Board
from companion.daemon import upkeep
from companion.daemon.compose import Creature, compose
from companion.daemon.keeping import FolderStore
from companion.settings import Settings
from companion.vocabulary.acts import JOINTS
from companion.vocabulary.commands import Allow
from tests.daemon.lives import live, statuses, until
from tools.living import free_port


def born_on_twins(folder: Path, absent: tuple[str, ...] = ()) -> tuple[Creature, Board]:
    store = FolderStore(folder)
    travels = dict.fromkeys(JOINTS, Travel(1200.0, 1500.0, 1800.0))
    store.save(store_name("twin"), Calibration("twin", date(2026, 1, 1), travels).state())
    content = {"creature": {"seed": 7}, "web": {"port": free_port()}, "body": {"kind": "twins", "absent": absent}}
    creature = compose(Settings.model_validate(content), folder)
    assert creature.body.board is not None
    return creature, creature.body.board


def test_a_hand_on_the_electrodes_is_felt_and_moves_the_servos(tmp_path: Path) -> None:
    creature, board = born_on_twins(tmp_path)

    async def story(creature: Creature) -> None:
        await until(lambda: statuses(creature)["touch"] == statuses(creature)["servo drive"] == "open")
        board.skin.counts_per_s = 600.0
        board.skin.press(board.electrode("cheek_left"), 70)
        await until(lambda: creature.life.heart.touch is not None)
        assert creature.life.heart.touch is not None
        assert creature.life.heart.touch.zone == "cheek_left"
        await until(lambda: "neck_yaw" in board.held())
        width = board.servo_us("neck_yaw")
        assert width is None or 1200 - 3 <= width <= 1800 + 3

    live(creature, story)
    board.stop()
    assert board.held() == frozenset()


def test_a_broken_electrode_is_told_once_by_name(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    creature, board = born_on_twins(tmp_path)
    caplog.set_level("INFO", logger="companion.daemon.organs")

    def line() -> str:
        return creature.life.supervisor.statuses()["touch"].line

    async def story(creature: Creature) -> None:
        await until(lambda: line() == "I feel with twelve places of my fur.")
        board.skin.press(board.electrode("flipper_left"), 720)
        await until(lambda: "left flipper" in line())
        assert line() == "I feel nothing with my left flipper: a wire there is at fault."

    live(creature, story)
    board.stop()
    assert [record.message for record in caplog.records] == [
        "The electrode of the left flipper is stuck: look at its wire."
    ]


def test_a_fall_lets_go_of_every_joint_also_where_posture_may_not_be_sensed(tmp_path: Path) -> None:
    creature, board = born_on_twins(tmp_path)

    async def story(creature: Creature) -> None:
        creature.life.order(Allow("posture", False))
        await until(lambda: statuses(creature)["balance"] == "open")
        await until(lambda: statuses(creature)["posture"] == "closed")
        board.balance.acceleration_g = (0.0, 0.0, 0.05)
        await until(lambda: DROPPED in creature.body.interlock.reasons)
        await until(lambda: board.held() == frozenset())
        board.balance.acceleration_g = (0.0, 0.0, 1.0)
        await until(lambda: DROPPED not in creature.body.interlock.reasons)

    live(creature, story)
    board.stop()


def test_the_stop_button_closes_the_gate_of_the_whole_creature(tmp_path: Path) -> None:
    creature, board = born_on_twins(tmp_path)

    async def story(creature: Creature) -> None:
        await until(lambda: statuses(creature)["button panel"] == "open")
        board.gpio.drive(board.pin("stop_button"), False)
        board.gpio.drive(board.pin("stop_button"), True)
        await until(lambda: creature.life.portrait().gate.stop)
        assert board.held() == frozenset()
        await until(lambda: not board.one_shot.is_on)

    live(creature, story)
    board.stop()


def test_parts_that_a_robot_does_not_have_are_not_looked_for(tmp_path: Path) -> None:
    creature, board = born_on_twins(tmp_path, ("battery", "clock"))
    board.bus.silent |= {board.address("battery"), board.address("clock")}

    async def story(creature: Creature) -> None:
        await until(lambda: statuses(creature)["touch"] == "open")
        assert not {"battery", "clock"} & set(statuses(creature))
        assert "lost" not in statuses(creature).values()

    live(creature, story)
    board.stop()


def test_a_hot_processor_makes_it_look_less_often(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "HEAT_EVERY_S", 0.05)
    creature, board = born_on_twins(tmp_path)

    async def story(creature: Creature) -> None:
        board.strained = Strain(85.0, False)
        await until(lambda: creature.sight.pace.cool == 0.25)
        board.strained = Strain(50.0, False)
        await until(lambda: creature.sight.pace.cool == 1.0)

    live(creature, story)
    board.stop()


def test_time_comes_from_the_clock_chip_where_the_computer_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    creature, board = born_on_twins(tmp_path)

    monkeypatch.setattr(upkeep, "CLOCK_EVERY_S", 0.05)

    async def story(creature: Creature) -> None:
        await until(lambda: creature.life.moment().local_time is not None)
        board.clock.battery_dead = True
        board.clock.power_up()
        if not creature.life._clock.is_trusted_without_chip():
            await until(lambda: creature.life.moment().local_time is None)

    live(creature, story)
    board.stop()
