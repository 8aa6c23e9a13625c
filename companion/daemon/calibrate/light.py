"""The light sensor: what it reads in the dark, and in the full light of its room."""

from collections.abc import Mapping
from statistics import median
from typing import Any

from companion.body.raspberry.analogue import Converter, RoomLight
from companion.daemon.calibrate.bench import Bench
from companion.daemon.calibrate.guide import Guide, Judged, Visit
from companion.daemon.calibrate.kept import PartName
from companion.daemon.calibrate.preview import bar, table

READINGS, EVERY_S = 40, 0.025
LEAST_SHARE = 0.001
"""One count of the converter."""

DARK_AT_MOST, TELLS_BY = 0.25, 4.0
HEADROOM = 1.1
"""The sun does come in one day."""


def judged(dark_share: float, bright_share: float) -> Judged:
    """Whether the sensor tells dark from bright; both are shares 0..1 of its reference."""
    dark = max(dark_share, LEAST_SHARE)
    if bright_share < 0.003:
        return Judged("Even in the light I read nothing: look at its two wires, and which way round it sits.")
    if dark > DARK_AT_MOST:
        return Judged(f"Covered I still read {dark:.0%}: cover it wholly, or its resistor is missing.")
    if bright_share < TELLS_BY * dark:
        return Judged(
            f"Light ({bright_share:.1%}) is hardly more than dark ({dark:.1%}): more light, or cover it better."
        )
    bright = min(1.0, HEADROOM * bright_share)
    line = f"I tell dark ({dark:.1%}) from bright ({bright_share:.1%})."
    return Judged(line, {"dark_share": round(dark, 5), "bright_share": round(bright, 5)})


class Light:
    """Covered with a hand, then in the usual light of the day."""

    name: PartName = "light"
    title = "Light"

    def why_not(self, bench: Bench) -> str | None:
        return None

    def go(self, visit: Visit) -> Mapping[str, Any]:
        """Raises `Skipped`, `Stopped`, `OrganError`."""
        guide, bench = visit.guide, visit.bench
        guide.tell("I tell day from night by a sensor on my forehead, and every sensor sees a little differently.")
        converter = bench.converter("light", "light sensor")
        converter.open()
        try:
            while True:
                guide.go_on("Cover my light sensor with your hand, so that no light comes in.")
                bench.world.do("cover")
                dark = measured(bench, converter)
                guide.go_on("Take your hand away, and make the room as bright as it is on a usual day.")
                bench.world.do("shine")
                bright = measured(bench, converter)
                shown(guide, dark, bright)
                found = judged(dark, bright)
                if found.values is not None:
                    guide.tell(found.line, "good")
                    level = RoomLight(converter, found.values["dark_share"], found.values["bright_share"]).level()
                    guide.tell(f"The room, as it is now, will be {level:.0%} bright to me.")
                    return found.values
                guide.again(found)
        finally:
            converter.close()


def measured(bench: Bench, converter: Converter) -> float:
    """The middle of a second's readings, a share 0..1. Raises `OrganError`."""
    shares = []
    for _ in range(READINGS):
        bench.wait(EVERY_S)
        shares.append(converter.share())
    return median(shares)


def shown(guide: Guide, dark: float, bright: float) -> None:
    rows = [(name, f"{bar(share)} {share:6.1%}") for name, share in (("dark", dark), ("bright", bright))]
    guide.show(table(rows))
