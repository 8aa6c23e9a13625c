"""The eyes as a part: what is judged stops with the binding, also for the picture that was being looked at."""

import asyncio
from dataclasses import dataclass, field

import numpy as np

from companion.daemon.clock import Clock
from companion.daemon.sight import Sight
from companion.settings import CameraSettings
from companion.vocabulary.moment import Moment
from companion.vocabulary.readings import (
    BodyReading,
    Box,
    FaceReading,
    FaceShape,
    Reading,
    SightReading,
    uniform_emotions,
)
from companion.vocabulary.readings import ExpressionReading as Expression
from companion.vocabulary.signals import Frame


@dataclass
class Nerves:
    """What the eyes need of the flow."""

    judged_track: int | None = 1
    attended_track: int | None = 1
    felt: list[Reading] = field(default_factory=list)

    def feel(self, reading: Reading, moment: Moment) -> None:
        self.felt.append(reading)


class OnePicture:
    name = "camera"

    def open(self) -> None: ...
    def close(self) -> None: ...
    def latest(self, timeout_s: float) -> Frame | None:
        return Frame(np.zeros((8, 8, 3), np.uint8), Clock().seconds())


@dataclass
class Told:
    """What the part says of itself."""

    lines: list[str] = field(default_factory=list)

    def waits(self, line: str) -> None: ...
    def works(self, line: str, certainty: float | None = None, at_s: float | None = None) -> None:
        self.lines.append(line)


@dataclass
class Looks:
    """Sees one judged face that yawns; `meanwhile` the binding may go."""

    nerves: Nerves
    goes: bool
    body_looks = 0
    missing: tuple[str, ...] = ()

    def read(
        self, frame: Frame, bound: int | None, attended: int | None, pace: float
    ) -> tuple[SightReading, tuple[BodyReading, ...]]:
        if self.goes:
            self.nerves.judged_track = None
        shown = Expression("sadness", uniform_emotions(), -0.6, -0.2, 0.8)
        shape = FaceShape(0.0, 0.0, 0.5)
        face = FaceReading(1, Box(0.1, 0.1, 0.3, 0.3), 0.9, 1.0, 0.0, shown, 2.0, 1.0, 3.0, "at me", shape)
        return SightReading(frame.captured_s, (face,)), (BodyReading(frame.captured_s, "yawning", 0.75),)


def looked(goes: bool) -> tuple[list[Reading], str]:
    nerves, told = Nerves(), Told()
    sight = Sight(OnePicture(), lambda: Looks(nerves, goes), nerves, Clock(), CameraSettings())  # type: ignore[arg-type, return-value]

    async def look() -> None:
        part = asyncio.create_task(sight.run(told))  # type: ignore[arg-type]
        while not told.lines:
            await asyncio.sleep(0)
        part.cancel()
        await asyncio.gather(part, return_exceptions=True)

    asyncio.run(asyncio.wait_for(look(), 10.0))
    return nerves.felt[:2], told.lines[0]


def test_what_the_bound_face_and_body_show_is_handed_on() -> None:
    (seen, sign), line = looked(goes=False)
    assert isinstance(seen, SightReading)
    assert seen.faces[0].expression is not None
    assert isinstance(sign, BodyReading)
    assert line.startswith("I see one face, and it looks at me. Somebody yawns. I look ")


def test_when_the_binding_goes_while_a_picture_is_looked_at_nothing_it_showed_is_judged() -> None:
    felt, line = looked(goes=True)
    seen = felt[0]
    assert isinstance(seen, SightReading)
    assert seen.faces[0].expression is None
    assert seen.faces[0].shape is None
    assert seen.faces[0].look == "at me"
    assert not any(isinstance(reading, BodyReading) for reading in felt)
    assert "yawns" not in line
