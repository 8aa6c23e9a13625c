"""Boxes and landmarks are those that mediapipe's own solutions give for the same pictures."""

import subprocess
from pathlib import Path

import numpy as np
import pytest

from companion.perception.faces.detector import find_faces
from companion.perception.faces.landmarks import find_landmarks, region_of
from tests.perception.face_models import ROOT, Picture, astronaut, models, news_photographs

PEER = ROOT / ".venv-peers" / "bin" / "python"


def compare(pictures: dict[str, Picture], folder: Path) -> tuple[list[float], list[float]]:
    """Per face: largest difference of a box edge in parts of its width, largest distance of a landmark in pixels.

    Fails where one finds a face that the other does not.
    """
    if not PEER.exists() or not list(PEER.parents[1].glob("lib/python*/site-packages/mediapipe")):
        pytest.skip("mediapipe is not in .venv-peers; `make peers` brings it")
    np.savez(folder / "pictures.npz", **pictures)
    script = Path(__file__).with_name("mediapipe_peer.py")
    command = [PEER, script, folder / "pictures.npz", folder / "answers.npz"]
    subprocess.run(command, check=True, capture_output=True)
    answers = np.load(folder / "answers.npz")
    boxes, points = [], []
    for name, pixels in pictures.items():
        found = find_faces(pixels, models().detect)
        meshes = [find_landmarks(pixels, region_of(face), models().mesh) for face in found]
        seen = [mesh.points_px for mesh in meshes if mesh is not None]
        their_boxes, their_points = answers[f"boxes_{name}"], answers[f"points_{name}"]
        assert (len(found), len(seen)) == (len(their_boxes), len(their_points)), name
        for face, box in zip(found, their_boxes, strict=True):
            boxes.append(float(np.abs(np.array(face.box_px) - box).max() / (box[2] - box[0])))
        for mine, theirs in zip(seen, their_points, strict=True):
            points.append(float(np.linalg.norm(mine[:, :2] - theirs[:, :2], axis=1).max()))
    return boxes, points


def test_the_astronaut_is_found_where_mediapipe_finds_her(tmp_path: Path) -> None:
    boxes, points = compare({"astronaut": astronaut()}, tmp_path)
    assert len(boxes) == len(points) == 1
    assert boxes[0] < 0.01
    assert points[0] < 0.25


def test_news_photographs_are_seen_as_mediapipe_sees_them(tmp_path: Path) -> None:
    pictures = news_photographs(every=18)
    boxes, points = compare(pictures, tmp_path)
    assert len(boxes) > 0.9 * len(pictures)
    assert max(boxes) < 0.01
    assert max(points) < 0.25
