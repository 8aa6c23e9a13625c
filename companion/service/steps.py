"""The steps of setting up: each says what it does and why, whether it is done already, and does it.

Paths are those on the computer that is set up; `root` is where its files lie: `/`, or an image that is being made.
"""

import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from companion.vocabulary.errors import CompanionError

BEGIN, END = "# companion begin", "# companion end"

Run = Callable[[Sequence[str]], None]


class Step(Protocol):
    """One thing to do. `line` says it for people."""

    @property
    def line(self) -> str: ...
    @property
    def is_done(self) -> bool: ...
    def do(self) -> None: ...


def under(root: Path, path: Path) -> Path:
    """Where `path` of that computer lies here."""
    return root / path.relative_to("/")


def written(path: Path, text: str, mode: int = 0o644) -> None:
    """Write a whole file or none, and make it last. Raises `OSError`."""
    missing = [folder for folder in (path.parent, *path.parent.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=0o755)
    draft = path.with_name(path.name + ".draft")
    try:
        with draft.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(path.stat().st_mode & 0o777 if path.exists() else mode)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def read(path: Path) -> str | None:
    """What stands in a file; None when it is not there."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


@dataclass(frozen=True, slots=True)
class WriteFile:
    """Put `text` at `path`. With `keep`, a file that is there already stays as people made it."""

    root: Path
    path: Path
    text: str
    why: str
    keep: bool = False

    @property
    def line(self) -> str:
        verb = "change" if under(self.root, self.path).exists() and not self.is_done else "write"
        return f"{verb:7} {self.path!s:52}  {self.why}"

    @property
    def is_done(self) -> bool:
        now = read(under(self.root, self.path))
        return now is not None and (self.keep or now == self.text)

    def do(self) -> None:
        written(under(self.root, self.path), self.text)


@dataclass(frozen=True, slots=True)
class RemoveFile:
    """Take a file away."""

    root: Path
    path: Path
    why: str

    @property
    def line(self) -> str:
        return f"{'remove':7} {self.path!s:52}  {self.why}"

    @property
    def is_done(self) -> bool:
        return not under(self.root, self.path).exists()

    def do(self) -> None:
        under(self.root, self.path).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class RemoveFolder:
    """Take a folder away that was made for it, unless something of others is in it by then."""

    root: Path
    path: Path

    @property
    def line(self) -> str:
        return f"{'remove':7} {self.path!s:52}  made for it; stays if others use it"

    @property
    def is_done(self) -> bool:
        return not under(self.root, self.path).is_dir()

    def do(self) -> None:
        place = under(self.root, self.path)
        if not any(place.iterdir()):
            place.rmdir()


@dataclass(frozen=True, slots=True)
class Block:
    """Lines at the end of somebody else's file, between two marks. No lines take the block away."""

    root: Path
    path: Path
    lines: tuple[str, ...]
    why: str

    @property
    def line(self) -> str:
        return f"{'change':7} {self.path!s:52}  {self.why}"

    @property
    def is_done(self) -> bool:
        now = read(under(self.root, self.path))
        return now is None or now == self._wanted(now)

    def do(self) -> None:
        now = read(under(self.root, self.path))
        if now is not None:
            written(under(self.root, self.path), self._wanted(now))

    def _wanted(self, now: str) -> str:
        before, mark, rest = now.partition(BEGIN + "\n")
        _, ended, after = rest.partition(END + "\n")
        if mark and not ended:
            raise CompanionError(
                f'has "{BEGIN}" and no "{END}"', str(self.path), "Take the lines between them out by hand."
            )
        if not self.lines:
            return before + after
        if mark:
            return before + "\n".join((BEGIN, *self.lines, END)) + "\n" + after
        gap = "" if not before or before.endswith("\n") else "\n"
        return before + gap + "\n".join((BEGIN, *self.lines, END)) + "\n"


@dataclass(frozen=True, slots=True)
class Word:
    """A word in the one line of `cmdline.txt`; taken away again where `wanted` is false."""

    root: Path
    path: Path
    word: str
    why: str
    wanted: bool = True

    @property
    def line(self) -> str:
        return f"{'change':7} {self.path!s:52}  {self.why}"

    @property
    def is_done(self) -> bool:
        now = read(under(self.root, self.path))
        return now is None or (self.word in now.split()) == self.wanted

    def do(self) -> None:
        now = read(under(self.root, self.path))
        if now is not None and not self.is_done:
            words = [word for word in now.split() if word != self.word]
            written(under(self.root, self.path), " ".join([*words, *([self.word] if self.wanted else [])]) + "\n")


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the system, run by `run`; `is_done` was found out when the plan was made."""

    words: tuple[str, ...]
    why: str
    is_done: bool
    run: Run

    @property
    def line(self) -> str:
        return f"{'run':7} {' '.join(self.words):52}  {self.why}"

    def do(self) -> None:
        self.run(self.words)


def run_command(words: Sequence[str]) -> None:
    """Run a command of the system. Raises `CompanionError` with its own last words."""
    try:
        done = subprocess.run(list(words), capture_output=True, text=True, check=False)
    except OSError as fault:
        raise CompanionError(f"cannot be run ({fault.strerror})", words[0], "Is this Debian with systemd?") from fault
    if done.returncode != 0:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:] or [f"status {done.returncode}"]
        raise CompanionError(f"failed: {last[0]}", " ".join(words), "Mend that, then run this again.")
