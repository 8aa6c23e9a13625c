"""What a cry is made of: phrases with a tune, a loudness, a mouth and a breath over time."""

from dataclasses import dataclass

Line = tuple[tuple[float, float], ...]
"""A curve over a cry: (part of its time 0..1, value), straight in between."""

EVEN: Line = ((0.0, 0.0), (1.0, 0.0))


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to sing a cry: `tune` in semitones above its pitch, `loudness` 0..1 and `mouth` 0 shut .. 1 open.

    `breath` adds to the share of noise (-1..1). `glide` is how far the corners are rounded, as a part of its time on
    either side; `longer` stretches it.
    """

    tune: Line
    loudness: Line
    mouth: Line
    breath: Line = EVEN
    longer: float = 1.0
    glide: float = 0.1


@dataclass(frozen=True, slots=True)
class CryShape:
    """One kind of cry, sung as one of its `phrases` by chance, the first one most often.

    `level` is its RMS at full intensity; `breath` 0..1 is the share of noise; `tilt` is how fast overtones fall (power
    of their number). A `lasting` one goes on, in breaths of `seconds`, until hushed. `in_tune` keeps its notes the true
    size of their semitones; calls stretch and shrink theirs.
    """

    seconds: tuple[float, float]
    pitch_hz: float
    phrases: tuple[Phrase, ...]
    level: float
    breath: float
    tilt: float = 1.1
    vibrato: float = 0.012
    vibrato_hz: float = 5.4
    lasting: bool = False
    in_tune: bool = False


def hummed(*notes: tuple[float, float], beats_as_usual: float = 6.0) -> Phrase:
    """A little tune of (semitones, beats): each note swells softly and sinks before the next, which it glides into."""
    beats = sum(length for _, length in notes)
    tune: list[tuple[float, float]] = []
    loudness: list[tuple[float, float]] = [(0.0, 0.0)]
    mouth: list[tuple[float, float]] = [(0.0, 0.0)]
    at = 0.0
    for number, (semitones, length) in enumerate(notes):
        begin, at = at, at + length / beats
        span = at - begin
        # A voice arrives at a note from a little below, as people do who sing to a child.
        tune += [(begin + 0.02, semitones - 0.5), (begin + 0.02 + 0.15 * span, semitones), (at - 0.02, semitones)]
        # Each note a little softer than the last: a tune that lies down.
        strength = 1.0 - 0.06 * number
        loudness += [(begin + 0.32 * span, strength), (begin + 0.75 * span, 0.82 * strength)]
        loudness.append((at, 0.42 * strength if number < len(notes) - 1 else 0.0))
        mouth += [(begin + 0.35 * span, 0.14), (at, 0.02)]
    return Phrase(tuple(tune), tuple(loudness), tuple(mouth), longer=beats / beats_as_usual, glide=0.022)
