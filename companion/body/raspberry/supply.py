"""The servo supply: on only while the heartbeat goes on, whatever software does; output-enable is the second gate."""

from typing import Any

from companion.body.raspberry.gpio import digital_output


class Supply:
    """Feeds the one-shot that holds the servo supply, and opens the PCA9685's outputs.

    Every rising edge of the heartbeat pin triggers a 74HC4538, whose pulse holds the MOSFET of the servo supply on for
    0.23 s (0.7 R C with 330 kOhm and 1 uF). A program that hangs, crashes or is killed stops the beat, and the supply
    is off a quarter of a second later: a pin that stays high does not hold it. Wiring: GPIO27 to the trigger with
    100 kOhm to ground, GPIO22 to the PCA9685's OE with 10 kOhm to 3.3 V, so that nobody at the pins means off.
    Example::

        supply = Supply(heartbeat_pin=27, output_enable_pin=22)
        supply.open()
        supply.beat()            # again every 20 ms
        supply.rest()            # outputs off now, supply off in 0.23 s
    """

    def __init__(self, heartbeat_pin: int, output_enable_pin: int | None, pin_factory: Any = None) -> None:
        self._heartbeat_pin = heartbeat_pin
        self._enable_pin = output_enable_pin
        self._factory = pin_factory
        self._heart: Any = None
        self._enable: Any = None
        self.beats = 0

    def open(self) -> None:
        """Take the pins; outputs stay off. Raises `OrganError`."""
        self.close()
        self._heart = digital_output(self._heartbeat_pin, "servo heartbeat", pin_factory=self._factory)
        if self._enable_pin is not None:
            self._enable = digital_output(
                self._enable_pin, "servo outputs", active_high=False, pin_factory=self._factory
            )

    @property
    def is_open(self) -> bool:
        return self._heart is not None

    def beat(self) -> None:
        """One beat, in every tick that moved the body as it should."""
        if self._heart is None:
            return
        self.beats += 1
        self._heart.toggle()
        if self._enable is not None and not self._enable.value:
            self._enable.on()

    def rest(self) -> None:
        """Outputs off at once; without beats the supply follows."""
        if self._enable is not None and self._enable.value:
            self._enable.off()

    def close(self) -> None:
        self.rest()
        for device in (self._heart, self._enable):
            if device is not None:
                device.close()
        self._heart = self._enable = None
