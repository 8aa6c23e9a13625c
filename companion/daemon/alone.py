"""One creature at a time: a second one on the same body, or with the same state folder, is refused before it moves."""

import contextlib
import fcntl
import logging
import os
import socket
from collections.abc import Iterator
from pathlib import Path

from companion.vocabulary.errors import CompanionError

BODY = "\0companion/body"
"""A name of the kernel's own: it belongs to one process at a time, whoever runs it, and is free when that ends."""

_STOP_IT = "Stop it first: Ctrl-C where it runs; of a service, `sudo systemctl start companion-maintenance.target`."

_log = logging.getLogger(__name__)


@contextlib.contextmanager
def body_alone() -> Iterator[None]:
    """Hold the robot's body. Raises `CompanionError` while another process holds it."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as name:
        try:
            name.bind(BODY)
        except OSError as fault:
            raise CompanionError("another companion has it, and two must not move it.", "the body", _STOP_IT) from fault
        yield


@contextlib.contextmanager
def folder_alone(folder: Path) -> Iterator[None]:
    """Hold a state folder, which is made. Raises `CompanionError` while another process holds it.

    On a disk that cannot be read or written there is nothing to hold, and nothing that two could spoil.
    """
    with contextlib.ExitStack() as stack:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except OSError as fault:
            _log.warning("Nothing will be remembered: %s (%s)", folder, fault.strerror)
        else:
            stack.callback(os.close, number)
            try:
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as fault:
                raise CompanionError("another companion keeps its state there.", str(folder), _STOP_IT) from fault
            except OSError:
                pass  # a file system without locks
        yield
