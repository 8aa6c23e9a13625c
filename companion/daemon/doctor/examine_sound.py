"""The checks of ears and voice: whether they are there; and, when asked for, a quiet tone that the ears must hear."""

import contextlib
from collections.abc import Generator
from functools import partial

from companion.body.raspberry.privacy import PrivacySwitch
from companion.daemon.doctor import checks_sound
from companion.daemon.doctor.finding import Finding, Findings, broken, untested
from companion.daemon.doctor.patient import Check, Patient
from companion.daemon.doctor.probes_sound import Ears, Voice, cards_there
from companion.vocabulary.errors import OrganError


def sound(patient: Patient) -> Generator[Check]:
    """Microphone and loudspeaker of this body, where it has a sound card of its own."""
    if patient.settings.body.speaker != "card":
        yield Check("loudspeaker", checks_sound.of_the_page_alone)
        return
    if not patient.listen:
        yield Check("sound card", lambda: checks_sound.of_the_cards_there(cards_there(patient.sound)))
        return
    with contextlib.ExitStack() as opened:
        ears = Ears(patient.sound)
        heard: list[Finding] = []
        opened.callback(ears.close)
        yield Check("microphone", partial(_ears, patient, ears, heard))
        hears = bool(heard) and heard[0].verdict != "broken"
        yield Check("loudspeaker", partial(_voice, patient, ears if hears else None))


def _ears(patient: Patient, ears: Ears, heard: list[Finding]) -> Findings:
    if _is_private(patient):
        return untested("microphone", "The privacy switch is closed, so it has no power.", "Slide it open.")
    try:
        ears.open()
        heard += checks_sound.of_the_room(ears.room())
    except OrganError as fault:
        heard += broken("microphone", fault.what[:1].upper() + fault.what[1:], fault.next_step, "no sound")
    return tuple(heard)


def _voice(patient: Patient, ears: Ears | None) -> Findings:
    if not patient.gate.may_sound:
        return untested("loudspeaker", "People have silenced it, and it stays silent.", "Release it on the page first.")
    voice = Voice(patient.sound)
    try:
        voice.open()
        voice.play()
        if ears is not None:
            return checks_sound.of_the_tone(ears.tone())
        voice.finish(patient.wait)
        return checks_sound.of_the_tone(None)
    except OrganError as fault:
        return broken("loudspeaker", fault.what[:1].upper() + fault.what[1:], fault.next_step, "no sound")
    finally:
        voice.close()


def _is_private(patient: Patient) -> bool:
    """Whether the switch of a robot is closed; a computer has none, and one that cannot be read is told elsewhere."""
    if patient.bench is None:
        return False
    switch = PrivacySwitch(patient.bench.pins.gpio["privacy_switch"], patient.bench.factory)
    try:
        switch.open()
        return switch.is_private()
    except OrganError:
        return False
    finally:
        switch.close()
