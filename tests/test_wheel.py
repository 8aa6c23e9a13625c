"""The built wheel stands alone: in an empty environment, outside the checkout, without network, it sees a smile."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from companion import fetch

ROOT = Path(__file__).parents[1]
WHEELS = ROOT / ".cache" / "wheels"
SAMPLE = ROOT / "companion" / "web" / "static" / "sample.jpg"


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints, run with an environment that knows nothing of this checkout."""
    environment = {"PATH": os.defpath, "HOME": str(cwd), "LANG": "C.UTF-8", "PIP_CONFIG_FILE": os.devnull}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


def without_network() -> list[str]:
    """What to put before a command to cut it off from every network, where the machine allows that."""
    unshare = shutil.which("unshare")
    for prefix in ([unshare, "--net"], [unshare, "--map-root-user", "--net"]) if unshare else ():
        if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0:
            return [str(word) for word in prefix]
    return []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from this checkout."""
    if fetch.missing(ROOT / "models"):
        pytest.skip("the third-party models are not there: run `make setup`")
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `companion` command of an otherwise empty environment, installed offline from the wheels set-up kept."""
    if not WHEELS.is_dir():
        pytest.skip("no wheels are kept in .cache/wheels: run `make test`, whose set-up keeps them")
    folder = tmp_path_factory.mktemp("elsewhere")
    run(sys.executable, "-m", "venv", folder / "env", cwd=folder)
    pip: list[str | Path] = [
        folder / "env/bin/python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    run(*without_network(), *pip, "--no-index", "--find-links", WHEELS, wheel, cwd=folder)
    return folder / "env/bin/companion"


def test_the_wheel_carries_models_notices_pins_units_languages_and_page(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    cards = {path.name for path in (ROOT / "models").glob("*.toml")}
    assert {f"companion/models/{name}" for name in cards} <= names
    for name in fetch.read_origin(ROOT / "models").files:
        assert f"companion/models/third_party/{name}" in names
    assert "companion/models/third_party/mediapipe.toml" in names
    assert "companion/models/NOTICE" in names
    assert "companion/languages/en.toml" in names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    for path in (ROOT / "companion/web/static").rglob("*.*"):
        assert path.relative_to(ROOT).as_posix() in names
    for path in (ROOT / "hardware").glob("*.toml"):
        assert f"companion/hardware/{path.name}" in names
    for path in (ROOT / "systemd").iterdir():
        assert f"companion/systemd/{path.name}" in names


def test_the_wheel_carries_every_model_that_has_a_card_and_nothing_of_training(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    models = {name for name in names if name.endswith(".tflite")}
    cards = {name for name in names if name.startswith("companion/models/") and name.count("/") == 2}
    assert {path.name for path in (ROOT / "models").rglob("*.tflite")} == {Path(name).name for name in models}
    assert {Path(name).suffix for name in cards} <= {"", ".tflite", ".toml", ".md"}
    assert not [name for name in names if name.startswith(("tests/", "tools/", "locks/")) or "__pycache__" in name]


def test_the_installed_wheel_sees_a_smile_without_network(installed: Path) -> None:
    elsewhere = installed.parents[2]
    shutil.copy(SAMPLE, elsewhere / "sample.jpg")
    printed = run(*without_network(), installed, "perceive", "--json", "sample.jpg", cwd=elsewhere)
    (line,) = printed.splitlines()
    seen = json.loads(line)
    assert seen["file"] == "sample.jpg"
    assert seen["kind"] == "picture"
    (face,) = seen["faces"]
    assert face["emotion"] == "happiness"
    assert face["certainty"] > 0.8
    x, y, width, height = face["box"]
    assert 0 <= x < x + width <= 512
    assert 0 <= y < y + height <= 512


def test_the_installed_wheel_has_every_model_whole(installed: Path) -> None:
    elsewhere = installed.parents[2]
    code = "from companion import fetch; print(fetch.models_folder(), fetch.missing(fetch.models_folder()))"
    printed = run(installed.with_name("python"), "-c", code, cwd=elsewhere)
    assert printed.strip() == f"{models_folder(elsewhere)} []"


def models_folder(elsewhere: Path) -> Path:
    """Where the installed package keeps its models."""
    return next((elsewhere / "env/lib").glob("python3*/site-packages/companion/models")).resolve()
