"""What a sentence means for the heart, by a table of English patterns, with care for "not" and for who is spoken of.

The sentence lives as long as this call. What comes out are labels and numbers. A pattern that is denied ("I'm not
lonely"), that speaks of somebody else ("she was lonely") or of another time ("I used to be afraid") counts for
nothing. Rules of this kind are right about eight times in ten when they speak at all, so no certainty here is above
0.9, and what no rule knows is `other` with certainty 0.
"""

import re
from collections.abc import Iterator

from companion.perception.questions import number_of, question_in
from companion.perception.words.patterns import PATTERNS, Pattern
from companion.vocabulary.readings import WordsMeaning, WordsReading
from companion.vocabulary.signals import Utterance

LONGEST = 1000
"""Letters that are read of one utterance.

A longer one is cut, so that nobody can keep the creature busy with a book.
"""

HEARD_CERTAINTY = 0.8
"""A recogniser mishears; typed words are what they are."""

QUESTION_CERTAINTY = 0.85

_CLAUSE_ENDS = re.compile(r"[.,;:!?\n]+| but | because | and (?=i |i'|you |he |she |they |my )|\s[-–—]\s")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})
_NEGATION = re.compile(r"\b(?:not|never|no longer|isn't|aren't|ain't|wasn't|don't|doesn't|didn't|hardly|without)\b")
_NEGATES_WITHIN_WORDS = 4
_OTHERS = re.compile(
    r"\b(?:he|she|they|he's|she's|they're|we|you|you're|everyone|everybody|people"
    r"|(?:my|the|his|her|their|an?|that|this) (?!own|self|bit|little|lot)\w+)\b"
)
_MYSELF = re.compile(r"\b(?:i|i'm|i've|i'd|i'll|me|my|myself|mine)\b")
_YOU = re.compile(r"\byou(?:r|rs|rself)?\b")
_SOMEBODY_ELSE = re.compile(r"\b(?:he|she|they|he's|she's|they're|his|her|their|him|them|people|everyone|everybody)\b")
_ANOTHER_TIME = re.compile(
    r"\b(?:used to|when i was|as a child|years ago|back then|in the (?:film|movie|book|story)|if i)\b"
)


def read_words(utterance: Utterance, name: str = "Pebble", key: bytes = b"") -> WordsReading:
    """What the utterance means. `name` is what the creature is called; it matches whole words, in any case.

    With several meanings valence and arousal are means weighted by certainty, and the certainty is that of the surest
    row. A question has a number only under a `key` (1 to 64 bytes, the caller's secret for this life of the daemon).
    """
    text = utterance.text[:LONGEST].translate(_STRAIGHT).lower()
    called = bool(name.strip()) and re.search(rf"(?<!\w){re.escape(name.strip().lower())}(?!\w)", text) is not None
    clauses = tuple(_clauses(text, name))
    found = [pattern for clause in clauses for pattern in PATTERNS if _means(pattern, clause)]
    asked = question_in(clauses, text.rstrip().endswith("?"))
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


def meanings_in(text: str) -> tuple[WordsMeaning, ...]:
    """What the table finds in a text, each meaning once."""
    clauses = _clauses(text[:LONGEST].translate(_STRAIGHT).lower(), "")
    return tuple(dict.fromkeys(row.meaning for clause in clauses for row in PATTERNS if _means(row, clause)))


def about_the_speaker(text: str) -> bool:
    """Whether what is told may be the speaker's own and of now: nobody else is named last, no other time."""
    said = text[:LONGEST].translate(_STRAIGHT).lower()
    return not _ANOTHER_TIME.search(said) and (bool(_MYSELF.search(said)) or not _SOMEBODY_ELSE.search(said))


def to_the_creature(text: str) -> bool:
    """Whether somebody is spoken to."""
    return _YOU.search(text[:LONGEST].lower()) is not None


def _heard(certainty: float, utterance: Utterance) -> float:
    return certainty if utterance.typed else certainty * HEARD_CERTAINTY


def _clauses(text: str, name: str) -> Iterator[str]:
    """The sentence in pieces that one subject and one "not" rule over, without the creature's name."""
    spoken_to = re.compile(rf"(?<!\w){re.escape(name.strip().lower())}(?!\w)") if name.strip() else None
    for piece in _CLAUSE_ENDS.split(text):
        clause = " ".join((spoken_to.sub(" ", piece) if spoken_to else piece).split())
        if clause:
            yield clause


def _means(pattern: Pattern, clause: str) -> bool:
    hit = pattern.says.search(clause)
    if hit is None:
        return False
    before = clause[: hit.start()]
    last_words = " ".join(before.split()[-_NEGATES_WITHIN_WORDS:])
    if _NEGATION.search(last_words) or _ANOTHER_TIME.search(clause):
        return False
    return pattern.about != "myself" or _about_myself(before, hit.group())


def _about_myself(before: str, hit: str) -> bool:
    """True when the last one named before the feeling is the speaker, or when nobody is named: "so lonely today"."""
    if _MYSELF.search(hit):
        return True
    myself = max((match.start() for match in _MYSELF.finditer(before)), default=-1)
    others = max((match.start() for match in _OTHERS.finditer(before)), default=-1)
    return others < 0 or myself > others
