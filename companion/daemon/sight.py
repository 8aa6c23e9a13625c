"""The eyes as a supervised part: opens the camera, turns pictures into readings, and closes it again."""

import asyncio
import logging
from collections.abc import Callable, Mapping

from companion.daemon.clock import Clock
from companion.daemon.flow import Flow
from companion.daemon.pacing import Pace
from companion.daemon.supervise import Link
from companion.daemon.worker import done_in, thread_of_its_own
from companion.perception.seeing import Seeing
from companion.settings import CameraSettings
from companion.vocabulary.errors import PictureError
from companion.vocabulary.ports import Camera
from companion.vocabulary.readings import BodyReading, BodySign, FaceReading, SightReading

FRAME_PATIENCE_S = 0.25
"""How long the camera thread waits for a frame: also the longest a camera stays open once permission has gone."""

BEARING_NEWS_S = 4.0
BEARINGS: Mapping[BodySign, str] = {
    "reaching": "Somebody reaches for me",
    "leaning_in": "Somebody leans toward me",
    "slumped": "Somebody sits slumped",
    "turned_away": "Somebody has turned away",
    "waving": "Somebody waves",
    "hands_at_face": "Somebody holds their hands to their face",
    "rocking": "Somebody rocks to and fro",
    "eyes_falling_shut": "Somebody's eyes keep falling shut",
    "yawning": "Somebody yawns",
}

_log = logging.getLogger(__name__)


class Sight:
    """Camera -> faces and body -> readings.

    The organ and the models have a thread each, so a stuck model cannot hold the camera open.
    """

    def __init__(
        self, camera: Camera, load: Callable[[], Seeing], flow: Flow, clock: Clock, settings: CameraSettings
    ) -> None:
        self.latest: SightReading | None = None
        self.bearing: BodyReading | None = None
        """The last sign of a body or of tired eyes."""
        self.frames_seen = 0
        self.pace = Pace(settings)
        self._camera = camera
        self._load = load
        self._flow = flow
        self._clock = clock
        self._camera_thread = thread_of_its_own("camera")
        self._model_thread = thread_of_its_own("sight")
        self._seeing: Seeing | None = None
        self._told_missing = 0

    @property
    def body_looks(self) -> int:
        """Pictures in which a body was looked at, since the start."""
        return self._seeing.body_looks if self._seeing is not None else 0

    def slow(self, cool: float) -> None:
        """From now on look only with this share (0..1) of the usual rate."""
        self.pace.cool = cool

    async def run(self, link: Link) -> None:
        """Look until cancelled. Raises `OrganError` or `ModelError` when eyes or models are lost."""
        link.waits("I am opening my eyes.")
        if self._seeing is None:
            self._seeing = await done_in(self._model_thread, self._load)
        try:
            await done_in(self._camera_thread, self._camera.open)
            link.waits("My eyes are open; no picture has come yet.")
            while True:
                await self._look(self._seeing, link)
        finally:
            self.latest = self.bearing = None
            # Behind whatever the camera's thread is doing: also an opening that nobody waits for any more is undone.
            await asyncio.shield(done_in(self._camera_thread, self._camera.close))

    async def _look(self, seeing: Seeing, link: Link) -> None:
        began_s = self._clock.seconds()
        try:
            frame = await done_in(self._camera_thread, lambda: self._camera.latest(FRAME_PATIENCE_S))
        except PictureError as fault:
            link.waits(str(fault))
            return
        if frame is None:
            if self.latest is None or self._clock.seconds() - self.latest.at_s > 2.0:
                link.waits("My eyes are open; no picture comes.")
            return
        got_s = self._clock.seconds()
        bound, attended = self._flow.judged_track, self._flow.attended_track
        cool = self.pace.cool
        reading, signs = await done_in(self._model_thread, lambda: seeing.read(frame, bound, attended, cool))
        now = self._clock.now()
        self._tell_missing(seeing)
        if self._flow.judged_track != bound:
            # The binding went while the picture was looked at: what it showed of that person is no longer wanted.
            reading, signs = _unjudged(reading), ()
        self.latest = reading
        self.frames_seen += 1
        self._flow.feel(reading, now)
        for sign in signs:
            self.bearing = sign
            self._flow.feel(sign, now)
        self.pace.looked(got_s, now.monotonic_s, bool(reading.faces))
        certainty = reading.faces[0].detection if reading.faces else None
        told = f"{line(reading)}{self._borne(now.monotonic_s)} {self.pace.words(now.monotonic_s)}"
        link.works(told, certainty, reading.at_s)
        await asyncio.sleep(max(0.0, began_s + self.pace.period_s(now.monotonic_s) - self._clock.seconds()))

    def _tell_missing(self, seeing: Seeing) -> None:
        """Once of each model that it does without."""
        for sentence in seeing.missing[self._told_missing :]:
            _log.warning("Faces are seen, but not everything of them. %s", sentence)
        self._told_missing = len(seeing.missing)

    def _borne(self, now_s: float) -> str:
        """The last sign of a body, while it is news."""
        fresh = self.bearing is not None and now_s - self.bearing.at_s < BEARING_NEWS_S
        return f" {BEARINGS[self.bearing.sign]}." if fresh and self.bearing is not None else ""


def line(reading: SightReading) -> str:
    """What is seen, for people: how many faces, and where they look; nothing of anybody's feelings."""
    count = len(reading.faces)
    if count == 0:
        return "I see nobody."
    if count == 1:
        return f"I see one face{_LOOKS[reading.faces[0].look]}."
    looking = sum(face.look == "at me" for face in reading.faces)
    who = "nobody looks" if looking == 0 else "one looks" if looking == 1 else f"{looking} look"
    return f"I see {count} faces; {who} at me."


_LOOKS = {
    "at me": ", and it looks at me",
    "away": ", and it looks away",
    "eyes closed": ", and its eyes are closed",
    "not sure": "",
}


def _unjudged(reading: SightReading) -> SightReading:
    return SightReading(reading.at_s, tuple(_presence(face) for face in reading.faces))


def _presence(face: FaceReading) -> FaceReading:
    """What of a face anybody may know: where it is and where it looks."""
    return FaceReading(
        face.track, face.box, face.detection, face.facing, face.roll_deg, None, face.yaw_deg, face.pitch_deg,
        face.gaze_deg, face.look,
    )  # fmt: skip
