"""What a sentence means for the heart, by a table of English patterns, with care for "not" and for who is spoken of.

The sentence lives as long as this call. What comes out are labels and numbers. A pattern that is denied ("I'm not
lonely"), that speaks of somebody else ("she was lonely") or of another time ("I used to be afraid") counts for
nothing. Rules of this kind are right about eight times in ten when they speak at all, so no certainty here is above
0.9, and what no rule knows is `other` with certainty 0.
"""

import re
from dataclasses import dataclass

from companion.perception.questions import number_of, question_in
from companion.perception.words.clauses import Clause, clauses
from companion.perception.words.patterns import PATTERNS
from companion.perception.words.rows import Pattern
from companion.perception.words.spoken import written
from companion.perception.words.whose import counts, sung_or_quoted
from companion.vocabulary.readings import WordsMeaning, WordsReading
from companion.vocabulary.signals import Utterance

LONGEST = 1000
"""Letters that are read of one utterance.

A longer one is cut, so that nobody can keep the creature busy with a book.
"""

HEARD_CERTAINTY = 0.8
"""A recogniser mishears; typed words are what they are."""

QUESTION_CERTAINTY = 0.85

SAID_OUTRIGHT = 0.75
"""From this certainty on a row tells what was said, not what may lie behind it."""

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What the table finds in one utterance: its plain `text`, its `pieces`, and the rows that are true of each."""

    text: str
    pieces: tuple[Clause, ...]
    rows: tuple[tuple[Pattern, ...], ...]

    @property
    def outright(self) -> tuple[WordsMeaning, ...]:
        """What was said outright, each meaning once, in the order of the table.

        What is merely surmised (rows below `SAID_OUTRIGHT`) is left out, and so is all of a text that tells of a song.
        """
        if sung_or_quoted(self.text):
            return ()
        found = {row for rows in self.rows for row in rows if row.certainty >= SAID_OUTRIGHT}
        return tuple(dict.fromkeys(row.meaning for row in PATTERNS if row in found))


def look_up(text: str, name: str = "") -> LookedUp:
    """All rows of the table that are true of a text to the creature of that `name`."""
    said = plain(text)
    pieces = tuple(clauses(said, name))
    # Most rows are true of nothing in it: one look at all pieces together spares as many looks as there are pieces.
    together = "\n".join(piece.text for piece in pieces)
    likely = [row for row in PATTERNS if row.says.search(together)]
    return LookedUp(said, pieces, tuple(tuple(row for row in likely if _means(row, piece)) for piece in pieces))


def read_words(utterance: Utterance, name: str = "Pebble", key: bytes = b"") -> WordsReading:
    """What the utterance means. `name` is what the creature is called; it matches whole words, in any case.

    With several meanings valence and arousal are means weighted by certainty, and the certainty is that of the surest
    row. A question has a number only under a `key` (1 to 64 bytes, the caller's secret for this life of the daemon).
    """
    return reading_of(look_up(utterance.text, name), utterance, name, key)


def reading_of(said: LookedUp, utterance: Utterance, name: str, key: bytes) -> WordsReading:
    """The same from what was looked up before."""
    called = bool(name.strip()) and re.search(rf"(?<!\w){re.escape(name.strip().lower())}(?!\w)", said.text) is not None
    found = [row for rows in said.rows for row in rows]
    asked = question_in((piece.text for piece in said.pieces), said.text.rstrip().endswith("?"))
    meanings: tuple[WordsMeaning, ...] = tuple(dict.fromkeys(row.meaning for row in found))
    certainty = max((row.certainty for row in found), default=0.9 if called else 0.0)
    if asked is not None:
        meanings, certainty = (*meanings, "question"), max(certainty, QUESTION_CERTAINTY)
    weight = sum(row.certainty for row in found)
    return WordsReading(
        at_s=utterance.captured_s,
        meanings=meanings or ("other",),
        valence=sum(row.valence * row.certainty for row in found) / weight if found else 0.0,
        arousal=sum(row.arousal * row.certainty for row in found) / weight if found else 0.0,
        certainty=_heard(certainty, utterance),
        called_by_name=called,
        question=number_of(asked, key) if asked is not None and key else None,
    )


def plain(text: str) -> str:
    """The text cut to `LONGEST`, in lower case, with straight quotes and in written forms."""
    return written(text[:LONGEST].translate(_STRAIGHT).lower())


def _heard(certainty: float, utterance: Utterance) -> float:
    return certainty if utterance.typed else certainty * HEARD_CERTAINTY


def _means(pattern: Pattern, clause: Clause) -> bool:
    if not any(counts(clause, hit, pattern.about) for hit in pattern.says.finditer(clause.text)):
        return False
    return pattern.unless is None or pattern.unless.search(clause.text) is None
