"""The cries of a seal pup as data. Where the figures come from, and how far they can be trusted:

- Harp seal pups, the kind this creature resembles, have tonal, pulsed and mixed calls (Van Opzeeland and Van Parijs,
  Animal Behaviour 68, 2004, 1115-1123; abstract). Calls of harbour seal pups are tonal too, and differ from pup to pup
  in pitch, length and the slopes of their tune (Sauvé, Beauplet, Hammill and Charrier, J. Mammalogy 96, 2015, 591-602;
  abstract). Their pitch lies at a few hundred hertz (Torres Borda and others, Phil. Trans. R. Soc. B 376, 2021,
  20200456, tested noise over the pups' range; the numbers themselves were not seen: unverified). So: coo and call.
- Newborn children cry at 496 ± 95 Hz, 1.4 ± 0.6 s long, mostly rising and then falling (Michelsson, Eklund, Leppänen
  and Lyytinen, Folia Phoniatrica et Logopaedica 54, 2002; abstract). That is distress, so everything here stays below,
  but for the top of a chirp; higher and shakier cries are found worse to hear (Protopapas and Eimas, J. Acoust. Soc.
  Am. 102, 1997; abstract). What comforts is low, soft, and falls at its end.
- Vocal tracts of harbour seal pups were measured (Ravignani and others, Current Zoology 63, 2017; de Reus and others,
  J. Exp. Biology 225, 2022, jeb243766); the lengths were not seen. `PUP` is a tract of about 10.5 cm, whose resonances
  lie 1.65 kHz apart: unverified.
- Seals do not purr. That one is a cat's: 21 to 27 pulses a second breathing out, 23 to 26 breathing in (Schötz and
  Eklund, "A comparative acoustic analysis of purring in four cats", 2011; quoted after an encyclopedia).
- Seals do not sing lullabies either; this one keeps to what lullabies share: slow, few notes, a narrow range, falling
  ends (Unyk, Trehub, Trainor and Schellenberg, Psychology of Music 20, 1992; quoted from memory: unverified).

All else was chosen by the looks of the spectra, for warmth; it is no measurement of an animal.
"""

from collections.abc import Mapping
from typing import Final

from companion.expression.phrasing import CryShape, Phrase, hummed
from companion.expression.vocal_tract import Formant
from companion.vocabulary.acts import CryKind

PUP: Final[tuple[Formant, ...]] = (
    (380.0, 900.0, 170.0, 1.0),
    (1100.0, 1750.0, 240.0, 0.42),
    (2800.0, 3300.0, 400.0, 0.13),
    (4500.0, 4950.0, 650.0, 0.04),
)
"""The resonances of a short vocal tract; the mouth moves the first two most."""

CHEST: Final[tuple[Formant, ...]] = (
    (150.0, 170.0, 90.0, 1.0),
    (330.0, 370.0, 140.0, 0.9),
    (640.0, 720.0, 220.0, 0.42),
    (1150.0, 1300.0, 350.0, 0.16),
)
"""A purr is heard through fur and chest; a small loudspeaker gives back its upper resonances alone."""

CRIES: Final[Mapping[CryKind, CryShape]] = {
    "coo": CryShape(
        seconds=(0.75, 1.1),
        pitch_hz=335.0,
        phrases=(
            Phrase(
                tune=((0, -3.5), (0.22, 1.0), (0.5, 2.6), (0.72, 1.4), (1, -3.0)),
                loudness=((0, 0), (0.18, 0.7), (0.42, 1.0), (0.72, 0.62), (1, 0)),
                mouth=((0, 0.02), (0.4, 0.42), (1, 0.04)),
            ),
            Phrase(
                tune=((0, -1.0), (0.2, 3.2), (0.45, 2.0), (1, -4.0)),
                loudness=((0, 0), (0.22, 1.0), (0.5, 0.75), (1, 0)),
                mouth=((0, 0.06), (0.25, 0.45), (1, 0.02)),
            ),
            Phrase(
                tune=((0, -3.0), (0.2, 1.5), (0.38, -0.5), (0.6, 3.0), (1, -2.5)),
                loudness=((0, 0), (0.18, 0.75), (0.36, 0.4), (0.6, 1.0), (1, 0)),
                mouth=((0, 0.02), (0.2, 0.32), (0.38, 0.08), (0.62, 0.48), (1, 0.05)),
                longer=1.3,
            ),
            Phrase(
                tune=((0, -4.5), (0.35, -0.5), (0.7, 1.5), (1, -1.5)),
                loudness=((0, 0), (0.3, 0.7), (0.6, 1.0), (1, 0)),
                mouth=((0, 0.0), (0.5, 0.3), (1, 0.0)),
                longer=0.9,
            ),
        ),
        level=0.16,
        breath=0.07,
        tilt=1.45,
    ),
    # What a pup says to be found: longer than a coo, the mouth open in the middle, "maa".
    "call": CryShape(
        seconds=(0.85, 1.25),
        pitch_hz=350.0,
        phrases=(
            Phrase(
                tune=((0, -3.5), (0.18, 1.5), (0.4, 3.0), (0.65, 2.2), (1, -3.5)),
                loudness=((0, 0), (0.15, 0.6), (0.35, 1.0), (0.65, 0.85), (1, 0)),
                mouth=((0, 0.0), (0.14, 0.1), (0.36, 0.85), (0.7, 0.7), (1, 0.05)),
            ),
            Phrase(
                tune=((0, -2.0), (0.25, 2.0), (0.42, 0.8), (0.62, 3.2), (1, -4.0)),
                loudness=((0, 0), (0.22, 0.85), (0.42, 0.6), (0.62, 1.0), (1, 0)),
                mouth=((0, 0.0), (0.25, 0.6), (0.42, 0.4), (0.62, 0.9), (1, 0.05)),
                longer=1.15,
            ),
            Phrase(
                tune=((0, -4.0), (0.3, 0.5), (0.75, 3.4), (1, 0.5)),
                loudness=((0, 0), (0.28, 0.7), (0.65, 1.0), (1, 0)),
                mouth=((0, 0.0), (0.2, 0.15), (0.6, 0.9), (1, 0.2)),
            ),
        ),
        level=0.17,
        breath=0.09,
        tilt=1.15,
    ),
    "purr": CryShape(
        seconds=(1.2, 1.6),
        pitch_hz=24.5,
        phrases=(
            Phrase(
                tune=((0, 0.0), (1, 0.0)),
                loudness=((0, 0.25), (0.3, 1.0), (0.72, 0.95), (1, 0.25)),
                mouth=((0, 0.2), (0.5, 0.6), (1, 0.2)),
            ),
        ),
        level=0.105,
        breath=0.2,
        tilt=0.2,
        vibrato=0.006,
        vibrato_hz=3.1,
        lasting=True,
    ),
    "chirp": CryShape(
        seconds=(0.24, 0.34),
        pitch_hz=455.0,
        phrases=(
            Phrase(
                tune=((0, -4.0), (0.35, 1.0), (0.7, 4.2), (1, 3.2)),
                loudness=((0, 0), (0.28, 0.9), (0.5, 1.0), (1, 0)),
                mouth=((0, 0.1), (0.6, 0.55), (1, 0.25)),
            ),
            Phrase(
                tune=((0, -4.0), (0.3, 2.0), (0.45, -2.5), (0.8, 4.0), (1, 4.0)),
                loudness=((0, 0), (0.22, 0.8), (0.42, 0.15), (0.68, 1.0), (1, 0)),
                mouth=((0, 0.1), (0.25, 0.45), (0.42, 0.15), (0.7, 0.6), (1, 0.25)),
                longer=1.7,
            ),
            Phrase(
                tune=((0, -2.0), (0.4, 3.0), (0.65, 3.6), (1, 0.5)),
                loudness=((0, 0), (0.3, 0.8), (0.55, 1.0), (1, 0)),
                mouth=((0, 0.05), (0.5, 0.5), (1, 0.1)),
                longer=1.15,
            ),
        ),
        level=0.12,
        breath=0.05,
        tilt=1.35,
    ),
    # In through an opening mouth, almost all air; a small pause at the top; then the long way down.
    "yawn": CryShape(
        seconds=(1.9, 2.4),
        pitch_hz=295.0,
        phrases=(
            Phrase(
                tune=((0, 3.0), (0.34, 6.0), (0.42, 3.0), (0.55, 4.0), (0.75, 0.0), (1, -8.0)),
                loudness=(
                    (0, 0),
                    (0.16, 0.3),
                    (0.32, 0.42),
                    (0.4, 0.14),
                    (0.54, 1.0),
                    (0.72, 0.72),
                    (0.88, 0.35),
                    (1, 0),
                ),
                mouth=((0, 0.1), (0.36, 1.0), (0.66, 0.9), (0.86, 0.35), (1, 0.05)),
                breath=((0, 0.75), (0.34, 0.75), (0.46, 0.1), (0.7, 0.0), (0.88, 0.2), (1, 0.5)),
                glide=0.05,
            ),
            Phrase(
                tune=((0, 1.0), (0.4, 3.0), (0.56, 2.6), (0.64, 1.6), (1, -9.0)),
                loudness=((0, 0), (0.24, 0.34), (0.4, 0.2), (0.58, 1.0), (0.8, 0.5), (1, 0)),
                mouth=((0, 0.05), (0.42, 1.0), (0.7, 0.8), (1, 0.0)),
                breath=((0, 0.7), (0.4, 0.65), (0.5, 0.08), (0.75, 0.0), (1, 0.5)),
                longer=0.9,
                glide=0.05,
            ),
        ),
        level=0.12,
        breath=0.2,
        tilt=1.3,
    ),
    # Air that is let go: a trace of voice where it begins, none where it ends.
    "sigh": CryShape(
        seconds=(1.1, 1.5),
        pitch_hz=245.0,
        phrases=(
            Phrase(
                tune=((0, 1.5), (0.3, 0.0), (1, -8.0)),
                loudness=((0, 0), (0.2, 1.0), (0.45, 0.6), (0.75, 0.3), (1, 0)),
                mouth=((0, 0.2), (0.22, 0.6), (0.6, 0.3), (1, 0.05)),
                breath=((0, 0.1), (0.2, -0.12), (0.5, 0.1), (1, 0.2)),
            ),
            Phrase(
                tune=((0, 0.0), (0.2, 2.0), (1, -7.0)),
                loudness=((0, 0), (0.12, 0.35), (0.3, 1.0), (0.6, 0.5), (1, 0)),
                mouth=((0, 0.1), (0.35, 0.5), (1, 0.0)),
                breath=((0, 0.2), (0.3, -0.18), (0.6, 0.1), (1, 0.2)),
                longer=1.2,
            ),
        ),
        level=0.085,
        breath=0.72,
        tilt=1.6,
    ),
    # Lips shut, half asleep: one, two or three small hums with hardly a pause between.
    "murmur": CryShape(
        seconds=(0.6, 0.95),
        pitch_hz=240.0,
        phrases=(
            Phrase(
                tune=((0, -1.0), (0.25, 1.5), (0.5, -0.5), (0.7, 1.0), (1, -3.0)),
                loudness=((0, 0), (0.22, 0.9), (0.48, 0.3), (0.68, 0.75), (1, 0)),
                mouth=((0, 0.0), (0.3, 0.1), (0.5, 0.0), (0.7, 0.08), (1, 0.0)),
            ),
            Phrase(
                tune=((0, 0.5), (0.4, -0.5), (1, -3.5)),
                loudness=((0, 0), (0.3, 0.9), (0.6, 0.6), (1, 0)),
                mouth=((0, 0.0), (0.4, 0.1), (1, 0.0)),
            ),
            Phrase(
                tune=((0, -2.0), (0.16, 0.5), (0.34, -1.0), (0.5, 1.2), (0.68, -1.0), (0.82, 0.0), (1, -3.0)),
                loudness=((0, 0), (0.16, 0.7), (0.33, 0.22), (0.5, 0.9), (0.68, 0.2), (0.82, 0.5), (1, 0)),
                mouth=((0, 0.0), (0.16, 0.08), (0.34, 0.0), (0.5, 0.12), (0.68, 0.0), (0.82, 0.06), (1, 0.0)),
                longer=1.7,
                glide=0.06,
            ),
        ),
        level=0.1,
        breath=0.08,
        tilt=1.6,
    ),
    # "Please not": it falls, it is short, and it is softer than a coo.
    "protest": CryShape(
        seconds=(0.4, 0.55),
        pitch_hz=295.0,
        phrases=(
            Phrase(
                tune=((0, -1.0), (0.25, 2.2), (0.6, 0.5), (1, -4.5)),
                loudness=((0, 0), (0.28, 0.9), (0.5, 0.8), (1, 0)),
                mouth=((0, 0.05), (0.35, 0.35), (1, 0.05)),
            ),
            Phrase(
                tune=((0, 0.0), (0.2, 1.8), (0.45, -0.8), (0.62, 0.6), (1, -4.0)),
                loudness=((0, 0), (0.22, 0.9), (0.44, 0.5), (0.62, 0.75), (1, 0)),
                mouth=((0, 0.02), (0.22, 0.3), (0.45, 0.12), (0.62, 0.25), (1, 0.02)),
                longer=1.35,
            ),
        ),
        level=0.085,
        breath=0.12,
        tilt=1.5,
    ),
    "hum": CryShape(
        seconds=(1.3, 1.9),
        pitch_hz=245.0,
        phrases=(
            hummed((0, 1.2), (-2, 1.8), beats_as_usual=3.0),
            hummed((2, 3.0), beats_as_usual=3.0),
            hummed((0, 1.0), (4, 1.0), (2, 1.5), beats_as_usual=3.0),
        ),
        level=0.1,
        breath=0.08,
        tilt=1.65,
        vibrato=0.008,
        vibrato_hz=4.8,
        in_tune=True,
    ),
    # Six beats of about 0.8 s, on the five-note scale: no two of its notes rub against each other.
    "lullaby": CryShape(
        seconds=(4.6, 5.4),
        pitch_hz=235.0,
        phrases=(
            hummed((7, 1), (4, 2), (2, 1), (0, 2)),
            hummed((4, 1), (7, 2), (4, 1), (2, 1), (0, 2)),
            hummed((0, 1), (4, 1.5), (2, 1), (0, 2)),
            hummed((7, 2), (4, 1), (7, 1.5), (4, 2)),
        ),
        level=0.1,
        breath=0.08,
        tilt=1.65,
        vibrato=0.008,
        vibrato_hz=4.8,
        in_tune=True,
    ),
}
