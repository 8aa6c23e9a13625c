"""`companion perceive` with the real models: small faces, no faces, odd shapes, and readers that go away."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from companion.daemon.perceive import perceive, shipped_sight
from companion.fetch import models_folder
from companion.vocabulary.signals import Frame
from tests.daemon.perceiving import (
    ROOT,
    SAMPLE,
    WithoutExpression,
    picture,
)


def test_the_sample_shows_one_happy_face() -> None:
    if not (models_folder() / "face_expression.tflite").exists():
        pytest.skip("the expression model has not been trained here; `tools/train/faces.py` makes it")
    out, err = io.StringIO(), io.StringIO()
    assert perceive([SAMPLE], True, False, out, err) == 0
    (face,) = json.loads(out.getvalue())["faces"]
    assert face["emotion"] == "happiness"
    assert face["certainty"] > 0.8


def test_without_the_expression_model_faces_are_found_and_one_line_says_what_mends_it() -> None:
    out, err = io.StringIO(), io.StringIO()
    begin = shipped_sight(err, WithoutExpression())
    assert perceive([SAMPLE], True, False, out, err, begin) == 0
    assert perceive([SAMPLE], True, True, out, err, begin) == 0
    whole, crop = (json.loads(line)["faces"] for line in out.getvalue().splitlines())
    assert [face["emotion"] for face in (*whole, *crop)] == ["not sure", "not sure"]
    assert err.getvalue().count("\n") == 1
    assert "Run `git checkout -- models`." in err.getvalue()


def test_every_face_of_a_group_is_found_once_however_small() -> None:
    with Image.open(SAMPLE) as sample:
        one = sample.convert("RGB").resize((360, 360))
    group = Image.new("RGB", (1500, 1100), (90, 110, 100))
    for left, top in ((0, 0), (570, 40), (1140, 0), (20, 700), (600, 720), (1100, 730)):
        group.paste(one, (left, top))
    blind = shipped_sight(io.StringIO(), WithoutExpression())()
    faces = blind.read(Frame(np.asarray(group), 0.0)).faces
    assert len(faces) == 6
    middles = sorted((round(face.box.centre[1]), face.box.centre[0]) for face in faces)
    assert [x * 1500 for _, x in middles] == pytest.approx([158, 728, 1298, 178, 758, 1258], abs=15)
    assert [face.track for face in blind.read(Frame(np.asarray(group), 0.1)).faces] == [face.track for face in faces]


@pytest.mark.parametrize("name", ["wood", "noise", "plain"])
def test_a_closer_look_sees_no_face_where_none_is(name: str) -> None:
    rows, columns = np.mgrid[0:1200, 0:1600]
    pictures = {
        "wood": 120 + 60 * np.sin(columns / 9 + 3 * np.sin(rows / 70)),
        "noise": np.random.default_rng(2).integers(0, 255, (1200, 1600)),
        "plain": np.full((1200, 1600), 90),
    }
    pixels = np.repeat(pictures[name].astype(np.uint8)[:, :, None], 3, axis=2)
    blind = shipped_sight(io.StringIO(), WithoutExpression())()
    assert blind.read(Frame(pixels, 0.0)).faces == ()


@pytest.mark.parametrize("size", [(1, 1), (2, 3000), (3000, 2), (7, 5), (48, 48)])
@pytest.mark.parametrize("face_crop", [False, True])
def test_the_real_path_survives_every_shape_of_picture(tmp_path: Path, size: tuple[int, int], face_crop: bool) -> None:
    noise = np.random.default_rng(5).integers(0, 255, (size[1], size[0], 3), np.uint8)
    Image.fromarray(noise).save(tmp_path / "a.png")
    out = io.StringIO()
    assert perceive([tmp_path / "a.png"], True, face_crop, out, io.StringIO()) == 0
    assert len(json.loads(out.getvalue())["faces"]) == int(face_crop)


def test_a_reader_that_has_seen_enough_ends_it_quietly(tmp_path: Path) -> None:
    for number in range(300):
        picture(tmp_path / f"{number:03}.png", size=(8, 8))
    command = [sys.executable, "-m", "companion.cli", "perceive", "--json", str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["file"].endswith("000.png")
        process.stdout.close()
        said = process.stderr.read().decode()
        assert process.wait() == 0
    assert [line for line in said.splitlines() if not line.startswith("Faces are found")] == []
