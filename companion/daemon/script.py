"""A scene as a stream: every happening unrolled into readings and commands with their second, in order."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from companion.daemon.hearsay import hearing, times_between
from companion.daemon.scene import AGAIN, Face, Happening, Order, Scene, Touch
from companion.mind.surroundings import PLACES
from companion.perception.faces.expression import AFFECT
from companion.vocabulary.commands import (
    Allow,
    BeginSession,
    Command,
    EndSession,
    Perform,
    ReleaseGate,
    SetGate,
    SetSpeech,
)
from companion.vocabulary.permissions import Sense
from companion.vocabulary.readings import (
    EMOTIONS,
    NOT_SURE,
    Box,
    ExpressionReading,
    FaceReading,
    LightReading,
    PostureReading,
    Reading,
    SightReading,
    TouchReading,
    uniform_emotions,
)

FRAME_S = 0.1
TOUCH_AGAIN_S = 0.5
LIGHT_STEP_S = 0.5
LIGHT_AGAIN_S = 30.0


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that comes in at second `s` through `sense`, None for a command; `told` is said when it begins."""

    s: float
    what: Reading | Command
    sense: Sense | None
    told: str = ""


def unroll(scene: Scene, creature: str = "Pebble") -> Iterator[Event]:
    """Every event of the scene in the order of time; what happens at the same time keeps the order of the file."""
    streams = [_sights(scene), _lights(scene)]
    for happening in scene.at:
        if happening.touch is not None:
            streams.append(_hand(happening, happening.touch))
        elif happening.command is not None:
            streams.append(iter((_order(happening, happening.command),)))
        elif happening.posture is not None:
            streams.append(_posture(happening))
        elif any(getattr(happening, kind) is not None for kind in AGAIN):
            streams.append(_again(happening, creature))
    return heapq.merge(*streams, key=lambda event: event.s)


def _sights(scene: Scene) -> Iterator[Event]:
    """What the camera sees lasts until the next thing it sees; after an `until` nobody is in view."""
    seen = sorted(
        (happening for happening in scene.at if happening.face or happening.faces or happening.no_face),
        key=lambda happening: happening.s,
    )
    ends = [*(after.s for _, after in pairwise(seen)), scene.seconds]
    for happening, end_s in zip(seen, ends, strict=bool(seen)):
        faces = happening.faces or ((happening.face,) if happening.face is not None else ())
        until_s = min(end_s, happening.until or end_s)
        yield from _frames(happening.s, until_s, happening.every_s or FRAME_S, faces)
        if until_s < end_s:
            yield from _frames(until_s, end_s, FRAME_S, ())


def _frames(from_s: float, to_s: float, every_s: float, faces: tuple[Face, ...]) -> Iterator[Event]:
    told = "nobody in view"
    if faces:
        told = " and ".join(f"face {face.track} shows {face.emotion} ({face.certainty:.2f})" for face in faces)
    readings = sorted((_face(face) for face in faces), key=lambda face: -face.box.width)
    for s in times_between(from_s, to_s, every_s):
        yield Event(s, SightReading(s, tuple(readings)), "camera", told)
        told = ""


def _face(face: Face) -> FaceReading:
    box = Box(face.x - face.size / 2, face.y - 0.6 * face.size, face.size, 1.2 * face.size)
    return FaceReading(face.track, box, 0.95, face.facing, 0.0, _expression(face))


def _expression(face: Face) -> ExpressionReading:
    if face.emotion == NOT_SURE:
        return ExpressionReading(NOT_SURE, uniform_emotions(), 0.0, 0.0, face.certainty)
    rest = (1.0 - face.certainty) / (len(EMOTIONS) - 1)
    emotions = {emotion: face.certainty if emotion == face.emotion else rest for emotion in EMOTIONS}
    valence, arousal = (sum(emotions[emotion] * AFFECT[emotion][side] for emotion in EMOTIONS) for side in (0, 1))
    return ExpressionReading(face.emotion, emotions, valence, arousal, face.certainty)


def _hand(happening: Happening, touch: Touch) -> Iterator[Event]:
    """One touch; with `until` a hand that comes, goes on doing it, and leaves."""
    s, until_s = happening.s, happening.until
    place = PLACES[touch.zone]
    speed = f" at {touch.speed_cm_s:g} cm/s" if touch.speed_cm_s else ""
    if until_s is None:
        yield _touch(s, touch, f"{touch.gesture} on the {place}{speed}")
        return
    every_s = happening.every_s or TOUCH_AGAIN_S
    often = f", every {every_s:g} s" if every_s != TOUCH_AGAIN_S else ""
    told = f"{touch.gesture} on the {place}{speed} until {until_s:g} s{often}"
    if touch.gesture not in ("contact", "hit"):
        yield _touch(s, touch.model_copy(update={"gesture": "contact"}), told)
        told = ""
    for at_s in times_between(s, until_s, every_s):
        yield _touch(at_s, touch, told)
        told = ""
    yield _touch(until_s, touch.model_copy(update={"gesture": "release"}), "")


def _touch(s: float, touch: Touch, told: str) -> Event:
    return Event(s, TouchReading(s, touch.gesture, touch.zone, touch.speed_cm_s, touch.pressure), "touch", told)


def _lights(scene: Scene) -> Iterator[Event]:
    """Brightness; with `until` it glides there from where it was."""
    level = None
    changes = sorted((each for each in scene.at if each.light is not None), key=lambda each: each.s)
    ends = [*(after.s for _, after in pairwise(changes)), scene.seconds]
    for happening, end_s in zip(changes, ends, strict=bool(changes)):
        goal = happening.light if happening.light is not None else 0.0
        if happening.until is None or level is None:
            yield Event(happening.s, LightReading(happening.s, goal), "light", f"light {goal:.2f}")
            steady_s = happening.s
        else:
            told = f"light {'rises' if goal > level else 'falls'} to {goal:.2f} until {happening.until:g} s"
            length_s = happening.until - happening.s
            for s in times_between(happening.s, min(happening.until, end_s), happening.every_s or LIGHT_STEP_S):
                part = (s - happening.s) / length_s
                yield Event(s, LightReading(s, level + (goal - level) * part), "light", told)
                told = ""
            steady_s = happening.until
        for s in times_between(steady_s, end_s, LIGHT_AGAIN_S):
            yield Event(s, LightReading(s, goal), "light")
        level = goal


def _posture(happening: Happening) -> Iterator[Event]:
    if happening.posture is not None:
        told = happening.posture.replace("_", " ")
        yield Event(happening.s, PostureReading(happening.s, happening.posture), "posture", told)
    if happening.until is not None:
        yield Event(happening.until, PostureReading(happening.until, "resting"), "posture", "laid down again")


def _again(happening: Happening, creature: str) -> Iterator[Event]:
    """Something that happens once, or with `until` and `every_s` again and again."""
    heard = hearing(happening, creature)
    until_s = happening.until if happening.every_s is not None else None
    times = times_between(happening.s, until_s, happening.every_s or 1.0) if until_s else iter((happening.s,))
    for number, s in enumerate(times):
        yield Event(s, replace(heard.reading, at_s=s), heard.sense, "" if number else heard.told)


def _order(happening: Happening, order: Order) -> Event:
    """The command and how it is told. `Order` holds exactly one."""
    command: Command
    if order.begin_session is not None:
        command = BeginSession(order.begin_session, order.confirmed)
        told = f"a session for {order.begin_session} begins"
    elif order.gate is not None:
        command, told = SetGate(order.gate, order.on), f"{order.gate} {'on' if order.on else 'off'}"
    elif order.allow is not None:
        command = Allow(order.allow, order.allowed)
        told = f"{order.allow} {'allowed' if order.allowed else 'forbidden'}"
    elif order.perform is not None:
        command, told = Perform(order.perform), f"perform {order.perform}"
    elif order.speech is not None:
        command, told = SetSpeech(order.speech), f"speech {'on' if order.speech else 'off'}"
    elif order.release is not None:
        command, told = ReleaseGate(), "the gate is released"
    else:
        command, told = EndSession(), "the session ends"
    return Event(happening.s, command, None, told)
