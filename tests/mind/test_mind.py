"""The whole mind: sensible answers, and no harm from stale, broken or contradicting readings or jumping time."""

import json
import math
import random
from dataclasses import replace
from typing import Any

import pytest

from companion.mind.mind import Mind
from companion.vocabulary.acts import Decision
from companion.vocabulary.commands import BeginSession, Perform
from companion.vocabulary.errors import StateError
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.readings import (
    FaceShape,
    LightReading,
    LoudnessReading,
    PostureReading,
    PulseReading,
    Reading,
    SightReading,
    SoundReading,
    TouchReading,
    VoiceReading,
    WordsReading,
    uniform_emotions,
)
from tests.mind.lives import Living, face, feels, hears, sees

NAN, INF = math.nan, math.inf


def sane(decision: Decision) -> bool:
    numbers = (
        decision.awake,
        decision.mood,
        decision.arousal,
        decision.act.intensity,
        decision.impression.certainty,
        decision.impression.valence,
        decision.impression.arousal,
        *decision.impression.emotions.values(),
        *(need.strength for need in decision.needs),
    )
    return all(math.isfinite(number) and -1.0 <= number <= 1.0 for number in numbers) and bool(decision.act.why)


@pytest.mark.parametrize(
    ("reading", "act"),
    [
        (feels("stroke"), "purr"),
        (feels("hold", speed_cm_s=0.0), "lean_to_hand"),
        (feels("hit"), "withdraw"),
        (feels("contact", "nose"), "sniff"),
        (lambda at_s: LoudnessReading(at_s, -3.0, True), "startle"),
        (lambda at_s: PostureReading(at_s, "dropped"), "startle"),
        (lambda at_s: PostureReading(at_s, "held"), "rest"),
        (hears("greeting"), "greet"),
        (hears("other", called=True), "greet"),
        (hears("farewell"), "wave"),
        (hears("praise"), "wriggle"),
        (hears("other", certainty=0.0), "listen"),
        (hears("thanks"), "answer"),
    ],
)
def test_what_happens_is_answered_in_the_same_tick(reading: Any, act: str) -> None:
    life = Living()
    life.live(2)
    assert life.tick(reading(life.now_s)).act.name == act


def test_in_arms_and_touched_it_nestles_in() -> None:
    life = Living()
    life.live(1)
    life.tick(PostureReading(life.now_s, "held"), feels("contact")(life.now_s))
    assert life.live(1, feels("contact"))[-1].act.name == "nestle"


@pytest.mark.parametrize(
    ("emotion", "act", "word"),
    [("happiness", "wriggle", "smile"), ("sadness", "nuzzle", "sad"), ("fear", "breathe_with", "afraid")],
)
def test_the_act_fits_the_feeling_and_the_why_names_the_evidence(emotion: Any, act: str, word: str) -> None:
    life = Living()
    life.meet(face(emotion, 0.9))
    life.live(60, sees(face(emotion, 0.9)))
    whys = [decision.act.why for _, decision in life.decisions if decision.act.name == act]
    assert whys
    assert word in whys[0]


def test_it_looks_at_the_bound_face_and_follows_it() -> None:
    life = Living()
    life.meet(face(x=0.2))
    left = life.live(6, sees(face(x=0.2)))[-1].act.gaze
    right = life.live(6, sees(face(x=0.9)))[-1].act.gaze
    assert left is not None
    assert right is not None
    assert right.yaw < -0.4 < 0.4 < left.yaw, "its own left is the right of somebody who faces it"


def test_the_gaze_does_not_tremble_with_the_box() -> None:
    life = Living()
    life.meet()
    chance = random.Random(3)
    gazes = {life.tick(sees(face(x=0.5 + chance.uniform(-0.005, 0.005)))(life.now_s)).act.gaze for _ in range(60)}
    assert len(gazes) <= 2


@pytest.mark.parametrize(
    "reading",
    [
        lambda s: TouchReading(NAN, "stroke", "head", 5.0, 0.3),
        lambda s: TouchReading(s, "stroke", "head", NAN, 0.3),
        lambda s: TouchReading(s, "stroke", "head", INF, 0.3),
        lambda s: TouchReading(s, "stroke", "head", -5.0, 7.0),
        lambda s: TouchReading(s - 3600, "hit", "head", 90.0, 1.0),
        lambda s: TouchReading(s + 3600, "hit", "head", 90.0, 1.0),
        lambda s: SightReading(s, (replace(face(), facing=NAN),)),
        lambda s: SightReading(s, (replace(face(), detection=NAN),)),
        lambda s: SightReading(s, (replace(face(), yaw_deg=NAN),)),
        lambda s: SightReading(s, (replace(face(), gaze_deg=INF),)),
        lambda s: SightReading(s, (replace(face(), shape=FaceShape(NAN, 0.0, 0.0)),)),
        lambda s: SightReading(s, (face(x=NAN),)),
        lambda s: SightReading(s, (face("happiness", NAN),)),
        lambda s: SightReading(-INF, (face(),)),
        lambda s: WordsReading(s, ("sad",), NAN, 0.0, 0.9),
        lambda s: WordsReading(s, ("sad",), 0.0, 0.0, 5.0),
        lambda s: VoiceReading(s, "sadness", uniform_emotions(), NAN, 0.0, 0.5),
        lambda s: VoiceReading(s, "sadness", {"sadness": NAN}, 0.0, 0.0, 0.5),
        lambda s: LightReading(s, NAN),
        lambda s: LightReading(s, -3.0),
        lambda s: LoudnessReading(s, NAN, True),
        lambda s: SoundReading(s, "crying", NAN),
        lambda s: PulseReading(s, NAN, 0.5),
    ],
)
def test_nonsense_changes_nothing(reading: Any) -> None:
    plain, disturbed = Living(), Living()
    for life in (plain, disturbed):
        life.meet(face("happiness", 0.9))
        for _ in range(40):
            news: list[Reading] = [sees(face("happiness", 0.9))(life.now_s)]
            life.tick(*news, *([reading(life.now_s)] if life is disturbed else []))
    assert disturbed.decisions == plain.decisions


def test_time_that_jumps_back_or_ahead_a_year_or_stands_still_does_no_harm() -> None:
    mind = Mind(random.Random(1))
    year_s = 365 * 86400.0
    now_s = 2 * year_s
    mind.think((), [BeginSession("guest", True)], Gate(), Moment(now_s))
    for jump_s in (0.0, year_s, -year_s, -0.01, 0.0, year_s, NAN, -INF, INF):
        at_s = now_s + jump_s
        for step in range(40):
            s = at_s + step / 20
            readings = (sees(face("sadness", 0.9))(s), feels("hit")(s))
            assert sane(mind.think(readings, (), Gate(), Moment(s)))
        now_s = at_s if math.isfinite(at_s) else now_s
        assert sane(mind.think((), (), Gate(), Moment(now_s)))


def test_ten_thousand_touches_a_second_do_no_harm() -> None:
    life = Living()
    for _ in range(20):
        assert sane(life.tick(*(feels("contact", "nose")(life.now_s) for _ in range(500))))


def test_a_missing_sense_breaks_nothing() -> None:
    life = Living()
    life.live(30)
    assert all(sane(decision) for _, decision in life.decisions)


def test_staff_can_ask_for_an_act_and_an_unknown_one_changes_nothing() -> None:
    life = Living()
    life.live(2)
    assert life.tick(commands=[Perform("wriggle")]).act.name == "wriggle"
    other = Living()
    other.live(2)
    assert other.tick(commands=[Perform("explode")]).act.name == "rest"


def test_its_state_is_plain_numbers_and_goes_on_after_a_restart() -> None:
    life = Living()
    life.live(60, feels("stroke"))
    kept = json.loads(json.dumps(life.mind.state()))
    again = Mind(random.Random(1))
    again.restore(kept)
    assert again.think((), (), Gate(), Moment(5.0)).mood == pytest.approx(life.decisions[-1][1].mood, abs=0.01)


def test_a_restart_does_not_allow_another_bid_at_once() -> None:
    life = Living()
    life.tick(commands=[BeginSession("guest")])
    life.live(10, sees(face()))
    assert "greet" in life.acts()
    again = Living()
    again.mind.restore(life.mind.state())
    again.tick(commands=[BeginSession("guest")])
    again.live(60, sees(face()))
    assert "greet" not in again.acts()


def test_before_it_has_lived_its_state_can_be_kept_too() -> None:
    kept = json.loads(json.dumps(Mind(random.Random(1)).state()))
    again = Mind(random.Random(2))
    again.restore(kept)
    assert again.state() == kept


@pytest.mark.parametrize(
    "change",
    [
        {"version": 99},
        {"energy": None},
        {"energy": 7.0},
        {"mood": NAN},
        {"sleepiness": "deep"},
        {"last_bid_ago_s": -1},
        {"last_bid_ago_s": 10**400},
        {"energy": 10**400},
        {"company": True},
    ],
)
def test_a_state_that_cannot_be_trusted_is_refused_and_changes_nothing(change: dict[str, Any]) -> None:
    mind = Mind(random.Random(1))
    before = mind.state()
    with pytest.raises(StateError):
        mind.restore({**before, **change})
    with pytest.raises(StateError):
        mind.restore({})
    assert mind.state() == before
