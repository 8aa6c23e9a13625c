"""Serves the real page with a creature that holds any pose, for its pictures, its tests and the cost of a frame."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any

from companion.vocabulary.acts import Act, Binding, Decision, Glow, Impression, Pose, Sent
from companion.vocabulary.commands import Command, SetGate
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate, Permissions
from companion.vocabulary.portrait import Portrait
from companion.vocabulary.readings import uniform_emotions
from companion.vocabulary.signals import Handling, Samples, Touches
from companion.web.doors import new_token
from companion.web.server import Page, Twins
from tools.living import free_port

PATIENCE_S = 20.0
NOBODY_KNOWN = Impression("not sure", uniform_emotions(), 0.0, 0.0, 0.0, "nobody here")

DAYLIGHT, DARK = 0.9, 0.0


def decided(label: str, why: str, name: str = "rest", binding: str = "", resident: str | None = None) -> Decision:
    """A thought that says what it does and why, and judges nobody."""
    act = Act(name, label, why, "rhythmic", 0.5, 0.0)
    return Decision(act, NOBODY_KNOWN, (), Binding(resident, None, binding), 1.0, 0.0, 0.0)


@dataclass
class Sitter:
    """A creature without a mind: it shows what it is given and remembers what reached it.

    `motion` maps seconds to a pose; `news` replaces parts of the portrait. Read and written from any thread.
    """

    motion: Callable[[float], Pose] = lambda _: Pose()
    glow: Glow = field(default_factory=lambda: Glow(level=0.25))
    breath: Callable[[float], float] = lambda _: 0.5
    light: float = DAYLIGHT
    news: dict[str, Any] = field(default_factory=dict)
    gate: Gate = field(default_factory=Gate)
    orders: list[Command] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    touched: list[Touches] = field(default_factory=list)
    carried: list[Handling] = field(default_factory=list)
    pictures: int = 0

    def moment(self) -> Moment:
        return Moment(time.monotonic())

    def portrait(self) -> Portrait:
        now_s = time.monotonic()
        sent = Sent(self.motion(now_s), frozenset(), now_s)
        decision = decided("rests", "All is calm, so I rest.")
        plain = Portrait(
            now_s,
            sent,
            self.glow,
            self.breath(now_s),
            decision,
            (),
            None,
            (),
            self.gate,
            Permissions(touch=True),
            self.light,
        )
        return replace(plain, **self.news)

    def order(self, command: Command) -> None:
        self.orders.append(command)
        if isinstance(command, SetGate):
            self.gate = replace(self.gate, **{command.name: command.on})

    def hear(self, text: str) -> None:
        self.heard.append(text)

    def hold(self, pose: Pose) -> None:
        """Stay in one pose."""
        self.motion = lambda _: pose


class _Inlet:
    """Hands on what the page feeds."""

    def __init__(self, taken: Callable[[Any], None]) -> None:
        self.feed = taken


class _Mute:
    hushes = 0

    def take(self) -> tuple[Samples, ...]:
        return ()


@contextmanager
def posing() -> Iterator[tuple[Sitter, str]]:
    """A sitter and the address of its page, served from a thread until the block ends."""
    sitter = Sitter()

    def seen(_: bytes) -> None:
        sitter.pictures += 1

    def lit(level: float) -> None:
        sitter.light = level

    twins = Twins(
        _Inlet(seen),
        _Inlet(sitter.touched.append),
        _Inlet(lit),
        _Inlet(lambda _: None),
        _Mute(),
        balance=_Inlet(sitter.carried.append),
    )
    page = Page(sitter, twins, free_port(), new_token())
    ready = threading.Event()
    loop = asyncio.new_event_loop()
    serving = loop.create_task(page.serve(ready.set))

    def live() -> None:
        with suppress(asyncio.CancelledError):
            loop.run_until_complete(serving)

    thread = threading.Thread(target=live, name="page", daemon=True)
    thread.start()
    try:
        if not ready.wait(PATIENCE_S):
            raise RuntimeError("the page was not served in time")
        yield sitter, page.address
    finally:
        loop.call_soon_threadsafe(serving.cancel)
        thread.join(PATIENCE_S)
        loop.close()
