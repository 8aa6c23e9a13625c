"""Everything a person may set: one TOML file, checked as a whole, immutable in memory.

A file that breaks rules is refused with every fault at once, each with its line and the values allowed. Sections not in
the file have the values below, so an empty file is a good file.
"""

import json
import tomllib
from datetime import datetime, time
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from companion.faults import Lines, allowed, sentence
from companion.vocabulary.errors import SettingsError
from companion.vocabulary.permissions import Permissions


class Section(BaseModel):
    """A part of the file. Unknown keys are faults: a typing mistake must not pass for a setting."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CreatureSettings(Section):
    """Who it is."""

    name: str = Field(default="Pebble", min_length=1, max_length=24, description="The name it answers to.")
    seed: int = Field(
        default=0, ge=0, description="Chance: the same seed lives the same life; 0 takes a new one at each start."
    )


class BodySettings(Section):
    """The body it has."""

    kind: Literal["simulated", "raspberry", "twins"] = Field(
        default="simulated",
        description="simulated is drawn on the page; raspberry is the robot; twins is the robot on simulated chips.",
    )
    servos: Literal["chip", "pins"] = Field(
        default="chip", description="Servos at a PCA9685 chip, or right at the pins of the Pi."
    )
    absent: tuple[Literal["balance", "battery", "clock", "cheek light", "servo current", "thermometer"], ...] = Field(
        default=(), description="Parts that this robot does not have, so that nobody is told they are lost."
    )
    speaker: Literal["page", "card"] = Field(
        default="page", description="Its voice sounds from the page, or from this computer's own sound card."
    )


class WebSettings(Section):
    """The page. It is served to this computer alone."""

    port: int = Field(default=8642, ge=1024, le=65535, description="Port of the page on 127.0.0.1.")
    metrics_port: int = Field(
        default=0, ge=0, le=65535, description="Port of 127.0.0.1 where programs read /metrics; 0 is none."
    )

    @model_validator(mode="after")
    def _ports_of_its_own(self) -> "WebSettings":
        if 0 < self.metrics_port < 1024 or self.metrics_port == self.port:
            raise ValueError(f"metrics_port ({self.metrics_port}) must be 0 or from 1024 on, and not that of the page")
        return self


class CameraSettings(Section):
    """The eyes."""

    source: str = Field(
        default="browser",
        min_length=1,
        description='"browser", "picamera2", a device such as "/dev/video0", a video file or a folder of pictures.',
    )
    frames_per_second: int = Field(default=15, ge=1, le=30, description="Frames looked at while a face is there.")
    frames_per_second_alone: float = Field(
        default=1.0, ge=0.2, le=15, description="Frames looked at while nobody is there."
    )


class MicrophoneSettings(Section):
    """The ears."""

    source: str = Field(
        default="browser",
        min_length=1,
        description='"browser", "card" for this computer\'s own sound card, or a sound file.',
    )
    device: str = Field(
        default="", max_length=80, description="A part of the microphone's name at the sound card; empty: its first."
    )
    channels: Literal[1, 2] = Field(default=1, description="2 with a microphone at each side of the head.")
    spacing_cm: float = Field(default=14.0, ge=4, le=30, description="Between two microphones.")


class RecognitionSettings(Section):
    """How it hears words. None of them is kept."""

    engine: Literal["auto", "vosk", "pocketsphinx", "none"] = Field(
        default="auto",
        description="vosk hears any words with a model that somebody fetched, pocketsphinx a list of English phrases; "
        "auto takes the best there is.",
    )
    language: Literal["en", "de", "ja"] = Field(
        default="en", description="What is spoken to it; other than English needs a model of vosk."
    )
    name_sounds_like: str = Field(
        default="",
        max_length=60,
        pattern=r"^[a-z' ]*$",
        description='English words that sound like its name, where pocketsphinx does not know it: "see all a".',
    )


class SensesSettings(Section):
    """Which senses may be open from the start. Camera and microphone wait until somebody allows them."""

    camera: bool = Field(default=False, description="Look from the start.")
    microphone: bool = Field(default=False, description="Listen from the start.")
    microphone_at_night: bool = Field(
        default=False,
        description="Listen at night, too, for crying and moaning, when no session runs: only if they agreed to that.",
    )
    touch: bool = Field(default=True, description="Feel touch.")
    posture: bool = Field(default=True, description="Feel how it lies, is held, lifted or dropped.")
    pulse: bool = Field(default=False, description="Feel the pulse of a finger, where the sensor is fitted.")
    light: bool = Field(default=True, description="Notice how bright the room is.")
    words: bool = Field(default=True, description="Read words typed on the page.")

    def permissions(self) -> Permissions:
        return Permissions(
            camera=self.camera,
            microphone=self.microphone,
            touch=self.touch,
            posture=self.posture,
            pulse=self.pulse,
            light=self.light,
            words=self.words,
        )


class RhythmSettings(Section):
    """Day and night, local time; used only while the clock can be trusted, light alone otherwise."""

    wake: time = Field(default=time(7, 0), description="When the day begins, for example 07:00:00.")
    sleep: time = Field(default=time(21, 0), description="When the night begins.")

    @field_validator("wake", "sleep")
    @classmethod
    def _local(cls, value: time) -> time:
        if value.tzinfo is not None:
            raise ValueError("must be a local time of day such as 07:00:00, without a time zone")
        return value

    @model_validator(mode="after")
    def _day_before_night(self) -> "RhythmSettings":
        if self.wake >= self.sleep:
            raise ValueError(f"wake ({self.wake}) must be earlier in the day than sleep ({self.sleep})")
        return self

    def is_quiet(self, local: datetime | None) -> bool:
        """Whether the quiet variants are used: at night, and whenever the clock cannot be trusted (None)."""
        return local is None or not self.wake <= local.time() < self.sleep


class WarmthSettings(Section):
    """A heating pad in the belly, where one is fitted: never above 38 degrees, never longer than an hour."""

    fitted: bool = Field(default=False, description="Whether there is one.")


class SessionSettings(Section):
    """Time together."""

    minutes: int = Field(
        default=20, ge=1, le=240, description="After so long a session grows quiet and slow; it is over when staff say."
    )


class SpeechSettings(Section):
    """What it may say. It is silent until staff switch speech on, on the page."""

    language: Literal["en"] = Field(default="en", description="The language it speaks.")
    engine: Literal["espeak-ng", "piper", "none"] = Field(
        default="espeak-ng",
        description="What makes its words sound; with none, and while an engine is missing, it coos instead.",
    )
    voice: str = Field(
        default="",
        max_length=200,
        pattern=r"^([A-Za-z0-9/~.][^\x00-\x1f]*)?$",
        description='A voice of espeak-ng such as "en-us+f3", or the .onnx file of piper; empty takes the usual one.',
    )
    suggestions: tuple[Annotated[str, Field(min_length=1, max_length=40)], ...] = Field(
        default=("some music", "a short walk", "a call to a friend"),
        max_length=20,
        description='What it may suggest: things this resident is fond of, in words that fit after "Shall we ask for".',
    )

    @model_validator(mode="after")
    def _piper_has_a_voice(self) -> "SpeechSettings":
        if self.engine == "piper" and not self.voice.endswith(".onnx"):
            raise ValueError("engine piper needs voice: the path of an .onnx file")
        return self


class ModelsSettings(Section):
    """The models."""

    runtime: Literal["any", "ai-edge-litert", "tflite-runtime"] = Field(
        default="any", description="Which TFLite runtime to use; any takes ai-edge-litert first."
    )
    certainty_threshold: float = Field(
        default=0.5, ge=0.0, le=1.0, description='Below this calibrated probability a reading says "not sure".'
    )


class Settings(Section):
    """The whole file."""

    creature: CreatureSettings = CreatureSettings()
    body: BodySettings = BodySettings()
    web: WebSettings = WebSettings()
    camera: CameraSettings = CameraSettings()
    microphone: MicrophoneSettings = MicrophoneSettings()
    senses: SensesSettings = SensesSettings()
    rhythm: RhythmSettings = RhythmSettings()
    warmth: WarmthSettings = WarmthSettings()
    session: SessionSettings = SessionSettings()
    speech: SpeechSettings = SpeechSettings()
    recognition: RecognitionSettings = RecognitionSettings()
    models: ModelsSettings = ModelsSettings()

    def with_values(self, camera_source: str | None = None, port: int | None = None, drawn: bool = False) -> "Settings":
        """These settings with what the command line says instead; None changes nothing. Raises `SettingsError`.

        `drawn`: the body of the page, with the browser's camera and loudspeaker, whatever the settings say.
        """
        content = self.model_dump()
        if camera_source is not None:
            content["camera"]["source"] = camera_source
        if drawn:
            content["camera"]["source"] = content["microphone"]["source"] = "browser"
            content["body"] |= {"kind": "simulated", "speaker": "page"}
        if port is not None:
            content["web"]["port"] = port
        try:
            return Settings.model_validate(content)
        except ValidationError as fault:
            faults = tuple(sentence(Settings, error) for error in fault.errors(include_url=False))
            raise SettingsError("the command line", faults) from fault


def load(path: Path | None) -> Settings:
    """Read and check the file at `path`; None means the defaults. Raises `SettingsError` with every fault."""
    if path is None:
        return Settings()
    try:
        text = path.read_text(encoding="utf-8")
        content = tomllib.loads(text)
    except OSError as fault:
        raise SettingsError(str(path), (f"cannot be read: {fault.strerror}",)) from fault
    except UnicodeDecodeError as fault:
        raise SettingsError(str(path), (f"is not text (byte {fault.start} is no UTF-8)",)) from fault
    except RecursionError as fault:
        raise SettingsError(str(path), ("has brackets inside brackets far too deep",)) from fault
    except tomllib.TOMLDecodeError as fault:
        raise SettingsError(str(path), (f"is not TOML: {fault}",)) from fault
    try:
        return Settings.model_validate(content)
    except ValidationError as fault:
        lines = Lines(text)
        told = sorted((lines.of(error["loc"]), sentence(Settings, error)) for error in fault.errors(include_url=False))
        raise SettingsError(str(path), tuple(f"line {line}: {words}" for line, words in told)) from fault


def salvage(path: Path | None) -> tuple[Settings, SettingsError | None]:
    """What is right in the file, section by section, the defaults for all else; and what is wrong with it, or None."""
    try:
        return load(path), None
    except SettingsError as fault:
        told = fault
    assert path is not None
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings(), told
    right = {}
    for name, section in content.items():
        try:
            Settings.model_validate({name: section})
        except ValidationError:
            continue
        right[name] = section
    return Settings.model_validate(right), told


def to_toml(settings: Settings) -> str:
    """The whole file as text, a comment above each key saying what it means and what is allowed."""
    lines: list[str] = []
    for name in Settings.model_fields:
        section = getattr(settings, name)
        lines += [f"# {(type(section).__doc__ or '').strip()}", f"[{name}]"]
        for key, field in type(section).model_fields.items():
            lines.append(f"# {field.description} ({allowed(field)})")
            lines.append(f"{key} = {_toml_value(getattr(section, key))}")
        lines.append("")
    return "\n".join(lines)


def _toml_value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        # JSON's escapes are TOML's too, save for one letter that TOML wants escaped and JSON does not.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml_value(part) for part in value) + "]"
    return str(value)
