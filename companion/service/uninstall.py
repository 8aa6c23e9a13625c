"""`companion uninstall`: takes away all that `companion install` made, and names what it leaves: what it kept."""

import contextlib
from pathlib import Path
from typing import TextIO

from companion.service import places
from companion.service.install import UDEV, Target, groups_of, how, may_write, name_of, names_in
from companion.service.record import Record, last
from companion.service.steps import Block, Command, RemoveFile, RemoveFolder, Step, Word, read, under
from companion.vocabulary.errors import CompanionError

UNITS = ("companion.service", "companion-again.service", "companion-selftest.service", "companion-maintenance.target")


def uninstall(target: Target, yes: bool, out: TextIO) -> int:
    """Show the plan, and carry it out with `yes`. Raises `CompanionError`."""
    todo = [step for step in plan(target) if not step.is_done]
    if not todo:
        print("Nothing of it is installed here.", file=out)
        _say_left(target.root, out)
        return 0
    print(f"{'Taking away' if yes else 'What would be taken away'} on {name_of(target.root)}:\n", file=out)
    for step in todo:
        print(f"  {step.line}", file=out)
    if not yes:
        print(f"\nNothing has been changed. To do it: {how(target, 'uninstall')}", file=out)
        return 0
    may_write(target, "uninstall")
    faults = []
    for step in todo:
        try:
            step.do()
        except CompanionError as fault:  # what is left is taken away all the same
            faults.append(fault)
    if faults:
        raise faults[0]
    print("\nDone.", file=out)
    _say_left(target.root, out)
    return 0


def plan(target: Target) -> list[Step]:
    """Everything to take away, in order."""
    root, run, live = target.root, target.run, target.is_live
    record = last(root) or Record("")
    there = under(root, places.UNITS / "companion.service").exists()
    files = sorted({*(Path(path) for path in record.files), *(place.to for place in places.PLACES)})
    removals = [RemoveFile(root, path, "put there by `companion install`") for path in files]
    gone = not any(not step.is_done for step in removals)
    now = read(under(root, places.SETTINGS))
    as_made = [RemoveFile(root, places.SETTINGS, "its settings, as they were made")] if now == record.settings else []
    stop = [Command(("systemctl", "disable", "--now", *UNITS), "it lies down", not there, run)]
    disable = [Command((*target.system("systemctl"), "disable", *UNITS), "no start at boot", not there, run)]
    tell = [
        Command(("systemctl", "daemon-reload"), "units as before", gone, run),
        Command(("udevadm", "control", "--reload"), "rules as before", gone or not UDEV.exists(), run),
        Command(("systemctl", "try-restart", "systemd-journald"), "logs as before", gone, run),
    ]
    own_group = [places.USER] if places.USER in names_in(root, "group") else []
    user = places.USER in names_in(root, "passwd")
    people = [
        Command(
            ("chown", "--recursive", "root:root", str(under(root, places.STATE))),
            "nobody else may read it",
            not user or not under(root, places.STATE).exists(),
            run,
        ),
        Command((*rooted(target, "userdel"), places.USER), "its user", not user, run),
        *(
            Command((*rooted(target, "groupdel"), group), "made for it", group not in groups_of(root), run)
            for group in (*([] if user else own_group), *record.groups)
        ),
    ]
    return [
        *(stop if live else disable),
        *removals,
        *as_made,
        Block(root, places.BOOT / "config.txt", (), "without its lines"),
        *(
            [Word(root, places.BOOT / "cmdline.txt", places.COMMAND_LINE_WORD, "without its word", wanted=False)]
            if record.word
            else []
        ),
        *people,
        RemoveFile(root, places.RECORD, "the record of the installation"),
        *(RemoveFolder(root, Path(folder)) for folder in record.folders),
        *(tell if live else []),
    ]


def rooted(target: Target, tool: str) -> tuple[str, ...]:
    """A command of shadow's, told where the computer lies."""
    return (tool,) if target.is_live else (tool, "--root", str(target.root))


def _say_left(root: Path, out: TextIO) -> None:
    """Name what stays: it belongs to people."""
    for path, what in (
        (places.STATE, "what it kept: gate, mood, calibration, what residents like"),
        (places.SETTINGS, "settings that people wrote"),
    ):
        with contextlib.suppress(PermissionError):
            if under(root, path).exists():
                print(f"Left: {path} ({what}). `sudo rm -r {path}` erases it.", file=out)
