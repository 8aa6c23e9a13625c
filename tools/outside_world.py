"""What hangs at the pins of an emulated Pi, seen from outside: QEMU tells every change of a level, and takes ours.

It speaks QEMU's own test protocol (docs/devel/testing/qtest in QEMU's source): `irq_intercept_out` tells each change of
an output, `writel` reaches the registers of the pins as a wire from outside would. What runs in the emulated Pi asks
over its serial line and is answered from here, so that no driver is its own witness.
"""

import json
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from companion.body.twins.one_shot import OneShot

PINS = "/machine/soc/peripherals/gpio"
FUNCTIONS, SET, CLEAR, LEVEL = 0x3F200000, 0x3F20001C, 0x3F200028, 0x3F200034
"""GPFSEL0, GPSET0, GPCLR0, GPLEV0 of a BCM2837 (BCM2835 ARM Peripherals, chapter 6; here they begin at 0x3F200000)."""

OUTPUT = 0b001

ANSWERS_WITHIN_S = 30.0


@dataclass(slots=True)
class Watched:
    """What became of one output since it was last forgotten: edges, and for how long it was high."""

    since_s: float
    rises: int = 0
    falls: int = 0
    high_s: float = 0.0
    rose_s: float | None = None
    changed_s: float = 0.0

    def change(self, high: bool, now_s: float) -> None:
        self.changed_s = now_s
        if high:
            self.rises, self.rose_s = self.rises + 1, now_s
        else:
            self.falls += 1
            self.high_s += 0.0 if self.rose_s is None else now_s - self.rose_s
            self.rose_s = None

    def told(self, now_s: float) -> Mapping[str, float]:
        high_s = self.high_s + (0.0 if self.rose_s is None else now_s - self.rose_s)
        share = high_s / max(now_s - self.since_s, 1e-9)
        return {"rises": self.rises, "falls": self.falls, "high_share": share, "quiet_s": now_s - self.changed_s}


@dataclass(slots=True)
class OutsideWorld:
    """Wires, switches and the one-shot of the servo supply, at the pins of one emulated Pi.

    `wires` maps an output to the input it is wired to; `one_shot` hangs at `heartbeat`; `held` is where switches and
    resistors hold a pin that nobody drives.
    """

    inlet: socket.socket
    heartbeat: int
    one_shot: OneShot
    held: dict[int, bool]
    wires: dict[int, int] = field(default_factory=dict)
    watched: dict[int, Watched] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _answered: threading.Condition = field(default_factory=threading.Condition)
    _answers: list[str] = field(default_factory=list)
    _changes: list[tuple[int, bool]] = field(default_factory=list)

    def begin(self) -> None:
        """Listen to every output from now on."""
        threading.Thread(target=self._listen, name="qtest", daemon=True).start()
        threading.Thread(target=self._wire, name="wires", daemon=True).start()
        self._ask(f"irq_intercept_out {PINS}")
        for pin, high in tuple(self.held.items()):
            self.drive(pin, high)

    def level(self, pin: int) -> bool:
        """What a pin is at, as a meter at its header would say: what drives it, or else what holds it."""
        if self._read(FUNCTIONS + 4 * (pin // 10)) >> 3 * (pin % 10) & 0b111 != OUTPUT:
            return self.held.get(pin, False)
        return bool(self._read(LEVEL) >> pin & 1)

    def drive(self, pin: int, high: bool) -> None:
        """Hold an input high or low from outside."""
        self.held[pin] = high
        self._ask(f"writel {SET if high else CLEAR:#x} {1 << pin:#x}")

    def _read(self, register: int) -> int:
        return int(self._ask(f"readl {register:#x}").split()[1], 16)

    def answer(self, request: str) -> str:
        """What the emulated Pi asked, answered as one line of JSON."""
        verb, *words = request.split()
        verbs: Mapping[str, Callable[..., Any]] = {
            "level": self.level,
            "drive": lambda pin, high: self.drive(pin, bool(high)),
            "join": self._join,
            "cut": lambda pin: self.wires.pop(pin, None),
            "forget": lambda pin: self.watched.update({pin: Watched(time.monotonic())}),
            "edges": lambda pin: self.watched.get(pin, Watched(time.monotonic())).told(time.monotonic()),
            "supply": lambda: self.one_shot.is_on,
        }
        return json.dumps(verbs[verb](*map(int, words)))

    def _join(self, output: int, to: int) -> None:
        self.wires[output] = to
        self.drive(to, self.level(output))

    def _ask(self, words: str) -> str:
        with self._lock, self._answered:
            self.inlet.sendall(f"{words}\n".encode())
            if not self._answered.wait_for(lambda: bool(self._answers), ANSWERS_WITHIN_S):
                raise OSError(f"QEMU did not answer {words!r}")
            return self._answers.pop()

    def _listen(self) -> None:
        """Changes are told between answers: `IRQ raise 27`."""
        for line in self.inlet.makefile("r", encoding="ascii", errors="replace"):
            words = line.split()
            with self._answered:
                if words[:1] == ["IRQ"]:
                    self._change(int(words[2]), words[1] == "raise")
                elif words:
                    self._answers.append(line.strip())
                self._answered.notify_all()

    def _change(self, pin: int, high: bool) -> None:
        now_s = time.monotonic()
        self.watched.setdefault(pin, Watched(now_s)).change(high, now_s)
        if pin == self.heartbeat:
            self.one_shot.follow(high)
        if pin in self.wires:
            self._changes.append((self.wires[pin], high))

    def _wire(self) -> None:
        """In a thread of its own: whoever listens cannot ask."""
        while True:
            with self._answered:
                self._answered.wait_for(lambda: bool(self._changes))
                to, high = self._changes.pop(0)
            self.drive(to, high)


def connected(place: Path, within_s: float) -> socket.socket:
    """A socket that QEMU serves, as soon as it does. Raises `OSError`."""
    until_s = time.monotonic() + within_s
    while True:
        line = socket.socket(socket.AF_UNIX)
        try:
            line.connect(str(place))
            return line
        except OSError:
            line.close()
            if time.monotonic() > until_s:
                raise
            time.sleep(0.05)
