"""The vision path on one core: ours, mediapipe's face mesh and the fer package, on the same picture in the same run."""

import json
import os
import statistics
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from companion.daemon.compose import eyesight
from companion.runtime import Runtime
from companion.settings import Settings
from companion.vocabulary.signals import Frame
from tools.bench.table import Row

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "companion" / "web" / "static" / "sample.jpg"
PEERS_PYTHON = ROOT / ".venv-peers" / "bin" / "python"
PI_4_MACS_PER_S = 0.8e9 / 0.1126
FRAMES = 300


def measure() -> list[Row]:
    """Rows for our path, its models, and the peers where they are installed."""
    cv2.setNumThreads(1)
    frame = Frame(sample_640x480(), 0.0)
    path = eyesight(Settings())
    ours_ms = cpu_ms(lambda: path.read(frame), FRAMES)
    macs = {name: multiply_accumulates(name) for name in MODELS}
    rows = [
        Row(
            "vision path, 640x480 array in, expression out, CPU ms a frame",
            f"{ours_ms:.2f}",
            "below 4",
            "1",
            f"{sum(macs.values()) / PI_4_MACS_PER_S * 1000:.0f} ms",
        )
    ]
    runtime = Runtime()
    for name in MODELS:
        model = runtime.load(name)
        blank = np.zeros(model.card.input.shape, np.float32)
        rows.append(
            Row(
                f"  {name} alone ({macs[name] / 1e6:.1f} M multiply-accumulates)",
                f"{cpu_ms(partial(model.infer, blank), FRAMES):.2f}",
                pi_4=f"{macs[name] / PI_4_MACS_PER_S * 1000:.1f} ms",
            )
        )
    for name, peer_ms in peers(frame.pixels).items():
        shown = f"{peer_ms:.1f}" if isinstance(peer_ms, float) else str(peer_ms)
        rows.append(
            Row(
                f"{name}, CPU ms a frame", shown, ratio=f"{peer_ms / ours_ms:.1f}" if isinstance(peer_ms, float) else ""
            )
        )
    return rows


MODELS = ("face_detection_short_range", "face_landmark", "face_expression")


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


def peers(pixels: NDArray[np.uint8]) -> dict[str, float | str]:
    """CPU ms a frame of what others use, each in a process of its own, one thread; a reason where it cannot run."""
    if not PEERS_PYTHON.exists():
        return {"mediapipe face mesh": "not installed (make peers)", "fer": "not installed (make peers)"}
    command = [str(PEERS_PYTHON), str(Path(__file__).with_name("peers.py"))]
    one_thread = {"OMP_NUM_THREADS": "1", "TF_NUM_INTRAOP_THREADS": "1", "TF_NUM_INTEROP_THREADS": "1"}
    results: dict[str, float | str] = {}
    for name in ("mediapipe face mesh, without emotion", "fer, with its own face finder"):
        done = subprocess.run(
            [*command, name.split(",")[0]],
            input=pixels.tobytes(),
            capture_output=True,
            env={**os.environ, **one_thread},
            check=False,
        )
        last = done.stdout.decode().strip().splitlines()[-1:] if done.returncode == 0 else []
        results[name] = json.loads(last[0]) if last else f"failed: {done.stderr.decode().strip().splitlines()[-1:]}"
    return results
