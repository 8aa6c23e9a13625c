"""What the chip's registers do to a hand: its samples, its filter and its own touched bits, as the data sheet has them.

The MPR121 measures every electrode once in each sampling interval (ESI, 1 to 128 ms) and hands on the mean of 4 to 18
of these (SFI), so its data are new every ESI times SFI (data sheet, rev. 4, sections 5.8 and 5.9; unverified against a
real chip). Noise is drawn for each measurement, such that the mean of four has the noise of the coat: more of them are
quieter, fewer are not quicker for nothing. The driver reads at its own pace, in step with nothing.
"""

from dataclasses import dataclass

import numpy as np

from tools.hands.coat import FINE_HZ, Coat, Counts, Floats

USUAL_SAMPLES = 4


@dataclass(frozen=True, slots=True)
class Setting:
    """How the chip is set, and how often it is read."""

    interval_ms: int
    samples: int
    read_every_ms: float

    @property
    def new_every_ms(self) -> int:
        return self.interval_ms * self.samples


def filtered(coat: Coat, signal: Floats, setting: Setting, chance: np.random.Generator) -> tuple[Floats, Counts]:
    """When the data were new (s), and the counts then, shape (n, 12), of a signal at `FINE_HZ`."""
    fine_s = np.arange(len(signal)) / FINE_HZ
    at_s = np.arange(setting.interval_ms / 1000.0, fine_s[-1], setting.interval_ms / 1000.0)
    at_s = at_s[: len(at_s) // setting.samples * setting.samples]
    hum = coat.hum * np.sin(2 * np.pi * (coat.hum_hz * at_s[:, None] + chance.uniform(0, 1, 12)))
    noise = chance.normal(0.0, 1.0, (len(at_s), 12)) * coat.noise * USUAL_SAMPLES**0.5
    felt = np.stack([np.interp(at_s, fine_s, signal[:, place]) for place in range(12)], axis=1)
    mean = (coat.idle - felt + hum + noise).reshape(-1, setting.samples, 12).mean(axis=1)
    counts: Counts = np.clip(np.rint(mean), 0, 1023).astype(np.int64)
    return at_s[setting.samples - 1 :: setting.samples], counts


def as_read(new_s: Floats, counts: Counts, setting: Setting) -> tuple[Floats, Counts]:
    """When the driver read (s), and what lay in the registers then."""
    period_s = setting.read_every_ms / 1000.0
    read_s = np.arange(new_s[0] + 0.37 * period_s, new_s[-1], period_s)
    return read_s, counts[np.searchsorted(new_s, read_s, side="right") - 1]


def touched_bits(new_s: Floats, counts: Counts, coat: Coat, threshold: int, debounce: int = 0) -> tuple[Floats, Counts]:
    """The chip's own judgement, (n,), 1 where any electrode is touched; its baseline is taken to be perfect here."""
    over = counts < coat.idle - threshold
    for _ in range(debounce):
        over[1:] &= over[:-1].copy()
    bits: Counts = over.any(axis=1).astype(np.int64)
    return new_s, bits
