"""The voice: how loud its loudest may ever be, by somebody who stands where people will hold it."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from companion.body.calibrated import LoudspeakerCalibration
from companion.body.sound.limited import LimitedSpeaker
from companion.daemon.calibrate.bench import Bench
from companion.daemon.calibrate.guide import Choice, Guide, Judged, Visit
from companion.daemon.calibrate.kept import PartName
from companion.daemon.calibrate.microphone import levels_dbfs
from companion.daemon.calibrate.preview import level_bar
from companion.expression.own_level import LOUDER_AT_MOST_DB
from companion.expression.voice import Voice
from companion.vocabulary.acts import Cry
from companion.vocabulary.errors import OrganError
from companion.vocabulary.moment import Moment
from companion.vocabulary.ports import Microphone, Speaker

LEVELS_DB = (-30.0, -24.0, -18.0, -15.0, -12.0, -9.0, -6.0, -3.0, 0.0)
BEGINS_AT = 2
"""Softly: nobody is to be startled by the first one."""

LOUDEST = Cry("call", 1.0, 0.3, 0.8, seed=5)
"""As strong as it ever calls, with all that a noisy room may add."""

PIECE_S = 0.04
HEARD_BY_DB, LOUD_FROM_DB = 6.0, -15.0


def judged(limit_db: float, heard_db: float | None, floor_db: float | None) -> Judged:
    """Whether the loudspeaker sounds. The levels are what its own ear heard while it called, and before, dBFS."""
    values = {"limit_db": limit_db}
    if heard_db is None or floor_db is None:
        return Judged(f"My loudest is {-limit_db:.0f} dB below full. (I have no ear to hear myself.)", values)
    if heard_db < floor_db + HEARD_BY_DB and limit_db < LOUD_FROM_DB:
        return Judged(
            f"My loudest is {-limit_db:.0f} dB below full: too soft for my own ear, but you heard it.", values
        )
    if heard_db < floor_db + HEARD_BY_DB:
        return Judged("I called, and could not hear myself: look at the loudspeaker's two wires, and at `alsamixer`.")
    return Judged(f"My loudest is {-limit_db:.0f} dB below full; I heard myself at {heard_db:.0f} dB.", values)


class Loudness:
    """It calls as loudly as it ever would, softly at first, until somebody says: no louder than this."""

    name: PartName = "loudspeaker"
    title = "Loudspeaker"

    def why_not(self, bench: Bench) -> str | None:
        reason = bench.why_not.get("loudspeaker")
        return reason or (None if bench.speaker is not None else "There is no loudspeaker.")

    def go(self, visit: Visit) -> Mapping[str, Any]:
        """Raises `Skipped`, `Stopped`, `OrganError`."""
        guide, bench = visit.guide, visit.bench
        assert bench.speaker is not None
        guide.tell("Hold your ear an arm's length away. I call as loudly as I ever would, softly at first.")
        guide.ask("", Choice("", "call", "yes"))
        speaker = bench.speaker()
        speaker.open()
        try:
            speaker.connect()
            place = BEGINS_AT
            while True:
                heard_db, floor_db = call(bench, speaker, LEVELS_DB[place])
                guide.show(level_bar(LEVELS_DB[place], LEVELS_DB[0] - 6.0))
                key = guide.ask(
                    "Is that as loud as I should ever be?",
                    Choice("", "yes, keep this", "yes"),
                    Choice("+", "you may be louder", "more"),
                    Choice("-", "softer", "less"),
                    Choice("w", "once more"),
                )
                if key in ("+", "-"):
                    place = moved(guide, place, 1 if key == "+" else -1)
                elif key == "":
                    found = judged(LEVELS_DB[place], heard_db, floor_db)
                    if found.values is not None:
                        guide.tell(found.line, "good")
                        return found.values
                    guide.again(found)
        finally:
            speaker.close()


def moved(guide: Guide, place: int, by: int) -> int:
    """The next level, if there is one."""
    if not 0 <= place + by < len(LEVELS_DB):
        guide.tell("I cannot be louder." if by > 0 else "I cannot be softer.", "bad")
        return place
    return place + by


def call(bench: Bench, speaker: Speaker, limit_db: float) -> tuple[float | None, float | None]:
    """Call once, and listen meanwhile where there is an ear. Returns what it heard and its silence before, dBFS."""
    limited = LimitedSpeaker(speaker, LoudspeakerCalibration(limit_db=limit_db))
    voice = Voice()
    voice.adapt(LOUDER_AT_MOST_DB)
    voice.begin(LOUDEST)
    ear = opened_ear(bench)
    bench.world.do("quiet")
    try:
        before = collected(bench, ear, 0.4)
        bench.world.do("watch")
        while (piece := voice.next(PIECE_S)) is not None:
            limited.play(piece, Moment(bench.now()))
            while limited.queued_s(Moment(bench.now())) > 2 * PIECE_S:
                bench.wait(PIECE_S / 2)
        during = collected(bench, ear, 0.2)
    finally:
        if ear is not None:
            ear.close()
    if ear is None or not before.size or not during.size:
        return None, None
    return float(during.max()), float(np.median(before))


def opened_ear(bench: Bench) -> Microphone | None:
    if bench.microphone is None:
        return None
    ear = bench.microphone()
    try:
        ear.open()
    except OrganError:
        return None
    return ear


def collected(bench: Bench, ear: Microphone | None, seconds: float) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The levels of everything it has heard since the last time, and for a while longer."""
    chunks, rate_hz = [], 16_000
    until_s = bench.now() + seconds
    try:
        while ear is not None:
            chunk = ear.latest(0.05)
            if chunk is None or bench.now() >= until_s:
                break
            chunks.append(chunk.samples.copy())
            rate_hz = chunk.rate_hz
    except OrganError:
        return np.zeros(0)
    return levels_dbfs(chunks, rate_hz)
