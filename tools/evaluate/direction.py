"""Where a voice comes from, in rooms of an independent generator: how often it is told within 15 degrees.

    make evaluate ARGS=direction
    python -m tools.evaluate direction --scenes 40

Real speech at chance angles and distances, a second source of noise in the room, and a room's hiss at each microphone.
Told once a second while somebody speaks, where the speech has its loud parts; where nothing is told, that counts as
wrong in the strict figure.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from companion.perception.voices.direction import Direction
from tools.evaluate import rooms
from tools.evaluate.calibration import interval
from tools.train.speech_packs import SPEECH, Clip, read_packs

PACKS = ("nemo", "ravdess")
"""Others than the one (emodb) on which the numbers of the method were chosen."""

RT60_S = (0.2, 0.4, 0.6)
SNR_DB = (20, 10, 5)
WITHIN_DEG = 15.0
STEP = 960
SECOND = 12
"""Voiced steps of 60 ms after which a direction is asked for, about one second."""

BEFORE = 8_000
RATE_HZ = 16_000


@dataclass(frozen=True, slots=True)
class Told:
    """One answer: where the voice was, and where it was told to be; None where nothing was told."""

    rt60_s: float
    snr_db: int
    angle_deg: float
    told_deg: float | None

    @property
    def is_near(self) -> bool:
        return self.told_deg is not None and abs(self.told_deg - self.angle_deg) <= WITHIN_DEG


def main(options: Sequence[str] = ()) -> int:
    """Prints the table. Skips with a word where the generator or the speech is not there."""
    parser = argparse.ArgumentParser(prog="direction")
    parser.add_argument("--scenes", type=int, default=25, help="voices in each kind of room")
    scenes = parser.parse_args(list(options)).scenes
    if not rooms.is_there():
        print("direction: skipped, pyroomacoustics is not installed (`make setup-test` brings it)")
        return 0
    clips = (
        [clip for clip in read_packs(SPEECH, names=PACKS) if len(clip.samples) > 1.2 * RATE_HZ]
        if SPEECH.exists()
        else []
    )
    if not clips:
        print("direction: skipped, there is no speech (../shared/data/speech)")
        return 0
    told = [answer for rt60_s in RT60_S for answer in in_rooms(rt60_s, scenes, clips)]
    print("\n".join(lines_of(told, scenes)))
    return 0


def in_rooms(rt60_s: float, scenes: int, clips: Sequence[Clip]) -> list[Told]:
    """Every answer in rooms of this reverberation, at every ratio of voice to noise."""
    chance = np.random.default_rng(round(1000 * rt60_s))
    told = []
    for _ in range(scenes):
        angle_deg = float(chance.uniform(-90.0, 90.0))
        near = rooms.Place(angle_deg, float(chance.uniform(0.6, 1.6)), float(chance.uniform(0.1, 0.4)))
        noisy = rooms.Place(float(chance.uniform(-90.0, 90.0)), 2.0, 0.5)
        voice_way, noise_way = rooms.impulse_responses(rt60_s, [near, noisy])
        speech = clips[int(chance.integers(len(clips)))].samples / 32768.0
        dry = np.concatenate((np.zeros(BEFORE), speech, np.zeros(4000)))
        voice = rooms.through(dry, voice_way)
        beside = rooms.through(rooms.household(len(dry), chance), noise_way)
        hiss = np.stack([rooms.household(len(dry), chance) for _ in range(2)], axis=1)
        noise = beside / beside.std() + hiss / hiss.std()
        for snr_db in SNR_DB:
            mixed = rooms.at_snr(voice, noise, snr_db + quieter_db(voice, len(speech)))
            told += [Told(rt60_s, snr_db, angle_deg, answer) for answer in answers(mixed, speech)]
    return told


def quieter_db(voice: NDArray[np.float64], spoken: int) -> float:
    """The ratio is meant while somebody speaks: what the pauses before and after take off the mean."""
    whole, part = np.mean(voice**2), np.mean(voice[BEFORE : BEFORE + spoken] ** 2)
    return float(10 * np.log10(whole / part))


def answers(mixed: NDArray[np.float64], speech: NDArray[np.float64]) -> list[float | None]:
    """The direction of each second of voice; which steps are voiced is known from the dry speech."""
    samples = np.clip(mixed * (0.03 / mixed.std()) * 32768, -32768, 32767).astype(np.int16)
    direction, told, voiced = Direction(rooms.SPACING_M), list[float | None](), 0
    loud = float(np.mean(speech**2)) * 0.05
    for start in range(0, len(samples) - STEP, STEP):
        here = speech[max(0, start - BEFORE) : max(0, start - BEFORE + STEP)]
        speaks = len(here) > 0 and float(np.mean(here**2)) > loud
        direction.hear(samples[start : start + STEP], speaks)
        voiced += speaks
        if speaks and voiced % SECOND == 0:
            bearing = direction.bearing()
            told.append(None if bearing is None else bearing.angle_deg)
    return told


def lines_of(told: Sequence[Told], scenes: int) -> list[str]:
    """The table for people."""
    lines = [
        f"direction of voice, two microphones {rooms.SPACING_M * 100:.0f} cm apart, {scenes} voices a room, "
        f"any angle from -90 to 90 degrees; told within {WITHIN_DEG:.0f} degrees, of all seconds of voice:",
        "  rt60   noise    seconds   within 15 deg (95 %)     told   median error   |angle| up to 60 only",
    ]
    for rt60_s in RT60_S:
        for snr_db in SNR_DB:
            some = [each for each in told if (each.rt60_s, each.snr_db) == (rt60_s, snr_db)]
            lines.append(f"  {rt60_s:.1f} s  {snr_db:>2} dB  {_row(some)}")
    at_ten = [each for each in told if each.snr_db == 10]
    lines.append(f"  all    10 dB  {_row(at_ten)}   (wanted: 90 %)")
    return lines


def _row(some: Sequence[Told]) -> str:
    near = sum(each.is_near for each in some)
    low, high = interval(near, len(some))
    heard = [each for each in some if each.told_deg is not None]
    middle = (
        float(np.median([abs((each.told_deg or 0.0) - each.angle_deg) for each in heard])) if heard else float("nan")
    )
    frontal = [each.is_near for each in some if abs(each.angle_deg) <= 60.0]
    return (
        f"{len(some):>7}     {near / len(some):.3f} ({low:.2f} to {high:.2f})    {len(heard) / len(some):7.3f}"
        f"   {middle:8.1f}       {np.mean(frontal):.3f}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
