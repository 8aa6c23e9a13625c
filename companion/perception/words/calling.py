"""How somebody calls the creature: the one word in the place of a name, and nothing else of the sentence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from companion.vocabulary.errors import SettingsError

SHORTEST, LONGEST = 2, 20
"""Letters of a name."""

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'"})
_PLACE = "{}"


@dataclass(frozen=True, slots=True)
class Calling:
    """`calls` are ways to call somebody, each a row of words with `{}` where the name stands.

    `no_names` are words that stand there and are no names; `listen_for` are names for a recogniser that hears only what
    is listed.
    """

    language: str
    calls: tuple[tuple[str, ...], ...] = ()
    no_names: frozenset[str] = frozenset()
    listen_for: tuple[str, ...] = ()

    def name_in(self, text: str) -> str | None:
        """The word that somebody calls by in `text`, in lower case, or None. Of several the first."""
        words: list[str] = _WORD.findall(text.translate(_STRAIGHT).lower())
        for begin in range(len(words)):
            for call in self.calls:
                row = words[begin : begin + len(call)]
                if len(row) == len(call) and all(own in (_PLACE, said) for own, said in zip(call, row, strict=True)):
                    name = row[call.index(_PLACE)]
                    if SHORTEST <= len(name) <= LONGEST and name not in self.no_names:
                        return name
        return None

    def phrases(self, ways: Sequence[str] = ("hello {}", "good morning {}", "come here {}")) -> tuple[str, ...]:
        """What to listen for where only listed phrases are heard: a few `ways` of calling by each listed name."""
        return tuple(way.replace(_PLACE, name) for name in self.listen_for for way in ways)


def read_calling(content: Mapping[str, Any], where: str) -> Calling:
    """Ways of calling from their TOML. Raises `SettingsError` with every fault."""
    faults: list[str] = []
    language = content.get("language")
    if not isinstance(language, str) or not re.fullmatch(r"[a-z]{2}", language):
        faults.append('language: two small letters, such as "en"')
    lists: dict[str, tuple[str, ...]] = {}
    for key in ("calls", "no_names", "listen_for"):
        values = content.get(key, [])
        if not isinstance(values, list) or not all(isinstance(each, str) and each == each.lower() for each in values):
            faults.append(f"{key}: a list of words in small letters")
        else:
            lists[key] = tuple(values)
    faults += [f"calls: {call!r} needs one {{}}" for call in lists.get("calls", ()) if call.split().count(_PLACE) != 1]
    if faults:
        raise SettingsError(where, tuple(faults))
    calls = tuple(tuple(call.split()) for call in lists["calls"])
    return Calling(str(language), calls, frozenset(lists["no_names"]), lists["listen_for"])
