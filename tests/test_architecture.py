"""The house stands as drawn in docs/design.md: who may know whom, and a core without clock, thread, socket or file."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import get_type_hints

import pytest

from companion.vocabulary import acts, commands, permissions, portrait, readings

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "companion"

PURE_ROOMS = ("perception", "mind", "expression")
IMPURE_MODULES = {
    "asyncio", "concurrent", "ctypes", "io", "logging", "multiprocessing", "os", "pathlib", "requests", "sched",
    "secrets", "select", "selectors", "shutil", "signal", "socket", "ssl", "subprocess", "sys", "tempfile",
    "threading", "time", "urllib",
}  # fmt: skip
IMPURE_CALLS = {
    "open", "input", "print", "exec", "eval", "now", "utcnow", "today", "default_rng", "imread", "imwrite",
    "VideoCapture", "VideoWriter",
}  # fmt: skip


def rooms_of_the_design() -> dict[str, set[str] | None]:
    """Room -> the rooms it may know; None for a room that may know everything."""
    rooms: dict[str, set[str] | None] = {}
    for line in (ROOT / "docs" / "design.md").read_text(encoding="utf-8").splitlines():
        if row := re.match(r"\| `companion/(\w+)(?:\.py|/)` \|.*\| ([^|]+) \|$", line):
            name, knows = row.groups()
            known = {word.strip() for word in knows.split(",")}
            rooms[name] = None if known == {"everything"} else known - {"nothing"}
    return rooms


ROOMS = rooms_of_the_design()


def files() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem != "__init__")


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole path, so that this test can read them"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_the_table_of_the_design_names_every_room() -> None:
    assert len(ROOMS) >= 12
    assert {room_of(path) for path in files()} <= set(ROOMS)


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_file_knows_only_the_rooms_it_may(path: Path) -> None:
    room = room_of(path)
    may_know = ROOMS[room]
    if may_know is None:
        return
    known = {
        name.split(".")[1]
        for name in imports_of(ast.parse(path.read_text(encoding="utf-8")))
        if name.startswith("companion.") and name != "companion.__version__"
    }
    assert known - {room} <= may_know


@pytest.mark.parametrize(
    "path", [path for path in files() if room_of(path) in PURE_ROOMS], ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_the_core_has_no_clock_thread_socket_or_file(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert {name.split(".")[0] for name in imports_of(tree)} & IMPURE_MODULES == set()
    called = {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    }
    assert called & IMPURE_CALLS == set()
    assert not any(isinstance(node, ast.AsyncFunctionDef | ast.Await) for node in ast.walk(tree))


def test_chance_in_the_core_is_always_handed_in() -> None:
    """`random` may be imported for the type `random.Random` alone: its functions share a hidden, unseeded state."""
    for path in files():
        if room_of(path) in PURE_ROOMS:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "random":
                    assert node.attr == "Random", f"{path.name} uses random.{node.attr}"


@pytest.mark.parametrize(
    "module", [readings, acts, portrait, commands, permissions], ids=lambda module: module.__name__
)
def test_nothing_that_is_kept_or_shown_can_hold_a_picture_a_sound_or_a_sentence_of_a_person(module: object) -> None:
    said_by_us = {
        "why",
        "label",
        "line",
        "state",
        "name",
        "act",
        "evidence",
        "sense",
        "resident",
        "sentence",
        "language",
    }
    inspected = 0
    for value in vars(module).values():
        if isinstance(value, type) and is_dataclass(value) and value.__module__ == getattr(module, "__name__", ""):
            hints = get_type_hints(value)
            for field in fields(value):
                inspected += 1
                kind = str(hints[field.name])
                assert not re.search(r"ndarray|bytes|bytearray|memoryview|\bAny\b|\bobject\b", kind), (
                    f"{value.__name__}.{field.name}"
                )
                if re.search(r"\bstr\b", kind):
                    assert field.name in said_by_us, f"{value.__name__}.{field.name} could hold what a person said"
    assert inspected > 0
