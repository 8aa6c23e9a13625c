"""The page about touch says what the commands print: its cheapest lines are computed again, and its sums are added up.

Whoever changes how touch is felt runs `make evaluate ARGS=hands` (or postures, or pulse) and writes the tables anew.
"""

import re
from pathlib import Path

from tools.evaluate import postures
from tools.evaluate.hands import DEEDS, JUDGED, RIGHT, TOLD, TUNED, contact_lines, judge, kind_line
from tools.hands.people import draw_person

PAGE = (Path(__file__).parents[2] / "docs" / "touch.md").read_text(encoding="utf-8")
LINES = PAGE.splitlines()


def numbers_of(start: str) -> list[int]:
    """The whole numbers of the first line that starts so, without shares."""
    line = next(line for line in LINES if line.startswith(start))
    return [int(number.replace(",", "")) for number in re.findall(r"(?<![\d.,])\d[\d,]*(?![\d.,%])", line.strip())]


def test_the_cats_of_the_page_are_judged_as_it_says() -> None:
    cats = [judge(seed) for seed in JUDGED if draw_person(seed).kind == "cat"]
    assert kind_line("cat", cats) in LINES
    assert contact_lines(cats)[0] in LINES


def test_the_table_of_gestures_adds_up() -> None:
    right = [RIGHT[deed] for deed in DEEDS]
    rows = [numbers_of(f"  {deed:10}") for deed in DEEDS]
    people, deeds = numbers_of("touch, people it was not tuned on")
    assert people == len(JUDGED)
    assert sum(map(sum, rows)) == deeds
    for deed, row in zip(DEEDS, rows, strict=True):
        line = next(line for line in LINES if line.startswith(f"  {deed:10}"))
        share = row[TOLD.index(right[DEEDS.index(deed)])] / sum(row)
        assert line.endswith(f"{share:.0%}"), deed


def test_the_page_names_the_people_that_were_judged_and_those_it_was_tuned_on() -> None:
    for seeds in (TUNED, JUDGED):
        assert f"{seeds.start} to {seeds[-1]}" in PAGE


def test_falls_are_told_as_the_page_says() -> None:
    for line in postures.lines_of("dropped", postures.JUDGED):
        assert line in LINES
