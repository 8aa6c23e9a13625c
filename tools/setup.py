"""Makes a fresh clone ready: system packages, a virtual environment, pinned packages, the third-party models.

    python3 tools/setup.py [run|test|mediapipe|peers|train ...]

Runs under whatever Python the system has and needs nothing installed. What is done is noted in `.venv/setup.json`, so a
second run finds nothing to do and starts no other program. `make run`, `make test` and `make setup` call it.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE_LIST = ROOT / "tools" / "system-packages.txt"
WHEELS = ROOT / ".cache" / "wheels"
PYTHONS = ("3.11", "3.12", "3.13")


@dataclass(frozen=True)
class Level:
    """What one purpose needs: its environment's folder, its lock's ending, sections of the package list, its Pythons."""

    folder: str
    lock: str
    sections: tuple[str, ...] = ("run",)
    pythons: tuple[str, ...] = PYTHONS
    rank: int = 0

    @property
    def is_ours(self) -> bool:
        """Whether companion itself lives there; the others hold programs to compare with or to train with."""
        return self.folder == ".venv"


# Within one folder a level of higher rank contains those below, and an environment never falls back to a lower one.
LEVELS = {
    "run": Level(".venv", ""),
    "test": Level(".venv", "-dev", ("run", "test"), rank=1),
    "mediapipe": Level(".venv-peers", "-mediapipe", pythons=("3.11", "3.12")),
    "peers": Level(".venv-peers", "-peers", pythons=("3.11", "3.12"), rank=1),
    "train": Level(".venv-train", "-train", pythons=("3.11", "3.12")),
}


class SetupError(Exception):
    """Set-up cannot go on; the message says why and what to do."""


def say(line: str) -> None:
    """One line of progress, visible at once even through a pipe."""
    print(line, flush=True)


# --- What is already done ---------------------------------------------------------------------------------------------


def fingerprint(level: Level) -> str:
    """A hash of everything that decides the outcome: this file, lists, locks, cards, the place of the checkout."""
    inputs = [Path(__file__), PACKAGE_LIST, *sorted((ROOT / "locks").glob(f"py*[0-9]{level.lock}.txt"))]
    if level.is_ours:
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
    files = stamp.get("files", "").split()
    return stamp.get("inputs") == fingerprint(level) and all((ROOT / name).exists() for name in files)


# --- System packages --------------------------------------------------------------------------------------------------


def wanted_packages(text: str, sections: Sequence[str]) -> list[str]:
    """The Debian packages that `text` (the package list) names under `sections`."""
    names, section = [], ""
    for line in (raw.split("#")[0].strip() for raw in text.splitlines()):
        if line.startswith("["):
            section = line.strip("[]")
        elif line and section in sections:
            names.append(line)
    return names


def is_raspberry_pi() -> bool:
    """Whether this machine is a Raspberry Pi, as its device tree says."""
    model = Path("/proc/device-tree/model")
    return model.is_file() and model.read_bytes().startswith(b"Raspberry Pi")


def install_packages(level: Level) -> bool:
    """Install what is missing of the package list; False when it could not be, which is said in one line."""
    sections = [*level.sections, *(["pi"] if level.is_ours and is_raspberry_pi() else [])]
    wanted = wanted_packages(PACKAGE_LIST.read_text(encoding="utf-8"), sections)
    if not shutil.which("dpkg-query") or not shutil.which("apt-get"):
        say(f"  not Debian, so no system package is installed; what is needed there is called {' '.join(wanted)}")
        return True
    query = ["dpkg-query", "--show", "--showformat=${Package} ${Status}\n", *wanted]
    listing = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    present = {line.split()[0] for line in listing.splitlines() if line.endswith("install ok installed")}
    missing = [name for name in wanted if name not in present]
    if not missing:
        return True
    become_root = root_prefix()
    if become_root is None:
        say(f"  system packages are missing, please type: sudo apt-get install {' '.join(missing)}")
        return False
    say(f"  installing {' '.join(missing)}")
    apt = [*become_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", "--yes"]
    try:
        stream([*apt, "update"], lambda line: None)
        stream([*apt, "install", "--no-install-recommends", *missing], lambda line: line if "Setting up" in line else None)
    except SetupError as fault:
        say(f"  {fault}\n  system packages are missing, please mend that and type: apt-get install {' '.join(missing)}")
        return False
    return True


def root_prefix() -> list[str] | None:
    """What to put before a command to run it as root: nothing, `sudo`, or None when sudo would ask for a password."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def stream(command: Sequence[str | Path], shorten: Callable[[str], str | None]) -> None:
    """Run a command, showing of its output the lines `shorten` returns; raises SetupError with its last words."""
    lines: list[str] = []
    with subprocess.Popen(
        [str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT
    ) as process:
        for line in process.stdout or ():
            lines.append(line.rstrip())
            shown = shorten(line.strip())
            if shown:
                say(f"  {shown}")
    if process.returncode != 0:
        faults = [line for line in lines if line.startswith(("ERROR", "E:"))] or lines[-3:]
        raise SetupError(f"`{' '.join(map(str, command[:4]))} ...` failed: {' '.join(faults[-3:])}")


# --- Python and its packages ------------------------------------------------------------------------------------------


def probe(python: str | Path) -> tuple[str, bool] | None:
    """The version ("3.11") of an interpreter and whether it can make virtual environments; None when it does not run."""
    code = "import sys, importlib.util as u; print('%d.%d' % sys.version_info[:2], u.find_spec('ensurepip') is not None)"
    try:
        done = subprocess.run([str(python), "-c", code], capture_output=True, text=True, check=False)
    except OSError:
        return None
    words = done.stdout.split()
    return (words[0], words[1] == "True") if done.returncode == 0 and len(words) == 2 else None


def interpreters(pythons: Sequence[str]) -> Iterator[str]:
    """Places where a fitting Python may be, the running one first."""
    yield sys.executable
    for version in pythons:
        found = shutil.which(f"python{version}")
        if found:
            yield found
        yield from (f"{folder}/python{version}" for folder in ("/usr/bin", "/usr/local/bin"))
        versions = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser() / "versions"
        yield from (str(path) for path in sorted(versions.glob(f"{version}.*/bin/python3")))


def choose_python(pythons: Sequence[str]) -> tuple[str, str]:
    """Path and version of the Python to use; raises SetupError with what to install when there is none."""
    without_venv = ""
    for python in interpreters(pythons):
        found = probe(python)
        if found is None or found[0] not in pythons:
            continue
        if found[1]:
            return python, found[0]
        without_venv = without_venv or found[0]
    if without_venv:
        raise SetupError(f"Python {without_venv} lacks its venv module, please type: sudo apt-get install python3-venv")
    running = ".".join(map(str, sys.version_info[:2]))
    raise SetupError(f"Python {' or '.join(pythons)} is needed and was not found (this is {running}); please install one.")


def make_environment(level: Level) -> tuple[Path, str]:
    """Make the virtual environment unless a working one is there; returns its interpreter and version."""
    python = ROOT / level.folder / "bin" / "python"
    existing = probe(python) if python.exists() else None
    if existing and existing[0] in level.pythons:
        return python, existing[0]
    base, version = choose_python(level.pythons)
    say(f"  {level.folder} with Python {version} ({base})")
    # picamera2 and libcamera exist only as system packages; off a Pi the environment stays closed.
    camera = subprocess.run([base, "-c", "import picamera2"], capture_output=True, check=False).returncode == 0
    site = ["--system-site-packages"] if level.is_ours and camera else []
    stream([base, "-m", "venv", "--clear", *site, ROOT / level.folder], lambda line: None)
    return python, version


def install_pinned(python: Path, lock: Path, keep_wheels: bool) -> None:
    """Install exactly what `lock` says, every file checked against its hash, wheels only."""
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    pinned = ["--no-deps", "--only-binary=:all:", "--require-hashes", "--progress-bar=off", "--requirement", lock]
    if keep_wheels:
        # Kept, so that a repeated set-up and the test of the built wheel need no network.
        WHEELS.mkdir(parents=True, exist_ok=True)
        stream([*pip, "download", "--dest", WHEELS, *pinned], downloaded)
        pinned += ["--no-index", "--find-links", WHEELS]
    stream([*pip, "install", *pinned], downloaded)


def downloaded(line: str) -> str | None:
    """Of pip's output, the downloads: file and size."""
    return line if line.startswith("Downloading ") and ".whl.metadata" not in line and "://" not in line else None


def install_ourselves(python: Path) -> None:
    """Install companion itself, editable, with the build tools of the lock and without network."""
    options = ["--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check", "--no-input"]
    stream([python, "-m", "pip", "install", *options, "--editable", ROOT], lambda line: None)


# --- All of it --------------------------------------------------------------------------------------------------------


def set_up(name: str) -> None:
    """Bring one level up to date."""
    level = LEVELS[name]
    stamp = read_stamp(level)
    before = stamp.get("level", "")
    if before in LEVELS and LEVELS[before].rank > level.rank:
        name, level = before, LEVELS[before]
    if is_done(level, stamp) and before == name:
        say(f"set-up for {name}: nothing to do")
        return
    say(f"set-up for {name}, into {level.folder}")
    complete = install_packages(level)
    python, version = make_environment(level)
    stamp = read_stamp(level)
    lock = ROOT / "locks" / f"py{version}{level.lock}.txt"
    lock_hash = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.get("lock") != lock_hash:
        say(f"  {lock.read_text(encoding='utf-8').count('==')} packages of {lock.relative_to(ROOT)}")
        install_pinned(python, lock, keep_wheels=level.is_ours)
    stamp = {"level": name, "lock": lock_hash}
    write_stamp(level, stamp)
    if level.is_ours:
        install_ourselves(python)
        stream([python, "-m", "companion.fetch"], lambda line: line)
        made = [ROOT / level.folder / "bin" / "companion", *(ROOT / "models" / "third_party").iterdir()]
        stamp["files"] = "\n".join(str(path.relative_to(ROOT)) for path in made)
    if complete:
        stamp["inputs"] = fingerprint(level)
    write_stamp(level, stamp)
    say(f"set-up for {name} is done")


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
                set_up(name)
    except (SetupError, OSError) as fault:
        print(f"set-up stopped: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
