"""Remakes the lock files: exact versions with the hashes of all their files, one lock per interpreter and level.

    make lock

Each lock is resolved for x86-64 and again for arm64, and must come out the same for both. No index is named in them.
"""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UV = "uv==0.13.8"
PYTHONS = ("3.11", "3.12", "3.13")
# Debian 12's glibc is 2.36 and Raspberry Pi OS follows it; the runtime's wheels ask for 2.27 or later.
PLATFORMS = ("x86_64-manylinux_2_34", "aarch64-manylinux_2_34")
HEADER = "# Made by `make lock`; do not edit. Python {python}, Linux on x86-64 and arm64.\n"


def resolve(uv: Path, python: str, platform: str, source: str, options: list[str]) -> str:
    """The text of one lock; raises SystemExit with the resolver's own words when there is no solution."""
    constraints = ["--constraint", "locks/constraints.txt"] if source == "pyproject.toml" else []
    target = ["--python-version", python, "--python-platform", platform]
    style = ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "--quiet"]
    command = [str(uv), "pip", "compile", source, *constraints, *target, *style, *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"no lock for Python {python} on {platform}: {done.stderr.strip()}")
    return HEADER.format(python=python) + done.stdout


def lock(uv: Path, name: str, python: str, source: str, options: list[str], platforms: tuple[str, ...]) -> None:
    """Write `locks/NAME.txt` once every platform agrees on it."""
    texts = {resolve(uv, python, platform, source, options) for platform in platforms}
    if len(texts) != 1:
        raise SystemExit(f"locks/{name}.txt would differ between {' and '.join(platforms)}; pin the package that differs.")
    text = texts.pop()
    (ROOT / "locks" / f"{name}.txt").write_text(text, encoding="utf-8")
    print(f"locks/{name}.txt: {text.count('==')} packages")


def main() -> None:
    """Make every lock, with a resolver from a temporary virtual environment."""
    with tempfile.TemporaryDirectory(prefix="companion-lock-") as folder:
        venv.create(folder, with_pip=True)
        binaries = Path(folder) / "bin"
        subprocess.run([binaries / "python", "-m", "pip", "install", "--quiet", UV], check=True)
        for python in PYTHONS:
            for name, extra in ((f"py{python}", "build"), (f"py{python}-dev", "dev")):
                lock(binaries / "uv", name, python, "pyproject.toml", ["--extra", extra], PLATFORMS)


if __name__ == "__main__":
    sys.exit(main())
