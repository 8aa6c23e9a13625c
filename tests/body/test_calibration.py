"""A calibration is believed only when it is whole, of this device and of the past, and makes sense."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from companion.body.calibration import careful, checked, load_calibration, narrowed, store_name
from companion.body.pins import load_pins
from companion.daemon.keeping import FolderStore
from companion.vocabulary.acts import JOINTS
from companion.vocabulary.errors import StateError

PINS = load_pins()
TODAY = date(2026, 11, 20)
GOOD = careful("pi-1234", TODAY).state()


def refused(state: dict[str, Any], today: date | None = TODAY) -> str:
    with pytest.raises(StateError) as told:
        checked(state, "pi-1234", PINS, today)
    return str(told.value)


def changed(**joints: Any) -> dict[str, Any]:
    state = deepcopy(GOOD)
    state["joints"].update(joints)
    return state


def test_what_was_kept_comes_back_the_same(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.save(store_name("pi-1234"), GOOD)
    assert load_calibration(store, "pi-1234", PINS, TODAY) == careful("pi-1234", TODAY)


def test_a_device_without_one_is_told_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(StateError, match=r"there is none for this device \(pi-1234\) yet. Make one"):
        load_calibration(FolderStore(tmp_path), "pi-1234", PINS, TODAY)


def test_one_that_is_cut_off_is_refused_with_its_file(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.save(store_name("pi-1234"), GOOD)
    file = tmp_path / "calibration-pi-1234.json"
    file.write_text(file.read_text()[:200])
    with pytest.raises(StateError, match=r"calibration-pi-1234\.json: cannot be read"):
        load_calibration(store, "pi-1234", PINS, TODAY)


def test_one_of_a_later_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "calibration-pi-1234.json").write_text(json.dumps({"version": 99, "state": GOOD}))
    with pytest.raises(StateError, match="is of version 99, from a newer companion"):
        load_calibration(FolderStore(tmp_path), "pi-1234", PINS, TODAY)


FAULTS = (
    ({**GOOD, "device": "pi-9999"}, "it belongs to the device 'pi-9999', and this is 'pi-1234'"),
    ({**GOOD, "made": "2027-01-01"}, "it was made on 2027-01-01, which is in the future"),
    ({**GOOD, "made": "yesterday"}, "made = 'yesterday' is no date such as 2026-11-20"),
    ({**GOOD, "joints": None}, "it holds no joints"),
    ({**GOOD, "joints": {}}, "it lacks neck_yaw; it lacks neck_pitch"),
    (changed(horn=GOOD["joints"]["tail"]), "it has a joint 'horn' that nobody has"),
    (changed(tail=[1, 2, 3]), "tail must have low_us, middle_us and high_us"),
    (changed(tail={"low_us": 1400, "middle_us": "1500", "high_us": 1600}), "tail must have numbers"),
    (changed(tail={"low_us": 1400, "middle_us": True, "high_us": 1600}), "tail must have numbers"),
    (changed(tail={"low_us": float("nan"), "middle_us": 1500, "high_us": 1600}), "tail must have finite numbers"),
    (
        changed(tail={"low_us": 500, "middle_us": 1500, "high_us": 1600}),
        "tail asks for 500 us; a pulse has 900 to 2100",
    ),
    (
        changed(tail={"low_us": 1600, "middle_us": 1500, "high_us": 1700}),
        "tail has its middle (1500 us) not between its ends (1600 and 1700)",
    ),
    (changed(tail={"low_us": 1490, "middle_us": 1500, "high_us": 1600}), "tail travels only 10 us to one side"),
    (
        changed(tail={"low_us": 1450, "middle_us": 1500, "high_us": 2000}),
        "tail travels 50 us to one side and 500 to the other: which is the middle?",
    ),
)


@pytest.mark.parametrize(("state", "words"), FAULTS, ids=[words for _, words in FAULTS])
def test_nonsense_is_refused_in_words(state: dict[str, Any], words: str) -> None:
    assert words in refused(state)


def test_every_fault_is_told_at_once() -> None:
    told = refused({**changed(tail=None), "device": "other", "made": "2030-01-01"})
    assert all(words in told for words in ("other", "future", "tail must have"))


def test_while_the_clock_cannot_be_trusted_no_date_is_called_the_future() -> None:
    assert checked({**GOOD, "made": "2030-01-01"}, "pi-1234", PINS, None).made == date(2030, 1, 1)


def test_a_careful_calibration_is_never_quicker_than_the_pin_map_allows() -> None:
    limits = narrowed(PINS, careful("pi-1234", TODAY))
    assert all(limits[joint].speed_per_s <= PINS.limits[joint].speed_per_s for joint in JOINTS)
