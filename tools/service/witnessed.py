"""`companion run` on twins whose heartbeat pin is wired out of the process, and whose control loop can be wedged.

Runs inside the container in place of the command. Every edge of the heartbeat is a datagram to the one-shot in
`trial.py`: what holds the servo supply must not live in the program that may hang. SIGUSR1 wedges the event loop.
"""

import contextlib
import signal
import socket
import sys
import time
from types import FrameType
from typing import Any

from companion import cli
from companion.daemon import live as living
from companion.daemon.compose import Creature

SOCKET = "/rig/heartbeat"


def wedge(number: int, frame: FrameType | None) -> None:
    """Block the event loop for ever; other threads go on."""
    time.sleep(1e6)


def main() -> int:
    """Returns the command's own exit status."""
    out = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
    live: Any = living.live

    def wire(creature: Creature) -> None:
        board = creature.body.board
        if board is None:
            return  # a drawn body has no supply

        def beat(level: float) -> None:
            board.one_shot.follow(level > 0)
            with contextlib.suppress(OSError):  # nobody listens at the moment
                out.sendto(b"1" if level else b"0", SOCKET)

        board.gpio.wire(board.pin("heartbeat"), beat)

    def witnessed(*given: Any, **named: Any) -> int:
        return int(live(*given, **{**named, "direct": wire}))

    living.live = witnessed
    signal.signal(signal.SIGUSR1, wedge)
    return cli.main(["run", "--service"])


if __name__ == "__main__":
    sys.exit(main())
