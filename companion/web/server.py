"""The page's server: its files, and one socket: poses, beliefs and sounds out; strokes, pictures and commands in.

It knows the creature only as a `Life` and the browser twins only as inlets; what the page shows is a portrait, so no
picture leaves.
"""

import asyncio
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from aiohttp import WSMsgType, web

from companion import __version__
from companion.vocabulary.acts import JOINTS
from companion.vocabulary.commands import (
    GUEST,
    Allow,
    AnswerName,
    BeginSession,
    EndSession,
    ReleaseGate,
    SetGate,
    SetSpeech,
)
from companion.vocabulary.errors import MessageError, OrganError
from companion.vocabulary.portrait import Portrait
from companion.vocabulary.ports import Feed, Life
from companion.vocabulary.readings import TouchReading
from companion.vocabulary.signals import ZONES, Handling, Samples, Touches, Zone
from companion.web import messages
from companion.web.doors import HEADERS, Pace, guard

STATIC = Path(__file__).with_name("static")

PICTURE_LIMIT_BYTES = 300_000
"""One JPEG of 640x480 at high quality is below 150 kB."""

SOUND_LIMIT_BYTES = 40_000
"""A tenth of a second at 192 kHz."""

SOUND = b"PCM1"
"""How a piece of sound begins; whatever begins otherwise is a picture."""

WINDOW_PERIOD_S = 0.02
STATE_EVERY = 2
BELIEF_EVERY = 12
OUTBOX_LENGTH = 100

_SOUND_HEADER = struct.Struct("<4sI")


class Tap(Protocol):
    """Where the sound for the browser comes out of the speaker's twin."""

    def take(self) -> tuple[Samples, ...]: ...
    @property
    def hushes(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Twins:
    """The inlets and the outlet of the simulated body."""

    camera: Feed[bytes] | None
    skin: Feed[Touches]
    light: Feed[float]
    warmth: Feed[float]
    speaker: Tap
    microphone: Feed[bytes] | None = None
    balance: Feed[Handling] | None = None


class Window:
    """One open page.

    Its outbox is short and drops the oldest, so a slow browser sees less but never holds anybody up.
    """

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self.socket = socket
        self.holds_camera = self.holds_microphone = self.carries = False
        self.touched: set[Zone] = set()
        self.picture_pace = Pace(per_second=20, burst=5)
        self.sound_pace = Pace(per_second=60, burst=60)
        self.message_pace = Pace(per_second=80, burst=80)
        self.words_pace = Pace(per_second=2, burst=4)
        self._outbox: asyncio.Queue[str | bytes] = asyncio.Queue(OUTBOX_LENGTH)

    def takes(self, message: messages.PageMessage, now_s: float) -> bool:
        """Whether a message comes slowly enough. Neither an order to stop nor a hand taken off is ever too fast."""
        match message:
            case messages.GateMessage():
                return True
            case messages.TouchMessage(phase="up") if message.zone in self.touched:
                return True
            case messages.CarryMessage(held=False) if self.carries:
                return True
            case messages.WordsMessage():  # reading a sentence takes a millisecond of the one event loop
                return self.words_pace.allows(now_s)
        return self.message_pace.allows(now_s)

    def send(self, message: str | bytes) -> None:
        if self._outbox.full():
            self._outbox.get_nowait()
        self._outbox.put_nowait(message)

    async def write(self) -> None:
        while True:
            message = await self._outbox.get()
            await (self.socket.send_str(message) if isinstance(message, str) else self.socket.send_bytes(message))


class Page:
    """Serves the page until cancelled. Address: `http://127.0.0.1:PORT/TOKEN/`."""

    def __init__(self, life: Life, twins: Twins, port: int, token: str) -> None:
        self.address = f"http://127.0.0.1:{port}/{token}/"
        self._life = life
        self._twins = twins
        self._port = port
        self._token = token
        self._windows: set[Window] = set()
        self._guest_is_here = False

    async def serve(self, ready: Callable[[], None]) -> None:
        """Raises `OrganError` when the port is taken."""
        runner = web.AppRunner(self.application(), access_log=None, handle_signals=False, shutdown_timeout=1.0)
        await runner.setup()
        try:
            try:
                await web.TCPSite(runner, "127.0.0.1", self._port).start()
            except OSError as fault:
                raise OrganError(
                    f"port {self._port} is taken ({fault.strerror})",
                    "page",
                    "Is a second companion running? Stop it, or choose another: --port, or web.port in the settings.",
                ) from fault
            ready()
            await self._show()
        finally:
            for window in tuple(self._windows):
                await window.socket.close(code=1001, message=b"going to sleep")
            await runner.cleanup()

    def application(self) -> web.Application:
        app = web.Application(middlewares=[guard(self._token, self._port)], client_max_size=PICTURE_LIMIT_BYTES)
        app.router.add_get("/{token}", self._to_front_page)
        app.router.add_get("/{token}/", self._front_page)
        app.router.add_get("/{token}/socket", self._socket)
        app.router.add_static("/" + self._token + "/static", STATIC)
        return app

    async def _to_front_page(self, request: web.Request) -> web.StreamResponse:
        raise web.HTTPPermanentRedirect(request.path + "/")

    async def _front_page(self, _: web.Request) -> web.StreamResponse:
        return web.FileResponse(STATIC / "index.html")

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(heartbeat=15, max_msg_size=PICTURE_LIMIT_BYTES, compress=False)
        socket.headers.update(HEADERS)
        await socket.prepare(request)
        window = Window(socket)
        window.send(messages.hello(version=__version__, zones=ZONES, joints=JOINTS, sample="static/sample.jpg"))
        self._windows.add(window)
        writer = asyncio.create_task(window.write())
        try:
            async for message in socket:
                now_s = self._life.moment().monotonic_s
                if message.type is WSMsgType.BINARY:
                    (self._hear if message.data.startswith(SOUND) else self._see)(window, message.data, now_s)
                elif message.type is WSMsgType.TEXT:
                    self._listen(window, message.data, now_s)
        finally:
            writer.cancel()
            self._windows.discard(window)
            self._release_camera(window)
            self._release_microphone(window)
            self._take_the_hand_off(window)
        return socket

    def _see(self, window: Window, picture: bytes, now_s: float) -> None:
        if self._twins.camera is None or not window.holds_camera or not window.picture_pace.allows(now_s):
            return
        self._twins.camera.feed(picture)

    def _hear(self, window: Window, sound: bytes, now_s: float) -> None:
        microphone = self._twins.microphone
        if microphone is None or not window.holds_microphone or not window.sound_pace.allows(now_s):
            return
        if len(sound) <= SOUND_LIMIT_BYTES:
            microphone.feed(sound)

    def _listen(self, window: Window, text: str, now_s: float) -> None:
        try:
            message = messages.read(text)
            if window.takes(message, now_s):
                self._do(window, message, now_s)
        except MessageError as fault:
            if window.message_pace.allows(now_s):
                window.send(messages.error(fault.what, fault.next_step))

    def _do(self, window: Window, message: messages.PageMessage, now_s: float) -> None:
        match message:
            case messages.TouchMessage():
                (window.touched.discard if message.phase == "up" else window.touched.add)(message.zone)
                touches = Touches(
                    message.phase, message.zone, message.speed_cm_s, message.pressure, now_s, message.direction_deg
                )
                self._twins.skin.feed(touches)
            case messages.CarryMessage() if self._twins.balance is not None:
                window.carries = message.held and message.height_cm > 0.0
                self._twins.balance.feed(Handling(message.height_cm, message.turned_deg, message.held, now_s))
            case messages.LightMessage():
                self._twins.light.feed(message.level)
            case messages.WarmthMessage():
                self._twins.warmth.feed(message.celsius)
            case messages.WordsMessage():
                self._life.hear(message.text)
            case messages.GateMessage(name="release"):
                self._life.order(ReleaseGate())
            case messages.GateMessage(name="speech", on=on):
                self._life.order(SetSpeech(on))
            case messages.GateMessage(name=name, on=on):
                if name != "release" and name != "speech":
                    self._life.order(SetGate(name, on))
            case messages.NameMessage():
                self._life.order(AnswerName(message.resident, message.name, message.yes))
            case messages.EyesMessage(on=True):
                window.holds_camera = True
                self._life.order(Allow("camera", True))
                self._life.order(BeginSession(GUEST, confirmed=True))
            case messages.EyesMessage():
                self._release_camera(window)
            case messages.EarsMessage(on=True):
                window.holds_microphone = True
                self._life.order(Allow("microphone", True))
                if not any(other.holds_camera for other in self._windows):
                    self._life.order(BeginSession(GUEST, confirmed=True))
            case messages.EarsMessage():
                self._release_microphone(window)
        if isinstance(message, messages.GateMessage | messages.EyesMessage | messages.EarsMessage):
            window.send(messages.belief(self._life.portrait()))

    def _release_camera(self, window: Window) -> None:
        """Whoever opened the eyes closes them, also by closing the page."""
        if window.holds_camera:
            window.holds_camera = False
            if not any(other.holds_camera for other in self._windows):
                if not any(other.holds_microphone for other in self._windows):
                    self._life.order(EndSession())
                self._life.order(Allow("camera", False))

    def _release_microphone(self, window: Window) -> None:
        """Whoever opened the ears closes them, also by closing the page."""
        if window.holds_microphone:
            window.holds_microphone = False
            if not any(other.holds_microphone for other in self._windows):
                if not any(other.holds_camera for other in self._windows):
                    self._life.order(EndSession())
                self._life.order(Allow("microphone", False))

    def _follow_session(self, portrait: Portrait) -> None:
        """A session that ends by itself (the guest asked to be left alone) closes what was opened for it."""
        was_here = self._guest_is_here
        self._guest_is_here = portrait.decision is not None and portrait.decision.binding.resident is not None
        if was_here and not self._guest_is_here and portrait.decision is not None:
            for window in tuple(self._windows):
                self._release_camera(window)
                self._release_microphone(window)

    def _take_the_hand_off(self, window: Window) -> None:
        """A window that is gone touches nothing and lays down what it held, also when it could not say so."""
        now_s = self._life.moment().monotonic_s
        for zone in window.touched:
            self._twins.skin.feed(Touches("up", zone, 0.0, 0.0, now_s))
        if window.carries and self._twins.balance is not None:
            self._twins.balance.feed(Handling(0.0, 0.0, True, now_s))

    async def _show(self) -> None:
        """Carry portraits and sound to every open page until cancelled."""
        hushes = self._twins.speaker.hushes
        touch: TouchReading | None = None
        tick = 0
        while True:
            await asyncio.sleep(WINDOW_PERIOD_S)
            tick += 1
            if self._twins.speaker.hushes != hushes:
                hushes = self._twins.speaker.hushes
                self._broadcast(messages.hush())
            for samples in self._twins.speaker.take():
                self._broadcast(sound(samples))
            if not self._windows:
                continue
            portrait = self._life.portrait()
            self._follow_session(portrait)
            if portrait.touch is not touch:
                touch = portrait.touch
                if touch is not None:
                    self._broadcast(messages.touched(touch))
            if tick % STATE_EVERY == 0:
                self._broadcast(messages.state(portrait))
            if tick % BELIEF_EVERY == 0:
                self._broadcast(messages.belief(portrait))

    def _broadcast(self, message: str | bytes) -> None:
        for window in self._windows:
            window.send(message)


def sound(samples: Samples) -> bytes:
    """`PCM1`, the rate as little-endian uint32, then int16 samples."""
    values = np.clip(samples.values * 32767, -32768, 32767).astype("<i2")
    return _SOUND_HEADER.pack(SOUND, samples.rate_hz) + values.tobytes()
