"""The words of the socket: what the page may say, checked, and what it is told.

No field can hold a picture or a sound.
"""

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from companion.vocabulary.acts import JOINTS, Decision, Impression
from companion.vocabulary.commands import GATE_NAMES, GateName
from companion.vocabulary.errors import MessageError
from companion.vocabulary.permissions import SENSES
from companion.vocabulary.portrait import HeardNow, Portrait
from companion.vocabulary.readings import FaceReading, SenseStatus, TouchReading
from companion.vocabulary.signals import TouchPhase, Zone

TEXT_LIMIT = 500
"""Letters in one typed sentence."""

MESSAGE_LIMIT = 4000
"""Letters in one text message: a typed sentence takes six times its letters when all are escaped."""


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class TouchMessage(_Message):
    """A finger or the mouse on the drawn seal."""

    kind: Literal["touch"]
    phase: TouchPhase
    zone: Zone
    x: float = Field(default=0.0, ge=-1, le=2)
    y: float = Field(default=0.0, ge=-1, le=2)
    speed_cm_s: float = Field(default=0.0, ge=0)
    pressure: float = Field(default=0.5, ge=0, le=1)
    direction_deg: float | None = Field(default=None, ge=-360, le=360)


class CarryMessage(_Message):
    """Hands that lift, hold and turn the drawn seal, or let go of it."""

    kind: Literal["carry"]
    height_cm: float = Field(ge=0, le=60)
    turned_deg: float = Field(ge=-180, le=180)
    held: bool


class LightMessage(_Message):
    """The slider for the light of the room."""

    kind: Literal["light"]
    level: float = Field(ge=0, le=1)


class WarmthMessage(_Message):
    """The slider for the warmth of the room, in °C."""

    kind: Literal["warmth"]
    celsius: float = Field(ge=-20, le=50)


class WordsMessage(_Message):
    """A typed sentence."""

    kind: Literal["words"]
    text: str = Field(min_length=1, max_length=TEXT_LIMIT)


class GateMessage(_Message):
    """Stop, still, silent, staff, cleaning; `release` opens everything; `speech` lets it say its sentences."""

    kind: Literal["command"]
    name: GateName | Literal["release", "speech"]
    on: bool = True


class EyesMessage(_Message):
    """ "Use my camera" or "use a sample" was pressed, or taken back."""

    kind: Literal["camera", "sample"]
    on: bool


class EarsMessage(_Message):
    """ "Use my microphone" was pressed, or taken back."""

    kind: Literal["microphone"]
    on: bool


class NameMessage(_Message):
    """What staff answer: whether it shall answer to the name a resident seems to call it by."""

    kind: Literal["name"]
    resident: str = Field(min_length=1, max_length=80)
    name: str = Field(min_length=1, max_length=24)
    yes: bool


PageMessage = (
    TouchMessage
    | CarryMessage
    | LightMessage
    | WarmthMessage
    | WordsMessage
    | GateMessage
    | EyesMessage
    | EarsMessage
    | NameMessage
)

_reader: TypeAdapter[PageMessage] = TypeAdapter(Annotated[PageMessage, Field(discriminator="kind")])


def read(text: str) -> PageMessage:
    """One text message of the page. Raises `MessageError` naming each wrong part, never repeating what was sent."""
    if len(text) > MESSAGE_LIMIT:
        raise MessageError(f"longer than {MESSAGE_LIMIT} letters", "message from the page", "Reload the page.")
    try:
        return _reader.validate_json(text)
    except ValidationError as fault:
        parts = [
            f"{'.'.join(map(str, error['loc'])) or 'the message'}: {error['msg']}"
            for error in fault.errors(include_url=False, include_input=False, include_context=False)
        ]
        raise MessageError("; ".join(parts[:5]), "message from the page", "Reload the page.") from fault


def hello(version: str, zones: tuple[str, ...], joints: tuple[str, ...], sample: str) -> str:
    return _json(kind="hello", version=version, zones=zones, joints=joints, sample=sample)


def hush() -> str:
    """Whatever is still sounding fades now."""
    return _json(kind="hush")


def state(portrait: Portrait) -> str:
    """What moves: sent many times a second."""
    glow = portrait.glow
    return _json(
        kind="state",
        t=_round(portrait.at_s),
        pose={joint: _round(value) for joint, value in portrait.sent.pose.joints().items()},
        attached=[joint for joint in JOINTS if joint in portrait.sent.attached],
        glow={name: _round(getattr(glow, name)) for name in ("red", "green", "blue", "level")},
        breath=_round(portrait.breath),
    )


def belief(portrait: Portrait) -> str:
    """What it senses, believes and does, and why: sent a few times a second."""
    decision = portrait.decision
    return _json(
        kind="belief",
        act=decision and {"name": decision.act.name, "label": decision.act.label, "why": decision.act.why},
        layer=decision and decision.act.layer,
        impression=decision and _impression(decision.impression),
        state=decision and decision.impression.state,
        evidence=list(decision.impression.evidence) if decision else [],
        bound=decision and decision.binding.resident,
        binding=decision and decision.binding.line,
        knows_face=decision is not None and decision.binding.track is not None,
        mood=decision and _round(decision.mood),
        needs=[{"name": need.name, "strength": _round(need.strength)} for need in decision.needs] if decision else [],
        awake=decision and _round(decision.awake),
        senses=[_sense(status, portrait.at_s) for status in portrait.senses],
        faces=[_face(face, decision) for face in portrait.faces],
        gate={name: getattr(portrait.gate, name) for name in GATE_NAMES},
        permissions={sense: portrait.permissions.allows(sense) for sense in SENSES},
        said=portrait.said and portrait.said.sentence,
        speech=portrait.speech,
        care=portrait.care and portrait.care.line,
        light=None if portrait.light is None else _round(portrait.light),
        heard=portrait.heard and _heard(portrait.heard),
        naming=portrait.naming and {"resident": portrait.naming.resident, "name": portrait.naming.name},
        warmth=portrait.warmth and {"degrees": _round(portrait.warmth.measured_c), "heats": portrait.warmth.heats},
    )


def touched(reading: TouchReading) -> str:
    return _json(kind="touched", zone=reading.zone, gesture=reading.gesture, speed_cm_s=_round(reading.speed_cm_s))


def error(what: str, next_step: str) -> str:
    return _json(kind="error", what=what, next=next_step)


def _impression(impression: Impression) -> dict[str, Any]:
    return {
        "valence": _round(impression.valence),
        "arousal": _round(impression.arousal),
        "emotions": {label: _round(value) for label, value in impression.emotions.items()},
        "emotion": impression.emotion,
        "certainty": _round(impression.certainty),
    }


def _sense(status: SenseStatus, now_s: float) -> dict[str, Any]:
    return {
        "sense": status.sense,
        "state": status.state,
        "line": status.line,
        "certainty": None if status.certainty is None else _round(status.certainty),
        "age_s": None if status.at_s is None else _round(max(0.0, now_s - status.at_s)),
    }


def _heard(heard: HeardNow) -> dict[str, Any]:
    """Level in dB, the room's too; the tone of a voice and from where; and a sound: each None while there is none."""
    loudness, voice, sound = heard.loudness, heard.voice, heard.sound
    return {
        "level_db": loudness and _round(loudness.level_db),
        "room_db": None if loudness is None or loudness.room_db is None else _round(loudness.room_db),
        "speaks": voice is not None,
        "tone": voice and voice.emotion,
        "certainty": voice and _round(voice.certainty),
        "direction_deg": None if voice is None or voice.direction_deg is None else _round(voice.direction_deg),
        "sound": sound and sound.event,
    }


def _face(face: FaceReading, decision: Decision | None) -> dict[str, Any]:
    box, expression = face.box, face.expression
    return {
        "box": [_round(value) for value in (box.x, box.y, box.width, box.height)],
        "bound": decision is not None and face.track == decision.binding.track,
        "attended": decision is not None and face.track == decision.attended,
        "look": face.look,
        "emotion": expression and expression.emotion,
        "certainty": expression and _round(expression.certainty),
    }


def _round(value: float) -> float:
    return round(float(value), 3)


def _json(**content: Any) -> str:
    return json.dumps(content, allow_nan=False, separators=(",", ":"))
