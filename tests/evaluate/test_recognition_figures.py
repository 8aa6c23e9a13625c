"""The figures of recognition: what was searched once is kept, and a bound says what a count of none is worth."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from companion.body.recognition import pocketsphinx_child as child
from companion.body.recognition.pocketsphinx_child import Searched
from tools.evaluate import recognition_trials
from tools.evaluate.recognition import most_per_hour
from tools.evaluate.recognition_trials import fingerprint


@pytest.mark.parametrize(("count", "most"), [(0, 2.9957), (1, 4.7439), (3, 7.7537), (10, 16.9622)])
def test_the_bound_of_a_rate_is_garwoods(count: int, most: float) -> None:
    assert most_per_hour(count, 1.0) == pytest.approx(most, abs=1e-3)
    assert most_per_hour(count, 4.0) == pytest.approx(most / 4.0, abs=1e-3)


def test_what_was_searched_is_never_searched_again_and_a_rule_may_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognition_trials, "CACHE", tmp_path)
    searched: list[str] = []
    found = Searched((("stop", (10, 40)),), (("stop it", -2.5, (12, 60)),))

    def search(asked: str) -> list[Searched]:
        searched.append(asked)
        return [found] if asked != "silence" else []

    with ThreadPoolExecutor(1) as processes:
        for asked in (["one", "silence"], ["one", "silence", "two"]):
            kept = recognition_trials._kept("trials", asked, asked, search, processes)  # type: ignore[arg-type]
    assert searched == ["one", "silence", "two"]
    assert kept == [[found], [], [found]]


def test_only_what_the_searches_depend_on_makes_them_search_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    monkeypatch.setattr(child, "PERHAPS_FROM", -3.0)
    assert fingerprint() == before
    monkeypatch.setattr(child, "RIVALS", 1000)
    assert fingerprint() != before
