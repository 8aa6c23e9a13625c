"""A piece of sound as a loudspeaker may play it: one channel, at a rate that there is, finite and within full scale."""

import numpy as np

from companion.vocabulary.errors import OrganError
from companion.vocabulary.signals import Samples

SLOWEST_HZ, FASTEST_HZ = 4000, 192_000


def check(samples: Samples, speaker: str) -> None:
    """Raises `OrganError` for a shape or rate that no speaker can play."""
    if samples.values.ndim != 1 or not SLOWEST_HZ <= samples.rate_hz <= FASTEST_HZ:
        raise OrganError(
            f"sound of shape {samples.values.shape} at {samples.rate_hz} Hz cannot be played",
            speaker,
            f"Hand over one channel at {SLOWEST_HZ} to {FASTEST_HZ} Hz.",
        )


def bounded(samples: Samples) -> Samples:
    """The same piece where it is sound; else one whose values are finite and within -1..1. Not for an empty piece."""
    if float(np.max(np.abs(samples.values))) <= 1.0:
        return samples
    values = np.clip(np.nan_to_num(samples.values, nan=0.0, posinf=1.0, neginf=-1.0), -1.0, 1.0)
    return Samples(values.astype(np.float32), samples.rate_hz)
