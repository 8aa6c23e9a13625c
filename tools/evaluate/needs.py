"""How well the rules hear a need in a sentence: precision and recall of each need, on sentences of several writers.

    make evaluate ARGS=needs                  # all files, with the mistakes in the tuning half of the author's
    make evaluate ARGS="needs --tuning"       # the author's tuning half only

The files are in tests/perception: needs.tsv has the sentences of the rules' first author, in two halves;
needs_strangers.tsv those of three strangers, by which the rules were widened afterwards, and needs_strangers_held.tsv
what was held back of the first of them; needs_unseen.tsv is a fourth stranger's, which alone tells how well it will
hear a stranger. Of what is held out and of strangers only figures are printed, never a sentence.
"""

import hashlib
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from companion.perception.words.needs import NEEDS, needs

FOLDER = Path(__file__).parents[2] / "tests" / "perception"
SENTENCES = FOLDER / "needs.tsv"
STRANGERS = FOLDER / "needs_strangers.tsv"
STRANGERS_HELD = FOLDER / "needs_strangers_held.tsv"
UNSEEN = FOLDER / "needs_unseen.tsv"


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence and the needs a listener should hear in it; without one it is a trap."""

    text: str
    needs: frozenset[str]

    @property
    def held_out(self) -> bool:
        """By the last bit of the first byte of the SHA-256: nobody chose which."""
        return hashlib.sha256(self.text.encode()).digest()[0] & 1 == 1


@dataclass(frozen=True, slots=True)
class Figure:
    """Counts of one need, or of all: rightly heard, wrongly heard, not heard."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what was heard that was so, 0..1; 1 where nothing was heard."""
        heard = self.right + self.wrong
        return self.right / heard if heard else 1.0

    @property
    def recall(self) -> float:
        """The share of what was so that was heard, 0..1; 1 where there was nothing to hear."""
        there = self.right + self.missed
        return self.right / there if there else 1.0


def main(options: Sequence[str] = ()) -> int:
    """Prints the figures; 1 when the sentences cannot be read."""
    try:
        said = load()
        strangers = {path: load(path) for path in (STRANGERS, STRANGERS_HELD, UNSEEN)}
    except (OSError, ValueError) as fault:
        print(f"needs: {fault}", file=sys.stderr)
        return 1
    tuning = [one for one in said if not one.held_out]
    print("\n".join((*lines("tuning half", tuning), *mistakes(tuning))))
    if "--tuning" not in options:
        print("\n".join(lines("half held out", [one for one in said if one.held_out])))
        for path, theirs in strangers.items():
            print("\n".join(lines(path.name, theirs)))
        print("\n".join(lines("all that the rules were not made by", never_seen())))
    return 0


def load(path: Path = SENTENCES) -> tuple[Said, ...]:
    """Every sentence of the file. Raises ValueError that names the line that is not needs, tab, sentence."""
    said = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        labels, tab, text = line.partition("\t")
        heard = frozenset() if labels == "-" else frozenset(labels.split(","))
        if not tab or not text.strip() or not heard <= NEEDS:
            raise ValueError(
                f"{path.name}, line {number}: wants needs of {', '.join(sorted(NEEDS))}, or -, a tab, a sentence"
            )
        said.append(Said(text, heard))
    return tuple(said)


def never_seen() -> tuple[Said, ...]:
    """Everything that was held back from whoever wrote rules."""
    return (*(one for one in load() if one.held_out), *load(STRANGERS_HELD), *load(UNSEEN))


def figure(said: Iterable[Said], need: str = "") -> Figure:
    """Counts of one `need` over the sentences, or of all needs together when none is named."""
    asked = frozenset({need}) if need else NEEDS
    right = wrong = missed = 0
    for one in said:
        heard, there = asked.intersection(needs(one.text)), asked & one.needs
        right += len(heard & there)
        wrong += len(heard - there)
        missed += len(there - heard)
    return Figure(right, wrong, missed)


def fooled(said: Iterable[Said]) -> int:
    """In how many traps a need was heard."""
    return sum(bool(needs(one.text)) for one in said if not one.needs)


def lines(name: str, said: Sequence[Said]) -> list[str]:
    """The table of one half, as it is printed."""
    traps = sum(not one.needs for one in said)
    rows = [f"{name}: {len(said)} sentences, {traps} of them traps", f"  {'need':<12}{'precision':>10}{'recall':>9}"]
    for need in (*sorted(NEEDS), ""):
        one = figure(said, need)
        rows.append(
            f"  {need or 'all':<12}{one.precision:>10.3f}{one.recall:>9.3f}"
            f"   right {one.right}, wrong {one.wrong}, missed {one.missed}"
        )
    return [*rows, f"  traps it fell into: {fooled(said)} of {traps}"]


def mistakes(said: Iterable[Said]) -> list[str]:
    """Each sentence in which too much (+) or too little (-) was heard."""
    rows = []
    for one in said:
        heard = frozenset(needs(one.text))
        if heard != one.needs:
            signs = [f"+{need}" for need in sorted(heard - one.needs)] + [f"-{n}" for n in sorted(one.needs - heard)]
            rows.append(f"    {' '.join(signs):<28}{one.text}")
    return rows
