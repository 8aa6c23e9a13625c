"""Sounds that no pack has enough of, made: hum, hiss, clatter, claps, bangs, music, a television across the room.

They stand in for recordings that were not to be had. A figure on them says how a model does on such sounds, not on real
ones; the cards tell which figures those are. All give float32 samples (n,) at 16 kHz, a few tenths loud.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from companion.perception.sounds.spectrum import RATE_HZ
from tools.train.sounds_varied import in_room, loudness, made_room, mixed

Floats = NDArray[np.float32]
SCALES = ((0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10), (0, 2, 4, 7, 9), (0, 3, 5, 7, 10))


def _even(sound: NDArray[np.float64], level: float = 0.1) -> Floats:
    return np.asarray(sound * (level / (np.sqrt(np.mean(sound**2)) + 1e-9)), np.float32)


def hum(length: int, chance: np.random.Generator) -> Floats:
    """Mains hum with its harmonics, 50 or 60 Hz, or a motor's, sometimes with a whine."""
    time_s = np.arange(length) / RATE_HZ
    base = chance.choice([50.0, 60.0, chance.uniform(80, 300)])
    sound = np.zeros(length)
    for number in range(1, 16):
        loud = chance.exponential(1) / number ** chance.uniform(0.4, 1.4)
        sound += loud * np.sin(2 * np.pi * base * number * time_s + chance.uniform(0, 6.28))
    if chance.random() < 0.3:
        sound += chance.uniform(0, 1) * np.sin(2 * np.pi * chance.uniform(500, 4000) * time_s)
    return _even(sound)


def hiss(length: int, chance: np.random.Generator) -> Floats:
    """Steady noise of any colour between white and red: a fan, a vacuum cleaner, rain on a roof."""
    bins = np.fft.rfft(chance.standard_normal(length))
    hertz = np.linspace(20, RATE_HZ / 2, len(bins))
    return _even(np.fft.irfft(bins * (hertz / 1000) ** -chance.uniform(0, 1.2), length))


def clatter(length: int, chance: np.random.Generator) -> Floats:
    """Dishes, keys, cutlery: short ringing knocks at random."""
    sound = np.zeros(length)
    for _ in range(chance.poisson(4 * length / RATE_HZ) + 1):
        decay_s = chance.uniform(0.01, 0.15)
        time_s = np.arange(min(length, int(decay_s * 5 * RATE_HZ))) / RATE_HZ
        tones = chance.uniform(300, 7000, chance.integers(2, 7))
        ring = np.sin(2 * np.pi * tones[:, None] * time_s + chance.uniform(0, 6.28, (len(tones), 1))).sum(axis=0)
        ring += chance.standard_normal(len(time_s)) * np.exp(-time_s * 400) * 3
        _add(sound, ring * np.exp(-time_s / decay_s) * chance.exponential(1), chance.uniform(0, length / RATE_HZ))
    return _even(sound)


def clap(length: int, chance: np.random.Generator) -> Floats:
    """Hands clapped, once to eight times a second, by one person or several, in a room."""
    sound = np.zeros(length)
    for _ in range(1 if chance.random() < 0.7 else int(chance.integers(2, 12))):
        at_s, every_s = chance.uniform(0, 0.5), chance.uniform(0.12, 0.8)
        middle, width = chance.uniform(700, 2600), chance.uniform(0.5, 1.2)
        while at_s < length / RATE_HZ:
            time_s = np.arange(int(0.06 * RATE_HZ)) / RATE_HZ
            bins = np.fft.rfft(chance.standard_normal(len(time_s)))
            octaves = np.log2((np.linspace(50, RATE_HZ / 2, len(bins))) / middle)
            burst = np.fft.irfft(bins * np.exp(-((octaves / width) ** 2)), len(time_s))
            _add(sound, burst * np.exp(-time_s / chance.uniform(0.003, 0.012)) * np.exp(chance.normal(0, 0.3)), at_s)
            at_s += every_s * np.exp(chance.normal(0, 0.08))
            if chance.random() < 0.1:
                break
    return _even(np.asarray(in_room(_even(sound), made_room(chance)), np.float64), 0.05)


def bang(length: int, chance: np.random.Generator) -> Floats:
    """A door that slams, something heavy that falls: a thump, a crack and what rattles after it."""
    sound = np.zeros(length)
    for _ in range(int(chance.integers(1, 3))):
        decay_s = chance.uniform(0.04, 0.25)
        time_s = np.arange(int(decay_s * 6 * RATE_HZ)) / RATE_HZ
        falling = chance.uniform(50, 220) * (1 + np.exp(-time_s / 0.02))
        thump = np.sin(2 * np.pi * np.cumsum(falling) / RATE_HZ) * np.exp(-time_s / decay_s)
        noise = np.fft.rfft(chance.standard_normal(len(time_s)))
        noise *= (np.linspace(30, RATE_HZ / 2, len(noise)) / 200) ** -chance.uniform(0.4, 1.2)
        rough = np.fft.irfft(noise, len(time_s)) * np.exp(-time_s / (decay_s * chance.uniform(0.2, 1)))
        at_s = chance.uniform(0, max(0.05, length / RATE_HZ - 0.6))
        _add(sound, thump + rough / (rough.std() + 1e-9) * chance.uniform(0.2, 1.2), at_s)
        if chance.random() < 0.4:
            rattle = clatter(len(time_s), chance) * np.exp(-time_s / decay_s)
            _add(sound, rattle * chance.uniform(0.5, 3), at_s + chance.uniform(0.02, 0.1))
    return _even(np.asarray(in_room(_even(sound), made_room(chance)), np.float64), 0.08)


def music(length: int, chance: np.random.Generator) -> Floats:
    """A piece that nobody wrote: chords, a tune, a bass, sometimes drums, of plucked, blown or organ tones."""
    beat_s = 60 / chance.uniform(60, 150)
    scale, root = SCALES[chance.integers(len(SCALES))], chance.uniform(40, 52)
    sound = np.zeros(length)
    lead, pad = (_instrument(chance) for _ in range(2))
    parts = chance.random(3) < (0.85, 0.7, 0.4)
    step, at_s, degree = int(chance.integers(0, 7)), 0.0, 0
    while at_s < length / RATE_HZ:
        if parts[1] or not parts[0]:
            for third in (0, 2, 4):
                _add(sound, _tone(_pitch(root, scale, degree + third), 4 * beat_s, pad, chance) * 0.5, at_s)
            _add(sound, _tone(_pitch(root - 12, scale, degree), 2 * beat_s, pad, chance) * 0.6, at_s)
        within = 0.0
        while parts[0] and within < 4:
            held = chance.choice([0.5, 1, 1, 2])
            step = int(np.clip(step + chance.integers(-2, 3), 0, 13))
            _add(sound, _tone(_pitch(root + 12, scale, step), held * beat_s, lead, chance), at_s + within * beat_s)
            within += held
        for beat in range(8 if parts[2] else 0):
            time_s = np.arange(int(0.15 * RATE_HZ)) / RATE_HZ
            kick = np.sin(2 * np.pi * 60 * time_s) * np.exp(-time_s / 0.06) * 1.5
            snare = chance.standard_normal(len(time_s)) * np.exp(-time_s / 0.03) * 0.4
            _add(sound, kick if beat % 4 == 0 else snare * (beat % 2 + 0.3), at_s + beat * beat_s / 2)
        degree = int(chance.choice([0, 3, 4, 5]))
        at_s += 4 * beat_s
    return _even(sound)


def television(length: int, speech: Sequence[Floats], chance: np.random.Generator) -> Floats:
    """Voices and music out of a small loudspeaker across the room: one talker or several over a tune, far away."""
    sound = music(length, chance) * np.float32(chance.uniform(0.1, 0.7))
    for _ in range(int(chance.integers(1, 3))):
        talk = speech[chance.integers(len(speech))]
        talk = np.tile(talk, -(-length // len(talk)))[:length]
        sound = sound + talk * np.float32(0.1 / loudness(talk))
    bins = np.fft.rfft(sound)
    hertz = np.linspace(0, RATE_HZ / 2, len(bins))
    small = np.fft.irfft(bins * (hertz > chance.uniform(120, 300)) / (1 + (hertz / 4500) ** 4), length)
    distant = made_room(chance)
    distant[0] = chance.uniform(0.1, 0.4)
    return _even(np.asarray(in_room(np.asarray(small, np.float32), distant), np.float64), 0.05)


def babble(length: int, speech: Sequence[Floats], chance: np.random.Generator) -> Floats:
    """Five to nine people who talk at once at the other end of a dining room."""
    sound = np.zeros(length, np.float32)
    for _ in range(int(chance.integers(5, 10))):
        talk = np.roll(speech[chance.integers(len(speech))], int(chance.integers(1, 16_000)))
        talk = np.tile(talk, -(-length // len(talk)))[:length]
        sound = sound + talk / np.float32(loudness(talk))
    return _even(np.asarray(in_room(mixed(sound, clatter(length, chance), 12), made_room(chance)), np.float64))


def _add(sound: NDArray[np.float64], piece: NDArray[np.float64] | Floats, at_s: float) -> None:
    start = int(at_s * RATE_HZ)
    if start < len(sound):
        sound[start : start + len(piece)] += piece[: len(sound) - start]


def _pitch(root: float, scale: Sequence[int], step: int) -> float:
    return float(440 * 2 ** ((root + scale[step % len(scale)] + 12 * (step // len(scale)) - 69) / 12))


def _instrument(chance: np.random.Generator) -> NDArray[np.float64]:
    """Attack and decay in seconds, vibrato, and the strengths of twelve harmonics."""
    attack_s, decay_s, vibrato = (
        (0.004, chance.uniform(0.15, 1.2), 0.0),
        (chance.uniform(0.03, 0.2), 20.0, chance.uniform(0, 0.006)),
    )[chance.integers(2)]
    strengths = np.arange(1, 13) ** -chance.uniform(0.6, 2.5) * chance.uniform(0.2, 1, 12)
    return np.array([attack_s, decay_s, vibrato, *strengths])


def _tone(hertz: float, held_s: float, kind: NDArray[np.float64], chance: np.random.Generator) -> NDArray[np.float64]:
    time_s = np.arange(int(min(held_s, 3) * 1.1 * RATE_HZ)) / RATE_HZ
    phase = 2 * np.pi * hertz * time_s + kind[2] * hertz / 5 * np.sin(2 * np.pi * 5.2 * time_s)
    count = max(1, min(12, int(7000 / hertz)))
    tone = sum(kind[3 + number] * np.sin((number + 1) * phase) for number in range(count))
    shape = np.minimum(time_s / kind[0], 1) * np.exp(-time_s / kind[1])
    return np.asarray(tone * shape * np.clip((time_s[-1] - time_s) / 0.05, 0, 1) * chance.uniform(0.6, 1))
