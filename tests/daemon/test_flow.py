"""What the flow hands to people: sayings, events, and the end of a session at the person's own sign."""

import random

from companion.body.simulated.lights import SimulatedLights
from companion.body.simulated.servos import SimulatedServos
from companion.body.simulated.speaker import SimulatedSpeaker
from companion.daemon.flow import Body, Flow
from companion.daemon.languages import load_phrases
from companion.expression.choreographer import Choreographer
from companion.mind.mind import Mind
from companion.vocabulary.commands import BeginSession, EndSession, SetSpeech
from companion.vocabulary.moment import Moment
from companion.vocabulary.readings import WordsMeaning, WordsReading


def flow() -> Flow:
    body = Body(SimulatedServos(), SimulatedLights(), SimulatedSpeaker())
    for organ in (body.servos, body.lights, body.speaker):
        organ.open()
    mind = Mind(random.Random(1), phrases=load_phrases("en"))
    begun = Flow(mind, Choreographer(random.Random(2)), body)
    begun.order(BeginSession("guest", confirmed=True))
    return begun


def live(begun: Flow, from_s: float, seconds: float) -> None:
    for tick in range(round(seconds * 20)):
        begun.think(Moment(from_s + tick / 20))


def hear(begun: Flow, meaning: WordsMeaning, at_s: float) -> None:
    begun.feel(WordsReading(at_s, (meaning,), -0.4, 0.0, 0.9), Moment(at_s))


def test_sent_away_the_flow_orders_the_end_of_the_session_so_that_everything_hears_of_it() -> None:
    begun = flow()
    live(begun, 10.0, 1.0)
    hear(begun, "leave_me", 11.0)
    decision = begun.think(Moment(11.0))
    assert decision.ends_session
    assert begun.judged_track is None
    assert begun.collect()[1] == (EndSession(),)


def test_the_last_saying_is_kept_with_its_time_once_speech_is_on() -> None:
    begun = flow()
    hear(begun, "lonely", 10.0)
    live(begun, 10.0, 4.0)
    assert (begun.said, begun.speech) == (None, False)
    begun.order(SetSpeech(True))
    hear(begun, "lonely", 20.0)
    live(begun, 20.0, 4.0)
    assert begun.said is not None
    assert 21.0 <= begun.said_s <= 24.0
    assert begun.speech


def test_the_last_word_to_people_is_kept() -> None:
    begun = flow()
    hear(begun, "pain", 10.0)
    live(begun, 10.0, 2.0)
    assert begun.care is not None
    assert begun.care.line == "Somebody says that something hurts. Please ask them."
