"""One file for `companion perceive` to listen to: a sound, or the sound of a video."""

import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from companion.body.sound.recording import SoundRecording
from companion.daemon.findings import Failed, Found
from companion.daemon.listening import listen
from companion.daemon.sounds_found import SoundFound
from companion.perception.hearing import HearingModels, ModelSource
from companion.runtime import Runtime
from companion.settings import ModelsSettings
from companion.vocabulary.errors import ModelError, SoundError
from companion.vocabulary.signals import AudioChunk

SURE_FROM: float = ModelsSettings().certainty_threshold
USUAL_RATE_HZ = 16_000


class Ears(Protocol):
    """What listens to a recording; raises `ModelError` where it cannot."""

    def hear(self, pieces: Iterable[AudioChunk]) -> SoundFound: ...


class ShippedEars:
    """The models that come with the creature, loaded with the first sound."""

    def __init__(self, source: ModelSource | None = None) -> None:
        self._source = source
        self._models: HearingModels | None = None

    def hear(self, pieces: Iterable[AudioChunk]) -> SoundFound:
        if self._models is None:
            self._models = HearingModels.load(self._source or Runtime())
        return listen(pieces, self._models, SURE_FROM)


def hear_sound(path: Path, ears: Ears) -> Found | Failed:
    """What is heard in a file that is a sound."""
    began_s = time.monotonic()
    try:
        with SoundRecording(path) as recording:
            heard = _with_notes(ears.hear(recording.pieces()), recording)
        if heard.lasts_s <= 0.0:
            advice = "It may be cut off; copy or record it again."
            raise SoundError("holds no sound that can be read.", str(path), advice)
    except (SoundError, ModelError) as fault:
        return Failed(str(path), f"{fault.what} {fault.next_step}".strip())
    except OSError as fault:
        return Failed(str(path), f"cannot be read ({fault.strerror or fault}). Check the disk.")
    return Found(str(path), "sound", (time.monotonic() - began_s) * 1000, (), sound=heard)


def with_sound(finding: Found | Failed, path: Path, ears: Ears) -> Found | Failed:
    """What was seen in a video and is heard in it. One without pictures is a sound, one without sound is only seen."""
    heard = hear_sound(path, ears)
    if isinstance(heard, Failed):
        return finding
    if isinstance(finding, Failed):
        return heard
    return replace(finding, sound=heard.sound, spent_ms=finding.spent_ms + heard.spent_ms)


def _with_notes(heard: SoundFound, recording: SoundRecording) -> SoundFound:
    notes = list(heard.notes)
    if recording.rate_hz < USUAL_RATE_HZ:
        notes.append(f"recorded at {recording.rate_hz} Hz: its high sounds are missing, as on the telephone")
    if recording.damaged:
        notes.append(f"damaged: {recording.damaged} pieces of it cannot be read")
    return replace(heard, notes=tuple(notes))
