"""The ear: how loud its own silence is, and how loud a voice half a metre away comes in. No sound is kept."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from companion.body.calibrated import SPEECH_DBFS, MicrophoneCalibration
from companion.daemon.calibrate.bench import Bench
from companion.daemon.calibrate.guide import Guide, Judged, Visit
from companion.daemon.calibrate.kept import PartName
from companion.daemon.calibrate.preview import level_bar, table
from companion.vocabulary.errors import OrganError
from companion.vocabulary.ports import Microphone

SILENCE_S, SPEECH_S = 4.0, 6.0
BLOCK_S = 0.1
FULL_SCALE = 32768.0
NOTHING_DBFS = -110.0
DEAD_DBFS = -95.0
"""Below the noise of any microphone: digital silence."""

ROOM_AT_MOST_DBFS = -30.0
SPEECH_ABOVE_DB = 12.0
CLIPS_AT, CLIPS_SHARE = 0.985, 0.001
SPEAKING_SHARE = 0.7
"""The level of a voice is that which seven in ten blocks do not reach: pauses do not count."""

LEAST_GAIN_DB, MOST_GAIN_DB = -30.0, 40.0


def levels_dbfs(chunks: Sequence[NDArray[np.int16]], rate_hz: int) -> NDArray[np.float64]:
    """The RMS level of every tenth of a second, dB relative to full scale; the loudest of the channels."""
    sound = np.concatenate(chunks).astype(np.float64) / FULL_SCALE if chunks else np.zeros((0, 1))
    block = max(1, round(BLOCK_S * rate_hz))
    blocks = len(sound) // block
    if not blocks:
        return np.zeros(0)
    sound = sound - sound.mean(axis=0)  # cheap microphones sit beside zero
    power = (sound[: blocks * block].reshape(blocks, block, -1) ** 2).mean(axis=1).max(axis=1)
    levels: NDArray[np.float64] = 10 * np.log10(np.maximum(power, 10 ** (NOTHING_DBFS / 10)))
    return levels


def clipped_share(chunks: Sequence[NDArray[np.int16]]) -> float:
    """The share of samples that reach full scale."""
    sound = np.concatenate(chunks) if chunks else np.zeros((1, 1), np.int16)
    return float((np.abs(sound.astype(np.int32)) >= CLIPS_AT * FULL_SCALE).mean())


def judged_silence(levels: NDArray[np.float64]) -> Judged:
    """Whether this is a quiet room; its value is the noise floor."""
    if not levels.size:
        return Judged("No sound came in at all: look at its cable, and at the privacy switch.")
    floor = float(np.median(levels))
    if floor < DEAD_DBFS:
        return Judged("I hear nothing, not even my own noise: look at its cable, and at the privacy switch.")
    if floor > ROOM_AT_MOST_DBFS:
        return Judged(f"It is too loud here ({floor:.0f} dB): close the window, and wait until it is quiet.")
    return Judged(f"My own silence is at {floor:.0f} dB.", {"noise_floor_dbfs": round(floor, 1)})


def judged_speech(levels: NDArray[np.float64], clipped: float, floor_dbfs: float) -> Judged:
    """Whether this was a voice; its values are those of `MicrophoneCalibration`."""
    if clipped > CLIPS_SHARE:
        return Judged(
            "That was too loud for me: turn my gain down (`alsamixer`, then F4), and speak as you usually do."
        )
    speech = float(np.quantile(levels, SPEAKING_SHARE)) if levels.size else NOTHING_DBFS
    if speech < floor_dbfs + SPEECH_ABOVE_DB:
        advice = "Speak all the time, half a metre away; or turn my gain up (`alsamixer`, then F4)."
        return Judged(f"Your voice ({speech:.0f} dB) is hardly above my silence ({floor_dbfs:.0f} dB). {advice}")
    gain = SPEECH_DBFS - speech
    if not LEAST_GAIN_DB <= gain <= MOST_GAIN_DB:
        return Judged(
            f"Your voice comes in at {speech:.0f} dB: something is wrong with my gain (`alsamixer`, then F4)."
        )
    more = "louder" if gain >= 0 else "softer"
    line = f"Your voice comes in at {speech:.0f} dB; I take everything {abs(gain):.0f} dB {more}."
    return Judged(line, {"gain_db": round(gain, 1), "noise_floor_dbfs": round(floor_dbfs, 1)})


class Ear:
    """Silence, then a voice."""

    name: PartName = "microphone"
    title = "Microphone"

    def why_not(self, bench: Bench) -> str | None:
        return bench.why_not.get("microphone") or (None if bench.microphone is not None else "There is no microphone.")

    def go(self, visit: Visit) -> Mapping[str, Any]:
        """Raises `Skipped`, `Stopped`, `OrganError`."""
        guide, bench = visit.guide, visit.bench
        guide.tell("I listen twice, for some seconds. What I hear becomes two numbers at once; no sound is kept.")
        assert bench.microphone is not None
        microphone = bench.microphone()
        while True:
            guide.go_on(f"Be quiet for {SILENCE_S:.0f} seconds, and have the room as quiet as it is at rest.")
            bench.world.do("quiet")
            silence, _ = heard(bench, guide, microphone, SILENCE_S)
            found = judged_silence(silence)
            if found.values is None:
                guide.again(found)
                continue
            guide.tell(found.line, "good")
            floor = float(found.values["noise_floor_dbfs"])
            guide.go_on(
                f"Now speak to me for {SPEECH_S:.0f} seconds from half a metre, as to a person: count, or sing."
            )
            bench.world.do("speak")
            speech, clipped = heard(bench, guide, microphone, SPEECH_S)
            bench.world.do("quiet")
            found = judged_speech(speech, clipped, floor)
            if found.values is not None:
                guide.tell(found.line, "good")
                spl = MicrophoneCalibration.model_validate(found.values).spl_offset_db + floor
                guide.tell(f"So my silence is about as loud as {spl:.0f} dB in a room (roughly).")
                return found.values
            guide.again(found)


def heard(bench: Bench, guide: Guide, microphone: Microphone, seconds: float) -> tuple[NDArray[np.float64], float]:
    """The levels of what it hears for a while, and how much of it clips. Raises `OrganError`."""
    guide.tell("I listen ...", "wait")
    microphone.open()
    try:
        chunks: list[NDArray[np.int16]] = []
        rate_hz, until_s, length_s = 1, bench.now() + 2.0 * seconds, 0.0
        while length_s < seconds:
            chunk = microphone.latest(0.2)
            if chunk is not None:
                chunks.append(chunk.samples.copy())
                rate_hz = chunk.rate_hz
                length_s += len(chunk.samples) / rate_hz
            elif bench.now() > until_s:
                raise OrganError("sends too little sound.", microphone.name, "Check its cable and the privacy switch.")
    finally:
        microphone.close()
    levels = levels_dbfs(chunks, rate_hz)
    if levels.size:
        rows = [("usual", level_bar(float(np.median(levels)))), ("loudest", level_bar(float(levels.max())))]
        guide.show(table(rows))
    return levels, clipped_share(chunks)
