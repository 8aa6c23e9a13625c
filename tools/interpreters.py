"""Finds a Python that fits and can make virtual environments."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.showing import SetupError, output

PYTHONS = ("3.11", "3.12", "3.13")
PROBE = "import sys, importlib.util as u; print('%d.%d' % sys.version_info[:2], u.find_spec('ensurepip') is not None)"


@dataclass(frozen=True)
class Interpreter:
    """One Python: where it is, its version ("3.11"), whether it can make virtual environments."""

    path: str
    version: str
    makes_environments: bool


def probe(path: str | Path) -> Interpreter | None:
    """Ask the Python at `path` about itself; None when there is none that runs."""
    words = output([path, "-c", PROBE]).split()
    return Interpreter(str(path), words[0], words[1] == "True") if len(words) == 2 else None


def places(versions: Sequence[str]) -> Iterator[str]:
    """Where a fitting Python may be, the running one first."""
    yield sys.executable
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    for version in versions:
        found = shutil.which(f"python{version}")
        yield from [found] if found else []
        yield from (f"{folder}/python{version}" for folder in ("/usr/bin", "/usr/local/bin"))
        yield from (str(path) for path in sorted(pyenv.glob(f"{version}.*/bin/python3")))


def choose(versions: Sequence[str]) -> Interpreter:
    """The Python to use; raises SetupError with what to install when there is none."""
    lacking = ""
    for place in places(versions):
        found = probe(place)
        if found is None or found.version not in versions:
            continue
        if found.makes_environments:
            return found
        lacking = lacking or found.version
    if lacking:
        raise SetupError(f"Python {lacking} lacks its venv module, please type: sudo apt-get install python3-venv")
    running = ".".join(map(str, sys.version_info[:2]))
    raise SetupError(f"Python {', '.join(versions[:-1])} or {versions[-1]} is needed, and only {running} was found.")
