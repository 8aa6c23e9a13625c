"""What the body hangs at while it is calibrated: its drivers, its ears and eyes, and time; real ones, or twins."""

import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from companion.body.cameras import open_source
from companion.body.pins import GpioName, Pins
from companion.body.raspberry.analogue import Converter
from companion.body.raspberry.gpio import digital_input
from companion.body.raspberry.privacy import PrivacySwitch, SensingLight, WatchedCamera, WatchedMicrophone
from companion.daemon.calibrate.watch import Watch
from companion.daemon.wiring import Wiring
from companion.settings import Settings
from companion.vocabulary.acts import Joint
from companion.vocabulary.ports import Camera, Microphone, Speaker, SpeechEngine

Deed = Literal["palm", "hands off", "quiet", "speak", "cover", "shine", "turn lens", "watch"]
"""What a person is asked to do. Twins do it by themselves."""


class World(Protocol):
    """What happens around the body when a person has been asked for a deed: nothing of ours on a real one."""

    def do(self, deed: Deed, what: str = "") -> None: ...

    def asked(self, answers: Mapping[str, tuple[str, str]]) -> None:
        """A person without a keyboard has been asked: for each sign they may give its key, and its words."""

    @property
    def moved(self) -> Joint | None:
        """The joint that moved since the deed `watch`, where anybody but the person can tell."""


class RealWorld:
    """People do everything."""

    def do(self, deed: Deed, what: str = "") -> None:
        return

    def asked(self, answers: Mapping[str, tuple[str, str]]) -> None:
        return

    @property
    def moved(self) -> Joint | None:
        return None


class ConnectedSpeaker(Speaker, Protocol):
    """A loudspeaker whose card is opened by `connect`, which raises `OrganError`."""

    def connect(self) -> None: ...


@dataclass(slots=True)
class Bench:
    """One body on the bench. What cannot be had here is None, with the reason in `why_not`.

    `now` and `wait` are monotonic seconds. In simulated time there are no threads, and what waits lets time pass.
    """

    settings: Settings
    pins: Pins
    wiring: Wiring
    microphone: Callable[[], Microphone] | None = None
    speaker: Callable[[], ConnectedSpeaker] | None = None
    camera: Callable[[], Camera] | None = None
    engine: Callable[[], SpeechEngine | None] = lambda: None
    why_not: dict[str, str] = field(default_factory=dict)
    world: World = field(default_factory=RealWorld)
    now: Callable[[], float] = time.monotonic
    wait: Callable[[float], None] = time.sleep
    in_real_time: bool = True
    last: ExitStack = field(default_factory=ExitStack)
    """What is done when the visit ends, whatever has broken into the end of a part."""
    watch: Watch | None = None

    @property
    def device(self) -> str:
        return self.wiring.device

    @property
    def factory(self) -> Any:
        return self.wiring.pin_factory

    def converter(self, channel: Any, name: str) -> Converter:
        return Converter(self.pins.adc.channels[channel], name, self.factory)

    def watch_over(self, stack: ExitStack) -> None:
        """From now on, until the stack ends, it is known why nothing may move. Raises `OrganError` without pins."""
        self.watch = Watch(self.pins, self.factory, self.now, stack)
        stack.callback(self._watch_no_more)

    def _watch_no_more(self) -> None:
        self.watch = None

    def button(self, name: GpioName, words: str) -> Any:
        """A button to ground: `is_active` while it is pressed. Raises `OrganError`."""
        return digital_input(self.pins.gpio[name], words, True, self.factory)

    @property
    def stopped(self) -> bool:
        """Whether somebody presses the stop button just now."""
        return self.watch is not None and self.watch.stopped

    def in_the_way(self) -> str | None:
        """Why no joint may have power just now, in words."""
        return self.watch.in_the_way() if self.watch is not None else None


def real_bench(settings: Settings, pins: Pins, wiring: Wiring) -> Bench:
    """The robot of these settings. Nothing is opened yet."""
    from companion.body.sound.microphone import SoundCardMicrophone
    from companion.body.sound.speaker import SoundCardSpeaker
    from companion.daemon.compose import tongue

    bench = Bench(settings, pins, wiring, engine=lambda: tongue(settings.speech))
    ear, source = settings.microphone, settings.camera.source
    if ear.source == "card":
        bench.microphone = lambda: listening(bench, SoundCardMicrophone(ear.device or None, ear.channels))
    else:
        bench.why_not["microphone"] = 'My ears are not at the sound card: say source = "card" under [microphone] first.'
    if settings.body.speaker == "card":
        bench.speaker = SoundCardSpeaker
    else:
        bench.why_not["loudspeaker"] = "My voice sounds from the page; how loud is set there."
    if source == "browser":
        bench.why_not["camera"] = "My eyes are those of the page's visitor; nothing here can be set."
    else:
        bench.camera = lambda: watched(bench, open_source(source))
    return bench


def watched(bench: Bench, camera: Camera) -> Camera:
    """On the robot no camera opens without its light, and none while the privacy switch is closed."""
    return WatchedCamera(camera, *_guards(bench), bench.wait)


def listening(bench: Bench, microphone: Microphone) -> Microphone:
    """Nor does a microphone."""
    return WatchedMicrophone(microphone, *_guards(bench), bench.wait)


def _guards(bench: Bench) -> tuple[SensingLight, PrivacySwitch]:
    gpio = bench.pins.gpio
    light = SensingLight(gpio["sensing_light"], gpio["sensing_light_current"], bench.factory)
    return light, PrivacySwitch(gpio["privacy_switch"], bench.factory)
