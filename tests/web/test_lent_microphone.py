"""A microphone that is lent on the page: heard only from whoever lent it, only sound, and given back with the page."""

import pytest

from companion.vocabulary.commands import GUEST, Allow, BeginSession, EndSession
from companion.vocabulary.portrait import HeardNow
from companion.vocabulary.readings import LoudnessReading, SoundReading, VoiceReading
from companion.web.server import SOUND_LIMIT_BYTES, Twins
from tests.web.test_server import Inlet, Rig, serve, told

PIECE = b"PCM1" + (16_000).to_bytes(4, "little") + bytes(640)
ON, OFF = '{"kind":"microphone","on":true}', '{"kind":"microphone","on":false}'
LENT = [Allow("microphone", True), BeginSession(GUEST, confirmed=True)]
GIVEN_BACK = [EndSession(), Allow("microphone", False)]


def lending(rig: Rig) -> Inlet:
    """The inlet of the ears, put into the page."""
    ears = Inlet()
    twins = rig.page._twins
    rig.page._twins = Twins(twins.camera, twins.skin, twins.light, twins.warmth, twins.speaker, ears)
    return ears


def test_sound_is_heard_only_while_it_is_lent_and_pictures_are_none() -> None:
    async def story(rig: Rig) -> None:
        ears = lending(rig)
        async with rig.window() as window:
            await window.send_bytes(PIECE)
            await window.send_str(ON)
            await window.send_bytes(b"\xff\xd8 a picture")
            await window.send_bytes(PIECE + bytes(SOUND_LIMIT_BYTES))
            await window.send_bytes(PIECE)
            await rig.until(lambda: bool(ears.fed))
            assert rig.life.orders == LENT
            await window.send_str(OFF)
            await window.send_bytes(PIECE)
            await rig.until(lambda: rig.life.orders == LENT + GIVEN_BACK)
            await told(window, "belief")
        assert ears.fed == [PIECE]
        assert rig.camera.fed == []

    serve(story)


def test_whoever_closes_the_page_takes_the_microphone_along() -> None:
    async def story(rig: Rig) -> None:
        lending(rig)
        async with rig.window() as window:
            await window.send_str(ON)
            await rig.until(lambda: rig.life.orders == LENT)
        await rig.until(lambda: rig.life.orders == LENT + GIVEN_BACK)

    serve(story)


def test_ears_beside_eyes_share_one_session_that_ends_with_the_last_of_them() -> None:
    async def story(rig: Rig) -> None:
        lending(rig)
        async with rig.window() as window:
            await window.send_str('{"kind":"camera","on":true}')
            await window.send_str(ON)
            await rig.until(lambda: Allow("microphone", True) in rig.life.orders)
            await window.send_str('{"kind":"camera","on":false}')
            await rig.until(lambda: Allow("camera", False) in rig.life.orders)
            assert EndSession() not in rig.life.orders
            await window.send_str(OFF)
            await rig.until(lambda: Allow("microphone", False) in rig.life.orders)
        sessions = [order for order in rig.life.orders if isinstance(order, BeginSession | EndSession)]
        assert sessions == [BeginSession(GUEST, confirmed=True), EndSession()]

    serve(story)


def test_the_page_is_told_level_tone_side_and_sound_and_nothing_else() -> None:
    five = {"neutral": 0.1, "happiness": 0.1, "sadness": 0.6, "anger": 0.1, "fear": 0.1}
    voice = VoiceReading(1.0, "sadness", five, -0.4, -0.2, 0.6, 35.0)  # type: ignore[arg-type]  # plain words

    async def story(rig: Rig) -> None:
        loudness = LoudnessReading(1.0, -31.5, False, -52.0)
        async with rig.window() as window:
            assert (await told(window, "belief"))["heard"] is None
            rig.life.news["heard"] = HeardNow(1.0, loudness, voice, SoundReading(1.0, "cough", 0.9))
            while (heard := (await told(window, "belief"))["heard"]) is None:
                continue
        assert heard == {
            "level_db": pytest.approx(-31.5),
            "room_db": -52.0,
            "speaks": True,
            "tone": "sadness",
            "certainty": 0.6,
            "direction_deg": 35.0,
            "sound": "cough",
        }

    serve(story)
