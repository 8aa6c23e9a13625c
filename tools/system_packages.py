"""The Debian packages of `tools/system-packages.txt`: which are missing, and how they get there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from tools.showing import SetupError, output, run, say, silent, succeeds

PACKAGE_LIST = Path(__file__).with_name("system-packages.txt")


def wanted(text: str, sections: Sequence[str]) -> list[str]:
    """The packages that `text` (the package list) names under `sections`."""
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


def root_prefix() -> list[str] | None:
    """What to put before a command to run it as root: nothing, `sudo`, or None when sudo would ask for a password."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    return [sudo, "-n"] if sudo and succeeds([sudo, "-n", "true"]) else None


def install(sections: Sequence[str]) -> bool:
    """Install what is missing of these sections; False when it could not be, which is said in one line."""
    names = wanted(PACKAGE_LIST.read_text(encoding="utf-8"), sections)
    if not shutil.which("dpkg-query") or not shutil.which("apt-get"):
        say(f"  not Debian, so no system package is installed; Debian calls what is needed {' '.join(names)}")
        return True
    listing = output(["dpkg-query", "--show", "--showformat=${Package} ${Status}\\n", *names])
    present = {line.split()[0] for line in listing.splitlines() if line.endswith("install ok installed")}
    missing = [name for name in names if name not in present]
    if not missing:
        return True
    prefix = root_prefix()
    if prefix is None:
        say(f"  system packages are missing, please type: sudo apt-get install {' '.join(missing)}")
        return False
    say(f"  installing the system packages {' '.join(missing)}")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", "--yes"]
    try:
        run([*apt, "update"], silent)
        run([*apt, "install", "--no-install-recommends", *missing], unpacking)
    except SetupError as fault:
        say(f"  {fault}")
        say(f"  system packages are missing, please mend that and type: sudo apt-get install {' '.join(missing)}")
        return False
    return True


def unpacking(line: str) -> str | None:
    """Of apt's output, the packages as they become ready."""
    return line if line.startswith("Setting up ") else None
