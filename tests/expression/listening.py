"""Ears for tests: what a cry is like, measured from its samples alone."""

import numpy as np
from numpy.typing import NDArray

from companion.expression.voice import Voice
from companion.vocabulary.acts import Cry, CryKind

RATE_HZ = 22050
Sound = NDArray[np.float32]


def sung(
    kind: CryKind,
    seed: int = 1,
    intensity: float = 0.7,
    valence: float = 0.2,
    arousal: float = 0.0,
    seconds: float = 4.0,
    piece_s: float = 0.02,
    energy: float = 1.0,
) -> Sound:
    """One cry from its beginning to its end; a lasting one is hushed after `seconds`."""
    voice = Voice()
    voice.begin(Cry(kind, intensity, valence, arousal, seed, energy))
    sound = heard(voice, seconds, piece_s)
    voice.hush()
    return np.concatenate([sound, heard(voice, 0.2, piece_s)])


def heard(voice: Voice, seconds: float, piece_s: float = 0.02) -> Sound:
    pieces = []
    for _ in range(round(seconds / piece_s)):
        piece = voice.next(piece_s)
        if piece is None:
            break
        pieces.append(piece.values)
    return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)


def pitch_hz(sound: Sound, lowest_hz: float = 60.0, highest_hz: float = 1000.0) -> float:
    """Fundamental of the middle of a sound: the strongest repetition (autocorrelation of 93 ms)."""
    middle = sound[max(0, sound.size // 2 - 1024) : sound.size // 2 + 1024].astype(np.float64)
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(middle.size), 16384)) ** 2
    repeats = np.fft.irfft(spectrum)
    first, last = int(RATE_HZ / highest_hz), int(RATE_HZ / lowest_hz)
    return RATE_HZ / (first + int(np.argmax(repeats[first:last])))


def loudness_db(sound: Sound) -> float:
    """RMS of the loudest 100 ms, dB relative to full scale."""
    length = min(sound.size, RATE_HZ // 10)
    power = np.convolve(sound.astype(np.float64) ** 2, np.full(length, 1 / length), "valid")
    return float(10 * np.log10(power.max() + 1e-12))


def share_above(sound: Sound, hz: float) -> float:
    """Part of the energy above a frequency."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(sound.size))) ** 2
    high = np.fft.rfftfreq(sound.size, 1 / RATE_HZ) > hz
    return float(spectrum[high].sum() / spectrum.sum())


def centroid_hz(sound: Sound) -> float:
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(sound.size))) ** 2
    return float((spectrum * np.fft.rfftfreq(sound.size, 1 / RATE_HZ)).sum() / spectrum.sum())


def worst_click(sound: Sound) -> float:
    """A click is a burst of high frequencies: the largest energy above 6 kHz in any 3 ms, silence before and after
    included, as RMS of full scale."""
    padded = np.concatenate([np.zeros(256, np.float32), sound, np.zeros(256, np.float32)])
    frames = np.lib.stride_tricks.sliding_window_view(padded, 64)[::16] * np.hanning(64)
    spectrum = np.abs(np.fft.rfft(frames, axis=1)) ** 2
    high = np.fft.rfftfreq(64, 1 / RATE_HZ) > 6000.0
    return float(np.sqrt(spectrum[:, high].sum(axis=1).max() * 2) / 64)


def melody_hz(sound: Sound, lowest_hz: float = 100.0, highest_hz: float = 900.0) -> NDArray[np.float64]:
    """Fundamental of every 46 ms that is loud and clear enough to have one, a hundred times a second."""
    size, step = 1024, RATE_HZ // 100
    first, last = int(RATE_HZ / highest_hz), int(RATE_HZ / lowest_hz)
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(sound.astype(np.float64), size // 2), size)[::step]
    loud = np.sqrt((frames**2).mean(axis=1))
    frames = frames[loud > 0.2 * loud.max()] * np.hanning(size)
    # Compressed, so that one strong overtone does not pass for the fundamental.
    repeats = np.fft.irfft(np.abs(np.fft.rfft(frames, 4 * size, axis=1)) ** 0.7, axis=1)[:, : last + 1]
    pitches = []
    for frame in repeats:
        highest = float(frame[first:].max())
        if highest > 0.25 * frame[0]:
            # The first of the high peaks: what repeats after one period repeats after two as well.
            peaks = first + np.flatnonzero(
                (frame[first:-1] >= frame[first - 1 : -2]) & (frame[first:-1] > frame[first + 1 :])
            )
            pitches.append(RATE_HZ / next(peak for peak in (*peaks, last) if frame[peak] >= 0.75 * highest))
    return np.array(pitches)


def onset_s(sound: Sound) -> float:
    """From a twentieth to nine tenths of the loudness it reaches first: how softly it begins."""
    power = np.convolve(sound.astype(np.float64) ** 2, np.hanning(220) / 110, "same")
    level = np.sqrt(power)
    return float((np.argmax(level > 0.9 * level.max()) - np.argmax(level > 0.05 * level.max())) / RATE_HZ)


def resonance_hz(sounds: list[Sound], lowest_hz: float, highest_hz: float) -> float:
    """Where the mean spectrum of noisy sounds stands out most from its own slope, between two frequencies."""
    power = np.zeros(1025)
    for sound in sounds:
        frames = np.lib.stride_tricks.sliding_window_view(sound.astype(np.float64), 2048)[::512] * np.hanning(2048)
        power += (np.abs(np.fft.rfft(frames, axis=1)) ** 2).sum(axis=0)
    level_db = 10 * np.log10(power)
    narrow, wide = (np.convolve(level_db, np.hanning(size) / np.hanning(size).sum(), "same") for size in (15, 141))
    hz = np.fft.rfftfreq(2048, 1 / RATE_HZ)
    wanted = (hz >= lowest_hz) & (hz <= highest_hz)
    return float(hz[wanted][np.argmax((narrow - wide)[wanted])])
