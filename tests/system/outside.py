"""The outside world of the emulated Pi, asked over its serial line: what is at a pin, and holding one from outside."""

import json
import os
import time
from collections.abc import Callable
from typing import Any

LINE = "/dev/ttyAMA0"
WITHIN_S = 20.0
"""A processor that is itself a program is slow, and its wires are another one."""


class Outside:
    """`tools/outside_world.py` at the other end of the line: no driver is its own witness."""

    def __init__(self) -> None:
        self._line = os.open(LINE, os.O_RDWR | os.O_NOCTTY)

    def level(self, pin: int) -> bool:
        return bool(self._ask("level", pin))

    def drive(self, pin: int, high: bool) -> None:
        self._ask("drive", pin, int(high))

    def join(self, output: int, to: int) -> None:
        """A wire from an output to an input, until it is cut."""
        self._ask("join", output, to)

    def cut(self, output: int) -> None:
        self._ask("cut", output)

    def forget(self, pin: int) -> None:
        self._ask("forget", pin)

    def edges(self, pin: int) -> dict[str, float]:
        """Since it was forgotten: `rises`, `falls`, `high_share`, and `quiet_s` since the last of them."""
        found: dict[str, float] = self._ask("edges", pin)
        return found

    def supply_is_on(self) -> bool:
        """The one-shot behind the heartbeat holds the servo supply up."""
        return bool(self._ask("supply"))

    def _ask(self, *words: object) -> Any:
        os.write(self._line, f"{' '.join(map(str, words))}\n".encode())
        answer = b""
        while not answer.endswith(b"\n"):
            answer += os.read(self._line, 256)
        return json.loads(answer)


def within(true: Callable[[], bool]) -> bool:
    """Wait until something is so, for so long at most."""
    until_s = time.monotonic() + WITHIN_S
    while not true():
        if time.monotonic() > until_s:
            return False
        time.sleep(0.02)
    return True
