"""`companion sing`: one cry into a WAV file, its picture beside it, or every kind of cry on one sheet."""

import io
import wave
from collections.abc import Mapping
from pathlib import Path
from typing import Final, TextIO

import numpy as np
from PIL import Image

from companion.daemon.spectrogram import Heard, draw, draw_sheet
from companion.expression.cries import CRIES
from companion.expression.loudness import loudness_db
from companion.expression.voice import Voice
from companion.vocabulary.acts import Cry, CryKind
from companion.vocabulary.errors import CompanionError
from companion.vocabulary.signals import Samples

WORDS: Final[Mapping[CryKind, str]] = {
    "coo": "soft, near somebody",
    "call": "to be found, or glad to see somebody",
    "purr": "under a stroking hand",
    "chirp": "curious, playing",
    "yawn": "a breath in, and the long way down",
    "sigh": "content",
    "murmur": "half asleep",
    "protest": "please not",
    "hum": "one or two notes to itself",
    "lullaby": "a slow little tune",
}
LASTING_S: Final = 4.0
LONGEST_S: Final = 60.0
PIECE_S: Final = 0.04
SHEET_SEEDS: Final = (7, 6)


def list_kinds(out: TextIO) -> int:
    """Every kind of cry, one a line."""
    for kind in CRIES:
        print(f"{kind:8}  {WORDS[kind]}", file=out)
    return 0


def sing(cry: Cry, sound_file: Path, plot_file: Path | None, seconds: float | None, out: TextIO) -> int:
    """Write the cry, and its spectrogram where wanted. `seconds` is how long a purr lasts, or where a cry is hushed.

    Raises `CompanionError` for a file that cannot be written.
    """
    for file, ending in ((sound_file, ".wav"), (plot_file, ".png")):
        if file is not None and file.suffix.lower() != ending:
            raise CompanionError(f"is no {ending} file.", str(file), f"Choose a name that ends in {ending}.")
    sound = sung(cry, seconds)
    write(sound_file, _wav(sound))
    print(f"{sound_file}: {described(cry, sound)}", file=out)
    if plot_file is not None:
        write(plot_file, _png(draw(Heard(described(cry, sound), sound))))
        print(f"{plot_file}: its spectrogram", file=out)
    return 0


def sing_sheet(sheet_file: Path, out: TextIO) -> int:
    """Draw every kind of cry twice, as two different seeds have it."""
    if sheet_file.suffix.lower() != ".png":
        raise CompanionError("is no .png file.", str(sheet_file), "Choose a name that ends in .png.")
    cries = [Cry(kind, 0.7, 0.2, 0.0, seed) for kind in CRIES for seed in SHEET_SEEDS]
    write(sheet_file, _png(draw_sheet([Heard(described(cry, sound), sound) for cry in cries for sound in [sung(cry)]])))
    print(f"{sheet_file}: {len(CRIES)} kinds of cry, {len(cries)} spectrograms", file=out)
    return 0


def sung(cry: Cry, seconds: float | None = None) -> Samples:
    """The cry as the speaker would get it, from its first to its last sample."""
    voice = Voice()
    voice.begin(cry)
    longest_s = min(seconds if seconds is not None else LASTING_S if CRIES[cry.kind].lasting else LONGEST_S, LONGEST_S)
    pieces = []
    while (piece := voice.next(PIECE_S)) is not None:
        pieces.append(piece)
        if len(pieces) * PIECE_S >= longest_s:
            voice.hush()
    return Samples(np.concatenate([piece.values for piece in pieces]), pieces[0].rate_hz)


def described(cry: Cry, sound: Samples) -> str:
    peak_db = 20 * np.log10(float(np.abs(sound.values).max(initial=0.0)) + 1e-9)
    return (
        f"{cry.kind}, seed {cry.seed}, {sound.values.size / sound.rate_hz:.2f} s, "
        f"{loudness_db(sound):.0f} LUFS, peak {peak_db:.0f} dB"
    )


def write(path: Path, content: bytes) -> None:
    """Raises `CompanionError` saying why it cannot be written."""
    try:
        path.write_bytes(content)
    except OSError as fault:
        raise CompanionError(
            f"cannot be written ({(fault.strerror or str(fault)).lower()}).", str(path), "Choose another place."
        ) from fault


def _wav(sound: Samples) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(sound.rate_hz)
        writer.writeframes(np.round(sound.values * 32767).astype("<i2").tobytes())
    return file.getvalue()


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    # Few colours are in it: a palette makes the file a third as big.
    picture.quantize(128).save(file, "png", optimize=True)
    return file.getvalue()
