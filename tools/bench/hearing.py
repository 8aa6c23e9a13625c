"""Hearing: what a second of sound costs from the microphone's bytes to readings, and how much memory it takes."""

import resource
import time
from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from companion.perception.hearing import HearingModels, HearingPath
from companion.perception.sounds.loudness import Loudness
from companion.perception.sounds.own_voice import OwnVoice
from companion.perception.sounds.spectrum import BANDS, Spectrum
from companion.perception.voices.tone import THROATS
from companion.runtime import Runtime
from companion.vocabulary.errors import ModelError
from tools.bench.sight import PI_4_MACS_PER_S, cpu_ms, multiply_accumulates
from tools.bench.table import Row

RATE_HZ = 16_000
CHUNK = 320
SECONDS = 20
RUNS_A_SECOND = {"voice_activity": RATE_HZ / 960, "voice_tone": 2.0 * len(THROATS), "sound_event": 1 / 0.48}
"""How often each model is asked while somebody speaks and is judged."""


def measure() -> list[Row]:
    """Rows of CPU ms a second of sound; the models' own share; memory."""
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        runtime = Runtime()
        models = HearingModels.load(runtime)
        macs = {name: multiply_accumulates(name) for name in RUNS_A_SECOND}
    except ModelError as fault:
        return [Row("hearing", f"not measured: {fault}")]
    spoken, silent = talk(SECONDS), hush(SECONDS)
    pi_ms = sum(macs[name] * often for name, often in RUNS_A_SECOND.items()) / PI_4_MACS_PER_S * 1000
    rows = [
        Row(
            "voice path, a second of speech, one microphone, everything, CPU ms",
            f"{second_ms(models, spoken[:, :1]):.1f}",
            "below 15",
            "",
            f"{pi_ms:.0f} ms",
        ),
        Row("  with two microphones and the direction", f"{second_ms(models, spoken):.1f}"),
        Row("  while it sings itself", f"{second_ms(models, spoken[:, :1], sings=True):.1f}"),
        Row("  in a room where nobody speaks", f"{second_ms(models, silent[:, :1]):.1f}"),
    ]
    for name, often in RUNS_A_SECOND.items():
        model = runtime.load(name)
        blank = np.zeros(model.card.input.shape, np.float32)
        what = f"  {name} alone, {often:.1f} times a second ({macs[name] / 1e6:.2f} M multiply-accumulates)"
        pi = f"{macs[name] * often / PI_4_MACS_PER_S * 1000:.1f} ms"
        rows.append(Row(what, f"{cpu_ms(partial(model.infer, blank), 100) * often:.2f}", pi_4=pi))
    frames = Spectrum()
    rows.append(Row(f"  log-mel, {BANDS} bands", f"{cpu_ms(stepped(frames, spoken[:, 0]), 200) * RATE_HZ / 960:.2f}"))
    grown_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb) / 1024
    rows.append(Row("memory that hearing adds, MB", f"{grown_mb:.0f}"))
    return rows


def second_ms(models: HearingModels, sound: NDArray[np.int16], sings: bool = False) -> float:
    """CPU milliseconds of one second of sound that comes in chunks of 20 ms, loudness and reflex included."""
    own = OwnVoice()
    path = HearingPath(models, spacing_m=0.14 if sound.shape[1] == 2 else None, own=own)
    meter = Loudness()
    song = (0.1 * np.sin(np.arange(CHUNK) * 0.1)).astype(np.float32)
    began = time.process_time()
    for start in range(0, len(sound) - CHUNK, CHUNK):
        now_s = 5.0 + start / RATE_HZ
        if sings:
            own.played(song, now_s + 0.08)
        piece = sound[start : start + CHUNK]
        meter.hear(piece[:, 0], now_s, own.expected_db(now_s))
        path.hear(piece, now_s, judged=True)
    return (time.process_time() - began) / (len(sound) / RATE_HZ) * 1000


def stepped(spectrum: Spectrum, sound: NDArray[np.int16]) -> Callable[[], object]:
    return lambda: spectrum.hear(sound[:960])


def talk(seconds: float) -> NDArray[np.int16]:
    """A buzz in syllables, as loud and as rich as speech, at both microphones."""
    time_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    pitch = np.cumsum(140 + 20 * np.sin(2 * np.pi * 0.8 * time_s)) / RATE_HZ
    buzz = sum(np.sin(2 * np.pi * n * pitch) / n for n in range(1, 25))
    swell = 0.55 - 0.45 * np.cos(2 * np.pi * 4.0 * time_s)
    noise = np.random.default_rng(1).normal(0, 30, len(time_s))
    return np.repeat(np.asarray(4000 * buzz * swell + noise, np.int16)[:, np.newaxis], 2, axis=1)


def hush(seconds: float) -> NDArray[np.int16]:
    """The hiss of a room."""
    count = round(seconds * RATE_HZ)
    return np.repeat(np.random.default_rng(2).normal(0, 40, (count, 1)).astype(np.int16), 2, axis=1)
