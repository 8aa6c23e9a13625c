"""Privacy: a slide switch that people can see, and a light that shows when the camera looks. No light, no camera."""

import time
from collections.abc import Callable
from typing import Any

from companion.body.raspberry.gpio import digital_input, digital_output
from companion.vocabulary.errors import OrganError
from companion.vocabulary.ports import Camera
from companion.vocabulary.signals import Frame

LIT_WITHIN_S = 0.05


class SensingLight:
    """The light beside the camera, and the proof that it burns: current through it is sensed, not assumed.

    Wiring: GPIO24 through 220 Ohm, the LED and 33 Ohm to ground; a comparator over the 33 Ohm to GPIO25. The same light
    hangs at the microphone's power through a diode. Example::

        light = SensingLight(24, 25)
        light.open()
        light.on(); light.burns()
    """

    def __init__(self, pin: int, current_pin: int, pin_factory: Any = None) -> None:
        self._pin, self._current_pin = pin, current_pin
        self._factory = pin_factory
        self._lamp: Any = None
        self._current: Any = None

    @property
    def name(self) -> str:
        return "sensing light"

    def open(self) -> None:
        """Raises `OrganError`."""
        self.close()
        self._lamp = digital_output(self._pin, self.name, pin_factory=self._factory)
        self._current = digital_input(self._current_pin, self.name, pull_up=False, pin_factory=self._factory)

    def close(self) -> None:
        for device in (self._lamp, self._current):
            if device is not None:
                device.close()
        self._lamp = self._current = None

    def on(self) -> None:
        if self._lamp is not None:
            self._lamp.on()

    def off(self) -> None:
        if self._lamp is not None:
            self._lamp.off()

    def burns(self) -> bool:
        """Whether current really flows through it."""
        return self._current is not None and bool(self._current.value)


class PrivacySwitch:
    """The slide switch: closed means private. It also breaks the microphone's power and moves the lens shutter.

    Wiring: from GPIO23 to ground. A wire that is broken off cannot be told from "open", which is why the switch itself
    breaks the power: software is only told. Example::

        switch = PrivacySwitch(23)
        switch.open()
        switch.is_private()
    """

    def __init__(self, pin: int, pin_factory: Any = None) -> None:
        self._pin = pin
        self._factory = pin_factory
        self._line: Any = None

    @property
    def name(self) -> str:
        return "privacy switch"

    def open(self) -> None:
        """Raises `OrganError`."""
        self.close()
        self._line = digital_input(self._pin, self.name, pull_up=True, pin_factory=self._factory, bounce_s=0.02)

    def close(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def is_private(self) -> bool:
        """True while it is set to private, and while nobody can tell."""
        return self._line is None or bool(self._line.is_active)


class WatchedCamera:
    """A camera that looks only while its light burns and the switch allows it; checked at every picture.

    Wraps any `Camera`. `open` and `latest` raise `OrganError`; when either condition goes, the camera is closed before
    that, and no picture is handed out.
    """

    def __init__(
        self, camera: Camera, light: SensingLight, switch: PrivacySwitch, wait: Callable[[float], None] = time.sleep
    ) -> None:
        self._camera = camera
        self._light = light
        self._switch = switch
        self._wait = wait

    @property
    def name(self) -> str:
        return self._camera.name

    def open(self) -> None:
        try:
            self._switch.open()
            self._light.open()
            self._refuse_if_private()
            self._light.on()
            self._wait(LIT_WITHIN_S)
            self._refuse_if_dark()
            self._camera.open()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """The camera first: the light goes out only when nothing looks any more."""
        self._camera.close()
        self._light.off()
        self._light.close()
        self._switch.close()

    def latest(self, timeout_s: float) -> Frame | None:
        self._refuse()
        frame = self._camera.latest(timeout_s)
        # What was captured while the light went out or the switch was moved is not handed on.
        self._refuse()
        return frame

    def _refuse(self) -> None:
        try:
            self._refuse_if_private()
            self._refuse_if_dark()
        except OrganError:
            self.close()
            raise

    def _refuse_if_private(self) -> None:
        if self._switch.is_private():
            raise OrganError("is covered: the privacy switch is closed.", self.name, "Slide it open to let me see.")

    def _refuse_if_dark(self) -> None:
        if not self._light.burns():
            raise OrganError(
                "stays closed: its light does not burn.", self.name, "Replace the LED at GPIO24. No light, no camera."
            )
