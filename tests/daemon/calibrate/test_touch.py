"""Touch: a palm on each place, exchanged wires found and set right, places that are skipped keep what is usual."""

from pathlib import Path

from companion.daemon.calibrate.bench import Deed
from companion.vocabulary.signals import ZONES
from tests.daemon.calibrate.stage import ANSWERS, PINS, Stage


def test_every_place_gets_its_own_threshold_and_thick_fur_a_lower_one_than_thin(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    assert stage.talk(*ANSWERS["touch"], only=["touch"]) == 0
    kept = stage.kept.organs.touch
    assert kept is not None
    assert set(kept.least_counts) == set(ZONES)
    assert kept.palm_counts["back_middle"] < kept.palm_counts["chest"] < kept.palm_counts["nose"]
    assert kept.electrodes is None


def test_wires_that_are_exchanged_are_found_by_the_palm_and_set_right_in_what_is_kept(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    do, crossed = stage.world.do, {"nose": "belly", "belly": "nose"}

    def crosswise(deed: Deed, what: str = "") -> None:
        do(deed, crossed.get(what, what))

    stage.world.do = crosswise  # type: ignore[method-assign]
    assert stage.talk("", "", "", "x", *[""] * 12, only=["touch"]) == 0
    assert "My belly felt that" in stage.told
    assert "My nose and my belly have changed places." in stage.told
    kept = stage.kept.organs.touch
    assert kept is not None
    assert kept.electrodes == {**PINS.electrodes, "nose": PINS.electrodes["belly"], "belly": PINS.electrodes["nose"]}
    again = Stage(tmp_path)
    do = again.world.do
    again.world.do = crosswise  # type: ignore[method-assign]
    assert again.talk(*ANSWERS["touch"], only=["touch"]) == 0, "the next time it begins with the wires as they are"
    assert "felt that" not in again.told


def test_a_place_that_is_skipped_keeps_the_usual_threshold(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    assert stage.talk("", "", "s", *[""] * 11, only=["touch"]) == 0
    kept = stage.kept.organs.touch
    assert kept is not None
    assert "nose" not in kept.least_counts
    assert kept.least()[0] == 4.0


def test_where_every_place_is_skipped_nothing_is_kept(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    assert stage.talk("", "", *["s"] * 12, only=["touch"]) == 0
    assert stage.kept.made("touch") is None
    assert "Touch: left as it was." in stage.told


def test_a_hand_that_lies_there_already_is_found_out(tmp_path: Path) -> None:
    """While it rests somebody moves a hand about on it."""
    stage = Stage(tmp_path)
    wait, electrode = stage.bench.wait, PINS.electrodes["head"]

    def restless(seconds: float) -> None:
        stage.world._falls[electrode] = 40.0 * (stage.bench.now() * 7 % 2 > 1)
        wait(seconds)

    stage.bench.wait = restless
    assert stage.talk("", "", "s", only=["touch"]) == 0
    assert "My head is restless" in stage.told
