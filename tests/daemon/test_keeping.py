"""What outlives the process is whole or absent, and a gate stays as people left it."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from companion.daemon.keeping import FolderStore, Memory, latch, latched_gate
from companion.daemon.supervise import Link
from companion.vocabulary.errors import StateError
from companion.vocabulary.permissions import Gate


def test_what_was_saved_is_found_again(tmp_path: Path) -> None:
    FolderStore(tmp_path / "new" / "folder").save("mind", {"mood": 0.25})
    assert FolderStore(tmp_path / "new" / "folder").load("mind") == {"mood": 0.25}


def test_what_was_never_saved_is_none(tmp_path: Path) -> None:
    assert FolderStore(tmp_path).load("mind") is None


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b'{"version": 99, "state": {}}', b'{"version": 1}', b"\xff\xfe"]
)
def test_a_damaged_file_is_named_and_not_trusted(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "mind.json").write_bytes(content)
    with pytest.raises(StateError, match=r"mind\.json"):
        FolderStore(tmp_path).load("mind")


def test_a_write_that_is_cut_short_leaves_the_last_whole_state(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.save("mind", {"mood": 0.25})
    (tmp_path / "mind.draft").write_text('{"version": 1, "sta')
    assert store.load("mind") == {"mood": 0.25}


def test_a_disk_that_refuses_is_said_clearly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StateError, match="cannot be written"):
        FolderStore(tmp_path / "file").save("mind", {})


def test_erased_is_gone(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.save("mind", {"mood": 0.25})
    store.erase("mind")
    store.erase("mind")
    assert list(tmp_path.iterdir()) == []


def test_a_stop_survives_a_restart(tmp_path: Path) -> None:
    latch(FolderStore(tmp_path), Gate(stop=True))
    assert latched_gate(FolderStore(tmp_path)) == Gate(stop=True)


def test_a_fresh_creature_has_an_open_gate(tmp_path: Path) -> None:
    assert latched_gate(FolderStore(tmp_path)) == Gate()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[" * 100_000,
        '{"version": 1, "state": {}}',
        '{"version": 1, "state": {"still": true}}',
        '{"version": 1, "state": {"stop": "no"}}',
        '{"version": 1, "state": {"stop": true, "door": true}}',
    ],
    ids=range(6),
)
def test_a_gate_that_cannot_be_read_stays_closed(tmp_path: Path, content: str) -> None:
    (tmp_path / "gate.json").write_text(content)
    assert latched_gate(FolderStore(tmp_path)) == Gate(stop=True)


class Mood:
    """Something that lasts."""

    def __init__(self, mood: float) -> None:
        self.mood = mood

    def state(self) -> dict[str, Any]:
        return {"mood": self.mood}

    def restore(self, state: Mapping[str, Any]) -> None:
        if "mood" not in state:
            raise StateError("has no mood", "mind")
        self.mood = state["mood"]


def test_its_mood_is_kept_when_it_goes_to_rest_and_recalled_when_it_wakes(tmp_path: Path) -> None:
    async def a_day() -> None:
        keeping = asyncio.create_task(Memory(Mood(0.4), FolderStore(tmp_path)).keep(Link("memory")))
        await asyncio.sleep(0)
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)

    asyncio.run(a_day())
    tomorrow = Mood(0.0)
    Memory(tomorrow, FolderStore(tmp_path)).recall()
    assert tomorrow.mood == 0.4


@pytest.mark.parametrize("content", ["", '{"version": 1, "state": {"something": "else"}}'])
def test_a_mood_that_cannot_be_trusted_is_said_and_left_behind(
    tmp_path: Path, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "mind.json").write_text(content)
    fresh = Mood(0.0)
    Memory(fresh, FolderStore(tmp_path)).recall()
    assert fresh.mood == 0.0
    assert "starts afresh" in caplog.text
