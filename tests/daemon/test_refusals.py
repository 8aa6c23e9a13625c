"""What is turned away is said in the log, and a flood of it does not flood the log."""

import logging
import math
import random

import pytest

from companion.daemon.refusals import ToldRefusals
from companion.mind.mind import Mind
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.readings import LightReading


def test_the_first_of_each_reason_is_logged_and_then_every_tenfold(caplog: pytest.LogCaptureFixture) -> None:
    mind = Mind(random.Random(1))
    told = ToldRefusals(mind, mind.refused)
    with caplog.at_level(logging.WARNING):
        for tick in range(2000):
            s = 100.0 + tick / 20
            told.think((LightReading(s, math.nan),), (), Gate(), Moment(s))
        told.think((LightReading(1.0, 0.5),), (), Gate(), Moment(s))
    lines = [record.getMessage() for record in caplog.records]
    assert lines == [
        *(
            f"Readings were turned away as not a number: {count} so far; they change nothing."
            for count in (1, 10, 100, 1000)
        ),
        "Readings were turned away as too old: 1 so far; they change nothing.",
    ]


def test_it_decides_exactly_as_the_mind_does() -> None:
    plain, told = Mind(random.Random(3)), Mind(random.Random(3))
    wrapped = ToldRefusals(told, told.refused)
    for tick in range(50):
        moment = Moment(tick / 20)
        assert wrapped.think((), (), Gate(), moment) == plain.think((), (), Gate(), moment)
