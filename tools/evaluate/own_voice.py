"""The creature does not hear itself as a person: its own cries and sentences, in rooms, as its ears judge them.

    make evaluate ARGS=own_voice

For each room and loudness: how many readings of a voice or a sound came of its own voice alone, as it hears without
knowing what it played, and with that taken out or masked; and how much of a person who talks at the same time is still
heard, by how loud the person is beside it. Measured rooms come from ../shared/data, the others from a generator.
"""

import math
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from companion.body.sound.rate import Resampler, whole
from companion.expression.cries import CRIES
from companion.expression.spoken import ready
from companion.expression.vocal_tract import RATE_HZ as SUNG_HZ
from companion.expression.voice import Voice
from companion.perception.hearing import HearingModels, HearingPath
from companion.perception.sounds.own_voice import OwnVoice
from companion.runtime import Runtime
from companion.vocabulary.acts import Cry, Prosody
from companion.vocabulary.errors import ModelError
from tools.evaluate import rooms
from tools.train.speech_packs import SOUNDS, SPEECH, read_packs

RATE_HZ = 16_000
CHUNK = 320
PAUSE_S = 1.0
LEVELS_DB = (-30.0, -20.0, -10.0)
"""What its own loudest is at its ears, dB of full scale: turned down, usual, and turned up."""

PERSON_DB = (-10, 0, 10)
"""A person's level beside its own at its ears."""

TALKS_S, EVERY_S = 3.0, 8.0
"""Somebody says something for so long, again and again."""

HISS_DB = -62.0
SENTENCES = ("It is good that you are here.", "Shall we ask for some music?", "I am here, and I stay with you.")
Sound = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of one run: readings of voices and of other sounds, and the share of speech that was noticed."""

    voices: int
    sounds: int
    open_share: float


def main(options: Sequence[str] = ()) -> int:
    """Prints two tables; skips with a word what is not there."""
    try:
        models = HearingModels.load(Runtime())
    except ModelError as fault:
        print(f"own voice: {fault}", file=sys.stderr)
        return 1
    for lack in models.faults:
        print(f"own voice, without this: {lack}")
    own = own_sounds()
    minutes = len(own) / RATE_HZ / 60.0
    print(
        f"its own voice ({minutes:.1f} min of cries and sentences), heard as others: readings a minute\n"
        "  room                 own level   voices: unknowing / knowing   other sounds: unknowing / knowing"
    )
    ways = list(ways_of())
    for name, way in ways:
        for level_db in LEVELS_DB:
            bare, knowing = (run(models, own, way, level_db, None, knows) for knows in (False, True))
            print(
                f"  {name:<20} {level_db:>5.0f} dB   {bare.voices / minutes:>15.1f} / {knowing.voices / minutes:<8.1f}"
                f"  {bare.sounds / minutes:>22.1f} / {knowing.sounds / minutes:.1f}",
                flush=True,
            )
    people = (
        [clip for clip in read_packs(SPEECH, names=("ravdess",)) if len(clip.samples) > RATE_HZ]
        if SPEECH.exists()
        else []
    )
    if not people:
        print("a person at the same time: skipped, there is no speech (../shared/data/speech)")
        return 0
    print("a person talks over it: share of their speech that is noticed (its own voice at -20 dB)")
    print("  room                 beside it   alone   over its voice: unknowing / knowing")
    talk = np.concatenate([clip.samples / 32768.0 for clip in people[:60]])[: len(own)]
    talk = np.pad(talk, (0, len(own) - len(talk)))
    talk *= np.arange(len(talk)) / RATE_HZ % EVERY_S < TALKS_S
    for name, way in ways:
        for person_db in PERSON_DB:
            level = talk * (10 ** ((LEVELS_DB[1] + person_db) / 20) / loudest(talk))
            alone = run(models, np.zeros_like(own), way, LEVELS_DB[1], level, False)
            bare, knowing = (run(models, own, way, LEVELS_DB[1], level, knows) for knows in (False, True))
            print(
                f"  {name:<20} {person_db:>+4d} dB     {alone.open_share:.2f}   {bare.open_share:>15.2f} / "
                f"{knowing.open_share:.2f}",
                flush=True,
            )
    return 0


def ways_of() -> Iterator[tuple[str, Sound]]:
    """From loudspeaker to microphone: measured rooms behind a near path, and generated ones."""
    if rooms.is_there():
        for rt60_s in (0.2, 0.4, 0.6):
            yield f"generated, {rt60_s} s", rooms.impulse_responses(rt60_s, [], loudspeaker=True)[0][0]
    if (SOUNDS / "room_ir.tar").exists():
        for clip in read_packs(SOUNDS, names=("room_ir",)):
            tail = clip.samples / 32768.0
            near = np.zeros(len(tail) + 64)
            near[6] = 1.0  # the loudspeaker is a hand away, the room answers more softly
            near[64:] += 0.5 * tail / np.sqrt(np.sum(tail**2))
            yield clip.facts.get("class", "measured")[:20], near


def own_sounds() -> Sound:
    """A cry of each kind, two ways each, and sentences where a speech engine is installed; pauses between."""
    pieces = []
    for seed in range(2):
        for kind in CRIES:
            voice = Voice()
            voice.begin(Cry(kind, 0.4 + 0.5 * seed, 0.3, 0.2, seed + 3))
            sung: list[NDArray[np.float32]] = []
            while (samples := voice.next(0.04)) is not None and len(sung) < 75:
                sung.append(samples.values)
            pieces.append(at_16k(np.concatenate(sung), SUNG_HZ))
    if shutil.which("espeak-ng") is not None:
        from companion.body.speech.espeak import EspeakNg

        engine = EspeakNg()
        engine.open()
        for sentence in SENTENCES:
            spoken = engine.speak(sentence, Prosody(0.8, 0.0, 0.5, 0.4))
            if spoken is not None:
                pieces.append(at_16k(ready(spoken), SUNG_HZ))
        engine.close()
    gap = np.zeros(round(PAUSE_S * RATE_HZ))
    return np.concatenate([part for piece in pieces for part in (gap, piece)])


def at_16k(values: NDArray[np.float32], rate_hz: int) -> Sound:
    return Resampler(rate_hz, RATE_HZ).turn(values[:, np.newaxis])[:, 0].astype(np.float64)


def run(models: HearingModels, own: Sound, way: Sound, level_db: float, person: Sound | None, knows: bool) -> Heard:
    """Play it through the room, listen in chunks as life does, and count what is heard."""
    chance = np.random.default_rng(5)
    echo = rooms.convolved(own, way)
    heard = echo * (10 ** (level_db / 20) / max(1e-9, loudest(echo)))
    heard = heard + 10 ** (HISS_DB / 20) * rooms.household(len(heard), chance)
    if person is not None:
        heard = heard + person
    samples = whole(heard.astype(np.float32))[:, np.newaxis]
    voice = OwnVoice(late_s=0.1)
    path = HearingPath(models, own=voice if knows else None)
    begin_s = 10.0
    speaks = np.zeros(len(own) // CHUNK, bool) if person is None else talking(person)
    voices = sounds = asked = noticed = 0
    for number, start in enumerate(range(0, len(own) - CHUNK, CHUNK)):
        now_s = begin_s + start / RATE_HZ
        piece = own[start : start + CHUNK]
        if np.any(piece):  # the throat plays 40 ms ahead; silence is not played
            voice.played(piece.astype(np.float32), now_s)
        if number >= 2:  # heard when it is known, as in life
            at = start - 2 * CHUNK
            came = path.hear(samples[at : at + CHUNK], begin_s + at / RATE_HZ, judged=False)
            voices += len(came.voices)
            sounds += len(came.sounds)
            if person is not None and speaks[number - 2] and np.any(own[max(0, at - 4 * CHUNK) : at + CHUNK]):
                asked += 1
                noticed += came.speaks
    if person is not None and not np.any(own):  # alone: of all speech
        return alone(models, samples, speaks)
    return Heard(voices, sounds, noticed / max(1, asked))


def alone(models: HearingModels, samples: NDArray[np.int16], speaks: NDArray[np.bool_]) -> Heard:
    """The person without its own voice."""
    path, noticed, asked = HearingPath(models), 0, 0
    for number, start in enumerate(range(0, len(samples) - CHUNK, CHUNK)):
        came = path.hear(samples[start : start + CHUNK], start / RATE_HZ, judged=False)
        asked += speaks[number]
        noticed += bool(speaks[number]) and came.speaks
    return Heard(0, 0, noticed / max(1, asked))


def talking(person: Sound) -> NDArray[np.bool_]:
    """Which chunks hold speech: those within 25 dB of the loudest."""
    power = np.square(person[: len(person) // CHUNK * CHUNK]).reshape(-1, CHUNK).mean(axis=1)
    return np.asarray(power > power.max() * 10**-2.5)


def loudest(sound: Sound) -> float:
    """RMS of the loudest tenth of the 20 ms pieces."""
    power = np.square(sound[: len(sound) // CHUNK * CHUNK]).reshape(-1, CHUNK).mean(axis=1)
    return math.sqrt(float(np.sort(power)[-max(1, len(power) // 10) :].mean()) + 1e-20)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
