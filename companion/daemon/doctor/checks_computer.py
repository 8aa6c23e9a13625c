"""What the computer says of itself: devices and who may use them, supply, heat, card, clock, room, memory, service."""

from collections.abc import Sequence
from dataclasses import dataclass

from companion.body.heat import HOT_C, WARM_C
from companion.daemon.doctor.finding import Cause, Finding, Findings, broken, good, look, untested

MB = 1_000_000
LEAST_ROOM_BYTES, LITTLE_ROOM_BYTES = 50 * MB, 500 * MB
"""It writes below 5 MB a day."""

LITTLE_MEMORY_BYTES = 150 * MB
WORN_SHARE, OLD_SHARE = 0.9, 0.7
MUCH_WRITTEN_BYTES = 2_000 * MB
"""A day. A card of 32 GB bears tens of terabytes at best; what writes so much is not this program."""

OFTEN = 3


@dataclass(frozen=True, slots=True)
class Node:
    """A device file: the overlay line that makes it, the group that may use it, and what it is for."""

    path: str
    purpose: str
    group: str
    boot_line: str
    exists: bool
    usable: bool


@dataclass(frozen=True, slots=True)
class Supply:
    """The Pi's own supply. `known` is false where nobody measures it."""

    known: bool
    sags: bool = False
    sagged: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """The disk of the state folder. `fault` is why nothing can be written there."""

    place: str
    free_bytes: int
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """The disk: `worn` 0..1 where it tells (eMMC does, SD cards do not), and errors met by the file system."""

    name: str
    worn: float | None = None
    errors: int | None = None
    written_a_day_bytes: float | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """What systemd knows of companion.service; None for what it does not say."""

    state: str
    restarts: int
    result: str
    begins_by_itself: bool = True


def of_the_nodes(nodes: Sequence[Node], boot_config: str | None) -> Findings:
    """Devices the body needs. `boot_config` is the Pi's config.txt, None where there is none."""
    found: list[Finding] = []
    for node in nodes:
        if not node.exists:
            found.append(_absent(node, boot_config))
        elif not node.usable:
            what = f"{node.path} ({node.purpose}) may not be used."
            mend = f"Join its group: `sudo usermod -aG {node.group} $USER`, then log in again."
            found += broken("devices", what, mend, "group membership")
    names = ", ".join(node.path for node in nodes)
    return tuple(found) or good("devices", f"{names} are there and may be used.")


def _absent(node: Node, boot_config: str | None) -> Finding:
    what, cause = f"{node.path} ({node.purpose}) is not there.", "missing overlay"
    mend = "This computer has none. Is it a Raspberry Pi?"
    if boot_config is not None and node.boot_line:
        written = node.boot_line in active_lines(boot_config)
        mend = (
            "/boot/firmware/config.txt asks for it already: start the Pi again."
            if written
            else f"Write `{node.boot_line}` into /boot/firmware/config.txt, and start the Pi again."
        )
    return Finding("devices", "broken", what, mend, cause)  # type: ignore[arg-type]


def active_lines(boot_config: str) -> frozenset[str]:
    """The lines of a config.txt that count: without comments; `a=on,b=on` gives each of its parts."""
    lines = (line.partition("#")[0].strip() for line in boot_config.splitlines())
    parts = set()
    for line in lines:
        key, _, values = line.partition("=")
        parts |= {f"{key}={value.strip()}" for value in values.split(",")} if key == "dtparam" else {line}
    return frozenset(parts - {""})


def of_the_supply(supply: Supply) -> Findings:
    mend = "Use a supply of 5.1 V and 3 A (Pi 4) or 5 A (Pi 5) with a short thick cable; servos need one of their own."
    if not supply.known:
        return untested("supply", "This computer does not measure its supply.")
    if supply.sags:
        return broken("supply", "The supply of the Pi is too low just now.", mend, "under-voltage")
    if supply.sagged:
        return look("supply", "The supply of the Pi has been too low since it was switched on.", mend, "under-voltage")
    return good("supply", "It has been strong enough since the Pi was switched on.")


def of_the_heat(processor_c: float | None) -> Findings:
    if processor_c is None:
        return untested("heat", "This computer does not tell its temperature.")
    line, mend = (
        f"The processor has {processor_c:.0f} degrees.",
        "Let air reach it, and fit a heat sink.",
    )
    if processor_c >= HOT_C:
        return broken("heat", line, mend, "heat")
    return look("heat", line, mend, "heat") if processor_c >= WARM_C else good("heat", line)


def of_the_room(room: Room) -> Findings:
    free = f"{room.free_bytes / MB:,.0f} MB are free in {room.place}."
    if room.fault is not None:
        cause: Cause = "free space" if room.free_bytes < LEAST_ROOM_BYTES else "no writing"
        return broken(
            "room", f"Nothing can be written in {room.place} ({room.fault}).", "Make room or allow writing.", cause
        )
    if room.free_bytes < LEAST_ROOM_BYTES:
        return broken("room", free, "Make room: `sudo apt clean`, `sudo journalctl --vacuum-size=16M`.", "free space")
    if room.free_bytes < LITTLE_ROOM_BYTES:
        return look(
            "room", free, "Make room soon: `sudo apt clean`, `sudo journalctl --vacuum-size=16M`.", "free space"
        )
    return good("room", free)


def of_the_card(card: Card) -> Findings:
    found: list[Finding] = []
    replace = "Copy what you want to keep and replace the card."
    if card.errors:
        found += broken("card", f"The file system of {card.name} has met {card.errors} errors.", replace, "worn card")
    if card.worn is not None and card.worn >= WORN_SHARE:
        found += broken("card", f"{card.name} has used up {card.worn:.0%} of its life.", replace, "worn card")
    elif card.worn is not None and card.worn >= OLD_SHARE:
        found += look("card", f"{card.name} has used up {card.worn:.0%} of its life.", replace, "worn card")
    if card.written_a_day_bytes is not None and card.written_a_day_bytes > MUCH_WRITTEN_BYTES:
        what = f"{card.written_a_day_bytes / MB:,.0f} MB a day are written to {card.name}; this program writes below 5."
        found += look("card", what, "Find out what writes: `sudo iotop -ao`. Keep the journal in memory.", "worn card")
    if found:
        return tuple(found)
    told = "" if card.worn is None else f", {card.worn:.0%} of its life used"
    written = "" if card.written_a_day_bytes is None else f", {card.written_a_day_bytes / MB:,.0f} MB written a day"
    if card.errors is None and not told and not written:
        return untested("card", f"{card.name} says nothing of its health.")
    return good("card", f"{card.name}: no errors met{told}{written}.")


def of_the_clock(trusted: bool, year: int) -> Findings:
    """`trusted`: a clock chip or a time server has set it. It was not 2026 or earlier when this was written."""
    if year < 2026 or year > 2100:
        return broken(
            "clock",
            f"The computer's clock says that it is {year}.",
            "Set it: `sudo timedatectl set-time ...`.",
            "clock",
        )
    if not trusted:
        return look(
            "clock",
            "Nobody has confirmed the computer's clock, so the creature goes by the light and keeps quiet.",
            "Connect it to the internet once, or fit the clock chip.",
            "clock",
        )
    return good("clock", "The computer's clock can be trusted.")


def of_the_memory(free_bytes: int | None) -> Findings:
    if free_bytes is None:
        return untested("memory", "This computer does not tell how much memory is free.")
    line = f"{free_bytes / MB:,.0f} MB of memory are free."
    if free_bytes < LITTLE_MEMORY_BYTES:
        return look("memory", line, "Stop other programs; the creature wants 200 MB.", "memory")
    return good("memory", line)


def of_the_service(service: Service | None) -> Findings:
    if service is None:
        return untested("service", "It is not installed as a service.", "`companion install` does that.")
    if service.state == "failed":
        what = f"systemd has given it up ({service.result})."
        return broken(
            "service", what, "See why: `journalctl -u companion -e`; then `sudo systemctl restart companion`.", "hangs"
        )
    if not service.begins_by_itself:
        what = "It is installed, and does not begin by itself when the power comes."
        return look("service", what, "`sudo systemctl enable companion`.", "hangs")
    if service.restarts >= OFTEN:
        what = f"systemd has started it again {service.restarts} times."
        return look("service", what, "See why: `journalctl -u companion -e`.", "hangs")
    return good("service", f"It is {service.state}; started again {service.restarts} times.")
