"""Sound as life varies it: rooms, distance, microphones, codecs, pace, older throats.

All take and give float32 samples (n,) at 16 kHz in about -1..1. Chance comes in; nothing is kept.
"""

import io
from collections.abc import Sequence

import av
import numpy as np
from numpy.typing import NDArray

from companion.perception.sounds.spectrum import RATE_HZ

Floats = NDArray[np.float32]


def loudness(sound: Floats) -> float:
    """Root mean square, never 0."""
    return float(np.sqrt(np.mean(np.square(sound, dtype=np.float64)) + 1e-12))


def mixed(sound: Floats, noise: Floats, ratio_db: float) -> Floats:
    """`noise` laid over `sound`, as many decibels below it."""
    if len(noise) < len(sound):
        noise = np.tile(noise, -(-len(sound) // max(1, len(noise))))
    noise = noise[: len(sound)]
    gain = loudness(sound) / loudness(noise) * 10 ** (-ratio_db / 20)
    return np.asarray(sound + noise * np.float32(gain), np.float32)


def paced(sound: Floats, factor: float) -> Floats:
    """Faster and higher together, as on a tape; `factor` 1.1 is a tenth faster."""
    places = np.arange(0, len(sound) - 1, factor)
    return np.interp(places, np.arange(len(sound)), sound).astype(np.float32)


def aged(sound: Floats, chance: np.random.Generator) -> Floats:
    """An older voice, simulated: pitch and loudness that waver (jitter, shimmer, tremor), breath, less brilliance.

    Slower speech is made on the frames, where pitch stays. The sizes follow what phoniatrics tells of old voices: a
    few percent of tremor at 4 to 8 Hz, jitter around 1 %, shimmer around a tenth.
    """
    seconds = len(sound) / RATE_HZ
    wobble = chance.normal(0, chance.uniform(0.005, 0.02), max(4, int(seconds * 60)))
    at_s = np.linspace(0, seconds, len(wobble))
    time_s = np.arange(len(sound)) / RATE_HZ
    tremor = chance.uniform(0, 0.025) * np.sin(2 * np.pi * chance.uniform(4, 8) * time_s + chance.uniform(0, 6))
    steps = 1 + np.interp(time_s, at_s, wobble) + tremor
    bent = np.interp(np.minimum(np.cumsum(steps), len(sound) - 1), np.arange(len(sound)), sound)
    gains = np.exp(chance.normal(0, chance.uniform(0.03, 0.12), len(wobble)))
    bent = bent * np.interp(time_s, at_s, gains) * (1 + 4 * tremor)
    envelope = np.sqrt(np.convolve(bent**2, np.ones(320) / 320, "same"))
    breath = np.diff(chance.standard_normal(len(bent) + 1)) * envelope * 10 ** (-chance.uniform(8, 22) / 20)
    dull = chance.uniform(0, 0.4)
    return np.asarray((1 - dull) * bent + dull * np.roll(bent, 1) + breath, np.float32)


def made_room(chance: np.random.Generator) -> Floats:
    """An impulse response of a room that does not exist: direct sound and a tail that dies away in 0.15 to 0.9 s."""
    decay_s = chance.uniform(0.15, 0.9)
    time_s = np.arange(int(decay_s * RATE_HZ)) / RATE_HZ
    tail = chance.standard_normal(len(time_s)) * np.exp(-6.9 * time_s / decay_s)
    for _ in range(2):  # walls swallow the highs first
        tail[1:] += chance.uniform(0, 0.6) * tail[:-1]
    tail[: int(chance.uniform(0.001, 0.012) * RATE_HZ)] = 0
    near_db = chance.uniform(-6, 12)
    tail *= 10 ** (-near_db / 20) / np.sqrt((tail**2).sum())
    tail[0] = 1
    return np.asarray(tail, np.float32)


def in_room(sound: Floats, response: Floats) -> Floats:
    """The sound heard in a room, as loud as before and as long."""
    size = 1 << int(len(sound) + len(response) - 1).bit_length()
    whole = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(response, size), size)
    heard = np.asarray(whole[: len(sound)], np.float32)
    return np.asarray(heard * np.float32(loudness(sound) / loudness(heard)), np.float32)


def through_telephone(sound: Floats) -> Floats:
    """300 to 3400 Hz and eight bits of mu-law, as on a telephone line."""
    bins = np.fft.rfft(sound)
    hertz = np.linspace(0, RATE_HZ / 2, len(bins))
    narrow = np.fft.irfft(bins * ((hertz > 300) & (hertz < 3400)), len(sound))
    peak = np.abs(narrow).max() + 1e-9
    pressed = np.sign(narrow) * np.log1p(255 * np.abs(narrow / peak)) / np.log(256)
    coarse = np.round(pressed * 127) / 127
    return np.asarray(np.sign(coarse) * np.expm1(np.abs(coarse) * np.log(256)) / 255 * peak, np.float32)


def through_codec(sound: Floats, kilobits: int) -> Floats:
    """Encoded with Opus at 6 to 24 kbit/s and decoded, as over a cheap link."""
    stored = io.BytesIO()
    peak = max(1.0, float(np.abs(sound).max()))
    with av.open(stored, "w", format="ogg") as container:
        stream = container.add_stream("libopus", rate=RATE_HZ, layout="mono")
        stream.bit_rate = kilobits * 1000
        whole = (sound / peak * 32767).astype(np.int16)[None]
        frame = av.AudioFrame.from_ndarray(whole, format="s16", layout="mono")
        frame.sample_rate = RATE_HZ
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    from tools.train.speech_packs import decode

    heard = decode(stored.getvalue()).astype(np.float32) / 32768 * peak
    return np.pad(heard, (0, max(0, len(sound) - len(heard))))[: len(sound)]


def through_microphone(sound: Floats, chance: np.random.Generator) -> Floats:
    """A microphone's own colour: a slope and two gentle hills, up to 10 dB; sometimes overdriven."""
    bins = np.fft.rfft(sound)
    octaves = np.log2(np.linspace(40, RATE_HZ / 2, len(bins)) / 1000)
    gain_db = chance.normal(0, 1.5) * octaves
    for _ in range(2):
        gain_db += chance.normal(0, 4) * np.exp(-(((octaves - chance.uniform(-3, 3)) / chance.uniform(0.4, 1.5)) ** 2))
    heard = np.fft.irfft(bins * 10 ** (np.clip(gain_db, -15, 15) / 20), len(sound))
    if chance.random() < 0.15:
        top = np.abs(heard).max() * chance.uniform(0.2, 0.7)
        heard = np.clip(heard, -top, top)
    return np.asarray(heard, np.float32)


def varied(sound: Floats, rooms: Sequence[Floats], chance: np.random.Generator, older: bool = True) -> Floats:
    """One hearing of a voice as it might have been elsewhere: older, in a room, far away, through something cheap."""
    if chance.random() < 0.75:
        sound = paced(sound, float(np.exp(chance.normal(0, 0.07))))
    if older and chance.random() < 0.3:
        sound = aged(sound, chance)
    if chance.random() < 0.6:
        measured = chance.random() < 0.3 and len(rooms) > 0
        sound = in_room(sound, rooms[chance.integers(len(rooms))] if measured else made_room(chance))
    if chance.random() < 0.6:
        sound = through_microphone(sound, chance)
    way = chance.random()
    if way < 0.06:
        return through_telephone(sound)
    return through_codec(sound, int(chance.integers(6, 20))) if way < 0.14 else sound
