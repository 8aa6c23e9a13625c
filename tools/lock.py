"""Remakes the lock files: exact versions with the hashes of all their files, one lock per interpreter and purpose.

    make lock

A lock is resolved for x86-64 and again for arm64, and must come out the same for both. No index is named in it.
"""

import subprocess
import tempfile
import venv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UV = "uv==0.13.8"
# Debian 12's glibc is 2.36 and Raspberry Pi OS follows it; the runtime's wheels ask for 2.27 or later.
PC = "x86_64-manylinux_2_34"
PI = "aarch64-manylinux_2_34"
HEADER = "# Made by `make lock`; do not edit. Python {python}, Linux on {machines}.\n"


@dataclass(frozen=True, slots=True)
class Lock:
    """One purpose: the ending of its file, what is resolved, for which Pythons and processors."""

    ending: str
    source: str
    extras: tuple[str, ...] = ()
    pythons: tuple[str, ...] = ("3.11", "3.12", "3.13")
    platforms: tuple[str, ...] = (PC, PI)


LOCKS = (
    Lock("", "pyproject.toml", ("build",)),
    Lock("-dev", "pyproject.toml", ("dev",)),
    Lock("-mediapipe", "locks/mediapipe.in", pythons=("3.11", "3.12")),
    # tensorflow-cpu has no wheel for arm64.
    Lock("-peers", "locks/peers.in", pythons=("3.11", "3.12"), platforms=(PC,)),
    Lock("-train", "pyproject.toml", ("build", "train"), pythons=("3.11", "3.12"), platforms=(PC,)),
)


def resolve(uv: Path, lock: Lock, python: str, platform: str) -> str:
    """The text of one lock; raises SystemExit with the resolver's own words when there is no solution."""
    target = ["--python-version", python, "--python-platform", platform]
    choices = ["--constraint", "locks/constraints.txt", "--override", "locks/unneeded.txt"]
    style = ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "--quiet"]
    extras = [word for extra in lock.extras for word in ("--extra", extra)]
    command = [str(uv), "pip", "compile", lock.source, *extras, *target, *choices, *style]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"no lock for Python {python} on {platform}: {done.stderr.strip()}")
    return done.stdout


def write(uv: Path, lock: Lock, python: str) -> None:
    """Write one lock file once every processor agrees on it."""
    texts = {resolve(uv, lock, python, platform) for platform in lock.platforms}
    name = f"locks/py{python}{lock.ending}.txt"
    if len(texts) != 1:
        raise SystemExit(f"{name} would differ between {' and '.join(lock.platforms)}; pin the package that differs.")
    text = texts.pop()
    machines = " and ".join(platform.split("-")[0] for platform in lock.platforms)
    (ROOT / name).write_text(HEADER.format(python=python, machines=machines) + text, encoding="utf-8")
    print(f"{name}: {text.count('==')} packages", flush=True)


def main() -> None:
    """Make every lock, with a resolver from a temporary virtual environment."""
    with tempfile.TemporaryDirectory(prefix="companion-lock-") as folder:
        venv.create(folder, with_pip=True)
        binaries = Path(folder) / "bin"
        subprocess.run([binaries / "python", "-m", "pip", "install", "--quiet", UV], check=True)
        for lock in LOCKS:
            for python in lock.pythons:
                write(binaries / "uv", lock, python)


if __name__ == "__main__":
    main()
