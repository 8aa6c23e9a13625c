"""Installs the wheel in a Debian for arm64 with that system's own pip, and holds what it does against this computer.

    make test-arm64                       # three scenes
    make test-arm64 ARGS=all              # every scene
    make test-arm64 ARGS="dropped"        # this one

Takes root and qemu's user emulation. Times under emulation mean nothing and are not shown.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tools.roots import System, alone, inside, with_companion
from tools.showing import ROOT, SetupError, say

HERE = Path(__file__).parent
SCENES = ROOT / "tests" / "scenes"
USUAL = ("good-morning", "dropped", "stroked-to-sleep")
SAMPLE = ROOT / "companion" / "web" / "static" / "sample.jpg"
WHERE_IT_IS = "import companion, pathlib; print(pathlib.Path(companion.__file__).parent / 'web/static/sample.jpg')"
COMPANION = "/opt/companion/bin/companion"

FLOAT_STEP = 1 / 256
"""Of a model that is not quantized: a 256th of the largest answer, what a quantized one would tell apart."""


def main(names: Sequence[str]) -> int:
    """Returns 0 when everything is the same."""
    known = [path.stem for path in sorted(SCENES.glob("*.txt"))]
    scenes = known if list(names) == ["all"] else names or USUAL
    if unknown := [name for name in scenes if name not in known]:
        print(f"unknown: {' '.join(unknown)}; known are {' '.join(known)}", file=sys.stderr)
        return 2
    system = System("bookworm", "arm64", boots=False)
    try:
        with alone():
            root = with_companion(system)
            shutil.copy(HERE / "answers.py", root / "answers.py")
            good = [told(what, check) for what, check in checks(system, scenes)]
    except (SetupError, OSError) as fault:
        print(f"no trial on arm64: {fault}", file=sys.stderr)
        return 1
    return 0 if all(good) else 1


def checks(system: System, scenes: Sequence[str]) -> Iterator[tuple[str, Callable[[], str]]]:
    """What is looked at; each returns a figure, or raises `SetupError` with what differs."""
    yield "it runs on", lambda: inside(system, ["uname", "-m"]).strip()
    yield "every model is whole", lambda: whole(inside(system, [COMPANION, "models"]))
    yield "models answer as here", lambda: parity(system)
    yield "a smile is seen", lambda: smile(system)
    yield "the doctor on twins", lambda: doctor(system)
    for name in scenes:
        yield f"scene {name}", lambda name=name: same_scene(system, name)  # type: ignore[misc]


def told(what: str, check: Callable[[], str]) -> bool:
    try:
        say(f"  good    {what}: {check()}")
    except SetupError as fault:
        say(f"  FAILED  {what}: {fault}")
        return False
    return True


def whole(listing: str) -> str:
    return f"{sum(line.startswith('whole') for line in listing.splitlines())} models"


def same_scene(system: System, name: str) -> str:
    """Byte for byte what the golden page says."""
    expected = (SCENES / f"{name}.txt").read_text(encoding="utf-8")
    played = inside(system, [COMPANION, "play", name])
    if played != expected:
        pairs = enumerate(zip(played.splitlines(), expected.splitlines(), strict=False), start=1)
        number = next((number for number, (one, other) in pairs if one != other), 0)
        raise SetupError(f"differs from the golden page, first in line {number}")
    return f"{len(expected.splitlines())} lines, byte for byte as here"


def parity(system: System) -> str:
    """The largest difference of any answer to noise, in quantization steps; one is allowed."""
    there = json.loads(inside(system, ["/opt/companion/bin/python", "/answers.py"]))
    done = subprocess.run([sys.executable, HERE / "answers.py"], capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode != 0:
        raise SetupError(f"answers.py failed here: {done.stderr[-300:]}")
    here = json.loads(done.stdout)
    if set(here) != set(there) or not here:
        raise SetupError(f"models here {sorted(here)}, there {sorted(there)}")
    apart = {name: max(map(steps, here[name], there[name])) for name in here}
    figures = ", ".join(f"{name} {value:.3g}" for name, value in apart.items())
    if max(apart.values()) > 1.0:
        raise SetupError(f"more than one step apart: {figures}")
    return f"steps apart: {figures}"


def smile(system: System) -> str:
    """What `companion perceive` says of the sample picture: the same emotion, as surely but for two hundredths."""
    picture = inside(system, ["/opt/companion/bin/python", "-c", WHERE_IT_IS]).strip()
    there = json.loads(inside(system, [COMPANION, "perceive", "--json", picture]))["faces"]
    words = [str(Path(sys.executable).with_name("companion")), "perceive", "--json", str(SAMPLE)]
    here = json.loads(subprocess.run(words, capture_output=True, text=True, check=True).stdout)["faces"]
    told = [f"{face['emotion']} {face['certainty']:.3f}" for face in (*here, *there)]
    if len(here) != 1 or len(there) != 1 or here[0]["emotion"] != there[0]["emotion"]:
        raise SetupError(f"not the same: {told}")
    if abs(here[0]["certainty"] - there[0]["certainty"]) > 0.02:
        raise SetupError(f"not as sure: {told}")
    return f"{told[0]} here, {told[1]} there"


def steps(one: dict[str, Any], other: dict[str, Any]) -> float:
    """How far two answers of one output are apart: in whole steps of int8, else in 256ths of the largest answer."""
    pairs = list(zip(one["values"], other["values"], strict=True))
    step = 1.0 if one["quantized"] else FLOAT_STEP * max(abs(value) for value, _ in pairs)
    return float(max(abs(a - b) for a, b in pairs) / step)


def doctor(system: System) -> str:
    """The last line of its report on the robot's drivers and simulated chips; it must find nothing broken."""
    (system.folder / "twins.toml").write_text('[body]\nkind = "twins"\n', encoding="utf-8")
    report = inside(system, [COMPANION, "doctor", "--settings", "/twins.toml", "--state", "/tmp/state"])
    return report.strip().splitlines()[-1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
