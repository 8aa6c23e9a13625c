"""The vision path on one core: ours, the fer package and mediapipe's face mesh, on the same pictures in one run."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from companion.perception.faces.crop import draw_crop, whole_picture
from companion.perception.faces.path import FaceModels
from companion.runtime import Runtime
from tools.bench.table import Row
from tools.evaluate.faces_beside import Beside, compare
from tools.faces_wild import WILD, load_wild
from tools.train.face_pictures import look_at

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "companion" / "web" / "static" / "sample.jpg"
PEERS_PYTHON = ROOT / ".venv-peers" / "bin" / "python"
PI_4_MACS_PER_S = 0.8e9 / 0.1126
FRAMES = 200
CROP_PX = 48
EVERY_CROP = 2

SHARES = {
    "face_detection_short_range": 1 / 3,
    "face_landmark": 1.0,
    "iris_landmark": 1 / 2,
    "face_expression": 1.0,
    "pose_landmark_full": 1 / 15,
}
"""How often each network runs in a frame, while one bound face is followed at 15 frames a second."""


def measure() -> list[Row]:
    """Rows for our path, its models, and the peers where they are installed."""
    cv2.setNumThreads(1)
    pixels = sample_640x480()
    ours = alone([sys.executable, "-m", "tools.bench.sight_alone"], pixels)
    macs = {name: multiply_accumulates(name) for name in SHARES}
    rows = [_failed("vision path", ours)] if isinstance(ours, str) else ours_rows(ours, macs)
    runtime = Runtime()
    for name, share in SHARES.items():
        model = runtime.load(name)
        blank = np.zeros(model.card.input.shape, np.float32)
        often = f"in {share:.0%} of frames"
        rows.append(
            Row(
                f"  {name} alone, {often} ({macs[name] / 1e6:.1f} M multiply-accumulates)",
                f"{cpu_ms(partial(model.infer, blank), FRAMES):.2f}",
                pi_4=f"{macs[name] / PI_4_MACS_PER_S * 1000:.1f} ms",
            )
        )
    return [*rows, *peer_rows(pixels, None if isinstance(ours, str) else ours["ms"]), *crop_rows()]


def ours_rows(ours: dict[str, float], macs: dict[str, int]) -> list[Row]:
    """The whole path of a bound face, everything in it."""
    pi_4_s = sum(macs[name] * share for name, share in SHARES.items()) / PI_4_MACS_PER_S
    spread = f"{ours['median_ms']:.2f}, {ours['slowest_ms']:.1f}"
    return [
        Row(
            "vision path, 640x480 array in; faces, eyes, feeling, body once a second; CPU ms a frame",
            f"{ours['ms']:.2f}",
            "below 4",
            "1",
            f"{pi_4_s * 1000:.0f} ms",
        ),
        Row("  its median frame, its slowest (with a body)", spread),
        Row("  its process, peak memory in MB", f"{ours['memory_mb']:.0f}"),
    ]


def peer_rows(pixels: NDArray[np.uint8], ours_ms: float | None) -> list[Row]:
    """What others cost, each in a process of its own, one thread; a reason where it cannot run."""
    if not PEERS_PYTHON.exists():
        return [Row(name, "not installed (make peers)") for name in ("fer", "mediapipe face mesh")]
    program = str(Path(__file__).with_name("peers.py"))
    rows = []
    for name, what in (
        ("fer int8", "with its own face finder"),
        ("fer Keras", "with its own face finder"),
        ("mediapipe face mesh", "without emotion"),
    ):
        told = alone([str(PEERS_PYTHON), program, name], pixels)
        if isinstance(told, str):
            rows.append(_failed(name, told))
            continue
        dearer = f"{told['ms'] / ours_ms:.1f}" if ours_ms else ""
        target = "at least 10 times ours" if name.startswith("fer") else ""
        rows.append(Row(f"{name}, {what}, CPU ms a frame", f"{told['ms']:.1f}", target, dearer))
        rows.append(Row("  its process, peak memory in MB", f"{told['memory_mb']:.0f}"))
    return rows


def crop_rows() -> list[Row]:
    """How often each is right on the same crops, and what a crop costs."""
    told = beside()
    if isinstance(told, str):
        return [Row("ours beside fer on the same crops", told)]
    rows = [Row("the same crops: news photographs of persons never trained on, doubtful labels", "right, balanced")]
    for one in told:
        figures = f"{one.accuracy:.3f} ({one.low:.3f} to {one.high:.3f}), {one.balanced:.3f}"
        rows.append(Row(f"  {one.name}", figures))
        target = "at most 1" if one.name.startswith("ours") else ""
        rows.append(Row("    CPU ms a crop; peak memory in MB", f"{one.ms_per_crop:.2f}; {one.memory_mb:.0f}", target))
    return rows


def beside() -> list[Beside] | str:
    """Ours and fer's two on every second news photograph of a person that our training never saw."""
    if not WILD.exists():
        return f"skipped, {WILD.name} is not in ../shared/data"
    wild = load_wild()
    rows = np.flatnonzero(wild.unseen)[::EVERY_CROP]
    models = FaceModels.load(Runtime())
    pictures = [cv2.resize(wild.pictures[row], (CROP_PX, CROP_PX), interpolation=cv2.INTER_AREA) for row in rows]
    aligned = []
    for picture in pictures:
        face = look_at(picture, models.detect, models.mesh)
        aligned.append(draw_crop(picture, face[0] if face else whole_picture(picture)))
    return compare(np.stack(pictures), np.stack(aligned), wild.labels[rows])


def sample_640x480() -> NDArray[np.uint8]:
    """The sample picture in a frame of a webcam's shape, uint8 (480, 640, 3) RGB."""
    picture = cv2.cvtColor(cv2.imread(str(SAMPLE)), cv2.COLOR_BGR2RGB)
    side = cv2.resize(picture, (480, 480), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.copyMakeBorder(side, 0, 0, 80, 80, cv2.BORDER_CONSTANT), np.uint8)


def cpu_ms(work: Callable[[], Any], times: int) -> float:
    """Median CPU milliseconds of this process, all its threads counted, for one call of `work`."""
    for _ in range(10):
        work()
    spent = []
    for _ in range(times):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return statistics.median(spent) * 1000


def multiply_accumulates(name: str) -> int:
    """Of all convolutions and dense layers of a model, counted from its graph."""
    from ai_edge_litert.interpreter import Interpreter

    runtime = Runtime()
    interpreter = Interpreter(
        model_path=str(runtime.folder / runtime.card(name).file),
        experimental_op_resolver_type=_plain_operators(),
    )
    shapes = {tensor["index"]: tensor["shape"] for tensor in interpreter.get_tensor_details()}
    total = 0
    for step in interpreter._get_ops_details():
        if step["op_name"] == "CONV_2D":
            out, kernel = shapes[step["outputs"][0]], shapes[step["inputs"][1]]
            total += int(np.prod(out[1:3]) * np.prod(kernel))
        elif step["op_name"] == "DEPTHWISE_CONV_2D":
            out, kernel = shapes[step["outputs"][0]], shapes[step["inputs"][1]]
            total += int(np.prod(out[1:]) * np.prod(kernel[1:3]))
        elif step["op_name"] == "FULLY_CONNECTED":
            total += int(np.prod(shapes[step["inputs"][1]]))
    return total


def _plain_operators() -> Any:
    """The graph as it stands in the file, before a delegate merges its steps."""
    from ai_edge_litert.interpreter import OpResolverType

    return OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES


def alone(command: Sequence[str], pixels: NDArray[np.uint8]) -> dict[str, float] | str:
    """What a program tells of a picture, one thread; its last words where it fails."""
    one_thread = {"OMP_NUM_THREADS": "1", "TF_NUM_INTRAOP_THREADS": "1", "TF_NUM_INTEROP_THREADS": "1"}
    done = subprocess.run(
        command,
        input=pixels.tobytes(),
        capture_output=True,
        env={**os.environ, **one_thread},
        check=False,
        cwd=ROOT,
    )
    last = done.stdout.decode().strip().splitlines()[-1:] if done.returncode == 0 else []
    if not last:
        return (done.stderr.decode().strip().splitlines() or ["it said nothing"])[-1]
    told: dict[str, float] = json.loads(last[0])
    return told


def _failed(name: str, reason: str) -> Row:
    return Row(name, f"failed: {reason}")
