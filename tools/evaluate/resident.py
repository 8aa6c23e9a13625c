"""A simulated resident: what they like, how they feel by part of the day, how their face and voice are at rest.

Written as data in `residents.toml`. Simulated people prove that the mechanism works, not that it is good for anybody.
"""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from companion.mind.acts import ACT
from companion.mind.tastes import PARTS, PartOfDay
from companion.vocabulary.readings import EMOTIONS, Emotion

FILE = Path(__file__).with_name("residents.toml")

Mood = Literal["content", "joyful", "sad", "lonely", "anxious", "agitated", "tired"]
MOODS: tuple[Mood, ...] = get_args(Mood)
DISTRESS: frozenset[Mood] = frozenset({"sad", "lonely", "anxious", "agitated"})

UNNAMED = 0.1
"""How an act that the data do not name is liked."""

STATE_OF_MOOD: Mapping[Mood, str] = {mood: f"seems {mood}" for mood in MOODS}


@dataclass(frozen=True, slots=True)
class Resident:
    """One person as data; `residents.toml` says what each number means."""

    name: str
    about: str
    face: Mapping[Emotion, float]
    voice: Mapping[Emotion, float]
    noise: float
    touch: float
    smile: float
    talk: float
    calms: float
    attention: float
    moods: Mapping[PartOfDay, Mapping[Mood, float]]
    tastes: Mapping[str, float]
    when: Mapping[Mood, Mapping[str, float]]
    at: Mapping[PartOfDay, Mapping[str, float]]
    later: Mapping[str, float]

    def liking(self, act: str, mood: Mood, part: PartOfDay, changed: bool = False) -> float:
        """How an act is met on average, -1..1."""
        base = self.tastes.get(act, UNNAMED)
        if changed:
            base = self.later.get(act, base)
        shift = self.when.get(mood, {}).get(act, 0.0) + self.at.get(part, {}).get(act, 0.0)
        return min(1.0, max(-1.0, base + shift))

    def contexts(self) -> list[tuple[Mood, PartOfDay, float]]:
        """Every (mood, part of the day) of this person, and how often it is so. The shares sum to 1."""
        found = []
        for part, moods in self.moods.items():
            whole = sum(moods.values())
            found += [(mood, part, weight / whole / len(self.moods)) for mood, weight in moods.items()]
        return found


def load_residents(path: Path = FILE) -> tuple[Resident, ...]:
    """Everybody in the file. Raises `ValueError` that names what is wrong with it."""
    with path.open("rb") as file:
        rows: list[dict[str, Any]] = tomllib.load(file)["resident"]
    return tuple(_checked(row) for row in rows)


def _checked(row: dict[str, Any]) -> Resident:
    person = Resident(**{"when": {}, "at": {}, "later": {}} | row)
    acts = {act for liked in (*person.when.values(), *person.at.values()) for act in liked}
    _know(person.name, "emotion", {*person.face, *person.voice}, EMOTIONS)
    _know(person.name, "mood", {*person.when, *(mood for moods in person.moods.values() for mood in moods)}, MOODS)
    _know(person.name, "part of the day", {*person.moods, *person.at}, PARTS)
    _know(person.name, "act", {*person.tastes, *person.later, *acts}, ACT)
    return person


def _know(name: str, kind: str, used: Iterable[str], known: Collection[str]) -> None:
    if unknown := sorted(set(used) - set(known)):
        raise ValueError(f"{name}: {', '.join(unknown)} is no {kind}")
