"""Writes what the doctor says into docs/doctor.md: `python -m tools.doctor_page`."""

import io
import itertools
import re
import tempfile
from pathlib import Path

from companion.daemon.doctor.breaking import FAULTS, strike
from companion.daemon.doctor.checks_computer import Service
from companion.daemon.doctor.examine import computer, done_by
from companion.daemon.doctor.examine_body import body
from companion.daemon.doctor.finding import Finding
from companion.daemon.doctor.patient import give_eyes
from companion.daemon.doctor.twins import twin_patient
from companion.daemon.doctor.visit import examined, visit
from companion.settings import load

PAGE = Path(__file__).parents[1] / "docs" / "doctor.md"
SETTINGS = """\
[body]
kind = "twins"
speaker = "card"
[microphone]
source = "card"
[senses]
pulse = true
[warmth]
fitted = true
"""
PICTURE = Path(__file__).parents[1] / "companion" / "web" / "static" / "sample.jpg"
PATIENCE_S = 20.0
ASKED_FOR = (
    "servo-unplugged", "microphone-silent", "microphone-overdriven", "sound-card-busy", "loudspeaker-unheard",
)  # fmt: skip
"""Found only when it may move, or listen."""

OF_THIS_COMPUTER = ("memory", "page")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="companion-doctor-") as name:
        folder = Path(name)
        (folder / "companion.toml").write_text(SETTINGS, encoding="utf-8")
        page = PAGE.read_text(encoding="utf-8")
        page = filled(page, "healthy", f"```\n$ companion doctor\n{healthy(folder)}```")
        page = filled(page, "accepted", f"```\n$ companion doctor --acceptance\n{accepted(folder)}```")
        page = filled(page, "faults", faults(folder))
    PAGE.write_text(page, encoding="utf-8")
    print(f"written: {PAGE.name}")


def filled(page: str, mark: str, content: str) -> str:
    """The page with this between its marks."""
    pattern = re.compile(rf"(<!-- {mark}: [^\n]*-->\n).*?(<!-- end -->)", re.DOTALL)
    assert pattern.search(page), f"docs/doctor.md has no place for {mark}"
    return pattern.sub(lambda found: f"{found[1]}{content}\n{found[2]}", page, count=1)


def healthy(folder: Path) -> str:
    """One visit, with this computer's own folder left out."""
    out = io.StringIO()
    visit(folder / "companion.toml", folder / "state", out)
    return out.getvalue().replace(str(folder / "state"), "/var/lib/companion").replace(f"{folder}/", "")


def accepted(folder: Path) -> str:
    """A whole robot as it leaves a factory: a picture before its camera, and its service installed."""
    out = io.StringIO()
    (folder / "factory.toml").write_text(f'{SETTINGS}[camera]\nsource = "{PICTURE}"\n', encoding="utf-8")
    patient = twin_patient(load(folder / "factory.toml"), "companion.toml", (), folder / "state")
    patient.move = patient.listen = patient.look_through_camera = True
    give_eyes(patient)
    patient.computer.twin_service = Service("inactive", 0, "success")  # type: ignore[attr-defined]
    if examined(patient, out, acceptance=True) != 0:
        raise AssertionError(f"a whole robot is not accepted:\n{out.getvalue()}")
    return out.getvalue().replace(str(folder / "state"), "/var/lib/companion")


def faults(folder: Path) -> str:
    """A table: each fault, the first thing the doctor says, and what to do."""
    lines = ["| `--break` | it says | and advises |", "| --- | --- | --- |"]
    for name in FAULTS:
        told = first_found(name, folder)
        lines.append(f"| `{name}` | {told.part}: {told.line} | {told.mend} |")
    return "\n".join(lines).replace(str(folder / "state"), "/var/lib/companion")


def first_found(name: str, folder: Path) -> Finding:
    patient = twin_patient(load(folder / "companion.toml"), "companion.toml", (), folder / "state")
    assert patient.bench is not None
    assert patient.bench.board is not None
    try:
        strike(patient, (name,))
        patient.move = patient.listen = name in ASKED_FOR
        for check in itertools.chain(body(patient), computer(patient)):
            for finding in done_by(check, PATIENCE_S):
                if finding.verdict in ("look", "broken") and finding.part not in OF_THIS_COMPUTER:
                    return finding
    finally:
        patient.bench.board.stop()
    raise AssertionError(f"{name} is not found")


if __name__ == "__main__":
    main()
