"""Only this computer, only our own page, only with the token, and not too fast."""

import pytest

from companion.web.doors import Pace, host_is_ours, new_token, origin_is_ours


@pytest.mark.parametrize("host", ["127.0.0.1:8642", "localhost:8642", "[::1]:8642"])
def test_our_own_names_are_let_in(host: str) -> None:
    assert host_is_ours(host, 8642)
    assert origin_is_ours(f"http://{host}", 8642)


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        "evil.example",
        "evil.example:8642",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1.evil.example:8642",
        "127.0.0.1:8642:1",
    ],
)
def test_a_name_that_only_leads_here_is_refused(host: str | None) -> None:
    assert not host_is_ours(host, 8642)


@pytest.mark.parametrize(
    "origin",
    [None, "null", "https://127.0.0.1:8642", "http://evil.example", "http://127.0.0.1:9999", "file://", "http://[::1"],
)
def test_another_page_is_refused(origin: str | None) -> None:
    assert not origin_is_ours(origin, 8642)


def test_every_start_has_a_token_of_its_own() -> None:
    assert len({new_token() for _ in range(100)}) == 100
    assert len(new_token()) >= 20


def test_a_burst_passes_and_a_flood_does_not() -> None:
    pace = Pace(per_second=10, burst=5)
    assert [pace.allows(0.0) for _ in range(7)] == [True] * 5 + [False] * 2
    assert pace.allows(0.1)
    assert not pace.allows(0.1)


def test_a_clock_that_jumps_back_gives_nothing_away() -> None:
    pace = Pace(per_second=10, burst=1)
    assert pace.allows(100.0)
    assert not pace.allows(50.0)
