"""One training of one expression network: mini-batches, a falling rate, and an average over the last steps."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import cos, inf, pi
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from tools.evaluate.calibration import softmax
from tools.ferplus import clear_majority
from tools.train.face_network import Plan, build, logits_in_float
from tools.train.face_pictures import Gallery
from tools.train.face_variety import Strength, batches

BATCH = 64
WARM_UP_STEPS = 400
WEIGHT_DECAY = 0.05
AVERAGE_OVER_STEPS = 800
SHAPE_WEIGHT = 0.3
STRENGTH = Strength()

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a network is taught from: pictures, what each should be answered with (n, 8), and how often it comes."""

    gallery: Gallery
    targets: Floats
    draws: Floats


@dataclass(frozen=True, slots=True)
class Held:
    """Pictures kept apart to watch the progress on: crops float32 (n, 48, 48, 1) and votes (n, 8)."""

    crops: Floats
    votes: Floats

    def judge(self, logits: Floats) -> str:
        """Share right where people agree, and the log loss against all votes."""
        clear = clear_majority(self.votes)
        right = (logits.argmax(axis=1) == self.votes.argmax(axis=1))[clear].mean()
        shares = self.votes / self.votes.sum(axis=1, keepdims=True)
        loss = -(shares * np.log(np.maximum(softmax(logits.astype(np.float64), 1.0), 1e-9))).sum(axis=1).mean()
        return f"right on pictures kept apart {right:.4f}, log loss {loss:.4f}"


@dataclass(frozen=True, slots=True)
class Course:
    """How long and how hard: passes over the pictures, the highest rate, how the pictures are varied.

    After `minutes` it is over all the same: the rate falls as fast as that needs.
    """

    epochs: int
    rate: float = 2e-3
    strength: Strength = STRENGTH
    mix: float = 0.0
    seed: int = 7
    minutes: float = inf


def teach(
    plan: Plan, course: Course, lesson: Lesson, held: Held, kept: Path, begin: Any, say: Callable[[str], None]
) -> Any:
    """The network with the averaged weights, float32; they are written to `kept` (.npz) at the end.

    Where it stands is written beside it, as `.part.npz`, after every pass.

    `begin` is a network of the same plan to go on from, or None. `course.mix` is the share of batches in which pairs
    of pictures are blended (Zhang et al. 2018, "mixup", arXiv:1710.09412).
    """
    tf.keras.utils.set_random_seed(course.seed)
    network = build(plan, "mixed_bfloat16" if fast_bfloat16() else "float32")
    if begin is not None:
        network.set_weights(begin.get_weights())
    optimizer = tf.keras.optimizers.AdamW(course.rate, weight_decay=WEIGHT_DECAY)
    optimizer.exclude_from_weight_decay(var_names=["bias", "beta", "gamma"])
    optimizer.build(network.trainable_variables)
    averaged = [tf.Variable(weight, trainable=False) for weight in network.weights]

    @tf.function  # type: ignore[untyped-decorator]
    def step(crops: Any, wanted: Any, shapes: Any, keep: Any) -> Any:
        with tf.GradientTape() as tape:
            logits, shape = network(crops, training=True)
            loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(wanted, logits))
            aside = tf.reduce_mean(tf.math.squared_difference(shape, shapes))
            total = loss + SHAPE_WEIGHT * aside
        gradients = tape.gradient(total, network.trainable_variables)
        optimizer.apply_gradients(zip(gradients, network.trainable_variables, strict=True))
        for mean, now in zip(averaged, network.weights, strict=True):
            mean.assign_add((1 - keep) * (now - mean))
        return loss

    steps_each = int(lesson.draws.sum()) // BATCH
    steps = steps_each * course.epochs
    feed = _ahead(lesson, course)
    shadow = build(plan)
    started, spent, losses = time.monotonic(), time.process_time(), []
    for number in range(steps):
        done = max(number / steps, (time.monotonic() - started) / (course.minutes * 60))
        if done >= 1:
            break
        optimizer.learning_rate.assign(
            course.rate * min(1, (number + 1) / WARM_UP_STEPS) * (0.5 + 0.5 * cos(pi * done))
        )
        keep = min(1 - 1 / AVERAGE_OVER_STEPS, (number + 1) / (number + 10))
        losses.append(step(*map(tf.constant, feed.get()), tf.constant(keep, tf.float32)))
        if (number + 1) % steps_each == 0:
            shadow.set_weights([mean.numpy() for mean in averaged])
            np.savez(kept.with_suffix(".part.npz"), *shadow.get_weights())
            epoch, minutes = (number + 1) // steps_each, (time.monotonic() - started) / 60
            seen = float(np.mean([loss.numpy() for loss in losses]))
            losses.clear()
            judged = held.judge(np.asarray(shadow.predict(held.crops, batch_size=256, verbose=0)[0]))
            say(f"  epoch {epoch:3d} of {course.epochs}, {minutes:5.1f} min, loss {seen:.4f}, {judged}")
    shadow.set_weights([mean.numpy() for mean in averaged])
    passes = round(float(optimizer.iterations.numpy()) / steps_each)
    np.savez(kept, *shadow.get_weights(), passes=passes, cpu_s=time.process_time() - spent)
    say(f"  with mirror images: {held.judge(logits_in_float(shadow, held.crops))}")
    return shadow


@dataclass(frozen=True, slots=True)
class Cost:
    """What a training took: passes over the pictures, and seconds of one processor core."""

    passes: int
    cpu_s: float


def load(plan: Plan, kept: Path) -> Any:
    """A network whose weights `teach` wrote."""
    network = build(plan)
    packed = np.load(kept)
    network.set_weights([packed[name] for name in packed.files if name.startswith("arr_")])
    return network


def cost(kept: Path) -> Cost:
    """What the network took whose weights `teach` wrote."""
    packed = np.load(kept)
    return Cost(int(packed["passes"]), float(packed["cpu_s"]))


def fast_bfloat16() -> bool:
    """Whether this processor multiplies bfloat16 itself; elsewhere emulation would be slower than float32."""
    facts = Path("/proc/cpuinfo")
    return facts.exists() and "bf16" in facts.read_text(encoding="utf8")


def _ahead(lesson: Lesson, course: Course) -> "queue.Queue[tuple[Floats, Floats, Floats]]":
    """Batches made in a thread beside the training."""
    waiting: queue.Queue[tuple[Floats, Floats, Floats]] = queue.Queue(8)

    def fill() -> None:
        made = batches(lesson.gallery, lesson.targets, lesson.draws, BATCH, course.strength, course.seed)
        for batch in _mixed(made, course):
            waiting.put(batch)

    threading.Thread(target=fill, daemon=True).start()
    return waiting


def _mixed(made: Iterator[tuple[Floats, Floats, Floats]], course: Course) -> Iterator[tuple[Floats, Floats, Floats]]:
    chance = np.random.default_rng(course.seed + 1)
    for crops, targets, shapes in made:
        if chance.random() < course.mix:
            share = np.float32(chance.beta(0.4, 0.4))
            other = chance.permutation(len(crops))
            yield tuple(share * own + (1 - share) * own[other] for own in (crops, targets, shapes))
        else:
            yield crops, targets, shapes
