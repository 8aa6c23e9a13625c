"""Small Debian systems in folders, for trials that need a whole computer: made once by debootstrap, kept in `.cache`.

Making one, and going into it, takes root; another processor takes qemu's user emulation (`binfmt-support`).
"""

import contextlib
import fcntl
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools import system_packages
from tools.showing import ROOT, SetupError, run, say, silent

FOLDER = ROOT / ".cache" / "roots"
MIRROR = "http://deb.debian.org/debian"
PYTHONS = {"bookworm": "3.11", "trixie": "3.13"}
MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}
SYSTEM = ("systemd", "systemd-sysv", "udev", "dbus", "procps")

ON_TWINS = ("gpiozero", "smbus2", "colorzero")
"""What the twins need besides; the lock of the tests pins it."""


@dataclass(frozen=True, slots=True)
class System:
    """A Debian of one suite for one processor, with Python, and systemd where it shall boot."""

    suite: str
    processor: str = "amd64"
    boots: bool = True

    @property
    def folder(self) -> Path:
        return FOLDER / f"{self.suite}-{self.processor}"

    @property
    def python(self) -> str:
        return PYTHONS[self.suite]


def clear(draft: Path) -> None:
    """Take away what a making that was broken off left; first what it mounted, which is this computer's own."""
    mounts = [line.split()[1] for line in Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()]
    for place in reversed([place for place in mounts if place.startswith(f"{draft}/")]):
        run(["umount", place], silent)
    if draft.exists():
        shutil.rmtree(draft)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Hold the systems: two trials at once would spoil each other's. Raises `SetupError` while another holds them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with open(FOLDER / "lock", "w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise SetupError("another trial is running; wait until it is over.") from fault
        yield


def ready(system: System) -> Path:
    """The system's folder, made if need be. Call it only while `alone`. Raises `SetupError`."""
    if os.geteuid() != 0:
        raise SetupError("a whole system in a folder takes root: `sudo make ...`.")
    if platform.machine() != "x86_64":
        raise SetupError("this trial is made for an x86-64 computer.")
    if not system_packages.install(["roots"]):
        raise SetupError("Debian packages are missing, see above.")
    foreign = system.processor != "amd64"
    if foreign and not Path("/proc/sys/fs/binfmt_misc/qemu-aarch64").exists():
        raise SetupError("programs of arm64 do not run here: `update-binfmts --enable qemu-aarch64`.")
    if not system.folder.is_dir():
        say(f"  making a small {system.suite} for {system.processor}")
        draft = system.folder.with_suffix(".draft")
        clear(draft)
        include = ",".join(("python3", "python3-venv", *(SYSTEM if system.boots else ())))
        options = [f"--arch={system.processor}", "--variant=minbase", f"--include={include}"]
        # In a mount namespace of its own: broken off, it leaves no /proc mounted where somebody will delete folders.
        run(["unshare", "--mount", "debootstrap", *options, system.suite, draft, MIRROR], silent)
        draft.rename(system.folder)
    return system.folder


def inside(system: System, words: Sequence[str], **environment: str) -> str:
    """What a command prints inside the system. Raises `SetupError` with its last words."""
    settings = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "HOME": "/root", **environment}
    # In a mount namespace of its own: nothing stays mounted, however this ends.
    entered = ["unshare", "--mount", "sh", "-c", 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"']
    command = [*entered, str(system.folder), *words]
    done = subprocess.run(command, env=settings, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode != 0:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-8:])
        raise SetupError(f"`{' '.join(words)[:100]}` failed in {system.folder.name}:\n{last}")
    return done.stdout


def requirements(python: str) -> str:
    """The locked packages that companion needs, and those of the twins, each with its hashes."""
    own = (ROOT / "locks" / f"py{python}.txt").read_text(encoding="utf-8")
    more = (ROOT / "locks" / f"py{python}-dev.txt").read_text(encoding="utf-8")
    blocks = re.findall(r"^[\w.-]+==(?:.*\\\n)*.*\n", more, re.MULTILINE)
    return own + "".join(block for block in blocks if block.split("==")[0] in ON_TWINS)


def wheels(system: System) -> Path:
    """Every locked wheel for this system, fetched once and checked against its hash."""
    folder = FOLDER / f"wheels-{system.python}-{system.processor}"
    listed = folder / "requirements.txt"
    text = requirements(system.python)
    if not listed.is_file() or listed.read_text(encoding="utf-8") != text:
        say(f"  fetching wheels for Python {system.python} on {system.processor}")
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / "requirements.draft"
        draft.write_text(text, encoding="utf-8")
        machine = MACHINES[system.processor]
        tags = [f"manylinux_2_{minor}_{machine}" for minor in range(34, 16, -1)] + [f"manylinux2014_{machine}"]
        place = ["--dest", folder, *(word for tag in tags for word in ("--platform", tag))]
        options = ["--python-version", system.python, "--only-binary=:all:", "--no-deps", "--require-hashes"]
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        words = [*pip, *map(str, place), *options, "--requirement", str(draft)]
        run(words, silent)
        draft.rename(listed)
    return folder


def built_wheel() -> Path:
    """A wheel of this checkout as it stands now."""
    folder = FOLDER / "companion-wheel"
    shutil.rmtree(folder, ignore_errors=True)
    run([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder], silent)
    return next(folder.glob("*.whl"))


def with_companion(system: System) -> Path:
    """The system with `/opt/companion`: an environment into which pip, run there, installed the wheel, offline.

    The locked packages are installed once; companion itself each time anew.
    """
    root = ready(system)
    kept, mount = wheels(system), root / "wheels"
    shutil.rmtree(mount, ignore_errors=True)
    shutil.copytree(kept, mount)
    shutil.copy(wheel := built_wheel(), mount)
    stamp = root / "opt" / "companion" / "requirements.txt"
    text = requirements(system.python)
    pip = ["/opt/companion/bin/pip", "install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check"]
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != text:
        say(f"  installing the locked packages in {system.folder.name}, with its own pip")
        inside(system, ["python3", "-m", "venv", "--clear", "/opt/companion"])
        hashed = ["--require-hashes", "--find-links", "/wheels", "--requirement", "/wheels/requirements.txt"]
        inside(system, [*pip, *hashed])
        stamp.write_text(text, encoding="utf-8")
    say(f"  installing {wheel.name} there")
    inside(system, [*pip, "--force-reinstall", f"/wheels/{wheel.name}"])
    shutil.rmtree(mount)
    return root
