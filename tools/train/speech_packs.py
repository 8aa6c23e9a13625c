"""The packs of recorded sound that models of hearing learn from and are measured on: a `.csv` beside a `.tar` each.

    speech = read_packs(SPEECH, cache)       # every pack of the folder, decoded once and kept in `cache`

Any pack in this format is taken along, a copy of CREMA-D for instance: columns `file`, `speaker`, `emotion`,
`emotion_source`, `language`, and one sound file per row in the tar, 16 kHz or not.
"""

import csv
import io
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from companion.perception.sounds.spectrum import RATE_HZ

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
SPEECH, SOUNDS = SHARED / "speech", SHARED / "sounds"
TEACHERS = ROOT.parent / "shared" / "teachers"
CACHE = ROOT / ".cache" / "hearing"

Samples = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Clip:
    """One recording: `facts` are the columns of its row, `samples` int16 (n,) at 16 kHz."""

    pack: str
    facts: dict[str, str]
    samples: Samples

    @property
    def speaker(self) -> str:
        """Who is heard, unlike anybody of another pack; of a pack without speakers, nobody."""
        return f"{self.pack}:{self.facts.get('speaker') or '-'}"


def read_packs(folder: Path, cache: Path = CACHE, names: Sequence[str] = ()) -> list[Clip]:
    """Every clip of the packs of a folder, or of those named; empty where the folder is not there."""
    found = sorted(path.stem for path in folder.glob("*.csv") if path.with_suffix(".tar").exists())
    return [clip for name in names or found for clip in _read_pack(folder / name, cache)]


def _read_pack(path: Path, cache: Path) -> list[Clip]:
    with path.with_suffix(".csv").open(encoding="utf8", newline="") as table:
        rows = {row["file"]: row for row in csv.DictReader(table)}
    kept = cache / f"{path.name}.npz"
    if not kept.exists():
        decoded = {}
        with tarfile.open(path.with_suffix(".tar")) as archive:
            for member in archive:
                opened = archive.extractfile(member)
                if opened is not None and member.name in rows:
                    decoded[member.name] = decode(opened.read())
        kept.parent.mkdir(parents=True, exist_ok=True)
        ends = np.cumsum([len(samples) for samples in decoded.values()])
        np.savez(kept, names=np.array(list(decoded)), ends=ends, samples=np.concatenate(list(decoded.values())))
    with np.load(kept) as content:
        names, ends, samples = content["names"], content["ends"], content["samples"]
    pieces = np.split(samples, ends[:-1])
    return [Clip(path.name, rows[name], piece) for name, piece in zip(names, pieces, strict=True)]


def decode(content: bytes) -> Samples:
    """The sound of a file as one channel of int16 at 16 kHz."""
    resampler = AudioResampler(format="s16", layout="mono", rate=RATE_HZ)
    pieces = []
    with av.open(io.BytesIO(content), "r") as container:
        for frame in container.decode(audio=0):
            pieces += [piece.to_ndarray()[0] for piece in resampler.resample(frame)]
        pieces += [piece.to_ndarray()[0] for piece in resampler.resample(None)]
    return np.concatenate(pieces) if pieces else np.zeros(0, np.int16)
