"""The wall clock is asked for only when it can be trusted, and may come to be."""

import pytest

from companion.daemon import clock as clocks
from companion.daemon.clock import Clock


def test_a_wall_clock_that_is_set_later_is_trusted_then(monkeypatch: pytest.MonkeyPatch) -> None:
    trusted, now_s = False, 100.0
    monkeypatch.setattr(clocks, "wall_clock_is_trusted", lambda: trusted)
    monkeypatch.setattr(Clock, "seconds", lambda _: now_s)
    clock = Clock()
    known = [clock.now().local_time is not None]
    trusted = True
    known.append(clock.now().local_time is not None)
    now_s += 11.0
    known.append(clock.now().local_time is not None)
    assert known == [False, False, True]
