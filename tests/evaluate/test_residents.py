"""Simulated residents: tastes are learnt and followed, a month is the same again, and nobody sees what they may not."""

import math
import random
import xml.etree.ElementTree as ET
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from companion.vocabulary.readings import Reading, SightReading
from tools.evaluate import learning
from tools.evaluate.__main__ import main
from tools.evaluate.behaving import Perceived, Person
from tools.evaluate.drawing import chart, picture
from tools.evaluate.month import SESSION_TICKS, Episode, live, time_to_calm_s
from tools.evaluate.resident import FILE, MOODS, Resident, load_residents

RESIDENTS = load_residents()


@pytest.mark.parametrize("resident", RESIDENTS, ids=lambda resident: resident.name)
def test_nine_tenths_of_the_best_fixed_policy_are_reached_within_sixty_interactions_and_after_a_change(
    resident: Resident,
) -> None:
    learnt = learning.measure(resident, learning.SEEDS[:10])
    assert learnt.curve[0] < 0.5, "nothing is known before"
    assert learnt.curve[-1] >= learning.GOAL
    assert learnt.after_change[0] < 0.5, "the change is a real one"
    assert learnt.after_change[-1] >= 0.85


def test_there_are_eight_people_who_differ_in_what_they_like_best() -> None:
    assert len({resident.name for resident in RESIDENTS}) == 8
    favourites = [max(resident.tastes, key=resident.tastes.__getitem__) for resident in RESIDENTS]
    assert len(set(favourites)) >= 5
    for resident, favourite in zip(RESIDENTS, favourites, strict=True):
        assert max(resident.tastes, key=lambda act: resident.later.get(act, resident.tastes[act])) != favourite
        assert sum(share for _, _, share in resident.contexts()) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ("nuzzle = 0.75", "juggle = 0.75", "juggle is no act"),
        ("{ content = 4, sad = 1,", "{ content = 4, blue = 1,", "blue is no mood"),
        ("[resident.at.evening]", "[resident.at.noon]", "noon is no part of the day"),
        ("face = { sadness = 1.1 }", "face = { grief = 1.1 }", "grief is no emotion"),
    ],
)
def test_a_resident_that_cannot_be_is_refused_by_name(tmp_path: Path, right: str, wrong: str, named: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert right in text
    (tmp_path / "residents.toml").write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=f"Agnes: {named}"):
        load_residents(tmp_path / "residents.toml")


def test_a_resident_perceives_an_act_and_how_strong_it_is_and_nothing_of_the_mind() -> None:
    assert {field.name for field in fields(Perceived)} == {"act", "intensity", "started_s"}


def test_the_mind_hears_only_what_senses_report_and_they_are_noisy() -> None:
    person = Person(RESIDENTS[0], random.Random(1))
    person.come("evening", False, 0.0)
    told: list[Reading] = []
    for second in range(1, 600):
        told += person.live(Perceived("nuzzle", 0.6, float(second // 20)), float(second))
    assert all(isinstance(reading, get_args(Reading)) for reading in told)
    assert len({type(reading) for reading in told}) >= 4
    seen = [reading.faces[0].expression for reading in told if isinstance(reading, SightReading) and reading.faces]
    assert len({expression.emotion for expression in seen if expression is not None}) >= 3


def test_a_drooping_face_looks_sadder_than_its_mood() -> None:
    def sadness(resident: Resident) -> float:
        person = Person(resident, random.Random(1))
        person.mood = "content"
        faces = [person._face().expression for _ in range(300)]
        return sum(face.emotions["sadness"] for face in faces if face is not None) / len(faces)

    drooping = next(resident for resident in RESIDENTS if resident.name == "Hana")
    plain = next(resident for resident in RESIDENTS if resident.name == "Fatima")
    assert sadness(drooping) > sadness(plain) + 0.15


def test_what_is_liked_calms_sooner_than_what_is_not() -> None:
    def calm_after_s(act: str) -> int:
        person = Person(RESIDENTS[0], random.Random(2))
        person.mood, person.distress = "lonely", 1.0
        second = 0
        while person.distressed and second < SESSION_TICKS:
            second += 1
            person.live(Perceived(act, 0.6, float(second // 20)), float(second))
        return second

    assert calm_after_s("nuzzle") < 0.5 * calm_after_s("peekaboo")


def test_a_simulated_day_has_three_sessions_of_twenty_minutes_and_is_the_same_again() -> None:
    day = live(RESIDENTS[0], "full", 11, days=1)
    again = live(RESIDENTS[0], "full", 11, days=1)
    assert day.ticks == 3 * SESSION_TICKS
    assert 0.0 < day.engagement <= 1.0
    assert (day.engaged, day.present, day.met_by_day) == (again.engaged, again.present, again.met_by_day)


def test_the_quick_evaluation_says_plainly_that_its_people_are_simulated(capsys: pytest.CaptureFixture[str]) -> None:
    main(["residents", "--quick"])
    out = capsys.readouterr().out
    assert "These people are simulated." in out
    assert "not that it is good for anybody" in out
    for policy in ("full", "no learning", "no fusion", "random acts"):
        assert policy in out


def test_pictures_are_whole_and_small() -> None:
    one = chart("Agnes & <friends>", {"full": [(0.0, 0.1), (1.0, 5.0)], "other": [(0.0, -3.0)]}, 0.0, 1.0, "day")
    document = picture([[one]], ["full", "other"], 1)
    assert ET.fromstring(document).tag.endswith("svg")
    assert "nan" not in document


def test_every_mood_has_a_name_the_mind_uses_too() -> None:
    from companion.mind.states import STATES
    from tools.evaluate.resident import STATE_OF_MOOD

    assert {STATE_OF_MOOD[mood] for mood in MOODS} <= {state.name for state in STATES}


def test_the_time_to_calm_counts_what_the_end_of_a_session_cut_off_for_as_long_as_it_was_seen() -> None:
    calm = [Episode(0, calm=lasted, lasted=lasted) for lasted in (100, 200, 300)]
    cut_off = [Episode(0, lasted=lasted) for lasted in (50, 60)]
    assert time_to_calm_s(calm) == 200.0
    assert time_to_calm_s([*calm, *cut_off]) == 200.0
    assert time_to_calm_s([*calm, Episode(0, lasted=400), Episode(0, lasted=500)]) == 300.0
    assert time_to_calm_s(cut_off) == math.inf
