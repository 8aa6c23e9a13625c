"""The skin: what nothing and what a palm make each electrode read, and from what on it is a touch."""

from collections.abc import Mapping, Sequence
from statistics import median, pstdev
from typing import Any

from companion.body.raspberry.touch_chip import TouchChip
from companion.daemon.calibrate.bench import Bench
from companion.daemon.calibrate.guide import Choice, Judged, Skipped, Visit
from companion.daemon.calibrate.kept import PartName
from companion.daemon.calibrate.preview import bar, table
from companion.perception.touch.electrodes import LEAST_SIGNAL, PROBABLE_BY
from companion.vocabulary.signals import MOST_COUNTS, ZONES, Zone

REST_S, PALM_S, EVERY_S = 2.0, 1.0, 0.01
SETTLES_S = 0.2
USUAL_PALM_COUNTS = 70.0
"""Under the fur for which the usual threshold of 4 counts is right; a thicker one feels less of the same palm."""

LEAST_COUNTS, MOST_COUNTS_WANTED = 2.0, 16.0
PALM_AT_LEAST, PALM_BY_NOISE = 10.0, 8.0
NOISE_AT_MOST = 8.0
CROSSED_BY = 1.5
SHOWN_COUNTS = 120.0

WORDS: Mapping[Zone, str] = {
    "nose": "nose",
    "head": "head",
    "cheek_left": "left cheek",
    "cheek_right": "right cheek",
    "chest": "chest",
    "back_front": "back, in front",
    "back_middle": "back, in the middle",
    "back_rear": "back, at the rear",
    "belly": "belly",
    "flipper_left": "left flipper",
    "flipper_right": "right flipper",
    "tail": "tail",
}


def judged_rest(counts: Mapping[Zone, Sequence[int]]) -> Judged:
    """Whether every electrode rests quietly; its values are the noise of each, the standard deviation in counts."""
    for zone, readings in counts.items():
        if min(readings) <= 1 or max(readings) >= MOST_COUNTS - 1:
            return Judged(f"The electrode of my {WORDS[zone]} reads {readings[0]}: its wire is off, or is shorted.")
    noise = {zone: pstdev(readings) for zone, readings in counts.items()}
    worst = max(noise, key=noise.__getitem__)
    if noise[worst] > NOISE_AT_MOST:
        return Judged(f"My {WORDS[worst]} is restless ({noise[worst]:.0f} counts): hands off, and no cable beside it.")
    return Judged(
        f"All twelve rest quietly (at most {noise[worst]:.1f} counts of noise).",
        {str(zone): each for zone, each in noise.items()},
    )


def judged_palm(zone: Zone, falls: Mapping[Zone, float], noise: float) -> tuple[Judged, Zone | None]:
    """What a palm on `zone` means. `falls` is how far every electrode fell, in counts.

    The second is the place that felt it instead, where wires seem to be exchanged. The value is `least`, in counts.
    """
    fall = falls[zone]
    most = max(falls, key=falls.__getitem__)
    if most != zone and falls[most] >= max(PALM_AT_LEAST, CROSSED_BY * max(fall, 0.0)):
        line = f"My {WORDS[most]} felt that ({falls[most]:.0f} counts), my {WORDS[zone]} hardly ({fall:.0f})."
        return Judged(line), most
    if fall < max(PALM_AT_LEAST, PALM_BY_NOISE * noise):
        line = f"My {WORDS[zone]} felt only {fall:.0f} counts: lay on the whole palm, or look at its wire."
        return Judged(line), None
    least = min(max(LEAST_SIGNAL * fall / USUAL_PALM_COUNTS, LEAST_COUNTS, PROBABLE_BY * noise), MOST_COUNTS_WANTED)
    return Judged(f"My {WORDS[zone]} feels it; from {least:.1f} counts on it is a touch.", {"least": least}), None


class Touch:
    """Nothing, then a palm on each of the twelve places."""

    name: PartName = "touch"
    title = "Touch"

    def why_not(self, bench: Bench) -> str | None:
        return None

    def go(self, visit: Visit) -> Mapping[str, Any]:
        """Raises `Skipped`, `Stopped`, `OrganError`."""
        guide, bench = visit.guide, visit.bench
        before = visit.kept.organs.touch
        electrodes = dict((before.electrodes if before is not None else None) or bench.pins.electrodes)
        feeling = Feeling(visit, electrodes)
        feeling.rest()
        guide.tell("Now lay your whole palm on each place, as you would on a cat, and leave it there while I feel.")
        while feeling.waiting:
            zone = feeling.waiting[0]
            try:
                feeling.palm(zone)
            except Skipped:
                guide.tell(f"My {WORDS[zone]} keeps its usual threshold.")
                feeling.waiting.remove(zone)
        bench.world.do("hands off")
        least, palms = feeling.least, feeling.palms
        if not least:
            raise Skipped
        guide.show(table([(WORDS[zone], shown(palms[zone], least[zone])) for zone in ZONES if zone in least]))
        mapped = {} if electrodes == bench.pins.electrodes else {"electrodes": electrodes}
        return {"least_counts": least, "palm_counts": palms, "noise_counts": feeling.noise, **mapped}


class Feeling:
    """The chip, and what it has felt so far, by place.

    It is set up once, while nobody touches it: at that moment it tunes each electrode to what lies on it.
    """

    def __init__(self, visit: Visit, electrodes: dict[Zone, int]) -> None:
        self.waiting: list[Zone] = list(ZONES)
        self.least: dict[Zone, float] = {}
        self.palms: dict[Zone, float] = {}
        self.noise: dict[Zone, float] = {}
        self._idle: list[float] = []
        self._visit = visit
        self._electrodes = electrodes
        self._chip = TouchChip(visit.bench.wiring.chip("touch"))

    def rest(self) -> None:
        """What it reads when nobody touches it. Raises `Skipped`."""
        guide, bench = self._visit.guide, self._visit.bench
        while True:
            guide.go_on("Take your hands off me. I feel what my skin reads when nobody touches it.")
            bench.world.do("hands off")
            self._chip.connect()
            readings = self._read(REST_S)
            self._idle = [median(each) for each in readings]
            found = judged_rest({zone: readings[self._electrodes[zone]] for zone in ZONES})
            if found.values is not None:
                guide.tell(found.line, "good")
                self.noise = {zone: round(float(found.values[zone]), 2) for zone in ZONES}
                return
            guide.again(found)

    def palm(self, zone: Zone) -> None:
        """Feel a palm on one place, or find that its wires are exchanged. Raises `Skipped`."""
        guide, bench = self._visit.guide, self._visit.bench
        bench.world.do("hands off")
        guide.ask(f"Your palm on my {WORDS[zone]}:", Choice("", "it lies there", "touch"))
        bench.world.do("palm", zone)
        felt = [median(each) for each in self._read(PALM_S)]
        falls = {place: self._idle[wire] - felt[wire] for place, wire in self._electrodes.items()}
        found, instead = judged_palm(zone, falls, self.noise[zone])
        guide.show(f"{WORDS[zone]:20} {bar(falls[zone] / SHOWN_COUNTS)} {falls[zone]:4.0f} counts")
        if found.values is not None:
            guide.tell(found.line, "good")
            self.least[zone], self.palms[zone] = round(found.values["least"], 2), round(falls[zone], 1)
            self.waiting.remove(zone)
            return
        guide.tell(found.line, "bad")
        again = Choice("", "try again", "yes")
        if instead is None:
            guide.ask("", again)
            return
        exchange = Choice("x", "their wires are exchanged: exchange them in what is kept", "more")
        if guide.ask(f"Was it really my {WORDS[zone]} that you touched?", again, exchange) == "x":
            self._exchange(zone, instead)

    def _exchange(self, one: Zone, other: Zone) -> None:
        wires = self._electrodes
        wires[one], wires[other] = wires[other], wires[one]
        self.noise[one], self.noise[other] = self.noise[other], self.noise[one]
        for place in (one, other):
            self.least.pop(place, None)
            self.palms.pop(place, None)
        self.waiting = [place for place in ZONES if place in self.waiting or place in (one, other)]
        self._visit.guide.tell(f"My {WORDS[one]} and my {WORDS[other]} have changed places.", "good")

    def _read(self, seconds: float) -> list[list[int]]:
        """What each electrode reads for a while, a hundred times a second. Raises `OrganError`."""
        self._visit.bench.wait(SETTLES_S)
        readings: list[list[int]] = [[] for _ in ZONES]
        for _ in range(round(seconds / EVERY_S)):
            self._visit.bench.wait(EVERY_S)
            for kept, count in zip(readings, self._chip.counts(), strict=True):
                kept.append(count)
        return readings


def shown(palm: float, least: float) -> str:
    """A palm as a bar, with the threshold marked in it."""
    drawn = list(bar(palm / SHOWN_COUNTS))
    drawn[min(round(least / SHOWN_COUNTS * len(drawn)), len(drawn) - 1)] = "|"
    return f"{''.join(drawn)} {palm:4.0f} counts, a touch from {least:.1f}"
