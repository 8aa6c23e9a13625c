"""Privacy: a slide switch that people can see, and a light that shows when it looks or listens. No light, no sense."""

import threading
import time
from collections.abc import Callable
from typing import Any

from companion.body.raspberry.gpio import digital_input, digital_output
from companion.vocabulary.errors import OrganError
from companion.vocabulary.ports import Camera, Microphone, Organ
from companion.vocabulary.signals import AudioChunk, Frame

LIT_WITHIN_S = 0.05


class SensingLight:
    """The light beside the camera, and the proof that it burns: current through it is sensed, not assumed.

    Wiring: GPIO24 through 220 Ohm, the LED and 33 Ohm to ground; a comparator over the 33 Ohm to GPIO25. The same light
    hangs at the microphone's power through a diode. Example::

        light = SensingLight(24, 25)
        light.open()
        light.on(); light.burns()

    Camera and microphone share it: it is open as long as one of them has it open, and burns as long.
    """

    def __init__(self, pin: int, current_pin: int, pin_factory: Any = None) -> None:
        self._pin, self._current_pin = pin, current_pin
        self._factory = pin_factory
        self._lamp: Any = None
        self._current: Any = None
        self._users = 0
        self._turn = threading.Lock()

    @property
    def name(self) -> str:
        return "sensing light"

    def open(self) -> None:
        """Raises `OrganError`."""
        with self._turn:
            if self._users == 0:
                self._lamp = digital_output(self._pin, self.name, pin_factory=self._factory)
                try:
                    self._current = digital_input(
                        self._current_pin, self.name, pull_up=False, pin_factory=self._factory
                    )
                except OrganError:
                    self._let_go()
                    raise
            self._users += 1

    def close(self) -> None:
        """Once for each `open`; the last one puts it out."""
        with self._turn:
            self._users = max(0, self._users - 1)
            if self._users == 0:
                self.off()
                self._let_go()

    def on(self) -> None:
        if self._lamp is not None:
            self._lamp.on()

    def off(self) -> None:
        if self._lamp is not None:
            self._lamp.off()

    def burns(self) -> bool:
        """Whether current really flows through it."""
        current = self._current
        return current is not None and bool(current.value)

    def _let_go(self) -> None:
        for device in (self._lamp, self._current):
            if device is not None:
                device.close()
        self._lamp = self._current = None


class PrivacySwitch:
    """The slide switch: closed means private. It also breaks the microphone's power and moves the lens shutter.

    Wiring: from GPIO23 to ground. A wire that is broken off cannot be told from "open", which is why the switch itself
    breaks the power: software is only told. Example::

        switch = PrivacySwitch(23)
        switch.open()
        switch.is_private()

    Camera and microphone share it, as they share the light.
    """

    def __init__(self, pin: int, pin_factory: Any = None) -> None:
        self._pin = pin
        self._factory = pin_factory
        self._line: Any = None
        self._users = 0
        self._turn = threading.Lock()

    @property
    def name(self) -> str:
        return "privacy switch"

    def open(self) -> None:
        """Raises `OrganError`."""
        with self._turn:
            if self._users == 0:
                self._line = digital_input(self._pin, self.name, pull_up=True, pin_factory=self._factory, bounce_s=0.02)
            self._users += 1

    def close(self) -> None:
        """Once for each `open`."""
        with self._turn:
            self._users = max(0, self._users - 1)
            if self._users == 0:
                line, self._line = self._line, None
                if line is not None:
                    line.close()

    def is_private(self) -> bool:
        """True while it is set to private, and while nobody can tell."""
        line = self._line
        return line is None or bool(line.is_active)


class _Watched:
    """What is open only while the light burns and the switch allows it."""

    def __init__(
        self, organ: Organ, light: SensingLight, switch: PrivacySwitch, allows: str, wait: Callable[[float], None]
    ) -> None:
        self._organ = organ
        self._light = light
        self._switch = switch
        self._allows = allows
        self._wait = wait
        self._held: list[SensingLight | PrivacySwitch] = []

    @property
    def name(self) -> str:
        return self._organ.name

    def open(self) -> None:
        self.close()
        try:
            for shared in (self._switch, self._light):
                shared.open()
                self._held.append(shared)
            self._refuse_if_private()
            self._light.on()
            self._wait(LIT_WITHIN_S)
            self._refuse_if_dark()
            self._organ.open()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """The organ first: the light goes out only when nothing looks or listens any more."""
        self._organ.close()
        while self._held:
            self._held.pop().close()

    def _refuse(self) -> None:
        try:
            self._refuse_if_private()
            self._refuse_if_dark()
        except OrganError:
            self.close()
            raise

    def _refuse_if_private(self) -> None:
        if self._switch.is_private():
            what = "is covered: the privacy switch is closed."
            raise OrganError(what, self.name, f"Slide it open to let me {self._allows}.")

    def _refuse_if_dark(self) -> None:
        if not self._light.burns():
            advice = "Replace the LED at GPIO24. No light, no camera and no microphone."
            raise OrganError("stays closed: its light does not burn.", self.name, advice)


class WatchedCamera(_Watched):
    """A camera that looks only while its light burns and the switch allows it; checked at every picture.

    Wraps any `Camera`. `open` and `latest` raise `OrganError`; when either condition goes, the camera is closed before
    that, and no picture is handed out.
    """

    def __init__(
        self, camera: Camera, light: SensingLight, switch: PrivacySwitch, wait: Callable[[float], None] = time.sleep
    ) -> None:
        super().__init__(camera, light, switch, "see", wait)
        self._camera = camera

    def latest(self, timeout_s: float) -> Frame | None:
        self._refuse()
        frame = self._camera.latest(timeout_s)
        # What was captured while the light went out or the switch was moved is not handed on.
        self._refuse()
        return frame


class WatchedMicrophone(_Watched):
    """A microphone that listens only while the same light burns and the switch allows it; checked at every chunk.

    The switch breaks its power, too: this is for the microphones that have a power of their own, as those at USB have.
    """

    def __init__(
        self,
        microphone: Microphone,
        light: SensingLight,
        switch: PrivacySwitch,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        super().__init__(microphone, light, switch, "hear", wait)
        self._microphone = microphone

    def latest(self, timeout_s: float) -> AudioChunk | None:
        self._refuse()
        chunk = self._microphone.latest(timeout_s)
        self._refuse()
        return chunk
