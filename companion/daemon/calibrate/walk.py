"""`companion calibrate`: from part to part with one person, each kept as soon as it is done, all of it reversible."""

import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any, TextIO

from pydantic import ValidationError

from companion.body.calibrated import KINDS
from companion.body.calibration import checked
from companion.body.pins import load_pins
from companion.daemon.calibrate.bench import Bench, real_bench
from companion.daemon.calibrate.camera import Sight
from companion.daemon.calibrate.faces import face_score
from companion.daemon.calibrate.guide import GO_ON, Guide, Skipped, Step, Stopped, Visit, Window
from companion.daemon.calibrate.kept import PARTS, Kept, PartName
from companion.daemon.calibrate.keyboard import Keyboard
from companion.daemon.calibrate.light import Light
from companion.daemon.calibrate.loudspeaker import Loudness
from companion.daemon.calibrate.microphone import Ear
from companion.daemon.calibrate.posture import Posture
from companion.daemon.calibrate.preview import table
from companion.daemon.calibrate.servos import Servos
from companion.daemon.calibrate.touch import Touch
from companion.daemon.clock import wall_clock_is_trusted
from companion.daemon.wiring import wired
from companion.settings import Settings
from companion.vocabulary.errors import CompanionError, OrganError, StateError
from companion.vocabulary.ports import Store

STEPS: Mapping[PartName, Callable[[], Step]] = {
    "servos": Servos,
    "touch": Touch,
    "microphone": Ear,
    "loudspeaker": Loudness,
    "camera": lambda: Sight(face_score),
    "posture": Posture,
    "light": Light,
}


STOPPED = "Stopped. What was kept before stays kept; everything is at rest."
ENDING = (signal.SIGHUP, signal.SIGTERM)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for. `only` empty means every part."""

    only: tuple[PartName, ...] = ()
    dry_run: bool = False
    undo: bool = False
    headless: bool = False
    report: Path | None = None


def parts_named(words: str) -> tuple[PartName, ...]:
    """The parts of a list such as `servos,touch`. Raises `CompanionError` for one that there is not."""
    names = [word.strip() for word in words.split(",") if word.strip()]
    strange = [name for name in names if name not in PARTS]
    if strange or not names:
        what = f"there is no part {', '.join(map(repr, strange)) or repr(words)}."
        raise CompanionError(what, "companion calibrate --only", f"There are {', '.join(PARTS)}.")
    return tuple(part for part in PARTS if part in names)


def run(settings: Settings, store: Store, lines: Iterable[str], out: TextIO, wish: Wish = Wish()) -> int:
    """Calibrate the body that the settings name. Returns 0, or 1 when somebody stopped before the end.

    Raises `OrganError` for a drawn one, which needs none, and `StateError` when the disk refuses.
    """
    if settings.body.kind == "simulated":
        raise OrganError(
            "needs no calibration.",
            "the drawn body",
            'Set kind = "raspberry" under [body] in the settings first, or try it with --twin.',
        )
    pins = load_pins()
    with ExitStack() as stack:
        wiring = wired(settings, pins)
        if wiring.board is not None:
            stack.callback(wiring.board.stop)
        kept = Kept(store, wiring.device, pins, date.today(), wall_clock_is_trusted())
        if wish.undo:
            return undo(kept, wish.only, out)
        if wish.report is not None:
            from companion.daemon.calibrate.report import write_report

            return write_report(kept, pins, wish.report, out)
        if wiring.board is not None:
            from companion.daemon.calibrate.twins import twin_bench

            bench = twin_bench(settings, pins, wiring=wiring)
        else:
            bench = real_bench(settings, pins, wiring)
        stack.enter_context(ends_on_signals())
        window: Window = Keyboard(lines, out)
        if wish.headless:
            from companion.daemon.calibrate.headless import Headless

            if wiring.board is not None:
                oblige(bench)
            window = stack.enter_context(Headless(bench, kept, out))
        return calibrate(bench, kept, window, wish.only, wish.dry_run)


def oblige(bench: Bench) -> None:
    """Twins have nobody to touch them: somebody who wants it done answers every question."""
    from companion.daemon.calibrate.twins import ObligingPerson, TwinWorld

    assert isinstance(bench.world, TwinWorld)
    bench.world.person = ObligingPerson(bench.now)


def calibrate(bench: Bench, kept: Kept, window: Window, only: Sequence[PartName] = (), dry_run: bool = False) -> int:
    """Go through the parts. Returns 0, or 1 when somebody stopped before the end. Raises `StateError`."""
    guide = Guide(window)
    visit = Visit(guide, bench, kept, dry_run)
    names = tuple(only) or PARTS
    with ExitStack() as stack:
        bench.last = stack
        try:
            welcome(visit)
            bench.watch_over(stack)
            for number, name in enumerate(names, 1):
                guide.begin(STEPS[name]().title, number, len(names))
                part(visit, STEPS[name]())
            guide.tell("\nThat was all.", "end")
            guide.show(overview(kept))
            guide.tell("I live by it from my next start on. `companion calibrate --report FILE` makes a page to print.")
        except Stopped:
            with suppress(Stopped):
                guide.tell(STOPPED, "end")
            return 1
        except KeyboardInterrupt:
            if window.shows:
                with suppress(Stopped):
                    guide.tell(f"\n{STOPPED}", "end")
            raise
    return 0


def part(visit: Visit, step: Step) -> None:
    """One part, to what is kept of it. Raises `Stopped`."""
    guide = visit.guide
    if (reason := step.why_not(visit.bench)) is not None:
        guide.tell(f"Left out: {reason}")
        return
    try:
        guide.ask("", GO_ON)
        values = step.go(visit)
    except Skipped:
        guide.tell(f"{step.title}: left as it was.")
        return
    except OrganError as fault:
        if visit.bench.stopped:
            raise Stopped from fault
        guide.tell(str(fault), "bad")
        guide.tell(f"{step.title}: left as it was.")
        return
    if (doubt := not_believed(visit, step.name, values)) is not None:
        guide.tell(f"{doubt} {step.title}: left as it was.", "bad")
    elif visit.dry_run:
        guide.tell("This is a rehearsal: it is not kept.", "good")
    else:
        visit.kept.keep(step.name, values)
        guide.tell("Kept.", "good")


def not_believed(visit: Visit, name: PartName, values: Mapping[str, Any]) -> str | None:
    """Why the creature would not believe these values at its next start; None when it would."""
    kept = visit.kept
    try:
        if name == "servos":
            state = {"device": kept.device, "made": kept.today.isoformat(), **values}
            checked(state, kept.device, visit.bench.pins, kept.today)
        else:
            KINDS[name].model_validate(values)
    except (StateError, ValidationError) as fault:
        return f"That makes no sense, so it is not kept: {fault}"
    return None


def welcome(visit: Visit) -> None:
    """Who is on the bench, what is calibrated and when, and how to talk."""
    guide, kept = visit.guide, visit.kept
    guide.tell(f"Calibrating {kept.device}.{' A rehearsal: nothing will be kept.' if visit.dry_run else ''}")
    if visit.bench.wiring.board is not None:
        guide.tell("I am made of twins: whatever your hands would do happens by itself once you have answered.")
    if not kept.clock_is_trusted:
        day = day_in_words(kept.today)
        guide.tell(f"Nobody has confirmed this computer's clock; what is kept will bear its day, {day}.")
    for doubt in kept.doubts:
        guide.tell(doubt, "bad")
    guide.show(overview(kept))
    guide.tell("Every part can be skipped, and taken back later. Stop when you like: what is done stays done.")


def day_in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def overview(kept: Kept) -> str:
    """Each part, and when it was calibrated."""
    rows = []
    for number, name in enumerate(PARTS, 1):
        made = kept.made(name)
        when = f"{day_in_words(made[0])}, by companion {made[1]}" if made is not None else "not yet"
        rows.append((f"{number}  {STEPS[name]().title}", when))
    return table(rows)


def undo(kept: Kept, only: Sequence[PartName], out: TextIO) -> int:
    """Take back what was kept last, or the last of each part named. Returns 1 where there was nothing."""
    status = 1
    for name in only or (None,):
        back = kept.undo(name)
        if back is None:
            print(f"There is nothing to take back{'' if name is None else ' of ' + name}.", file=out)
            continue
        taken, made = back
        now = f"what was measured on {made} holds again" if made is not None else "it is as if never calibrated"
        print(f"{taken}: taken back; {now}.", file=out)
        status = 0
    return status


@contextmanager
def ends_on_signals() -> Iterator[None]:
    """A lost SSH session and a polite kill end it as Ctrl-C does: through every `finally`, so the motors stop."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, frame: FrameType | None) -> None:
        for each in ENDING:
            signal.signal(each, signal.SIG_IGN)  # once is enough: a second one must not break into the ending
        raise SystemExit(128 + number)

    before = {each: signal.signal(each, end) for each in ENDING}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
