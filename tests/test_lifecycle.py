"""Every sentence of docs/lifecycle.md names a test, and every test it names exists.

Most run with all the others; those of `tools/service/trial.py` run under a real systemd (`make test-service`).
"""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NAMED = re.compile(r"`((?:tests|tools/service)/[\w/]+\.py)::(\w+)`")
PAGE = (ROOT / "docs" / "lifecycle.md").read_text(encoding="utf-8")
SENTENCES = [line[2:] for line in PAGE.splitlines() if line.startswith("- ")]


def names_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence.split(".")[0][:50])
def test_a_sentence_names_a_test_that_exists(sentence: str) -> None:
    named = NAMED.findall(sentence)
    assert named, f"no test holds this sentence: {sentence}"
    for path, name in named:
        assert (ROOT / path).is_file(), f"{path} is not there"
        assert name in names_in(ROOT / path), f"{path} has no test {name}"


def test_every_way_to_ill_treat_the_service_is_told() -> None:
    tried = names_in(ROOT / "tools" / "service" / "trial.py")
    told = {name for sentence in SENTENCES for path, name in NAMED.findall(sentence) if path.startswith("tools/")}
    assert told == tried, "the page and the trial under systemd tell of the same things"


def test_a_sentence_is_a_sentence() -> None:
    for sentence in SENTENCES:
        words = NAMED.sub("", sentence).strip()
        assert words[0].isupper(), sentence
        assert words.endswith("."), sentence


def test_the_page_tells_of_every_part_of_its_life() -> None:
    chapters = re.findall(r"^## It (.+)$", PAGE, re.MULTILINE)
    assert chapters == [
        "wakes", "sleeps", "loses an organ", "regains an organ", "stops", "hangs", "is updated", "is cleaned",
    ]  # fmt: skip
    assert len(SENTENCES) > 40


def test_no_sentence_stands_outside_the_lists() -> None:
    below = PAGE.partition("\n## ")[2]
    plain = [line for line in below.splitlines() if line and not line.startswith(("- ", "## ", "It "))]
    assert plain == []
