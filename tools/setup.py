"""Makes a fresh clone ready: system packages, a virtual environment, pinned packages, the third-party models.

    python3 -m tools.setup [run|test|mediapipe|peers|train ...]

Runs under whatever Python the system has and needs nothing installed. What is done is noted in `.venv/setup.json`, so a
second run finds nothing to do and starts no other program. `make run`, `make test` and `make setup` call it.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools import interpreters, system_packages
from tools.showing import ROOT, SetupError, everything, run, say, silent, succeeds

WHEELS = ROOT / ".cache" / "wheels"


@dataclass(frozen=True)
class Level:
    """What one purpose needs: environment, ending of its lock, sections of the package list, fitting Pythons."""

    folder: str
    lock: str
    sections: tuple[str, ...] = ("run",)
    pythons: tuple[str, ...] = interpreters.PYTHONS
    rank: int = 0
    has_companion: bool = True


# Within one folder a level of higher rank contains those below, and an environment never falls back to a lower one.
LEVELS = {
    "run": Level(".venv", ""),
    "test": Level(".venv", "-dev", ("run", "test"), rank=1),
    "mediapipe": Level(".venv-peers", "-mediapipe", pythons=("3.11", "3.12"), has_companion=False),
    "peers": Level(".venv-peers", "-peers", pythons=("3.11", "3.12"), rank=1, has_companion=False),
    "train": Level(".venv-train", "-train", pythons=("3.11", "3.12")),
}
# tensorflow-cpu, which fer and training need, is there for no other processor.
ONLY_X86_64 = ("peers", "train")


def fingerprint(level: Level) -> str:
    """A hash of everything that decides the outcome: set-up itself, lists, locks, and the place of the checkout."""
    inputs = sorted((ROOT / "locks").glob(f"py*[0-9]{level.lock}.txt"))
    inputs += [ROOT / "tools" / name for name in ("setup.py", "interpreters.py", "system-packages.txt")]
    if level.has_companion:
        inputs += [ROOT / "pyproject.toml", ROOT / "models" / "third_party" / "mediapipe.toml"]
    digest = hashlib.sha256(str(ROOT).encode())
    for path in inputs:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_stamp(level: Level) -> dict[str, str]:
    """What the last set-up of this level's environment noted; empty when there was none or it cannot be read."""
    try:
        stamp = json.loads((ROOT / level.folder / "setup.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(level: Level, stamp: dict[str, str]) -> None:
    """Note what is done, so that the next run can leave it out."""
    (ROOT / level.folder / "setup.json").write_text(json.dumps(stamp, indent=1), encoding="utf-8")


def is_done(level: Level, stamp: dict[str, str]) -> bool:
    """Whether nothing changed since the last set-up and everything it made is still there."""
    files = stamp.get("files", "").splitlines()
    return stamp.get("inputs") == fingerprint(level) and all((ROOT / name).exists() for name in files)


def make_environment(level: Level) -> tuple[Path, str]:
    """Make the virtual environment unless a working one is there; returns its interpreter and version."""
    folder = ROOT / level.folder
    python = folder / "bin" / "python"
    existing = interpreters.probe(python) if python.exists() else None
    # Scripts in an environment name its place, so one that was moved with the checkout is made anew.
    moved = read_stamp(level).get("place", str(ROOT)) != str(ROOT)
    if existing and existing.version in level.pythons and not moved:
        return python, existing.version
    base = interpreters.choose(level.pythons)
    say(f"  {level.folder} with Python {base.version} ({base.path})")
    # picamera2 and libcamera exist only as system packages; off a Pi the environment stays closed.
    closed = not (level.has_companion and succeeds([base.path, "-c", "import picamera2"]))
    site = [] if closed else ["--system-site-packages"]
    run([base.path, "-m", "venv", "--clear", *site, folder], silent)
    return python, base.version


def install_pinned(python: Path, lock: Path, keep_wheels: bool) -> None:
    """Install exactly what `lock` says, wheels only, every file checked against its hash."""
    pip: list[str | Path] = [python, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    pinned: list[str | Path] = [
        "--no-deps",
        "--only-binary=:all:",
        "--require-hashes",
        "--progress-bar=off",
        "--requirement",
        lock,
    ]
    if keep_wheels:
        # Kept, so that a repeated set-up and the test of the built wheel need no network.
        WHEELS.mkdir(parents=True, exist_ok=True)
        run([*pip, "download", "--dest", WHEELS, *pinned], downloads)
        pinned += ["--no-index", "--find-links", WHEELS]
    run([*pip, "install", *pinned], downloads)


def downloads(line: str) -> str | None:
    """Of pip's output, the files it downloads with their size."""
    return line if line.startswith("Downloading ") and ".whl.metadata" not in line and "://" not in line else None


def install_companion(python: Path) -> None:
    """Install companion itself, editable, with the build tools of the lock and without network."""
    options = ["--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check", "--no-input"]
    run([python, "-m", "pip", "install", *options, "--editable", ROOT], silent)


def fetch_models(python: Path) -> bool:
    """Bring the third-party models; False when that failed, which is said: the creature lives on without that sense."""
    try:
        run([python, "-m", "companion.fetch"], everything)
    except SetupError:
        return False
    return True


def set_up(name: str) -> None:
    """Bring one level up to date."""
    stamp = read_stamp(LEVELS[name])
    before = stamp.get("level", "")
    if before in LEVELS and LEVELS[before].rank > LEVELS[name].rank:
        name = before
    level = LEVELS[name]
    if before == name and is_done(level, stamp):
        say(f"set-up for {name}: nothing to do")
        return
    say(f"set-up for {name}, into {level.folder}")
    on_a_pi = level.has_companion and system_packages.is_raspberry_pi()
    complete = system_packages.install([*level.sections, *(["pi"] if on_a_pi else [])])
    python, version = make_environment(level)
    lock = ROOT / "locks" / f"py{version}{level.lock}.txt"
    lock_hash = hashlib.sha256(lock.read_bytes()).hexdigest()
    done = read_stamp(level)
    if done.get("lock") != lock_hash:
        say(f"  {lock.read_text(encoding='utf-8').count('==')} packages of {lock.relative_to(ROOT)}")
        install_pinned(python, lock, keep_wheels=level.folder == ".venv")
    stamp = {"level": name, "place": str(ROOT), "lock": lock_hash}
    write_stamp(level, stamp)
    if level.has_companion:
        if done.get("installed") != fingerprint(level):
            install_companion(python)
        stamp["installed"] = fingerprint(level)
        complete = fetch_models(python) and complete
        made = [ROOT / level.folder / "bin" / "companion", *(ROOT / "models" / "third_party").iterdir()]
        stamp["files"] = "\n".join(str(path.relative_to(ROOT)) for path in made)
    if complete:
        stamp["inputs"] = fingerprint(level)
    write_stamp(level, stamp)
    say(f"set-up for {name} is {'done' if complete else 'done, but for the lines above'}")


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Hold the checkout's set-up lock: two set-ups at once would spoil each other's environment."""
    (ROOT / ".cache").mkdir(exist_ok=True)
    with open(ROOT / ".cache" / "setup.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main(names: Sequence[str]) -> int:
    """Set up the levels named, `run` when none is; returns the exit status."""
    unknown = [name for name in names if name not in LEVELS]
    if unknown:
        print(f"unknown: {' '.join(unknown)}; known are {' '.join(LEVELS)}", file=sys.stderr)
        return 2
    try:
        with alone():
            for name in names or ("run",):
                if name in ONLY_X86_64 and platform.machine() != "x86_64":
                    raise SetupError(f"{name} needs tensorflow-cpu, which exists for x86-64 only.")
                set_up(name)
    except (SetupError, OSError) as fault:
        print(f"set-up stopped: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
