"""Measures cheeks and heating pad: drives their pins and reads them back, and asks the pad's thermistor."""

from companion.body.pins import GpioName
from companion.body.raspberry.analogue import Converter, thermistor_c
from companion.body.raspberry.gpio import digital_output
from companion.daemon.doctor.checks_comfort import PinFollowed
from companion.daemon.doctor.probes_bench import Bench

CHEEKS: tuple[GpioName, ...] = ("cheek_red", "cheek_green", "cheek_blue")
GLOWS_S, GATE_S = 0.3, 0.01
"""Long enough to be seen; far too short to warm anything, and the supply of the pad is off now anyway."""


def lit_cheeks(bench: Bench) -> tuple[PinFollowed, ...]:
    """Each colour for a moment, one after the other. Raises `OrganError`."""
    return tuple(followed(bench, name, GLOWS_S) for name in CHEEKS)


def felt_pad(bench: Bench) -> tuple[float | None, str | None, PinFollowed]:
    """Degrees, or why they are not known, and how the pin of its MOSFET follows. Raises `OrganError`."""
    gate = followed(bench, "heater", GATE_S)
    converter = Converter(bench.pins.adc.channels["heater_temperature"], "heating pad", bench.factory)
    converter.open()
    try:
        return thermistor_c(converter.share()), None, gate
    except ValueError as fault:
        return None, str(fault), gate
    finally:
        converter.close()


def followed(bench: Bench, name: GpioName, seconds: float) -> PinFollowed:
    """Drive a pin high for so long, then low, and read its pad both times. Raises `OrganError`."""
    number = bench.pins.gpio[name]
    line = digital_output(number, name.replace("_", " "), pin_factory=bench.factory)
    try:
        line.on()
        bench.wait(seconds)
        high = bool(line.value)
        line.off()
        bench.wait(GATE_S)
        return PinFollowed(name, number, high, not line.value)
    finally:
        line.off()
        line.close()
