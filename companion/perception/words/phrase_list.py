"""Phrases of one language by what they mean: what a small recogniser listens for, and what is read in what it heard."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from companion.vocabulary.errors import SettingsError
from companion.vocabulary.readings import WordsMeaning, WordsReading
from companion.vocabulary.signals import Utterance

FELT: Mapping[WordsMeaning, tuple[float, float]] = {
    "greeting": (0.5, 0.3),
    "farewell": (0.1, -0.1),
    "praise": (0.8, 0.4),
    "affection": (0.8, 0.2),
    "thanks": (0.6, 0.1),
    "fine": (0.4, 0.0),
    "lonely": (-0.6, -0.2),
    "missing": (-0.5, 0.1),
    "go_home": (-0.5, 0.3),
    "sad": (-0.7, -0.3),
    "afraid": (-0.7, 0.6),
    "confused": (-0.4, 0.3),
    "pain": (-0.7, 0.5),
    "hungry": (-0.3, 0.1),
    "thirsty": (-0.3, 0.1),
    "tired": (-0.1, -0.6),
    "leave_me": (-0.4, 0.3),
    "want_you": (0.3, 0.2),
    "bedtime": (0.1, -0.5),
}
"""Valence and arousal of what a phrase means, as the table of patterns has them for English."""

KINDS = frozenset(FELT) | {"name", "stop", "yes", "no"}

PHRASE_CERTAINTY = 0.8
"""A whole phrase, heard in a language of which no more is known."""

_MAKES_NO_SPACES = frozenset({"ja"})


@dataclass(frozen=True, slots=True)
class Weight:
    """A kind that two searches must agree on: by a word that `tells` of it, and by a likelihood."""

    tells: tuple[str, ...]
    agrees_from: float


@dataclass(frozen=True, slots=True)
class PhraseList:
    """`ways` maps each kind (a meaning, or name, stop, yes, no) to the ways of saying it, in lower case.

    `weights` are the kinds that must not be misheard, for a recogniser that listens twice.
    """

    language: str
    ways: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, Weight]

    def phrases(self, *names: str) -> tuple[str, ...]:
        """Everything to listen for, each once, with each of the creature's `names` in its places."""
        filled = (way.replace("{name}", name.lower()) for ways in self.ways.values() for way in ways for name in names)
        return tuple(dict.fromkeys(filled))

    def kinds_in(self, text: str, name: str) -> tuple[str, ...]:
        """The kinds of the phrases in `text`; of two phrases at one place the longer counts."""
        apart = "" if self.language in _MAKES_NO_SPACES else " "
        said = apart.join(text.lower().split())
        taken: list[tuple[int, int, str]] = []
        for kind, ways in self.ways.items():
            for way in ways:
                for hit in self._pattern(way.replace("{name}", name.lower())).finditer(said):
                    taken.append((hit.start(), hit.end(), kind))
        longest_first = sorted(taken, key=lambda hit: hit[0] - hit[1])
        kept: list[tuple[int, int, str]] = []
        for start, end, kind in longest_first:
            if all(end <= other_start or start >= other_end for other_start, other_end, _ in kept):
                kept.append((start, end, kind))
        return tuple(dict.fromkeys(kind for _, _, kind in sorted(kept)))

    def read(self, utterance: Utterance, name: str) -> WordsReading:
        """What an utterance means by its phrases alone, for languages in which nothing else is known."""
        kinds = self.kinds_in(utterance.text, name)
        called = "name" in kinds
        if "stop" in kinds:
            kinds = (*kinds, "leave_me")
        meanings = tuple(meaning for meaning in FELT if meaning in kinds)
        count = max(1, len(meanings))
        return WordsReading(
            at_s=utterance.captured_s,
            meanings=meanings or ("other",),
            valence=sum(FELT[meaning][0] for meaning in meanings) / count,
            arousal=sum(FELT[meaning][1] for meaning in meanings) / count,
            certainty=PHRASE_CERTAINTY if meanings or called else 0.0,
            called_by_name=called,
        )

    def _pattern(self, way: str) -> re.Pattern[str]:
        if self.language in _MAKES_NO_SPACES:
            return re.compile(re.escape(way))
        return re.compile(rf"(?<!\w){re.escape(way)}(?!\w)")


def read_phrase_list(content: Mapping[str, Any], where: str) -> PhraseList:
    """A phrase list from its TOML. Raises `SettingsError` with every fault: an unknown kind, an empty or odd phrase."""
    faults: list[str] = []
    language = content.get("language")
    if not isinstance(language, str) or not re.fullmatch(r"[a-z]{2}", language):
        faults.append('language: two small letters, such as "en"')
    phrases = content.get("phrases")
    ways: dict[str, tuple[str, ...]] = {}
    for kind, said in phrases.items() if isinstance(phrases, dict) else ():
        if kind not in KINDS:
            faults.append(f"phrases.{kind}: is not known; known are {', '.join(sorted(KINDS))}")
        elif not isinstance(said, list) or not all(isinstance(way, str) and way.strip() == way != "" for way in said):
            faults.append(f"phrases.{kind}: a list of phrases without blanks around them")
        else:
            ways[kind] = tuple(way if "{name}" in way else way.lower() for way in said)
    if not ways:
        faults.append("phrases: a table of kinds, each with a list of ways to say it")
    weights: dict[str, Weight] = {}
    given = content.get("weighty", {})
    for kind, weight in given.items() if isinstance(given, dict) else ():
        match weight:
            case {"tells": [*tells], "agrees_from": int() | float() as least} if kind in ways and len(weight) == 2:
                weights[kind] = Weight(tuple(str(word) for word in tells), float(least))
            case _:
                faults.append(f"weighty.{kind}: a kind that is in phrases, with the words tells and agrees_from")
    if not isinstance(given, dict):
        faults.append("weighty: a table of kinds that are in phrases")
    if faults:
        raise SettingsError(where, tuple(faults))
    assert isinstance(language, str)
    return PhraseList(language, ways, weights)
