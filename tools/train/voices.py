"""Trains the network of the tone of voice and writes models/voice_tone.tflite and its cards.

    python -m tools.train.voices                 # the network in use, the other folds, one language less, and the cards
    python -m tools.train.voices --only 3 cards  # some of the work: 3 is the fold of the network in use

Every figure of the card is of voices that the network had never heard: each speaker is in exactly one fold, and the
network of a fold has heard none of its speakers. The network that the creature uses is one of them, so that it can be
measured itself. One more run leaves out a whole language. `make evaluate ARGS=voices` measures all that are there.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from companion.fetch import models_folder
from companion.perception.sounds.spectrum import TONE_FRAMES, filled, levelled
from tools.evaluate.voices import RUNS, fold_of, held_out, lines_of, measure, run_path
from tools.train.sounds_cards import note_effort, noted_effort, write_machine_card
from tools.train.sounds_network import export, voice_tone
from tools.train.sounds_training import fit, restore, say, use_one_core
from tools.train.sounds_windows import Teacher, cut
from tools.train.speech_packs import CACHE, SOUNDS, SPEECH, TEACHERS, Clip, read_packs
from tools.train.voices_card import KIND, NAME, write_cards
from tools.train.voices_doubt import doubts
from tools.train.voices_frames import SEEN_FRAMES, Floats, Halves, Voices, batches, blended, noises, read_voices
from tools.train.voices_labels import TONES, chosen

BATCH = 32
PEAK_RATE = 2.5e-3
WEIGHT_DECAY = 0.06
DOUBT = 0.3
"""So much of a label is what a plain listener says who never heard that person: `voices_doubt`."""
TEACHER_WEIGHT = 1.0
VARIANTS = 1
SEED = 7
QUIET_NOISES = ("baby_cry", "scream", "not_snoring", "cat_imitation")
"""Of the sound packs, what may hold voices is not laid under voices as noise."""
PACK_WEIGHT = {
    "ravdess": 1.3,
    "ased": 0.7,
    "turev": 0.5,
    "baved": 0.5,
    "tess_older": 0.5,
    "tess_younger": 0.5,
    "urdu": 0.3,
    "emospeech": 0.1,
    "korean_read": 0.1,
}
"""RAVDESS has the most people who act every tone well, and is learnt most slowly. Labels of EmoSpeech are weak; in URDU
emotion and person cannot be told apart, in ASED emotion and wording; TurEV are single words; TESS are two voices only;
BAVED tells arousal alone, the Korean readers almost nothing."""


def weights_of(voices: Voices, rows: NDArray[np.bool_]) -> Floats:
    """How often each clip is drawn: within a pack every tone alike, and packs by the root of their size."""
    weights = np.zeros(len(rows), np.float32)
    for pack in np.unique(voices.pack):
        inside = rows & (voices.pack == pack)
        if not inside.any():
            continue
        for tone in np.unique(voices.tone[inside]):
            some = inside & (voices.tone == tone)
            weights[some] = (0.5 if tone < 0 else 1.0) / some.sum()
        weights[inside] *= PACK_WEIGHT.get(str(pack), 1.0) * np.sqrt(inside.sum()) / weights[inside].sum()
    return weights


def train(
    voices: Voices,
    rows: NDArray[np.bool_],
    noise: list[Halves],
    steps: int,
    held: NDArray[np.bool_],
    keep: Path,
    resume: bool,
    taught: Floats,
) -> tuple[Any, float]:
    """The trained network and the CPU seconds it took. `held` is only shown, never used.

    To resume is to begin with the weights that were kept; without steps they are the answer.
    """
    tf.keras.utils.set_random_seed(SEED)
    network = voice_tone(len(TONES), SEEN_FRAMES, taught.shape[1])
    if resume or steps == 0:
        restore(network, keep)
    if steps == 0:
        return network, 0.0
    taught = (taught - taught[rows].mean(axis=0)) / (taught[rows].std(axis=0) + 0.02)
    told = voices.tone[:, None] >= 0
    doubtful = doubts(taught, voices.tone, voices.speaker, rows)
    tones = np.where(told, (1 - DOUBT) * np.eye(len(TONES))[voices.tone] + DOUBT * doubtful, 0)
    known = np.isfinite(voices.affect)
    affect = np.where(known, voices.affect, 0)

    def loss_of(answers: Any, tone: Any, felt: Any, is_known: Any, inner: Any) -> Any:
        logits, feelings, copied = answers
        copying = TEACHER_WEIGHT * tf.reduce_mean(tf.square(copied - inner))
        feeling = tf.reduce_sum(tf.square(felt - feelings) * is_known) / (1 + tf.reduce_sum(is_known))
        # Its gradient takes for granted that labels add up to 1: unmasked, clips of no tone push all logits down.
        has_tone = tf.reduce_sum(tone, axis=1)
        surprise = has_tone * tf.nn.softmax_cross_entropy_with_logits(tone, logits)
        return tf.reduce_sum(surprise) / (1 + tf.reduce_sum(has_tone)) + 2 * feeling + copying

    def feed() -> Iterator[tuple[Floats, ...]]:
        chance = np.random.default_rng(SEED)
        for seen, drawn in batches(voices, weights_of(voices, rows), noise, BATCH, SEED):
            yield blended((seen, *(one[drawn].astype(np.float32) for one in (tones, affect, known, taught))), chance)

    show = (lambda trained: _show(voices, held, trained)) if held.any() else None
    return network, fit(network, feed(), loss_of, steps, PEAK_RATE, WEIGHT_DECAY, keep, show)


def _in_life(network: Any) -> Any:
    """The same weights for the window that life sees, without the teacher's head."""
    whole = voice_tone(len(TONES), teacher=network.outputs[2].shape[-1])
    whole.set_weights(network.get_weights())
    return tf.keras.Model(whole.input, whole.outputs[:2])


def taught_by(teacher: Teacher, clips: Sequence[Clip], kept: Path) -> Floats:
    """The teacher's numbers for every clip (n, 1024), the mean over it; made once."""
    if not kept.exists():
        heard = [
            np.mean([teacher.hear(piece)[1] for piece in cut(clip.samples.astype(np.float32) / 32768)], axis=0)
            for clip in clips
        ]
        np.save(kept, np.array(heard, np.float32))
    numbers: Floats = np.load(kept)
    return numbers


def _show(voices: Voices, held: NDArray[np.bool_], network: Any) -> str:
    rows = np.flatnonzero(held & (voices.tone >= 0))
    seen = np.stack([levelled(filled(voices.frames[row][0].astype(np.float32), TONE_FRAMES)) for row in rows])
    answer = _in_life(network).predict(seen, batch_size=64, verbose=0)[0].argmax(axis=1)
    right, truth = answer == voices.tone[rows], voices.tone[rows]
    line = []
    for pack in np.unique(voices.pack[rows]):
        some = voices.pack[rows] == pack
        line.append(f"{pack} {np.mean([right[some & (truth == tone)].mean() for tone in np.unique(truth[some])]):.2f}")
    return "left out, balanced: " + ", ".join(line)


def main() -> int:
    work = [*RUNS, "cards"]
    parser = argparse.ArgumentParser(description="Train the network of the tone of voice and write models/voice_tone.*")
    parser.add_argument("--steps", type=int, default=7500, help="batches of one run (default: %(default)s)")
    parser.add_argument("--only", nargs="+", choices=work, default=work, help="some of the work, in this order")
    parser.add_argument(
        "--speech", type=Path, default=SPEECH, metavar="FOLDER", help="packs, a .csv beside a .tar each"
    )
    parser.add_argument("--resume", action="store_true", help="begin with the weights that were kept")
    parser.add_argument("--cache", type=Path, default=CACHE, metavar="FOLDER", help="where decoded sound is kept")
    parser.add_argument("--models", type=Path, default=models_folder(), metavar="FOLDER", help="where to write")
    wanted = parser.parse_args()
    clips = chosen(read_packs(wanted.speech, wanted.cache))
    if not clips:
        say(f"no speech pack is there: a .csv beside a .tar is looked for in {wanted.speech.name}")
        return 1
    use_one_core()
    sounds = read_packs(SOUNDS, wanted.cache)
    rooms = [clip.samples.astype(np.float32) / 32768 for clip in sounds if clip.pack == "room_ir"]
    voices = read_voices(clips, rooms, VARIANTS, wanted.cache, say)
    quiet = [clip for clip in sounds if clip.facts["class"] not in QUIET_NOISES]
    noise = noises([clip for clip in quiet if clip.pack not in ("room_ir", "deeply_nonverbal")], SEED)
    folds = fold_of(voices.speaker)
    taught = taught_by(Teacher(TEACHERS / "yamnet.tflite"), clips, wanted.cache / f"voices_taught_{len(clips)}.npy")
    for run in (one for one in wanted.only if one != "cards"):
        held = held_out(run, voices.pack, voices.speaker, voices.language, folds)
        say(f"run {run}: {int((~held).sum()):,} clips to learn from, {int(held.sum()):,} of people left out")
        keep = wanted.cache / f"{NAME}_{run}.npz"
        network, seconds = train(voices, ~held, noise, wanted.steps, held, keep, wanted.resume, taught)
        chance = np.random.default_rng(SEED)
        learnt = np.flatnonzero(~held)
        rows = chance.choice(learnt, min(400, len(learnt)), replace=False)
        seen = [levelled(filled(voices.frames[row][0].astype(np.float32), TONE_FRAMES)) for row in rows]
        path = run_path(run, wanted.models)
        export(_in_life(network), np.stack(seen), path)
        write_machine_card(path, KIND)
        note_effort(wanted.cache, f"{NAME}_{run}", seconds / 60, wanted.steps, wanted.resume)
        say(f"run {run}: {seconds / 60:.1f} minutes of one core, {path.stat().st_size:,} bytes")
    if "cards" in wanted.only:
        figures = measure(read_packs(wanted.speech, wanted.cache), wanted.models)
        say("\n".join(lines_of(figures)))
        write_cards(wanted.models, figures, {run: noted_effort(wanted.cache, f"{NAME}_{run}") for run in RUNS})
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
