"""`companion preferences`: what was learnt of each resident, to read, to take along, and to erase."""

import json
import random
from collections.abc import Mapping
from typing import Any, TextIO

from companion.daemon import called
from companion.daemon.keeping import FolderStore
from companion.daemon.residents import PREFIX, resident_of, store_name
from companion.mind.acts import ACT
from companion.mind.states import UNSURE
from companion.mind.tastes import Liking, Tastes
from companion.vocabulary.acts import NOBODY
from companion.vocabulary.errors import StateError

LIKES: tuple[tuple[float, str], ...] = (
    (0.3, "likes it much"),
    (0.12, "likes it"),
    (-0.12, "neither likes nor dislikes it"),
    (-0.3, "likes it less"),
    (-2.0, "does not like it"),
)
"""From this worth on, against the person's usual answer, so it is said."""

TOO_FEW = 3
"""Answers below which nothing is said of a liking."""


def show_residents(store: FolderStore, out: TextIO) -> int:
    """Everybody of whom something is kept."""
    kept = {PREFIX + name.removeprefix(prefix) for prefix in (PREFIX, called.PREFIX) for name in store.names(prefix)}
    residents = [resident for name in sorted(kept) if (resident := resident_of(name)) is not None]
    for resident in residents:
        print(resident, file=out)
    if not residents:
        print("Nothing is kept of anybody.", file=out)
    return 0


def show(store: FolderStore, resident: str, out: TextIO) -> int:
    """What this resident seems to like, as a table. Raises `StateError`."""
    state = _kept(store, resident)
    tastes = _tastes(state)
    rows = [row for row in tastes.likings() if row.act in ACT and ACT[row.act].purpose != "own"]
    print(
        f"What {resident} seems to like, as far as it has learnt from strokes, smiles, a calmer voice and nearness,",
        file=out,
    )
    print(
        "and from pushing away, hitting and leaving. 0 is the usual answer; no act of comfort is ever given up.",
        file=out,
    )
    if not rows:
        print("\nNothing yet.", file=out)
    for person in sorted({row.state for row in rows}):
        print(f"\n{when(resident, person)}:", file=out)
        for row in rows:
            if row.state == person:
                print(f"  {line_of(row)}", file=out)
    for other in called.load(store, resident).names:
        print(f"\n{resident} calls it {called.shown(other)}, and it answers to that.", file=out)
    if (baseline := state.get("baseline")) is not None:
        print(f"\nHow the face and voice are at rest is kept as {_numbers(baseline)} numbers.", file=out)
    return 0


def export(store: FolderStore, resident: str, out: TextIO) -> int:
    """Everything kept of this resident, as JSON. Raises `StateError`."""
    state, names = dict(_kept(store, resident)), called.load(store, resident)
    _tastes(state)
    if names != called.Called(names.resident):
        state["called"] = names.state()
    json.dump(state, out, indent=2, ensure_ascii=False, sort_keys=True)
    print(file=out)
    return 0


def erase(store: FolderStore, resident: str, out: TextIO) -> int:
    """Erase everything kept of this resident, also what cannot be read. Raises `StateError` when the disk refuses."""
    name, names_file = store_name(resident), called.name_of_file(resident)
    there = name in store.names(name) or names_file in store.names(names_file)
    store.erase(name)
    store.erase(names_file)
    print(f"Everything kept of {resident} is erased." if there else f"Nothing is kept of {resident}.", file=out)
    return 0


def when(resident: str, person: str) -> str:
    """In which state of the person, as the beginning of a sentence."""
    if person == UNSURE:
        return f"When it is not sure how {resident} is"
    if person == NOBODY:
        return "When nobody is here"
    return f"When {resident} {person}" if person.startswith(("seems", "says")) else f"When {resident} is {person}"


def line_of(row: Liking) -> str:
    """One row, as a care worker reads it."""
    label = ACT[row.act].label
    times = "once" if row.tried == 1 else f"{row.tried} times"
    verdict = next(says for least, says in LIKES if row.worth >= least)
    if row.tried < TOO_FEW or (abs(row.worth) < row.doubt and verdict != LIKES[2][1]):
        verdict = f"not sure yet, perhaps {verdict}"
    return f"{label:34} {row.worth:+.2f} ±{row.doubt:.2f}  tried {times:9}  {verdict}"


def _kept(store: FolderStore, resident: str) -> Mapping[str, Any]:
    name = store_name(resident)
    state = store.load(name)
    if state is None and called.name_of_file(resident) in store.names(called.PREFIX):
        return {"resident": resident.strip(), "tastes": Tastes(random.Random(0)).state()}
    if state is None:
        raise StateError(
            f"is not known: nothing is kept of {resident}.", resident, "`companion preferences` lists all."
        )
    if state.get("resident") != resident.strip():
        raise StateError(
            "is of another resident", f"{name}.json", "It is not used; erase it if it should not be there."
        )
    return state


def _tastes(state: Mapping[str, Any]) -> Tastes:
    tastes = Tastes(random.Random(0))
    learnt = state.get("tastes")
    if not isinstance(learnt, dict):
        raise StateError("holds no tastes", str(state.get("resident")), "Erase it to begin afresh.")
    tastes.restore(learnt)
    return tastes


def _numbers(value: object) -> int:
    """How many numbers there are in a state."""
    if isinstance(value, Mapping):
        return sum(_numbers(each) for each in value.values())
    if isinstance(value, list | tuple):
        return sum(_numbers(each) for each in value)
    return int(isinstance(value, int | float) and not isinstance(value, bool))
