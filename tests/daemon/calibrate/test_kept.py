"""A calibration that cannot be trusted is refused with a sentence, part by part, and the creature starts safe."""

import asyncio
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from companion.body.calibrated import Calibrated, load_calibrated, read_organs
from companion.body.calibration import careful, has_joints, load_calibration
from companion.daemon.calibrate.kept import Kept
from companion.daemon.compose import Creature, compose
from companion.daemon.doctor.examine import keeping
from companion.daemon.doctor.twins import twin_patient
from companion.daemon.keeping import FolderStore
from companion.settings import Settings, load
from companion.vocabulary.errors import StateError
from tests.daemon.calibrate.stage import ANSWERS, PINS, TODAY, Stage
from tests.daemon.lives import live, until
from tools.living import free_port

LIGHT = {"made": "2026-11-20", "program": "0.1.0", "values": {"dark_share": 0.01, "bright_share": 0.5}}


def file_with(tmp_path: Path, **state: Any) -> FolderStore:
    store = FolderStore(tmp_path)
    store.save("calibration-twin", {"device": "twin", **state})
    return store


def test_a_file_from_before_there_were_parts_is_still_read(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.save("calibration-twin", careful("twin", date(2026, 1, 2)).state())
    kept = Kept(store, "twin", PINS, TODAY)
    assert kept.doubts == ()
    assert kept.joints == careful("twin", date(2026, 1, 2))
    assert kept.made("servos") == (date(2026, 1, 2), "an earlier version")
    assert kept.organs == Calibrated()
    kept.keep("light", LIGHT["values"])  # type: ignore[arg-type]
    assert load_calibration(store, "twin", PINS, TODAY) == careful("twin", date(2026, 1, 2))


def test_senses_alone_are_no_calibration_of_joints(tmp_path: Path) -> None:
    store = file_with(tmp_path, parts={"light": LIGHT})
    assert not has_joints(store, "twin")
    with pytest.raises(StateError, match="there is none for this device"):
        load_calibration(store, "twin", PINS, TODAY)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "cannot be read"),
        ('{"version": 1, "state": {"device": "twin", "pa', "cannot be read"),
        ('{"version": 9, "state": {}}', "of version 9, from a newer companion"),
        ('{"version": 1, "state": []}', "is not of version 1"),
        (
            '{"version": 1, "state": {"device": "pi-1", "parts": {}}}',
            "belongs to the device 'pi-1', and this is 'twin'",
        ),
        ('{"version": 1, "state": {"device": "twin", "parts": 7}}', "its parts are no table"),
    ],
)
def test_a_whole_file_that_cannot_be_trusted_leaves_the_usual_values(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "calibration-twin.json").write_text(content)
    loaded = load_calibrated(FolderStore(tmp_path), "twin", TODAY)
    assert (loaded.light, loaded.touch, loaded.camera) == (None, None, None)
    assert words in loaded.faults[0]
    stage = Stage(tmp_path)
    assert stage.talk("q") == 1
    assert words in " ".join(stage.told.split())


BAD_PARTS: tuple[tuple[dict[str, Any], str], ...] = (
    ({"light": {**LIGHT, "made": "2031-01-01"}}, "light: it was made on 2031-01-01, which is in the future"),
    ({"light": {**LIGHT, "made": "soon"}}, "made = 'soon' is no date"),
    ({"light": {"made": "2026-11-20"}}, "light: it holds no values"),
    ({"light": []}, "light: it holds no values"),
    ({"light": {**LIGHT, "values": {"dark_share": 0.3, "bright_share": 0.4}}}, "can hardly tell dark"),
    (
        {"light": {**LIGHT, "values": {"dark_share": float("nan"), "bright_share": 0.4}}},
        "dark_share = nan is not allowed",
    ),
    ({"light": {**LIGHT, "values": {"dark_share": 0.01}}}, "bright_share is missing"),
    ({"microphone": {**LIGHT, "values": {"gain_db": 1e9, "noise_floor_dbfs": -60}}}, "gain_db"),
    ({"loudspeaker": {**LIGHT, "values": {"limit_db": 12}}}, "limit_db = 12 is not allowed"),
    ({"camera": {**LIGHT, "values": {"upside_down": "maybe", "exposure_ev": 0, "sharpness": 1}}}, "upside_down"),
    ({"posture": {**LIGHT, "values": {"acceleration_g": [0, 1, 0], "turn_deg_s": [0, 0, 0]}}}, "tilted by 90 degrees"),
    ({"posture": {**LIGHT, "values": {"acceleration_g": [0, 1], "turn_deg_s": [0, 0, 0]}}}, "acceleration_g"),
    ({"touch": {**LIGHT, "values": {"least_counts": {"head": 0.0}}}}, "least_counts"),
    ({"touch": {**LIGHT, "values": {"least_counts": {}, "electrodes": {"head": 3, "tail": 3}}}}, "one electrode"),
)


@pytest.mark.parametrize(("parts", "words"), BAD_PARTS, ids=[words for _, words in BAD_PARTS])
def test_a_part_that_makes_no_sense_is_named_and_spoils_no_other(parts: dict[str, Any], words: str) -> None:
    good = {"camera": {**LIGHT, "values": {"upside_down": True, "exposure_ev": 0.5, "sharpness": 0.7}}}
    good = good if "camera" not in parts else {"light": LIGHT}
    loaded = read_organs({"device": "twin", "parts": {**good, **parts}}, "twin", TODAY)
    assert len(loaded.faults) == 1
    assert words in loaded.faults[0]
    assert "`companion calibrate`" in loaded.faults[0]
    assert getattr(loaded, next(iter(parts))) is None
    assert getattr(loaded, next(iter(good))) is not None


def test_while_the_clock_cannot_be_trusted_no_date_is_in_the_future() -> None:
    state = {"device": "twin", "parts": {"light": {**LIGHT, "made": "2031-01-01"}}}
    assert read_organs(state, "twin", None).faults == ()


def test_nor_while_it_is_calibrated(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    Kept(store, "twin", PINS, date(2031, 1, 1)).keep("light", LIGHT["values"])  # type: ignore[arg-type]
    assert Kept(store, "twin", PINS, TODAY).organs.light is None
    untrusted = Kept(store, "twin", PINS, TODAY, clock_is_trusted=False)
    assert untrusted.organs.light is not None
    assert untrusted.doubts == ()


def test_a_file_of_a_newer_version_is_set_aside_before_anything_is_kept(tmp_path: Path) -> None:
    newer = '{"version": 9, "state": {"device": "twin", "dreams": true}}'
    (tmp_path / "calibration-twin.json").write_text(newer)
    stage = Stage(tmp_path)
    stage.talk(*ANSWERS["light"], only=["light"])
    assert (tmp_path / "calibration-twin.version-9").read_text() == newer
    assert stage.kept.organs.light is not None


def test_only_so_many_steps_back_are_remembered(tmp_path: Path) -> None:
    kept = Kept(FolderStore(tmp_path), "twin", PINS, TODAY)
    for number in range(30):
        kept.keep("light", {"dark_share": 0.01, "bright_share": 0.5 + number / 100})
    assert len(json.loads((tmp_path / "calibration-twin.json").read_text())["state"]["before"]) == 20


@pytest.mark.parametrize("content", ["{", '{"version": 9, "state": {}}', '{"version": 1, "state": {"device": "pi-1"}}'])
def test_a_creature_with_such_a_file_starts_safe_and_says_why(
    tmp_path: Path, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "calibration-twin.json").write_text(content)
    settings = Settings.model_validate({"body": {"kind": "twins"}, "web": {"port": free_port()}})
    creature = compose(settings, tmp_path)
    assert "A calibration is not believed, and the usual values are taken: " in caplog.text

    async def story(creature: Creature) -> None:
        await until(lambda: creature.life.supervisor.statuses()["servo drive"].state == "lost")
        await until(lambda: creature.life.supervisor.statuses()["touch"].state == "open")
        await asyncio.sleep(0)
        board = creature.body.board
        assert board is not None
        assert board.held() == frozenset()

    live(creature, story)
    assert creature.body.board is not None
    creature.body.board.stop()


def test_the_doctor_names_a_part_that_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "companion.toml").write_text('[body]\nkind = "twins"\n')
    file_with(tmp_path, parts={"light": {**LIGHT, "values": {"dark_share": 0.3, "bright_share": 0.4}}})
    patient = twin_patient(load(tmp_path / "companion.toml"), "companion.toml", (), tmp_path)
    assert patient.bench is not None
    assert patient.bench.board is not None
    patient.bench.board.stop()
    findings = [finding for check in keeping(patient) if check.part == "calibration" for finding in check.find()]
    assert [finding.verdict for finding in findings] == ["good", "look"]
    assert "light: it can hardly tell dark" in findings[1].line
    assert "`companion calibrate`" in findings[1].mend
