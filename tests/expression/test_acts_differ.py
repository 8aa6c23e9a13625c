"""Every act can be told from every other by what is seen and heard, however it varies from day to day."""

from dataclasses import replace

import pytest

from companion.daemon import performing
from companion.expression import choreographer
from companion.expression.gestures import GESTURES
from tools.bench.likeness import likeness


def test_every_playing_of_every_act_is_taken_for_what_it_is() -> None:
    found = likeness(seeds=(1, 2, 3))
    assert not found.mistaken, ", ".join(f"{name} is taken for {other}" for name, other in found.mistaken)
    distance, one, other = found.pairs[0]
    # A dream is sleep but for its light and its murmur, and that is enough.
    assert distance > 1.2, f"{one} and {other} look alike ({distance:.2f})"


def test_two_acts_that_are_the_same_are_found_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    same = {**GESTURES, "nestle": replace(GESTURES["hum"], glow=GESTURES["hum"].glow + 0.02)}
    for room in (choreographer, performing):
        monkeypatch.setattr(room, "GESTURES", same)
    found = likeness(("hum", "nestle", "nuzzle", "wave"))
    assert found.pairs[0][1:] == ("hum", "nestle")
    assert found.pairs[0][0] < 0.8
