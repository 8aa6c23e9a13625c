"""A sentence as the words the model knows it by: the same for training and life, typed or heard.

Lower case; short forms written out ("don't", "dont": do not), emoji as words, stretched letters shortened, numbers and
links as one word each, and who somebody is left out (`people`). What only writing has, marks and capitals, becomes
words of its own that a heard sentence simply does not have.
"""

import re
from collections.abc import Iterator, Mapping

from companion.perception.words.people import CANONICAL, TRAIT
from companion.perception.words.signs import EMOJI, SMILEYS

LONGEST_LETTERS = 1000
"""Letters that are read of one utterance; a longer one is cut."""

NUMBER, LINK, NAME, CAPITALS, STRETCHED = "<number>", "<link>", "<name>", "<capitals>", "<stretched>"

MARKS = frozenset({"!", "!!", "?", "??", "?!", "...", CAPITALS, STRETCHED})
"""Words that only writing has."""

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "…": "...", "\ufe0f": None})
_TONES = re.compile("[\U0001f3fb-\U0001f3ff\u200d\u2640\u2642]")
_EMOJI = re.compile("[" + "".join(map(re.escape, EMOJI)) + "]")
_SMILEYS = tuple((re.compile(pattern), f" {words} ") for pattern, words in SMILEYS)
_LINK = re.compile(r"\bhttps?://\S+|\bwww\.\S+|\bhttp\b")
_SOMEBODY = re.compile(r"\[name\]|(?<!\w)@\w+")
_AGED = re.compile(r"\b(?:\d+|[a-z]+ty|[a-z]+teen)(?:[- ][a-z]+)?[- ]years?[- ]olds?\b|\bmiddle[- ]aged?\b")
_SHORTENED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(?:won't|wont)\b"), "will not"),
    (re.compile(r"\b(?:can't|cant|cannot)\b"), "can not"),
    (re.compile(r"\b(?:ain't|aint)\b"), "is not"),
    (re.compile(r"\b(do|does|did|is|are|was|were|has|have|had|would|could|should|must|need)n'?t\b"), r"\1 not"),
    (re.compile(r"\b(?:i'm|im)\b"), "i am"),
    (re.compile(r"\b(?:i've|ive)\b"), "i have"),
    (re.compile(r"\b(you|they|we|who|there)'re\b"), r"\1 are"),
    (re.compile(r"\b(you|they)re\b"), r"\1 are"),
    (re.compile(r"\b(\w+)'ll\b"), r"\1 will"),
    (re.compile(r"\b(\w+)'ve\b"), r"\1 have"),
    (re.compile(r"\b(\w+)'d\b"), r"\1 would"),
    (re.compile(r"\b(?:let's|lets)\b"), "let us"),
    (re.compile(r"\b(that|it|he|she|what|who|there|here|where|how)'s\b"), r"\1 is"),
    (re.compile(r"\b(that|what|he|she|there|here)s\b"), r"\1 is"),
    (re.compile(r"(?<=\w)'s\b"), ""),
)
_SPELT: Mapping[str, str] = {
    "u": "you", "ur": "your", "pls": "please", "plz": "please", "thx": "thanks", "ty": "thanks", "tysm": "thanks",
    "thankyou": "thanks", "tnx": "thanks", "luv": "love", "gonna": "going to", "wanna": "want to", "gotta": "got to",
    "cuz": "because", "cos": "because", "bc": "because", "ya": "you", "yea": "yeah", "idk": "i do not know",
    "tbh": "honestly", "gr8": "great", "dunno": "do not know", "kinda": "kind of", "sry": "sorry", "srsly": "seriously",
    "goddamn": "damn", "favourite": "favorite", "humour": "humor", "colour": "color", "okay": "ok",
}  # fmt: skip
_STRETCH = re.compile(r"([a-z])\1{2,}")
_LAUGH = re.compile(r"^(?:a?(?:ha|he|hi){2,}h?a?|l+o+l+(?:ol)*|(?:ha)+h)$")
_WORD = re.compile(
    r"<[a-z]+>|[^\W\d_]+(?:'[^\W\d_]+)?|\d+(?:[.,]\d+)*|\.\.+|[!?]+|[^\w\s.,;:'\"()\[\]{}<>/\\|*&%$#@^~`_+=-]"
)


def tokens(text: str) -> list[str]:
    """The words of one utterance, in order; empty where nothing can be read."""
    found: list[str] = []
    for word in _written(text[:LONGEST_LETTERS]):
        if word == TRAIT and found and found[-1] == TRAIT:
            continue
        found.append(word)
    return found


def spoken(text: str) -> str:
    """The sentence as a recogniser of speech would write it: no capitals, no marks, no emoji."""
    kept = _EMOJI.sub(" ", _TONES.sub("", text.translate(_STRAIGHT)).replace("[NAME]", "<name>"))
    for smiley, _ in _SMILEYS:
        kept = smiley.sub(" ", kept)
    words = re.findall(r"<name>|\[religion\]|[^\W_]+(?:'[^\W_]+)?", kept.lower())
    return " ".join("[name]" if word == "<name>" else word for word in words)


def _written(text: str) -> Iterator[str]:
    text = _TONES.sub("", text.translate(_STRAIGHT))
    text = _EMOJI.sub(lambda hit: f" {EMOJI[hit.group()]} ", text)
    shouted = {word for word in re.findall(r"\b[A-Z]{3,}\b", text) if word not in ("NAME", "RELIGION")}
    text = text.lower().replace("[religion]", TRAIT)
    text = _LINK.sub(f" {LINK} ", text)
    for smiley, words in _SMILEYS:
        text = smiley.sub(words, text)
    text = _AGED.sub(TRAIT, _SOMEBODY.sub(NAME, text))
    for pattern, written_out in _SHORTENED:
        text = pattern.sub(written_out, text)
    if len(shouted) > 1 or (shouted and len(text.split()) <= 3):
        yield CAPITALS
    for piece in _WORD.findall(text):
        yield from _read(piece)


def _read(piece: str) -> Iterator[str]:
    first = piece[0]
    if first == "<":
        yield piece
    elif first.isdigit():
        yield NUMBER
    elif first == ".":
        yield "..."
    elif first in "!?":
        yield "?!" if "!" in piece and "?" in piece else piece[:2]
    elif _LAUGH.match(piece):
        yield "lol" if piece[0] == "l" else "haha"
    else:
        if _STRETCH.search(piece):
            yield STRETCHED
            piece = _STRETCH.sub(r"\1\1", piece)
            once = re.sub(r"(.)\1", r"\1", piece)
            piece = once if once in ("so", "no", "yes", "love", "wow", "please", "omg", "aw", "oh", "ah") else piece
        for word in _SPELT.get(piece, piece).replace("'", "").split():
            yield CANONICAL.get(word, word)
