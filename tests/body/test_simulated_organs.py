"""The simulated body: it keeps the contracts, holds the gate below everything, and nothing fed to it can break it."""

import math
from typing import TypeVar

import numpy as np
import pytest

from companion.body.simulated.light_sensor import SimulatedLightSensor
from companion.body.simulated.lights import DARK, SimulatedLights
from companion.body.simulated.servos import SimulatedServos
from companion.body.simulated.skin import QUEUE, SimulatedSkin
from companion.body.simulated.speaker import WAITING_PIECES, SimulatedSpeaker
from companion.vocabulary.acts import JOINTS, Expressed, Glow, Pose
from companion.vocabulary.errors import MessageError, OrganError
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.ports import Lights, LightSensor, Organ, Servos, Skin, Speaker
from companion.vocabulary.signals import Samples, Touches

AnyOrgan = TypeVar("AnyOrgan", bound=Organ)

WARM = Glow(1.0, 0.6, 0.3, 0.5)
NOD = Expressed(Pose(neck_pitch=0.5), frozenset(JOINTS), WARM, 0.0)
TOUCH = Touches("down", "head", 0.0, 0.5, 1.0)


def tone(seconds: float = 0.02, height: float = 0.2) -> Samples:
    return Samples(np.full(round(seconds * 22050), height, np.float32), 22050)


def opened(organ: AnyOrgan) -> AnyOrgan:
    organ.open()
    return organ


def test_every_twin_keeps_its_contract_and_closes_twice_without_complaint() -> None:
    servos: Servos = SimulatedServos()
    skin: Skin = SimulatedSkin()
    lights: Lights = SimulatedLights()
    speaker: Speaker = SimulatedSpeaker()
    sensor: LightSensor = SimulatedLightSensor()
    for organ in (servos, skin, lights, speaker, sensor):
        organ.open()
        organ.close()
        organ.close()
        assert organ.name.startswith("simulated ")


def test_servos_remember_what_was_sent_and_when() -> None:
    servos = opened(SimulatedServos())
    sent = [servos.send(NOD, Moment(tick * 0.02)) for tick in range(5)]
    assert list(servos.history) == [(one.at_s, one.pose) for one in sent]
    assert servos.latest() == sent[-1]
    assert sent[-1].pose.neck_pitch > 0


def test_closed_servos_hold_no_power() -> None:
    servos = SimulatedServos()
    assert servos.send(NOD, Moment(0.0)).attached == frozenset()
    servos.open()
    assert servos.send(NOD, Moment(0.02)).attached == frozenset(JOINTS)
    servos.close()
    assert servos.latest().attached == frozenset()


def test_stop_is_true_for_whoever_looks_before_the_next_tick() -> None:
    servos = opened(SimulatedServos())
    servos.send(NOD, Moment(0.0))
    servos.obey(Gate(stop=True))
    assert servos.latest().attached == frozenset()


def test_the_skin_tells_at_once_and_hands_over_in_order() -> None:
    skin, calls = opened(SimulatedSkin()), []
    skin.listen(lambda: calls.append(len(calls)))
    skin.feed(TOUCH)
    skin.feed(Touches("up", "head", 0.0, 0.0, 1.1))
    assert calls == [0, 1]
    assert [touch.phase for touch in skin.drain()] == ["down", "up"]
    assert skin.drain() == ()


def test_a_storm_of_moves_never_loses_the_beginning_or_the_end_of_a_touch() -> None:
    skin = opened(SimulatedSkin())
    skin.feed(TOUCH)
    for step in range(5 * QUEUE):
        skin.feed(Touches("move", "head", 5.0, 0.5, 1.0 + step * 0.001))
    skin.feed(Touches("up", "head", 0.0, 0.0, 9.0))
    touches = skin.drain()
    assert len(touches) == QUEUE
    assert (touches[0].phase, touches[-1].phase) == ("down", "up")
    assert skin.dropped == 5 * QUEUE + 2 - QUEUE


def test_touch_that_is_not_allowed_is_forgotten() -> None:
    skin = SimulatedSkin()
    skin.feed(TOUCH)
    skin.open()
    assert skin.drain() == ()


@pytest.mark.parametrize(
    ("touch", "place"),
    [
        (Touches("poke", "head", 0.0, 0.5, 1.0), "phase"),  # type: ignore[arg-type]
        (Touches("down", "elbow", 0.0, 0.5, 1.0), "zone"),  # type: ignore[arg-type]
        (Touches("down", "head", math.nan, 0.5, 1.0), "speed_cm_s"),
        (Touches("down", "head", 0.0, math.inf, 1.0), "pressure"),
        (Touches("down", "head", 0.0, 0.5, math.nan), "captured_s"),
    ],
)
def test_what_is_no_touch_is_refused_by_name(touch: Touches, place: str) -> None:
    skin = opened(SimulatedSkin())
    with pytest.raises(MessageError, match=place):
        skin.feed(touch)
    assert skin.drain() == ()


def test_a_touch_beyond_reason_is_brought_into_range() -> None:
    skin = opened(SimulatedSkin())
    skin.feed(Touches("move", "tail", 1e9, -4.0, 1.0))
    (touch,) = skin.drain()
    assert (touch.speed_cm_s, touch.pressure) == (200.0, 0.0)


def test_lights_show_what_they_are_told_within_bounds() -> None:
    lights = opened(SimulatedLights())
    lights.show(Glow(2.0, -1.0, math.nan, 0.5))
    assert lights.latest() == Glow(1.0, 0.0, 0.0, 0.5)


def test_stop_darkens_the_cheeks_at_once_and_they_stay_dark() -> None:
    lights = opened(SimulatedLights())
    lights.show(WARM)
    lights.obey(Gate(stop=True))
    assert lights.latest() == DARK
    lights.show(WARM)
    assert lights.latest() == DARK
    lights.obey(Gate())
    lights.show(WARM)
    assert lights.latest() == WARM


def test_pieces_of_sound_follow_each_other_without_a_gap() -> None:
    speaker = opened(SimulatedSpeaker())
    starts = [played.start_s for tick in range(3) if (played := speaker.play(tone(0.04), Moment(1.0 + tick * 0.01)))]
    assert starts == pytest.approx([1.0, 1.04, 1.08])
    assert speaker.queued_s(Moment(1.05)) == pytest.approx(0.07)
    assert speaker.queued_s(Moment(2.0)) == 0.0
    assert len(speaker.take()) == 3
    assert speaker.take() == ()


@pytest.mark.parametrize("gate", [Gate(stop=True), Gate(silent=True), Gate(cleaning=True)])
def test_silence_drops_what_waits_and_lets_nothing_through(gate: Gate) -> None:
    speaker = opened(SimulatedSpeaker())
    speaker.play(tone(), Moment(1.0))
    hushes = speaker.hushes
    speaker.obey(gate)
    assert speaker.hushes == hushes + 1
    assert speaker.queued_s(Moment(1.0)) == 0.0
    assert speaker.play(tone(), Moment(1.01)) is None
    assert speaker.take() == ()


def test_a_page_that_never_fetches_costs_no_memory() -> None:
    speaker = opened(SimulatedSpeaker())
    for tick in range(3 * WAITING_PIECES):
        speaker.play(tone(), Moment(tick * 0.02))
    assert len(speaker.take()) == WAITING_PIECES


def test_sound_that_is_no_sound_is_mended_or_refused() -> None:
    speaker = opened(SimulatedSpeaker())
    played = speaker.play(Samples(np.array([math.nan, 9.0, -math.inf, 0.1], np.float32), 22050), Moment(0.0))
    assert played is not None
    assert played.samples.values.tolist() == pytest.approx([0.0, 1.0, -1.0, 0.1])
    assert speaker.mended == 1
    with pytest.raises(OrganError, match="one channel"):
        speaker.play(Samples(np.zeros((4, 2), np.float32), 22050), Moment(0.0))
    with pytest.raises(OrganError, match="0 Hz"):
        speaker.play(Samples(np.zeros(4, np.float32), 0), Moment(0.0))


def test_brightness_is_unknown_until_it_has_been_measured() -> None:
    sensor = opened(SimulatedLightSensor())
    assert sensor.level() is None
    sensor.feed(1.7)
    assert sensor.level() == 1.0
    with pytest.raises(MessageError, match="light sensor"):
        sensor.feed(math.nan)
    assert sensor.level() == 1.0
    sensor.close()
    assert sensor.level() is None
