"""The texts that the feeling in words is learnt from, as they lie beside the checkout, and what is left out of them.

Only sets whose licence allows shipped weights: GoEmotions (CC BY 4.0), EmoBank (CC BY-SA 4.0), iSarcasmEval (MIT),
VADER's word list (MIT), GloVe's Twitter vectors (PDDL); without their labels film reviews (CC BY 4.0), MASC (free for
research and development, commercial too), Switchboard's sample (Open Content License), Taskmaster-4 (CC BY 4.0),
Schema-Guided Dialogue (CC BY-SA 4.0), Topical-Chat (CDLA-Sharing 1.0) and CounselChat (MIT).
"""

import csv
import gzip
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from companion.perception.words.feeling import LABELS

SHARED = Path(__file__).resolve().parents[3] / "shared"
DATA = SHARED / "data"
GOEMOTIONS = DATA / "goemotions"
GLOVE = SHARED / "teachers" / "glove_twitter_25d_12k.npz"

_UNLABELLED: Mapping[str, int] = {
    "unlabelled/movie_reviews": 1,
    "unlabelled/masc": 1,
    "unlabelled/switchboard_sample": 1,
    "unlabelled/taskmaster4": 1,
    "unlabelled/schema_guided_dialogue": 4,
    "labelled/topical_chat": 1,
    "care/counsel_chat": 1,
}
"""Read for its words only; of each file every n-th row, so that bookings are not the most of it."""

Part = Literal["train", "dev", "test"]
Floats = NDArray[np.float32]

_OATHS = """
fuck, fuckin, fucking, shit, shitty, bullshit, sucks, suck, ass, asshole, arsehole, bastard, bitch, butt, bollocks,
pissing, god damn, piece of shit, hardcore, hard core, tied up, snatch, escort, girl on, xx, playboy
"""
OATHS = frozenset(" ".join(_OATHS.split()).split(", "))
"""Of the list of abusive words those that people also say in pain, in anger or in passing: they stay."""


@dataclass(frozen=True, slots=True)
class Texts:
    """`texts` with their `targets`, float32 (n, k)."""

    texts: tuple[str, ...]
    targets: Floats

    def rows(self, chosen: NDArray[np.bool_]) -> "Texts":
        return Texts(tuple(text for text, keep in zip(self.texts, chosen, strict=True) if keep), self.targets[chosen])


def goemotions(part: Part) -> Texts:
    """An official part: one column a label of `LABELS`, 1 where readers gave it."""
    names = (GOEMOTIONS / "emotions.txt").read_text(encoding="utf8").split()
    texts, targets = [], []
    with gzip.open(GOEMOTIONS / f"{part}.tsv.gz", "rt", encoding="utf8", newline="\n") as lines:
        for line in lines:
            text, given, _ = line.rstrip("\n").split("\t")
            row = np.zeros(len(LABELS), np.float32)
            row[[LABELS.index(names[int(number)]) for number in given.split(",")]] = 1
            texts.append(text)
            targets.append(row)
    return Texts(tuple(texts), np.array(targets))


def learnt_from() -> tuple[Texts, int]:
    """GoEmotions' train part without abusive texts, and how many those were."""
    given = goemotions("train")
    kept = decent(given.texts)
    return given.rows(kept), int((~kept).sum())


def emobank(part: Part) -> Texts:
    """Valence and arousal -1..1: EmoBank's mean less 3, one step of its scale is 1."""
    texts, targets = [], []
    for row in table("labelled/emobank"):
        if row["source_id"].startswith(f"{part}/"):
            texts.append(row["text"])
            targets.append([float(row["valence"]) - 3, float(row["arousal"]) - 3])
    return Texts(tuple(texts), np.clip(np.array(targets, np.float32), -1, 1))


def irony(part: Literal["train", "test"]) -> Texts:
    """iSarcasmEval, English: tweets that their own authors call sarcastic (1) or not (0)."""
    name, text, mark = ("train_en", "tweet", "sarcastic") if part == "train" else ("test_a_en", "text", "sarcastic")
    with gzip.open(DATA / "isarcasmeval" / f"{name}.csv.gz", "rt", encoding="utf8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row[text]]
    return Texts(tuple(row[text] for row in rows), np.array([[float(row[mark])] for row in rows], np.float32))


def unlabelled() -> list[str]:
    """Conversation, reviews and stories for their words alone, without the texts that EmoBank is measured on."""
    measured = {letters(text) for part in ("dev", "test") for text in emobank(part).texts}
    rows = (row["text"] for name, every in _UNLABELLED.items() for row in islice(table(name), None, None, every))
    return [text for text in rows if letters(text) not in measured]


def vader() -> Texts:
    """Single words and smileys with the valence -1..1 that ten people gave them."""
    rows = list(table("lexicons/vader"))
    return Texts(
        tuple(row["token"] for row in rows),
        np.array([[float(row["valence_minus4_4"]) / 4] for row in rows], np.float32),
    )


def decent(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Which texts teach no abuse: none of the listed words but the `OATHS`, bool (n,)."""
    listed = (DATA / "wordlists" / "ldnoobw_en.txt").read_text(encoding="utf8").split("\n")
    abusive = sorted({word.strip().lower() for word in listed if word.strip()} - OATHS, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, abusive))})(?!\w)")
    return np.array([pattern.search(text.lower()) is None for text in texts], np.bool_)


def glove() -> dict[str, Floats]:
    """Word vectors of 25 numbers for 12,000 common words; words are written as GloVe does, without apostrophes."""
    packed = np.load(GLOVE)
    return {str(word): vector for word, vector in zip(packed["words"], packed["vectors"], strict=True)}


def letters(text: str) -> str:
    """A text without case, spaces and marks, to find texts that are the same."""
    return "".join(letter for letter in text.lower() if letter.isalnum())


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of one file of `text_extra`."""
    with gzip.open(DATA / "text_extra" / f"{name}.tsv.gz", "rt", encoding="utf8", newline="\n") as lines:
        head = next(lines).rstrip("\n").split("\t")
        for line in lines:
            yield dict(zip(head, line.rstrip("\n").split("\t"), strict=True))
