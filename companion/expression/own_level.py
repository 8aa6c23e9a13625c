"""How loud to be where it is: a little louder in a noisy room, softer in a quiet one and at night.

People raise their voice by about half a decibel for each decibel of noise without noticing (the Lombard effect; Lane
and Tranel, J. Speech and Hearing Research 14, 1971, 677-709; quoted from memory, not checked). One of the harbour seal
pups that heard noise did so too (Torres Borda and others, Phil. Trans. R. Soc. B 376, 2021, 20200456, abstract).
"""

import math
from typing import Final

ORDINARY_ROOM_DB: Final = -50.0
"""A living room while nobody speaks, as the microphones of this creature report it (`LoudnessReading.level_db`)."""

RISE: Final = 0.5
LOUDER_AT_MOST_DB: Final = 6.0
SOFTER_AT_MOST_DB: Final = 6.0
NIGHT_DB: Final = -5.0

ROOM_SETTLES_S: Final = 8.0
"""It takes this long to get used to a room: one slammed door does not make it shout."""


def own_gain_db(room_db: float | None, quiet_hours: bool) -> float:
    """Its own level, dB above (or below) the usual one, for a room of `room_db` (dB relative to full scale).

    Never above 6 dB. In quiet hours never above the usual level less 5 dB: who sleeps is not woken because the
    television is on. None, not a number, or no microphone: the usual level.
    """
    gain_db = 0.0
    if room_db is not None and math.isfinite(room_db):
        gain_db = min(max(RISE * (room_db - ORDINARY_ROOM_DB), -SOFTER_AT_MOST_DB), LOUDER_AT_MOST_DB)
    return min(gain_db, 0.0) + NIGHT_DB if quiet_hours else gain_db


def settled_db(before_db: float | None, heard_db: float, since_s: float) -> float:
    """What it takes the room for, after hearing `heard_db` for `since_s` seconds more."""
    if before_db is None or not math.isfinite(before_db):
        return heard_db
    if not math.isfinite(heard_db):
        return before_db
    return heard_db + (before_db - heard_db) * math.exp(-max(since_s, 0.0) / ROOM_SETTLES_S)
