"""Trains the network of sound events and writes models/sound_event.tflite and its cards.

    python -m tools.train.sounds                 # the network in use, the other folds, and the cards
    python -m tools.train.sounds --only 2 cards  # some of the work: 2 is the fold of the network in use

Every person and every recording is in one of four folds; the network in use has never heard one fold, so that
`make evaluate ARGS=sounds` can measure it.
"""

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf

from companion.fetch import models_folder
from companion.perception.sounds.spectrum import levelled
from tools.evaluate.sounds import RUNS, USED_FOLD, lines_of, measure, run_path
from tools.evaluate.voices import fold_of
from tools.train.sounds_card import KIND, NAME, write_cards
from tools.train.sounds_cards import note_effort, noted_effort, write_machine_card
from tools.train.sounds_network import export, sound_event
from tools.train.sounds_training import fit, restore, say, use_one_core
from tools.train.sounds_windows import EVENTS, EventWindows, Teacher, batches, collect
from tools.train.speech_packs import CACHE, SOUNDS, SPEECH, TEACHERS, Clip, read_packs

BATCH = 32
PEAK_RATE = 1.5e-3
WEIGHT_DECAY = 0.03
TEACHER_WEIGHT = 0.5
SPEECH_CLIPS = 1000
SEED = 13


def some_speech(clips: list[Clip]) -> list[tuple[Clip, int]]:
    """Clips of every pack alike, with their fold."""
    folds = fold_of(np.array([clip.speaker for clip in clips]))
    packs = sorted({clip.pack for clip in clips})
    chance = np.random.default_rng(SEED)
    drawn = []
    for pack in packs:
        rows = [row for row, clip in enumerate(clips) if clip.pack == pack]
        drawn += list(chance.permutation(rows)[: SPEECH_CLIPS // len(packs)])
    return [(clips[row], int(folds[row])) for row in drawn]


def train(windows: EventWindows, rows: Any, steps: int, keep: Path) -> tuple[Any, float]:
    """The trained network without its teacher's head, and the CPU seconds it took; without steps, the one kept."""
    tf.keras.utils.set_random_seed(SEED)
    network = sound_event(len(EVENTS), windows.teacher.shape[1])
    spread = windows.teacher[rows].astype(np.float32).std() + 1e-6

    def loss_of(answers: Any, target: Any, inner: Any) -> Any:
        logits, copied = answers
        apart = tf.reduce_mean(tf.square(copied - inner / spread))
        return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(target, logits)) * 4 + TEACHER_WEIGHT * apart

    feed = batches(windows, rows, BATCH, SEED)
    seconds = fit(network, feed, loss_of, steps, PEAK_RATE, WEIGHT_DECAY, keep) if steps else restore(network, keep)
    return tf.keras.Model(network.input, network.outputs[0]), seconds


def main() -> int:
    work = [*RUNS, "cards"]
    parser = argparse.ArgumentParser(description="Train the network of sound events and write models/sound_event.*")
    parser.add_argument("--steps", type=int, default=2500, help="batches of one run (default: %(default)s)")
    parser.add_argument("--only", nargs="+", choices=work, default=work, help="some of the work, in this order")
    parser.add_argument("--cache", type=Path, default=CACHE, metavar="FOLDER", help="where decoded sound is kept")
    parser.add_argument("--models", type=Path, default=models_folder(), metavar="FOLDER", help="where to write")
    wanted = parser.parse_args()
    sounds = read_packs(SOUNDS, wanted.cache)
    speech = some_speech(read_packs(SPEECH, wanted.cache))
    teacher_path = TEACHERS / "yamnet.tflite"
    if not sounds or not speech or not teacher_path.exists():
        say(
            "packs or teacher are not there: data/sounds, data/speech and teachers/yamnet.tflite "
            "are looked for in ../shared"
        )
        return 1
    use_one_core()
    windows = collect(sounds, speech, Teacher(teacher_path), wanted.cache, say)
    for run in (one for one in wanted.only if one != "cards"):
        rows = np.flatnonzero(windows.fold != int(run))
        say(f"run {run}: {len(rows):,} windows to learn from")
        network, seconds = train(windows, rows, wanted.steps, wanted.cache / f"{NAME}_{run}.npz")
        drawn = np.random.default_rng(SEED).choice(rows, 400, replace=False)
        seen = np.stack([levelled(windows.frames[row].astype(np.float32)) for row in drawn])
        path = run_path(run, wanted.models)
        export(network, seen, path)
        write_machine_card(path, KIND)
        note_effort(wanted.cache, f"{NAME}_{run}", seconds / 60, wanted.steps)
        say(f"run {run}: {seconds / 60:.1f} minutes of one core, {path.stat().st_size:,} bytes")
    if "cards" in wanted.only:
        figures = measure(sounds, read_packs(SPEECH, wanted.cache), wanted.models)
        say("\n".join(lines_of(figures)))
        write_cards(wanted.models, figures, *noted_effort(wanted.cache, f"{NAME}_{USED_FOLD}"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
