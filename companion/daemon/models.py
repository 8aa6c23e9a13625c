"""`companion models`: which models are on this disk, whether each is what its card describes, bringing the rest."""

from typing import TextIO

from companion import fetch as fetching
from companion.runtime import ModelState, Runtime


def show(out: TextIO) -> int:
    """Load and check every model that has a card; a table for people. Returns 1 when one cannot be used."""
    states = Runtime().survey()
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
