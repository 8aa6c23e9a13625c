"""What every model answers to the same made-up input, as JSON: run on both processors, and compared.

Runs with companion's own environment and nothing else. Prints {model: [{"quantized", "values"}, ...]}.
"""

import json
import sys
from typing import Any

import numpy as np
from numpy.typing import NDArray

from companion.fetch import models_folder
from companion.runtime import MODULES

TRIES = 5
ROWS = 1000
"""Every table of a model has more."""


def made_up(chance: np.random.Generator, shape: NDArray[np.int32], kind: type) -> NDArray[Any]:
    """An input: quantized values, rows of a table (int32), or parts of 1."""
    if np.issubdtype(kind, np.int32):
        return chance.integers(0, ROWS, shape).astype(kind)
    if np.issubdtype(kind, np.integer):
        return chance.integers(-100, 100, shape).astype(kind)
    return chance.uniform(-1, 1, shape).astype(kind)


def main() -> None:
    interpreter = __import__(MODULES["ai-edge-litert"], fromlist=["Interpreter"]).Interpreter
    answers = {}
    for path in sorted(models_folder().rglob("*.tflite")):
        model = interpreter(model_path=str(path), num_threads=1)
        model.allocate_tensors()
        outputs = model.get_output_details()
        values: list[list[float]] = [[] for _ in outputs]
        for seed in range(TRIES):
            chance = np.random.default_rng(seed)
            for tensor in model.get_input_details():
                shape, kind = tensor["shape"], tensor["dtype"]
                model.set_tensor(tensor["index"], made_up(chance, shape, kind))
            model.invoke()
            for tensor, told in zip(outputs, values, strict=True):
                told += model.get_tensor(tensor["index"]).astype(float).ravel().tolist()
        answers[path.stem] = [
            {"quantized": bool(np.issubdtype(tensor["dtype"], np.integer)), "values": told}
            for tensor, told in zip(outputs, values, strict=True)
        ]
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
