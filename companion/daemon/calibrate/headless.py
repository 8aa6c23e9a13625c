"""To talk without a screen: it speaks and glows, and is answered by hands on its fur and by its mute button.

Where no speech engine is there it makes itself understood by cries and by the colour of its cheeks, as described in
docs/calibrating.md. Whatever can be read is still written to the log.
"""

import functools
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Any, TextIO

import numpy as np

from companion.body.raspberry.cheeks import Cheeks
from companion.body.raspberry.touch_chip import TouchChip
from companion.body.sound.limited import LimitedSpeaker
from companion.daemon.calibrate.bench import Bench
from companion.daemon.calibrate.guide import Choice, Mood, Sign, Stopped
from companion.daemon.calibrate.kept import Kept
from companion.daemon.calibrate.keyboard import Keyboard
from companion.expression.prosody import clauses
from companion.expression.spoken import ready
from companion.expression.vocal_tract import RATE_HZ
from companion.expression.voice import Voice
from companion.vocabulary.acts import Cry, CryKind, Glow, Prosody
from companion.vocabulary.errors import OrganError
from companion.vocabulary.moment import Moment
from companion.vocabulary.ports import Speaker, SpeechEngine
from companion.vocabulary.signals import ZONES, Samples, Zone

SIGNS: Mapping[Zone, Sign] = {"head": "yes", "tail": "no", "flipper_right": "more", "flipper_left": "less"}
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

LOOK_EVERY_S = 0.02
PALM_COUNTS, TOUCH_LASTS_S, STAYS_S = 12.0, 0.25, 1.5
RESTS_FOR_S = 0.3
FOLLOWS = 0.01
BUTTON_HELD_S = 1.0
SAY_AGAIN_S, PATIENCE_S = 30.0, 600.0
PIECE_S = 0.04
PROSODY = Prosody(pace=0.9, pitch_semitones=0.0, lilt=0.5, pause_s=0.3)

GLOWS: Mapping[Mood, Glow] = {
    "plain": Glow(1.0, 0.6, 0.35, 0.35),
    "good": Glow(0.2, 1.0, 0.3, 0.7),
    "bad": Glow(1.0, 0.1, 0.05, 0.7),
    "wait": Glow(1.0, 0.7, 0.1, 0.4),
    "end": Glow(1.0, 0.6, 0.35, 0.1),
}
ASKING = Glow(0.3, 0.5, 1.0, 0.6)
CRIES: Mapping[Mood, CryKind | None] = {"plain": None, "good": "coo", "bad": "protest", "wait": None, "end": "purr"}
LASTS_S: Mapping[CryKind, float] = {"coo": 1.0, "protest": 0.7, "purr": 2.0, "chirp": 0.35, "call": 1.0}


class Headless:
    """A window of voice and light. As a context it opens what there is of skin, button, cheeks, voice, and closes it.

    Raises `OrganError` where neither skin nor button can answer.
    """

    shows = False

    def __init__(self, bench: Bench, kept: Kept, out: TextIO) -> None:
        self._bench = bench
        self._kept = kept
        self._log = Keyboard((), out)
        self._stack = ExitStack()
        self._chip: TouchChip | None = None
        self._idle: list[float] | None = None
        self._button: Any = None
        self._cheeks: Cheeks | None = None
        self._speaker: Speaker | None = None
        self._engine: SpeechEngine | None = None
        self._said: tuple[str, ...] = ()
        self._stale: Zone | None = None
        self.silent_because = ""

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
        return self._engine is not None and self._speaker is not None

    def begin(self, title: str, number: int, of: int) -> None:
        """With a voice the title; without, as many chirps as the number of the part."""
        self._log.begin(title, number, of)
        if not self._speak(f"{title}, {number} of {of}."):
            for _ in range(number):
                self._cry("chirp")

    def tell(self, words: str, mood: Mood) -> None:
        self._log.tell(words, mood)
        self._glow(GLOWS[mood])
        if words.strip() and not self._speak(words):
            kind = CRIES[mood]
            if kind is not None:
                self._cry(kind)

    def show(self, drawing: str) -> None:
        """Nobody looks: it goes to the log alone."""
        self._log.show(drawing)

    def answer(self, question: str, choices: tuple[Choice, ...]) -> str:
        """Wait for a sign; ask again every half a minute. Raises `Stopped` at the stop button or when nobody comes."""
        signed = {choice.sign: choice for choice in reversed(choices) if choice.sign is not None}
        listed = tuple(f"{HOW[sign]}: {choice.words}." for sign, choice in sorted(signed.items(), key=_order))
        self._stale = self._felt() if "touch" in signed else None
        self._ask(question, listed if listed != self._said else (), "touch" not in signed)
        self._said = listed
        self._bench.world.asked({sign: (choice.key, choice.words) for sign, choice in signed.items()})
        began_s = asked_s = self._bench.now()
        while self._bench.now() - began_s < PATIENCE_S:
            sign = self._sign(signed)
            if sign is not None:
                self._log.tell(f"> {signed[sign].words}", "plain")
                self._glow(GLOWS["plain"])
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
        self._glow(ASKING)
        if not self._speak(words, may_interrupt):
            self._cry("call")

    def _sign(self, signed: Mapping[Sign, Choice]) -> Sign | None:
        """What somebody says in the next moment. Raises `Stopped`."""
        touched: Zone | None = None
        since_s, pressed_s = self._bench.now(), None
        while True:
            self._bench.wait(LOOK_EVERY_S)
            if self._bench.stopped:
                raise Stopped
            now_s = self._bench.now()
            if self._button is not None and self._button.is_active:
                pressed_s = now_s if pressed_s is None else pressed_s
            elif pressed_s is not None:
                said: Sign = "no" if now_s - pressed_s >= BUTTON_HELD_S else "yes"
                # A press of the button says that the hand lies where it should, too.
                said = "touch" if said == "yes" and "touch" in signed else said
                return said if said in signed else None
            zone = self._felt()
            if zone is None or zone != self._stale:
                self._stale = None
            else:
                zone = None  # the hand of the last answer
            if zone != touched:
                touched, since_s = zone, now_s
            elif zone is None:
                if pressed_s is None and now_s - since_s > RESTS_FOR_S:
                    return None
            elif "touch" in signed:
                if now_s - since_s > STAYS_S:
                    return "touch"
            elif now_s - since_s > TOUCH_LASTS_S:
                sign = SIGNS.get(zone)
                if sign is not None and sign in signed:
                    self._until_gone()
                    return sign

    def _felt(self) -> Zone | None:
        """The place that feels most, if any feels a hand."""
        if self._chip is None:
            return None
        counts = self._chip.counts()
        if self._idle is None:
            self._idle = [float(count) for count in counts]
        falls = [idle - count for idle, count in zip(self._idle, counts, strict=True)]
        for place, fall in enumerate(falls):
            if fall < PALM_COUNTS:
                # Up at once: the first reading may have been taken under a hand.
                self._idle[place] = max(self._idle[place] - FOLLOWS * fall, float(counts[place]) - 4.0)
        most = max(range(len(falls)), key=falls.__getitem__)
        return ZONES[most] if falls[most] >= PALM_COUNTS else None

    def _until_gone(self) -> None:
        """One touch is one answer."""
        until_s = self._bench.now() + 5.0
        while self._felt() is not None and self._bench.now() < until_s:
            self._bench.wait(LOOK_EVERY_S)

    def _glow(self, glow: Glow) -> None:
        if self._cheeks is not None:
            self._cheeks.show(glow)

    def _speak(self, words: str, may_interrupt: bool = False) -> bool:
        """Whether it could say that, if nobody interrupted."""
        if self._engine is None or self._speaker is None:
            return False
        try:
            for clause in clauses(" ".join(words.split())):
                samples = self._engine.speak(clause, PROSODY)
                if samples is not None and not self._play(Samples(ready(samples), RATE_HZ), may_interrupt):
                    break
        except OrganError as fault:
            self._log.tell(f"(It cannot speak any more: {fault})", "bad")
            self._engine = None
            return False
        return True

    def _cry(self, kind: CryKind) -> None:
        if self._speaker is None:
            self._bench.wait(LASTS_S[kind])
            return
        voice = Voice()
        voice.begin(Cry(kind, 0.6, 0.3, 0.3, seed=3))
        pieces = []
        for _ in range(round(LASTS_S[kind] / PIECE_S)):
            piece = voice.next(PIECE_S)
            if piece is None:
                break
            pieces.append(piece.values)
        voice.hush()
        if (last := voice.next(PIECE_S)) is not None:
            pieces.append(last.values)
        self._play(Samples(np.concatenate(pieces), RATE_HZ))

    def _play(self, sound: Samples, may_interrupt: bool = False) -> bool:
        """Whether it sounded to its end: nobody pressed stop, or answered where an answer was wanted."""
        assert self._speaker is not None
        piece = round(PIECE_S * sound.rate_hz)
        for begin in range(0, sound.values.size, piece):
            if self._bench.stopped or (may_interrupt and self._is_answered()):
                self._speaker.hush()
                return False
            self._speaker.play(Samples(sound.values[begin : begin + piece], sound.rate_hz), self._moment())
            while self._speaker.queued_s(self._moment()) > 2 * PIECE_S:
                self._bench.wait(PIECE_S / 2)
        while self._speaker.queued_s(self._moment()) > 0.0:
            self._bench.wait(PIECE_S / 2)
        return True

    def _is_answered(self) -> bool:
        pressed = self._button is not None and bool(self._button.is_active)
        return pressed or self._felt() in SIGNS

    def _moment(self) -> Moment:
        return Moment(self._bench.now())

    def _open(self, stack: ExitStack) -> None:
        """Everything that there is; what cannot be opened is said in the log and done without."""
        bench, missing = self._bench, []
        for open_one in (self._open_skin, self._open_button, self._open_cheeks, self._open_speaker, self._open_engine):
            try:
                open_one(stack)
            except OrganError as fault:
                missing.append(str(fault))
                self._log.tell(f"(Done without: {fault})", "bad")
        self.silent_because = "" if self.speaks else "; ".join(missing)
        if self._chip is None and self._button is None:
            where = f"{bench.device} without a keyboard"
            raise OrganError("has neither skin nor button to be answered by.", where, "Calibrate it in a terminal.")

    def _open_skin(self, stack: ExitStack) -> None:
        touch = self._kept.organs.touch
        electrodes = (touch.electrodes if touch is not None else None) or self._bench.pins.electrodes
        chip = TouchChip(self._bench.wiring.chip("touch"), electrodes)
        chip.connect()
        self._chip = chip

    def _open_button(self, stack: ExitStack) -> None:
        self._button = self._bench.button("mute_button", "mute button")
        stack.callback(self._button.close)

    def _open_cheeks(self, stack: ExitStack) -> None:
        gpio = self._bench.pins.gpio
        cheeks = Cheeks(gpio["cheek_red"], gpio["cheek_green"], gpio["cheek_blue"], self._bench.factory)
        cheeks.connect()
        stack.callback(cheeks.close)
        self._cheeks = cheeks

    def _open_speaker(self, stack: ExitStack) -> None:
        if self._bench.speaker is None:
            raise OrganError(self._bench.why_not.get("loudspeaker", "there is none."), "loudspeaker")
        speaker = self._bench.speaker()
        speaker.open()
        stack.callback(speaker.close)
        speaker.connect()
        limit = self._kept.organs.loudspeaker
        self._speaker = speaker if limit is None else LimitedSpeaker(speaker, limit)

    def _open_engine(self, stack: ExitStack) -> None:
        engine = self._bench.engine()
        if engine is None:
            raise OrganError("is switched off under [speech] in the settings.", "speech engine")
        engine.open()
        stack.callback(engine.close)
        self._engine = engine


@functools.cache
def _place(sign: Sign) -> int:
    return list(HOW).index(sign)


def _order(item: tuple[Sign, Choice]) -> int:
    return _place(item[0])
