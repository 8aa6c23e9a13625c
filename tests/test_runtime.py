"""The runtime for models: what is whole is loaded, what is not says so in a sentence, both TFLite runtimes agree."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from companion.daemon.models import NEEDED
from companion.fetch import models_folder
from companion.perception.hearing import HearingModels
from companion.perception.seeing import Seeing
from companion.perception.words.feeling import FeelingModel
from companion.runtime import Model, Runtime, installed_runtimes
from companion.vocabulary.errors import ModelError
from companion.vocabulary.readings import EMOTIONS
from companion.vocabulary.signals import Frame

FETCHED = ("face_detection_short_range", "face_landmark", "iris_landmark", "pose_landmark_full")
SHIPPED = (*FETCHED, "face_expression", "words_feeling")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the expression model and its card, to be damaged."""
    for ending in ("toml", "tflite"):
        shutil.copy(models_folder() / f"face_expression.{ending}", tmp_path)
    return tmp_path


def edited(card: Path, old: str, new: str) -> None:
    text = card.read_text(encoding="utf8")
    assert old in text
    card.write_text(text.replace(old, new), encoding="utf8")


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_model_fits_its_card(name: str) -> None:
    model = Runtime().load(name)
    answers = model.infer(np.zeros(model.card.input.shape, np.float32))
    assert [answer.shape for answer in answers] == [tensor.shape for tensor in model.card.output]
    assert all(answer.dtype == np.float32 and np.isfinite(answer).all() for answer in answers)


def test_every_model_in_the_folder_is_whole() -> None:
    states = Runtime().survey()
    assert {state.name for state in states} >= set(SHIPPED)
    assert [state.fault for state in states if state.fault] == []
    assert all(state.size_bytes and state.licence for state in states)


def test_the_expression_model_is_small_and_knows_the_eight_emotions() -> None:
    model = Runtime().load("face_expression")
    assert model.labels == EMOTIONS
    assert (models_folder() / model.card.file).stat().st_size < 1_000_000


def both(name: str) -> tuple[Model, Model]:
    if len(installed_runtimes()) < 2:
        pytest.skip(f"only {', '.join(installed_runtimes())} is installed")
    return Runtime("ai-edge-litert").load(name), Runtime("tflite-runtime").load(name)


@pytest.mark.parametrize("name", FETCHED)
def test_both_tflite_runtimes_give_the_same_answer(name: str) -> None:
    one, other = both(name)
    chance = np.random.default_rng(3)
    for _ in range(5):
        values = chance.uniform(0, 1, one.card.input.shape).astype(np.float32)
        for mine, theirs in zip(one.infer(values), other.infer(values), strict=True):
            assert np.abs(mine - theirs).max() <= 1e-3 * max(1.0, float(np.abs(mine).max()))


def test_both_tflite_runtimes_read_the_same_expressions() -> None:
    """Their int8 kernels round differently: a logit may be off by a few of its steps, the answer hardly ever."""
    one, other = both("face_expression")
    chance = np.random.default_rng(3)
    crops = [chance.normal(0, 1, one.card.input.shape).astype(np.float32) for _ in range(100)]
    mine, theirs = (np.concatenate([model.infer(crop)[0] for crop in crops]) for model in (one, other))
    step = np.diff(np.unique(mine)).min()
    assert np.abs(mine - theirs).max() <= 4.5 * step
    assert (mine.argmax(axis=1) == theirs.argmax(axis=1)).mean() > 0.95


def test_values_beyond_the_int8_range_are_clipped_and_not_wrapped() -> None:
    model = Runtime().load("face_expression")
    large, larger = (np.full(model.card.input.shape, value, np.float32) for value in (1e3, 1e6))
    assert np.array_equal(model.infer(large)[0], model.infer(larger)[0])


def test_an_array_of_another_shape_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"face_expression takes .* not \(48, 48\)"):
        Runtime().load("face_expression").infer(np.zeros((48, 48), np.float32))


def test_a_missing_model_names_the_file_and_the_command_that_mends_it(folder: Path) -> None:
    (folder / "face_expression.tflite").unlink()
    with pytest.raises(ModelError, match=r"face_expression\.tflite: .* missing.*git checkout -- models"):
        Runtime(folder=folder).load("face_expression")


def test_a_missing_third_party_model_asks_to_be_fetched(tmp_path: Path) -> None:
    shutil.copy(models_folder() / "face_landmark.toml", tmp_path)
    with pytest.raises(ModelError, match=r"face_landmark\.tflite: .* missing.*companion models fetch"):
        Runtime(folder=tmp_path).load("face_landmark")


def test_a_pipe_in_place_of_a_model_is_refused_and_not_waited_for(folder: Path) -> None:
    path = folder / "face_expression.tflite"
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(ModelError, match="is no file"):
        Runtime(folder=folder).load("face_expression")


def test_a_truncated_model_is_refused(folder: Path) -> None:
    whole = (folder / "face_expression.tflite").read_bytes()
    (folder / "face_expression.tflite").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelError, match="truncated or another file"):
        Runtime(folder=folder).load("face_expression")


def test_a_foreign_model_under_our_name_is_refused(folder: Path) -> None:
    """Even with a card that promises just these bytes: the shapes give it away."""
    foreign = models_folder() / "third_party" / "face_landmark.tflite"
    shutil.copy(foreign, folder / "face_expression.tflite")
    ours, theirs = (Runtime().card(name).sha256 for name in ("face_expression", "face_landmark"))
    edited(folder / "face_expression.toml", ours, theirs)
    with pytest.raises(ModelError, match=r"input is float32 \(1, 192, 192, 3\), its card says int8"):
        Runtime(folder=folder).load("face_expression")


def test_a_file_that_is_no_model_is_refused(folder: Path) -> None:
    (folder / "face_expression.tflite").write_bytes(b"not a model" * 100)
    other = hashlib.sha256(b"not a model" * 100).hexdigest()
    edited(folder / "face_expression.toml", Runtime().card("face_expression").sha256, other)
    with pytest.raises(ModelError, match="not a model this runtime can run"):
        Runtime(folder=folder).load("face_expression")


def test_a_card_with_too_few_labels_is_refused(folder: Path) -> None:
    edited(folder / "face_expression.toml", ', "contempt"', "")
    with pytest.raises(ModelError, match="8 numbers, its card has 7 labels"):
        Runtime(folder=folder).load("face_expression")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("licence =", "license =", "licence: Field required"),
        ("temperature = ", "temperature = -", "temperature: Input should be greater than 0"),
        ("[input]", "[input", "not TOML"),
        ('name = "face_expression"', 'name = "face_landmark"', "says it is of 'face_landmark'"),
    ],
)
def test_a_bad_card_is_named_with_its_fault(folder: Path, old: str, new: str, complaint: str) -> None:
    edited(folder / "face_expression.toml", old, new)
    with pytest.raises(ModelError, match=complaint):
        Runtime(folder=folder).card("face_expression")


def test_the_survey_tells_of_a_broken_model_and_goes_on(folder: Path) -> None:
    shutil.copy(models_folder() / "face_landmark.toml", folder)
    expression, landmark = Runtime(folder=folder).survey()
    assert expression.fault is None
    assert landmark.fault is not None
    assert "companion models fetch" in landmark.fault


def test_the_survey_tells_of_a_needed_model_whose_card_is_gone(tmp_path: Path) -> None:
    states = Runtime(folder=tmp_path).survey(("face_expression", "face_landmark"))
    assert [state.name for state in states] == ["face_expression", "face_landmark"]
    assert all(state.fault is not None and "the card cannot be read" in state.fault for state in states)


def test_the_needed_models_are_those_that_sight_hearing_and_words_load() -> None:
    class Source:
        asked: ClassVar[set[str]] = set()

        def load(self, name: str) -> Model:
            self.asked.add(name)
            return Runtime().load(name)

    picture = Frame(np.zeros((48, 64, 3), np.uint8), 0.0)
    Seeing.load(Source(), 0.5).read(picture, bound=1)
    HearingModels.load(Source())
    FeelingModel.load(Source())
    assert Source.asked == set(NEEDED)


def test_loading_a_model_writes_nothing_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    Runtime().load("face_expression")
    assert capfd.readouterr() == ("", "")


def test_no_tflite_runtime_is_imported_before_a_model_is_loaded() -> None:
    code = "import sys, companion.runtime; companion.runtime.Runtime(); print('ai_edge_litert' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
