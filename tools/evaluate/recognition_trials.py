"""What the recogniser is tried with, and what its two searches found in it, kept so that a rule is judged in seconds.

The searches take minutes of a core for an hour of speech; what they found (words, phrases spotted, and when) is kept in
`.cache/recognition/`, apart for each list of phrases and each setting of the searches. The rule that makes phrases of
it (`decide`) is applied afresh each time.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from companion.body.recognition import pocketsphinx_child as child
from companion.body.recognition.pocketsphinx_child import Listener, Searched
from companion.body.sound.rate import Resampler
from companion.daemon.languages import load_calling, load_phrase_list
from companion.perception.hearing import HearingModels, HearingPath
from companion.perception.sounds.spectrum import RATE_HZ
from companion.runtime import Runtime
from tools.train.speech_packs import ROOT, SOUNDS, Clip, read_packs

NAME = "pebble"
CACHE = ROOT / ".cache" / "recognition"
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

AMONG: Mapping[str, tuple[str, ...]] = {
    "stop": ("oh {}", "no no {}", "would you {} for me"),
    "pain": ("oh {}", "oh dear {} now", "nurse {} so much"),
}
"""Sentences around what weighs."""

NOISES = ("emospeech_sounds", "speech_commands_background")
LEAD_S, TAIL_S = 1.0, 0.8
HISS = 12.0
"""Standard deviation of the microphone's own noise, in steps of 16 bits: -69 dB."""

LOUD = 3000.0
"""Root mean square of a voice: -21 dB."""

SAVE_EVERY = 50
LOOKED_AT_FROM = -4.5
"""What the second search finds less likely is not given to the first where only what weighs is looked for."""

Samples = NDArray[np.int16]
Asked = TypeVar("Asked")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A `phrase`, alone or in a `sentence`, as one voice says it in one noise."""

    phrase: str
    kind: str
    voice: str
    ratio_db: float | None
    sentence: str

    @property
    def key(self) -> str:
        return "|".join(map(str, astuple(self)))


def trials(every: int) -> list[Spoken]:
    """All phrases by all voices that are installed, and what weighs in sentences, too."""
    listed = load_phrase_list("en")
    noisy = bool(read_packs(SOUNDS, names=NOISES)) if SOUNDS.is_dir() else False
    around = {kind: ("{}", *AMONG.get(kind, ())) for kind in listed.ways}
    found = [
        Spoken(phrase, kind, f"{engine} {voice}", ratio_db, sentence.format(phrase))
        for kind, ways in listed.ways.items()
        for sentence in around[kind]
        for phrase in (way.replace("{name}", NAME) for way in ways)
        for engine, voice in VOICES
        if shutil.which(engine)
        for ratio_db in RATIOS_DB
        if ratio_db is None or noisy
    ]
    return found[::every]


def search_trials(asked: Sequence[Spoken], processes: ProcessPoolExecutor) -> list[list[Searched]]:
    """What both searches found in each trial."""
    return _kept("trials", [trial.key for trial in asked], asked, _search_trial, processes)


def search_clips(clips: Sequence[Clip], twice: bool, processes: ProcessPoolExecutor) -> list[list[Searched]]:
    """What the searches found in each clip; with `twice` only what weighs is looked for, four times as fast.

    Then the second search goes first, and the first listens only where the second finds anything likely: for what both
    must agree on it is the same.
    """
    keys = [f"{clip.pack}/{clip.facts['file']}" for clip in clips]
    return _kept("clips-twice" if twice else "clips", keys, clips, _search_twice if twice else _search_clip, processes)


def weighty() -> list[child.Weighty]:
    """The kinds that two searches must agree on."""
    listed = load_phrase_list("en")
    return [
        child.Weighty(frozenset(listed.ways[kind]), frozenset(weight.tells), weight.agrees_from)
        for kind, weight in listed.weights.items()
    ]


def phrases() -> tuple[str, ...]:
    """Everything that is listened for."""
    return (*load_phrase_list("en").phrases(NAME), *load_calling("en").phrases())


def fingerprint() -> str:
    """The same for the same phrases and settings of the searches, whatever the rule that comes after them."""
    settings = (
        child.RIVALS,
        child.PHRASE_SHARE,
        child.STAYS,
        child.RARE,
        child.SPOTTED_ABOVE,
        child.MOST_BYTES,
        LOOKED_AT_FROM,
    )
    told = [sorted(kind.phrases) for kind in weighty()]
    return hashlib.sha256(json.dumps([phrases(), told, settings]).encode()).hexdigest()[:12]


def _kept(
    what: str,
    keys: Sequence[str],
    asked: Sequence[Asked],
    search: Callable[[Asked], list[Searched]],
    processes: ProcessPoolExecutor,
) -> list[list[Searched]]:
    """Searches what was not searched before. Stopped half-way, it goes on from there."""
    path = CACHE / f"{what}-{fingerprint()}.json"
    known = _read(path)
    new = [at for at, key in enumerate(keys) if key not in known]
    for number, (at, found) in enumerate(
        zip(new, processes.map(search, [asked[at] for at in new], chunksize=8), strict=True), 1
    ):
        known[keys[at]] = found
        if number % SAVE_EVERY == 0 or number == len(new):
            print(f"\r{number} of {len(new)} {what}", end="", file=sys.stderr, flush=True)
            _write(path, known)
    if new:
        print(file=sys.stderr)
    return [known[key] for key in keys]


def _read(path: Path) -> dict[str, list[Searched]]:
    if not path.exists():
        return {}
    content = json.loads(path.read_text(encoding="utf-8"))
    return {
        key: [
            Searched(
                tuple((word, (first, last)) for word, (first, last) in words),
                tuple((phrase, score, (first, last)) for phrase, score, (first, last) in spotted),
            )
            for words, spotted in found
        ]
        for key, found in content.items()
    }


def _write(path: Path, known: Mapping[str, Sequence[Searched]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps({key: [astuple(each) for each in found] for key, found in known.items()}))
    draft.replace(path)


def _search_trial(trial: Spoken) -> list[Searched]:
    return _searched(_in_noise(speak(trial.sentence, *trial.voice.split(" ", 1)), trial))


def _search_clip(clip: Clip) -> list[Searched]:
    return _searched(as_loud_as_a_voice(clip))


def _search_twice(clip: Clip) -> list[Searched]:
    found = []
    for speech in _speech_in(as_loud_as_a_voice(clip)):
        spotted = _listener().spot(speech[: child.MOST_BYTES])
        if max((score for _, score, _ in spotted), default=-99.0) >= LOOKED_AT_FROM:
            _listener().hear(speech)
            found.append(_listener().searched(twice=True))
    return found


def _searched(samples: Samples) -> list[Searched]:
    found = []
    for speech in _speech_in(samples):
        for start in range(0, len(speech), 1920):
            _listener().hear(speech[start : start + 1920])
        found.append(_listener().searched(twice=True))
    return found


def _speech_in(samples: Samples) -> Iterator[bytes]:
    """Through hearing path and gate, as in life: each utterance that reaches the recogniser."""
    path = _path()
    path.forget()
    path.hear(np.zeros((0, 1), np.int16), 0.0, judged=False)  # the end of what was before goes nowhere
    speech = b""
    for start in range(0, len(samples), 320):
        for piece in path.hear(samples[start : start + 320, np.newaxis], start / RATE_HZ, judged=False).speech:
            speech += piece.samples.astype("<i2").tobytes()
            if piece.ends:
                yield speech
                speech = b""
    if speech:
        yield speech


@cache
def _path() -> HearingPath:
    """One pair of ears for each process; tone and other sounds are not judged here."""
    activity = Runtime().load("voice_activity")

    def nothing(values: NDArray[np.generic]) -> tuple[NDArray[np.float32], ...]:
        return (np.full((1, 1), -9.0, np.float32),)

    return HearingPath(
        HearingModels(activity.infer, nothing, nothing, ("silence",), activity_temperature=activity.temperature)
    )


@cache
def _listener() -> Listener:
    listed = load_phrase_list("en")
    order = [
        {"phrases": listed.ways[kind], "tells": weight.tells, "agrees_from": weight.agrees_from}
        for kind, weight in listed.weights.items()
    ]
    return Listener(listed.phrases(NAME), order, {}, load_calling("en").phrases())


@cache
def speak(text: str, engine: str, voice: str) -> NDArray[np.float64]:
    """The text at 16 kHz, root mean square 1 while it sounds."""
    command = ["flite", "-voice", voice, "-t", text, "-o", "/dev/stdout"]
    if engine == "espeak-ng":
        command = ["espeak-ng", "-v", voice, "-s", "150", "--stdout", text]
    made = subprocess.run(command, capture_output=True, check=True).stdout
    rate_hz = int.from_bytes(made[24:28], "little")
    values = np.frombuffer(made[44 : 44 + (len(made) - 44) // 2 * 2], "<i2").astype(np.float32)
    if rate_hz != RATE_HZ:
        values = Resampler(rate_hz, RATE_HZ).turn(values[:, np.newaxis])[:, 0]
    sounding = np.abs(values) > 0.05 * np.abs(values).max()
    return np.asarray(values / np.sqrt(np.mean(values[sounding] ** 2)), np.float64)


def as_loud_as_a_voice(clip: Clip) -> Samples:
    """A recording at the level of somebody who speaks to the creature."""
    samples = clip.samples.astype(np.float64)
    level = np.sqrt(np.mean(samples**2)) if samples.size else 0.0
    return _hissing(samples * (LOUD / level if level > 1.0 else 1.0), seed=len(samples))


def _in_noise(speech: NDArray[np.float64], trial: Spoken) -> Samples:
    padded = np.concatenate((np.zeros(int(LEAD_S * RATE_HZ)), LOUD * speech, np.zeros(int(TAIL_S * RATE_HZ))))
    seed = len(speech) + len(trial.sentence)
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
