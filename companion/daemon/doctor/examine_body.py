"""The checks of the body: the camera, the bus and its chips, what each organ feels, buttons, light and voltages."""

import contextlib
from collections.abc import Callable, Generator
from datetime import UTC, datetime
from functools import partial

from companion.body.parts_list import ChipName
from companion.daemon.alone import body_alone
from companion.daemon.doctor import checks_bus, checks_comfort, checks_organs
from companion.daemon.doctor.checks_bus import ABSENT, NAMES, ChipTalk
from companion.daemon.doctor.examine_sound import sound
from companion.daemon.doctor.finding import Finding, Findings, broken, untested
from companion.daemon.doctor.patient import Check, Patient, calibration_of
from companion.daemon.doctor.probes_bench import (
    Bench,
    converted,
    felt_balance,
    felt_battery,
    felt_skin,
    seen_light,
    seen_picture,
    seen_pins,
    set_up_servo_chip,
    talked,
    told_time,
)
from companion.daemon.doctor.probes_comfort import felt_pad, lit_cheeks
from companion.daemon.doctor.wiggle import Wiggle
from companion.vocabulary.errors import CompanionError, OrganError

HOPELESS = ("bus stuck", "missing overlay")
"""With these nothing more is asked: a stuck bus costs a second at every try."""

OPTIONAL: frozenset[ChipName] = frozenset({"pulse"})


def body(patient: Patient) -> Generator[Check]:
    """The checks of the body, in order; while they run no creature can begin to live in it."""
    with contextlib.ExitStack() as held:
        bench = patient.bench
        if bench is not None and not patient.on_twins:
            try:
                held.enter_context(body_alone())
            except CompanionError:
                yield Check("body", partial(_inhabited, patient.computer.living()))
                return
        yield Check("camera", partial(_camera, patient))
        yield from sound(patient)
        if bench is None:
            yield Check("chips", partial(untested, "chips", "This body is drawn on the page: it has no chips."))
            return
        yield from _chips(patient, bench)
        yield from _pins(patient, bench)
        yield from _joints(patient, bench)


def _joints(patient: Patient, bench: Bench) -> Generator[Check]:
    """Each joint, moved a little; untested where nobody asked for it, or where it may not move."""
    if not patient.move:
        yield Check("joints", partial(untested, "joints", "They were not moved.", "--move moves each a little."))
        return
    if not patient.gate.may_move:
        why = "People have stopped it, and a stop is a stop."
        yield Check("joints", partial(untested, "joints", why, "Release it on the page, then ask again."))
        return
    if "servo current" in patient.settings.body.absent:
        why = "This robot has no shunt, so nobody would feel whether a servo is there."
        yield Check("joints", partial(untested, "joints", why, "`companion calibrate` moves them while you look."))
        return
    try:
        wiggle = Wiggle(bench, calibration_of(patient), on_pins=patient.settings.body.servos == "pins")
        with wiggle.awake():
            for joint in wiggle.joints:
                yield Check(joint.replace("_", " "), partial(wiggle.joint, joint))
    except CompanionError as fault:
        yield Check("joints", partial(untested, "joints", f"They were not moved: {fault.what}", fault.next_step))


def _pins(patient: Patient, bench: Bench) -> Generator[Check]:
    """Switches, lights, converter and warmth; where there are no pins that is said once."""
    absent = patient.settings.body.absent
    cheeks, warm = "cheek light" not in absent, patient.settings.warmth.fitted
    seen: list[Finding] = []

    def switches() -> Findings:
        seen.extend(checks_organs.of_the_pins(seen_pins(bench)))
        return tuple(seen)

    yield Check("buttons", switches)
    if not seen or seen[0].part == "pins":
        for part in ("sensing light", *(["cheeks"] * cheeks), "converter", *(["heating pad"] * warm)):
            yield Check(part, partial(untested, part, "It could not be asked: see the pins."))
        return
    yield Check("sensing light", lambda: checks_organs.of_the_light(*seen_light(bench)))
    if cheeks and patient.gate.may_glow:
        yield Check("cheeks", lambda: checks_comfort.of_the_cheeks(lit_cheeks(bench)))
    elif cheeks:
        yield Check(
            "cheeks", partial(untested, "cheeks", "People have stopped it: it stays dark.", "Release it first.")
        )
    yield Check("converter", lambda: checks_organs.of_the_converter(*converted(bench), absent=absent))
    if warm:
        yield Check("heating pad", lambda: checks_comfort.of_the_pad(*felt_pad(bench)))


def _inhabited(living: tuple[int, ...]) -> Findings:
    who = f" (process {', '.join(map(str, living))})" if living else ""
    advice = "`sudo systemctl start companion-maintenance.target` lets it rest; then ask again."
    return untested("body", f"A creature lives in it{who}, and two must not speak to its chips.", advice)


def _chips(patient: Patient, bench: Bench) -> Generator[Check]:
    """The bus, and then each chip: who it is, and, where it is well, what it feels."""
    chips = [chip for chip in bench.pins.chips if ABSENT.get(chip, "") not in patient.settings.body.absent]
    if patient.settings.body.servos == "pins":
        chips.remove("servos")
    talks: dict[ChipName, ChipTalk] = {}
    found: list[Finding] = []

    def bus() -> Findings:
        for chip in chips:
            talks[chip] = talked(bench, chip)
            if checks_bus.of_the_bus(bench.pins.i2c.bus, (talks[chip],))[0].cause in HOPELESS:
                break
        found.extend(checks_bus.of_the_bus(bench.pins.i2c.bus, tuple(talks.values())))
        return tuple(found)

    yield Check("bus", bus)
    well = bool(found) and found[0].verdict == "good"
    for chip in chips:
        if chip not in talks:
            yield Check(NAMES[chip], partial(untested, NAMES[chip], "It could not be asked: see the bus."))
            continue
        optional = chip in OPTIONAL and not patient.settings.senses.pulse
        yield Check(NAMES[chip], partial(checks_bus.of_a_chip, talks[chip], well, optional))
        if talks[chip].is_well and chip in FEELS:
            yield Check(NAMES[chip], partial(FEELS[chip], patient))


def _cheeks(patient: Patient) -> Findings:
    if not patient.gate.may_glow:
        return untested(
            "cheeks", "People have stopped it, so they stay dark.", "Release it on the page, then ask again."
        )
    return checks_comfort.of_the_cheeks(lit_cheeks(_bench(patient)))


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


def _camera(patient: Patient) -> Findings:
    source = patient.settings.camera.source
    if patient.look_through_camera and patient.camera is not None:
        try:
            return checks_organs.of_the_picture(seen_picture(patient.camera()))
        except OrganError as fault:
            return broken("camera", f"{fault.where}: {fault.what}", fault.next_step, "camera cable")
    return checks_organs.of_the_cameras_there(source, *patient.cameras_there())
