"""To talk without a screen: it speaks and glows, and is answered by hands on its fur and by its mute button.

Where no speech engine is there it makes itself understood by cries and by the colour of its cheeks, as described in
docs/calibrating.md. Whatever can be read is still written to the log.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import TextIO

from companion.daemon.calibrate.bench import Bench
from companion.daemon.calibrate.guide import Choice, Mood, Sign, Stopped
from companion.daemon.calibrate.herald import ASKING, CRIES, GLOWS, Herald
from companion.daemon.calibrate.kept import Kept
from companion.daemon.calibrate.keyboard import Keyboard
from companion.daemon.calibrate.signs import Signs
from companion.vocabulary.errors import OrganError

HOW: Mapping[Sign, str] = {
    "touch": "Leave your hand there",
    "yes": "Touch my head",
    "more": "My right flipper",
    "less": "My left flipper",
    "no": "My tail",
}
INTRO = (
    "We do this without a screen. I ask, and you answer by touch: my head says yes, my tail skips. My mute button says "
    "yes as well; held for a second it skips. My stop button ends it at any time."
)
SAY_AGAIN_S, PATIENCE_S = 30.0, 600.0


class Headless:
    """A window of voice and light. As a context it opens what there is of skin, button, cheeks, voice, and closes it.

    Raises `OrganError` where neither skin nor button can answer.
    """

    shows = False

    def __init__(self, bench: Bench, kept: Kept, out: TextIO) -> None:
        self._bench = bench
        self._kept = kept
        self._log = Keyboard((), out)
        self._signs = Signs(bench)
        self._herald = Herald(bench, kept, lambda: self._signs.is_given)
        self._stack = ExitStack()
        self._listed: tuple[str, ...] = ()

    def __enter__(self) -> "Headless":
        with self._stack as stack:
            self._open(stack)
            self._stack = stack.pop_all()
        self.tell(INTRO, "plain")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @property
    def speaks(self) -> bool:
        return self._herald.speaks

    def begin(self, title: str, number: int, of: int) -> None:
        """With a voice the title; without, as many chirps as the number of the part."""
        self._log.begin(title, number, of)
        if not self._speak(f"{title}, {number} of {of}."):
            for _ in range(number):
                self._herald.cry("chirp")

    def tell(self, words: str, mood: Mood) -> None:
        self._log.tell(words, mood)
        self._herald.glow(GLOWS[mood])
        kind = CRIES[mood]
        if words.strip() and not self._speak(words) and kind is not None:
            self._herald.cry(kind)

    def show(self, drawing: str) -> None:
        """Nobody looks: it goes to the log alone."""
        self._log.show(drawing)

    def answer(self, question: str, choices: tuple[Choice, ...]) -> str:
        """Wait for a sign; ask again every half a minute. Raises `Stopped` at the stop button or when nobody comes."""
        signed = {choice.sign: choice for choice in reversed(choices) if choice.sign is not None}
        listed = tuple(f"{how}: {signed[sign].words}." for sign, how in HOW.items() if sign in signed)
        self._signs.ask(signed)
        self._ask(question, listed if listed != self._listed else (), "touch" not in signed)
        self._listed = listed
        self._bench.world.asked({sign: (choice.key, choice.words) for sign, choice in signed.items()})
        began_s = asked_s = self._bench.now()
        while self._bench.now() - began_s < PATIENCE_S:
            sign = self._signs.next(signed)
            if sign is not None:
                self._log.tell(f"> {signed[sign].words}", "plain")
                self._herald.glow(GLOWS["plain"])
                return signed[sign].key
            if self._bench.now() - asked_s > SAY_AGAIN_S:
                self._ask(question, listed, "touch" not in signed)
                asked_s = self._bench.now()
        self.tell("Nobody has answered for ten minutes.", "bad")
        raise Stopped

    def _ask(self, question: str, listed: Sequence[str], may_interrupt: bool) -> None:
        """Ask aloud; whoever knows the answer already need not hear it to its end."""
        words = " ".join((question, *listed)).strip()
        if words:
            self._log.tell(words, "plain")
        self._herald.glow(ASKING)
        if not self._speak(words, may_interrupt):
            self._herald.cry("call")

    def _speak(self, words: str, may_interrupt: bool = False) -> bool:
        """Whether it could say that; that it cannot any more is said in the log, once."""
        spoke = self._herald.speak(words, may_interrupt)
        if self._herald.lost:
            self._log.tell(f"(It cannot speak any more: {self._herald.lost})", "bad")
            self._herald.lost = ""
        return spoke

    def _open(self, stack: ExitStack) -> None:
        """Everything that there is; what cannot be opened is said in the log and done without."""
        touch = self._kept.organs.touch
        electrodes = (touch.electrodes if touch is not None else None) or self._bench.pins.electrodes
        openings: tuple[Callable[[], None], ...] = (
            lambda: self._signs.open_skin(electrodes),
            lambda: self._signs.open_button(stack),
            lambda: self._herald.open_cheeks(stack),
            lambda: self._herald.open_speaker(stack),
            lambda: self._herald.open_engine(stack),
        )
        for open_one in openings:
            try:
                open_one()
            except OrganError as fault:
                self._log.tell(f"(Done without: {fault})", "bad")
        if not self._signs.can_answer:
            where = f"{self._bench.device} without a keyboard"
            raise OrganError("has neither skin nor button to be answered by.", where, "Calibrate it in a terminal.")
