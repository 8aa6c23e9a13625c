"""Without a screen: it speaks, or cries and glows; hands on the fur and the buttons answer."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from companion.body.speech.espeak import EspeakNg
from companion.daemon.calibrate.guide import GO_ON, SKIP, STOP, Choice, Stopped
from companion.daemon.calibrate.headless import PATIENCE_S, Headless
from companion.daemon.calibrate.herald import GLOWS
from companion.daemon.calibrate.kept import PartName
from companion.daemon.calibrate.twins import ObligingPerson
from companion.daemon.calibrate.walk import calibrate
from companion.vocabulary.errors import OrganError
from companion.vocabulary.signals import Samples, Zone
from tests.daemon.calibrate.stage import PINS, Stage

CHOICES = (GO_ON, Choice("+", "louder", "more"), Choice("-", "softer", "less"), SKIP, STOP)


class Silent(Stage):
    """A stage without a speech engine; `heard` is everything that its loudspeaker has played."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.bench.engine = lambda: None
        self.heard: list[Samples] = []
        self.log = io.StringIO()
        play = self.world.voice.play

        def playing(samples: Samples, moment: object) -> object:
            self.heard.append(samples)
            return play(samples, moment)  # type: ignore[arg-type]

        self.world.voice.play = playing  # type: ignore[assignment]

    def at(self, seconds: float, act: Callable[[], None]) -> None:
        """So long from now somebody does something."""
        due_s, wait = self.bench.now() + seconds, self.bench.wait
        done = False

        def waiting(for_s: float) -> None:
            nonlocal done
            wait(for_s)
            if not done and self.bench.now() >= due_s:
                done = True
                act()

        self.bench.wait = waiting

    def hand(self, zone: Zone, from_s: float, lasts_s: float = 0.6) -> None:
        electrode = self.board.electrode(zone)
        self.at(from_s, lambda: self.world._falls.__setitem__(electrode, 60.0))
        self.at(from_s + lasts_s, lambda: self.world._falls.__setitem__(electrode, 0.0))

    def button(self, from_s: float, lasts_s: float) -> None:
        pin = PINS.gpio["mute_button"]
        self.at(from_s, lambda: self.board.gpio.drive(pin, False))
        self.at(from_s + lasts_s, lambda: self.board.gpio.drive(pin, True))

    def window(self) -> Headless:
        return Headless(self.bench, self.kept, self.log)


@pytest.mark.parametrize(("zone", "key"), [("head", ""), ("tail", "s"), ("flipper_right", "+"), ("flipper_left", "-")])
def test_a_hand_on_one_of_four_places_answers(tmp_path: Path, zone: Zone, key: str) -> None:
    stage = Silent(tmp_path)
    with stage.window() as window:
        stage.hand(zone, 3.0)
        assert window.answer("Louder?", CHOICES) == key


def test_a_hand_anywhere_else_and_a_brief_brush_say_nothing(tmp_path: Path) -> None:
    stage = Silent(tmp_path)
    with stage.window() as window:
        stage.hand("belly", 2.0, 3.0)
        stage.hand("tail", 6.0, 0.1)
        stage.hand("head", 8.0)
        assert window.answer("Louder?", CHOICES) == ""


@pytest.mark.parametrize(("lasts_s", "key"), [(0.2, ""), (1.4, "s")])
def test_the_mute_button_says_yes_and_held_it_skips(tmp_path: Path, lasts_s: float, key: str) -> None:
    stage = Silent(tmp_path)
    with stage.window() as window:
        stage.button(3.0, lasts_s)
        assert window.answer("Go on?", CHOICES) == key


def test_a_palm_that_stays_where_it_was_asked_for_is_an_answer_itself(tmp_path: Path) -> None:
    stage = Silent(tmp_path)
    with stage.window() as window:
        stage.hand("tail", 3.0, 5.0)
        assert window.answer("Your palm on my tail:", (Choice("", "it lies there", "touch"), STOP)) == ""


def test_the_hand_that_still_lies_where_it_lay_is_not_taken_for_the_next_answer(tmp_path: Path) -> None:
    stage = Silent(tmp_path)
    choices = (Choice("", "it lies there", "touch"), STOP)
    with stage.window() as window:
        stage.hand("chest", 2.0, 9.0)
        window.answer("Your palm on my chest:", choices)
        first_s = stage.bench.now()
        stage.hand("tail", 12.0, 4.0)
        window.answer("Your palm on my tail:", choices)
        assert stage.bench.now() - first_s > 12.0


def test_whoever_knows_the_answer_need_not_hear_the_question_to_its_end(tmp_path: Path) -> None:
    stage = Silent(tmp_path)

    class Slow(EspeakNg):
        def open(self) -> None:
            return

        def speak(self, sentence: str, prosody: object) -> Samples:
            return Samples(np.sin(np.arange(22_050 * 20) / 20).astype(np.float32), 22_050)

    with stage.window() as window:
        window._herald._engine = Slow()
        stage.hand("head", 2.0)
        began_s = stage.bench.now()
        assert window.answer("A long question.", CHOICES) == ""
        assert stage.bench.now() - began_s < 5.0


def test_the_stop_button_ends_it(tmp_path: Path) -> None:
    from contextlib import ExitStack

    stage = Silent(tmp_path)
    with ExitStack() as stack, stage.window() as window:
        stage.bench.watch_over(stack)
        stage.at(3.0, lambda: stage.board.gpio.drive(PINS.gpio["stop_button"], False))
        with pytest.raises(Stopped):
            window.answer("Go on?", CHOICES)


def test_nobody_there_is_asked_again_and_again_and_after_ten_minutes_it_ends(tmp_path: Path) -> None:
    stage = Silent(tmp_path)
    stage.bench.speaker = None
    with stage.window() as window:
        began_s = stage.bench.now()
        with pytest.raises(Stopped):
            window.answer("Go on?", CHOICES)
        assert PATIENCE_S <= stage.bench.now() - began_s < PATIENCE_S + 30.0
    assert stage.log.getvalue().count("Go on?") > 10


def test_without_a_speech_engine_it_cries_and_glows(tmp_path: Path) -> None:
    stage = Silent(tmp_path)
    with stage.window() as window:
        assert not window.speaks
        before = len(stage.heard)
        window.tell("Good.", "good")
        assert window._herald._cheeks is not None
        assert window._herald._cheeks._glow == GLOWS["good"]
        assert sum(samples.values.size / samples.rate_hz for samples in stage.heard[before:]) > 0.5
        before = len(stage.heard)
        window.tell("Nothing to hear here.", "plain")
        assert len(stage.heard) == before
    assert "is switched off" in stage.log.getvalue()
    assert "Nothing to hear here." in stage.log.getvalue()


def test_the_number_of_a_part_is_chirped(tmp_path: Path) -> None:
    stage = Silent(tmp_path)
    spans = []
    with stage.window() as window:
        for number in (1, 3):
            before = stage.bench.now()
            window.begin("Light", number, 7)
            spans.append(stage.bench.now() - before)
    assert spans[1] > 2.5 * spans[0]


def test_with_a_speech_engine_it_says_what_the_screen_would_show(tmp_path: Path) -> None:
    if shutil.which("espeak-ng") is None:
        pytest.skip("Debian's espeak-ng is not installed")
    stage = Silent(tmp_path)
    said: list[str] = []

    class Overheard(EspeakNg):
        def speak(self, sentence: str, prosody: object) -> Samples | None:
            said.append(sentence)
            return super().speak(sentence, prosody)  # type: ignore[arg-type]

    stage.bench.engine = lambda: Overheard()
    with stage.window() as window:
        assert window.speaks
        window.tell("Cover my light sensor.", "plain")
    assert "Cover my light sensor." in said
    assert sum(samples.values.size / samples.rate_hz for samples in stage.heard) > 2.0


def test_an_engine_that_fails_in_the_middle_is_replaced_by_cries(tmp_path: Path) -> None:
    stage = Silent(tmp_path)

    class Failing(EspeakNg):
        def open(self) -> None:
            return

        def speak(self, sentence: str, prosody: object) -> Samples | None:
            raise OrganError("died.", "espeak-ng")

    stage.bench.engine = lambda: Failing()
    with stage.window() as window:
        window.tell("Bad.", "bad")
        assert not window.speaks
    assert "It cannot speak any more" in stage.log.getvalue()
    assert stage.heard


def test_a_body_that_nobody_can_answer_is_refused_with_advice(tmp_path: Path) -> None:
    stage = Silent(tmp_path)
    stage.board.bus.silent.add(PINS.chips["touch"].address)
    stage.board.gpio.broken.add(PINS.gpio["mute_button"])
    with pytest.raises(OrganError, match="Calibrate it in a terminal"), stage.window():
        pass


def test_a_skin_that_is_lost_meanwhile_leaves_the_button(tmp_path: Path) -> None:
    stage = Silent(tmp_path)
    with stage.window() as window:
        stage.at(2.0, lambda: stage.board.bus.silent.add(PINS.chips["touch"].address))
        stage.button(5.0, 0.2)
        assert window.answer("Go on?", CHOICES) == ""


def test_the_loudspeaker_that_speaks_is_the_one_that_is_set_and_speaks_on_afterwards(tmp_path: Path) -> None:
    stage = Silent(tmp_path)
    stage.world.person = ObligingPerson(stage.bench.now)
    kept = stage.kept
    with stage.window() as window:
        assert calibrate(stage.bench, kept, window, ["loudspeaker"]) == 0
        before = len(stage.heard)
        window.tell("Good.", "good")
        assert stage.world.voice.take()
        assert len(stage.heard) > before
    assert kept.organs.loudspeaker is not None


def test_with_a_broken_skin_the_button_alone_is_enough(tmp_path: Path) -> None:
    stage = Silent(tmp_path)
    stage.board.bus.silent.add(PINS.chips["touch"].address)
    with stage.window() as window:
        stage.button(3.0, 0.2)
        assert window.answer("Go on?", CHOICES) == ""


@pytest.mark.parametrize("part", ["light", "posture", "touch", "servos"])
def test_a_part_is_calibrated_by_voice_and_lights_as_by_keyboard(tmp_path: Path, part: PartName) -> None:
    stage = Silent(tmp_path)
    stage.bench.speaker = None
    stage.world.person = ObligingPerson(stage.bench.now)
    kept = stage.kept
    with stage.window() as window:
        assert calibrate(stage.bench, kept, window, [part]) == 0
    assert kept.made(part) is not None, stage.log.getvalue()
    assert stage.is_limp()
