"""Heart rate from the light of a fingertip: systolic peaks by two moving averages, told only when they agree.

The method is Elgendi, Norton, Brearley, Abbott and Schuurmans, "Systolic peak detection in acceleration
photoplethysmograms", PLOS ONE 8 (2013) e76585, with the paper's windows (111 and 667 ms) and offset (2 %); its
zero-phase band of 0.5 to 8 Hz is made with a Fourier transform. A moving finger has peaks too, so a rate is told only
when they come regularly, the signal's own rhythm (its autocorrelation) says the same, the light stays about as bright,
and the beats look alike: the mean correlation with their own mean is the quality index of Orphanidou and others, IEEE
Journal of Biomedical and Health Informatics 19 (2015) 832-838 (their limit for this light: 0.86), and their heights.
"""

import math
from collections import deque

import numpy as np
from numpy.typing import NDArray

from companion.vocabulary.readings import PulseReading
from companion.vocabulary.signals import PulseSample

WINDOW_S = 10.0
TELL_EVERY_S = 1.0
FINGER_FROM = 50_000
"""Infrared counts below which no finger lies there, with 7 mA in the LED."""

BAND_HZ = (0.5, 8.0)
PEAK_S, BEAT_S, OFFSET = 0.111, 0.667, 0.02
SLOWEST, QUICKEST = 40.0, 180.0
"""Beats a minute that are believed."""

REGULAR_WITHIN, LEAST_REGULAR = 0.15, 0.7
AGREES_WITHIN = 0.08
LEAST_INTERVALS = 4
REFRACTORY = 0.6
NEARLY, LIKE_ITSELF = 0.85, 0.4
ALIKE_FROM, HEIGHTS_WITHIN, BRIGHTNESS_WITHIN = 0.86, 0.3, 0.03
"""Least likeness of beats to their mean; most spread of their heights, and of the light's level, as a share."""

GAP_S = 0.5


class PulsePath:
    """Samples -> heart rate, once a second while a finger lies still. Pure: time comes in with every sample."""

    def __init__(self) -> None:
        self._samples: deque[PulseSample] = deque()
        self._told_s = -math.inf

    def feel(self, sample: PulseSample) -> PulseReading | None:
        """The rate that this sample makes certain, or None."""
        if not math.isfinite(sample.captured_s) or sample.infrared < FINGER_FROM:
            self._samples.clear()
            return None
        passed_s = sample.captured_s - self._samples[-1].captured_s if self._samples else 0.0
        if self._samples and not 0.0 < passed_s <= GAP_S:
            self._samples.clear()
        self._samples.append(sample)
        while sample.captured_s - self._samples[0].captured_s > WINDOW_S:
            self._samples.popleft()
        lasted_s = sample.captured_s - self._samples[0].captured_s
        if lasted_s < 0.9 * WINDOW_S or sample.captured_s - self._told_s < TELL_EVERY_S:
            return None
        self._told_s = sample.captured_s
        rate_hz = (len(self._samples) - 1) / lasted_s
        found = heart_rate(np.array([one.infrared for one in self._samples], np.float64), rate_hz)
        return None if found is None else PulseReading(sample.captured_s, *found)


def heart_rate(light: NDArray[np.float64], rate_hz: float) -> tuple[float, float] | None:
    """Beats a minute and certainty 0..1 of light of shape (n,) at `rate_hz`; None where nothing certain can be told."""
    level = _mean(light, round(rate_hz))[round(rate_hz) : -round(rate_hz)]
    if float(np.ptp(level)) > BRIGHTNESS_WITHIN * float(np.mean(light)):
        return None
    wave = _band(-light, rate_hz)
    rhythm_s = _rhythm_s(wave, rate_hz)
    if rhythm_s is None:
        return None
    peaks = _apart(systolic_peaks(wave, rate_hz), wave, REFRACTORY * rhythm_s * rate_hz)
    intervals_s = np.diff(peaks) / rate_hz
    if len(intervals_s) < LEAST_INTERVALS:
        return None
    beat_s = float(np.median(intervals_s))
    usual = np.abs(intervals_s - beat_s) <= REGULAR_WITHIN * beat_s
    regular = float(np.mean(usual))
    if regular < LEAST_REGULAR or abs(rhythm_s - beat_s) > AGREES_WITHIN * beat_s:
        return None
    alike = _likeness(wave, peaks, round(beat_s * rate_hz))
    if alike < ALIKE_FROM:
        return None
    # The mean over whole beats is finer than one interval, which is a whole number of samples.
    return 60.0 / float(np.mean(intervals_s[usual])), regular * alike


def systolic_peaks(wave: NDArray[np.float64], rate_hz: float) -> NDArray[np.int64]:
    """Where the beats are, as sample numbers, in a band-passed wave of shape (n,) whose beats point upward."""
    squared = np.clip(wave, 0.0, None) ** 2
    near = _mean(squared, round(PEAK_S * rate_hz))
    far = _mean(squared, round(BEAT_S * rate_hz)) + OFFSET * float(np.mean(squared))
    inside = np.concatenate(([False], near > far, [False]))
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    blocks = [(start, end) for start, end in edges.reshape(-1, 2) if end - start >= round(PEAK_S * rate_hz)]
    return np.array([start + int(np.argmax(wave[start:end])) for start, end in blocks], np.int64)


def _likeness(wave: NDArray[np.float64], peaks: NDArray[np.int64], length: int) -> float:
    """Mean correlation of the beats with their own mean, -1..1; 0 where their heights say that a finger moved."""
    before, after = length // 3, length - length // 3
    whole = [peak for peak in peaks if peak >= before and peak + after <= len(wave)]
    if len(whole) < LEAST_INTERVALS:
        return 0.0
    heights = wave[whole]
    if float(np.std(heights)) > HEIGHTS_WITHIN * float(np.mean(heights)):
        return 0.0
    beats = np.stack([wave[peak - before : peak + after] for peak in whole])
    usual = beats.mean(axis=0)
    return float(np.mean([np.corrcoef(beat, usual)[0, 1] for beat in beats]))


def _band(light: NDArray[np.float64], rate_hz: float) -> NDArray[np.float64]:
    """Without its slope and all that is slower or quicker than a pulse."""
    steps = np.arange(len(light), dtype=np.float64)
    level = light - np.polyval(np.polyfit(steps, light, 1), steps)
    spectrum = np.fft.rfft(level)
    hz = np.fft.rfftfreq(len(level), 1.0 / rate_hz)
    spectrum[(hz < BAND_HZ[0]) | (hz > BAND_HZ[1])] = 0.0
    return np.asarray(np.fft.irfft(spectrum, len(level)), np.float64)


def _mean(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    width = max(1, width)
    return np.asarray(np.convolve(values, np.full(width, 1.0 / width), "same"), np.float64)


def _apart(peaks: NDArray[np.int64], wave: NDArray[np.float64], least: float) -> NDArray[np.int64]:
    """Of peaks closer than `least` samples only the higher: the second, smaller wave of a beat is none of its own."""
    kept: list[int] = []
    for peak in peaks:
        if kept and peak - kept[-1] < least:
            if wave[peak] > wave[kept[-1]]:
                kept[-1] = int(peak)
        else:
            kept.append(int(peak))
    return np.array(kept, np.int64)


def _rhythm_s(wave: NDArray[np.float64], rate_hz: float) -> float | None:
    """The shortest believable time after which the wave is nearly as like itself as it ever is; None without one."""
    likeness = np.correlate(wave, wave, "full")[len(wave) - 1 :]
    # Longer shifts leave less to compare.
    likeness = likeness / np.arange(len(wave), 0, -1)
    first, last = round(60.0 / QUICKEST * rate_hz), min(round(60.0 / SLOWEST * rate_hz), len(likeness) - 2)
    middle = likeness[first : last + 1]
    tops = (middle >= likeness[first - 1 : last]) & (middle >= likeness[first + 1 : last + 2])
    good = np.flatnonzero(tops & (middle >= NEARLY * float(np.max(middle))) & (middle > LIKE_ITSELF * likeness[0]))
    return None if len(good) == 0 else float(first + good[0]) / rate_hz
