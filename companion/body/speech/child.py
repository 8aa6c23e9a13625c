"""Another program as a child process: told through its standard input, heard through its standard output, ended surely.

What is to be spoken goes through a pipe: a command line could be read by every user of the computer. What the program
complains about is thrown away, for it may repeat what it was told.
"""

import contextlib
import os
import selectors
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from typing import NoReturn

from companion.vocabulary.errors import OrganError

LOOK_EVERY_S = 0.02
"""So often, while it waits, it looks whether it is still wanted: a stop takes hold within this time."""

_CHUNK = 65536
_KEPT = ("HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PATH", "PYTHONPATH", "TMPDIR")
_GENTLY = ("nice", "-n", "10")
"""Speech may wait a little; breath and touch may not."""


class Stopped(Exception):
    """What was asked for is not wanted any more."""


class Child:
    """One running program with everything it starts. Made, used and ended in one thread.

    `wanted` is asked again and again while it is waited for. Raises `OrganError` when the program cannot be started,
    dies or takes longer than it may, and `Stopped` once it is not wanted; either way it is killed first.
    """

    def __init__(self, command: Sequence[str], name: str, wanted: Callable[[], bool]) -> None:
        self._name = name
        self._wanted = wanted
        self._ended = False
        gently = _GENTLY if shutil.which(_GENTLY[0]) else ()
        try:
            self._process = subprocess.Popen(
                [*gently, *command],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={key: os.environ[key] for key in _KEPT if key in os.environ},
                start_new_session=True,
                bufsize=0,
            )
        except OSError as fault:
            raise OrganError(f"cannot be started ({fault.strerror}).", name, "Is it installed well?") from fault
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._told, self._heard = self._process.stdin, self._process.stdout
        os.set_blocking(self._told.fileno(), False)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def tell(self, words: bytes, patience_s: float, last: bool = False) -> None:
        """Write all of it, and after the `last` words let the program know that nothing more comes."""
        until_s = time.monotonic() + patience_s
        while words:
            self._wait(self._told.fileno(), selectors.EVENT_WRITE, until_s)
            try:
                words = words[os.write(self._told.fileno(), words) :]
            except BlockingIOError:
                continue
            except BrokenPipeError as fault:
                self._fail("ended before it had heard everything.", fault)
        if last:
            self._told.close()

    def hear(self, count: int, patience_s: float) -> bytes:
        """Exactly `count` bytes."""
        heard = self._hear(count, patience_s)
        if len(heard) < count:
            self._fail("ended in the middle of a sentence.")
        return heard

    def hear_out(self, most: int, patience_s: float) -> bytes:
        """Everything until it ends well, `most` bytes at most."""
        heard = self._hear(most + 1, patience_s)
        if len(heard) > most:
            self._fail(f"said more than {most} bytes.")
        try:
            code = self._process.wait(max(LOOK_EVERY_S, patience_s))
        except subprocess.TimeoutExpired as fault:
            self._fail("does not end.", fault)
        if code != 0:
            self._fail(f"ended with error {code}.")
        return heard

    def end(self) -> None:
        """Kill it and all it started; may be called again."""
        for pipe in (self._told, self._heard):
            pipe.close()
        if not self._ended:
            self._ended = True  # later its number may be somebody else's
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _hear(self, count: int, patience_s: float) -> bytes:
        until_s = time.monotonic() + patience_s
        heard = bytearray()
        while len(heard) < count:
            self._wait(self._heard.fileno(), selectors.EVENT_READ, until_s)
            chunk = os.read(self._heard.fileno(), min(_CHUNK, count - len(heard)))
            if not chunk:
                break
            heard += chunk
        return bytes(heard)

    def _wait(self, pipe: int, event: int, until_s: float) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, event)
            while True:
                if not self._wanted():
                    self.end()
                    raise Stopped
                left_s = until_s - time.monotonic()
                if left_s <= 0:
                    self._fail("does not answer and was ended.")
                if selector.select(min(left_s, LOOK_EVERY_S)):
                    return

    def _fail(self, what: str, fault: Exception | None = None) -> NoReturn:
        self.end()
        raise OrganError(what, self._name, "It is tried again with the next sentence.") from fault
