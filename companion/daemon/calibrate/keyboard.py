"""To talk by lines: a terminal on the spot or over SSH. A line is an answer; the end of the lines is a person gone."""

import textwrap
from collections.abc import Iterable
from typing import TextIO

from companion.daemon.calibrate.guide import Choice, Mood, Stopped

WIDTH = 96
RULE = "─" * 40
SEPARATOR, NO_BREAK = " | ", "\N{NO-BREAK SPACE}"
MARKS: dict[Mood, str] = {"plain": "", "good": "  ok  ", "bad": "  !!  ", "wait": "  ..  ", "end": ""}


class Keyboard:
    """Tells on `out`, and reads one line for each answer. What cannot be an answer is asked again."""

    shows = True

    def __init__(self, lines: Iterable[str], out: TextIO) -> None:
        self._lines = iter(lines)
        self._out = out
        self._told: tuple[str, ...] = ()

    def begin(self, title: str, number: int, of: int) -> None:
        self._print(f"\n{title}, {number} of {of}\n{RULE}")

    def tell(self, words: str, mood: Mood = "plain") -> None:
        mark = MARKS[mood]
        for paragraph in words.split("\n"):
            told = textwrap.fill(
                paragraph, WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark), break_on_hyphens=False
            )
            self._print(told)

    def show(self, drawing: str) -> None:
        self._print(textwrap.indent(drawing, "      "))

    def answer(self, question: str, choices: tuple[Choice, ...]) -> str:
        if question:
            self.tell(question)
        listed = tuple(f"{key_name(choice.key)} {choice.words}" for choice in choices)
        if listed != self._told:
            self._told = listed
            self._print(_wrapped(listed))
        while True:
            self._print("> ", end="")
            try:
                line = next(self._lines, None)
            except OSError as fault:  # a terminal that is gone
                raise Stopped from fault
            if line is None:
                self._print("")
                raise Stopped
            typed = line.strip().lower()
            if any(choice.key == typed for choice in choices):
                return typed
            known = ", ".join(key_name(choice.key) for choice in choices)
            shown = typed if len(typed) <= 20 else f"{typed[:20]}..."
            self.tell(f"{shown!r} is none of {known}." if typed else f"Enter alone is none of {known}.", "bad")

    def _print(self, words: str, end: str = "\n") -> None:
        """Raises `Stopped` when nobody can read it any more."""
        try:
            print(words, end=end, file=self._out, flush=True)
        except OSError as fault:
            raise Stopped from fault


def _wrapped(listed: tuple[str, ...]) -> str:
    """The choices on a few lines, none of them broken."""
    unbroken = f"[{SEPARATOR.join(words.replace(' ', NO_BREAK) for words in listed)}]"
    told = textwrap.fill(unbroken, WIDTH, subsequent_indent=" ", break_long_words=False, break_on_hyphens=False)
    return told.replace(NO_BREAK, " ")


def key_name(key: str) -> str:
    return key or "Enter"
