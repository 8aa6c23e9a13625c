"""How well head, gaze, lids, mouth and brows are measured, on news photographs of people who had no part in the fit.

    python -m tools.evaluate eyes

The judge of the head, the lids and the gaze is MediaPipe's own FaceLandmarker with its blend shapes, another network
than ours (`../shared/models`, run in `.venv-peers`); of the smile the labels that students gave the photographs.
"""

import csv
import io
import subprocess
import tarfile
import tempfile
from collections.abc import Sequence
from math import atan2, degrees, hypot
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from companion.perception.faces.detector import find_faces
from companion.perception.faces.head import head_of
from companion.perception.faces.irises import look_into
from companion.perception.faces.landmarks import Landmarks, find_landmarks, region_of
from companion.perception.faces.path import FaceModels
from companion.perception.faces.shape import shape_of
from companion.runtime import Runtime

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
PHOTOGRAPHS, INDEX = SHARED / "data" / "faces_muxspace.tar", SHARED / "data" / "faces_muxspace_index.csv"
LANDMARKER = SHARED / "models" / "mediapipe" / "face_landmarker.task"
PEERS_PYTHON = ROOT / ".venv-peers" / "bin" / "python"
FIT_EVERY = 5
"""Every fifth photograph was looked at when slopes and thresholds were chosen; its people are left out here."""

TESTED_EVERY = 3
LIDS_ABOVE, LIDS_BELOW = (159, 158, 160), (145, 153, 144)

Values = NDArray[np.float64]


def main(_options: Sequence[str] = ()) -> int:
    """Print the table; 0 also where the data is missing, which is said."""
    for needed in (PHOTOGRAPHS, INDEX, LANDMARKER, PEERS_PYTHON):
        if not needed.exists():
            print(f"Eyes: skipped, {needed.name} is not there ({needed.parent}).")
            return 0
    pictures, labels = _photographs()
    judged = _judge(pictures)
    measured = {name: each for name in judged if (each := _measure(pictures[name])) is not None}
    names = sorted(measured)
    ours = {key: np.array([measured[name][key] for name in names]) for key in measured[names[0]]}
    theirs = {key: np.array([judged[name][key] for name in names]) for key in judged[names[0]]}
    happy = np.array([labels[name] == "happiness" for name in names])
    print(f"Eyes: {len(names)} news photographs of 96x96 pixels, of people who had no part in the fit.\n")
    print("| measure | judge | figure |")
    print("| --- | --- | --- |")
    for key in ("yaw", "pitch"):
        apart = np.abs(ours[key] - theirs[key])
        print(
            f"| {key} of the head | MediaPipe's FaceLandmarker | {apart.mean():.1f} degrees apart on the mean, "
            f"95 % below {np.percentile(apart, 95):.1f}; correlation {_alike(ours[key], theirs[key])} |"
        )
    rows = (
        ("lids, by the iris model", "its eyeBlink", _alike(-ours["lids"], theirs["blink"])),
        ("lids, by the mesh alone", "its eyeBlink", _alike(-ours["mesh lids"], theirs["blink"])),
        ("gaze to the side, in the head", "its eyeLook", _alike(ours["turn"], theirs["aside"])),
        ("mouth open", "its jawOpen", _alike(ours["mouth"], theirs["jaw"])),
        ("smile", "its mouthSmile", _alike(ours["smile"], theirs["smile"])),
        ("brows raised", "its browOuterUp", _alike(ours["brows"], theirs["brows up"])),
        ("brows drawn together", "its browDown", _alike(-ours["brows"], theirs["brows down"])),
    )
    for measure, judge, figure in rows:
        print(f"| {measure} | {judge} | correlation {figure} |")
    print(f"| smile | labels: happiness or not | area under the curve {_area(ours['smile'], happy):.2f} |")
    return 0


def _photographs() -> tuple[dict[str, NDArray[np.uint8]], dict[str, str]]:
    """Pictures by name, twice their size with a black margin, and their labels."""
    with INDEX.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    known = {row["file"]: row for row in rows}
    with tarfile.open(PHOTOGRAPHS) as archive:
        members = [member for member in archive if member.isfile()]
        of_the_fit = {known[member.name]["identity"] for member in members[::FIT_EVERY] if member.name in known}
        pictures, labels = {}, {}
        for member in members[1::TESTED_EVERY]:
            row, file = known.get(member.name), archive.extractfile(member)
            if row is None or file is None or row["identity"] in of_the_fit:
                continue
            pixels = np.asarray(Image.open(io.BytesIO(file.read())).convert("RGB"))
            large = cv2.resize(pixels, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
            margin = round(0.25 * max(large.shape[:2]))
            name = member.name.replace("/", "_")
            pictures[name] = np.asarray(cv2.copyMakeBorder(large, *(margin,) * 4, cv2.BORDER_CONSTANT), np.uint8)
            labels[name] = row["label"]
    return pictures, labels


def _judge(pictures: dict[str, NDArray[np.uint8]]) -> dict[str, dict[str, float]]:
    """What MediaPipe's FaceLandmarker says of each picture in which it finds a face."""
    with tempfile.TemporaryDirectory(prefix="companion-eyes-") as folder:
        asked, answered = Path(folder) / "asked.npz", Path(folder) / "answered.npz"
        np.savez(asked, **pictures)
        program = Path(__file__).with_name("eyes_judge.py")
        command = [str(PEERS_PYTHON), str(program), str(LANDMARKER), str(asked), str(answered)]
        subprocess.run(command, check=True, capture_output=True)
        answers = np.load(answered)
        names = answers["names"].tolist()
        judged = {}
        for name in pictures:
            if f"{name}/turn" not in answers:
                continue
            shape = dict(zip(names, answers[f"{name}/shapes"].tolist(), strict=True))
            yaw, pitch = _turn(answers[f"{name}/turn"])
            judged[name] = {
                "yaw": yaw,
                "pitch": pitch,
                "blink": shape["eyeBlinkLeft"] + shape["eyeBlinkRight"],
                "aside": shape["eyeLookInLeft"] - shape["eyeLookOutLeft"]
                + shape["eyeLookOutRight"] - shape["eyeLookInRight"],
                "jaw": shape["jawOpen"],
                "smile": shape["mouthSmileLeft"] + shape["mouthSmileRight"],
                "brows up": shape["browOuterUpLeft"] + shape["browOuterUpRight"],
                "brows down": shape["browDownLeft"] + shape["browDownRight"],
            }  # fmt: skip
        return judged


def _turn(matrix: Values) -> tuple[float, float]:
    """Yaw and pitch as ours are told, from the rotation of a face whose axes are right, up and toward the camera."""
    flip = np.diag([1.0, -1.0, -1.0])
    away = (flip @ (matrix[:3, :3] / np.linalg.norm(matrix[:3, 0])) @ flip)[:, 2]
    return degrees(atan2(away[0], away[2])), degrees(atan2(away[1], hypot(away[0], away[2])))


_models: list[FaceModels] = []


def _measure(pixels: NDArray[np.uint8]) -> dict[str, float] | None:
    if not _models:
        _models.append(FaceModels.load(Runtime()))
    models = _models[0]
    assert models.eyes is not None
    found = find_faces(pixels, models.detect, 1)
    landmarks = find_landmarks(pixels, region_of(found[0]), models.mesh) if found else None
    if landmarks is None:
        return None
    eyes = [look_into(pixels, landmarks, side, models.eyes) for side in ("right", "left")]
    if eyes[0] is None or eyes[1] is None:
        return None
    head = head_of(landmarks)
    shape = shape_of(head, (eyes[0].open + eyes[1].open) / 2)
    return {
        "yaw": head.yaw_deg,
        "pitch": head.pitch_deg,
        "lids": (eyes[0].open + eyes[1].open) / 2,
        "mesh lids": _mesh_lids(landmarks),
        "turn": (eyes[0].turn_deg + eyes[1].turn_deg) / 2,
        "mouth": shape.mouth_open,
        "smile": shape.smile,
        "brows": shape.brows,
    }


def _mesh_lids(landmarks: Landmarks) -> float:
    points = landmarks.points_px[:, :2].astype(np.float64)
    gaps = np.linalg.norm(points[list(LIDS_ABOVE)] - points[list(LIDS_BELOW)], axis=1)
    return float(gaps.mean() / np.linalg.norm(points[33] - points[133]))


def _alike(one: Values, other: Values) -> str:
    return f"{np.corrcoef(one, other)[0, 1]:.2f}"


def _area(scores: Values, truth: NDArray[np.bool_]) -> float:
    ranks = np.argsort(np.argsort(scores))
    count = int(truth.sum())
    return float((ranks[truth].sum() - count * (count - 1) / 2) / max(count * int((~truth).sum()), 1))


if __name__ == "__main__":
    main()
