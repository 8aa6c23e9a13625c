"""Ours beside the fer package on the same pictures: how often each is right, what a crop costs, how much memory."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.vocabulary.readings import EMOTIONS
from tools.evaluate.calibration import balanced, interval

ROOT = Path(__file__).resolve().parents[2]
PEERS_PYTHON = ROOT / ".venv-peers" / "bin" / "python"
ONE_THREAD = {"OMP_NUM_THREADS": "1", "TF_NUM_INTRAOP_THREADS": "1", "TF_NUM_INTEROP_THREADS": "1"}
WORDS = {"angry": "anger", "happy": "happiness", "sad": "sadness"}


@dataclass(frozen=True, slots=True)
class Beside:
    """One row: shares in 0..1, CPU milliseconds of the network alone per crop, peak memory of the process."""

    name: str
    accuracy: float
    low: float
    high: float
    without_contempt: float
    balanced: float
    ms_per_crop: float
    memory_mb: float


def compare(pictures: NDArray[np.uint8], aligned: NDArray[np.uint8], truth: NDArray[np.int64]) -> list[Beside] | str:
    """Rows for our model and for fer's two, or why they cannot be asked. Pictures are uint8 (n, 48, 48).

    fer sees each picture as it is and as our face path aligns it, and the better of the two counts. It does not know
    contempt, and is not asked about it in the figure without contempt.
    """
    if not PEERS_PYTHON.exists():
        return "fer is not installed (make peers)"
    fer = [str(PEERS_PYTHON), str(Path(__file__).with_name("faces_fer.py"))]
    wanted = (
        ("ours, int8", [sys.executable, "-m", "tools.evaluate.faces_ours"], (pictures,)),
        ("fer, int8", [*fer, "int8"], (pictures, aligned)),
        ("fer, Keras", [*fer, "keras"], (pictures, aligned)),
    )
    rows = []
    for name, command, views in wanted:
        told = [_ask(command, view) for view in views]
        faults = [one for one in told if isinstance(one, str)]
        if faults:
            return f"{name} cannot be asked: {faults[0]}"
        rows.append(max((_row(name, truth, *one) for one in told), key=lambda row: row.accuracy))
    return rows


def _row(name: str, truth: NDArray[np.int64], answer: NDArray[np.int64], ms: float, memory_mb: float) -> Beside:
    right = truth == answer
    some = truth != EMOTIONS.index("contempt")
    return Beside(
        name=name,
        accuracy=float(right.mean()),
        low=interval(int(right.sum()), len(right))[0],
        high=interval(int(right.sum()), len(right))[1],
        without_contempt=float(right[some].mean()),
        balanced=balanced(truth, answer, len(EMOTIONS))[0],
        ms_per_crop=ms,
        memory_mb=memory_mb,
    )


def _ask(command: Sequence[str], crops: NDArray[np.uint8]) -> tuple[NDArray[np.int64], float, float] | str:
    packed = io.BytesIO()
    np.save(packed, crops)
    done = subprocess.run(
        command, input=packed.getvalue(), capture_output=True, check=False, cwd=ROOT, env={**os.environ, **ONE_THREAD}
    )
    lines = done.stdout.decode().strip().splitlines()
    if done.returncode != 0 or not lines:
        return (done.stderr.decode().strip().splitlines() or ["it said nothing"])[-1]
    told = json.loads(lines[-1])
    answers = np.array([EMOTIONS.index(WORDS.get(word, word)) for word in told["answers"]])
    return answers, told["ms_per_crop"], told["memory_mb"]


def table(rows: Sequence[Beside]) -> list[str]:
    """The rows for people."""
    return [
        f"  {'on the same pictures':<20}{'right':>10}{'95 %':>18}{'no contempt':>13}{'balanced':>10}"
        f"{'ms a crop':>11}{'memory':>9}",
        *(
            f"  {row.name:<20}{row.accuracy:>10.4f}{f'{row.low:.3f} to {row.high:.3f}':>18}"
            f"{row.without_contempt:>13.4f}{row.balanced:>10.3f}{row.ms_per_crop:>11.2f}{row.memory_mb:>6.0f} MB"
            for row in rows
        ),
    ]
