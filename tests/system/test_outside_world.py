"""The witness of the emulated Pi: it tells edges, levels, wires and the one-shot as they are. QEMU is played here."""

import ast
import json
import re
import socket
import threading
from collections.abc import Iterator

import pytest

from companion.body.twins.one_shot import OneShot
from tools.emulated_pi import LGPIO, requirements
from tools.outside_world import CLEAR, FUNCTIONS, LEVEL, OUTPUT, SET, OutsideWorld
from tools.showing import ROOT

HEARTBEAT, LAMP, CURRENT, SWITCH = 27, 24, 25, 23


class Qemu:
    """The pins of a BCM2837 behind QEMU's test protocol, as `bcm2835_gpio.c` keeps them."""

    def __init__(self, line: socket.socket) -> None:
        self.line, self.levels, self.functions = line, 0, [0] * 6
        self.answered = threading.Lock()
        threading.Thread(target=self._follow, daemon=True).start()

    def drive(self, pin: int, high: bool) -> None:
        """What the emulated Pi does: an output changes."""
        self.functions[pin // 10] = self.functions[pin // 10] & ~(0b111 << 3 * (pin % 10)) | OUTPUT << 3 * (pin % 10)
        self.levels = self.levels | 1 << pin if high else self.levels & ~(1 << pin)
        self._say(f"IRQ {'raise' if high else 'lower'} {pin}")

    def _follow(self) -> None:
        for line in self.line.makefile("r", encoding="ascii"):
            verb, *words = line.split()
            if verb == "readl":
                place = int(words[0], 16)
                value = self.levels if place == LEVEL else self.functions[(place - FUNCTIONS) // 4]
                self._say(f"OK 0x{value:016x}")
                continue
            if verb == "writel" and int(words[0], 16) == SET:
                self.levels |= int(words[1], 16)
            elif verb == "writel" and int(words[0], 16) == CLEAR:
                self.levels &= ~int(words[1], 16)
            self._say("OK")

    def _say(self, words: str) -> None:
        with self.answered:
            self.line.sendall(f"{words}\n".encode())


@pytest.fixture
def world() -> Iterator[tuple[OutsideWorld, Qemu, list[float]]]:
    ours, theirs = socket.socketpair()
    now = [0.0]
    made = OutsideWorld(ours, HEARTBEAT, OneShot(0.23, lambda: now[0]), {SWITCH: True, CURRENT: False})
    qemu = Qemu(theirs)
    made.begin()
    yield made, qemu, now
    ours.close()
    theirs.close()


def asked(world: OutsideWorld, words: str) -> object:
    return json.loads(world.answer(words))


def settled(world: OutsideWorld, words: str, wanted: object) -> bool:
    """A change arrives in a moment; ask until it has."""
    return any(asked(world, words) == wanted for _ in range(2000))


def test_a_pin_that_nobody_drives_is_where_switches_and_resistors_hold_it(
    world: tuple[OutsideWorld, Qemu, list[float]],
) -> None:
    outside, qemu, _ = world
    assert asked(outside, f"level {SWITCH}") is True
    assert qemu.levels >> SWITCH & 1, "and the Pi reads it so"
    asked(outside, f"drive {SWITCH} 0")
    assert asked(outside, f"level {SWITCH}") is False
    assert not qemu.levels >> SWITCH & 1
    assert asked(outside, "level 5") is False


def test_what_the_pi_drives_is_told_and_counted(world: tuple[OutsideWorld, Qemu, list[float]]) -> None:
    outside, qemu, _ = world
    asked(outside, "forget 5")
    for high in (True, False, True):
        qemu.drive(5, high)
    assert settled(outside, "level 5", True)
    edges = outside.watched[5].told(1e9)
    assert (edges["rises"], edges["falls"]) == (2, 1)


def test_a_wire_carries_until_it_is_cut(world: tuple[OutsideWorld, Qemu, list[float]]) -> None:
    outside, qemu, _ = world
    asked(outside, f"join {LAMP} {CURRENT}")
    qemu.drive(LAMP, True)
    assert settled(outside, f"level {CURRENT}", True)
    asked(outside, f"cut {LAMP}")
    asked(outside, f"drive {CURRENT} 0")
    qemu.drive(LAMP, False)
    qemu.drive(LAMP, True)
    assert settled(outside, f"level {LAMP}", True)
    assert asked(outside, f"level {CURRENT}") is False


def test_only_rising_edges_of_the_heartbeat_hold_the_supply(world: tuple[OutsideWorld, Qemu, list[float]]) -> None:
    outside, qemu, now = world
    assert asked(outside, "supply") is False
    qemu.drive(5, True)
    qemu.drive(HEARTBEAT, True)
    assert settled(outside, "supply", True)
    now[0] = 0.3
    assert asked(outside, "supply") is False
    assert asked(outside, f"level {HEARTBEAT}") is True


def test_every_package_of_the_emulated_pi_is_pinned_with_its_hash() -> None:
    blocks = re.findall(r"^[\w.-]+==\S+", requirements(), re.MULTILINE)
    assert len(blocks) == 15
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=\S)", requirements().strip()))
    assert LGPIO in requirements()


def test_what_the_page_says_of_the_emulated_pins_is_tried_there() -> None:
    page = (ROOT / "docs" / "robot.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(test_\w+)`", page.partition("## On real kernels")[2].partition("\n## ")[0]))
    tree = ast.parse((ROOT / "tests" / "system" / "test_emulated_pins.py").read_text(encoding="utf-8"))
    tried = {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}
    assert told
    assert told <= tried
