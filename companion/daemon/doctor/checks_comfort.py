"""What comforts, the glow of the cheeks and the warmth of the pad: what pins and sensors said, and what it means."""

from dataclasses import dataclass

from companion.body.pins import GpioName
from companion.daemon.doctor.finding import Finding, Findings, broken, good

PAD_C = (0.0, 90.0)
"""What a thermistor in a room or on a lap, or on a pad that is heated beyond measure, can say at all."""

ANYWAY_C = 40.0
"""Nothing heats now, and nobody's lap is so warm."""


@dataclass(frozen=True, slots=True)
class PinFollowed:
    """A pin that was driven high for a moment and then low, and what its pad was really at."""

    name: GpioName
    number: int
    went_high: bool
    went_low: bool


def of_the_cheeks(pins: tuple[PinFollowed, ...]) -> Findings:
    """Red, green and blue, each lit for a moment."""
    found = tuple(finding for pin in pins for finding in _stuck("cheeks", pin))
    names = ", ".join(pin.name.removeprefix("cheek_") for pin in pins)
    return found or good("cheeks", f"They were lit in {names}. Only somebody who stands there can say how they glowed.")


def of_the_pad(pad_c: float | None, fault: str | None, gate: PinFollowed) -> Findings:
    """The pad's thermistor, None with the `fault` of it in words, and the pin of its MOSFET, its supply being off."""
    if stuck := _stuck("heating pad", gate):
        return stuck
    wires = "Look at its thermistor and the 10 kOhm beside it; the pad stays cold until it is mended."
    if pad_c is None:
        return broken("heating pad", f"Its temperature is not known: {fault}.", wires, "loose wire")
    if not PAD_C[0] <= pad_c <= PAD_C[1]:
        return broken("heating pad", f"Its thermistor says {pad_c:.0f} degrees.", wires, "loose wire")
    if pad_c > ANYWAY_C:
        what, mend = f"It has {pad_c:.0f} degrees, and nobody heats it.", "Unplug it: its MOSFET may be broken."
        return broken("heating pad", what, mend, "short circuit")
    return good("heating pad", f"It has {pad_c:.0f} degrees and is off. That it warms shows in use, in two minutes.")


def _stuck(part: str, pin: PinFollowed) -> tuple[Finding, ...]:
    place = f"GPIO{pin.number} ({pin.name.replace('_', ' ')})"
    mend = "Look for solder or a wire that touches its neighbour; then at the transistor or LED behind it."
    if not pin.went_high:
        return broken(part, f"{place} stays low when it should be high.", mend, "short circuit")
    if not pin.went_low:
        return broken(part, f"{place} stays high when it should be low.", mend, "short circuit")
    return ()
