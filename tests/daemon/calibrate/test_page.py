"""docs/calibrating.md is what the command prints, dates and versions aside, and tells of everything there is."""

import re

import pytest

from companion import __version__
from companion.daemon.calibrate.herald import CRIES
from companion.daemon.calibrate.kept import PARTS
from companion.daemon.calibrate.signs import SIGNS
from tools.calibrate_page import PAGE, filled, sections

DAY = re.compile(r"\d{1,2} [A-Z][a-z]+ 20\d\d, by companion [\w.]+")


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_the_page_is_what_the_command_prints(page: str) -> None:
    printed = page
    for mark, content in sections().items():
        printed = filled(printed, mark, content)
    assert DAY.sub("DAY", printed) == DAY.sub("DAY", page), "run `python -m tools.calibrate_page --picture`"
    assert f"by companion {__version__}" in printed


def test_the_page_names_every_part_every_sign_and_every_cry(page: str) -> None:
    for part in PARTS:
        assert f"| {part} |" in page
    for zone in SIGNS:
        assert zone.split("_")[0] in page
    for words in ("chirps", "calls", *(f"{kind}s" for kind in CRIES.values() if kind is not None)):
        assert words in page
