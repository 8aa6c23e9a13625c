"""The one idea of a step: ask, show, measure, judge, keep; and the two ways out of it, skipping and stopping.

Whoever calibrates is told one thing at a time, in words that need no code. How the words reach them is a `Window`'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from companion.daemon.calibrate.bench import Bench
from companion.daemon.calibrate.kept import Kept, PartName

Mood = Literal["plain", "good", "bad", "wait", "end"]
Sign = Literal["yes", "no", "more", "less", "touch"]
"""What somebody can say without a keyboard; `touch` is a hand that stays where it was laid."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: the `key` that is typed ("" is Enter alone), what it means, and its sign without a keyboard."""

    key: str
    words: str
    sign: Sign | None = None


GO_ON = Choice("", "go on", "yes")
SKIP = Choice("s", "skip this", "no")
STOP = Choice("q", "stop")


class Skipped(Exception):
    """This part stays as it was."""


class Stopped(Exception):
    """Whoever calibrates has stopped, or is gone: parts that were kept stay kept."""


class Window(Protocol):
    """How words reach a person, and answers come back. `answer` raises `Stopped` once nobody can answer any more.

    `shows` says whether drawings are seen.
    """

    @property
    def shows(self) -> bool: ...

    def begin(self, title: str, number: int, of: int) -> None: ...
    def tell(self, words: str, mood: Mood) -> None: ...
    def show(self, drawing: str) -> None: ...
    def answer(self, question: str, choices: tuple[Choice, ...]) -> str: ...


@dataclass(frozen=True, slots=True)
class Judged:
    """What is made of a measurement: a sentence, and the values to keep; None where it is not believed."""

    line: str
    values: Mapping[str, Any] | None = None

    @property
    def is_good(self) -> bool:
        return self.values is not None


class Guide:
    """Leads one person through a step."""

    def __init__(self, window: Window) -> None:
        self._window = window

    @property
    def shows(self) -> bool:
        """Whether drawings are seen."""
        return self._window.shows

    def begin(self, title: str, number: int, of: int) -> None:
        """A part begins, the `number`th `of` so many."""
        self._window.begin(title, number, of)

    def tell(self, words: str, mood: Mood = "plain") -> None:
        self._window.tell(words, mood)

    def show(self, drawing: str) -> None:
        """For eyes alone: a bar, a picture."""
        self._window.show(drawing)

    def ask(self, question: str, *choices: Choice) -> str:
        """One of the choices' keys. Raises `Skipped` and `Stopped`, which can always be answered."""
        key = self._window.answer(question, (*choices, SKIP, STOP))
        if key == SKIP.key:
            raise Skipped
        if key == STOP.key:
            raise Stopped
        return key

    def go_on(self, words: str) -> None:
        """Wait until somebody has done what the words ask."""
        self.ask(words, GO_ON)

    def again(self, judged: Judged) -> None:
        """Say why it is not believed, and wait for another try."""
        self.tell(judged.line, "bad")
        self.ask("Shall we try once more?", Choice("", "try again", "yes"))


@dataclass(slots=True)
class Visit:
    """What every step gets: who leads, what the body hangs at, what is kept, whether it is a rehearsal."""

    guide: Guide
    bench: Bench
    kept: Kept
    dry_run: bool = False
    notes: list[str] = field(default_factory=list)


class Step(Protocol):
    """One part of the body, set right. `why_not` says in a sentence why it cannot be, here and now; None where it can.

    `go` returns what is to be kept. Raises `Skipped`, `Stopped` and `OrganError`, always with everything at rest.
    """

    @property
    def name(self) -> PartName: ...

    @property
    def title(self) -> str: ...

    def why_not(self, bench: Bench) -> str | None: ...
    def go(self, visit: Visit) -> Mapping[str, Any]: ...
