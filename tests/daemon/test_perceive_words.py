"""`companion perceive --text`: the shape that is promised, the order of lines, and nothing of what was said."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from companion.cli import main
from companion.daemon.perceive_words import LONGEST_LINE, perceive_words
from companion.perception.words.feeling import LABELS

SHAPE = ["labels", "emotions", "valence", "arousal", "irony", "needs", "certainty"]


def told(text: str | None = None, file: Path | None = None) -> list[dict[str, Any]]:
    out, err = io.StringIO(), io.StringIO()
    assert perceive_words(text, file, out, err) == 0, err.getvalue()
    return [json.loads(line)["words"] for line in out.getvalue().splitlines()]


def test_one_utterance_is_one_object_of_the_promised_shape(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["perceive", "--text", "Thank you so much!"]) == 0
    [line] = capsys.readouterr().out.splitlines()
    words = json.loads(line)["words"]
    assert list(words) == SHAPE
    assert tuple(words["emotions"]) == LABELS
    assert words["labels"][0] == "gratitude"
    assert all(0 <= words[name] <= 1 for name in ("irony", "certainty"))
    assert all(-1 <= words[name] <= 1 for name in ("valence", "arousal"))


def test_lines_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "said.txt"
    file.write_text("I love you\r\n\r\nI am so sad today\n", encoding="utf-8-sig")
    first, empty, last = told(file=file)
    assert first["labels"] == ["love"]
    assert empty["labels"] == []
    assert empty["certainty"] == 0.0
    assert "sadness" in last["labels"]
    assert last["needs"] == told("I am so sad today")[0]["needs"]


def test_needs_are_told_beside_the_feeling() -> None:
    assert "lonely" in told("I'm so lonely")[0]["needs"]


def test_no_file_can_break_it(tmp_path: Path) -> None:
    file = tmp_path / "odd.txt"
    file.write_bytes(b"\xff\xfe\x00 what\n" + b"a" * (3 * LONGEST_LINE) + b"\nhello")
    assert len(told(file=file)) == 3


def test_a_file_that_is_not_there_is_said_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["perceive", "--text-file", str(tmp_path / "none.txt")]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_words_and_pictures_are_not_asked_for_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["perceive", "--text", "hello", "photo.jpg"]) == 2
    assert main(["perceive"]) == 2
    assert "--text" in capsys.readouterr().err


def test_nothing_of_what_was_said_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["perceive", "--text", "my xylophone is purple"]) == 0
    captured = capsys.readouterr()
    assert "xylophone" not in captured.out + captured.err
