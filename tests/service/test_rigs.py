"""The trials in whole systems judge what they should. The systems themselves take root: `make test-service`."""

import re

import pytest

from tools import roots
from tools.arm64.__main__ import steps
from tools.roots import System


@pytest.mark.parametrize("python", sorted(roots.PYTHONS.values()))
def test_every_package_of_a_trial_is_pinned_with_its_hashes(python: str) -> None:
    text = roots.requirements(python)
    names = re.findall(r"^([\w.-]+)==\S+ \\$", text, re.MULTILINE)
    assert {"numpy", "ai-edge-litert", *roots.ON_TWINS} <= set(names)
    assert len(names) == len(set(names))
    for block in re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in block


@pytest.mark.parametrize(("there", "apart"), [([3.0, -5.0], 0.0), ([4.0, -5.0], 1.0), ([3.0, -8.0], 3.0)])
def test_answers_of_a_quantized_model_are_compared_in_its_own_steps(there: list[float], apart: float) -> None:
    assert steps({"quantized": True, "values": [3.0, -5.0]}, {"quantized": True, "values": there}) == apart


def test_answers_of_any_other_model_are_compared_in_256ths_of_the_largest() -> None:
    here = {"quantized": False, "values": [2.0, -1.0]}
    assert steps(here, {"quantized": False, "values": [2.0, -1.0 + 2.0 / 256]}) == pytest.approx(1.0)


def test_answers_of_another_length_are_never_alike() -> None:
    with pytest.raises(ValueError, match="shorter"):
        steps({"quantized": True, "values": [1.0, 2.0]}, {"quantized": True, "values": [1.0]})


def test_each_system_has_a_folder_of_its_own() -> None:
    folders = {System(suite, processor).folder for suite in roots.PYTHONS for processor in roots.MACHINES}
    assert len(folders) == len(roots.PYTHONS) * len(roots.MACHINES)
