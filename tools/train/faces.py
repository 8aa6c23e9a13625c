"""Trains the expression network from FER+ and writes models/face_expression.tflite and its cards.

    python -m tools.train.faces                # 45 epochs
    python -m tools.train.faces --minutes 10   # the same schedule, ended in time

Every picture goes through the creature's own face path, so training and life share one alignment; the raw picture is
seen too, because a face that is not found is read as it is. The validation part of FER+ is not touched by training:
the temperature and every choice use a tenth carved from the training part, less what nearly repeats a trained
picture.
"""

import argparse
import os
import queue
import threading
import time
from math import cos, pi
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from companion.fetch import models_folder
from companion.perception.faces.crop import CROP_PX, normalise
from companion.perception.faces.path import FaceModels, FacePath
from companion.runtime import Runtime
from tools.evaluate.calibration import fit_temperature
from tools.evaluate.faces import lines_of, logits_of, measure_ferplus, measure_wild
from tools.ferplus import DATA, FerPlus, clear_majority, load_ferplus
from tools.train.face_card import Training, write_card_for_people, write_machine_card
from tools.train.face_network import build, export
from tools.train.face_pictures import CANVAS_PX, batches, draw_canvases

BATCH = 128
PEAK_RATE = 2e-3
WEIGHT_DECAY = 0.05
AVERAGE_OVER_STEPS = 600
HELD_SHARE = 0.1
SAME_PICTURE = 0.95
SEED = 7

Floats = NDArray[np.float32]


def targets_of(votes: Floats) -> Floats:
    """Vote shares over the eight emotions; a single stray vote counts as a slip where anything got more."""
    kept = np.where(votes > 1, votes, 0)
    kept = np.where(kept.sum(axis=1, keepdims=True) > 0, kept, votes)
    return np.asarray(kept / np.maximum(kept.sum(axis=1, keepdims=True), 1), np.float32)


def split_held(data: FerPlus) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows to train on and rows held out of the training part, the latter without near repetitions of the former."""
    rows = np.flatnonzero(~data.validation & (data.votes.sum(axis=1) > 0))
    rows = np.random.default_rng(SEED).permutation(rows)
    held, trained = np.split(rows, [int(len(rows) * HELD_SHARE)])
    looks = data.pictures.reshape(len(data.pictures), -1).astype(np.float32)
    looks -= looks.mean(axis=1, keepdims=True)
    looks /= np.maximum(np.linalg.norm(looks, axis=1, keepdims=True), 1)
    mirrored = looks.reshape(data.pictures.shape)[:, :, ::-1].reshape(looks.shape)
    known = np.zeros(len(held), np.bool_)
    for start in range(0, len(held), 256):
        some = held[start : start + 256]
        for view in (looks, mirrored):
            known[start : start + 256] |= (view[some] @ looks[trained].T).max(axis=1) > SAME_PICTURE
    return trained, held[~known]


def plain_crops(canvases: NDArray[np.uint8]) -> Floats:
    """The middle of each canvas as the network sees it in life, float32 (n, 48, 48, 1)."""
    edge = (CANVAS_PX - CROP_PX) // 2
    return np.concatenate([normalise(canvas[edge:-edge, edge:-edge]) for canvas in canvases])


def train(
    canvases: NDArray[np.uint8], targets: Floats, held: tuple[Floats, Floats], epochs: int, minutes: float
) -> tuple[list[Floats], float]:
    """Returns the averaged weights and the epochs done. `held` is crops and votes to show progress on."""
    tf.keras.utils.set_random_seed(SEED)
    network = build("mixed_bfloat16" if _fast_bfloat16() else "float32")
    optimizer = tf.keras.optimizers.AdamW(PEAK_RATE, weight_decay=WEIGHT_DECAY)
    optimizer.exclude_from_weight_decay(var_names=["bias", "beta", "gamma"])
    optimizer.build(network.trainable_variables)

    @tf.function  # type: ignore[untyped-decorator]
    def step(crops: Any, wanted: Any) -> Any:
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(wanted, network(crops, training=True)))
        optimizer.apply_gradients(
            zip(tape.gradient(loss, network.trainable_variables), network.trainable_variables, strict=True)
        )
        return loss

    steps_each = len(canvases) // BATCH
    steps = steps_each * epochs
    feed = _ahead(canvases, targets)
    averaged: list[Floats] = network.get_weights()
    shadow = build()
    started = time.monotonic()
    losses: list[float] = []
    number = 0
    for number in range(steps):
        done = max(number / steps, (time.monotonic() - started) / (minutes * 60))
        if done >= 1:
            break
        optimizer.learning_rate.assign(PEAK_RATE * min(1, (number + 1) / 300) * (0.5 + 0.5 * cos(pi * done)))
        crops, wanted = feed.get()
        losses.append(float(step(crops, wanted)))
        keep = min(1 - 1 / AVERAGE_OVER_STEPS, (number + 1) / (number + 10))
        for mean, now in zip(averaged, network.weights, strict=True):
            mean += (1 - keep) * (now.numpy() - mean)
        if (number + 1) % steps_each == 0:
            shadow.set_weights(averaged)
            logits = shadow.predict(held[0], batch_size=256, verbose=0)
            clear = clear_majority(held[1])
            right = (logits.argmax(axis=1) == held[1].argmax(axis=1))[clear].mean()
            minutes_gone = (time.monotonic() - started) / 60
            epoch = (number + 1) // steps_each
            so_far = f"epoch {epoch:3d}  {minutes_gone:5.1f} min  {done:.0%}"
            say(f"{so_far}  loss {np.mean(losses):.4f}  right on pictures kept apart {right:.4f}")
            losses.clear()
    return averaged, number / steps_each


def _ahead(canvases: NDArray[np.uint8], targets: Floats) -> "queue.Queue[tuple[Floats, Floats]]":
    """Batches made in a thread beside the training."""
    waiting: queue.Queue[tuple[Floats, Floats]] = queue.Queue(8)

    def fill() -> None:
        for batch in batches(canvases, targets, BATCH, SEED):
            waiting.put(batch)

    threading.Thread(target=fill, daemon=True).start()
    return waiting


def _fast_bfloat16() -> bool:
    """Whether this processor multiplies bfloat16 itself; elsewhere emulation would be slower than float32."""
    facts = Path("/proc/cpuinfo")
    return facts.exists() and "bf16" in facts.read_text(encoding="utf8")


def say(line: str) -> None:
    print(line, flush=True)


def finish(
    weights: list[Floats], data: FerPlus, canvases: NDArray[np.uint8], held: NDArray[np.int64], models: Path
) -> tuple[float, float, float]:
    """Writes the int8 model and a card to load it with.

    Returns the held-out accuracy in float and in int8, and the temperature.
    """
    crops, votes = plain_crops(canvases[held, 0]), data.votes[held]
    samples = np.random.default_rng(SEED).choice(len(crops), min(600, len(crops)), replace=False)
    export(weights, crops[samples], models / "face_expression.tflite")
    write_machine_card(models, 1.0, None)
    clear, truth = clear_majority(votes), votes.argmax(axis=1)
    network = build()
    network.set_weights(weights)
    in_float = network.predict(crops, batch_size=256, verbose=0)
    in_int8, _ = logits_of(face_path(models), data.pictures[held])
    temperature = fit_temperature(in_int8[clear], truth[clear])
    write_machine_card(models, temperature, None)
    right = [float((logits.argmax(axis=1) == truth)[clear].mean()) for logits in (in_float, in_int8)]
    say(f"held out: float {right[0]:.4f}, int8 {right[1]:.4f}; temperature {temperature:.3f}")
    return right[0], right[1], temperature


def face_path(models: Path) -> FacePath:
    """The creature's face path with the expression model of a folder."""
    found, trained = Runtime(), Runtime(folder=models).load("face_expression")
    detect, mesh = found.load("face_detection_short_range"), found.load("face_landmark")
    return FacePath(FaceModels(detect.infer, mesh.infer, trained.infer, trained.temperature))


def main() -> int:
    parser = argparse.ArgumentParser(description="Train the expression network and write models/face_expression.*")
    parser.add_argument("--epochs", type=int, default=45, help="passes over the data (default: %(default)s)")
    parser.add_argument("--minutes", type=float, default=60, help="end in this time at the latest (default: 60)")
    parser.add_argument("--models", type=Path, default=models_folder(), metavar="FOLDER", help="where to write")
    wanted = parser.parse_args()
    wanted.models.mkdir(parents=True, exist_ok=True)
    if not DATA.exists():
        say("the FER+ data is not there: ferplus.npz is looked for in ../shared/data")
        return 1
    started = time.monotonic()
    data = load_ferplus()
    runtime = Runtime()
    detect, mesh = (runtime.load(name).infer for name in ("face_detection_short_range", "face_landmark"))
    canvases, found = draw_canvases(data.pictures, detect, mesh, say)
    trained, held = split_held(data)
    say(f"{len(trained):,} pictures to learn from, {len(held):,} kept apart")
    shown = (plain_crops(canvases[held, 0]), data.votes[held])
    targets = targets_of(data.votes[trained])
    weights, epochs = train(canvases[trained], targets, shown, wanted.epochs, wanted.minutes)
    in_float, in_int8, temperature = finish(weights, data, canvases, held, wanted.models)
    path = face_path(wanted.models)
    figures, wild = measure_ferplus(path, temperature), measure_wild(path)
    say("\n".join([*lines_of(figures), wild]))
    training = Training(
        weights=sum(int(array.size) for array in weights),
        epochs=epochs,
        minutes=(time.monotonic() - started) / 60,
        trained=len(trained),
        held=len(held),
        found=float(found.mean()),
        held_float=in_float,
        held_int8=in_int8,
        temperature=temperature,
    )
    write_machine_card(wanted.models, temperature, figures)
    write_card_for_people(wanted.models, training, figures, wild)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
