"""The cries of a seal pup as data: how long, which tune, how loud, how open the mouth, how much breath.

Airborne calls of harbour seal pups are tonal, harmonic and modulated in frequency, and differ from pup to pup (Sauve,
Beauplet, Hammill and Charrier, J. Mammalogy 96, 2015). The numbers below were chosen by ear and by the spectra of what
comes out, for warmth; they are no measurement of an animal. Seals do not purr: that one is borrowed from cats, about 25
pulses a second in breaths. Seals do not hum tunes either: the lullaby keeps to what lullabies share, a slow pace, few
notes, a narrow range and falling ends (Unyk, Trehub, Trainor and Schellenberg, "Lullabies and simplicity", Psychology
of Music 20, 1992; quoted from memory, not checked).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from companion.expression.vocal_tract import Formant
from companion.vocabulary.acts import CryKind

Line = tuple[tuple[float, float], ...]
"""A curve over a cry: (part of its time 0..1, value), straight in between."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to sing a cry: `tune` in semitones above its pitch, `loudness` 0..1 and `mouth` 0 shut .. 1 open.

    `glide` is how far the corners of tune and mouth are rounded, as a part of its time on either side.
    """

    tune: Line
    loudness: Line
    mouth: Line
    longer: float = 1.0
    glide: float = 0.1


@dataclass(frozen=True, slots=True)
class CryShape:
    """One kind of cry, sung as one of its `phrases` by chance, the first one most often.

    `level` is its RMS at full intensity; `breath` 0..1 is the share of noise; `tilt` is how fast overtones fall (power
    of their number). `pulses_hz` above 0 makes it lasting: a rumble beating at that rate, in breaths, until hushed.
    `in_tune` keeps its notes the true size of their semitones; calls stretch and shrink theirs.
    """

    seconds: tuple[float, float]
    pitch_hz: float
    phrases: tuple[Phrase, ...]
    level: float
    breath: float
    tilt: float = 1.1
    vibrato: float = 0.012
    vibrato_hz: float = 5.4
    pulses_hz: float = 0.0
    in_tune: bool = False


def _hummed(*notes: tuple[float, float]) -> Phrase:
    """A little tune of (semitones, beats): each note swells softly and sinks before the next, which it glides into."""
    beats = sum(length for _, length in notes)
    tune: list[tuple[float, float]] = []
    loudness: list[tuple[float, float]] = [(0.0, 0.0)]
    at = 0.0
    for number, (semitones, length) in enumerate(notes):
        begin, at = at, at + length / beats
        tune += [(begin + 0.02, semitones), (at - 0.02, semitones)]
        # Each note a little softer than the last: a tune that lies down.
        strength = 1.0 - 0.06 * number
        loudness += [(begin + 0.3 * (at - begin), strength), (begin + 0.75 * (at - begin), 0.85 * strength)]
        loudness.append((at, 0.4 * strength if number < len(notes) - 1 else 0.0))
    return Phrase(tuple(tune), tuple(loudness), ((0, 0.02), (0.5, 0.1), (1, 0.0)), beats / 6.0, 0.03)


PUP: Final[tuple[Formant, ...]] = (
    (380.0, 900.0, 180.0, 1.0),
    (1150.0, 1750.0, 260.0, 0.45),
    (2900.0, 3300.0, 420.0, 0.16),
    (4700.0, 5000.0, 700.0, 0.05),
)
"""The resonances of a short, small vocal tract, roughly 6 cm; the mouth moves the first two most."""

CHEST: Final[tuple[Formant, ...]] = (
    (170.0, 190.0, 110.0, 1.0),
    (360.0, 400.0, 200.0, 0.9),
    (760.0, 820.0, 300.0, 0.35),
)
"""A purr is heard through fur and chest."""

CRIES: Final[Mapping[CryKind, CryShape]] = {
    "coo": CryShape(
        seconds=(0.75, 1.1),
        pitch_hz=340.0,
        phrases=(
            Phrase(
                tune=((0, -3.5), (0.22, 1.0), (0.5, 2.6), (0.72, 1.4), (1, -3.0)),
                loudness=((0, 0), (0.16, 0.7), (0.42, 1.0), (0.72, 0.62), (1, 0)),
                mouth=((0, 0.05), (0.4, 0.5), (1, 0.08)),
            ),
            Phrase(
                tune=((0, -1.0), (0.2, 3.2), (0.45, 2.0), (1, -4.0)),
                loudness=((0, 0), (0.2, 1.0), (0.5, 0.75), (1, 0)),
                mouth=((0, 0.1), (0.25, 0.55), (1, 0.05)),
            ),
            Phrase(
                tune=((0, -3.0), (0.2, 1.5), (0.38, -0.5), (0.6, 3.0), (1, -2.0)),
                loudness=((0, 0), (0.18, 0.75), (0.36, 0.45), (0.6, 1.0), (1, 0)),
                mouth=((0, 0.05), (0.2, 0.35), (0.38, 0.15), (0.62, 0.55), (1, 0.1)),
                longer=1.25,
            ),
        ),
        level=0.17,
        breath=0.1,
        tilt=1.3,
    ),
    "purr": CryShape(
        seconds=(1.2, 1.6),
        pitch_hz=84.0,
        phrases=(
            Phrase(
                tune=((0, 0.0), (1, 0.0)),
                loudness=((0, 0.5), (0.25, 1.0), (0.75, 0.95), (1, 0.5)),
                mouth=((0, 0.2), (0.5, 0.5), (1, 0.2)),
            ),
        ),
        level=0.17,
        breath=0.22,
        tilt=0.45,
        vibrato=0.004,
        vibrato_hz=3.1,
        pulses_hz=25.0,
    ),
    "chirp": CryShape(
        seconds=(0.24, 0.34),
        pitch_hz=470.0,
        phrases=(
            Phrase(
                tune=((0, -4.0), (0.35, 1.5), (0.7, 5.0), (1, 4.0)),
                loudness=((0, 0), (0.22, 0.9), (0.5, 1.0), (1, 0)),
                mouth=((0, 0.15), (0.6, 0.65), (1, 0.3)),
            ),
            Phrase(
                tune=((0, -4.0), (0.3, 2.0), (0.45, -2.5), (0.8, 4.5), (1, 4.5)),
                loudness=((0, 0), (0.22, 0.8), (0.42, 0.15), (0.68, 1.0), (1, 0)),
                mouth=((0, 0.1), (0.25, 0.5), (0.42, 0.2), (0.7, 0.65), (1, 0.3)),
                longer=1.6,
            ),
        ),
        level=0.13,
        breath=0.07,
    ),
    "yawn": CryShape(
        seconds=(1.7, 2.2),
        pitch_hz=300.0,
        phrases=(
            Phrase(
                tune=((0, -2.0), (0.2, 2.0), (0.42, 4.5), (0.65, 1.0), (1, -10.0)),
                loudness=((0, 0), (0.2, 0.45), (0.42, 1.0), (0.65, 0.7), (0.85, 0.3), (1, 0)),
                mouth=((0, 0.1), (0.4, 1.0), (0.65, 0.9), (1, 0.1)),
            ),
            Phrase(
                tune=((0, -3.0), (0.3, 1.0), (0.5, 3.0), (0.62, 2.2), (1, -9.0)),
                loudness=((0, 0), (0.25, 0.3), (0.5, 1.0), (0.75, 0.5), (1, 0)),
                mouth=((0, 0.05), (0.5, 1.0), (0.7, 0.8), (1, 0.05)),
            ),
        ),
        level=0.13,
        breath=0.38,
    ),
    "sigh": CryShape(
        seconds=(1.1, 1.5),
        pitch_hz=250.0,
        phrases=(
            Phrase(
                tune=((0, 1.5), (0.3, 0.0), (1, -8.0)),
                loudness=((0, 0), (0.16, 1.0), (0.45, 0.6), (1, 0)),
                mouth=((0, 0.3), (0.2, 0.5), (1, 0.1)),
            ),
        ),
        level=0.09,
        breath=0.8,
        tilt=1.6,
    ),
    "murmur": CryShape(
        seconds=(0.6, 0.95),
        pitch_hz=245.0,
        phrases=(
            Phrase(
                tune=((0, -1.0), (0.25, 1.5), (0.5, -0.5), (0.7, 1.0), (1, -3.0)),
                loudness=((0, 0), (0.2, 0.9), (0.48, 0.45), (0.68, 0.8), (1, 0)),
                mouth=((0, 0.0), (0.5, 0.15), (1, 0.0)),
            ),
            Phrase(
                tune=((0, 0.5), (0.4, -0.5), (1, -3.5)),
                loudness=((0, 0), (0.3, 0.9), (0.6, 0.6), (1, 0)),
                mouth=((0, 0.0), (0.4, 0.12), (1, 0.0)),
            ),
        ),
        level=0.1,
        breath=0.16,
        tilt=1.7,
    ),
    "protest": CryShape(
        seconds=(0.4, 0.55),
        pitch_hz=300.0,
        phrases=(
            Phrase(
                tune=((0, -1.0), (0.25, 2.2), (0.6, 0.5), (1, -4.5)),
                loudness=((0, 0), (0.25, 0.9), (0.5, 0.8), (1, 0)),
                mouth=((0, 0.1), (0.35, 0.4), (1, 0.1)),
            ),
        ),
        level=0.09,
        breath=0.18,
        tilt=1.4,
    ),
    # Six beats of about 0.8 s, on the five-note scale: no two of its notes rub against each other.
    "hum": CryShape(
        seconds=(4.6, 5.4),
        pitch_hz=235.0,
        phrases=(
            _hummed((7, 1), (4, 2), (2, 1), (0, 2)),
            _hummed((4, 1), (7, 2), (4, 1), (2, 1), (0, 2)),
            _hummed((0, 1), (4, 1.5), (2, 1), (0, 2)),
            _hummed((7, 2), (4, 1), (7, 1.5), (4, 2)),
        ),
        level=0.1,
        breath=0.12,
        tilt=1.7,
        vibrato=0.007,
        vibrato_hz=4.8,
        in_tune=True,
    ),
}
