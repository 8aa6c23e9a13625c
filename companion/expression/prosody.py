"""How a sentence is spoken: slow and warm always, slower and deeper to somebody who seems low, livelier to a glad one.

People follow the voice they are spoken to with, so an agitated person is answered more calmly, never more briskly.
Older listeners understand slowed sentences better (Lessa and Costa, Brazilian J. Otorhinolaryngology 79, 2013, 745-752,
abstract); that they like lower voices better is an assumption.
"""

import math
import re

from companion.vocabulary.acts import Impression, Prosody, Saying

SLOWEST, QUICKEST = 0.6, 1.0
QUIET_DB = -2.0
"""Spoken so much more softly in quiet hours, when the cries are weaker too."""

_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


def prosody_of(saying: Saying, impression: Impression, awake: float, quiet_hours: bool) -> Prosody:
    """Pace, pitch and pauses for this sentence to this person; `awake` 0..1 is how awake the creature is."""
    valence, arousal = _bounded(impression.valence), _bounded(impression.arousal)
    glad, low, stirred = max(valence, 0.0), max(-valence, 0.0), max(arousal, 0.0)
    tired = 1.0 - min(max(awake, 0.0), 1.0) if math.isfinite(awake) else 0.0
    pace = saying.pace * (1.0 + 0.05 * glad - 0.1 * low - 0.1 * stirred * (1.0 - glad) - 0.08 * tired)
    return Prosody(
        pace=min(max(pace, SLOWEST), QUICKEST) if math.isfinite(pace) else SLOWEST,
        pitch_semitones=1.0 * glad - 1.5 * low - 1.0 * tired,
        lilt=0.5 + 0.15 * glad - 0.15 * low - 0.1 * tired,
        pause_s=0.45 + 0.35 * low + 0.2 * stirred * (1.0 - glad) + 0.2 * tired,
        level_db=QUIET_DB if quiet_hours else 0.0,
    )


def clauses(sentence: str) -> tuple[str, ...]:
    """Where it stops to breathe: after each full stop, question and exclamation mark. Commas are the engine's."""
    return tuple(part for part in _SENTENCE.split(sentence.strip()) if part)


def _bounded(value: float) -> float:
    return min(max(value, -1.0), 1.0) if math.isfinite(value) else 0.0
