"""Faces of news photographs and films that lie beside the checkout, 96x96 grey, with one student's label each.

The persons are split in two by their names: pictures of the one half, without their labels, may be trained on; those
of the other half are never seen by any training.
"""

import csv
import hashlib
import io
import tarfile
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from companion.vocabulary.readings import EMOTIONS
from tools.ferplus import DATA

WILD = DATA.parent / "faces_muxspace.tar"


@dataclass(frozen=True, slots=True)
class Wild:
    """`pictures` are uint8 (96, 96), `labels` int64 (n,) places in `EMOTIONS`, `persons` names, `unseen` bool (n,)."""

    pictures: list[NDArray[np.uint8]]
    labels: NDArray[np.int64]
    persons: list[str]
    unseen: NDArray[np.bool_]


def load_wild() -> Wild:
    """Reads the set; raises FileNotFoundError where it does not lie."""
    with (WILD.parent / "faces_muxspace_index.csv").open(encoding="utf8", newline="") as table:
        row_of = {row["file"]: row for row in csv.DictReader(table)}
    pictures, labels, persons = [], [], []
    with tarfile.open(WILD) as archive:
        for member in archive:
            opened = archive.extractfile(member)
            if opened is None or row_of.get(member.name, {}).get("label") not in EMOTIONS:
                continue
            pictures.append(np.asarray(Image.open(io.BytesIO(opened.read())).convert("L"), np.uint8))
            labels.append(EMOTIONS.index(row_of[member.name]["label"]))
            persons.append(row_of[member.name]["identity"])
    return Wild(pictures, np.array(labels), persons, np.array([never_trained_on(person) for person in persons]))


def never_trained_on(person: str) -> bool:
    """Which half of the persons one belongs to, by a digest of the name, the same on every machine."""
    return hashlib.sha256(person.encode("utf8")).digest()[0] % 2 == 1
