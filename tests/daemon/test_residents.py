"""What is learnt of a resident is theirs alone, comes back at their next session, and goes when it is erased."""

import asyncio
import json
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import pytest

from companion.daemon.compose import Creature
from companion.daemon.keeping import FolderStore
from companion.daemon.residents import KEEP_EVERY_S, LOOK_EVERY_S, Residents, resident_of, store_name
from companion.vocabulary.acts import Decision
from companion.vocabulary.commands import GUEST, BeginSession, Command, EndSession
from companion.vocabulary.errors import StateError
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.readings import Reading
from tests.daemon.lives import born, live, until


class Learner:
    """A mind that learns one number of whoever's session runs."""

    def __init__(self) -> None:
        self.resident: str | None = None
        self.learnt = 0.0

    def think(self, readings: Sequence[Reading], commands: Sequence[Command], gate: Gate, moment: Moment) -> Decision:
        for command in commands:
            if isinstance(command, BeginSession | EndSession):
                self.resident = command.resident if isinstance(command, BeginSession) else None
                self.learnt = 0.0
        return cast(Decision, None)

    def resident_state(self) -> dict[str, Any] | None:
        return None if self.resident is None else {"version": 1, "resident": self.resident, "learnt": self.learnt}

    def restore_resident(self, state: Mapping[str, Any]) -> None:
        if state.get("version") != 1:
            raise StateError("is of another version", "resident")
        self.learnt = state["learnt"]

    def forget_resident(self) -> None:
        self.learnt = 0.0


class Days:
    """A mind with a memory of residents, on a folder, in simulated time. The disk is as slow as the test wants."""

    def __init__(self, folder: Path) -> None:
        self.mind = Learner()
        self.disk = ThreadPoolExecutor(1)
        self.residents = Residents(self.mind, FolderStore(folder), self.disk)
        self.now_s = 0.0

    def tick(self, *commands: Command, passed_s: float = 1.0) -> None:
        self.now_s += passed_s
        self.residents.think((), commands, Gate(), Moment(self.now_s, None))

    def written(self) -> None:
        self.disk.submit(lambda: None).result()

    def session(self, resident: str) -> None:
        self.tick(BeginSession(resident))
        self.written()
        self.tick()


def test_what_was_learnt_comes_back_at_the_next_session(tmp_path: Path) -> None:
    first = Days(tmp_path)
    first.session("Agnes")
    first.mind.learnt = 0.7
    first.tick(EndSession())
    first.written()
    second = Days(tmp_path)
    second.session("Agnes")
    assert second.mind.learnt == 0.7


def test_nothing_is_carried_to_another_resident(tmp_path: Path) -> None:
    days = Days(tmp_path)
    days.session("Agnes")
    days.mind.learnt = 0.7
    days.session("Bruno")
    assert days.mind.learnt == 0.0
    days.mind.learnt = -0.2
    days.session("Agnes")
    assert days.mind.learnt == 0.7


@pytest.mark.parametrize("name", [GUEST, f" {GUEST} ", "Guest"])
def test_the_guest_is_never_kept(tmp_path: Path, name: str) -> None:
    days = Days(tmp_path)
    days.session(name)
    days.mind.learnt = 0.7
    days.tick(passed_s=KEEP_EVERY_S + 1)
    days.tick(EndSession())
    asyncio.run(days.residents.keep_last())
    assert list(tmp_path.iterdir()) == []


def test_it_is_kept_every_five_minutes_and_when_the_creature_goes_to_rest(tmp_path: Path) -> None:
    days = Days(tmp_path)
    days.session("Agnes")
    days.mind.learnt = 0.3
    days.tick(passed_s=KEEP_EVERY_S - 10)
    days.written()
    assert list(tmp_path.iterdir()) == []
    days.tick(passed_s=10)
    days.written()
    assert FolderStore(tmp_path).load("resident-Agnes") == {"version": 1, "resident": "Agnes", "learnt": 0.3}
    days.mind.learnt = 0.4
    asyncio.run(days.residents.keep_last())
    assert (FolderStore(tmp_path).load("resident-Agnes") or {})["learnt"] == 0.4


def test_the_mind_never_waits_for_the_disk(tmp_path: Path) -> None:
    days = Days(tmp_path)
    turns = threading.Event()
    days.disk.submit(turns.wait)
    days.tick(BeginSession("Agnes"))
    days.mind.learnt = 0.9
    for _ in range(100):
        days.tick(passed_s=10.0)
    turns.set()
    days.written()
    # What the disk has not told yet is never overwritten.
    assert list(tmp_path.iterdir()) == []


def test_a_dead_disk_or_a_stuck_mind_does_not_hold_up_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("companion.daemon.residents.LAST_SAVE_PATIENCE_S", 0.05)
    days = Days(tmp_path)
    turns = threading.Event()
    days.disk.submit(turns.wait)
    asyncio.run(days.residents.keep_last())
    assert not turns.is_set(), "the disk has not answered, and the end has come all the same"
    turns.set()


@pytest.mark.parametrize("passed_s", [LOOK_EVERY_S, KEEP_EVERY_S])
def test_erased_during_a_session_it_is_forgotten_at_once_and_not_written_again(tmp_path: Path, passed_s: float) -> None:
    days = Days(tmp_path)
    days.session("Agnes")
    days.mind.learnt = 0.7
    days.tick(passed_s=KEEP_EVERY_S)
    days.written()
    FolderStore(tmp_path).erase("resident-Agnes")
    days.tick(passed_s=passed_s)
    days.written()
    assert list(tmp_path.iterdir()) == []
    days.tick()
    assert days.mind.learnt == 0.0


@pytest.mark.parametrize(
    "content",
    [
        '{"version": 1, "sta',
        '{"version": 1, "state": {"version": 2, "resident": "Agnes", "learnt": 0.7}}',
        '{"version": 1, "state": {"version": 1, "resident": "Bruno", "learnt": 0.7}}',
        '{"version": 1, "state": {}}',
    ],
)
def test_a_state_that_cannot_be_trusted_is_said_never_used_and_never_overwritten(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, content: str
) -> None:
    (tmp_path / "resident-Agnes.json").write_text(content)
    days = Days(tmp_path)
    days.session("Agnes")
    assert days.mind.learnt == 0.0
    assert "is not used" in caplog.text
    days.mind.learnt = 0.1
    days.tick(passed_s=KEEP_EVERY_S)
    days.tick(EndSession())
    days.written()
    assert (tmp_path / "resident-Agnes.json").read_text() == content


@pytest.mark.parametrize("name", ["Agnes", "Frau Müller", "O'Neill, Jr.", "山田 花子", "100%", "a~b", "x" * 60])
def test_every_name_has_a_file_of_its_own_inside_the_folder(name: str) -> None:
    stored = store_name(name)
    assert stored.isascii()
    assert "/" not in stored
    assert len(stored) < 250
    assert resident_of(stored) == name


@pytest.mark.parametrize(
    "name", ["", " ", "../mind", "a/b", "a\\b", ".hidden", "a\x00b", "a\nb", "x" * 61, "ü" * 31, "\udc80", GUEST]
)
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(StateError):
        store_name(name)


@pytest.mark.parametrize(
    "stored", ["mind", "gate", "resident-", "resident-..%2Fmind", "resident-%6Dia", "resident-guest"]
)
def test_a_file_that_is_no_residents_is_not_listed_as_one(stored: str) -> None:
    assert resident_of(stored) is None


def test_a_name_that_cannot_be_kept_still_has_its_session(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    days = Days(tmp_path)
    days.session("../../etc/passwd")
    days.mind.learnt = 0.2
    days.tick(passed_s=KEEP_EVERY_S)
    days.written()
    assert "Nothing is kept" in caplog.text
    assert list(tmp_path.iterdir()) == []


def test_the_file_holds_names_and_numbers_only(tmp_path: Path) -> None:
    days = Days(tmp_path)
    days.session("Agnes")
    days.tick(EndSession())
    days.written()
    assert json.loads((tmp_path / "resident-Agnes.json").read_text())["state"]["resident"] == "Agnes"


def test_a_living_creature_keeps_what_it_learnt_of_its_resident_and_nothing_of_its_guest(tmp_path: Path) -> None:
    async def story(creature: Creature) -> None:
        for resident in (GUEST, "Agnes"):
            creature.life.order(BeginSession(resident))
            await until(
                lambda resident=resident: (  # type: ignore[misc]
                    (decision := creature.life.portrait().decision) is not None
                    and decision.binding.resident == resident
                )
            )

    live(born(tmp_path), story)
    assert FolderStore(tmp_path).names("resident-") == ("resident-Agnes",)
    kept = FolderStore(tmp_path).load("resident-Agnes") or {}
    assert set(kept) == {"version", "resident", "baseline", "tastes"}
