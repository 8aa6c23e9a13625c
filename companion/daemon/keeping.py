"""What outlives the process: plain numbers and words in one folder, written atomically, read with suspicion."""

import asyncio
import glob
import json
import logging
import os
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, Protocol

from companion.daemon.supervise import Link
from companion.daemon.worker import done_in, done_within, thread_of_its_own
from companion.vocabulary.errors import StateError
from companion.vocabulary.permissions import Gate
from companion.vocabulary.ports import Store

VERSION = 1
_GATE = "gate"
_MIND = "mind"
SAVE_EVERY_S = 300.0
LAST_SAVE_PATIENCE_S = 2.0
_log = logging.getLogger(__name__)


def default_folder() -> Path:
    """The service's state folder under systemd, otherwise the user's."""
    if given := os.environ.get("COMPANION_STATE") or os.environ.get("STATE_DIRECTORY"):
        return Path(given.split(":")[0])
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "companion"


class FolderStore:
    """One JSON file for each name.

    A file is whole or absent: it is written beside its place, flushed to disk and renamed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ours: set[Path] = set()  # what this process has written, or found to be no newer than itself

    def load(self, name: str) -> Mapping[str, Any] | None:
        """What was saved under `name`, or None when nothing was. Raises `StateError` for what cannot be trusted."""
        path = self._path(name)
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, RecursionError) as fault:
            raise StateError(f"cannot be read ({fault})", str(path), "Delete the file to start afresh.") from fault
        if (version := _newer(content)) is not None:
            advice = "Update companion; until then it starts afresh, and the file is set aside, not overwritten."
            raise StateError(f"is of version {version}, from a newer companion.", str(path), advice)
        if (
            not isinstance(content, dict)
            or content.get("version") != VERSION
            or not isinstance(content.get("state"), dict)
        ):
            raise StateError(f"is not of version {VERSION}", str(path), "Delete the file to start afresh.")
        state: dict[str, Any] = content["state"]
        return state

    def save(self, name: str, state: Mapping[str, Any]) -> None:
        """Keep `state` under `name`. Raises `StateError` when the disk refuses; what was there before stays whole."""
        path = self._path(name)
        draft = path.with_suffix(".draft")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with draft.open("w", encoding="utf-8") as file:
                json.dump({"version": VERSION, "state": dict(state)}, file)
                file.flush()
                os.fsync(file.fileno())
            self._set_aside(path)
            draft.replace(path)
            self._settle()
        except OSError as fault:
            raise StateError(
                f"cannot be written ({fault.strerror})", str(path), "Make room or allow writing."
            ) from fault

    def erase(self, name: str) -> None:
        """Forget what was saved under `name`, if anything was. Raises `StateError` when the disk refuses."""
        path = self._path(name)
        try:
            aside = self._folder.glob(f"{glob.escape(name)}.version-*")
            for each in (path, path.with_suffix(".draft"), *aside):
                if each.exists():
                    each.unlink(missing_ok=True)
                    self._settle()
        except OSError as fault:
            raise StateError(f"cannot be erased ({fault.strerror})", str(path), "Delete the file.") from fault

    def names(self, prefix: str) -> tuple[str, ...]:
        """Every name that begins so under which something is saved, in order. Raises `StateError`."""
        try:
            return tuple(sorted(path.stem for path in self._folder.glob(f"{prefix}*.json")))
        except OSError as fault:
            raise StateError(f"cannot be read ({fault.strerror})", str(self._folder), "Allow reading.") from fault

    def _set_aside(self, path: Path) -> None:
        """A file of a newer companion is kept under another name: an update may be taken back, and come again."""
        if path in self._ours:
            return
        try:
            version = _newer(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, RecursionError):
            version = None
        if version is not None:
            aside = path.with_suffix(f".version-{version}")
            aside.unlink(missing_ok=True)
            os.link(path, aside)  # a second name: a power cut now must not leave a latched gate without its file
        self._ours.add(path)

    def _settle(self) -> None:
        """A new name is safe from a power cut only once the folder itself is on the disk."""
        folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.json"


def _newer(content: object) -> int | None:
    """The version of a file that a newer companion wrote; None for any other."""
    version = content.get("version") if isinstance(content, dict) else None
    return version if isinstance(version, int) and version > VERSION else None


class Lasting(Protocol):
    """What has a state of plain numbers; `restore` raises `StateError` and changes nothing when it cannot trust it."""

    def state(self) -> dict[str, Any]: ...
    def restore(self, state: Mapping[str, Any]) -> None: ...


class Memory:
    """Keeps the mind's own state (energy, mood, its last bid) over a restart. Nothing about any person."""

    def __init__(self, mind: Lasting, store: Store) -> None:
        self._mind = mind
        self._store = store
        # One thread: a last save never overtakes the one before it.
        self._thread = thread_of_its_own("memory")

    def recall(self) -> None:
        """Go on from last time, or afresh when that cannot be trusted."""
        try:
            state = self._store.load(_MIND)
            if state is not None:
                self._mind.restore(state)
        except StateError as fault:
            _log.warning("It starts afresh, without its mood of last time: %s", fault)

    async def keep(self, link: Link) -> None:
        """Save now, every five minutes, and once more when cancelled. Raises `StateError` when the disk refuses.

        It is said to remember only once it has: of a disk that refuses people hear at the start, not in five minutes.
        """
        try:
            while True:
                await done_in(self._thread, self._save)
                link.works("I remember how I am.")
                await asyncio.sleep(SAVE_EVERY_S)
        except asyncio.CancelledError:
            if not await done_within(LAST_SAVE_PATIENCE_S, self._thread, self._save):
                _log.warning("How it is now could not be kept; it will go on from an earlier mood.")
            raise

    def _save(self) -> None:
        self._store.save(_MIND, self._mind.state())


def latched_gate(store: Store) -> Gate:
    """The gate as people left it. A gate that cannot be read stays closed: only people release it."""
    try:
        state = store.load(_GATE)
        if state is None:
            return Gate()
        known = {field.name for field in fields(Gate)}
        if not {"stop"} <= set(state) <= known or not all(isinstance(value, bool) for value in state.values()):
            raise StateError("holds no gate", _GATE, "Release the gate on the page.")
    except StateError as fault:
        _log.warning("The gate of last time cannot be read, so it stays stopped until somebody releases it: %s", fault)
        return Gate(stop=True)
    return Gate(**state)


def latch(store: Store, gate: Gate) -> None:
    """Keep the gate over a restart and a power cut. Raises `StateError`."""
    store.save(_GATE, asdict(gate))
