"""One visit: every check in its order, each in a thread that may hang alone, thirty seconds at most."""

import json
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from companion import __version__
from companion.body.calibration import load_calibration, store_name
from companion.body.cameras import open_source
from companion.body.parts_list import ChipName
from companion.body.pins import Pins, load_pins
from companion.daemon.doctor import checks_bus, checks_computer, checks_keeping, checks_organs
from companion.daemon.doctor.checks_bus import NAMES, ChipTalk
from companion.daemon.doctor.finding import Area, Finding, Findings, Report, broken, good, look, untested
from companion.daemon.doctor.probes_bench import (
    Bench,
    converted,
    felt_balance,
    felt_battery,
    felt_skin,
    real_bench,
    seen_light,
    seen_picture,
    seen_pins,
    set_up_servo_chip,
    talked,
    told_time,
)
from companion.daemon.doctor.probes_computer import Computer
from companion.daemon.keeping import VERSION, FolderStore, latched_gate
from companion.daemon.models import NEEDED
from companion.runtime import Runtime
from companion.settings import Settings
from companion.vocabulary.errors import CompanionError, OrganError
from companion.vocabulary.ports import Camera

WHOLE_VISIT_S, ONE_CHECK_S = 28.0, 9.0

OPTIONAL: frozenset[ChipName] = frozenset({"pulse"})
ABSENT: dict[ChipName, str] = {"posture": "balance", "battery": "battery", "clock": "clock"}
"""What the settings call a chip that this robot does not have."""


@dataclass(slots=True)
class Patient:
    """What is examined. `settings_faults` are the lines of the settings file that are not understood."""

    settings: Settings
    settings_place: str
    settings_faults: tuple[str, ...]
    state: Path
    device: str
    bench: Bench | None
    computer: Computer = field(default_factory=Computer)
    models: Path | None = None
    look_through_camera: bool = False
    camera: Callable[[], Camera] | None = None
    cameras_there: Callable[[], tuple[int | None, str | None]] = lambda: (None, None)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to find out; it may take a while, and it may hang."""

    part: str
    find: Callable[[], Findings]


def examine(patient: Patient, whole_visit_s: float = WHOLE_VISIT_S) -> Report:
    """Everything, in order. Moves no joint and gives no servo a pulse."""
    began_s = time.monotonic()
    until_s = began_s + whole_visit_s
    areas: list[tuple[Area, Findings]] = []
    plan: Sequence[tuple[Area, Iterator[Check]]] = (
        ("Body", body(patient)),
        ("Computer", computer(patient)),
        ("Keeping", keeping(patient)),
    )
    for area, checks in plan:
        found: list[Finding] = []
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
            where = f"{fault.where}: " if fault.where else ""
            answer.put(broken(check.part, f"{where}{fault.what}", fault.next_step, "no answer"))
        except Exception as fault:  # a doctor that falls over helps nobody
            answer.put(broken(check.part, f"{type(fault).__name__}: {fault}", "Please report this.", "hangs"))

    threading.Thread(target=find, name=f"doctor: {check.part}", daemon=True).start()
    try:
        return answer.get(timeout=patience_s)
    except queue.Empty:
        what = f"It gave no answer within {patience_s:.0f} s."
        return broken(check.part, what, "Something below it hangs: `dmesg | tail` may say what.", "hangs")


def body(patient: Patient) -> Iterator[Check]:
    bench = patient.bench
    yield Check("camera", lambda: _camera(patient))
    if bench is None:
        yield Check(
            "chips", lambda: untested("chips", "This body is drawn on the page: it has no chips and no joints.")
        )
        return
    if living := _alive(patient):
        line = f"A creature lives here (process {', '.join(map(str, living))}), and two may not speak to its chips."
        yield Check("chips", lambda: untested("chips", line, "`sudo systemctl stop companion`, then ask again."))
        return
    absent = patient.settings.body.absent
    chips = [chip for chip in bench.pins.chips if ABSENT.get(chip, "") not in absent]
    if patient.settings.body.servos == "pins":
        chips.remove("servos")
    talks: dict[ChipName, ChipTalk] = {}

    def bus() -> Findings:
        for chip in chips:
            talks[chip] = talked(bench, chip)
            if checks_bus.of_the_bus(bench.pins.i2c.bus, (talks[chip],))[0].cause in ("bus stuck", "missing overlay"):
                break  # a stuck bus costs a second at every try
        return checks_bus.of_the_bus(bench.pins.i2c.bus, tuple(talks.values()))

    bus_found: list[Finding] = []

    def bus_first() -> Findings:
        bus_found.extend(bus())
        return tuple(bus_found)

    yield Check("bus", bus_first)
    well = bool(bus_found) and bus_found[0].verdict == "good"
    for chip in chips:
        talk = talks.get(chip)
        if talk is None:
            yield Check(NAMES[chip], lambda chip=chip: untested(NAMES[chip], "It could not be asked: see the bus."))  # type: ignore[misc]
            continue
        found = checks_bus.of_a_chip(talk, well, chip in OPTIONAL and not patient.settings.senses.pulse)
        yield Check(NAMES[chip], lambda found=found: found)  # type: ignore[misc]
        if found[0].verdict == "good" and chip in FEELS and talk.is_well:
            yield Check(NAMES[chip], lambda chip=chip: FEELS[chip](patient))  # type: ignore[misc]
    yield Check("buttons", lambda: checks_organs.of_the_pins(seen_pins(bench)))
    yield Check("sensing light", lambda: checks_organs.of_the_light(*seen_light(bench)))
    yield Check("converter", lambda: checks_organs.of_the_converter(*converted(bench)))


def _skin(patient: Patient) -> Findings:
    return checks_organs.of_the_skin(felt_skin(_bench(patient)))


def _balance(patient: Patient) -> Findings:
    return checks_organs.of_the_balance(felt_balance(_bench(patient)))


def _battery(patient: Patient) -> Findings:
    return checks_organs.of_the_battery(*felt_battery(_bench(patient)))


def _servos(patient: Patient) -> Findings:
    return checks_bus.of_the_pulses("servo drive", set_up_servo_chip(_bench(patient)))


def _clock_chip(patient: Patient) -> Findings:
    trusted, _ = patient.computer.clock()
    return checks_organs.of_the_clock_chip(told_time(_bench(patient)), datetime.now(UTC) if trusted else None)


FEELS: dict[ChipName, Callable[[Patient], Findings]] = {
    "servos": _servos,
    "touch": _skin,
    "posture": _balance,
    "battery": _battery,
    "clock": _clock_chip,
}
"""What is felt once a chip has said who it is."""


def _bench(patient: Patient) -> Bench:
    assert patient.bench is not None
    return patient.bench


def _on_twins(patient: Patient) -> bool:
    return patient.bench is not None and patient.bench.board is not None


def _alive(patient: Patient) -> tuple[int, ...]:
    """Creatures that hold the chips. Twins belong to one process each, and disturb nobody."""
    return () if patient.bench is None or _on_twins(patient) else patient.computer.living()


def _camera(patient: Patient) -> Findings:
    source = patient.settings.camera.source
    if patient.look_through_camera and patient.camera is not None:
        try:
            return checks_organs.of_the_picture(seen_picture(patient.camera()))
        except OrganError as fault:
            return broken("camera", f"{fault.where}: {fault.what}", fault.next_step, "camera cable")
    return checks_organs.of_the_cameras_there(source, *patient.cameras_there())


def computer(patient: Patient) -> Iterator[Check]:
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


def keeping(patient: Patient) -> Iterator[Check]:
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
    pins: Pins = patient.bench.pins if patient.bench is not None else load_pins()
    trusted, _ = patient.computer.clock()
    if _on_twins(patient) and FolderStore(patient.state).load(store_name(patient.device)) is None:
        return good("calibration", "Twins need none: they move carefully until they are calibrated.")
    try:
        today = date.today() if trusted else None
        made = load_calibration(FolderStore(patient.state), patient.device, pins, today).made
    except CompanionError as fault:
        return checks_keeping.of_the_calibration(patient.device, None, fault.what)
    return checks_keeping.of_the_calibration(patient.device, made.isoformat(), None)


def counted_cameras(source: str) -> tuple[int | None, str | None]:
    """How many cameras of this kind there are, without opening one; and why nobody can tell, in words."""
    if source == "picamera2":
        try:
            from picamera2 import Picamera2
        except ImportError as fault:
            return None, f"picamera2 cannot be loaded ({fault})."
        return len(Picamera2.global_camera_info()), None
    return (int(Path(source).exists()), None) if source != "browser" else (None, None)


def patient_of(settings: Settings, place: str, faults: tuple[str, ...], state: Path, look_through: bool) -> Patient:
    """The creature of these settings on this computer. Twins come from `twins.py`. Raises `PinsError`."""
    from companion.body.device import device_id

    bench = None if settings.body.kind == "simulated" else real_bench(load_pins())
    patient = Patient(settings, place, faults, state, device_id(), bench, look_through_camera=look_through)
    give_eyes(patient)
    return patient


def give_eyes(patient: Patient) -> None:
    """The camera of the settings, to be counted and, when asked for, to be looked through."""
    source = patient.settings.camera.source
    patient.cameras_there = lambda: counted_cameras(source)
    if source != "browser":
        patient.camera = lambda: _guarded(patient, open_source(source))


def _guarded(patient: Patient, camera: Camera) -> Camera:
    """On the robot no camera opens without its light, and none while the privacy switch is closed."""
    if patient.bench is None:
        return camera
    from companion.body.raspberry.privacy import PrivacySwitch, SensingLight, WatchedCamera

    gpio, factory = patient.bench.pins.gpio, patient.bench.factory
    light = SensingLight(gpio["sensing_light"], gpio["sensing_light_current"], factory)
    return WatchedCamera(camera, light, PrivacySwitch(gpio["privacy_switch"], factory))
