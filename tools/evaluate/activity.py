"""How well it is told that somebody speaks: people and noises never heard in training, mixed at known ratios.

The sound comes in slices of 50 ms through the creature's own spectrum, runtime and gate, as in life. Every trial is a
second and a half of noise alone, a clip of speech in it, a second of noise. What is within 0.1 s of where the voice
begins or ends is not judged for misses and false alarms, nor is the time that the gate holds for pauses; how soon the
voice is noticed is told apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from companion.perception.sounds.spectrum import ACTIVITY_FRAMES, FRAMES_A_SECOND, HOP, RATE_HZ, Spectrum, spectrum_of
from companion.perception.voices.activity import HOLDS_S, VoiceGate
from companion.runtime import Model
from tools.train.sounds_made import babble, clatter, hiss, hum, music, television
from tools.train.sounds_varied import loudness
from tools.train.speech_packs import Clip
from tools.train.speech_windows import is_noise, kept_apart, spoken

TESTED_FOLD = 0
SLICE = RATE_HZ // 20
RATIOS_DB = (20, 10, 5, 0, -5)
QUIET_DB = 35
"""A quiet room: the hiss of the microphone and of the air, this far below the voice."""
LEAD_S, TAIL_S = 1.5, 1.0
NEAR_EDGE_FRAMES = 10
HELD_FRAMES = NEAR_EDGE_FRAMES + int(HOLDS_S * FRAMES_A_SECOND)
"""After the last of a voice the gate stays open for a while, and means to."""
TRIALS = 12
"""Trials for each kind of noise and each ratio."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Activity:
    """Of one kind of noise at one ratio: share of speech missed, share of noise taken for speech, and after how many
    milliseconds a voice is noticed: median, nine of ten; NaN where it is not."""

    noise: str
    ratio_db: float
    missed: float
    false: float
    noticed_ms: tuple[float, float]


def gate_over(model: Model, samples: NDArray[np.int16]) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Whether the creature's gate is open after every slice, and how many frames were there by then."""
    spectrum, gate, said, ends = Spectrum(), VoiceGate(model.infer), [], []
    frames = np.zeros((0, 64), np.float32)
    count = 0
    for start in range(0, len(samples), SLICE):
        new = spectrum.hear(samples[start : start + SLICE])
        count += len(new)
        frames = np.concatenate([frames, new])[-ACTIVITY_FRAMES:]
        said.append(gate.judge(frames, len(new)))
        ends.append(count)
    return np.array(said), np.array(ends)


def noise_kinds(clips: Sequence[Clip], talk: Sequence[Floats], seed: int) -> Mapping[str, list[Floats]]:
    """Noise that no training heard: recordings kept apart, and made ones from other chances."""
    chance = np.random.default_rng(seed)
    seconds = 8 * RATE_HZ
    made = {"hum": hum, "hiss": hiss, "clatter": clatter, "music": music}
    recorded = [clip.samples.astype(np.float32) / 32768 for clip in clips if is_noise(clip) and kept_apart(clip)]
    kinds = {"quiet": [hiss(seconds, chance) for _ in range(10)]}
    kinds["recorded"] = [sound for sound in recorded if len(sound) >= RATE_HZ]
    kinds |= {name: [kind(seconds, chance) for _ in range(10)] for name, kind in made.items()}
    kinds["babble"] = [babble(seconds, talk, chance) for _ in range(10)]
    kinds["television"] = [television(seconds, talk, chance) for _ in range(10)]
    return {name: sounds for name, sounds in kinds.items() if sounds}


def measure_activity(
    model: Model, speech: Sequence[Clip], sounds: Sequence[Clip], trials: int = TRIALS
) -> list[Activity]:
    """Every kind of noise at every ratio, a quiet room at its own; `speech` are clips of people kept apart."""
    chance = np.random.default_rng(17)
    talk = [clip.samples.astype(np.float32) / 32768 for clip in speech]
    figures = []
    for name, noises in noise_kinds(sounds, talk, 23).items():
        for ratio_db in (QUIET_DB,) if name == "quiet" else RATIOS_DB:
            some = [_trial(model, talk, noises, ratio_db, chance) for _ in range(trials)]
            missed, false, noticed = (np.concatenate([one[part] for one in some]) for part in range(3))
            waits = np.where(np.isnan(noticed), np.inf, noticed)
            middle, late = np.percentile(waits, [50, 90], method="lower")
            figures.append(Activity(name, ratio_db, float(missed.mean()), float(false.mean()), (middle, late)))
    return figures


def _trial(
    model: Model,
    talk: Sequence[Floats],
    noises: Sequence[Floats],
    ratio_db: float,
    chance: np.random.Generator,
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.float64]]:
    """Per decision inside speech whether it was missed, per decision outside whether it was false, and the wait."""
    voice = talk[chance.integers(len(talk))]
    lead, tail = int(LEAD_S * RATE_HZ), int(TAIL_S * RATE_HZ)
    clean = np.concatenate([np.zeros(lead, np.float32), voice, np.zeros(tail, np.float32)])
    voiced = spoken(spectrum_of(clean))
    noise = np.resize(noises[chance.integers(len(noises))], len(clean))
    inside = np.repeat(voiced, HOP)[: len(clean)]
    noise = noise * np.float32(loudness(clean[: len(inside)][inside]) / loudness(noise) * 10 ** (-ratio_db / 20))
    mixed = clean + noise
    mixed *= np.float32(0.7 / np.abs(mixed).max() * 10 ** (-chance.uniform(0, 25) / 20))
    yes, ends = gate_over(model, (mixed * 32767).astype(np.int16))
    inside_now = np.array([voiced[max(0, end - NEAR_EDGE_FRAMES) : end + NEAR_EDGE_FRAMES].all() for end in ends])
    nobody = np.array([not voiced[max(0, end - HELD_FRAMES) : end + NEAR_EDGE_FRAMES].any() for end in ends])
    onset = int(np.flatnonzero(voiced)[0])
    heard = np.flatnonzero(yes & (ends > onset))  # open already by a false alarm: at once
    wait = (ends[heard[0]] - onset) * 10.0 if len(heard) else float("nan")
    settled = ends > ACTIVITY_FRAMES
    return ~yes[inside_now & settled], yes[nobody & settled], np.array([wait])


def lines_of(figures: Sequence[Activity]) -> list[str]:
    """The figures for people."""
    return [
        "voice activity, people and noises never heard in training:",
        "    noise         ratio dB   speech missed   noise taken for speech   noticed after ms (median, 90 %)",
        *(
            f"    {one.noise:<14}{one.ratio_db:>8}{one.missed:>16.3f}{one.false:>25.3f}"
            f"{one.noticed_ms[0]:>16.0f}, {one.noticed_ms[1]:.0f}"
            for one in figures
        ),
    ]
