"""Which question was asked, as a number: the same for the same question, and meaningless without its key.

People who ask again seldom use the very same words ("When is lunch?", "when do we have lunch?"), so small words,
endings and the order of words do not count. The number is a keyed hash (BLAKE2, RFC 7693); the key is the caller's,
made anew for each life of the daemon and kept nowhere, so the number says nothing outside of it.
"""

import re
from collections.abc import Iterable
from hashlib import blake2b

MOST_WORDS = 12
"""Of a longer question only so many words count, so that a monologue is no question."""

_ASKS = re.compile(
    r"^(?:(?:and|but|so|oh|please|excuse me|tell me|well|sorry|now) )*"
    r"(?:(?:who|what(?! an? )|when|where|why|how|which|whose)(?:'s|'re|'d|'ll)?\b"
    r"|(?:is|are|am|was|were|do|does|did|can|could|will|would|shall|should|may|have|has|isn't|aren't|don't|won't)"
    r" (?:i|you|we|he|she|they|it|there|this|that|my|the|your|somebody|someone|anybody|anyone)\b)"
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+")
_SHORT = re.compile(r"(?:'s|'re|'d|'ll|'m|'ve|n't)$")
_SMALL = frozenset(
    _WORD.findall(
        """
        a an the is are am was were be been being do does did have has had can could will would shall should may might
        i you we he she they it me us him them to of in on at for and or but so oh please excuse tell well sorry now
        then again just really there that this these those going go get got dear darling love today here ca wo
        """
    )
)
_ENDINGS = ("ing", "ed", "es", "s", "e")


def question_in(clauses: Iterable[str], ends_asking: bool) -> frozenset[str] | None:
    """The words that carry the question, or None where nothing is asked.

    `clauses` are lower-case pieces of what was said; `ends_asking` says that it ends with a question mark, which
    recognisers of speech do not write.
    """
    pieces = list(clauses)
    asked = next((piece for piece in reversed(pieces) if _ASKS.match(piece)), None)
    if asked is None and ends_asking and pieces and len(pieces[-1].split()) > 1:
        asked = pieces[-1]
    if asked is None:
        return None
    words = [_SHORT.sub("", word) for word in _WORD.findall(asked)]
    carrying = [_stem(word) for word in words if word not in _SMALL][:MOST_WORDS]
    # "How are you?" has only small words behind the first: then all of them count.
    return frozenset(carrying if len(carrying) > 1 else words[:MOST_WORDS]) or None


def number_of(words: frozenset[str], key: bytes) -> int:
    """The number of a question under a key of 1 to 64 bytes: 48 bits, 0 or more."""
    told = "\0".join(sorted(words)).encode("utf-8", "replace")
    return int.from_bytes(blake2b(told, digest_size=6, key=key[:64]).digest(), "big")


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
    return word
