"""`companion perceive --text`: what a sentence tells, as one JSON object, by the path of the page's text box."""

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from companion.perception.words.feeling import LABELS, FeelingModel, ModelSource
from companion.perception.words.path import Understood, WordsPath
from companion.runtime import Runtime
from companion.vocabulary.signals import Utterance

DECIMALS = 6
LONGEST_LINE = 100_000
"""Letters read of one line; what is beyond is dropped, so that no file can fill the memory."""


def perceive_words(
    text: str | None, file: Path | None, out: TextIO, err: TextIO, source: ModelSource | None = None
) -> int:
    """Write one line of JSON for the text, and one for each line of the file, in their order.

    Returns 1 when the file cannot be read. Raises `ModelError` when the model cannot be used.
    """
    path = WordsPath(FeelingModel.load(source or Runtime()))
    if text is not None:
        _tell(path, text, out)
    if file is None:
        return 0
    try:
        with file.open(encoding="utf-8-sig", errors="replace", newline=None) as lines:
            for line in _utterances(lines):
                _tell(path, line, out)
    except OSError as fault:
        print(f"{file} cannot be read ({fault.strerror or fault}). Name a text file, one utterance a line.", file=err)
        return 1
    return 0


def members_of(understood: Understood) -> dict[str, Any]:
    """The object that is written: labels and numbers, no word of what was said."""
    feeling = understood.feeling
    return {
        "words": {
            "labels": list(feeling.labels),
            "emotions": {label: _number(feeling.emotions[label]) for label in LABELS},
            "valence": _number(feeling.valence),
            "arousal": _number(feeling.arousal),
            "irony": _number(feeling.irony),
            "needs": list(understood.needs),
            "certainty": _number(feeling.certainty),
        }
    }


def _tell(path: WordsPath, text: str, out: TextIO) -> None:
    understood = path.understand(Utterance(text, typed=True, captured_s=0.0))
    print(json.dumps(members_of(understood), allow_nan=False), file=out, flush=True)


def _utterances(lines: TextIO) -> Iterator[str]:
    """Each line without its end, cut where it is endless; an empty line is an utterance without words."""
    while line := lines.readline(LONGEST_LINE):
        yield line.rstrip("\n")
        while not line.endswith("\n") and (line := lines.readline(LONGEST_LINE)):
            pass


def _number(value: float) -> float:
    return round(value, DECIMALS) if math.isfinite(value) else 0.0
