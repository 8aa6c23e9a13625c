"""The languages it may speak and hear, TOML files of each, read when the creature is put together."""

import tomllib
from pathlib import Path
from typing import Any

from companion.mind.phrases import Phrases, read_phrases
from companion.perception.words.calling import Calling, read_calling
from companion.perception.words.phrase_list import PhraseList, read_phrase_list
from companion.vocabulary.errors import SettingsError

FOLDER = Path(__file__).parent.parent / "languages"


def load_phrases(language: str) -> Phrases:
    """The sentences of one language. Raises `SettingsError` when its file is missing or breaks a rule."""
    path = FOLDER / f"{language}.toml"
    return read_phrases(_content(path), str(path))


def load_phrase_list(language: str) -> PhraseList:
    """What is listened for in one language. Raises `SettingsError` when its file is missing or breaks a rule."""
    path = FOLDER / "phrases" / f"{language}.toml"
    return read_phrase_list(_content(path), str(path))


def load_calling(language: str) -> Calling:
    """How a creature is called in one language; where no file tells, in no way that could be learnt from.

    Raises `SettingsError` when the file breaks a rule.
    """
    path = FOLDER / "names" / f"{language}.toml"
    return read_calling(_content(path), str(path)) if path.exists() else Calling(language)


def _content(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise SettingsError(str(path), (f"cannot be read: {fault.strerror}",)) from fault
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise SettingsError(str(path), (f"is not TOML: {fault}",)) from fault
