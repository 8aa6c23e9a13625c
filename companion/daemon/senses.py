"""The optional senses as supervised parts: each opens its organ, turns signals into readings, and closes it again."""

import asyncio
from collections.abc import Callable

from companion.daemon.clock import Clock
from companion.daemon.flow import Flow
from companion.daemon.supervise import Link
from companion.daemon.worker import done_in, thread_of_its_own
from companion.perception.faces.path import FacePath
from companion.settings import CameraSettings
from companion.vocabulary.errors import PictureError
from companion.vocabulary.ports import Camera, LightSensor, Skin, Thermometer
from companion.vocabulary.readings import LightReading, SightReading, TemperatureReading

FRAME_PATIENCE_S = 0.25
"""How long the camera thread waits for a frame: also the longest a camera stays open once permission has gone."""

AWAKE_AFTER_FACE_S = 5.0
LIGHT_PERIOD_S = 0.5
WARMTH_PERIOD_S = 5.0


class Sight:
    """Camera -> face path -> reading.

    The organ and the models have a thread each, so a stuck model cannot hold the camera open.
    """

    def __init__(
        self, camera: Camera, load: Callable[[], FacePath], flow: Flow, clock: Clock, settings: CameraSettings
    ) -> None:
        self.latest: SightReading | None = None
        self.frames_seen = 0
        self.pace = 1.0
        """How quick it may be, 0..1 of its usual rate, so that the processor keeps cool."""
        self._camera = camera
        self._load = load
        self._flow = flow
        self._clock = clock
        self._settings = settings
        self._camera_thread = thread_of_its_own("camera")
        self._model_thread = thread_of_its_own("sight")
        self._path: FacePath | None = None
        self._last_face_s = float("-inf")

    def slow(self, pace: float) -> None:
        """From now on be only so quick."""
        self.pace = pace

    async def run(self, link: Link) -> None:
        """Look until cancelled. Raises `OrganError` or `ModelError` when eyes or models are lost."""
        link.waits("I am opening my eyes.")
        if self._path is None:
            self._path = await done_in(self._model_thread, self._load)
        try:
            await done_in(self._camera_thread, self._camera.open)
            link.waits("My eyes are open; no picture has come yet.")
            while True:
                await self._look(self._path, link)
        finally:
            self.latest = None
            # Behind whatever the camera's thread is doing: also an opening that nobody waits for any more is undone.
            await asyncio.shield(done_in(self._camera_thread, self._camera.close))

    async def _look(self, path: FacePath, link: Link) -> None:
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
        judged = frozenset() if self._flow.judged_track is None else frozenset({self._flow.judged_track})
        reading = await done_in(self._model_thread, lambda: path.read(frame, judged))
        self.latest = reading
        self.frames_seen += 1
        self._flow.feel(reading, self._clock.now())
        if reading.faces:
            self._last_face_s = reading.at_s
        link.works(_line(reading), reading.faces[0].detection if reading.faces else None, reading.at_s)
        await asyncio.sleep(max(0.0, began_s + self._period_s() - self._clock.seconds()))

    def _period_s(self) -> float:
        """Quick while a face is or just was there, slow when alone."""
        somebody = self._clock.seconds() - self._last_face_s < AWAKE_AFTER_FACE_S
        usual = self._settings.frames_per_second if somebody else self._settings.frames_per_second_alone
        return 1 / (usual * self.pace)


class Feeling:
    """Opens the skin while touch is allowed. What it feels goes the reflex way, straight to the heart.

    `forget` is called once it is closed: a hand that lay on it must not be felt any longer.
    """

    def __init__(self, skin: Skin, forget: Callable[[], None]) -> None:
        self._skin = skin
        self._forget = forget

    async def run(self, link: Link) -> None:
        self._skin.open()
        link.works("I feel with twelve places of my fur.")
        try:
            await asyncio.Event().wait()
        finally:
            self._skin.close()
            self._forget()


class Brightness:
    """Light sensor -> reading, twice a second."""

    def __init__(self, sensor: LightSensor, flow: Flow, clock: Clock) -> None:
        self.level: float | None = None
        self._sensor = sensor
        self._flow = flow
        self._clock = clock

    async def run(self, link: Link) -> None:
        self._sensor.open()
        link.waits("No light has been measured yet.")
        try:
            while True:
                self.level = self._sensor.level()
                if self.level is not None:
                    now = self._clock.now()
                    self._flow.feel(LightReading(now.monotonic_s, self.level), now)
                    link.works(_light_line(self.level), 1.0, now.monotonic_s)
                await asyncio.sleep(LIGHT_PERIOD_S)
        finally:
            self.level = None
            self._sensor.close()


class RoomWarmth:
    """Thermometer -> reading, every five seconds; with how hot the processor is, where that can be told."""

    def __init__(
        self,
        thermometer: Thermometer,
        flow: Flow,
        clock: Clock,
        processor_c: Callable[[], float | None] = lambda: None,
    ) -> None:
        self._thermometer = thermometer
        self._flow = flow
        self._clock = clock
        self._processor_c = processor_c
        self._thread = thread_of_its_own("room warmth")

    async def run(self, link: Link) -> None:
        """Raises `OrganError` when the thermometer is lost."""
        await done_in(self._thread, self._thermometer.open)
        link.waits("How warm the room is has not been measured yet.")
        try:
            while True:
                room_c = await done_in(self._thread, self._thermometer.celsius)
                processor_c = await done_in(self._thread, self._processor_c)
                if room_c is not None or processor_c is not None:
                    now = self._clock.now()
                    self._flow.feel(TemperatureReading(now.monotonic_s, room_c, processor_c), now)
                if room_c is not None:
                    link.works(f"The room has {room_c:.0f} degrees.", 1.0, self._clock.seconds())
                await asyncio.sleep(WARMTH_PERIOD_S)
        finally:
            await asyncio.shield(done_in(self._thread, self._thermometer.close))


def _line(reading: SightReading) -> str:
    if not reading.faces:
        return "I see nobody."
    if len(reading.faces) > 1:
        return f"I see {len(reading.faces)} faces."
    return "I see one face."


def _light_line(level: float) -> str:
    if level < 0.15:
        return "It is dark."
    return "The light is dim." if level < 0.4 else "It is bright."
