"""Who is examined: its settings, its state folder, what its body hangs at, and its eyes."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from companion.body.calibration import Calibration, careful, has_joints, load_calibration
from companion.body.cameras import open_source
from companion.body.pins import load_pins
from companion.body.sound.card import Begin, pyaudio
from companion.daemon.doctor.finding import Findings
from companion.daemon.doctor.probes_bench import Bench, real_bench
from companion.daemon.doctor.probes_computer import Computer
from companion.daemon.keeping import FolderStore, latched_gate
from companion.settings import Settings
from companion.vocabulary.permissions import Gate
from companion.vocabulary.ports import Camera


@dataclass(slots=True)
class Patient:
    """What is examined. `settings_faults` are the lines of the settings file that are not understood.

    With `move` its joints are moved a little, with `listen` it plays a quiet tone and listens for it; whoever sets them
    says so first.
    """

    settings: Settings
    settings_place: str
    settings_faults: tuple[str, ...]
    state: Path
    device: str
    bench: Bench | None
    computer: Computer = field(default_factory=Computer)
    models: Path | None = None
    look_through_camera: bool = False
    move: bool = False
    listen: bool = False
    sound: Begin = pyaudio
    camera: Callable[[], Camera] | None = None
    cameras_there: Callable[[], tuple[int | None, str | None]] = lambda: (None, None)

    @property
    def on_twins(self) -> bool:
        return self.bench is not None and self.bench.board is not None

    def wait(self, seconds: float) -> None:
        """Let time pass; on twins of tests, simulated time."""
        (self.bench.wait if self.bench is not None else time.sleep)(seconds)

    @property
    def gate(self) -> Gate:
        """What people have forbidden it, as latched on its disk: a stop is a stop, for the doctor too."""
        return latched_gate(FolderStore(self.state))


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to find out; it may take a while, and it may hang."""

    part: str
    find: Callable[[], Findings]


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


def calibration_of(patient: Patient) -> Calibration:
    """What its joints may do; that of twins is careful until they are calibrated. Raises `StateError`."""
    store, pins = FolderStore(patient.state), patient.bench.pins if patient.bench is not None else load_pins()
    today = date.today() if patient.computer.clock()[0] else None
    if patient.on_twins and not has_joints(store, patient.device):
        return careful(patient.device, date(2026, 1, 1))
    return load_calibration(store, patient.device, pins, today)
