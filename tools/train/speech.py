"""Trains the network of voice activity and writes models/voice_activity.tflite and its cards.

    python -m tools.train.speech

It hears no speaker of the first fold, no noise that `speech_windows.kept_apart` names: those are for measuring.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf

from companion.fetch import models_folder
from companion.perception.sounds.spectrum import spectrum_of
from companion.runtime import Runtime
from tools.evaluate.activity import TESTED_FOLD, lines_of
from tools.evaluate.sounds import measure_voices
from tools.evaluate.voices import fold_of
from tools.train.sounds_cards import note_effort, noted_effort, write_machine_card
from tools.train.sounds_made import babble, clatter, hiss, hum, music, television
from tools.train.sounds_network import export, voice_activity
from tools.train.sounds_training import fit, say, use_one_core
from tools.train.speech_card import KIND, NAME, write_cards
from tools.train.speech_packs import CACHE, SOUNDS, SPEECH, read_packs
from tools.train.speech_windows import Floats, Halves, batches, is_noise, kept_apart, spoken
from tools.train.voices import VARIANTS
from tools.train.voices_frames import read_voices
from tools.train.voices_labels import chosen

BATCH = 96
PEAK_RATE = 2e-3
WEIGHT_DECAY = 0.01
MADE_EACH = 80
SEED = 11


def noise_to_learn(cache: Path, talk: list[Floats]) -> list[Halves]:
    """Frames of all noise that is not kept apart, and of noise that is made."""
    chance = np.random.default_rng(SEED)
    recorded = [
        clip.samples.astype(np.float32) / 32768
        for clip in read_packs(SOUNDS, cache)
        if is_noise(clip) and not kept_apart(clip)
    ]
    made = [kind(48_000, chance) for kind in (hum, hiss, clatter, music) for _ in range(MADE_EACH)]
    made += [kind(48_000, talk, chance) for kind in (babble, television) for _ in range(2 * MADE_EACH)]
    return [spectrum_of(sound).astype(np.float16) for sound in recorded + made if len(sound) > 800]


def main() -> int:
    parser = argparse.ArgumentParser(description="Train the network of voice activity; write models/voice_activity.*")
    parser.add_argument("--steps", type=int, default=1500, help="batches (default: %(default)s)")
    parser.add_argument("--cards", action="store_true", help="measure the model that is there and write its cards anew")
    parser.add_argument("--cache", type=Path, default=CACHE, metavar="FOLDER", help="where decoded sound is kept")
    parser.add_argument("--models", type=Path, default=models_folder(), metavar="FOLDER", help="where to write")
    wanted = parser.parse_args()
    clips = chosen(read_packs(SPEECH, wanted.cache))
    if not clips:
        say("no speech pack is there: a .csv beside a .tar is looked for in ../shared/data/speech")
        return 1
    if wanted.cards:
        return finish(wanted.models, wanted.cache)
    use_one_core()
    tf.keras.utils.set_random_seed(SEED)
    rooms = [clip.samples.astype(np.float32) / 32768 for clip in read_packs(SOUNDS, wanted.cache, ["room_ir"])]
    voices = read_voices(clips, rooms, VARIANTS, wanted.cache, say)
    learnt = fold_of(voices.speaker) != TESTED_FOLD
    speech = [
        (frames, spoken(frames)) for row in np.flatnonzero(learnt) for frames in voices.frames[row][:2] if len(frames)
    ]
    talk = [clips[row].samples.astype(np.float32) / 32768 for row in np.flatnonzero(learnt)]
    noise = noise_to_learn(wanted.cache, talk)
    say(f"{len(speech):,} pieces of speech, {len(noise):,} of noise")
    network = voice_activity()

    def loss_of(answers: Any, said: Any) -> Any:
        logit = answers[0] if isinstance(answers, list) else answers
        return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(said, logit))

    feed: Iterator[tuple[Floats, ...]] = batches(speech, noise, BATCH, SEED)
    seconds = fit(network, feed, loss_of, wanted.steps, PEAK_RATE, WEIGHT_DECAY, wanted.cache / f"{NAME}.npz")
    path = wanted.models / f"{NAME}.tflite"
    export(network, next(batches(speech, noise, 600, SEED + 1))[0], path)
    say(f"{network.count_params():,} weights, {seconds / 60:.1f} minutes of one core, {path.stat().st_size:,} bytes")
    note_effort(wanted.cache, NAME, seconds / 60, wanted.steps)
    return finish(wanted.models, wanted.cache)


def finish(models: Path, cache: Path) -> int:
    """Measures the model on what was kept apart and writes its cards."""
    write_machine_card(models / f"{NAME}.tflite", KIND)
    figures = measure_voices(read_packs(SPEECH, cache), read_packs(SOUNDS, cache), Runtime(folder=models).load(NAME))
    say("\n".join(lines_of(figures)))
    write_cards(models, figures, *noted_effort(cache, NAME))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
