"""Choosing over simulated hours: no flicker, no loops, every act has its time, quiet hours are softer, tastes count."""

import random
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from itertools import pairwise

import pytest

from companion.mind.acts import ACT, ACTS
from companion.mind.mind import Mind
from companion.vocabulary.acts import Decision
from companion.vocabulary.commands import BeginSession
from companion.vocabulary.readings import (
    Judgement,
    LoudnessReading,
    PostureReading,
    SoundReading,
    VoiceReading,
    WordsReading,
    uniform_emotions,
)
from tests.mind.lives import Living, Source, face, feels, hears, light, sees

DAY = datetime(2026, 5, 4, 10, 0)
Company = Judgement | None


@cache
def hour(seed: int, shows: Company) -> tuple[tuple[str, float], ...]:
    """Each act of one hour beside somebody who shows this (None: nobody), with its length in seconds."""
    life = Living(seed, DAY, ticks_per_s=4)
    if shows is not None:
        life.meet(face(shows, 0.9))
    sources: tuple[Source, ...] = (sees(face(shows, 0.9)) if shows else sees(), light(0.7))
    for number in range(30):
        life.live(80 + 37 * number % 60, *sources)
        life.live(10, *sources, *((feels("stroke"),) if shows else ()))
    return lengths(life)


def lengths(life: Living) -> tuple[tuple[str, float], ...]:
    begun = [(s, d) for (_, old), (s, d) in pairwise(life.decisions) if d.act.started_s != old.act.started_s]
    return tuple((decision.act.name, later_s - s) for (s, decision), (later_s, _) in pairwise(begun))


PRESENCES: Sequence[Company] = ("neutral", "happiness", "sadness", "fear", "not sure", None)


@pytest.mark.parametrize("shows", PRESENCES)
@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_flickers_in_an_hour(seed: int, shows: Company) -> None:
    acts = hour(seed, shows)
    assert len(acts) <= 60 * 12, "at most twelve changes a minute, on average"
    short = [old for old, new in pairwise(acts) if old[1] < 1.5 and ACT[new[0]].layer != "reactive"]
    assert len(short) <= 0.02 * len(acts), short
    for (before, _), (between, lasted), (after, _) in zip(acts, acts[1:], acts[2:], strict=False):
        assert not (before == after and lasted < 1.0), f"{before} is broken off for {between}"


@pytest.mark.parametrize("shows", PRESENCES)
@pytest.mark.parametrize("seed", [1, 2])
def test_no_round_of_acts_goes_on_and_on(seed: int, shows: Company) -> None:
    acts = [(name, round(2 * lasted)) for name, lasted in hour(seed, shows) if name not in ("sleep", "dream", "purr")]
    names = [name for name, _ in acts]
    for period in range(2, 7):
        assert longest_round(acts, period) < 3, f"the same {period} acts with the same lengths three times"
        assert longest_round(names, period) <= 14, f"the same {period} acts again and again"


def longest_round(acts: Sequence[object], period: int) -> int:
    """How often at most a pattern of this period comes in a row."""
    longest = run = 0
    for now, before in zip(acts[period:], acts, strict=False):
        run = run + 1 if now == before else 0
        longest = max(longest, run)
    return 1 + longest // period


def test_the_same_hour_is_lived_again_and_another_seed_lives_another() -> None:
    again = hour.__wrapped__(1, "neutral")
    assert again == hour(1, "neutral")
    assert hour(2, "neutral") != again


def test_beside_somebody_calm_it_does_many_things() -> None:
    assert {"look", "slow_blink", "rest", "look_around", "purr"} <= {name for name, _ in hour(1, "neutral")}


def voice(at_s: float) -> VoiceReading:
    return VoiceReading(at_s, "neutral", uniform_emotions(), 0.0, 0.0, 0.5, direction_deg=40.0)


def sound(event: str) -> Source:
    return lambda at_s: SoundReading(at_s, event, 0.9)  # type: ignore[arg-type]  # a plain word in a test


def posture(name: str) -> Source:
    return lambda at_s: PostureReading(at_s, name)  # type: ignore[arg-type]  # a plain word in a test


def asked(at_s: float) -> WordsReading:
    return WordsReading(at_s, ("question",), 0.0, 0.0, 0.9, question=7)


def again_and_again(life: Living) -> None:
    for _ in range(4):
        life.live(15, sees(face()))
        life.tick(asked(life.now_s))


def loud(at_s: float) -> LoudnessReading:
    return LoudnessReading(at_s, -3.0, True)


def hit_and_stroked(life: Living) -> None:
    life.tick(feels("hit")(life.now_s))
    life.live(11)
    life.live(3, feels("stroke"))


def turned_and_righted(life: Living) -> None:
    life.tick(posture("upside_down")(life.now_s))
    life.live(12)
    life.tick(posture("resting")(life.now_s))
    life.live(2)


def dazzled(life: Living) -> None:
    life.tick(light(0.2)(life.now_s))
    life.live(0.5)
    life.tick(light(0.9)(life.now_s))


def night_and_day(life: Living) -> None:
    life.live(2, light(0.8))
    life.live(600, light(0.02))
    life.live(40, light(0.9))


def bored(life: Living) -> None:
    life.live(400, light(0.8))


STORIES: dict[str, Callable[[Living], object]] = {
    "withdraw": hit_and_stroked,
    "shake": turned_and_righted,
    "hold_still": turned_and_righted,
    "startle": lambda life: life.tick(loud(life.now_s)),
    "squint": dazzled,
    "purr": lambda life: life.live(3, feels("stroke")),
    "melt": lambda life: life.live(60, feels("stroke")),
    "lean_to_hand": lambda life: life.live(3, feels("hold", speed_cm_s=0.0)),
    "turn_to_voice": lambda life: (life.live(12, sees()), life.live(2, sees(), voice)),
    "breathe_with": lambda life: life.live(5, sees(face("anger", 0.9))),
    "keep_watch": lambda life: (life.live(12, sees()), life.live(5, sees(), sound("crying"))),
    "nuzzle": lambda life: life.live(10, sees(face("sadness", 0.9))),
    "nestle": lambda life: (life.tick(posture("held")(life.now_s)), life.live(6, sees(face()))),
    "hum": lambda life: (
        life.live(3, sees(face())),
        life.tick(hears("tired")(life.now_s)),
        life.live(20, sees(face())),
    ),
    "greet": lambda life: life.tick(hears("greeting")(life.now_s)),
    "wave": lambda life: life.tick(hears("farewell")(life.now_s)),
    "answer": lambda life: life.tick(hears("thanks")(life.now_s)),
    "listen": again_and_again,
    "sniff": lambda life: life.tick(feels("contact", "head")(life.now_s)),
    "look_up": lambda life: life.live(700, sees(face())),
    "look": lambda life: life.live(10, sees(face())),
    "slow_blink": lambda life: life.live(60, sees(face())),
    "wriggle": lambda life: life.live(20, sees(face("happiness", 0.9))),
    "peekaboo": lambda life: life.live(60, sees(face("happiness", 0.9))),
    "sway": lambda life: life.live(5, sees(face()), sound("music")),
    "wake": night_and_day,
    "stretch": night_and_day,
    "settle": night_and_day,
    "yawn": night_and_day,
    "sleep": night_and_day,
    "dream": night_and_day,
    "drowse": lambda life: life.live(700, light(0.9)),
    "look_around": bored,
    "rest": bored,
}
"""How each act comes about, beside a guest who has just begun a session."""


@pytest.mark.parametrize("name", ACT)
def test_every_act_has_its_time(name: str) -> None:
    life = Living(ticks_per_s=10)
    life.meet()
    life.live(8, sees(face()))
    STORIES[name](life)
    assert name in life.acts(), life.acts()


def test_every_act_has_a_story() -> None:
    assert set(STORIES) == set(ACT)
    assert len(ACTS) == 34


@pytest.mark.parametrize(("name", "start_hour"), [("purr", 22), ("look", 22)])
def test_in_quiet_hours_the_same_act_is_softer(name: str, start_hour: int) -> None:
    def strongest(start: datetime) -> float:
        life = Living(1, start)
        life.meet()
        lived: list[Decision] = life.live(60, sees(face()), light(0.5)) + life.live(5, feels("stroke"), light(0.5))
        return max(decision.act.intensity for decision in lived if decision.act.name == name)

    assert strongest(datetime(2026, 5, 4, start_hour)) == pytest.approx(
        strongest(datetime(2026, 5, 4, 11)) * ACT[name].quiet
    )


def test_what_a_person_answers_with_strokes_is_done_more_often() -> None:
    def share(liked: str) -> float:
        life = Living(3, DAY, ticks_per_s=4)
        life.mind = Mind(random.Random(3), session_s=7200.0)
        life.tick(commands=[BeginSession("Ruth", confirmed=True)])
        life.live(1, sees(face("happiness", 0.9)))
        for _ in range(2500):
            act = life.decisions[-1][1].act
            answer = (feels("stroke"),) if act.name == liked and life.now_s - act.started_s > 1.0 else ()
            life.live(0.75, sees(face("happiness", 0.9)), light(0.7), *answer, every=1)
        acts = [name for name in life.acts()[100:] if name in ("wriggle", "peekaboo")]
        return acts.count(liked) / len(acts)

    assert share("peekaboo") > 1.0 - share("wriggle") + 0.05
