"""Trains the expression network from FER+ and writes models/face_expression.tflite and its card for machines.

    python -m tools.train.faces                    # the card says how long it takes on two cores
    python -m tools.train.faces --work FOLDER      # keeps every network there, and goes on where it was stopped
    make evaluate ARGS="faces --card"              # then: the figures, and the cards written from them

A network learns from the votes of people. Made slimmer, it goes on from where it stood, again and again: each time it
learns from the votes and from what it said itself the time before (Hinton et al. 2015, "Distilling the Knowledge in a
Neural Network", arXiv:1503.02531; Furlanello et al. 2018, "Born Again Neural Networks", arXiv:1805.04770), and news
photographs are looked at then, too, without their labels.

Every picture goes through the creature's own face path, so training and life share one alignment; the raw picture is
seen too, because a face that is not found is read as it is. The validation part of FER+ is not touched: the
temperature and every choice use a part carved from the training part, less what nearly repeats a trained picture.
"""

import argparse
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from companion.fetch import models_folder
from companion.runtime import Runtime
from companion.vocabulary.readings import EMOTIONS
from tools.evaluate.calibration import fit_temperature, softmax
from tools.evaluate.faces_card import write_machine_card
from tools.evaluate.faces_training import NAME, Training
from tools.faces_wild import WILD, load_wild
from tools.ferplus import DATA, FerPlus, clear_majority, load_ferplus
from tools.train.face_lesson import Cost, Course, Held, Lesson, cost, load, teach
from tools.train.face_network import FULL, SHIPPED, Plan, export, logits_in_float, slimmed
from tools.train.face_pictures import Gallery, draw_gallery, plain_crops
from tools.train.face_variety import Strength

HELD_SHARE = 0.08
SAME_PICTURE = 0.95
SEED = 7
RARE = 1.6
TEACHER_SHARE = 0.5
QUANTIZED_ON = 400
MIRRORED = True

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Stage:
    """One training: the network's file name, its plan and its course."""

    name: str
    plan: Plan
    course: Course


FIRST = Stage("first", FULL, Course(epochs=14, mix=0.3, seed=8))
# Without calm pictures the network was hardly more often right on what it had learnt than on what it had never seen.
CALMER = Strength(raw=0.1, calm=0.5)
AGAIN = (
    Stage("second", SHIPPED, Course(epochs=20, rate=1.5e-3, mix=0.3, seed=9, minutes=31)),
    Stage("third", SHIPPED, Course(epochs=36, rate=1.5e-3, strength=CALMER, seed=10, minutes=43)),
    Stage("fourth", SHIPPED, Course(epochs=36, rate=1e-3, strength=CALMER, mix=0.25, seed=11, minutes=45)),
)


def targets_of(votes: Floats) -> Floats:
    """Vote shares over the eight emotions; a single stray vote counts as a slip where anything got more."""
    kept = np.where(votes > 1, votes, 0)
    kept = np.where(kept.sum(axis=1, keepdims=True) > 0, kept, votes)
    return np.asarray(kept / np.maximum(kept.sum(axis=1, keepdims=True), 1), np.float32)


def draws_of(votes: Floats) -> Floats:
    """How often a picture comes in a pass: those on which disgust, fear or contempt lead come more often."""
    rare = np.array([EMOTIONS.index(name) for name in ("disgust", "fear", "contempt")])
    return np.where(np.isin(votes.argmax(axis=1), rare), np.float32(RARE), np.float32(1))


def split_held(data: FerPlus) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows to train on and rows held out of the training part, the latter without near repetitions of the former."""
    rows = np.random.default_rng(SEED).permutation(len(data.pictures))
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


@dataclass(frozen=True, slots=True)
class School:
    """All that is taught from: FER+'s training part, which rows are taught and which kept apart, and the news faces."""

    votes: Floats
    gallery: Gallery
    trained: NDArray[np.int64]
    held: NDArray[np.int64]
    wild: Gallery | None

    def watched(self) -> Held:
        return Held(plain_crops(self.gallery.canvases[self.held, 0]), self.votes[self.held])

    def from_votes(self) -> Lesson:
        """The pictures with the shares of people's votes."""
        votes = self.votes[self.trained]
        return Lesson(self.gallery.rows(self.trained), targets_of(votes), draws_of(votes))

    def from_teacher(self, teacher: Any) -> Lesson:
        """The same, half of each answer what the teacher says; and the news faces, of which only it speaks."""
        lesson = self.from_votes()
        said = _said(teacher, lesson.gallery)
        targets = TEACHER_SHARE * said + (1 - TEACHER_SHARE) * lesson.targets
        if self.wild is None:
            return Lesson(lesson.gallery, targets, lesson.draws)
        return Lesson(
            lesson.gallery.and_more(self.wild),
            np.concatenate([targets, _said(teacher, self.wild)]),
            np.concatenate([lesson.draws, np.ones(len(self.wild.found), np.float32)]),
        )


def _said(teacher: Any, gallery: Gallery) -> Floats:
    logits = logits_in_float(teacher, plain_crops(gallery.canvases[:, 0]))
    return np.asarray(softmax(logits.astype(np.float64), 1.0), np.float32)


def gather() -> School:
    """Reads and aligns everything."""
    data = load_ferplus()
    data = data.rows(~data.validation & (data.votes.sum(axis=1) > 0))
    runtime = Runtime()
    detect, mesh = (runtime.load(name).infer for name in ("face_detection_short_range", "face_landmark"))
    gallery = draw_gallery(list(data.pictures), detect, mesh, say)
    trained, held = split_held(data)
    wild = None
    if WILD.exists():
        news = load_wild()
        wild = draw_gallery([news.pictures[row] for row in np.flatnonzero(~news.unseen)], detect, mesh, say)
    return School(data.votes, gallery, trained, held, wild)


def finish(network: Any, school: School, spent: list[Cost], models: Path) -> None:
    """Writes the int8 model and its card: the temperature and the cost of int8, from the pictures kept apart."""
    watched = school.watched()
    rows = np.random.default_rng(SEED).choice(school.trained, QUANTIZED_ON, replace=False)
    export(network, plain_crops(school.gallery.canvases[rows, 0]), models / f"{NAME}.tflite", MIRRORED)
    write_machine_card(models, 1.0, None, None)
    express = Runtime(folder=models).load(NAME).infer
    in_int8 = np.concatenate([express(crop[None])[0] for crop in watched.crops]).astype(np.float64)
    in_float = logits_in_float(network, watched.crops, MIRRORED)
    clear, truth = clear_majority(watched.votes), watched.votes.argmax(axis=1)
    temperature = fit_temperature(in_int8[clear], truth[clear])
    right = [float((logits.argmax(axis=1) == truth)[clear].mean()) for logits in (in_float, in_int8)]
    say(f"kept apart: float {right[0]:.4f}, int8 {right[1]:.4f}; temperature {temperature:.3f}")
    training = Training(
        weights=int(network.count_params() - network.get_layer("shape").count_params()),
        mirrored=MIRRORED,
        trained=len(school.trained),
        wild=0 if school.wild is None else len(school.wild.found),
        held=len(school.held),
        held_clear=int(clear.sum()),
        found=float(school.gallery.found.mean()),
        held_float=right[0],
        held_int8=right[1],
        passes=tuple(one.passes for one in spent),
        cpu_hours=sum(one.cpu_s for one in spent) / 3600,
    )
    write_machine_card(models, temperature, training, None)


def say(line: str) -> None:
    print(line, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description="Train the expression network and write models/face_expression.*")
    parser.add_argument("--threads", type=int, default=0, help="cores to use (default: all)")
    parser.add_argument("--work", type=Path, metavar="FOLDER", help="keep every network here, and go on from them")
    parser.add_argument("--models", type=Path, default=models_folder(), metavar="FOLDER", help="where to write")
    wanted = parser.parse_args()
    wanted.models.mkdir(parents=True, exist_ok=True)
    if not DATA.exists():
        say("the FER+ data is not there: ferplus.npz is looked for in ../shared/data")
        return 1
    tf.config.threading.set_intra_op_parallelism_threads(wanted.threads)
    school = gather()
    say(f"{len(school.trained):,} pictures to learn from, {len(school.held):,} kept apart")
    watched = school.watched()
    with TemporaryDirectory() as folder:
        work = wanted.work or Path(folder)
        work.mkdir(parents=True, exist_ok=True)

        def taught(stage: Stage, lesson: Callable[[], Lesson], begin: Any) -> Any:
            kept = work / f"{stage.name}.npz"
            if not kept.exists():
                say(f"{stage.name}: {stage.course}")
                teach(stage.plan, stage.course, lesson(), watched, kept, begin, say)
            return load(stage.plan, kept)

        network = taught(FIRST, school.from_votes, None)
        for stage in AGAIN:
            begin = network if stage is not AGAIN[0] else slimmed(network, SHIPPED)
            network = taught(stage, partial(school.from_teacher, network), begin)
        spent = [cost(work / f"{stage.name}.npz") for stage in (FIRST, *AGAIN)]
    finish(network, school, spent, wanted.models)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
