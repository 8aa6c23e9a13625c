"""It starts safe whatever it finds: two copies, broken settings, a newer version's state, a clock that jumps."""

import json
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from companion import cli
from companion import settings as settings_room
from companion.daemon import clock as clocks
from companion.daemon.alone import body_alone, folder_alone
from companion.daemon.compose import Creature
from companion.daemon.keeping import FolderStore, latched_gate
from companion.daemon.live import told
from companion.daemon.supervise import Part
from companion.settings import Settings
from companion.vocabulary.errors import CompanionError, StateError
from companion.vocabulary.permissions import Gate
from tests.daemon.lives import born, live, statuses, until
from tools.living import living


def test_a_state_folder_belongs_to_one_creature_at_a_time(tmp_path: Path) -> None:
    with folder_alone(tmp_path / "state"), pytest.raises(CompanionError, match="another companion"):
        folder_alone(tmp_path / "state").__enter__()
    with folder_alone(tmp_path / "state"):
        pass


def test_the_body_belongs_to_one_process_at_a_time() -> None:
    code = "from companion.daemon.alone import body_alone\nwith body_alone(): pass"
    with body_alone():
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert "two must not move it" in done.stderr
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("verb", ["run", "calibrate"])
def test_neither_a_second_creature_nor_a_calibration_moves_a_body_that_is_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    (tmp_path / "companion.toml").write_text('[body]\nkind = "raspberry"\n')
    with body_alone():
        status = cli.main([verb, "--settings", str(tmp_path / "companion.toml"), "--state", str(tmp_path)])
    assert status == 1
    assert "the body: another companion has it" in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_holds_nobody_up(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").touch()
    with folder_alone(tmp_path / "file" / "state"):
        assert "Nothing will be remembered" in caplog.text


def test_of_a_disk_that_refuses_people_hear_at_the_start_and_once_more_when_it_takes_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    (tmp_path / "state").touch()  # no folder can be made here

    async def story(creature: Creature) -> None:
        await until(lambda: statuses(creature)["memory"] == "lost")
        assert "cannot be written" in creature.life.supervisor.statuses()["memory"].line
        (tmp_path / "state").unlink()
        await until(lambda: statuses(creature)["memory"] == "open")

    live(born(tmp_path / "state"), story)
    told = [record.getMessage() for record in caplog.records if record.getMessage().startswith("The memory is")]
    assert len(told) == 2
    assert "lost" in told[0]
    assert told[1] == "The memory is back."
    assert (tmp_path / "state" / "mind.json").is_file()


def test_a_last_mood_that_cannot_be_kept_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def story(creature: Creature) -> None:
        await until(lambda: statuses(creature)["memory"] == "open")
        shutil.rmtree(tmp_path / "state")
        (tmp_path / "state").touch()

    live(born(tmp_path / "state"), story)
    assert "could not be kept" in caplog.text


def test_settings_without_a_fault_are_taken_whole(tmp_path: Path) -> None:
    path = tmp_path / "companion.toml"
    path.write_text('[creature]\nname = "Otto"\n')
    assert settings_room.salvage(path) == (settings_room.load(path), None)
    assert settings_room.salvage(None) == (Settings(), None)


def test_a_broken_section_costs_itself_and_is_named(tmp_path: Path) -> None:
    path = tmp_path / "companion.toml"
    path.write_text('[creature]\nname = ""\n[body]\nkind = "twins"\n[sences]\ncamera = true\n')
    settings, fault = settings_room.salvage(path)
    assert settings == Settings.model_validate({"body": {"kind": "twins"}})
    assert fault is not None
    assert [line.split(":")[0] for line in fault.faults] == ["line 2", "line 5"]


@pytest.mark.parametrize("content", [b"this is no [[[ TOML", b"\xff\xfe", b"a = " + b"[" * 5000, None])
def test_settings_that_cannot_be_read_at_all_leave_a_drawn_body_and_closed_senses(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "companion.toml"
    if content is not None:
        path.write_bytes(content)
    settings, fault = settings_room.salvage(path)
    assert settings == Settings()
    assert not settings.senses.camera
    assert not settings.senses.microphone
    assert fault is not None


def test_what_is_wrong_in_the_settings_stands_on_the_page(tmp_path: Path) -> None:
    path = tmp_path / "companion.toml"
    path.write_text('[creature]\nname = ""\n')
    _, fault = settings_room.salvage(path)
    assert fault is not None
    creature = born(tmp_path / "state")
    creature.life.supervisor.add(Part("settings", told(fault)))

    async def story(creature: Creature) -> None:
        await until(lambda: any(status.sense == "settings" for status in creature.life.portrait().senses))
        (status,) = (status for status in creature.life.portrait().senses if status.sense == "settings")
        assert status.state == "lost"
        assert "creature.name" in status.line

    live(creature, story)


def test_the_service_lives_with_what_is_right(tmp_path: Path) -> None:
    """The command itself, with one section broken: ready, and in the status what to mend."""
    with living('[creature]\nname = ""\n', "--service") as creature:
        assert creature.address.startswith("http://127.0.0.1:")


def test_state_of_a_newer_version_is_set_aside_and_kept(tmp_path: Path) -> None:
    newer = json.dumps({"version": 7, "state": {"mood": "many words"}})
    (tmp_path / "mind.json").write_text(newer)
    store = FolderStore(tmp_path)
    with pytest.raises(StateError, match=r"version 7, from a newer companion"):
        store.load("mind")
    store.save("mind", {"mood": 0.5})
    store.save("mind", {"mood": 0.6})
    assert (tmp_path / "mind.version-7").read_text() == newer
    assert FolderStore(tmp_path).load("mind") == {"mood": 0.6}


def test_erasing_takes_what_was_set_aside_too(tmp_path: Path) -> None:
    (tmp_path / "mind.json").write_text(json.dumps({"version": 7, "state": {}}))
    store = FolderStore(tmp_path)
    store.save("mind", {})
    store.erase("mind")
    assert list(tmp_path.iterdir()) == []


def test_a_gate_of_a_newer_version_stays_closed(tmp_path: Path) -> None:
    (tmp_path / "gate.json").write_text(json.dumps({"version": 7, "state": {"stop": False}}))
    assert latched_gate(FolderStore(tmp_path)) == Gate(stop=True)


@pytest.mark.parametrize("years", [10, -10])
def test_a_clock_that_jumps_ten_years_costs_neither_breath_nor_mind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, years: int
) -> None:
    jump = timedelta()

    class Jumping(datetime):
        @classmethod
        def now(cls, tz: object = None) -> "Jumping":
            return super().now() + jump

    monkeypatch.setattr(clocks, "datetime", Jumping)
    monkeypatch.setattr(clocks, "wall_clock_is_trusted", lambda: True)

    async def story(creature: Creature) -> None:
        nonlocal jump
        await until(lambda: creature.life.portrait().decision is not None)
        jump = timedelta(days=365 * years)
        moved, thought = creature.servos.history[-1][0], creature.life.portrait().decision
        await until(lambda: creature.servos.history[-1][0] > moved + 0.5)
        await until(lambda: creature.life.portrait().decision is not thought)
        states = {name: status.state for name, status in creature.life.supervisor.statuses().items()}
        assert "lost" not in states.values(), states

    live(born(tmp_path), story)
