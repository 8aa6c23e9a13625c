"""The FER+ faces that lie beside the checkout: 48x48 grey pictures with the votes of ten people each."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.vocabulary.readings import EMOTIONS

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "ferplus.npz"


@dataclass(frozen=True, slots=True)
class FerPlus:
    """`pictures` uint8 (n, 48, 48); `votes` float32 (n, 8) in the order of `EMOTIONS`; the rest bool (n,)."""

    pictures: NDArray[np.uint8]
    votes: NDArray[np.float32]
    validation: NDArray[np.bool_]
    near_duplicate: NDArray[np.bool_]

    def rows(self, chosen: NDArray[np.bool_]) -> "FerPlus":
        return FerPlus(self.pictures[chosen], self.votes[chosen], self.validation[chosen], self.near_duplicate[chosen])


def load_ferplus(path: Path = DATA) -> FerPlus:
    """Reads the set; raises FileNotFoundError where it does not lie.

    Votes for "unknown" and "not a face" are dropped.
    """
    packed = np.load(path)
    names = packed["vote_names"].tolist()
    return FerPlus(
        pictures=np.cumsum(packed["dx"], axis=2, dtype=np.uint8),
        votes=packed["votes"][:, [names.index(emotion) for emotion in EMOTIONS]].astype(np.float32),
        validation=packed["split"] == "validation",
        near_duplicate=packed["near_duplicate"].astype(bool),
    )


def clear_majority(votes: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Rows on which people agree: more than 5 of the votes for one emotion, or 5 with a lead."""
    ranked = np.sort(votes, axis=1)
    return np.asarray((ranked[:, -1] > 5) | ((ranked[:, -1] == 5) & (ranked[:, -2] < 5)), np.bool_)
