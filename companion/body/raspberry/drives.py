"""Two ways to give servos their pulses: a PCA9685 on the I2C bus, or the Pi's own pins by gpiozero."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Protocol

from companion.body.raspberry.gpio import opened
from companion.body.raspberry.pulse_chip import PulseChip
from companion.vocabulary.acts import Joint
from companion.vocabulary.errors import OrganError

Pulses = Mapping[Joint, float | None]
"""The width of each joint's pulses in microseconds, or None where it gets none and is limp."""


class Drive(Protocol):
    """Gives servos their pulses. Everything raises `OrganError`, but `close`."""

    @property
    def joints(self) -> frozenset[Joint]:
        """The joints it can move at all."""

    def connect(self) -> None: ...
    def check(self) -> None: ...
    def put(self, pulses: Pulses) -> None: ...
    def release(self) -> None: ...
    def close(self) -> None: ...


class ChipDrive:
    """Servos at a PCA9685. `channels` maps each joint to its channel; what `put` writes is read back."""

    def __init__(self, chip: PulseChip, channels: Mapping[Joint, int]) -> None:
        self._chip = chip
        self._channels = channels

    @property
    def joints(self) -> frozenset[Joint]:
        return frozenset(self._channels)

    def connect(self) -> None:
        self._chip.connect()

    def check(self) -> None:
        self._chip.check()

    def put(self, pulses: Pulses) -> None:
        self._chip.put({self._channels[joint]: width for joint, width in pulses.items()})

    def release(self) -> None:
        self._chip.release()

    def close(self) -> None:
        """The chip sits on a shared bus, which stays open."""


class PinDrive:
    """Servos at the Pi's own pins; their pulses are made by software and tremble a little, so a chip is the better way.

    `pins` maps joints to pins; a joint without one stays limp. Wiring: signal to the pin, plus and
    minus to the servo supply, never to the Pi's own 5 V. Example::

        drive = PinDrive({"neck_yaw": 18})
        drive.connect()
        drive.put({"neck_yaw": 1500.0})
        drive.release()
    """

    def __init__(
        self, pins: Mapping[Joint, int], shortest_us: float = 900, longest_us: float = 2100, pin_factory: Any = None
    ) -> None:
        self._pins = pins
        self._shortest_us, self._longest_us = shortest_us, longest_us
        self._factory = pin_factory
        self._servos: dict[Joint, Any] = {}

    @property
    def joints(self) -> frozenset[Joint]:
        return frozenset(self._pins)

    def connect(self) -> None:
        self.close()
        for joint, pin in self._pins.items():
            self._servos[joint] = opened(partial(self._servo, pin), f"servo of {joint}", f"GPIO{pin}")

    def check(self) -> None:
        if not self._servos:
            raise OrganError("are not connected.", "servos at pins", "Connect them first.")

    def put(self, pulses: Pulses) -> None:
        self.check()
        half_us = (self._longest_us - self._shortest_us) / 2
        for joint, servo in self._servos.items():
            width = pulses.get(joint)
            value = None if width is None else (width - self._shortest_us) / half_us - 1
            if servo.value != value:
                servo.value = value

    def release(self) -> None:
        for servo in self._servos.values():
            servo.detach()

    def _servo(self, pin: int) -> Any:
        from gpiozero import Servo

        return Servo(
            pin,
            initial_value=None,
            min_pulse_width=self._shortest_us / 1e6,
            max_pulse_width=self._longest_us / 1e6,
            pin_factory=self._factory,
        )

    def close(self) -> None:
        while self._servos:
            _, servo = self._servos.popitem()
            servo.close()
