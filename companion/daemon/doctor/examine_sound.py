"""The checks of ears and voice: whether they are there; and, when asked for, a quiet tone that the ears must hear."""

import contextlib
from collections.abc import Generator
from functools import partial

from companion.body.raspberry.privacy import PrivacySwitch, SensingLight, WatchedMicrophone
from companion.body.sound.microphone import SoundCardMicrophone
from companion.daemon.doctor import checks_sound
from companion.daemon.doctor.finding import Finding, Findings, broken, untested
from companion.daemon.doctor.patient import Check, Patient
from companion.daemon.doctor.probes_sound import Ears, Voice, cards_there
from companion.vocabulary.errors import OrganError
from companion.vocabulary.ports import Microphone


def sound(patient: Patient) -> Generator[Check]:
    """Microphone and loudspeaker of this body, as far as the settings say it has them."""
    asked = patient.settings.microphone
    microphone, loudspeaker = asked.source == "card", patient.settings.body.speaker == "card"
    hears = "through the page" if asked.source == "browser" else f"the recording {asked.source}"
    if not (microphone and loudspeaker):
        none = partial(checks_sound.of_what_is_not_fitted, microphone, loudspeaker, hears)
        yield Check("loudspeaker" if microphone else "microphone", none)
    if not (microphone or loudspeaker):
        return
    if not patient.listen:
        named = asked.device if microphone else None
        there = partial(_there, patient, named, loudspeaker)
        yield Check("sound card", there)
        return
    with contextlib.ExitStack() as opened:
        heard: list[Finding] = []
        ears = Ears(_microphone(patient))
        if microphone:
            opened.callback(ears.close)
            yield Check("microphone", partial(_ears, patient, ears, heard))
        hears_it = bool(heard) and heard[0].verdict != "broken"
        if loudspeaker:
            yield Check("loudspeaker", partial(_voice, patient, ears if hears_it else None))


def _there(patient: Patient, microphone: str | None, loudspeaker: bool) -> Findings:
    return checks_sound.of_the_cards_there(cards_there(patient.sound), microphone, loudspeaker)


def _microphone(patient: Patient) -> Microphone:
    """That of the settings; on the robot it listens only while the light burns and the switch allows it."""
    asked = patient.settings.microphone
    microphone = SoundCardMicrophone(asked.device or None, asked.channels, patient.sound)
    bench = patient.bench
    if bench is None:
        return microphone
    gpio = bench.pins.gpio
    light = SensingLight(gpio["sensing_light"], gpio["sensing_light_current"], bench.factory)
    switch = PrivacySwitch(gpio["privacy_switch"], bench.factory)
    return WatchedMicrophone(microphone, light, switch, bench.wait)


def _ears(patient: Patient, ears: Ears, heard: list[Finding]) -> Findings:
    if _is_private(patient):
        return untested("microphone", "The privacy switch is closed, so it does not listen.", "Slide it open.")
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
