"""The page's server on a real socket: who is let in, what is understood, and that no wrong message does harm."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import aiohttp
import numpy as np
import pytest

from companion.vocabulary.acts import (
    Act,
    Binding,
    CareEvent,
    Decision,
    Glow,
    Impression,
    Pose,
    Saying,
    Sent,
)
from companion.vocabulary.commands import Allow, BeginSession, Command, EndSession, ReleaseGate, SetGate, SetSpeech
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate, Permissions
from companion.vocabulary.portrait import Portrait
from companion.vocabulary.readings import uniform_emotions
from companion.vocabulary.signals import Samples, Touches
from companion.web.server import PICTURE_LIMIT_BYTES, Page, Twins
from tools.living import free_port

DEADLINE_S = 10.0
TOKEN = "the-token-of-this-start"


class FakeLife:
    """Remembers what was asked of it."""

    def __init__(self) -> None:
        self.orders: list[Command] = []
        self.heard: list[str] = []
        self.now_s = 0.0
        self.gate = Gate()
        self.news: dict[str, Any] = {}

    def moment(self) -> Moment:
        self.now_s += 0.05
        return Moment(self.now_s)

    def portrait(self) -> Portrait:
        pose = Sent(Pose(), frozenset(), self.now_s)
        portrait = Portrait(self.now_s, pose, Glow(), 0.5, None, (), None, (), self.gate, Permissions(touch=True), None)
        return replace(portrait, **self.news)

    def order(self, command: Command) -> None:
        self.orders.append(command)
        if isinstance(command, SetGate):
            self.gate = replace(self.gate, **{command.name: command.on})

    def hear(self, text: str) -> None:
        self.heard.append(text)


class Inlet:
    def __init__(self) -> None:
        self.fed: list[Any] = []

    def feed(self, value: Any) -> None:
        self.fed.append(value)


class FakeSpeaker:
    def __init__(self) -> None:
        self.pieces: list[Samples] = []
        self.hushes = 0

    def take(self) -> tuple[Samples, ...]:
        pieces, self.pieces = tuple(self.pieces), []
        return pieces


class Rig:
    """A served page with everything behind it in view."""

    def __init__(self) -> None:
        self.port = free_port()
        self.life, self.camera, self.skin = FakeLife(), Inlet(), Inlet()
        self.light, self.warmth, self.speaker = Inlet(), Inlet(), FakeSpeaker()
        twins = Twins(self.camera, self.skin, self.light, self.warmth, self.speaker)
        self.page = Page(self.life, twins, self.port, TOKEN)
        self.origin = f"http://127.0.0.1:{self.port}"
        self.client: aiohttp.ClientSession

    async def get(self, path: str, **headers: str) -> tuple[int, str]:
        async with self.client.get(self.origin + path, headers=headers, allow_redirects=False) as answer:
            return answer.status, await answer.text()

    @asynccontextmanager
    async def window(self) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
        async with self.client.ws_connect(f"{self.origin}/{TOKEN}/socket", origin=self.origin) as window:
            yield window

    async def until(self, true: Callable[[], bool]) -> None:
        async def wait() -> None:
            while not true():
                await asyncio.sleep(0.005)

        await asyncio.wait_for(wait(), DEADLINE_S)


async def told(window: aiohttp.ClientWebSocketResponse, kind: str) -> dict[str, Any]:
    async def wait() -> dict[str, Any]:
        async for message in window:
            if message.type is aiohttp.WSMsgType.TEXT and (content := json.loads(message.data))["kind"] == kind:
                return dict(content)
        raise AssertionError("the window was closed")

    return await asyncio.wait_for(wait(), DEADLINE_S)


def serve(story: Callable[[Rig], Awaitable[None]]) -> None:
    async def play() -> None:
        rig, ready = Rig(), asyncio.Event()
        serving = asyncio.create_task(rig.page.serve(ready.set))
        async with aiohttp.ClientSession() as rig.client:
            await asyncio.wait_for(ready.wait(), DEADLINE_S)
            await story(rig)
            assert not serving.done()
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)

    asyncio.run(play())


def test_the_page_opens_at_the_printed_address_and_says_what_it_may_load() -> None:
    async def story(rig: Rig) -> None:
        async with rig.client.get(rig.page.address) as answer:
            assert answer.status == 200
            assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
            assert "<html" in await answer.text()

    serve(story)


@pytest.mark.parametrize(
    "path", ["/", "/wrong/", "/wrong/socket", f"/{TOKEN[:-1]}/", f"//{TOKEN}/", "/%00/", "/wrong/static/page.js"]
)
def test_without_the_token_nothing_is_shown(path: str) -> None:
    async def story(rig: Rig) -> None:
        status, text = await rig.get(path)
        assert status == 403
        assert "<html" not in text

    serve(story)


def test_a_path_out_of_the_page_folder_leads_nowhere() -> None:
    async def story(rig: Rig) -> None:
        for path in ("static/../server.py", "static/%2e%2e/server.py", "static/..%2fserver.py"):
            status, text = await rig.get(f"/{TOKEN}/{path}")
            assert status in (403, 404)
            assert "import" not in text

    serve(story)


def test_a_name_that_no_file_can_have_is_not_found() -> None:
    async def story(rig: Rig) -> None:
        assert (await rig.get(f"/{TOKEN}/static/{'a' * 5000}"))[0] == 404

    serve(story)


def test_a_name_that_was_bent_to_this_computer_is_refused() -> None:
    async def story(rig: Rig) -> None:
        status, text = await rig.get(f"/{TOKEN}/", Host=f"evil.example:{rig.port}")
        assert (status, "127.0.0.1 only" in text) == (403, True)

    serve(story)


@pytest.mark.parametrize(
    "request_line",
    [
        "OPTIONS * HTTP/1.1",
        "CONNECT 127.0.0.1:80 HTTP/1.1",
        "GET http://evil.example HTTP/1.1",
        "GET /\xe9 HTTP/1.1",
        "GET / HTTP/9\r\nx",
        "nonsense",
    ],
)
@pytest.mark.parametrize("origin", ["http://127.0.0.1:{port}", "http://[::1"])
def test_nonsense_is_refused_without_a_word_in_the_log(
    request_line: str, origin: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(rig: Rig) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", rig.port)
        host = f"127.0.0.1:{rig.port}"
        lines = f"{request_line}\r\nHost: {host}\r\nOrigin: {origin.format(port=rig.port)}\r\n\r\n"
        writer.write(lines.encode("latin-1"))
        answer = await asyncio.wait_for(reader.readline(), DEADLINE_S)
        assert answer.split()[1] in (b"400", b"403")
        writer.close()
        await writer.wait_closed()

    serve(story)
    assert caplog.messages == []


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null"])
def test_a_socket_of_another_page_is_refused(origin: str | None) -> None:
    async def story(rig: Rig) -> None:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await rig.client.ws_connect(f"{rig.origin}/{TOKEN}/socket", origin=origin)
        assert refused.value.status == 403

    serve(story)


def test_a_stroke_a_sentence_and_the_light_reach_the_creature() -> None:
    async def story(rig: Rig) -> None:
        async with rig.window() as window:
            await window.send_str('{"kind":"touch","phase":"move","zone":"back_middle","speed_cm_s":5,"pressure":0.4}')
            await window.send_str('{"kind":"words","text":"good morning"}')
            await window.send_str('{"kind":"light","level":0.2}')
            await window.send_str('{"kind":"warmth","celsius":31.5}')
            await rig.until(lambda: bool(rig.light.fed and rig.warmth.fed))
        assert rig.life.heard == ["good morning"]
        touch = rig.skin.fed[0]
        assert isinstance(touch, Touches)
        assert (touch.zone, touch.speed_cm_s) == ("back_middle", 5)

    serve(story)


def test_a_window_that_vanishes_in_mid_stroke_takes_its_hand_off() -> None:
    async def story(rig: Rig) -> None:
        async with rig.window() as window:
            for zone in ("head", "back_middle"):
                await window.send_str(f'{{"kind":"touch","phase":"down","zone":"{zone}"}}')
            await window.send_str('{"kind":"touch","phase":"up","zone":"head"}')
            await rig.until(lambda: len(rig.skin.fed) == 3)
        await rig.until(lambda: len(rig.skin.fed) == 4)
        assert (rig.skin.fed[-1].phase, rig.skin.fed[-1].zone) == ("up", "back_middle")

    serve(story)


def test_stop_is_obeyed_in_the_middle_of_a_flood_and_shown_at_once() -> None:
    async def story(rig: Rig) -> None:
        rig.life.moment = lambda: Moment(0.0)  # type: ignore[method-assign]  # no time passes: the pace gives nothing back
        async with rig.window() as window:
            for _ in range(300):
                await window.send_str('{"kind":"light","level":0.5}')
            await window.send_str('{"kind":"command","name":"stop","on":true}')
            await rig.until(lambda: SetGate("stop", True) in rig.life.orders)
            assert len(rig.light.fed) < 300
            while not (await told(window, "belief"))["gate"]["stop"]:
                pass
            await window.send_str('{"kind":"command","name":"release"}')
            await rig.until(lambda: ReleaseGate() in rig.life.orders)

    serve(story)


def test_a_hand_taken_off_and_a_sentence_are_not_lost_in_a_flood_and_sentences_are_no_flood_themselves() -> None:
    async def story(rig: Rig) -> None:
        rig.life.moment = lambda: Moment(0.0)  # type: ignore[method-assign]  # no time passes: the pace gives nothing back
        async with rig.window() as window:
            await window.send_str('{"kind":"touch","phase":"down","zone":"head"}')
            for _ in range(300):
                await window.send_str('{"kind":"touch","phase":"move","zone":"head"}')
            await window.send_str('{"kind":"touch","phase":"up","zone":"head"}')
            for _ in range(100):
                await window.send_str('{"kind":"words","text":"hello"}')
            await window.send_str('{"kind":"command","name":"stop","on":true}')
            await rig.until(lambda: bool(rig.life.orders))
            assert rig.skin.fed[-1].phase == "up"
            assert 1 <= len(rig.life.heard) < 10

    serve(story)


def test_my_camera_begins_a_session_for_the_guest_and_closing_the_page_ends_it() -> None:
    async def story(rig: Rig) -> None:
        async with rig.window() as window:
            await window.send_bytes(b"\xff\xd8 too early")
            await window.send_str('{"kind":"camera","on":true}')
            await rig.until(lambda: len(rig.life.orders) == 2)
            await window.send_bytes(b"\xff\xd8 a picture")
            await rig.until(lambda: bool(rig.camera.fed))
        assert rig.camera.fed == [b"\xff\xd8 a picture"]
        await rig.until(lambda: len(rig.life.orders) == 4)
        assert rig.life.orders == [
            Allow("camera", True),
            BeginSession("guest", confirmed=True),
            EndSession(),
            Allow("camera", False),
        ]

    serve(story)


def decided(resident: str | None) -> Decision:
    """A moment of the mind in a session of `resident`, or in none."""
    act = Act("rest", "rests", "All is calm, so I rest.", "rhythmic", 0.2, 0.0)
    nothing = Impression("not sure", uniform_emotions(), 0.0, 0.0, 0.0, "not sure")
    return Decision(act, nothing, (), Binding(resident, None, "Nobody is judged."), 1.0, 0.0, 0.0)


def test_a_guest_who_sends_it_away_is_no_longer_seen() -> None:
    async def story(rig: Rig) -> None:
        async with rig.window() as window:
            await window.send_str('{"kind":"camera","on":true}')
            rig.life.news = {"decision": decided("guest")}
            for _ in range(2):  # one may be the answer to the press; the other is what everybody is told
                while (await told(window, "belief"))["bound"] != "guest":
                    pass
            rig.life.news = {"decision": decided(None)}
            await rig.until(lambda: rig.life.orders[2:] == [EndSession(), Allow("camera", False)])
            await window.send_bytes(b"\xff\xd8 one more")
            await told(window, "belief")
        assert rig.camera.fed == []

    serve(story)


def test_staff_let_it_speak_and_read_what_it_said_and_what_they_should_know() -> None:
    async def story(rig: Rig) -> None:
        rig.life.news = {
            "said": Saying("Hello.", "en", 0.8),
            "speech": True,
            "care": CareEvent("distress_lasts", 1.0, "Please come and look."),
        }
        async with rig.window() as window:
            for on in (True, False):
                await window.send_str(json.dumps({"kind": "command", "name": "speech", "on": on}))
            await rig.until(lambda: rig.life.orders == [SetSpeech(True), SetSpeech(False)])
            belief = await told(window, "belief")
            assert (belief["said"], belief["speech"], belief["care"]) == ("Hello.", True, "Please come and look.")

    serve(story)


@pytest.mark.parametrize(
    "message", ["", "{", '{"kind":"dance"}', '{"kind":"touch","phase":"down","zone":"ear"}', "🦭" * 10]
)
def test_a_wrong_message_gets_a_clear_answer_and_the_next_one_is_heard(message: str) -> None:
    async def story(rig: Rig) -> None:
        async with rig.window() as window:
            await window.send_str(message)
            assert (await told(window, "error"))["next"] == "Reload the page."
            await window.send_str('{"kind":"words","text":"hello"}')
            await rig.until(lambda: rig.life.heard == ["hello"])

    serve(story)


def test_a_picture_that_is_too_large_closes_that_window_and_no_other() -> None:
    async def story(rig: Rig) -> None:
        async with rig.window() as patient, rig.window() as greedy:
            await greedy.send_bytes(b"\xff\xd8" + bytes(PICTURE_LIMIT_BYTES))

            async def until_closed() -> None:
                async for _ in greedy:
                    pass

            await asyncio.wait_for(until_closed(), DEADLINE_S)
            assert greedy.close_code == aiohttp.WSCloseCode.MESSAGE_TOO_BIG
            await told(patient, "state")

    serve(story)


def test_sound_reaches_the_page_as_samples_and_silence_as_a_word() -> None:
    async def story(rig: Rig) -> None:
        async with rig.window() as window:
            await told(window, "hello")
            rig.speaker.pieces.append(Samples(np.array([0.0, 0.5, -1.0], np.float32), 22050))

            async def sound() -> bytes:
                async for message in window:
                    if message.type is aiohttp.WSMsgType.BINARY:
                        return bytes(message.data)
                raise AssertionError("the window was closed")

            piece = await asyncio.wait_for(sound(), DEADLINE_S)
            assert piece[:4] == b"PCM1"
            assert int.from_bytes(piece[4:8], "little") == 22050
            assert np.frombuffer(piece[8:], "<i2").tolist() == [0, 16383, -32767]
            rig.speaker.hushes += 1
            await told(window, "hush")

    serve(story)
