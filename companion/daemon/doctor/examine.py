"""One visit: every check in its order, each in a thread that may hang alone, thirty seconds at most."""

import contextlib
import json
import queue
import threading
import time
from collections.abc import Generator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from companion import __version__
from companion.body.calibrated import load_calibrated
from companion.body.calibration import has_joints
from companion.daemon.doctor import checks_computer, checks_keeping
from companion.daemon.doctor.examine_body import body
from companion.daemon.doctor.finding import Area, Finding, Findings, Report, broken, good, look, untested
from companion.daemon.doctor.patient import Check, Patient, calibration_of
from companion.daemon.keeping import VERSION, FolderStore, latched_gate
from companion.daemon.models import NEEDED
from companion.runtime import Runtime
from companion.vocabulary.errors import CompanionError

WHOLE_VISIT_S, ONE_CHECK_S = 22.0, 9.0
"""With four seconds of warning before joints move, and the start of Python, it stays below thirty."""


def examine(patient: Patient, whole_visit_s: float = WHOLE_VISIT_S) -> Report:
    """Everything, in order. Moves no joint and gives no servo a pulse, unless the patient says `move`."""
    began_s = time.monotonic()
    until_s = began_s + whole_visit_s
    areas: list[tuple[Area, Findings]] = []
    plan: Sequence[tuple[Area, Generator[Check]]] = (
        ("Body", body(patient)),
        ("Computer", computer(patient)),
        ("Keeping", keeping(patient)),
    )
    for area, checks in plan:
        found: list[Finding] = []
        with contextlib.closing(checks):  # what is awake lies down again, also when this is ended
            for check in checks:
                found += done_by(check, min(ONE_CHECK_S, until_s - time.monotonic()))
        areas.append((area, tuple(found)))
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return Report(
        patient.device, patient.settings.body.kind, __version__, made, time.monotonic() - began_s, tuple(areas)
    )


def done_by(check: Check, patience_s: float) -> Findings:
    """What a check finds, or that it hangs. Never raises: what a probe raises is what is wrong."""
    if patience_s <= 0.0:
        return untested(check.part, "There was no time left for it.", "Mend what hangs, and ask again.")
    answer: queue.SimpleQueue[Findings] = queue.SimpleQueue()

    def find() -> None:
        try:
            answer.put(check.find())
        except CompanionError as fault:
            where = "" if fault.where in ("", check.part) else f"{fault.where}: "
            answer.put(broken(check.part, f"{where}{fault.what}", fault.next_step, "no answer"))
        except Exception as fault:  # a doctor that falls over helps nobody
            answer.put(broken(check.part, f"{type(fault).__name__}: {fault}", "Please report this.", "hangs"))

    threading.Thread(target=find, name=f"doctor: {check.part}", daemon=True).start()
    try:
        return answer.get(timeout=patience_s)
    except queue.Empty:
        what = f"It gave no answer within {patience_s:.0f} s."
        return broken(check.part, what, "Something below it hangs: `dmesg | tail` may say what.", "hangs")


def computer(patient: Patient) -> Generator[Check]:
    this, state = patient.computer, patient.state
    if patient.settings.body.kind != "simulated":
        yield Check("devices", lambda: checks_computer.of_the_nodes(this.nodes(), this.boot_config()))
    yield Check("supply", lambda: checks_computer.of_the_supply(this.supply()))
    yield Check("heat", lambda: checks_computer.of_the_heat(this.processor_c()))
    yield Check("clock", lambda: checks_computer.of_the_clock(*this.clock()))
    yield Check("room", lambda: checks_computer.of_the_room(this.room(state)))
    yield Check("card", lambda: checks_computer.of_the_card(this.card(state)))
    yield Check("memory", lambda: checks_computer.of_the_memory(this.free_memory_bytes()))
    yield Check("service", lambda: checks_computer.of_the_service(this.service()))
    yield Check("page", lambda: _page(patient))


def _page(patient: Patient) -> Findings:
    port = patient.settings.web.port
    if patient.computer.port_is_free(port):
        return good("page", f"Port {port} of 127.0.0.1 is free for the page.")
    if living := patient.computer.living():
        return good("page", f"Port {port} is in use, and a creature lives here (process {living[0]}).")
    mend = f"`ss -ltnp 'sport = :{port}'` says who has it; or set another port in the settings."
    return look("page", f"Another program uses port {port} of 127.0.0.1.", mend, "taken")


def keeping(patient: Patient) -> Generator[Check]:
    runtime = Runtime(patient.settings.models.runtime, patient.models)
    yield Check("settings", lambda: checks_keeping.of_the_settings(patient.settings_place, patient.settings_faults))
    yield Check("models", lambda: checks_keeping.of_the_models(runtime.survey(NEEDED)))
    yield Check("memory on disk", lambda: checks_keeping.of_the_state(str(patient.state), *kept(patient.state)))
    yield Check("gate", lambda: checks_keeping.of_the_gate(latched_gate(FolderStore(patient.state))))
    if patient.settings.body.kind != "simulated":
        yield Check("calibration", lambda: _calibration(patient))


def kept(folder: Path) -> tuple[int, tuple[str, ...]]:
    """How many files the state folder holds, and which of them cannot be trusted, in words. Changes nothing."""
    files = sorted(folder.glob("*.json"))
    faults = []
    for path in files:
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as fault:
            faults.append(f"{path.name} cannot be read ({fault}).")
            continue
        version = content.get("version") if isinstance(content, dict) else None
        if version != VERSION:
            newer = isinstance(version, int) and version > VERSION
            faults.append(f"{path.name} is of {'a newer' if newer else 'another'} version ({version}, not {VERSION}).")
    return len(files), tuple(faults)


def _calibration(patient: Patient) -> Findings:
    joints = _joints(patient)
    if any(finding.verdict == "broken" for finding in joints):
        return joints
    today = date.today() if patient.computer.clock()[0] else None
    organs = load_calibrated(FolderStore(patient.state), patient.device, today)
    return (*joints, *checks_keeping.of_the_organs(organs.faults))


def _joints(patient: Patient) -> Findings:
    if patient.on_twins and not has_joints(FolderStore(patient.state), patient.device):
        return good("calibration", "Twins need none: they move carefully until they are calibrated.")
    try:
        made = calibration_of(patient).made
    except CompanionError as fault:
        return checks_keeping.of_the_calibration(patient.device, None, fault.what)
    return checks_keeping.of_the_calibration(patient.device, made.isoformat(), None)
