"""What the network of voice activity learns from: half-second windows in which somebody speaks, or only the room does.

Speech, noise and silence are laid over each other on the frames, as powers add, at every ratio from whisper in a storm
to clean. Whether somebody speaks at the end of a window is known from the clean clip before anything was laid over it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from companion.perception.sounds.spectrum import ACTIVITY_FRAMES, BANDS, FLOOR_DB, levelled
from tools.train.speech_packs import Clip

VOICED_BELOW_DB = 28.0
"""A frame of a clean clip is speech when it is this near to the clip's loudest."""
PAUSE_FRAMES = 20
"""Shorter pauses belong to the speech around them, as they do for a listener."""
SHORTEST_FRAMES = 5
EDGE_FRAMES = 3
"""So close to where a voice sets in or ends, nobody could say, and nothing is learnt."""

NOT_NOISE = (
    "baby_cry",
    "scream",
    "screaming",
    "crying",
    "laughing",
    "moaning",
    "sighing",
    "yawning",
    "not_snoring",
    "cat_imitation",
)
"""Voices without words, and clips that may hold talk: neither speech nor noise here."""

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]


def loud_db(frames: Floats | Halves) -> Floats:
    """Decibels of every frame, all bands together, (n,)."""
    power = np.exp(frames.astype(np.float32) * np.float32(np.log(10) / 10)).sum(axis=1)
    return np.asarray(10 * np.log10(power + 1e-12), np.float32)


def spoken(clean: Floats | Halves) -> NDArray[np.bool_]:
    """Which frames of a clean clip are speech: loud ones, with short pauses filled and lone clicks left out."""
    loud = loud_db(clean)
    voiced = loud > loud.max(initial=FLOOR_DB) - VOICED_BELOW_DB
    for value, shortest in ((False, PAUSE_FRAMES), (True, SHORTEST_FRAMES)):
        edges = np.flatnonzero(np.diff(voiced.astype(np.int8))) + 1
        for start, end in pairwise(edges):
            if voiced[start] == value and end - start < shortest:
                voiced[start:end] = not value
    return np.asarray(voiced)


def is_noise(clip: Clip) -> bool:
    return clip.pack != "room_ir" and clip.facts["class"] not in NOT_NOISE


def kept_apart(clip: Clip) -> bool:
    """Noise that no training hears: a fold of each pack that has folds, and whole recordings of the others."""
    apart = {"esc10": "5", "deeply_nonverbal": "4", "snoring": "5"}
    if clip.pack in apart:
        return clip.facts["fold"] == apart[clip.pack]
    return clip.facts["class"] in ("running_tap", "background_near_lake", "background_roads", "background_house")


def batches(
    speech: Sequence[tuple[Halves, NDArray[np.bool_]]], noise: Sequence[Halves], size: int, seed: int
) -> Iterator[tuple[Floats, Floats]]:
    """Windows (size, ACTIVITY_FRAMES, 64) and whether somebody speaks (size, 1), without end."""
    chance = np.random.default_rng(seed)
    while True:
        made = [_window(speech, noise, chance) for _ in range(size)]
        yield np.stack([seen for seen, _ in made]), np.array([[said] for _, said in made], np.float32)


def _window(
    speech: Sequence[tuple[Halves, NDArray[np.bool_]]], noise: Sequence[Halves], chance: np.random.Generator
) -> tuple[Floats, float]:
    """One window and 1.0 for a voice at its end, 0.0 for none."""
    room = _stretch(noise[chance.integers(len(noise))], chance)
    room += np.float32(chance.uniform(-45, -5)) - loud_db(room).max()
    hiss = np.float32(chance.uniform(-100, -60)) + chance.normal(0, 3, room.shape).astype(np.float32) - 18
    if chance.random() < 0.3:
        room = hiss  # a quiet room
    elif chance.random() < 0.2:
        other = _stretch(noise[chance.integers(len(noise))], chance)
        room = _added(room, other + np.float32(chance.uniform(-45, -5)) - loud_db(other).max())
    room = _added(room, hiss)
    said = 0.0
    if chance.random() < 0.65:
        frames, voiced = speech[chance.integers(len(speech))]
        end = int(chance.integers(0, len(frames) + 60))
        near = voiced[max(0, end - 2 * EDGE_FRAMES) : end + 1]
        if near.any() and not near[-EDGE_FRAMES:].all():
            return _window(speech, noise, chance)
        said = float(near.any())
        part = np.full((ACTIVITY_FRAMES, BANDS), FLOOR_DB, np.float32)
        taken = frames[max(0, end - ACTIVITY_FRAMES) : end]
        offset = ACTIVITY_FRAMES - min(end, ACTIVITY_FRAMES)
        part[offset : offset + len(taken)] = taken
        voice_db = np.percentile(loud_db(frames[voiced]), 70) if voiced.any() else 0.0
        part += np.float32(max(-60.0, loud_db(room).mean() + chance.uniform(-3, 35)) - voice_db)
        room = _added(room, part)
    if chance.random() < 0.5:
        octaves = np.linspace(-1, 1, BANDS, dtype=np.float32)
        room = room + octaves * np.float32(chance.normal(0, 4))
    return levelled(room), said


def _stretch(noise: Halves, chance: np.random.Generator) -> Floats:
    start = int(chance.integers(0, max(1, len(noise) - ACTIVITY_FRAMES)))
    taken = noise[start : start + ACTIVITY_FRAMES].astype(np.float32)
    return np.resize(taken, (ACTIVITY_FRAMES, BANDS)) if len(taken) < ACTIVITY_FRAMES else taken


def _added(one: Floats, other: Floats) -> Floats:
    tenth = np.float32(np.log(10) / 10)
    return np.asarray(np.log(np.exp(one * tenth) + np.exp(other * tenth)) / tenth, np.float32)
