"""Runs a program for a person: a line at a time of what it does, and its last words when it fails."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class SetupError(Exception):
    """Set-up cannot go on; the message says why and what to do."""


def say(line: str) -> None:
    """One line of progress, visible at once even through a pipe."""
    print(line, flush=True)


def silent(line: str) -> None:
    """Shows nothing of a program's output."""


def everything(line: str) -> str:
    """Shows every line of a program's output."""
    return line


def run(command: Sequence[str | Path], shown: Callable[[str], str | None]) -> None:
    """Run a command in the checkout, showing the lines `shown` makes of its output; raises SetupError when it fails."""
    words = [str(word) for word in command]
    lines: list[str] = []
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT) as process:
        for line in process.stdout or ():
            lines.append(line.strip())
            said = shown(lines[-1])
            if said:
                say(f"  {said}")
    if process.returncode != 0:
        faults = [line for line in lines if line.startswith(("ERROR", "E:"))] or lines[-3:]
        raise SetupError(f"`{' '.join(words[:4])} ...` failed: {' '.join(faults[-3:])}")


def succeeds(command: Sequence[str | Path]) -> bool:
    """Whether a command runs and ends well; its output is not shown."""
    try:
        return subprocess.run([str(word) for word in command], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def output(command: Sequence[str | Path]) -> str:
    """What a command prints; empty when it cannot be run."""
    words = [str(word) for word in command]
    try:
        return subprocess.run(words, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""
