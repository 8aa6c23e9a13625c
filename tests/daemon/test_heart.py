"""The motion loop goes on whatever happens, tells the watchdog the truth, and a plan that is too old is none."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from companion.body.simulated.lights import SimulatedLights
from companion.body.simulated.servos import SimulatedServos
from companion.body.simulated.skin import SimulatedSkin
from companion.body.simulated.speaker import SimulatedSpeaker
from companion.daemon.clock import Clock
from companion.daemon.flow import FORSAKEN_AFTER_S, Body, Flow
from companion.daemon.heart import TICKS_A_SECOND, Heart
from companion.daemon.supervise import Link
from companion.expression.choreographer import Choreographer
from companion.expression.voice import Voice
from companion.mind.mind import Mind
from companion.perception.touch.gestures import HOLD_AFTER_S
from companion.vocabulary.acts import Act, Binding, Cry, Decision, Expressed, Impression
from companion.vocabulary.commands import BeginSession, Command, EndSession
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.readings import NOT_SURE, Reading, uniform_emotions
from companion.vocabulary.signals import Touches

NOTHING = Impression(NOT_SURE, uniform_emotions(), 0.0, 0.0, 0.0, "not sure")
PURRS = Decision(
    Act("purr", "purrs", "Because.", "reactive", 0.6, 0.0), NOTHING, (), Binding("guest", 3, ""), 1.0, 0.0, 0.0
)


class SteppedClock(Clock):
    """A clock on which every look takes a hundredth of a second."""

    def __init__(self) -> None:
        self.now_s = 0.0
        super().__init__()

    def seconds(self) -> float:
        self.now_s += 0.01
        return self.now_s


class Stumbling(Choreographer):
    """Expression that fails at the ticks in `fails`."""

    def __init__(self, fails: range) -> None:
        super().__init__(random.Random(1))
        self.ticks = 0
        self.fails = fails

    def tick(self, moment: Moment) -> Expressed:
        self.ticks += 1
        if self.ticks in self.fails:
            raise ZeroDivisionError("a mistake of ours")
        return super().tick(moment)


def flow_of(choreographer: Choreographer | None = None) -> Flow:
    body = Body(SimulatedServos(), SimulatedLights(), SimulatedSpeaker())
    for organ in (body.servos, body.lights, body.speaker):
        organ.open()
    return Flow(Mind(random.Random(1)), choreographer or Choreographer(random.Random(1)), body)


def beats(fails: range, ticks: int) -> int:
    """Let a heart beat so often; how often it fed the watchdog."""
    expression, fed = Stumbling(fails), []
    heart = Heart(flow_of(expression), SimulatedSkin(), SteppedClock(), fed=lambda: fed.append(expression.ticks))

    async def live() -> None:
        beating = asyncio.create_task(heart.beat())
        while expression.ticks < ticks:
            await asyncio.sleep(0)
        assert not beating.done()
        beating.cancel()
        await asyncio.gather(beating, return_exceptions=True)

    asyncio.run(asyncio.wait_for(live(), 20.0))
    return len(fed)


def test_a_bad_tick_of_motion_is_said_once_and_the_next_one_moves(caplog: pytest.LogCaptureFixture) -> None:
    assert beats(range(10, 20), 3 * TICKS_A_SECOND) == 2
    assert len([record for record in caplog.records if "tick of motion failed" in record.getMessage()]) == 1


def test_a_body_that_no_longer_moves_starves_the_watchdog() -> None:
    assert beats(range(1, 1000), 3 * TICKS_A_SECOND) == 0


def test_a_hand_is_not_felt_any_longer_once_touch_is_forbidden() -> None:
    skin, clock = SimulatedSkin(), SteppedClock()
    skin.open()
    heart = Heart(flow_of(), skin, clock)
    skin.feed(Touches("down", "head", 0.0, 0.4, clock.seconds()))
    heart.tick()
    skin.close()
    heart.forget_hands()
    clock.now_s += HOLD_AFTER_S + 1.0
    heart.tick()
    assert heart.touch is not None
    assert heart.touch.gesture == "contact"


def test_a_cry_of_the_time_without_a_voice_is_not_sung_later() -> None:
    clock = SteppedClock()
    heart = Heart(flow_of(), SimulatedSkin(), clock)
    sung: list[Cry] = []

    class Throat(Voice):
        def begin(self, cry: Cry) -> None:
            sung.append(cry)

    async def live() -> None:
        heart.flow.adopt(PURRS, Moment(0.0))
        while heart.expressed is None or heart.expressed.cry is None:
            heart.tick()
        singing = asyncio.create_task(heart.mouth.run(Throat(), Link("voice")))
        for _ in range(20):
            await asyncio.sleep(0)
        assert sung == []
        missed = heart.expressed.cry
        while not sung:
            heart.flow.adopt(PURRS, clock.now())
            heart.tick()
            await asyncio.sleep(0)
        assert missed not in sung
        singing.cancel()
        await asyncio.gather(singing, return_exceptions=True)

    asyncio.run(asyncio.wait_for(live(), 20.0))


class FixedMind:
    """Always decides the same."""

    def think(self, readings: Sequence[Reading], commands: Sequence[Command], gate: Gate, moment: Moment) -> Decision:
        return PURRS


def test_from_the_end_of_a_session_no_face_is_judged_even_while_the_mind_is_still_thinking() -> None:
    flow = flow_of()
    flow.adopt(PURRS, Moment(1.0))
    judged = [flow.judged_track]
    flow.collect()  # the mind begins to think ...
    flow.order(EndSession())
    judged.append(flow.judged_track)
    flow.adopt(PURRS, Moment(1.1))  # ... and knows nothing yet of the end
    judged.append(flow.judged_track)
    flow.collect()
    flow.adopt(replace(PURRS, binding=Binding(None, None, "")), Moment(1.2))
    assert [*judged, flow.judged_track] == [3, None, None, None]


def test_a_new_session_is_judged_only_once_the_mind_knows_of_it() -> None:
    flow = flow_of()
    flow.mind = FixedMind()
    flow.think(Moment(1.0))
    flow.order(BeginSession("Ruth"))
    before = flow.judged_track
    flow.think(Moment(1.1))
    assert (before, flow.judged_track) == (None, 3)


def test_when_the_mind_falls_silent_its_last_decision_is_no_longer_shown_and_the_body_rests() -> None:
    expression = Choreographer(random.Random(1))
    flow = flow_of(expression)
    flow.adopt(PURRS, Moment(0.0))
    cries = []
    for tick in range(1, round((FORSAKEN_AFTER_S + 30.0) * TICKS_A_SECOND)):
        moment = Moment(tick / TICKS_A_SECOND)
        expressed, _ = flow.move(moment)
        if expressed.cry is not None:
            cries.append((moment.monotonic_s, expressed.cry.kind))
    assert flow.decision is None
    assert cries
    assert all(kind == "purr" and at_s <= FORSAKEN_AFTER_S for at_s, kind in cries)
