"""An utterance in pieces that one subject and one "not" rule over, whether or not it has marks.

Recognisers of speech write no marks, and people do not speak in sentences: "i don't want my tea i'm that tired i could
drop" are three pieces. A new piece begins where a mark or "but" stands, and where somebody begins anew ("i'm", "he
was", "it's", "where's") after a word that asks for no continuation.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """One piece: its `text`, and what stood `before` and `after` it in the same sentence."""

    text: str
    before: str = ""
    after: str = ""


_SENTENCE_ENDS = re.compile(r"[.!?\n]+")
_MARKS = re.compile(
    r"(?<!\boh)(?<!\bow)(?<!\booh)(?<!\bah)[,;:]+(?! ?that's (?:what|all))| (?=but )|(?<!\bjust) because "
    r"| and (?=i |i'|you |he |she |they |my |it's |there's |nobody |that's |now )|\s[-–—]\s"
    r"| (?=please (?:don't|can|could|come|take|go|stop|leave|let|get|help|i )|so i'm |so i |now i'm )"
)
_BEGINS = re.compile(
    r" (?=(?:i|i'm|i've|i'd|i'll|he|he's|he'd|she|she's|she'd|they|they've|they're|we|we've|it's|there's"
    r"|that's(?! (?:what|all))|you're) )"
)
_GOES_ON = frozenset(
    re.findall(
        r"\S+",
        """
        a about afraid after all although always am and any anyone anything are as be because been before believe bet
        can can't could couldn't day did didn't do does doesn't don't ever everyone everything feel feels felt first
        for glad guess had has hasn't have haven't hear heard hope how how's if is isn't it's just knew know known
        like long many may maybe mean might more much must my never not nothing of often one only or perhaps person
        place quite reckon said say saying says see shall should since so something suppose sure swear tell than that
        that's the there's these thing things think this though thought till time to told unless until used was wasn't
        way were weren't what what's whatever when when's whenever where where's wherever whether which while who
        who's why will wish won't would wouldn't
        """,
    )
)
"""After these a new subject still belongs to what was begun: "I think I'm", "the day I"."""
_TOLD = re.compile(r"\b(?:told|tell|tells|telling|asks?|asked|show|showed|promised) (?:me|him|her|them|us)$")


def clauses(text: str, name: str = "") -> Iterator[Clause]:
    """The pieces in order, without the creature's `name`; nothing for a text without words."""
    if name.strip():
        text = re.sub(rf"(?<!\w){re.escape(name.strip().lower())}(?!\w)", " ", text)
    for sentence in _SENTENCE_ENDS.split(text):
        pieces = [
            " ".join(piece.replace(",", " ").split())
            for marked in _MARKS.split(sentence)
            for piece in _anew(f"{marked} ")
        ]
        pieces = [piece for piece in pieces if piece]
        for place, piece in enumerate(pieces):
            yield Clause(piece, " ".join(pieces[:place]), " ".join(pieces[place + 1 :]))


def _anew(piece: str) -> Iterator[str]:
    begun = 0
    for found in _BEGINS.finditer(piece):
        said = piece[begun : found.start()]
        if said.strip() and said.split()[-1] not in _GOES_ON and not _TOLD.search(said):
            yield said
            begun = found.start()
    yield piece[begun:]
