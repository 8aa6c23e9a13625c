"""Everything a person may set: one TOML file, checked as a whole, immutable in memory.

A file that breaks rules is refused with every fault at once, each with its line and the values allowed. Sections not in
the file have the values below, so an empty file is a good file.
"""

import re
import tomllib
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic.fields import FieldInfo

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


class WebSettings(Section):
    """The page. It is served to this computer alone."""

    port: int = Field(default=8642, ge=1024, le=65535, description="Port of the page on 127.0.0.1.")


class CameraSettings(Section):
    """The eyes."""

    source: str = Field(
        default="browser",
        min_length=1,
        description='"browser", "picamera2", a device such as "/dev/video0", a video file or a folder of pictures.',
    )
    frames_per_second: int = Field(default=15, ge=1, le=30, description="Frames looked at while a face is there.")
    frames_per_second_alone: float = Field(
        default=2.0, ge=0.2, le=15, description="Frames looked at while nobody is there."
    )


class SensesSettings(Section):
    """Which senses may be open from the start. Camera and microphone wait until somebody allows them."""

    camera: bool = Field(default=False, description="Look from the start.")
    microphone: bool = Field(default=False, description="Listen from the start.")
    touch: bool = Field(default=True, description="Feel touch.")
    light: bool = Field(default=True, description="Notice how bright the room is.")
    words: bool = Field(default=True, description="Read words typed on the page.")

    def permissions(self) -> Permissions:
        return Permissions(
            camera=self.camera, microphone=self.microphone, touch=self.touch, light=self.light, words=self.words
        )


class RhythmSettings(Section):
    """Day and night, local time; used only while the clock can be trusted, light alone otherwise."""

    wake: time = Field(default=time(7, 0), description="When the day begins, for example 07:00:00.")
    sleep: time = Field(default=time(21, 0), description="When the night begins.")

    @model_validator(mode="after")
    def _day_before_night(self) -> "RhythmSettings":
        if self.wake >= self.sleep:
            raise ValueError(f"wake ({self.wake}) must be earlier in the day than sleep ({self.sleep})")
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
    web: WebSettings = WebSettings()
    camera: CameraSettings = CameraSettings()
    senses: SensesSettings = SensesSettings()
    rhythm: RhythmSettings = RhythmSettings()
    models: ModelsSettings = ModelsSettings()

    def with_values(self, camera_source: str | None = None, port: int | None = None) -> "Settings":
        """These settings with what the command line says instead; None changes nothing. Raises `SettingsError`."""
        content = self.model_dump()
        if camera_source is not None:
            content["camera"]["source"] = camera_source
        if port is not None:
            content["web"]["port"] = port
        try:
            return Settings.model_validate(content)
        except ValidationError as fault:
            faults = tuple(_sentence(error) for error in fault.errors(include_url=False))
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
    except tomllib.TOMLDecodeError as fault:
        raise SettingsError(str(path), (f"is not TOML: {fault}",)) from fault
    try:
        return Settings.model_validate(content)
    except ValidationError as fault:
        faults = sorted(
            (_line_of([str(part) for part in error["loc"]], text) or 0, _sentence(error))
            for error in fault.errors(include_url=False)
        )
        raise SettingsError(
            str(path), tuple(f"line {line}: {sentence}" if line else sentence for line, sentence in faults)
        ) from fault


def to_toml(settings: Settings) -> str:
    """The whole file as text, a comment above each key saying what it means and what is allowed."""
    lines: list[str] = []
    for name in Settings.model_fields:
        section = getattr(settings, name)
        lines += [f"# {(type(section).__doc__ or '').strip()}", f"[{name}]"]
        for key, field in type(section).model_fields.items():
            lines.append(f"# {field.description} ({_allowed(field)})")
            lines.append(f"{key} = {_toml_value(getattr(section, key))}")
        lines.append("")
    return "\n".join(lines)


def _toml_value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return str(value)


def _allowed(field: FieldInfo) -> str:
    """The values a key takes, in words."""
    kind = field.annotation
    if get_origin(kind) in (Annotated, Union):
        kind = get_args(kind)[0]
    if get_origin(kind) is Literal:
        return "one of " + ", ".join(f'"{value}"' for value in get_args(kind))
    bounds = {
        name: getattr(rule, name)
        for rule in field.metadata
        for name in ("ge", "le", "min_length", "max_length")
        if hasattr(rule, name)
    }
    if kind is bool:
        return "true or false"
    if kind is str:
        return (
            f"text of {bounds.get('min_length', 0)} to {bounds['max_length']} letters"
            if "max_length" in bounds
            else "text"
        )
    if kind is time:
        return "a time of day, 00:00:00 to 23:59:59"
    number = "a whole number" if kind is int else "a number"
    if "le" in bounds:
        return f"{number} from {bounds['ge']} to {bounds['le']}"
    return f"{number}, {bounds['ge']} or more" if "ge" in bounds else number


def _sentence(error: Any) -> str:
    """One fault: key, what is wrong, what is allowed."""
    place = [str(part) for part in error["loc"]]
    key = ".".join(place)
    if error["type"] == "extra_forbidden":
        siblings = _keys_beside(place)
        return f"{key} is not a setting; allowed here: {', '.join(siblings)}"
    field = _field_at(place)
    if field is None:
        return f"{key}: {error['msg'].removeprefix('Value error, ')}"
    return f"{key} = {error['input']!r} is not allowed; it takes {_allowed(field)}"


def _keys_beside(place: list[str]) -> list[str]:
    section = Settings.model_fields.get(place[0]) if len(place) > 1 else None
    model = section.annotation if section else Settings
    return list(model.model_fields) if isinstance(model, type) and issubclass(model, BaseModel) else []


def _field_at(place: list[str]) -> FieldInfo | None:
    section = Settings.model_fields.get(place[0])
    if section is None or len(place) < 2 or not isinstance(section.annotation, type):
        return None
    return section.annotation.model_fields.get(place[1]) if issubclass(section.annotation, BaseModel) else None


def _line_of(place: list[str], text: str) -> int | None:
    """The line where the key stands, found by its section header and name (tomllib keeps no positions)."""
    section, found = "", None
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[+\s*([\w.\-\"']+)\s*\]+", line):
            section = header.group(1).strip("\"'")
            if section == place[0]:
                found = number
        elif key := re.match(r"\s*([\w.\-\"']+)\s*=", line):
            name = key.group(1).replace('"', "").replace("'", "")
            if (f"{section}.{name}" if section else name) == ".".join(place[:2]):
                return number
    return found
