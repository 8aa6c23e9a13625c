"""Brings the third-party models: out of the official package on PyPI, checked twice, into `models/third_party/`.

`models/third_party/mediapipe.toml` names the package, one pinned hash per platform, and which files to take; the sha256
of each model file stands in its card, `models/NAME.toml`. Set-up runs this file as `python -m companion.fetch`, so it
needs the standard library alone; `companion models fetch` calls `fetch`.
"""

import hashlib
import os
import platform
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from companion.vocabulary.errors import ModelError

COMMAND = "companion models fetch"


@dataclass(frozen=True, slots=True)
class Origin:
    """One package that bundles models: its name, version and Python, files to take, one pinned wheel per platform."""

    package: str
    version: str
    python: str
    files: dict[str, str]
    wheels: dict[str, tuple[str, str]]


def models_folder() -> Path:
    """The folder of models and cards: `companion/models` in an installed wheel, `models` in a checkout."""
    here = Path(__file__).resolve().parent
    installed = here / "models"
    return installed if installed.is_dir() else here.parent / "models"


def read_origin(models: Path) -> Origin:
    """Read `third_party/mediapipe.toml`; raises ModelError when it is missing or not understood."""
    path = models / "third_party" / "mediapipe.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        wheels = {machine: (pin["platform"], pin["sha256"]) for machine, pin in data["wheels"].items()}
        return Origin(data["package"], data["version"], data["python"], dict(data["files"]), wheels)
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as fault:
        raise ModelError(f"cannot be read ({fault}).", str(path), "Restore the file from the project.") from fault


def expected_hashes(models: Path) -> dict[str, str]:
    """The sha256 of every third-party file that has a card, by file name. Raises ModelError for a damaged card."""
    hashes = {}
    for card in sorted(models.glob("*.toml")):
        try:
            data = tomllib.loads(card.read_text(encoding="utf-8"))
            folder, _, name = str(data.get("file", "")).rpartition("/")
            if folder == "third_party":
                hashes[name] = str(data["sha256"])
        except (OSError, ValueError, KeyError) as fault:
            raise ModelError(f"cannot be read ({fault}).", str(card), "Restore the card from the project.") from fault
    return hashes


def missing(models: Path) -> list[str]:
    """Names of the third-party files that are not there or are not the bytes their card promises."""
    hashes = expected_hashes(models)
    names = []
    for name in read_origin(models).files:
        path = models / "third_party" / name
        if not path.is_file() or (name in hashes and sha256(path.read_bytes()) != hashes[name]):
            names.append(name)
    return names


def sha256(content: bytes) -> str:
    """The sha256 of `content`, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def fetch(models: Path | None = None, say: Callable[[str], None] = print) -> list[str]:
    """Bring every third-party file that is missing or damaged; returns the names brought, an empty list when none was.

    Downloads one wheel of 33 to 49 MB with pip, for this processor, into a temporary folder that is removed afterwards.
    Raises ModelError in one sentence when there is no network, no pip, no pinned wheel, or a hash that does not match.
    """
    models = models_folder() if models is None else models
    if not missing(models):
        return []
    origin = read_origin(models)
    say(f"fetching {origin.package} {origin.version} for its models, once")
    with tempfile.TemporaryDirectory(prefix="companion-models-") as folder:
        return unpack(download(origin, Path(folder)), models)


def download(origin: Origin, folder: Path) -> Path:
    """Download the wheel pinned for this machine into `folder` and return its path."""
    machine = f"{platform.system()}-{platform.machine()}".lower()
    # Any other machine can read the models too: they are the same bytes in every wheel.
    wheel_platform, wheel_hash = origin.wheels.get(machine) or origin.wheels["linux-x86_64"]
    what = f"{origin.package} {origin.version} for {wheel_platform}"
    pinned = folder / "pinned.txt"
    pinned.write_text(f"{origin.package}=={origin.version} --hash=sha256:{wheel_hash}\n", encoding="utf-8")
    options = ["--no-deps", "--only-binary=:all:", "--require-hashes", "--no-input", "--disable-pip-version-check"]
    target = ["--python-version", origin.python, "--platform", wheel_platform, "--dest", str(folder)]
    command = [sys.executable, "-m", "pip", "download", "--quiet", *options, *target, "-r", str(pinned)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return next(folder.glob("*.whl"))
    if "DO NOT MATCH THE HASHES" in done.stderr:
        raise ModelError(
            f"the downloaded file of {what} is not the one pinned, and was thrown away.",
            "models/third_party/mediapipe.toml",
            f"Try `{COMMAND}` again; if it says so again, do not trust that source.",
        )
    faults = [line for line in done.stderr.splitlines() if line.startswith("ERROR") or "No module named pip" in line]
    reason = (faults or done.stderr.splitlines() or ["no reason given"])[-1].removeprefix("ERROR: ")
    raise ModelError(
        f"{what} could not be downloaded ({reason}).",
        "models/third_party",
        f"Check the network, then run `{COMMAND}`.",
    )


def unpack(wheel: Path, models: Path) -> list[str]:
    """Take the files named in `mediapipe.toml` out of `wheel`, all checked before any is kept; returns their names."""
    origin, hashes = read_origin(models), expected_hashes(models)
    target = models / "third_party"
    contents: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(wheel) as archive:
            for name, member in origin.files.items():
                contents[name] = archive.read(member)
    except (OSError, zipfile.BadZipFile, KeyError) as fault:
        raise ModelError(f"does not hold the models ({fault}).", str(wheel), f"Run `{COMMAND}` again.") from fault
    for name, content in contents.items():
        if name in hashes and sha256(content) != hashes[name]:
            raise ModelError(
                f"in {wheel.name} has sha256 {sha256(content)}, its card says {hashes[name]}; nothing was kept.",
                str(target / name),
                f"Restore the card, then run `{COMMAND}`.",
            )
    try:
        for name, content in contents.items():
            half_written = target / f"{name}.part"
            half_written.write_bytes(content)
            os.replace(half_written, target / name)
    except OSError as fault:
        raise ModelError(f"cannot be written ({fault.strerror}).", str(target), f"Then run `{COMMAND}`.") from fault
    return list(contents)


def main() -> int:
    """Fetch what is missing and say so; for set-up, before the command line is there."""
    try:
        brought = fetch()
    except ModelError as fault:
        print(fault, file=sys.stderr)
        return 1
    print("third-party models: " + (", ".join(brought) if brought else "all there"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
