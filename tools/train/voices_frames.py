"""What the network of the tone of voice learns from: every clip as log-mel frames, as it is and as life varies it.

The waveform is varied a few times and kept (rooms, codecs, older throats: `sounds_varied`); pace, colour, noise and
gaps are varied anew in every batch, on the frames, where they cost little; some clips are blended.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.perception.sounds.spectrum import BANDS, bent, filled, levelled, spectrum_of, trimmed
from tools.train.sounds_made import clatter, hiss, hum
from tools.train.sounds_varied import varied
from tools.train.speech_packs import Clip
from tools.train.voices_labels import targets_of

SEEN_FRAMES = 176
"""What training sees at a time; life sees TONE_FRAMES, and the network takes any length."""
VARIED_SHARE = 0.4
BLENDED = 0.5
"""So many windows of a batch have a share of another laid over them, and their labels likewise (mixup, Zhang et al.
2018, arXiv:1710.09412)."""
BLEND_SHAPE = 0.4

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Voices:
    """Clips of speech: row by row. `frames[clip][0]` is the clip as it is, trimmed; the others are varied.

    `tone` is the place in `voices_labels.TONES` or -1; `affect` (n, 2) valence and arousal, `NaN` where
    nothing is known.
    """

    pack: NDArray[np.str_]
    speaker: NDArray[np.str_]
    language: NDArray[np.str_]
    tone: NDArray[np.int64]
    affect: Floats
    frames: list[list[Halves]]


def read_voices(
    clips: Sequence[Clip], rooms: Sequence[Floats], variants: int, cache: Path, say: Callable[[str], None]
) -> Voices:
    """Frames of every clip, plain and varied `variants` times; each round is made once and kept in `cache`."""
    frames: list[list[Halves]] = [[] for _ in clips]
    for number in range(variants + 1):
        for clip, spoken in zip(frames, _round(clips, rooms, number, cache, say), strict=True):
            clip.append(spoken)
    told = [targets_of(clip) for clip in clips]
    return Voices(
        pack=np.array([clip.pack for clip in clips]),
        speaker=np.array([clip.speaker for clip in clips]),
        language=np.array([clip.facts["language"] for clip in clips]),
        tone=np.array([tone for tone, _, _ in told]),
        affect=np.array([affect for _, *affect in told], np.float32),
        frames=frames,
    )


def _round(
    clips: Sequence[Clip], rooms: Sequence[Floats], number: int, cache: Path, say: Callable[[str], None]
) -> list[Halves]:
    kept = cache / f"voices_{len(clips)}_{number}.npz"
    if not kept.exists():
        made = []
        for place, clip in enumerate(clips):
            sound = clip.samples.astype(np.float32) / 32768
            if number:
                sound = varied(sound, rooms, np.random.default_rng((number, place)))
            made.append(trimmed(spectrum_of(sound)).astype(np.float16))
            if place % 1000 == 999:
                say(f"frames, round {number}: {place + 1:,} of {len(clips):,} clips")
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.savez(kept, ends=np.cumsum([len(one) for one in made]), frames=np.concatenate(made))
    with np.load(kept) as content:
        return list(np.split(content["frames"], content["ends"][:-1]))


def noises(clips: Sequence[Clip], seed: int, made: int = 60) -> list[Halves]:
    """Frames of noise to lay over speech: recorded ones and as many of three kinds that are made."""
    chance = np.random.default_rng(seed)
    recorded = [clip.samples.astype(np.float32) / 32768 for clip in clips]
    synthetic = [kind(64_000, chance) for kind in (hum, hiss, clatter) for _ in range(made)]
    return [spectrum_of(sound).astype(np.float16) for sound in recorded + synthetic if len(sound) > 4000]


def view(spoken: Halves, chance: np.random.Generator, noise: Sequence[Halves], length: int = SEEN_FRAMES) -> Floats:
    """One window (length, 64) as the model sees it, varied in pace, throat, place, colour, noise, gaps."""
    pace = float(np.exp(chance.normal(-0.03, 0.12)))
    needed = int(length * pace) + 2
    start = int(chance.integers(0, max(1, len(spoken) - needed + 1)))
    frames = filled(spoken[start : start + needed].astype(np.float32), needed)
    frames = np.roll(frames, int(chance.integers(needed)), axis=0) if len(spoken) < needed else frames
    at = np.arange(length) * pace
    low = at.astype(np.int64)
    part = (at - low).astype(np.float32)[:, None]
    frames = frames[low] * (1 - part) + frames[low + 1] * part
    if chance.random() < 0.6:
        frames = bent(frames, float(np.exp(chance.normal(0, 0.08))))
    octaves = np.linspace(-1, 1, BANDS, dtype=np.float32)
    if chance.random() < 0.8:
        ripple = np.sin(octaves * chance.uniform(1, 5) + chance.uniform(0, 6.28))
        frames = frames + (octaves * chance.normal(0, 3) + ripple * chance.normal(0, 2)).astype(np.float32)
    if chance.random() < 0.3:
        frames = overlaid(frames, noise[chance.integers(len(noise))], float(chance.uniform(3, 35)), chance)
    seen = levelled(frames)
    for _ in range(int(chance.integers(0, 3))):
        width = int(chance.integers(4, 26))
        begin = int(chance.integers(0, length - width))
        seen[begin : begin + width] = seen.mean()
    for _ in range(int(chance.integers(0, 3))):
        width = int(chance.integers(2, 10))
        begin = int(chance.integers(0, BANDS - width))
        seen[:, begin : begin + width] = seen.mean()
    return seen


def overlaid(frames: Floats, noise: Halves, ratio_db: float, chance: np.random.Generator) -> Floats:
    """Noise that many decibels below a window's level, added as powers are."""
    start = int(chance.integers(0, max(1, len(noise) - len(frames) + 1)))
    other = filled(noise[start : start + len(frames)].astype(np.float32), len(frames))
    lift = _loud_db(frames) - _loud_db(other) - ratio_db
    tenth = np.float32(np.log(10) / 10)
    return np.asarray(np.log(np.exp(frames * tenth) + np.exp((other + np.float32(lift)) * tenth)) / tenth, np.float32)


def _loud_db(frames: Floats) -> float:
    return float(10 * np.log10(np.exp(frames * np.float32(np.log(10) / 10)).sum(axis=1).mean() + 1e-12))


def batches(
    voices: Voices, weights: Floats, noise: Sequence[Halves], size: int, seed: int
) -> Iterator[tuple[Floats, NDArray[np.int64]]]:
    """Windows (size, SEEN_FRAMES, 64) and the rows they come from, without end; rows are drawn by weight."""
    chance = np.random.default_rng(seed)
    odds = weights.astype(np.float64)
    odds /= odds.sum()
    while True:
        rows = chance.choice(len(odds), size, p=odds)
        seen = []
        for row in rows:
            copies = voices.frames[row]
            is_varied = len(copies) > 1 and chance.random() < VARIED_SHARE
            seen.append(view(copies[chance.integers(1, len(copies))] if is_varied else copies[0], chance, noise))
        yield np.stack(seen), rows


def blended(batch: tuple[Floats, ...], chance: np.random.Generator) -> tuple[Floats, ...]:
    """A batch (seen, tones, affect, known, taught) in which some clips that have a tone hold a part of another such."""
    seen, tones, affect, known, taught = batch
    other = chance.permutation(len(seen))
    share = np.where(chance.random(len(seen)) < BLENDED, chance.beta(BLEND_SHAPE, BLEND_SHAPE, len(seen)), 1.0)
    share = np.maximum(share, 1 - share)
    both = (tones.sum(axis=1) > 0) & (tones[other].sum(axis=1) > 0)
    part = np.where(both, share, 1.0).astype(np.float32)[:, None]

    def laid(one: Floats) -> Floats:
        own = part.reshape(-1, *[1] * (one.ndim - 1))
        return np.asarray(own * one + (1 - own) * one[other], np.float32)

    known = np.where(part < 1, known * known[other], known)
    return laid(seen), laid(tones), laid(affect), known, laid(taught)
