"""What lies on the disk: models, settings, and everything that outlives a restart."""

from collections.abc import Sequence

from companion.daemon.doctor.finding import Finding, Findings, broken, good, look
from companion.runtime import ModelState
from companion.vocabulary.permissions import Gate


def of_the_models(states: Sequence[ModelState]) -> Findings:
    """Each file was read whole, its hash compared with its card, and loaded once."""
    found: list[Finding] = []
    for state in states:
        if state.fault is not None:
            found += broken(
                f"model {state.name}", state.fault, "`companion models fetch`, or install again.", "damaged file"
            )
    return tuple(found) or good("models", f"{len(states)} models are whole: every hash is that of its card.")


def of_the_settings(place: str, faults: Sequence[str]) -> Findings:
    if faults:
        return tuple(
            Finding(
                "settings",
                "broken",
                f"{place}, {fault}",
                "Mend that line; `companion settings` tells what is allowed.",
                "settings",
            )
            for fault in faults
        )
    return good("settings", f"{place}: every line is understood.")


def of_the_state(place: str, files: int, faults: Sequence[str]) -> Findings:
    """`faults` are the files that cannot be trusted, in words."""
    if faults:
        mend = "Move the file away; it starts without what was kept there. A newer version wants the newer program."
        return tuple(Finding("memory on disk", "broken", fault, mend, "damaged file") for fault in faults)
    return good(
        "memory on disk",
        f"{files} file{'s' if files != 1 else ''} in {place}, all whole."
        if files
        else f"Nothing is kept in {place} yet.",
    )


def of_the_calibration(device: str, made: str | None, fault: str | None) -> Findings:
    """`made` is the day of it."""
    if fault is not None:
        mend = "`companion calibrate`: until then no joint moves."
        return broken("calibration", fault[:1].upper() + fault[1:], mend, "calibration")
    return good("calibration", f"That of {device}, made on {made}, makes sense.")


def of_the_organs(faults: Sequence[str]) -> Findings:
    """`faults` are the parts of the calibration, apart from joints, that are not believed."""
    mend = "`companion calibrate`: until then that organ has its usual values."
    return tuple(Finding("calibration", "look", fault, mend, "calibration") for fault in faults)


def of_the_gate(gate: Gate) -> Findings:
    if gate.stop:
        return look(
            "gate", "It is stopped: somebody pressed stop, and only people release it.", "Release it on the page."
        )
    return good("gate", "It is not stopped.")
