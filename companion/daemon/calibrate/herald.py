"""What is said without a screen: sentences where there is a speech engine, cries where there is none, and colours."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack

import numpy as np

from companion.body.raspberry.cheeks import Cheeks
from companion.body.sound.limited import LimitedSpeaker
from companion.daemon.calibrate.bench import Bench, ConnectedSpeaker
from companion.daemon.calibrate.guide import Mood
from companion.daemon.calibrate.kept import Kept
from companion.expression.prosody import clauses
from companion.expression.spoken import ready
from companion.expression.vocal_tract import RATE_HZ
from companion.expression.voice import Voice
from companion.vocabulary.acts import Cry, CryKind, Glow, Prosody
from companion.vocabulary.errors import OrganError
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.ports import Speaker, SpeechEngine
from companion.vocabulary.signals import Played, Samples

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


class Herald:
    """A voice and two cheeks, as far as they are there. `is_answered` is asked while a question may be interrupted."""

    def __init__(self, bench: Bench, kept: Kept, is_answered: Callable[[], bool]) -> None:
        self._bench = bench
        self._kept = kept
        self._is_answered = is_answered
        self._cheeks: Cheeks | None = None
        self._speaker: Speaker | None = None
        self._engine: SpeechEngine | None = None
        self.lost = ""
        """Why it cannot speak any more, where it could."""

    @property
    def speaks(self) -> bool:
        return self._engine is not None and self._speaker is not None

    def glow(self, glow: Glow) -> None:
        if self._cheeks is not None:
            self._cheeks.show(glow)

    def speak(self, words: str, may_interrupt: bool = False) -> bool:
        """Whether it could say that; an answer may cut it short where that is allowed."""
        if self._engine is None or self._speaker is None:
            return False
        try:
            for clause in clauses(" ".join(words.split())):
                samples = self._engine.speak(clause, PROSODY)
                if samples is not None and not self._play(Samples(ready(samples), RATE_HZ), may_interrupt):
                    break
        except OrganError as fault:
            self._engine, self.lost = None, str(fault)
            return False
        return True

    def cry(self, kind: CryKind) -> None:
        """Without a loudspeaker it is silent for as long."""
        if self._speaker is None:
            self._bench.wait(LASTS_S[kind])
            return
        voice = Voice()
        voice.begin(Cry(kind, 0.6, 0.3, 0.3, seed=3))
        pieces = [voice.next(PIECE_S) for _ in range(round(LASTS_S[kind] / PIECE_S))]
        voice.hush()
        pieces.append(voice.next(PIECE_S))
        values = [piece.values for piece in pieces if piece is not None]
        self._play(Samples(np.concatenate(values), RATE_HZ), may_interrupt=False)

    def open_cheeks(self, stack: ExitStack) -> None:
        """Raises `OrganError`."""
        gpio = self._bench.pins.gpio
        cheeks = Cheeks(gpio["cheek_red"], gpio["cheek_green"], gpio["cheek_blue"], self._bench.factory)
        cheeks.connect()
        stack.callback(cheeks.close)
        self._cheeks = cheeks

    def open_speaker(self, stack: ExitStack) -> None:
        """From now on the bench lends this very loudspeaker: a card can be opened once. Raises `OrganError`."""
        make = self._bench.speaker
        if make is None:
            raise OrganError(self._bench.why_not.get("loudspeaker", "there is none."), "loudspeaker")
        speaker = make()
        speaker.open()
        stack.callback(speaker.close)
        speaker.connect()
        self._bench.speaker = lambda: Lent(speaker)
        limit = self._kept.organs.loudspeaker
        self._speaker = speaker if limit is None else LimitedSpeaker(speaker, limit)

    def open_engine(self, stack: ExitStack) -> None:
        """Raises `OrganError`."""
        engine = self._bench.engine()
        if engine is None:
            raise OrganError("is switched off under [speech] in the settings.", "speech engine")
        engine.open()
        stack.callback(engine.close)
        self._engine = engine

    def _play(self, sound: Samples, may_interrupt: bool) -> bool:
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

    def _moment(self) -> Moment:
        return Moment(self._bench.now())


class Lent:
    """A loudspeaker that stays open for its owner when whoever borrowed it is done."""

    def __init__(self, speaker: ConnectedSpeaker) -> None:
        self._speaker = speaker

    @property
    def name(self) -> str:
        return self._speaker.name

    def open(self) -> None:
        """It is open."""

    def connect(self) -> None:
        """It is connected."""

    def close(self) -> None:
        self._speaker.hush()

    def obey(self, gate: Gate) -> None:
        self._speaker.obey(gate)

    def play(self, samples: Samples, moment: Moment) -> Played | None:
        return self._speaker.play(samples, moment)

    def queued_s(self, moment: Moment) -> float:
        return self._speaker.queued_s(moment)

    def hush(self) -> None:
        self._speaker.hush()
