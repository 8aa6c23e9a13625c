"""What the expression model can do, measured through the creature's own runtime and face path.

    make evaluate ARGS=faces              # every figure
    make evaluate ARGS="faces --card"     # and the cards of the model written anew from them

FER+ validation without near repetitions of training pictures, where people agree: more than 5 of the votes for the
eight emotions, or 5 with a lead. A third of the same pictures under the hardships of a care home. And news
photographs of persons that no training has seen, one student's label each. This command is the only reader of the
validation part.
"""

import sys
import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from companion.fetch import models_folder
from companion.perception.faces.crop import draw_crop, whole_picture
from companion.perception.faces.path import FaceModels, FacePath
from companion.runtime import Runtime
from companion.vocabulary.errors import ModelError
from tools.evaluate.faces_beside import Beside, compare, table
from tools.evaluate.faces_card import write_cards
from tools.evaluate.faces_figures import Group, Shares, figures_of, group_of, lines_of, lines_of_groups, share
from tools.evaluate.faces_hard import HARDSHIPS
from tools.evaluate.faces_old import OLD
from tools.evaluate.faces_training import Training, read_training
from tools.faces_wild import WILD, load_wild
from tools.ferplus import DATA, FerPlus, clear_majority, load_ferplus
from tools.train.face_pictures import look_at

EVERY = 3

Pictures = Sequence[NDArray[np.uint8]]


def main(options: Sequence[str] = ()) -> int:
    """Prints every figure; a missing data set is skipped with a word. Returns 1 when the models cannot be used."""
    try:
        models = FaceModels.load(Runtime())
    except ModelError as fault:
        print(f"faces: {fault}", file=sys.stderr)
        return 1
    path = FacePath(models)
    groups = measure_wild(path) if WILD.exists() else []
    if not DATA.exists():
        print(f"faces: skipped, the FER+ data is not there ({DATA.name} is looked for in ../shared/data)")
    else:
        data = load_ferplus()
        data = data.rows(data.validation & ~data.near_duplicate & (data.votes.sum(axis=1) > 0))
        logits, ms = logits_of(path, list(data.pictures))
        figures = figures_of(logits, data.votes, models.temperature, ms)
        training = read_training(models_folder())
        print("\n".join(lines_of(figures)))
        if training is not None:
            print(told_of_int8(training))
        hard = measure_hard(path, models, data)
        print(f"the same under hardship (every {EVERY}rd picture), share right:")
        print("\n".join(f"  {name:<38}{one:.3f} ({low:.3f} to {high:.3f})" for name, (one, low, high) in hard.items()))
        beside = measure_beside(models, data)
        print(f"faces: {beside}" if isinstance(beside, str) else "\n".join(table(beside)))
        if "--card" in options and training is not None:
            write_cards(models_folder(), models.temperature, training, figures, hard, beside, groups)
    if groups:
        print("faces, news photographs of persons never trained on, one doubtful label each, share right:")
        print("\n".join(lines_of_groups(groups)))
    else:
        print(f"faces: skipped, the faces in the wild are not there ({WILD.name} is looked for in ../shared/data)")
    return 0


def told_of_int8(training: Training) -> str:
    """What the training found that int8 costs; the float network is not shipped, so it cannot be measured here."""
    return (
        f"  {'int8 against float, by the training':<38}{training.held_int8:.4f} against {training.held_float:.4f} on "
        f"{training.held_clear:,} pictures kept apart"
    )


def logits_of(path: FacePath, pictures: Pictures) -> tuple[NDArray[np.float64], float]:
    """The eight raw scores of each picture, (n, 8), and the CPU milliseconds of one."""
    started = time.process_time()
    rows = [path.read_crop(picture).logits for picture in pictures]
    return np.array(rows, np.float64), (time.process_time() - started) / len(rows) * 1000


def measure_hard(path: FacePath, models: FaceModels, data: FerPlus) -> dict[str, Shares]:
    """Share right under each hardship, on every third picture on which people agree."""
    clear = np.flatnonzero(clear_majority(data.votes))[::EVERY]
    truth = data.votes[clear].argmax(axis=1)
    seen = [look_at(picture, models.detect, models.mesh) for picture in data.pictures[clear]]
    points = [None if face is None else face[1].points_px[:, :2] for face in seen]
    found = {}
    for name, hardship in HARDSHIPS.items():
        chance = np.random.default_rng(0)
        hurt = [hardship(data.pictures[row], one, chance) for row, one in zip(clear, points, strict=True)]
        found[name] = share(logits_of(path, hurt)[0].argmax(axis=1) == truth)
    return found


def measure_beside(models: FaceModels, data: FerPlus) -> list[Beside] | str:
    """Ours and fer's on every picture on which people agree."""
    clear = clear_majority(data.votes)
    pictures, truth = data.pictures[clear], data.votes[clear].argmax(axis=1)
    faces = [look_at(one, models.detect, models.mesh) for one in pictures]
    aligned = [
        draw_crop(one, face[0] if face else whole_picture(one)) for one, face in zip(pictures, faces, strict=True)
    ]
    return compare(pictures, np.stack(aligned), truth)


def measure_wild(path: FacePath) -> list[Group]:
    """News photographs of persons never trained on: all, people who were old when photographed, and the others."""
    wild = load_wild()
    rows = np.flatnonzero(wild.unseen)
    answer = logits_of(path, [wild.pictures[row] for row in rows])[0].argmax(axis=1)
    truth = wild.labels[rows]
    old = np.array([wild.persons[row] in OLD for row in rows])
    return [
        group_of("all", truth, answer),
        group_of("people of about 63 or older", truth[old], answer[old]),
        group_of("all others", truth[~old], answer[~old]),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
