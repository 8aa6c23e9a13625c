"""How all networks that hear are trained: AdamW down a cosine, and the running mean of the weights is what is kept."""

import os
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from math import cos, pi
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

WARM_UP_STEPS = 200
AVERAGE_OVER_STEPS, AVERAGE_EVERY = 300, 4
SHOW_EVERY = 500
KEEP_EVERY = 1000

Floats = NDArray[np.float32]


def say(line: str) -> None:
    print(line, flush=True)


def use_one_core() -> None:
    """Holds TensorFlow to one thread: called before the first tensor is made."""
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)


def fit(
    network: Any,
    feed: Iterator[tuple[Any, ...]],
    loss_of: Callable[..., Any],
    steps: int,
    peak_rate: float,
    weight_decay: float,
    keep: Path,
    show: Callable[[Any], str] | None = None,
) -> float:
    """Trains in place, leaves the mean weights in the network and returns the CPU seconds it took.

    A batch is (seen, *wanted); `loss_of(answers, *wanted)` is its loss. Every thousand steps the weights so far are
    kept in the file `keep`, so that a training that is stopped was not in vain; at four moments `show(network)` is a
    line for people, and nothing is decided by it.
    """
    optimizer = tf.keras.optimizers.AdamW(peak_rate, weight_decay=weight_decay, global_clipnorm=2.0)
    optimizer.exclude_from_weight_decay(var_names=["bias", "beta", "gamma"])
    optimizer.build(network.trainable_variables)

    @tf.function(autograph=False)  # type: ignore[untyped-decorator]
    def step(seen: Any, *wanted: Any) -> Any:
        with tf.GradientTape() as tape:
            loss = loss_of(network(seen, training=True), *wanted)
        gradients = tape.gradient(loss, network.trainable_variables)
        optimizer.apply_gradients(zip(gradients, network.trainable_variables, strict=True))
        return loss

    waiting = _ahead(feed)
    means: list[Floats] = network.get_weights()
    started, losses = time.process_time(), list[float]()
    for number in range(steps):
        rate = peak_rate * min(1, (number + 1) / WARM_UP_STEPS) * (0.5 + 0.5 * cos(pi * number / steps))
        optimizer.learning_rate.assign(rate)
        batch = waiting.get()
        if isinstance(batch, Exception):
            raise batch
        losses.append(float(step(*batch)))
        if number % AVERAGE_EVERY == 0:
            _move(means, network.weights, min(1 - AVERAGE_EVERY / AVERAGE_OVER_STEPS, (number + 1) / (number + 40)))
        if (number + 1) % SHOW_EVERY == 0:
            used_s = time.process_time() - started
            say(f"  step {number + 1} of {steps}, loss {np.mean(losses):.4f}, {used_s:.0f} s of CPU")
            losses.clear()
        if (number + 1) % KEEP_EVERY == 0:
            np.savez(keep, *means)
        if show is not None and (number + 1) % max(1, steps // 4) == 0:
            now = network.get_weights()
            network.set_weights(means)
            say(f"  {show(network)}")
            network.set_weights(now)
    network.set_weights(means)
    np.savez(keep, *means)
    return time.process_time() - started


def restore(network: Any, kept: Path) -> float:
    """Puts weights that `fit` kept into a network, in no time: 0 seconds."""
    with np.load(kept) as content:
        network.set_weights([content[name] for name in content.files])
    return 0.0


def _move(means: Sequence[Floats], weights: Sequence[Any], keep: float) -> None:
    """Moves the running means toward the weights, in place."""
    for mean, now in zip(means, weights, strict=True):
        mean += (1 - keep) * (now.numpy() - mean)


def _ahead(made: Iterator[tuple[Any, ...]]) -> "queue.Queue[tuple[Any, ...] | Exception]":
    """Batches made in a thread beside the training; what goes wrong there is handed on."""
    waiting: queue.Queue[tuple[Any, ...] | Exception] = queue.Queue(4)

    def fill() -> None:
        try:
            for batch in made:
                waiting.put(batch)
        except Exception as fault:
            waiting.put(fault)

    threading.Thread(target=fill, daemon=True).start()
    return waiting
