"""A scene: what happens around the creature, second by second, as one TOML file that a person can write and read.

    name = "A good morning"
    about = "It gets light, somebody comes, smiles and strokes."
    seconds = 60
    seed = 1
    start = 2026-05-04T07:30:00    # local time; leave it out for a creature that cannot trust its clock

    [[at]]
    s = 2                          # seconds from the beginning
    until = 20                     # what lasts, lasts until then
    face = { emotion = "happiness", certainty = 0.9 }

Each `[[at]]` holds exactly one happening. Every fault of a file is named at once, with its line and what is allowed.
"""

import tomllib
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from companion.faults import Lines, sentence
from companion.mind.acts import ACT
from companion.vocabulary.commands import GateName
from companion.vocabulary.errors import SceneError
from companion.vocabulary.permissions import Sense
from companion.vocabulary.readings import BodySign, Judgement, Posture, SoundEvent, TouchGesture, WordsMeaning
from companion.vocabulary.signals import Zone

MOST_REPEATS = 100_000
LONGEST_S = 7200

VoiceEmotion = Literal["neutral", "happiness", "sadness", "anger", "fear"]
"""The five that a voice can tell."""

Part = Annotated[float, Field(ge=0.0, le=1.0)]
Affect = Annotated[float, Field(ge=-1.0, le=1.0)]


class Written(BaseModel):
    """A part of the file. Unknown keys and numbers that are none are faults."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, strict=False)


class Face(Written):
    """A face in view.

    `x`, `y` are its centre and `size` its width, in parts of the picture; `track` is the number it is followed by.
    """

    emotion: Judgement = "neutral"
    certainty: Part = 0.9
    x: Part = 0.5
    y: Part = 0.6
    size: Annotated[float, Field(gt=0.0, le=1.0)] = 0.3
    facing: Part = 0.9
    track: Annotated[int, Field(ge=0, le=1_000_000)] = 1


class Touch(Written):
    """A hand. With `until`, it comes (contact), does this again and again, and goes (release)."""

    zone: Zone
    gesture: TouchGesture = "contact"
    speed_cm_s: Annotated[float, Field(ge=0.0, le=300.0)] = 0.0
    pressure: Part = 0.3


class Words(Written):
    """What was meant by something said, without the words."""

    meanings: Annotated[tuple[WordsMeaning, ...], Field(min_length=1)]
    valence: Affect = 0.0
    arousal: Affect = 0.0
    certainty: Part = 0.8
    called_by_name: bool = False


class Voice(Written):
    """The tone of a voice, without words. `direction_deg` is positive to the creature's own left."""

    emotion: VoiceEmotion = "neutral"
    certainty: Part = 0.8
    direction_deg: Annotated[float, Field(ge=-180.0, le=180.0)] | None = None


class Sound(Written):
    """A sound that is not speech."""

    event: SoundEvent
    certainty: Part = 0.8


class Bearing(Written):
    """What the bearing of the person's body says."""

    sign: BodySign
    certainty: Part = 0.8


class Loudness(Written):
    """How loud the room is; `sudden` startles."""

    level_db: Annotated[float, Field(ge=-120.0, le=0.0)] = -20.0
    sudden: bool = False


class Order(Written):
    """What people ask: exactly one of the keys without a value of its own, with what belongs to it."""

    begin_session: Annotated[str, Field(min_length=1, max_length=40)] | None = None
    confirmed: bool = False
    end_session: Literal[True] | None = None
    gate: GateName | None = None
    on: bool = True
    release: Literal[True] | None = None
    allow: Sense | None = None
    allowed: bool = True
    perform: Annotated[str, Field(min_length=1, max_length=40)] | None = None
    speech: bool | None = None

    @model_validator(mode="after")
    def _one(self) -> "Order":
        if self.perform is not None and self.perform not in ACT:
            raise ValueError(f"perform = {self.perform!r} is no act; it takes one of {', '.join(ACT)}")
        return _exactly_one(self, ORDERS)


ORDERS = ("begin_session", "end_session", "gate", "release", "allow", "perform", "speech")
AGAIN = ("words", "says", "voice", "sound", "body", "loudness")
"""What comes once, or with `until` and `every_s` again and again."""

HAPPENINGS = ("face", "faces", "no_face", "touch", *AGAIN, "light", "posture", "command")


class Happening(Written):
    """One `[[at]]`: from second `s` (until `until`, again every `every_s`) exactly one thing happens."""

    s: Annotated[float, Field(ge=0.0, le=LONGEST_S)]
    until: Annotated[float, Field(gt=0.0, le=LONGEST_S)] | None = None
    every_s: Annotated[float, Field(ge=0.0001, le=60.0)] | None = None
    face: Face | None = None
    faces: Annotated[tuple[Face, ...], Field(min_length=1, max_length=8)] | None = None
    no_face: Literal[True] | None = None
    touch: Touch | None = None
    words: Words | None = None
    says: Annotated[str, Field(min_length=1, max_length=400)] | None = None
    voice: Voice | None = None
    sound: Sound | None = None
    body: Bearing | None = None
    light: Part | None = None
    posture: Posture | None = None
    loudness: Loudness | None = None
    command: Order | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> "Happening":
        if self.until is not None and self.until <= self.s:
            raise ValueError(f"until = {self.until:g} is not after s = {self.s:g}")
        if self.every_s is not None and self.until is None:
            raise ValueError("every_s needs an until")
        if self.every_s is not None and self.until is not None and (self.until - self.s) / self.every_s > MOST_REPEATS:
            raise ValueError(f"repeats more than {MOST_REPEATS} times; take a larger every_s or an earlier until")
        return _exactly_one(self, HAPPENINGS)


class Scene(Written):
    """The whole file."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    about: Annotated[str, Field(min_length=1, max_length=200)]
    seconds: Annotated[float, Field(gt=0.0, le=LONGEST_S)]
    seed: Annotated[int, Field(ge=0)] = 1
    start: datetime | None = None
    at: tuple[Happening, ...] = ()

    @field_validator("start")
    @classmethod
    def _local(cls, start: datetime | None) -> datetime | None:
        if start is not None and start.tzinfo is not None:
            raise ValueError("has a time zone; write the local time without one, such as 2026-05-04T07:30:00")
        return start

    @model_validator(mode="after")
    def _all_happens(self) -> "Scene":
        late = [number for number, happening in enumerate(self.at, start=1) if happening.s >= self.seconds]
        if late:
            raise ValueError(f"ends at {self.seconds:g} s, before [[at]] number {', '.join(map(str, late))} begins")
        if self.start is not None and self.start > datetime.max - timedelta(seconds=self.seconds):
            raise ValueError("lasts longer than the year 9999, where time ends; start earlier")
        return self


def load_scene(path: Path) -> Scene:
    """Read and check the scene at `path`. Raises `SceneError` that names every fault with its line."""
    try:
        text = path.read_text(encoding="utf-8")
        content = tomllib.loads(text)
    except OSError as fault:
        raise SceneError(f"cannot be read ({fault.strerror}).", str(path), "Name a scene file.") from fault
    except UnicodeDecodeError as fault:
        raise SceneError(f"is no text (byte {fault.start} is not UTF-8).", str(path), "Name a scene file.") from fault
    except RecursionError as fault:
        raise SceneError("has brackets inside brackets far too deep.", str(path), "Write it more plainly.") from fault
    except tomllib.TOMLDecodeError as fault:
        raise SceneError(f"is not TOML: {fault}.", str(path), "Mend that line.") from fault
    try:
        return Scene.model_validate(content)
    except ValidationError as fault:
        lines = Lines(text)
        errors = [
            error for error in fault.errors(include_url=False) if error["type"] != "too_short" or not error["input"]
        ]
        found = sorted({(lines.of(error["loc"]), sentence(Scene, error)) for error in errors})
        listed = "".join(f"\n  line {line}: {sentence}" for line, sentence in found)
        raise SceneError(f"cannot be played:{listed}\n", str(path), "Mend these lines.") from fault


def shipped_scenes() -> tuple[Path, ...]:
    """The scenes that come with the creature, in the order of their names."""
    return tuple(sorted((Path(__file__).parent.parent / "scenes").glob("*.toml")))


Model = TypeVar("Model", bound=BaseModel)


def _exactly_one(model: Model, keys: Sequence[str]) -> Model:
    given = [key for key in keys if getattr(model, key) is not None]
    if len(given) != 1:
        have = " and ".join(given) if given else "none"
        raise ValueError(f"has {have} of {', '.join(keys)}; it takes exactly one")
    return model
