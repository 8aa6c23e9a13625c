"""A simulated touch layer: what twelve electrodes under fur read when points of hands come near them.

Each electrode is a plate whose signal falls with distance as 1 / (distance + its own padding); neighbours share a point
between them by their interlocking teeth, or sharply where a maker has cut straight edges. Every layer is sewn a little
differently: centres, gains, teeth and noise are drawn from the seed. What is read is a mean over the 10 ms before, as
the chip's own filter gives it, less mains hum, slow wandering, and rounded to whole counts.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from companion.perception.touch.coat import TEETH_CM, X_CM, Y_CM

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

FINE_HZ = 500
RATE_HZ = 100
FUR_CM, PRESSED_CM, PADDING_CM = 1.5, 0.15, 0.35
PALM_COUNTS = 180.0
"""What a whole palm would make on the plate itself. Assumed: 144 cm² at 1.2 cm are some 10 pF beside an idle 120 pF."""


@dataclass(frozen=True, slots=True)
class Coat:
    """One sewn touch layer: for each electrode its centre, gain, idle count, noise, hum and how it wanders."""

    x_cm: Floats
    y_cm: Floats
    gain: Floats
    idle: Floats
    noise: Floats
    hum: Floats
    hum_hz: Floats
    wander: Floats
    teeth_cm: float
    straight: bool


def sew(seed: int, straight: bool = False) -> Coat:
    """The layer of this seed; `straight` has plain edges instead of teeth."""
    chance = np.random.default_rng([seed, 2])
    return Coat(
        np.asarray(X_CM) + chance.normal(0.0, 0.6, 12),
        np.asarray(Y_CM) + chance.normal(0.0, 0.6, 12),
        np.exp(chance.normal(0.0, 0.15, 12)),
        chance.uniform(480.0, 820.0, 12),
        chance.uniform(0.5, 1.2, 12),
        chance.uniform(0.0, 0.8, 12),
        chance.uniform(0.5, 20.0, 12),
        chance.uniform(0.0, 0.05, 12),
        float(TEETH_CM * np.exp(chance.normal(0.0, 0.07))),
        straight,
    )


def signal_of(coat: Coat, x: Floats, y: Floats, depth: Floats, area: Floats) -> Floats:
    """Counts below idle, shape (n, 12), of one point of a hand, each argument of shape (n,).

    `depth` is in cm above the fur's tips, and below zero the part of the way (to -1) it is pressed in; `area` is its
    share of a palm.
    """
    away = np.hypot(x[:, None] - coat.x_cm, y[:, None] - coat.y_cm)
    if coat.straight:
        shares = 1.0 / (1.0 + np.exp((away - coat.teeth_cm / 2.0) / 0.3))
    else:
        shares = np.clip(1.0 - away / coat.teeth_cm, 0.0, None)
    shares /= np.maximum(shares.sum(axis=1, keepdims=True), 1.0)
    return np.asarray(PALM_COUNTS * (area * nearness(depth))[:, None] * shares * coat.gain)


def nearness(depth: Floats) -> Floats:
    """Signal of a point at this depth, 1 at the plate itself."""
    pressed = np.minimum(depth, 0.0)
    above = np.maximum(depth, 0.0)
    gap = above + PRESSED_CM + (FUR_CM - PRESSED_CM) * np.exp(3.0 * pressed)
    # Beyond a few centimetres the hand is one of many things in the room.
    return np.asarray(PADDING_CM / (gap + PADDING_CM) * np.exp(-above / 2.0) * (1.0 - 0.4 * pressed))


def read(coat: Coat, signal: Floats, chance: np.random.Generator) -> Counts:
    """What the chip reads, shape (samples, 12), of a signal at `FINE_HZ`, shape (n, 12): filtered, noisy, in counts."""
    step = FINE_HZ // RATE_HZ
    samples = len(signal) // step
    held = signal[: samples * step].reshape(samples, step, 12).mean(axis=1)
    return round_counts(coat, held, chance)


def round_counts(coat: Coat, held: Floats, chance: np.random.Generator) -> Counts:
    """Idle counts less a signal at `RATE_HZ`, with this layer's noise, hum and wandering."""
    samples = len(held)
    at_s = np.arange(samples)[:, None] / RATE_HZ
    hum = coat.hum * np.sin(2 * np.pi * (coat.hum_hz * at_s + chance.uniform(0, 1, 12)))
    wandering = np.cumsum(chance.normal(0.0, 1.0, (samples, 12)), axis=0) * coat.wander / np.sqrt(RATE_HZ)
    noise = chance.normal(0.0, 1.0, (samples, 12)) * coat.noise
    counts: Counts = np.clip(np.rint(coat.idle - held + hum + wandering + noise), 0, 1023).astype(np.int64)
    return counts
