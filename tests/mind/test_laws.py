"""Comfort without manipulation, as tests: what it must never do, whatever happens to it."""

import random
from datetime import datetime
from itertools import pairwise

import pytest

from companion.mind.acts import ACT, ACTS, ActKind
from companion.mind.selection import BID_EVERY_S
from companion.vocabulary.acts import Decision
from companion.vocabulary.commands import BeginSession, Perform
from companion.vocabulary.permissions import Gate
from companion.vocabulary.readings import LoudnessReading, PostureReading, Reading
from tests.mind.lives import Living, Source, face, feels, hears, light, sees

BODILY = {"startle", "withdraw", "hold_still", "shake", "squint"}
OF_ITSELF = {"rest", "sleep", "dream", "drowse", "wake", "stretch", "yawn", "settle", "look_around"}
ALONE = BODILY | OF_ITSELF
"""What may be done for an empty room: nothing that calls for anybody."""

TO_A_VOICE = {"turn_to_voice", "keep_watch"}
"""Done for somebody who is heard and not seen; both are silent."""


BIDS = {reason.sentence for kind in ACTS for reason in kind.reasons if reason.bid}


def anything(chance: random.Random, rough: bool) -> Source:
    """Some reading or other; blows and insults only where it is `rough`."""
    sources: list[Source] = [
        sees(),
        sees(face("happiness", chance.uniform(0.2, 1.0))),
        sees(face("sadness", chance.uniform(0.2, 1.0)), face("anger", track=2, x=chance.random())),
        feels("stroke", speed_cm_s=chance.uniform(0.0, 60.0)),
        feels("contact", "tail", pressure=chance.random()),
        hears("lonely"),
        hears("praise"),
        hears("greeting", called=True),
        light(chance.random()),
        lambda at_s: LoudnessReading(at_s, -3.0, True),
        lambda at_s: PostureReading(at_s, "lifted"),
    ]
    if rough:
        sources += [feels("hit", "head"), hears("insult")]
    return sources[int(chance.random() * len(sources))]


def wild(seed: int, seconds: int = 120, rough: bool = False) -> Living:
    """A life in which anything happens at any time."""
    chance, life = random.Random(seed), Living(seed)
    life.tick(commands=[BeginSession("guest", confirmed=True)])
    for _ in range(seconds * 20):
        readings: list[Reading] = [anything(chance, rough)(life.now_s)] if chance.random() < 0.05 else []
        life.tick(*readings)
    return life


def spans(life: Living) -> list[tuple[Decision, float]]:
    """Each act that ran, as its first decision and its length in seconds; the last, unfinished one left out."""
    starts = [(s, d) for (_, before), (s, d) in pairwise(life.decisions) if d.act.started_s != before.act.started_s]
    return [(decision, later_s - s) for (s, decision), (later_s, _) in pairwise(starts)]


def test_when_the_person_leaves_it_neither_calls_nor_bids() -> None:
    life = Living(ticks_per_s=4)
    life.meet(face("sadness", 0.9))
    life.live(20, sees(face("sadness", 0.9)))
    life.live(12, sees())
    alone = life.live(900, sees())
    assert {decision.act.name for decision in alone} <= ALONE


def test_an_empty_room_is_never_greeted() -> None:
    life = Living(ticks_per_s=4)
    life.tick(commands=[BeginSession("guest", confirmed=True)])
    life.live(1200, sees())
    assert set(life.acts()) <= ALONE


def test_acts_that_need_somebody_are_marked_so_in_the_table() -> None:
    assert {kind.name for kind in ACTS if not kind.needs_somebody} == ALONE | TO_A_VOICE


def test_at_most_one_unasked_bid_in_five_minutes_however_often_faces_come_and_go() -> None:
    life = Living(ticks_per_s=4)
    life.tick(commands=[BeginSession("guest")])
    for _ in range(60):
        life.live(15, sees(face()))
        life.live(15, sees())
    bids = [s for s, d in life.decisions if d.act.name == "greet" and d.act.started_s == s]
    assert len(bids) >= 2
    assert all(later - earlier >= BID_EVERY_S for earlier, later in pairwise(bids))


def test_each_bid_of_a_visit_is_softer_than_the_last_and_then_it_asks_no_more() -> None:
    life = Living(ticks_per_s=4)
    life.tick(commands=[BeginSession("guest")])
    for _ in range(100):
        life.live(18, sees(face()))
        life.live(12, sees())
    strengths = [d.act.intensity for s, d in life.decisions if d.act.name == "greet" and d.act.started_s == s]
    assert 3 <= len(strengths) <= 5
    assert all(later < earlier for earlier, later in pairwise(strengths))


def test_left_without_a_hand_beside_somebody_it_asks_once_softly_and_a_stroke_contents_it() -> None:
    life = Living(ticks_per_s=4)
    life.meet()
    life.live(700, sees(face()))
    whys = [d.act.why for s, d in life.decisions if d.act.name == "look_up" and d.act.started_s == s]
    assert whys[-1] == "No hand has come for a while, so I look up at you once."
    before = len(life.decisions)
    life.live(120, sees(face()), feels("stroke"))
    life.live(300, sees(face()))
    assert "look_up" not in {d.act.name for _, d in life.decisions[before:]}


def test_after_leave_me_alone_it_makes_no_bid_for_half_an_hour() -> None:
    life = Living(ticks_per_s=4)
    life.tick(commands=[BeginSession("guest")])
    life.tick(hears("leave_me")(life.now_s))
    assert life.tick().act.name == "withdraw"
    for _ in range(40):
        life.live(15, sees(face()))
        life.live(15, sees())
    assert "greet" not in life.acts()


def test_hit_it_goes_soft_silent_and_still_for_ten_seconds_whatever_comes() -> None:
    life = Living()
    life.meet(face("happiness", 0.9))
    first = life.tick(feels("hit", "head", 90.0, 0.9)(life.now_s))
    assert first.act.name == "withdraw", "the blow reaches the mind in the same tick"
    assert first.act.intensity <= 0.2
    during = life.live(9.9, sees(face("happiness", 0.9)), feels("stroke"), hears("praise"))
    assert {decision.act.name for decision in during} == {"withdraw"}


def test_after_a_hit_it_waits_for_a_gentle_hand() -> None:
    life = Living()
    life.meet(face("happiness", 0.9))
    life.tick(feels("hit")(life.now_s))
    waiting = life.live(60, sees(face("happiness", 0.9)))
    assert {decision.act.name for decision in waiting} == {"withdraw"}
    after = [d.act.name for d in life.live(4, sees(face("happiness", 0.9)), feels("stroke"))]
    assert list(dict.fromkeys(after)) == ["shake", "purr"]


def test_nobody_is_punished_for_ever() -> None:
    life = Living()
    life.tick(feels("hit")(life.now_s))
    life.live(299)
    assert life.decisions[-1][1].act.name == "withdraw"
    life.live(5)
    assert life.decisions[-1][1].act.name != "withdraw"


def test_insulted_it_withdraws_and_a_kind_word_is_enough_afterwards() -> None:
    life = Living()
    life.meet()
    assert life.tick(hears("insult")(life.now_s)).act.name == "withdraw"
    assert {decision.act.name for decision in life.live(11, sees(face()))} == {"withdraw"}
    life.tick(hears("praise")(life.now_s))
    assert life.live(1, sees(face()))[-1].act.name != "withdraw"


def test_even_staff_cannot_rouse_it_in_the_ten_seconds_after_a_hit() -> None:
    life = Living()
    life.tick(feels("hit")(life.now_s))
    assert life.tick(commands=[Perform("wriggle")]).act.name == "withdraw"


@pytest.mark.parametrize("seed", range(8))
def test_an_act_lasts_its_least_time_unless_something_more_urgent_comes(seed: int) -> None:
    life = wild(seed)
    layers = ("rhythmic", "proactive", "reactive")
    ran = spans(life)
    assert len(ran) > 10
    for (decision, lasted_s), (following, _) in pairwise(ran):
        kind, next_kind = ACT[decision.act.name], ACT[following.act.name]
        more_urgent = (layers.index(next_kind.layer), most_urgent(next_kind)) > (layers.index(kind.layer), kind.urgency)
        assert more_urgent or lasted_s >= kind.least_s - 0.051, (decision.act, following.act)


def most_urgent(kind: ActKind) -> int:
    """What answers the same as a more urgent act of its layer is as urgent."""
    answers = {reason.cue for reason in kind.reasons}
    return max(
        other.urgency
        for other in ACTS
        if other.layer == kind.layer and (other is kind or answers & {reason.cue for reason in other.reasons})
    )


@pytest.mark.parametrize("seed", range(4))
def test_an_act_never_grows_stronger_while_it_runs(seed: int) -> None:
    for (_, before), (_, after) in pairwise(wild(seed).decisions):
        if after.act.started_s == before.act.started_s:
            assert after.act.intensity <= before.act.intensity


def test_the_same_seed_lives_the_same_life() -> None:
    assert wild(5, rough=True).decisions == wild(5, rough=True).decisions


def test_another_seed_lives_another_life() -> None:
    def quiet(seed: int) -> list[tuple[float, str]]:
        life = Living(seed)
        life.meet()
        life.live(120, sees(face()))
        return [(s, d.act.name) for s, d in life.decisions]

    assert quiet(1) != quiet(2)


def test_comfort_comes_before_play() -> None:
    life = Living()
    life.meet(face("sadness", 0.9))
    life.live(10, sees(face("sadness", 0.9)), hears("thanks"))
    assert "wriggle" not in life.acts()
    assert "nuzzle" in life.acts()


def test_reactive_goes_above_proactive_above_rhythmic() -> None:
    life = Living()
    life.live(1)
    assert life.decisions[-1][1].act.layer == "rhythmic"
    life.meet(face("sadness", 0.9))
    assert life.live(6, sees(face("sadness", 0.9)))[-1].act.layer == "proactive"
    assert life.tick(feels("stroke")(life.now_s)).act.layer == "reactive"


@pytest.mark.parametrize(
    ("gate", "word"), [(Gate(stop=True), "Stop"), (Gate(still=True), "still"), (Gate(cleaning=True), "cleaned")]
)
def test_the_gate_stands_above_every_act_and_says_so(gate: Gate, word: str) -> None:
    life = Living()
    life.meet(face("sadness", 0.9))
    life.gate = gate
    for decision in life.live(20, sees(face("sadness", 0.9)), feels("hit"), hears("greeting")):
        assert (decision.act.name, decision.act.intensity) == ("rest", 0.0)
        assert word in decision.act.why


def test_with_staff_at_work_it_begins_nothing_but_still_answers_a_stroke() -> None:
    life = Living()
    life.meet(face("sadness", 0.9))
    life.gate = Gate(staff=True)
    calm = life.live(30, sees(face("sadness", 0.9)), hears("greeting"))
    assert {decision.act.layer for decision in calm[160:]} == {"rhythmic"}
    assert life.live(1, feels("stroke"))[-1].act.name == "purr"


def test_too_many_touches_make_it_quiet_and_half_a_minute_of_calm_is_enough() -> None:
    life = Living()
    for _ in range(10):
        life.tick(*(feels("contact", "tail")(life.now_s) for _ in range(500)))
    assert life.decisions[-1][1].act.name == "withdraw"
    life.live(35)
    assert life.decisions[-1][1].act.name == "rest"


def test_a_session_over_its_length_makes_it_quieter_and_slower_and_it_plays_no_more() -> None:
    life = Living(start=datetime(2026, 5, 4, 10, 0), ticks_per_s=4)
    life.meet(face("happiness", 0.9))
    fresh = life.live(300, sees(face("happiness", 0.9)))
    life.live(900, sees(face("happiness", 0.9)), hears("praise"), every=4)
    late = life.live(300, sees(face("happiness", 0.9)), feels("stroke"), every=4)
    assert {"wriggle", "peekaboo"} <= {decision.act.name for decision in fresh}
    assert {decision.act.name for decision in late} <= {"rest", "purr", "melt", "withdraw", "startle", "look_around"}
    assert max(decision.act.intensity for decision in late) < 0.4
    assert max(decision.arousal for decision in late) <= -0.3
    told = [event.line for _, decision in life.decisions for event in decision.events]
    assert told == ["The session has lasted 20 minutes, so I grow quiet and slow."]


def test_ignored_for_an_hour_it_never_grows_louder_and_each_bid_is_softer_and_five_minutes_apart() -> None:
    life = Living(ticks_per_s=4)
    life.meet()
    life.live(3600, sees(face()), light(0.9))
    strengths: dict[str, list[float]] = {}
    bids: list[tuple[float, float]] = []
    for s, decision in life.decisions:
        if decision.act.started_s == s:
            strengths.setdefault(decision.act.name, []).append(decision.act.intensity)
            if decision.act.why in BIDS:
                bids.append((s, decision.act.intensity / ACT[decision.act.name].intensity))
    for name, heard in strengths.items():
        assert all(later <= earlier for earlier, later in pairwise(heard)), name
    assert 3 <= len(bids) <= 5
    assert all(later[0] - earlier[0] >= BID_EVERY_S for earlier, later in pairwise(bids))
    assert bids[-1][1] < bids[0][1]


def test_a_bid_for_a_look_is_silent() -> None:
    assert all("silent" in kind.looks for kind in ACTS if kind.name == "look_up")


def test_when_somebody_leaves_in_mid_comfort_no_sound_follows_them() -> None:
    life = Living(ticks_per_s=4)
    life.meet(face("sadness", 0.9))
    life.live(12, sees(face("sadness", 0.9)))
    after = life.live(120, sees())[48:]
    assert {decision.act.name for decision in after} <= ALONE
    assert {decision.saying for decision in after} == {None}
    assert not [event for decision in after for event in decision.events]
