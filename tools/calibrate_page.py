"""Writes what `companion calibrate` says on twins into docs/calibrating.md: `python -m tools.calibrate_page`.

It is the command itself in simulated time, with somebody whose answers are known; `--picture` prints the report, too.
"""

import io
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from companion.body.pins import load_pins
from companion.daemon.calibrate import camera, joint, light, loudspeaker, microphone, posture, touch
from companion.daemon.calibrate.guide import Judged
from companion.daemon.calibrate.headless import Headless
from companion.daemon.calibrate.kept import Kept, PartName
from companion.daemon.calibrate.keyboard import Keyboard
from companion.daemon.calibrate.report import page as report
from companion.daemon.calibrate.twins import ObligingPerson, TwinWorld, simulated_twins
from companion.daemon.calibrate.walk import calibrate
from companion.daemon.keeping import FolderStore
from companion.settings import Settings
from companion.vocabulary.acts import Joint
from companion.vocabulary.signals import ZONES, MotionSample, Zone

DOCS = Path(__file__).parents[1] / "docs"
PAGE, PICTURE = DOCS / "calibrating.md", DOCS / "calibration-report.png"
SETTINGS = Settings.model_validate({"body": {"kind": "twins"}, "speech": {"engine": "none"}})
CROSSED: tuple[Joint, Joint] = ("flipper_left", "flipper_right")

JOINT = ("", "m", "--", "", "", "l", "++", "", "", "", "", "", "h", "n", "")
ONE_JOINT = ("", "", *JOINT, "s", "s", "s", "6", "x", *JOINT, "s", "s", "")
"""Its neck in full; then the flippers, whose plugs are exchanged; the others are skipped, to be done another day."""

SENSES: dict[PartName, tuple[str, ...]] = {
    "touch": ("", "", *[""] * 12),
    "microphone": ("", "", ""),
    "loudspeaker": ("", "", "+", "+", ""),
    "camera": ("", "", "u", "", "m", ""),
    "posture": ("", ""),
    "light": ("", "", "please", ""),
}


def _brought(low: int, high: int) -> tuple[str, ...]:
    """A joint that is brought so many larger steps down from its middle, and then so many up."""
    return ("", "m", "--", *[""] * (low - 1), "l", "++", *[""] * (low + high - 1), "h", "n", "")


NECK, NOD, LID, FLIPPER, TAIL = _brought(7, 7), _brought(4, 6), _brought(5, 4), _brought(4, 8), _brought(6, 6)
EVERY_JOINT = ("", "", *NECK, *NOD, *LID, *LID, "6", "x", *FLIPPER, *FLIPPER, *TAIL, "")


def main(arguments: Sequence[str] = ()) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for mark, content in sections().items():
        page = filled(page, mark, content)
    PAGE.write_text(page, encoding="utf-8")
    print(f"written: {PAGE.name}")
    if "--picture" in arguments:
        with tempfile.TemporaryDirectory(prefix="companion-calibrate-") as name:
            photograph(Path(name))


def sections() -> dict[str, str]:
    """What stands between each pair of marks."""
    return {
        "servos": fenced("companion calibrate --twin --only servos", talk(["servos"], ONE_JOINT)),
        "senses": fenced(f"companion calibrate --twin --only {','.join(SENSES)}", talk(list(SENSES), all_senses())),
        "headless": fenced("companion calibrate --twin --only light --headless", without_a_screen("light")),
        "refused": refused(),
        "time": times(),
    }


def filled(page: str, mark: str, content: str) -> str:
    """The page with this between its marks."""
    pattern = re.compile(rf"(<!-- {mark}: [^\n]*-->\n).*?(<!-- end -->)", re.DOTALL)
    assert pattern.search(page), f"docs/calibrating.md has no place for {mark}"
    return pattern.sub(lambda found: f"{found[1]}{content}\n{found[2]}", page, count=1)


def fenced(command: str, told: str) -> str:
    lines = "\n".join(line.rstrip() for line in f"$ {command}\n{told}".splitlines())
    return f"```\n{lines}\n```"


def all_senses() -> tuple[str, ...]:
    return tuple(line for answers in SENSES.values() for line in answers)


def talk(parts: Sequence[PartName], answers: Sequence[str], folder: Path | None = None) -> str:
    """One visit by keyboard, with what was typed."""
    pins, out = load_pins(), io.StringIO()
    with tempfile.TemporaryDirectory(prefix="companion-calibrate-") as name:
        bench = simulated_twins(SETTINGS, pins, CROSSED)
        kept = Kept(FolderStore(folder or Path(name)), bench.device, pins, date.today())

        def typed() -> Iterator[str]:
            for answer in answers:
                print(answer, file=out)
                yield f"{answer}\n"

        status = calibrate(bench, kept, Keyboard(typed(), out), parts)
    assert status == 0, out.getvalue()
    return out.getvalue()


def without_a_screen(part: PartName) -> str:
    """What stands in the log of a visit by voice, lights and touch."""
    pins, out = load_pins(), io.StringIO()
    with tempfile.TemporaryDirectory(prefix="companion-calibrate-") as name:
        bench = simulated_twins(SETTINGS, pins)
        assert isinstance(bench.world, TwinWorld)
        bench.world.person = ObligingPerson(bench.now)
        kept = Kept(FolderStore(Path(name)), bench.device, pins, date.today())
        with Headless(bench, kept, out) as window:
            assert calibrate(bench, kept, window, [part]) == 0, out.getvalue()
    return out.getvalue()


def times() -> str:
    """A table: for each part how often something is asked, and the seconds that pass by themselves."""
    answers = {"servos": EVERY_JOINT, **SENSES}
    rows, passed = [], 0.0
    for part, lines in answers.items():
        bench = simulated_twins(SETTINGS, load_pins(), CROSSED)
        with tempfile.TemporaryDirectory(prefix="companion-calibrate-") as name:
            kept = Kept(FolderStore(Path(name)), bench.device, bench.pins, date.today())
            assert calibrate(bench, kept, Keyboard(iter(lines), io.StringIO()), [part]) == 0
        passed += bench.now()
        rows.append(f"| {part} | {len(lines)} | {bench.now():.0f} s |")
    asked = sum(map(len, answers.values()))
    rows.append(f"| all | {asked} | {passed:.0f} s |")
    return "\n".join(("| part | answers | measuring and moving |", "| --- | --- | --- |", *rows))


def refused() -> str:
    """A table: what is measured, and what is said of it."""
    grey = np.full((48, 64, 3), 3, np.uint8)
    loud = np.full(40, -12.0)
    rows: tuple[tuple[str, str, Judged], ...] = (
        ("servos", "middle beyond an end", _travel(1450.0, 1400.0, 1700.0)),
        ("servos", "an end almost in the middle", _travel(1480.0, 1500.0, 1700.0)),
        ("servos", "one side far wider than the other", _travel(1450.0, 1500.0, 1800.0)),
        (
            "touch",
            "a wire is off",
            touch.judged_rest({each: [0] * 9 if each == "tail" else [700, 701] for each in ZONES}),
        ),
        ("touch", "another place feels the palm", touch.judged_palm("head", _falls(4.0, 61.0), 0.5)[0]),
        ("touch", "hardly a touch", touch.judged_palm("head", _falls(6.0, 0.0), 0.5)[0]),
        ("microphone", "digital silence", microphone.judged_silence(np.full(40, -110.0))),
        ("microphone", "a noisy room", microphone.judged_silence(loud)),
        ("microphone", "nobody speaks", microphone.judged_speech(np.full(40, -58.0), 0.0, -62.0)),
        ("microphone", "too strong", microphone.judged_speech(loud, 0.05, -62.0)),
        ("loudspeaker", "a wire is off", loudspeaker.judged(-12.0, -61.0, -62.0)),
        ("camera", "lens cap", camera.judged_exposure(grey)),
        ("camera", "not in focus", camera.judged_sharp(0.46, 90.0)),
        ("camera", "a bare wall", camera.judged_sharp(0.7, 1.0)),
        ("posture", "on its back", posture.judged(_rests(0.0, 0.0, -1.0))),
        ("posture", "on its side", posture.judged(_rests(0.0, 0.9, 0.4))),
        ("posture", "in somebody's arms", posture.judged([*_rests(0.0, 0.0, 1.0), *_rests(0.2, 0.0, 1.0)])),
        ("light", "not covered", light.judged(0.3, 0.5)),
        ("light", "a wire is off", light.judged(0.0, 0.0)),
    )
    assert all(found.values is None for _, _, found in rows)
    lines = [f"| {part} | {case} | {found.line} |" for part, case, found in rows]
    return "\n".join(("| part | when | it says |", "| --- | --- | --- |", *lines))


def _travel(low: float, middle: float, high: float) -> Judged:
    return joint.judged("tail", {"low": low, "middle": middle, "high": high}, load_pins())


def _falls(head: float, tail: float) -> dict[Zone, float]:
    return {zone: head if zone == "head" else tail if zone == "tail" else 0.3 for zone in ZONES}


def _rests(x: float, y: float, z: float) -> list[MotionSample]:
    return [MotionSample((x, y, z), (0.0, 0.0, 0.0), number / 100) for number in range(100)]


def photograph(folder: Path) -> None:
    """The report of a whole visit, as a browser shows it."""
    from playwright.sync_api import sync_playwright

    talk(["servos", *SENSES], (*EVERY_JOINT, *all_senses()), folder)
    pins = load_pins()
    file = folder / "report.html"
    file.write_text(report(Kept(FolderStore(folder), "twin", pins, date.today()), pins), encoding="utf-8")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        sheet = chromium.new_page(viewport={"width": 794, "height": 1123})
        sheet.goto(file.as_uri())
        sheet.screenshot(path=PICTURE)
        chromium.close()
    print(f"written: {PICTURE.name}")


if __name__ == "__main__":
    main(sys.argv[1:])
