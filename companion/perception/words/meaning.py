"""What a sentence means for the heart, by a table of English patterns, with care for "not" and for who is spoken of.

The sentence lives as long as this call. What comes out are labels and numbers. A pattern that is denied ("I'm not
lonely"), that speaks of somebody else ("she was lonely") or of another time ("I used to be afraid") counts for
nothing. Rules of this kind are right about eight times in ten when they speak at all, so no certainty here is above
0.9, and what no rule knows is `other` with certainty 0.
"""

import re

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


def read_words(utterance: Utterance, name: str = "Pebble", key: bytes = b"") -> WordsReading:
    """What the utterance means. `name` is what the creature is called; it matches whole words, in any case.

    With several meanings valence and arousal are means weighted by certainty, and the certainty is that of the surest
    row. A question has a number only under a `key` (1 to 64 bytes, the caller's secret for this life of the daemon).
    """
    text = plain(utterance.text)
    called = bool(name.strip()) and re.search(rf"(?<!\w){re.escape(name.strip().lower())}(?!\w)", text) is not None
    pieces = tuple(clauses(text, name))
    found = [pattern for clause in pieces for pattern in PATTERNS if _means(pattern, clause)]
    asked = question_in((piece.text for piece in pieces), text.rstrip().endswith("?"))
    meanings: tuple[WordsMeaning, ...] = tuple(dict.fromkeys(pattern.meaning for pattern in found))
    certainty = max((pattern.certainty for pattern in found), default=0.9 if called else 0.0)
    if asked is not None:
        meanings, certainty = (*meanings, "question"), max(certainty, QUESTION_CERTAINTY)
    weight = sum(pattern.certainty for pattern in found)
    return WordsReading(
        at_s=utterance.captured_s,
        meanings=meanings or ("other",),
        valence=sum(pattern.valence * pattern.certainty for pattern in found) / weight if found else 0.0,
        arousal=sum(pattern.arousal * pattern.certainty for pattern in found) / weight if found else 0.0,
        certainty=_heard(certainty, utterance),
        called_by_name=called,
        question=number_of(asked, key) if asked is not None and key else None,
    )


def needs_in(text: str, name: str = "") -> tuple[WordsMeaning, ...]:
    """What the table finds said outright in a text, each meaning once, in the order of the table.

    What is merely surmised (rows below `SAID_OUTRIGHT`) is left out, and so is all of a text that tells of a song.
    """
    said = plain(text)
    if sung_or_quoted(said):
        return ()
    pieces = tuple(clauses(said, name))
    rows = (row for row in PATTERNS if row.certainty >= SAID_OUTRIGHT and any(_means(row, clause) for clause in pieces))
    return tuple(dict.fromkeys(row.meaning for row in rows))


def plain(text: str) -> str:
    """The text cut to `LONGEST`, in lower case, with straight quotes and in written forms."""
    return written(text[:LONGEST].translate(_STRAIGHT).lower())


def _heard(certainty: float, utterance: Utterance) -> float:
    return certainty if utterance.typed else certainty * HEARD_CERTAINTY


def _means(pattern: Pattern, clause: Clause) -> bool:
    if pattern.unless is not None and pattern.unless.search(clause.text):
        return False
    return any(counts(clause, hit, pattern.about) for hit in pattern.says.finditer(clause.text))
