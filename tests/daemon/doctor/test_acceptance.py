"""What a factory accepts: everything that the settings say is fitted was tested and is good, the service too."""

from pathlib import Path

import pytest

from companion.daemon.doctor.breaking import strike
from companion.daemon.doctor.checks_computer import Service
from companion.daemon.doctor.examine import examine
from companion.daemon.doctor.finding import Findings, Report, good, look, not_fitted, untested
from companion.daemon.doctor.patient import Patient, give_eyes
from companion.daemon.doctor.twins import TwinComputer
from companion.settings import Settings
from tests.daemon.doctor.test_twins import twins
from tools.living import free_port

PICTURE = Path(__file__).parents[3] / "companion" / "web" / "static" / "sample.jpg"
INSTALLED = Service("inactive", 0, "success")


def candidate(tmp_path: Path, service: Service | None = INSTALLED, servos: str = "chip") -> Patient:
    """A whole robot of twins as it leaves a factory: every part fitted, every test asked for."""
    patient, _ = twins(tmp_path)
    content = {
        "body": {"kind": "twins", "speaker": "card", "servos": servos},
        "camera": {"source": str(PICTURE)},
        "microphone": {"source": "card"},
        "senses": {"pulse": True},
        "warmth": {"fitted": True},
        "web": {"port": free_port()},
    }
    patient.settings = Settings.model_validate(content)
    patient.move = patient.listen = patient.look_through_camera = True
    give_eyes(patient)
    assert isinstance(patient.computer, TwinComputer)
    patient.computer.twin_service = service
    (tmp_path / "proc").mkdir()
    (tmp_path / "proc" / "meminfo").write_text("MemAvailable: 2000000 kB\n")
    return patient


@pytest.mark.parametrize("servos", ["chip", "pins"])
def test_a_whole_robot_with_its_service_installed_is_accepted(tmp_path: Path, servos: str) -> None:
    report = examine(candidate(tmp_path, servos=servos), whole_visit_s=120.0)
    assert (report.in_the_way, report.not_fitted) == ((), ())
    assert report.is_accepted
    joints = {finding.part for finding in report.findings if "moved a little" in finding.line}
    assert len(joints) == (7 if servos == "chip" else 6), "at pins the tail has none"


def test_without_its_service_nothing_else_stands_in_the_way(tmp_path: Path) -> None:
    report = examine(candidate(tmp_path, service=None), whole_visit_s=120.0)
    assert report.in_the_way == ("service",)


def test_whatever_is_not_good_stands_in_the_way_by_its_name(tmp_path: Path) -> None:
    patient = candidate(tmp_path)
    faults = {
        "servo-unplugged": "tail",
        "loudspeaker-unheard": "loudspeaker",
        "supply-was-weak": "supply",
        "cheek-shorted": "cheeks",
        "clock-untrusted": "clock",
    }
    strike(patient, tuple(faults))
    assert set(examine(patient, whole_visit_s=120.0).in_the_way) == set(faults.values())


def test_only_what_the_settings_say_is_not_fitted_may_stay_untested() -> None:
    def report(*findings: Findings) -> Report:
        return Report(
            "pi-1", "raspberry", "1", "now", 1.0, (("Body", tuple(each for one in findings for each in one)),)
        )

    assert report(good("bus", "It works."), not_fitted("camera", "The browser's.")).is_accepted
    assert not report(good("bus", "It works."), untested("supply", "Nobody measures it.")).is_accepted
    assert not report(good("bus", "It works."), look("supply", "It sagged.", "Mend it.")).is_accepted
