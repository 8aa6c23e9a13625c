"""Models ready to use: finds each `.tflite` file, checks it against its card, and hands out `infer(array) -> arrays`.

A card is `models/NAME.toml`: file, sha256, licence, shapes, dtypes, labels. Callers work in float32; what is int8
inside is quantized and dequantized here. `ai-edge-litert` is taken first, `tflite-runtime` where it is what is
installed. One thread each: the creature has better use for the other cores.

    runtime = Runtime()
    boxes, scores = runtime.load("face_detection_short_range").infer(picture)
"""

import hashlib
import importlib
import io
import os
import sys
import tempfile
import threading
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from companion.fetch import models_folder
from companion.vocabulary.errors import ModelError

RuntimeName = Literal["any", "ai-edge-litert", "tflite-runtime"]

MODULES = {"ai-edge-litert": "ai_edge_litert.interpreter", "tflite-runtime": "tflite_runtime.interpreter"}

MEND_FETCHED = "Run `companion models fetch`."
MEND_OURS = "Restore it with `git checkout -- models`, or install companion again."


class TensorCard(BaseModel):
    """One input or output of a model."""

    model_config = ConfigDict(frozen=True)

    shape: tuple[int, ...]
    dtype: Literal["float32", "int8", "uint8", "int32"]


class ModelCard(BaseModel):
    """What a model file must be. `labels` name the last axis of the first output; `temperature` divides its logits."""

    model_config = ConfigDict(frozen=True)

    name: str
    file: str
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    licence: str
    source: str
    input: TensorCard
    output: tuple[TensorCard, ...] = Field(min_length=1)
    labels: tuple[str, ...] = ()
    temperature: float = Field(default=1.0, gt=0)

    @property
    def mend(self) -> str:
        """What brings this file back."""
        return MEND_FETCHED if self.file.startswith("third_party/") else MEND_OURS


@dataclass(frozen=True, slots=True)
class ModelState:
    """One line of `companion models`. `size_bytes` is None and `fault` a sentence where the model cannot be used."""

    name: str
    file: str
    size_bytes: int | None
    licence: str
    fault: str | None


class Model:
    """A loaded model. `infer` may be called from any thread; calls wait for each other."""

    def __init__(self, card: ModelCard, interpreter: Any, content: bytes = b"") -> None:
        self.card = card
        self._content = content
        self._interpreter = interpreter
        self._input = interpreter.get_input_details()[0]
        self._outputs = interpreter.get_output_details()
        self._lock = threading.Lock()

    @property
    def labels(self) -> tuple[str, ...]:
        return self.card.labels

    @property
    def temperature(self) -> float:
        return self.card.temperature

    def attached(self, name: str) -> bytes:
        """A file that lies in the model file, which is a zip archive as well (TFLite's "associated files").

        Raises `ModelError` where it is not there.
        """
        try:
            with zipfile.ZipFile(io.BytesIO(self._content)) as archive:
                return archive.read(name)
        except (zipfile.BadZipFile, KeyError) as fault:
            raise ModelError(f"has no {name} in it.", self.card.file, self.card.mend) from fault

    def infer(self, values: NDArray[Any]) -> tuple[NDArray[np.float32], ...]:
        """One array in, float32, uint8 or int32 in the card's shape; every output as float32.

        Raises ValueError for another shape.
        """
        if values.shape != self.card.input.shape:
            raise ValueError(f"{self.card.name} takes an array of shape {self.card.input.shape}, not {values.shape}")
        with self._lock:
            self._interpreter.set_tensor(self._input["index"], _quantized(values, self._input))
            self._interpreter.invoke()
            return tuple(_dequantized(self._interpreter.get_tensor(out["index"]), out) for out in self._outputs)


class Runtime:
    """Loads models from one folder with one TFLite runtime.

    Cheap to make: nothing is imported or read before it is asked for.
    """

    def __init__(self, name: RuntimeName = "any", folder: Path | None = None) -> None:
        self.folder = folder or models_folder()
        self._name = name

    def load(self, name: str) -> Model:
        """The model `name`, checked whole.

        Raises `ModelError` when its card or file is missing, truncated or foreign.
        """
        card = self.card(name)
        path = self.folder / card.file
        content = _read(path, card)
        interpreter = self._interpreter(content, path, card)
        _check_tensors(path, card, interpreter)
        return Model(card, interpreter, content if zipfile.is_zipfile(io.BytesIO(content)) else b"")

    def card(self, name: str) -> ModelCard:
        """The card of a model. Raises `ModelError` when it is missing or not understood."""
        path = self.folder / f"{name}.toml"
        try:
            card = ModelCard.model_validate(tomllib.loads(path.read_text(encoding="utf8")))
        except OSError as fault:
            raise ModelError(f"the card cannot be read ({fault.strerror}).", str(path), MEND_OURS) from fault
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            raise ModelError(f"the card is not TOML ({fault}).", str(path), MEND_OURS) from fault
        except ValidationError as fault:
            wrong = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in fault.errors())
            raise ModelError(f"the card breaks a rule ({wrong}).", str(path), MEND_OURS) from fault
        if card.name != name:
            raise ModelError(f"the card says it is of {card.name!r}.", str(path), MEND_OURS)
        return card

    def survey(self, needed: Iterable[str] = ()) -> tuple[ModelState, ...]:
        """Every model that is needed or has a card, loaded once and let go: a fault is found before it is met."""
        states = []
        for name in sorted({*needed, *(path.stem for path in self.folder.glob("*.toml"))}):
            try:
                card = self.card(name)
            except ModelError as fault:
                states.append(ModelState(name, f"{name}.toml", None, "", str(fault)))
                continue
            file = self.folder / card.file
            try:
                self.load(name)
                states.append(ModelState(card.name, card.file, file.stat().st_size, card.licence, None))
            except ModelError as fault:
                states.append(ModelState(card.name, card.file, None, card.licence, str(fault)))
        return tuple(states)

    def _interpreter(self, content: bytes, path: Path, card: ModelCard) -> Any:
        names = tuple(MODULES) if self._name == "any" else (self._name,)
        with _without_chatter():
            module = _first_module(names)
            try:
                interpreter = module.Interpreter(model_content=content, num_threads=1)
                interpreter.allocate_tensors()
            except (ValueError, RuntimeError, AttributeError, ImportError, SystemError) as fault:
                first_line = str(fault).strip().split("\n")[0]
                raise ModelError(
                    f"is not a model this runtime can run ({first_line}).", str(path), card.mend
                ) from fault
        return interpreter


def installed_runtimes() -> tuple[str, ...]:
    """The TFLite runtimes that can be imported here, in the order in which they are taken."""
    found = []
    for name in MODULES:
        try:
            with _without_chatter():
                _first_module((name,))
            found.append(name)
        except ModelError:
            continue
    return tuple(found)


def _first_module(names: Sequence[str]) -> Any:
    reasons = []
    for name in names:
        try:
            return importlib.import_module(MODULES[name])
        except (ImportError, AttributeError) as fault:
            reasons.append(f"{name}: {fault}")
    raise ModelError("no TFLite runtime can be imported.", "; ".join(reasons), "Install `ai-edge-litert`.")


def _read(path: Path, card: ModelCard) -> bytes:
    try:
        if path.exists() and not path.is_file():  # reading a pipe would wait for ever
            raise ModelError("is no file.", str(path), card.mend)
        content = path.read_bytes()
    except FileNotFoundError as fault:
        raise ModelError("the model file is missing.", str(path), card.mend) from fault
    except OSError as fault:
        raise ModelError(f"the model file cannot be read ({fault.strerror}).", str(path), card.mend) from fault
    found = hashlib.sha256(content).hexdigest()
    if found != card.sha256:
        raise ModelError(
            f"is truncated or another file: {len(content):,} bytes with sha256 {found[:12]}..., "
            f"its card says {card.sha256[:12]}...",
            str(path),
            card.mend,
        )
    return content


def _check_tensors(path: Path, card: ModelCard, interpreter: Any) -> None:
    """The file's own shapes and dtypes must be those of the card, and the labels must fit the first output."""
    inputs, outputs = interpreter.get_input_details(), interpreter.get_output_details()
    promised = [("input", card.input), *((f"output {place}", tensor) for place, tensor in enumerate(card.output))]
    for (place, tensor), found in zip(promised, [*inputs[:1], *outputs], strict=False):
        shape, dtype = tuple(int(size) for size in found["shape"]), np.dtype(found["dtype"]).name
        if (shape, dtype) != (tensor.shape, tensor.dtype):
            raise ModelError(
                f"{place} is {dtype} {shape}, its card says {tensor.dtype} {tensor.shape}.", str(path), card.mend
            )
    if len(inputs) != 1 or len(outputs) != len(card.output):
        raise ModelError(
            f"has {len(inputs)} inputs and {len(outputs)} outputs, its card says 1 and {len(card.output)}.",
            str(path),
            card.mend,
        )
    if card.labels and len(card.labels) != card.output[0].shape[-1]:
        raise ModelError(
            f"answers with {card.output[0].shape[-1]} numbers, its card has {len(card.labels)} labels.",
            str(path),
            card.mend,
        )


def _quantized(values: NDArray[Any], tensor: Any) -> NDArray[Any]:
    dtype = np.dtype(tensor["dtype"])
    scale, zero = tensor["quantization"]
    if dtype == np.float32 or scale == 0:
        return np.ascontiguousarray(values, dtype)
    limits = np.iinfo(dtype)
    rounded: NDArray[Any] = np.clip(np.rint(values / scale) + zero, limits.min, limits.max).astype(dtype)
    return rounded


def _dequantized(values: NDArray[Any], tensor: Any) -> NDArray[np.float32]:
    scale, zero = tensor["quantization"]
    if scale == 0:
        return np.asarray(values, np.float32)
    return (values.astype(np.float32) - np.float32(zero)) * np.float32(scale)


_stderr_lock = threading.Lock()


@contextmanager
def _without_chatter() -> Iterator[None]:
    """Holds back the INFO and WARNING lines that native libraries write to file descriptor 2; the rest comes out."""
    with _stderr_lock, tempfile.TemporaryFile() as held:
        sys.stderr.flush()
        real = os.dup(2)
        os.dup2(held.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(real, 2)
            os.close(real)
            held.seek(0)
            for line in held.read().splitlines(keepends=True):
                if not line.startswith((b"INFO:", b"WARNING:")):
                    os.write(2, line)
