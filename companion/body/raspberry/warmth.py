"""Warmth: a heating pad that is never heated above its limit, and not at all while its temperature is not known."""

from typing import Any

from companion.body.raspberry.analogue import Converter, thermistor_c
from companion.body.raspberry.gpio import digital_output
from companion.vocabulary.errors import OrganError

LIMIT_C = 38.0
HYSTERESIS_C = 0.5
RISES_WITHIN_S, RISES_BY_C = 120.0, 0.5
"""A pad that was heated for so long and is no warmer is not where its thermistor is."""


class HeatingPad:
    """Keeps the pad at a wished temperature, at most 38 °C.

    Beside it, without software, a thermostat opens at 43 °C and a thermal fuse stands behind that; its supply hangs
    behind the one-shot that the heartbeat feeds, so that a crash cools it. Wiring: GPIO12 to the MOSFET's gate with
    100 kOhm to ground; the thermistor, glued to the pad, from the MCP3008's channel 2 to ground with 10 kOhm to 3.3 V.
    Example::

        pad = HeatingPad(12, Converter(2, "heating pad"))
        pad.open()
        pad.keep(36.0, now_s=0.0)      # again every second; returns the temperature
        pad.close()                    # cold
    """

    def __init__(self, pin: int, thermometer: Converter, limit_c: float = LIMIT_C, pin_factory: Any = None) -> None:
        self._pin = pin
        self._thermometer = thermometer
        self._limit_c = min(limit_c, LIMIT_C)
        self._factory = pin_factory
        self._gate: Any = None
        self._heats_since: tuple[float, float] | None = None

    @property
    def name(self) -> str:
        return "heating pad"

    def open(self) -> None:
        """Raises `OrganError`."""
        self.close()
        self._thermometer.open()
        self._gate = digital_output(self._pin, self.name, pin_factory=self._factory)

    def close(self) -> None:
        self._heats_since = None
        gate, self._gate = self._gate, None
        if gate is not None:
            gate.off()
            gate.close()
        self._thermometer.close()

    @property
    def heats(self) -> bool:
        """Whether current flows into it, as far as software decides."""
        return self._gate is not None and bool(self._gate.value)

    def keep(self, wanted_c: float, now_s: float) -> float:
        """One step of keeping it at `wanted_c`; call it every second. Returns its temperature.

        Raises `OrganError`, and is cold from then on, when the temperature cannot be known or does not follow.
        """
        if self._gate is None:
            raise OrganError("is closed.", self.name, "Open it first.")
        try:
            now_c = thermistor_c(self._thermometer.share())
            goal_c = min(wanted_c, self._limit_c)
            if now_c >= goal_c:
                self._cool()
            elif now_c < goal_c - HYSTERESIS_C or self.heats:
                self._heat(now_c, now_s)
            return now_c
        except (ValueError, OrganError) as fault:
            self._cool()
            raise OrganError(
                f"is switched off: {fault}.", self.name, "Look at the thermistor and its wires before it heats again."
            ) from fault

    def _heat(self, now_c: float, now_s: float) -> None:
        began_s, began_c = self._heats_since or (now_s, now_c)
        if now_c >= began_c + RISES_BY_C:
            began_s, began_c = now_s, now_c
        if now_s - began_s > RISES_WITHIN_S:
            raise ValueError(f"it was heated for {RISES_WITHIN_S:.0f} s and stayed at {now_c:.1f} degrees")
        self._heats_since = began_s, began_c
        self._gate.on()

    def _cool(self) -> None:
        self._heats_since = None
        self._gate.off()
