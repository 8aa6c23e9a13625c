"""`companion install`: shows what it would do; with `--yes` does it. Done twice, the second time has nothing to do."""

import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from companion import __version__
from companion.service import places
from companion.service.record import Record, last
from companion.service.steps import Block, Command, RemoveFile, Run, Step, Word, WriteFile, read, run_command, under
from companion.settings import Settings, to_toml
from companion.vocabulary.errors import CompanionError

HIDDEN = ("/home/", "/root/", "/run/", "/tmp/", "/var/tmp/")
"""The service sees nothing below these."""

UDEV = Path("/run/udev/control")
"""Where udev listens; it does not in a container."""

TRIED = ("bookworm", "trixie")

SETTINGS: dict[str, dict[str, dict[str, str]]] = {
    "raspberry": {"body": {"kind": "raspberry", "speaker": "card"}, "camera": {"source": "picamera2"}},
    "twins": {"body": {"kind": "twins"}},
    "simulated": {},
}
"""What is set for each body; everything else begins as it is by default."""


@dataclass(frozen=True, slots=True)
class Target:
    """The computer to set up: where its files lie, the `companion` command it has, and what runs its commands."""

    root: Path
    program: Path
    run: Run = run_command

    @classmethod
    def at(cls, root: Path) -> "Target":
        """This computer with the command that runs now, or an image that has the command at the usual place."""
        live = root == Path("/")
        return cls(root, Path(sys.prefix) / "bin" / "companion" if live else Path(places.PROGRAM))

    @property
    def is_live(self) -> bool:
        """Whether it is this computer itself, and not an image of another."""
        return self.root == Path("/")

    def system(self, tool: str) -> tuple[str, ...]:
        """A command of systemd, told where the computer lies."""
        return (tool,) if self.is_live else (tool, f"--root={self.root}")


def install(target: Target, body: str | None, yes: bool, out: TextIO) -> int:
    """Show the plan, and carry it out with `yes`. Returns 1 when something must be mended first."""
    check(target)
    steps = plan(target, body)
    todo = [step for step in steps if not step.is_done]
    print(f"{'Installing' if yes else 'What would be done'} on {name_of(target.root)}:\n", file=out)
    for line in (f"  {step.line}" if not step.is_done else f"  as is   {step.line[8:]}" for step in steps):
        print(line, file=out)
    if not todo:
        print("\nEverything is as it should be; nothing is done.", file=out)
        return 0
    if not yes:
        print(f"\nNothing has been changed. To do it: {how(target, 'install')}", file=out)
        return 0
    may_write(target, "install")
    for step in todo:
        step.do()
    print(f"\nDone. {_next(target, todo)}", file=out)
    return 0


def plan(target: Target, body: str | None) -> list[Step]:
    """Everything that makes the service, in order. Raises `CompanionError` for files that cannot be understood."""
    root, program = target.root, target.program
    before = last(root)
    made_groups = before.groups if before else ()
    new_groups = tuple(group for group in places.GROUPS if group not in groups_of(root))
    settings = to_toml(Settings.model_validate(SETTINGS[body or body_of(root)]))
    files = [WriteFile(root, place.to, places.content(place, program), place.why) for place in places.PLACES]
    keeps = read(under(root, places.SETTINGS)) is not None
    wrote = (before.settings if before else "") if keeps else settings
    word = Word(root, places.BOOT / "cmdline.txt", places.COMMAND_LINE_WORD, "lets memory limits hold")
    boot: list[Step] = []
    if under(root, places.BOOT / "config.txt").exists():
        boot.append(Block(root, places.BOOT / "config.txt", places.CONFIG_LINES, "I2C at 400 kHz, SPI, the watchdog"))
    if under(root, places.BOOT / "cmdline.txt").exists():
        boot.append(word)
    record = Record(
        __version__,
        tuple(str(place.to) for place in places.PLACES),
        (before.folders if before else ()) + tuple(new_folders(root)),
        made_groups or new_groups,
        (before.word if before else False) or (bool(boot) and not word.is_done),
        wrote,
    )
    stale = [RemoveFile(root, Path(path), "no longer needed") for path in before.files] if before else []
    kept = {place.to for place in places.PLACES}
    changed = {
        place.part
        for place, file in zip(places.PLACES, files, strict=True)
        if not file.is_done or file.path not in kept
    }
    return [
        *(step for step in stale if step.path not in kept),
        *files,
        WriteFile(root, places.SETTINGS, settings, "its settings; people may change them", keep=True),
        *boot,
        WriteFile(root, places.RECORD, record.to_json(), "what was installed, for `companion uninstall`"),
        *commands(target, changed, before is None or before.version != __version__),
    ]


def new_folders(root: Path) -> list[str]:
    """The folders of `places` that are not there yet."""
    wanted = {path.parent for path in (*(place.to for place in places.PLACES), places.SETTINGS, places.RECORD)}
    return sorted(str(folder) for folder in wanted if not under(root, folder).is_dir())


def commands(target: Target, changed: set[str], is_new: bool) -> list[Step]:
    """The commands that make systemd take up what was written; `changed` are parts of `places.PLACES`."""
    root, run, live = target.root, target.run, target.is_live
    wants = under(root, places.UNITS / "multi-user.target.wants" / "companion.service").is_symlink()
    tests = under(root, places.UNITS / "companion.service.wants" / "companion-selftest.service").is_symlink()
    user = places.USER in names_in(root, "passwd") and all(
        places.USER in members(root, group) for group in places.GROUPS
    )
    steps = [
        Command((*target.system("systemd-sysusers"), "companion.conf"), "makes its user", user, run),
        Command(
            (*target.system("systemd-tmpfiles"), "--create", "companion.conf"),
            "makes its state folder",
            under(root, places.STATE).is_dir() and "folder" not in changed,
            run,
        ),
    ]
    enable = ("enable", "companion.service", "companion-selftest.service")
    if not live:
        return [*steps, Command((*target.system("systemctl"), *enable), "starts at boot", wants and tests, run)]
    devices = "devices" in changed and UDEV.exists()
    matches = tuple(f"--subsystem-match={name}" for name in ("i2c-dev", "spidev", "gpio", "dma_heap"))
    return [
        *steps,
        Command(("udevadm", "control", "--reload"), "takes up the rules", not devices, run),
        Command(("udevadm", "trigger", *matches), "for what is plugged in now", not devices, run),
        Command(
            ("systemctl", "restart", "systemd-modules-load"), "makes /dev/i2c-1 now", "modules" not in changed, run
        ),
        Command(("systemctl", "daemon-reload"), "takes up the units", "units" not in changed, run),
        Command(
            ("systemctl", "try-restart", "systemd-journald"), "takes up its settings", "journal" not in changed, run
        ),
        Command(("systemctl", *enable), "starts at boot", wants and tests, run),
        Command(
            ("systemctl", "restart", "--no-block", "companion.service"),
            "starts now",
            not is_new and "units" not in changed,
            run,
        ),
    ]


def check(target: Target) -> None:
    """Raises `CompanionError` when a service could not live here."""
    program = under(target.root, target.program)
    where, package = str(target.program), str(Path(__file__).parents[1])
    if not program.is_file():
        raise CompanionError(
            "there is no such command to start.",
            where,
            "Make an environment there and install the wheel: `sudo python3 -m venv --system-site-packages "
            "/opt/companion && sudo /opt/companion/bin/pip install companion-*.whl`.",
        )
    for path in (where, package) if target.is_live else (where,):
        if path.startswith(HIDDEN):
            raise CompanionError(
                "the service may not look into home folders, and could not start from here.",
                path,
                "Install the wheel into /opt/companion and use `sudo /opt/companion/bin/companion install`.",
            )
    if not any(under(target.root, Path(folder) / "systemctl").exists() for folder in ("/usr/bin", "/bin")):
        raise CompanionError("there is no systemd.", str(target.root), "Raspberry Pi OS and Debian have it.")


def how(target: Target, verb: str) -> str:
    """The command that does it."""
    if target.is_live:
        return f"sudo {target.program} {verb} --yes"
    return f"companion {verb} --root {target.root} --yes"


def may_write(target: Target, verb: str) -> None:
    """Raises `CompanionError` for whoever may not change this computer."""
    if target.is_live and os.geteuid() != 0:
        raise CompanionError("only root may do this.", "companion", f"Type: {how(target, verb)}")


def name_of(root: Path) -> str:
    """The system that is set up, in words."""
    found: dict[str, str] = dict(
        re.findall(r'^(\w+)="?([^"\n]*)"?$', read(under(root, Path("/etc/os-release"))) or "", re.MULTILINE)
    )
    name = found.get("PRETTY_NAME", "a system without a name")
    tried = found.get("VERSION_CODENAME") in TRIED
    where = "" if root == Path("/") else f" in {root}"
    return name + where + ("" if tried else f" (tried on {' and '.join(TRIED)} only)")


def body_of(root: Path) -> str:
    """The robot's own body on a Raspberry Pi (or in an image for one), else the drawn one."""
    if under(root, places.BOOT / "config.txt").exists():
        return "raspberry"
    model = Path("/proc/device-tree/model")
    return "raspberry" if root == Path("/") and "Raspberry Pi" in (read(model) or "") else "simulated"


def names_in(root: Path, table: str) -> tuple[str, ...]:
    """The names in `/etc/passwd` or `/etc/group`."""
    return tuple(line.split(":")[0] for line in (read(under(root, Path("/etc") / table)) or "").splitlines())


def groups_of(root: Path) -> tuple[str, ...]:
    return names_in(root, "group")


def members(root: Path, group: str) -> Sequence[str]:
    """Who belongs to a group."""
    for line in (read(under(root, Path("/etc/group"))) or "").splitlines():
        name, *_, people = line.split(":")
        if name == group:
            return people.split(",")
    return ()


def _next(target: Target, done: list[Step]) -> str:
    """What people do now."""
    if not target.is_live:
        return "The creature wakes when this image is started."
    if any(isinstance(step, Block | Word) for step in done):
        return "Restart the computer once: `sudo reboot`. Buses and memory limits begin with that."
    return "How it is: `systemctl status companion`; what it says: `journalctl -u companion`."
