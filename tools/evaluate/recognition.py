"""How well phrases are recognised: by made voices in noise, and how often speech that holds none is taken for one.

    python -m tools.evaluate recognition            everything: ten minutes of one core
    python -m tools.evaluate recognition --quick    every eleventh of all

Everything goes the creature's own way: hearing path, gate of voice activity, pocketsphinx. The phrases are spoken by
espeak-ng and flite, which are no people: the shares of hits compare settings and noises, and promise nothing for a
living room. The false ones are real: five hours of people of ten languages, none of whom says a phrase.
"""

import argparse
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from companion.body.recognition.pocketsphinx_child import Listener
from companion.body.sound.rate import Resampler
from companion.daemon.languages import load_phrase_list
from companion.perception.hearing import HearingModels, HearingPath
from companion.perception.sounds.spectrum import RATE_HZ
from companion.perception.words.phrase_list import PhraseList
from companion.runtime import Runtime
from tools.train.speech_packs import SOUNDS, SPEECH, Clip, read_packs

NAME = "pebble"
VOICES = (
    ("espeak-ng", "en-us"),
    ("espeak-ng", "en-us+f3"),
    ("espeak-ng", "en-gb"),
    ("flite", "slt"),
    ("flite", "rms"),
    ("flite", "awb"),
)
RATIOS_DB = (None, 20, 10)
"""Of voice to household noise; None: none but the hiss of a microphone."""

NOISES = ("emospeech_sounds", "speech_commands_background")
LEAD_S, TAIL_S = 1.0, 0.8
HISS = 12.0
"""Standard deviation of the microphone's own noise, in steps of 16 bits: -69 dB."""

LOUD = 3000.0
"""Root mean square of a voice: -21 dB."""

Samples = NDArray[np.int16]
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One phrase as one voice says it in one noise."""

    phrase: str
    kind: str
    voice: str
    ratio_db: float | None


def main(arguments: Sequence[str]) -> int:
    """Prints both tables; 0 also where voices or data are missing, with a word."""
    parser = argparse.ArgumentParser(prog="python -m tools.evaluate recognition")
    parser.add_argument("--quick", action="store_true", help="every eleventh phrase and clip")
    every = 11 if parser.parse_args(arguments).quick else 1
    listed = load_phrase_list("en")
    print(f"pocketsphinx listens for {len(listed.phrases(NAME))} English phrases; the creature is called {NAME}")
    with ProcessPoolExecutor() as processes:
        _hits(listed, every, processes)
        _false(every, processes)
    return 0


def _hits(listed: PhraseList, every: int, processes: ProcessPoolExecutor) -> None:
    voices = [(engine, voice) for engine, voice in VOICES if shutil.which(engine)]
    if not voices:
        print("neither espeak-ng nor flite is installed: no phrase could be spoken")
        return
    noisy = bool(read_packs(SOUNDS, names=NOISES)) if SOUNDS.is_dir() else False
    trials = [
        Spoken(way.replace("{name}", NAME), kind, f"{engine} {voice}", ratio_db)
        for kind, ways in listed.ways.items()
        for way in ways
        for engine, voice in voices
        for ratio_db in RATIOS_DB
        if ratio_db is None or noisy
    ][::every]
    heard = list(_counted(processes.map(_hear_one, trials, chunksize=16), len(trials), "phrases"))
    print(f"\n{'spoken by':22}{'noise':>8}{'phrases':>9}{'heard':>8}{'another instead':>17}")
    for voice in dict.fromkeys(trial.voice for trial in trials):
        for ratio_db in dict.fromkeys(trial.ratio_db for trial in trials):
            here = [
                one
                for trial, one in zip(trials, heard, strict=True)
                if (trial.voice, trial.ratio_db) == (voice, ratio_db)
            ]
            print(f"{voice:22}{_told(ratio_db):>8}{len(here):9}{_share(here, 'hit'):8.2f}{_share(here, 'other'):17.2f}")
    weighty = [one for trial, one in zip(trials, heard, strict=True) if trial.kind in listed.weighty_kinds]
    print(f"{'all':22}{'':>8}{len(heard):9}{_share(heard, 'hit'):8.2f}{_share(heard, 'other'):17.2f}")
    print(f"{'stop and pain':22}{'':>8}{len(weighty):9}{_share(weighty, 'hit'):8.2f}{_share(weighty, 'other'):17.2f}")


def _false(every: int, processes: ProcessPoolExecutor) -> None:
    clips = read_packs(SPEECH)[::every] if SPEECH.is_dir() else []
    if not clips:
        print("\nthe recorded speech (../shared/data/speech) is not here: false phrases were not counted")
        return
    heard = list(_counted(processes.map(_hear_clip, clips, chunksize=16), len(clips), "clips"))
    hours: Counter[str] = Counter()
    alarms: dict[str, Counter[str]] = {}
    for clip, kinds in zip(clips, heard, strict=True):
        hours[clip.pack] += len(clip.samples)
        alarms.setdefault(clip.pack, Counter()).update(kinds)
    print(f"\n{'real speech without phrases':30}{'hours':>8}{'false':>8}{'stop, pain':>12}")
    for pack, count in hours.items():
        few = alarms[pack]["stop"] + alarms[pack]["pain"]
        print(f"{pack:30}{count / RATE_HZ / 3600:8.2f}{alarms[pack].total():8}{few:12}")
    whole = sum(hours.values()) / RATE_HZ / 3600
    few = sum(found["stop"] + found["pain"] for found in alarms.values())
    total = sum(found.total() for found in alarms.values())
    print(f"{'all':30}{whole:8.2f}{total:8}{few:12}")
    print(f"per hour: {total / whole:.2f} of any kind, {few / whole:.3f} of stop or pain")
    print("of any kind:", ", ".join(f"{kind} {count}" for kind, count in sum(alarms.values(), Counter()).most_common()))


def _hear_one(trial: Spoken) -> str:
    """`hit`, `other` or `nothing`."""
    said = _recognised(_in_noise(speak(trial.phrase, *trial.voice.split(" ", 1)), trial))
    if trial.phrase in said:
        return "hit"
    return "other" if set(said) - {part for part in said if part in trial.phrase} else "nothing"


def _hear_clip(clip: Clip) -> tuple[str, ...]:
    """The kinds of phrases that were heard in a clip that holds none."""
    samples = clip.samples.astype(np.float64)
    level = np.sqrt(np.mean(samples**2)) if samples.size else 0.0
    said = _recognised(_hissing(samples * (LOUD / level if level > 1.0 else 1.0), seed=len(samples)))
    listed = load_phrase_list("en")
    return tuple(kind for phrase in said for kind in listed.kinds_in(phrase, NAME))


def _recognised(samples: Samples) -> list[str]:
    """Through hearing path and gate to the recogniser, as in life."""
    path, listener = _ears()
    path.forget()
    said: list[str] = []
    for start in range(0, len(samples), 320):
        heard = path.hear(samples[start : start + 320, np.newaxis], start / RATE_HZ, judged=False)
        for speech in heard.speech:
            if len(speech.samples):
                listener.hear(speech.samples.tobytes())
            if speech.ends:
                said += listener.end()
    return said + list(listener.end())


@cache
def _ears() -> tuple[HearingPath, Listener]:
    """One pair of ears for each process."""
    listed = load_phrase_list("en")
    listener = Listener(listed.phrases(NAME), listed.weighty(NAME), {})
    activity = Runtime().load("voice_activity")

    def nothing(values: NDArray[np.generic]) -> tuple[NDArray[np.float32], ...]:
        return (np.full((1, 1), -9.0, np.float32),)

    # Tone and other sounds are not judged here.
    models = HearingModels(activity.infer, nothing, nothing, ("silence",), activity_temperature=activity.temperature)
    return HearingPath(models), listener


@cache
def speak(phrase: str, engine: str, voice: str) -> NDArray[np.float64]:
    """The phrase at 16 kHz, root mean square 1 while it sounds."""
    if engine == "espeak-ng":
        made = subprocess.run(
            ["espeak-ng", "-v", voice, "-s", "150", "--stdout", phrase], capture_output=True, check=True
        ).stdout
    else:
        made = subprocess.run(
            ["flite", "-voice", voice, "-t", phrase, "-o", "/dev/stdout"], capture_output=True, check=True
        ).stdout
    rate_hz = int.from_bytes(made[24:28], "little")
    values = np.frombuffer(made[44 : 44 + (len(made) - 44) // 2 * 2], "<i2").astype(np.float32)
    if rate_hz != RATE_HZ:
        values = Resampler(rate_hz, RATE_HZ).turn(values[:, np.newaxis])[:, 0]
    sounding = np.abs(values) > 0.05 * np.abs(values).max()
    return np.asarray(values / np.sqrt(np.mean(values[sounding] ** 2)), np.float64)


def _in_noise(speech: NDArray[np.float64], trial: Spoken) -> Samples:
    padded = np.concatenate((np.zeros(int(LEAD_S * RATE_HZ)), LOUD * speech, np.zeros(int(TAIL_S * RATE_HZ))))
    seed = len(speech) + len(trial.phrase)
    if trial.ratio_db is None:
        return _hissing(padded, seed)
    chance = np.random.default_rng(seed)
    noises = _noises()
    noise = np.resize(noises[chance.integers(len(noises))], len(padded))
    level = np.sqrt(np.mean(noise**2))
    return _hissing(padded + noise * (LOUD / level) * 10 ** (-trial.ratio_db / 20), seed)


@cache
def _noises() -> list[NDArray[np.float64]]:
    """Household noise that nobody speaks in."""
    clips = [clip for clip in read_packs(SOUNDS, names=NOISES) if "scream" not in str(clip.facts)]
    return [clip.samples.astype(np.float64) for clip in clips if np.any(np.abs(clip.samples) > 300)]


def _hissing(sound: NDArray[np.float64], seed: int) -> Samples:
    hissing = sound + np.random.default_rng(seed).normal(0.0, HISS, len(sound))
    return np.asarray(np.clip(np.round(hissing), -32768, 32767), np.int16)


def _counted(answers: Iterator[Answer], count: int, what: str) -> Iterator[Answer]:
    for number, answer in enumerate(answers, 1):
        if number % 50 == 0 or number == count:
            print(f"\r{number} of {count} {what}", end="", file=sys.stderr, flush=True)
        yield answer
    print(file=sys.stderr)


def _told(ratio_db: float | None) -> str:
    return "none" if ratio_db is None else f"{ratio_db:g} dB"


def _share(heard: Sequence[str], what: str) -> float:
    return sum(one == what for one in heard) / max(1, len(heard))
