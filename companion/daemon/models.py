"""`companion models`: which models are on this disk, whether each is what its card describes, bringing the rest."""

from typing import TextIO

from companion import fetch as fetching
from companion.runtime import ModelState, Runtime

NEEDED = (
    *("face_detection_short_range", "face_expression", "face_landmark", "iris_landmark", "pose_landmark_full"),
    *("sound_event", "voice_activity", "voice_tone", "words_feeling"),
)
"""What the senses ask for: told of as unfit where even the card is gone."""


def show(out: TextIO) -> int:
    """Load and check every model; a table for people. Returns 1 when one cannot be used."""
    states = Runtime().survey(NEEDED)
    width = max((len(state.name) for state in states), default=0)
    for state in states:
        size = f"{state.size_bytes / 1024:7.0f} kB" if state.size_bytes is not None else "      --  "
        print(f"{_mark(state)}  {state.name:{width}}  {size}  {state.licence}", file=out)
        if state.fault is not None:
            print(f"   {state.fault}", file=out)
    return 1 if any(state.fault for state in states) else 0


def fetch(out: TextIO) -> int:
    """Bring the third-party models that are missing or damaged, then check everything. Raises `ModelError`."""
    brought = fetching.fetch(say=lambda line: print(line, file=out, flush=True))
    print(f"Fetched {', '.join(brought)}." if brought else "Nothing is missing.", file=out)
    return show(out)


def _mark(state: ModelState) -> str:
    return "whole  " if state.fault is None else "UNFIT  "
