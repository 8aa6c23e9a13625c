"""The languages it may speak, one TOML file each, read when the creature is put together."""

import tomllib
from pathlib import Path

from companion.mind.phrases import Phrases, read_phrases
from companion.vocabulary.errors import SettingsError

FOLDER = Path(__file__).parent.parent / "languages"


def load_phrases(language: str) -> Phrases:
    """The sentences of one language. Raises `SettingsError` when its file is missing or breaks a rule."""
    path = FOLDER / f"{language}.toml"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise SettingsError(str(path), (f"cannot be read: {fault.strerror}",)) from fault
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise SettingsError(str(path), (f"is not TOML: {fault}",)) from fault
    return read_phrases(content, str(path))
