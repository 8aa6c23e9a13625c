"""People read, export and erase what was learnt of a resident, and what cannot be trusted is refused in words."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from companion.cli import main
from companion.daemon.keeping import FolderStore
from companion.daemon.preferences import when
from companion.mind.tastes import Context, Tastes


def learnt(resident: str = "Agnes") -> dict[str, Any]:
    tastes = Tastes(random.Random(1))
    for number in range(20):
        tastes.reward("nuzzle", Context("seems lonely", "evening"), 0.8, float(number))
        tastes.reward("wriggle", Context("seems lonely", "day"), -0.4, float(number))
    tastes.reward("look", Context("seems sad", "day"), 0.2, 20.0)
    return {"version": 1, "resident": resident, "baseline": {"logits": [0.1, 0.2]}, "tastes": tastes.state()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    FolderStore(tmp_path).save("resident-Agnes", learnt())
    FolderStore(tmp_path).save("resident-Frau%20M%C3%BCller", learnt("Frau Müller"))
    FolderStore(tmp_path).save("mind", {"mood": 0.0})
    return tmp_path


def preferences(folder: Path, *arguments: str) -> int:
    return main(["preferences", *arguments, "--state", str(folder)])


def test_everybody_of_whom_something_is_kept_is_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert preferences(folder) == 0
    assert capsys.readouterr().out.splitlines() == ["Agnes", "Frau Müller"]


def test_where_nothing_is_kept_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert preferences(tmp_path / "nowhere") == 0
    assert capsys.readouterr().out == "Nothing is kept of anybody.\n"


def test_what_somebody_likes_is_a_table_in_words_with_how_often_it_was_tried(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert preferences(folder, "show", "Agnes") == 0
    lines = capsys.readouterr().out.splitlines()
    lonely = lines[lines.index("When Agnes seems lonely:") :]
    assert "leans" in lonely[1]
    assert "tried 20 times" in lonely[1]
    assert lonely[1].endswith("  likes it much")
    assert "does not like it" in lonely[2]
    assert any("tried once" in line and "not sure yet" in line for line in lines)
    assert "2 numbers" in lines[-1]


@pytest.mark.parametrize(
    ("person", "says"),
    [
        ("seems sad", "When Agnes seems sad"),
        ("says it hurts", "When Agnes says it hurts"),
        ("perhaps not fine", "When Agnes is perhaps not fine"),
        ("not sure", "When it is not sure how Agnes is"),
        ("nobody here", "When nobody is here"),
    ],
)
def test_each_state_begins_a_sentence(person: str, says: str) -> None:
    assert when("Agnes", person) == says


def test_the_export_is_everything_that_is_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert preferences(folder, "export", "Frau Müller") == 0
    assert json.loads(capsys.readouterr().out) == learnt("Frau Müller")


def test_one_erase_removes_everything_of_one_resident_and_nothing_of_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "resident-Agnes.draft").write_text("half a sta")
    assert preferences(folder, "erase", "Agnes") == 0
    assert "erased" in capsys.readouterr().out
    assert sorted(path.name for path in folder.iterdir()) == ["mind.json", "resident-Frau%20M%C3%BCller.json"]
    assert preferences(folder, "erase", "Agnes") == 0
    assert "Nothing is kept of Agnes" in capsys.readouterr().out


@pytest.mark.parametrize("action", ["show", "export", "erase"])
@pytest.mark.parametrize("name", ["../mind", "a/b", ".", "", "guest", "x" * 300])
def test_a_path_is_no_name(folder: Path, capsys: pytest.CaptureFixture[str], action: str, name: str) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert preferences(folder, action, name) == 1
    assert "Traceback" not in capsys.readouterr().err
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("action", ["show", "export", "erase"])
def test_a_name_is_needed(folder: Path, capsys: pytest.CaptureFixture[str], action: str) -> None:
    assert preferences(folder, action) == 2
    assert "NAME" in capsys.readouterr().err


@pytest.mark.parametrize("action", ["show", "export"])
def test_somebody_unknown_is_said_to_be_unknown(folder: Path, capsys: pytest.CaptureFixture[str], action: str) -> None:
    assert preferences(folder, action, "Zoe") == 1
    assert "nothing is kept of Zoe" in capsys.readouterr().err


@pytest.mark.parametrize("action", ["show", "export"])
@pytest.mark.parametrize(
    ("state", "fault"),
    [
        (learnt("Bruno"), "another resident"),
        (learnt() | {"tastes": {"version": 99, "answers": []}}, "version 99"),
        (learnt() | {"tastes": None}, "holds no tastes"),
        (learnt() | {"tastes": {"version": 1, "answers": [{"act": "look"}]}}, "answer to nothing"),
    ],
)
def test_a_state_that_cannot_be_trusted_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], action: str, state: dict[str, Any], fault: str
) -> None:
    FolderStore(tmp_path).save("resident-Agnes", state)
    assert preferences(tmp_path, action, "Agnes") == 1
    captured = capsys.readouterr()
    assert fault in captured.err
    assert captured.out == ""


@pytest.mark.parametrize("content", [b"", b'{"version": 1, "state": {"resid', b"\xff", b"[" * 100_000])
def test_a_truncated_file_is_refused_but_can_be_erased(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (tmp_path / "resident-Agnes.json").write_bytes(content)
    assert preferences(tmp_path, "show", "Agnes") == 1
    assert "resident-Agnes.json" in capsys.readouterr().err
    assert preferences(tmp_path, "erase", "Agnes") == 0
    assert list(tmp_path.iterdir()) == []
