"""What is measured as a voltage: light, temperatures, the servos' current, by an MCP3008 on the SPI bus (gpiozero)."""

import math
from typing import Any

from companion.body.raspberry.gpio import opened
from companion.vocabulary.errors import OrganError

DARK, BRIGHT = 0.003, 0.9
"""Share of the reference at which a phototransistor over 10 kOhm tells a dark room and full daylight."""

TMP36_VOLTS_AT_0_C, TMP36_VOLTS_A_DEGREE = 0.5, 0.01
TMP36_COLDEST_C = -40.0
ZERO_C_IN_K, THERMISTOR_B, THERMISTOR_AT_K = 273.15, 3950.0, 298.15


class Converter:
    """One channel of an MCP3008, as a share 0..1 of its reference.

    Wiring: VDD and VREF 3.3 V, AGND and DGND to ground, CLK GPIO11, DOUT GPIO9, DIN GPIO10, CS GPIO8. Example::

        light = Converter(channel=0, name="light sensor")
        light.open()
        light.share()
    """

    def __init__(self, channel: int, name: str, pin_factory: Any = None) -> None:
        self._channel = channel
        self._name = name
        self._factory = pin_factory
        self._device: Any = None

    @property
    def name(self) -> str:
        return self._name

    def open(self) -> None:
        """Raises `OrganError`."""

        def make() -> Any:
            from gpiozero import MCP3008

            return MCP3008(channel=self._channel, pin_factory=self._factory)

        self.close()
        self._device = opened(make, self._name, "the SPI bus (GPIO8 to 11)")

    def close(self) -> None:
        device, self._device = self._device, None
        if device is not None:
            device.close()

    def share(self) -> float:
        """What the channel reads, 0..1. Raises `OrganError` when closed or lost."""
        if self._device is None:
            raise OrganError("is closed.", self._name, "Open it first.")
        try:
            return float(self._device.value)
        except Exception as fault:  # spidev and lgpio each raise errors of their own
            raise OrganError(f"cannot be read ({fault}).", self._name, "Check the wires of the MCP3008.") from fault


class _Measured:
    """What a converter's channel measures, in a unit of its own."""

    def __init__(self, converter: Converter) -> None:
        self._converter = converter

    @property
    def name(self) -> str:
        return self._converter.name

    def open(self) -> None:
        """Raises `OrganError`."""
        self._converter.open()

    def close(self) -> None:
        self._converter.close()


class RoomLight(_Measured):
    """Brightness of the room, 0 (dark) to 1 (full daylight); the eye judges light by ratios, and so does this.

    Wiring: phototransistor from 3.3 V to the channel, 10 kOhm from there to ground. Example::

        light = RoomLight(Converter(0, "light sensor"))
        light.open()
        light.level()

    `dark` and `bright` are the shares it reads in the dark and in full light, where they were calibrated.
    """

    def __init__(self, converter: Converter, dark: float = DARK, bright: float = BRIGHT) -> None:
        super().__init__(converter)
        self._dark, self._bright = dark, bright

    def level(self) -> float:
        """Raises `OrganError`."""
        share = min(max(self._converter.share(), self._dark), self._bright)
        return math.log(share / self._dark) / math.log(self._bright / self._dark)


class RoomThermometer(_Measured):
    """Warmth of the room in °C, by a TMP36 near the skin of the body.

    Wiring: TMP36 between 3.3 V and ground, its middle pin to the channel. Example::

        thermometer = RoomThermometer(Converter(1, "thermometer"), reference_volts=3.3)
        thermometer.open()
        thermometer.celsius()
    """

    def __init__(self, converter: Converter, reference_volts: float) -> None:
        super().__init__(converter)
        self._reference_volts = reference_volts

    def celsius(self) -> float:
        """Raises `OrganError`, also where a wire is off: it then reads like deep frost."""
        room_c = tmp36_c(self._converter.share(), self._reference_volts)
        if room_c < TMP36_COLDEST_C:
            raise OrganError(f"reads {room_c:.0f} degrees.", self.name, "Check the wires of the TMP36.")
        return room_c


def tmp36_c(share: float, reference_volts: float) -> float:
    """Degrees Celsius from what a TMP36 gives, as a share of the converter's reference."""
    return (share * reference_volts - TMP36_VOLTS_AT_0_C) / TMP36_VOLTS_A_DEGREE


def thermistor_c(share: float) -> float:
    """Degrees Celsius from a 10 kOhm thermistor (B 3950) to ground under 10 kOhm to the reference.

    Raises `ValueError` when it is broken off (all of the reference) or shorted (nothing of it).
    """
    if not 0.02 < share < 0.98:
        raise ValueError(f"the thermistor reads {share:.0%} of the reference: it is broken off or shorted")
    ratio = share / (1.0 - share)
    return 1.0 / (1.0 / THERMISTOR_AT_K + math.log(ratio) / THERMISTOR_B) - ZERO_C_IN_K
