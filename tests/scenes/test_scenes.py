"""The shipped scenes tell the same story for ever, on a page each; `tools/golden.py` writes the golden pages anew."""

import io
import json
import math
from collections.abc import Callable
from pathlib import Path

import pytest

from companion.daemon.play import play, shipped_scenes

GOLDEN = Path(__file__).parent
PAGE_LINES, PAGE_COLUMNS = 66, 110


def played(path: Path, as_json: bool = False) -> str:
    out = io.StringIO()
    play(path, as_json, out)
    return out.getvalue()


def test_the_scenes_people_should_see_are_shipped() -> None:
    assert {path.stem for path in shipped_scenes()} >= {
        "agitation-to-calm",
        "asking-again",
        "being-hit",
        "crying-at-night",
        "dropped",
        "farewell",
        "good-morning",
        "greeting-by-name",
        "sad-silence",
        "sad-visitor",
        "storm-of-touches",
        "stroked-to-sleep",
        "visitors",
    }


@pytest.mark.parametrize("scene", shipped_scenes(), ids=lambda path: path.stem)
def test_a_shipped_scene_is_as_its_golden_page(scene: Path) -> None:
    assert played(scene) == (GOLDEN / f"{scene.stem}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("scene", shipped_scenes(), ids=lambda path: path.stem)
def test_a_shipped_scene_fits_on_a_page(scene: Path) -> None:
    lines = played(scene).splitlines()
    assert len(lines) <= PAGE_LINES
    assert max(map(len, lines)) <= PAGE_COLUMNS


@pytest.mark.parametrize("scene", shipped_scenes(), ids=lambda path: path.stem)
def test_as_json_it_is_one_object_a_line_with_rounded_numbers(scene: Path) -> None:
    stories = [json.loads(line) for line in played(scene, as_json=True).splitlines()]
    assert {"scene", "senses", "knows", "believes", "does", "moves", "end"} <= {story["kind"] for story in stories}
    times = [story["s"] for story in stories]
    assert times == sorted(times)
    for story in stories:
        for value in story.values():
            assert not isinstance(value, float) or round(value, 2) == value


def test_every_page_in_the_folder_belongs_to_a_scene() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {path.stem for path in shipped_scenes()}


@pytest.mark.parametrize("scene", shipped_scenes(), ids=lambda path: path.stem)
@pytest.mark.parametrize("side", [math.inf, -math.inf], ids=["a little more", "a little less"])
def test_another_processor_with_another_last_digit_tells_the_same_story(
    scene: Path, side: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    def otherwise(function: Callable[..., float]) -> Callable[..., float]:
        return lambda *values: math.nextafter(function(*values), side)

    for name in ("exp", "log", "sin", "cos", "hypot", "tanh", "pow"):
        monkeypatch.setattr(math, name, otherwise(getattr(math, name)))
    assert played(scene) == (GOLDEN / f"{scene.stem}.txt").read_text(encoding="utf-8")
