"""Ears and voice are tested only when asked for: a quiet tone that the microphone must hear. No sound is kept."""

import io
from pathlib import Path

import numpy as np
import pytest

from companion.body.sound.microphone import SoundCardMicrophone
from companion.body.twins.sound_card import SoundCardTwin
from companion.daemon.doctor.checks_sound import CardsThere, RoomHeard, of_the_cards_there, of_the_room, of_the_tone
from companion.daemon.doctor.examine import done_by
from companion.daemon.doctor.examine_sound import sound
from companion.daemon.doctor.finding import Finding
from companion.daemon.doctor.patient import Patient
from companion.daemon.doctor.probes_sound import Ears, Voice, tone
from companion.daemon.doctor.visit import SOUNDS, visit
from companion.daemon.keeping import FolderStore, latch
from companion.settings import Settings
from companion.vocabulary.errors import OrganError
from companion.vocabulary.permissions import Gate

CARD = Settings.model_validate({"body": {"speaker": "card"}, "microphone": {"source": "card"}})


def laptop(tmp_path: Path, listen: bool = True) -> tuple[Patient, SoundCardTwin]:
    """A computer with a sound card of its own, and a body that the page draws."""
    card = SoundCardTwin()
    return Patient(CARD, "here", (), tmp_path, "host-1", None, listen=listen, sound=card), card


def found(patient: Patient) -> dict[str, Finding]:
    return {finding.part: finding for check in sound(patient) for finding in done_by(check, 30.0)}


def test_a_tone_from_the_loudspeaker_is_heard_by_the_microphone(tmp_path: Path) -> None:
    told = found(laptop(tmp_path)[0])
    assert {part: finding.verdict for part, finding in told.items()} == {"microphone": "good", "loudspeaker": "good"}
    assert "The room is at -58 dB" in told["microphone"].line
    assert "above the room" in told["loudspeaker"].line


def test_a_tone_that_nobody_hears_is_said_not_to_be_heard(tmp_path: Path) -> None:
    patient, card = laptop(tmp_path)
    card.heard = 0.0
    assert "the microphone does not hear it" in found(patient)["loudspeaker"].line


def test_the_figures_are_those_of_the_sound() -> None:
    card = SoundCardTwin()
    ears, voice = Ears(SoundCardMicrophone(channels=2, begin=card)), Voice(card)
    ears.open()
    assert ears.room().levels_db == pytest.approx((-58.3, -58.3), abs=0.5)
    voice.open()
    voice.play()
    loud = ears.tone()
    voice.close()
    card.heard /= 10
    voice.open()
    voice.play()
    soft = ears.tone()
    voice.close()
    ears.close()
    assert loud - soft == pytest.approx(20.0, abs=3.0)


def test_the_tone_is_quiet_and_begins_and_ends_without_a_click() -> None:
    values = tone()
    assert np.abs(values).max() < 0.051
    assert np.abs(np.diff(values)).max() < 0.01
    assert values[0] == pytest.approx(0.0, abs=1e-3)
    assert values[-1] == pytest.approx(0.0, abs=1e-3)


def test_without_a_microphone_nobody_says_that_the_tone_sounded(tmp_path: Path) -> None:
    patient, card = laptop(tmp_path)
    card.deaf = True
    told = found(patient)
    assert told["microphone"].verdict == "broken"
    assert told["loudspeaker"].verdict == "untested"
    assert "Did you hear" in told["loudspeaker"].mend


def test_unasked_nothing_is_opened(tmp_path: Path) -> None:
    patient, card = laptop(tmp_path, listen=False)
    card.busy = True  # whoever opened it would be told
    assert {finding.verdict for finding in found(patient).values()} == {"good"}


def test_a_silenced_creature_is_not_made_to_sound(tmp_path: Path) -> None:
    latch(FolderStore(tmp_path), Gate(silent=True))
    told = found(laptop(tmp_path)[0])
    assert told["microphone"].verdict == "good"
    assert told["loudspeaker"].line == "People have silenced it, and it stays silent."


def test_while_the_switch_is_private_the_robot_does_not_listen(tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text('[body]\nkind = "twins"\nspeaker = "card"\n[microphone]\nsource = "card"\n')
    out = io.StringIO()
    visit(tmp_path / "t.toml", tmp_path / "s", out, faults=("private",), listen=True)
    words = " ".join(out.getvalue().split())
    assert words.index(SOUNDS[:20]) < words.index("The privacy switch is closed, so it does not listen.")


def test_a_card_that_is_pulled_out_while_it_listens_is_told_in_words(tmp_path: Path) -> None:
    class Pulled(SoundCardTwin):
        def open(self, rate: int, channels: int, **options: object) -> "Lost":  # type: ignore[override]
            return Lost()

    class Lost:
        def read(self, frames: int, exception_on_overflow: bool) -> bytes:
            raise OSError(-9999, "Unanticipated host error")

        def close(self) -> None:
            return

    patient, _ = laptop(tmp_path)
    patient.sound = Pulled()
    assert found(patient)["microphone"].line.startswith("Was lost (")


def test_no_pyaudio_is_told_once_with_what_installs_it(tmp_path: Path) -> None:
    def nothing() -> object:
        raise OrganError("PyAudio is not installed.", "sound card", "sudo apt install python3-pyaudio")

    patient, _ = laptop(tmp_path, listen=False)
    patient.sound = nothing
    (finding,) = found(patient).values()
    assert (finding.part, finding.verdict, finding.cause) == ("sound card", "broken", "missing library")


def test_levels_are_judged() -> None:
    assert of_the_room(RoomHeard((None,), 0.0))[0].verdict == "broken"
    assert of_the_room(RoomHeard((-50.0,), 0.0))[0].verdict == "good"
    assert of_the_room(RoomHeard((-3.0,), 0.2))[0].verdict == "broken"
    assert of_the_room(RoomHeard((-10.0,), 0.0))[0].verdict == "look"
    assert "Its right one sends nothing" in of_the_room(RoomHeard((-50.0, None), 0.0))[0].line
    assert "its right one -75 dB" in of_the_room(RoomHeard((-50.0, -75.0), 0.0))[0].line
    assert of_the_room(RoomHeard((-50.0, -52.0), 0.0))[0].line.startswith("Both hear.")
    assert of_the_tone(30.0)[0].verdict == "good"
    assert of_the_tone(2.0)[0].verdict == "look"
    there = CardsThere(("USB mic", "Webcam"), ())
    assert [each.verdict for each in of_the_cards_there(there, "", True)] == ["good", "broken"]
    assert of_the_cards_there(there, "webc", False)[0].line.startswith("Webcam is there.")
    assert "There are USB mic, Webcam." in of_the_cards_there(there, "I2S", False)[0].mend


def test_what_the_settings_do_not_have_is_not_looked_for(tmp_path: Path) -> None:
    patient, _ = laptop(tmp_path)
    patient.settings = Settings.model_validate({"body": {"speaker": "card"}})
    told = found(patient)
    assert told["microphone"].cause == "not fitted"
    assert told["loudspeaker"].verdict == "untested"
    patient.settings = Settings.model_validate({"microphone": {"source": "card"}})
    told = found(patient)
    assert (told["microphone"].verdict, told["loudspeaker"].cause) == ("good", "not fitted")
