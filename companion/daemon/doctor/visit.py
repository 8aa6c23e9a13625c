"""`companion doctor`: one visit, told to people or programs; the exit code says whether all is well."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from companion.daemon.doctor.examine import examine
from companion.daemon.doctor.patient import Patient, give_eyes, patient_of
from companion.daemon.doctor.report import tell, to_json
from companion.settings import salvage
from companion.vocabulary.errors import CompanionError

WARNS_FOR_S = 4.0
SOUNDS = "It listens for a moment, and plays a quiet tone of one second; no sound is kept."
MOVES = (
    "Its joints WILL MOVE in a moment, each a little, one after the other. Take your hands away.\n"
    "Ctrl-C, the stop button or the opened lid end it."
)


def visit(
    settings_file: Path | None,
    state: Path,
    out: TextIO,
    as_json: bool = False,
    look_through_camera: bool = False,
    acceptance: bool = False,
    faults: Sequence[str] = (),
    move: bool = False,
    warn: TextIO | None = None,
    wait: Callable[[float], None] = time.sleep,
    listen: bool = False,
) -> int:
    """Examine the creature of these settings; `faults` are struck on its twins first.

    Joints move only with `move` or `acceptance`, and only after `warn` (by default `out`) was told and a while has
    passed.

    Returns 0 when nothing is broken (`acceptance`: when everything that the settings say is fitted was tested and is
    good, the service too), otherwise 1. Settings that break rules are a finding like any other: the robot is examined
    by those sections that are right.
    """
    patient = _patient(settings_file, state, look_through_camera or acceptance, faults)
    patient.move, patient.listen = move or acceptance, listen or acceptance
    return examined(patient, out, as_json, acceptance, warn, wait)


def examined(
    patient: Patient,
    out: TextIO,
    as_json: bool = False,
    acceptance: bool = False,
    warn: TextIO | None = None,
    wait: Callable[[float], None] = time.sleep,
) -> int:
    """The visit itself, to whoever that is; returns as `visit` does. Twins are at rest afterwards."""
    try:
        patient.move = patient.move and patient.bench is not None
        if patient.move:
            print(MOVES, file=warn or out, flush=True)
            wait(WARNS_FOR_S)
        elif not as_json:
            print("No joint will move, and no servo gets a pulse.", file=out)
        if not as_json and patient.look_through_camera and patient.camera is not None:
            print("The camera looks for a moment, its light burning; no picture is kept.", file=out)
        if patient.listen and "card" in (patient.settings.body.speaker, patient.settings.microphone.source):
            print(SOUNDS, file=warn or out)
        report = examine(patient)
    finally:
        if patient.bench is not None and patient.bench.board is not None:
            patient.bench.board.stop()
    if as_json:
        print(to_json(report), file=out)
    else:
        tell(report, out)
        if acceptance:
            print("Accepted." if report.is_accepted else f"Not accepted: {', '.join(report.in_the_way)}.", file=out)
            if report.not_fitted:
                print(f"Not fitted by its settings, so not tested: {', '.join(report.not_fitted)}.", file=out)
    return 0 if (report.is_accepted if acceptance else report.is_well) else 1


def _patient(settings_file: Path | None, state: Path, look_through: bool, faults: Sequence[str]) -> Patient:
    """Raises `PinsError` for wiring that cannot be right, `CompanionError` for a fault that nobody knows."""
    place = str(settings_file or "the built-in values")
    settings, fault = salvage(settings_file)
    wrong = () if fault is None else fault.faults
    if faults and settings.body.kind != "twins":
        raise CompanionError(
            "only twins can be broken on request.",
            "companion doctor",
            'Say kind = "twins" under [body] in the settings.',
        )
    if settings.body.kind != "twins":
        return patient_of(settings, place, wrong, state, look_through)
    try:
        from companion.daemon.doctor.breaking import strike
        from companion.daemon.doctor.twins import twin_patient
    except ModuleNotFoundError as missing:
        raise CompanionError(
            "gpiozero is not installed.", "twins", 'Install it: `pip install "companion[pi]"`.'
        ) from missing
    patient = twin_patient(settings, place, wrong, state)
    patient.look_through_camera = look_through
    give_eyes(patient)
    strike(patient, tuple(faults))
    return patient
