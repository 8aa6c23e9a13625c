"""What an installation made, kept beside the settings, so that taking it away takes away that and nothing else."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from companion.service.places import RECORD
from companion.service.steps import read, under
from companion.vocabulary.errors import StateError


@dataclass(frozen=True, slots=True)
class Record:
    """`files` that were put there; `folders`, `groups` and the kernel's `word` that were not there before.

    `settings` is the settings file as it was made; empty where people had one already.
    """

    version: str
    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    word: bool = False
    settings: str = ""

    def to_json(self) -> str:
        return json.dumps(asdict(self), indent=1) + "\n"


def last(root: Path) -> Record | None:
    """The record of the last installation, or None. Raises `StateError` for one that cannot be read."""
    path = under(root, RECORD)
    text = read(path)
    if text is None:
        return None
    try:
        content = json.loads(text)
        record = Record(
            str(content["version"]),
            tuple(str(name) for name in content["files"]),
            tuple(str(name) for name in content["folders"]),
            tuple(str(name) for name in content["groups"]),
            bool(content["word"]),
            str(content["settings"]),
        )
    except (ValueError, TypeError, KeyError) as fault:
        advice = "Delete it: groups and kernel words that were added stay then."
        raise StateError("cannot be read.", str(path), advice) from fault
    return record
