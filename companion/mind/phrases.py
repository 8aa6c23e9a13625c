"""A language as data: what may be said on which occasion. Read and checked here, chosen from in `sayings.py`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from companion.vocabulary.errors import SettingsError

Occasion = Literal[
    "greeting",
    "farewell",
    "praise",
    "affection",
    "thanks",
    "fine",
    "not_fine",
    "content",
    "joyful",
    "sad",
    "lonely",
    "missing",
    "go_home",
    "afraid",
    "agitated",
    "confused",
    "asking",
    "question",
    "pain",
    "hungry",
    "thirsty",
    "tired",
]
OCCASIONS: tuple[Occasion, ...] = get_args(Occasion)

Step = Literal["reflect", "validate", "ask", "suggest"]
STEPS: tuple[Step, ...] = get_args(Step)

LONGEST = 110
"""Letters in one saying, its gaps still open."""

_GAPS = re.compile(r"\{(\w*)\}")
_FILLS = frozenset({"name", "suggestion"})


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language: its `language` code, the `pace` of speech, and the sentences of each occasion and step."""

    language: str
    pace: float
    sentences: Mapping[Occasion, Mapping[Step, tuple[str, ...]]]

    def of(self, occasion: Occasion, step: Step) -> tuple[str, ...]:
        return self.sentences.get(occasion, {}).get(step, ())


def read_phrases(content: Mapping[str, Any], where: str) -> Phrases:
    """Check the content of a language file. Raises `SettingsError` with every fault."""
    faults: list[str] = []
    language, pace, occasions = content.get("language"), content.get("pace"), content.get("occasions")
    if not isinstance(language, str) or not re.fullmatch(r"[a-z]{2}", language):
        faults.append("language takes two small letters, such as en")
    if not isinstance(pace, float) or not 0.5 <= pace <= 1.0:
        faults.append("pace takes a number from 0.5 to 1.0")
    if not isinstance(occasions, Mapping):
        faults.append("occasions is missing; it takes a table for each occasion")
        occasions = {}
    faults += [f"occasions.{name} is not known here" for name in occasions if name not in OCCASIONS]
    faults += [f"occasions.{name} is missing" for name in OCCASIONS if name not in occasions]
    sentences: dict[Occasion, Mapping[Step, tuple[str, ...]]] = {}
    for occasion in OCCASIONS:
        steps = occasions.get(occasion, {})
        faults += _faults(occasion, steps)
        if isinstance(steps, Mapping):
            sentences[occasion] = {step: tuple(steps[step]) for step in STEPS if isinstance(steps.get(step), list)}
    if faults:
        raise SettingsError(where, tuple(faults))
    assert isinstance(language, str)
    assert isinstance(pace, float)
    return Phrases(language, pace, sentences)


def _faults(occasion: str, steps: object) -> list[str]:
    if not isinstance(steps, Mapping):
        return [f"occasions.{occasion} takes a table of {', '.join(STEPS)}"]
    found = []
    for step, sentences in steps.items():
        place = f"occasions.{occasion}.{step}"
        if step not in STEPS:
            found.append(f"{place} is not known here; allowed are {', '.join(STEPS)}")
        elif not isinstance(sentences, list) or not sentences:
            found.append(f"{place} takes a list of sentences")
        else:
            found += [f"{place}: {sentence!r} {fault}" for sentence in sentences if (fault := _fault(sentence))]
    return found


def _fault(sentence: object) -> str:
    if not isinstance(sentence, str) or not 0 < len(sentence) <= LONGEST:
        return f"is not a text of 1 to {LONGEST} letters"
    unknown = set(_GAPS.findall(sentence)) - _FILLS
    if unknown or sentence.count("{") != len(_GAPS.findall(sentence)) or sentence.count("}") != sentence.count("{"):
        return "has a gap that is neither {name} nor {suggestion}"
    return ""
