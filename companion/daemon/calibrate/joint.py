"""One joint: it nods, is brought to its three places step by step, is judged, and shows once more where it will go."""

from collections.abc import Mapping

from companion.body.calibration import Travel, judged_travel
from companion.body.pins import Pins
from companion.daemon.calibrate.guide import Choice, Guide, Judged
from companion.daemon.calibrate.hold import Hold
from companion.daemon.calibrate.preview import travel_bar
from companion.vocabulary.acts import JOINTS, Joint

NOD_US = 60.0
STEPS_US = {"+": 10.0, "-": -10.0, "++": 50.0, "--": -50.0}
PLACES = {"m": "middle", "l": "low", "h": "high"}

WORDS: Mapping[Joint, str] = {
    "neck_yaw": "neck (side to side)",
    "neck_pitch": "neck (up and down)",
    "eyelid_left": "left eyelid",
    "eyelid_right": "right eyelid",
    "flipper_left": "left flipper",
    "flipper_right": "right flipper",
    "tail": "tail",
}
"""Left and right are those of somebody who faces it."""

ENDS: Mapping[Joint, tuple[str, str]] = {
    "neck_yaw": ("left", "right"),
    "neck_pitch": ("down", "up"),
    "eyelid_left": ("shut", "wide open"),
    "eyelid_right": ("shut", "wide open"),
    "flipper_left": ("pressed to the body", "raised"),
    "flipper_right": ("pressed to the body", "raised"),
    "tail": ("left", "right"),
}


def judged(joint: Joint, places: Mapping[str, float], pins: Pins) -> Judged:
    """Whether three pulse widths make a travel. `places` has `low`, `middle` and `high`, in microseconds."""
    kept = {f"{name}_us": width for name, width in places.items()}
    _, faults = judged_travel(kept, pins)
    if faults:
        told = "; it ".join(faults)
        return Judged(f"That cannot be: my {WORDS[joint]} {told}{'' if told.endswith('?') else '.'}")
    degrees = abs(places["high"] - places["low"]) * pins.servos.degrees_per_us
    return Judged(f"My {WORDS[joint]} travels about {degrees:.0f} degrees.", kept)


def exchanged(plugs: Mapping[Joint, Joint], asked: Joint, moved: Joint) -> dict[Joint, Joint]:
    """The plugs once it is known that pulses meant for `asked` have moved `moved`: the two change places."""
    now = {joint: plugs.get(joint, joint) for joint in JOINTS}
    now[asked], now[moved] = now[moved], now[asked]
    return {joint: plug for joint, plug in now.items() if joint != plug}


def nod(hold: Hold, joint: Joint, middle_us: float) -> None:
    """A little to one side, a little to the other, and back. Raises `OrganError`."""
    hold.take(joint, middle_us)
    hold.rest_here()
    for width_us in (middle_us + NOD_US, middle_us - NOD_US, middle_us):
        hold.turn(width_us)
        hold.arrive()


def bring(guide: Guide, hold: Hold, joint: Joint, width_us: float, pins: Pins) -> dict[str, float]:
    """The three places of the joint that is held, as somebody brings it there, step by step. Raises `Skipped`."""
    hold.turn(width_us)
    hold.arrive()
    low, high = ENDS[joint]
    named = {"middle": "its middle", "low": f"its low end ({low})", "high": f"its high end ({high})"}
    places: dict[str, float] = {}
    last = ""
    guide.tell(
        f"Bring it to its middle, to its low end ({low}) and to its high end ({high}), and say when it is there."
    )
    while True:
        missing = [key for key in PLACES if PLACES[key] not in places]
        wanted = missing[0] if missing else "n"
        choices = (
            Choice("+", "a small step", None),
            Choice("-", "back"),
            Choice("++", "a larger step", "more"),
            Choice("--", "back", "less"),
            Choice("", "the same step again"),
            *(
                Choice(key, f"here is {named[place]}", "yes" if key == wanted else None)
                for key, place in PLACES.items()
            ),
            Choice("n", "all three are right", "yes" if wanted == "n" else None),
        )
        asked = f"Now {named[PLACES[wanted]]}." if missing else "All three are there."
        key = guide.ask(asked if last not in STEPS_US else "", *choices)
        hold.check()
        key = last = key or (last if last in STEPS_US else "+")
        if key in STEPS_US:
            width_us = min(max(width_us + STEPS_US[key], pins.servos.shortest_us), pins.servos.longest_us)
            hold.turn(width_us)
            hold.arrive()
        elif key in PLACES:
            places[PLACES[key]] = width_us
        elif missing:
            guide.tell(f"It still needs {', '.join(named[PLACES[each]] for each in missing)}.", "bad")
            continue
        else:
            return places
        guide.show(travel_bar(width_us, places, pins.servos.shortest_us, pins.servos.longest_us))


def preview(guide: Guide, hold: Hold, joint: Joint, travel: Travel, pins: Pins) -> Travel | None:
    """Go slowly from end to end, as it will live; None when somebody wants this joint again. Raises `Skipped`."""
    low, high = ENDS[joint]
    places = {"low": travel.low_us, "middle": travel.middle_us, "high": travel.high_us}
    guide.show(travel_bar(None, places, pins.servos.shortest_us, pins.servos.longest_us))
    guide.tell(f"Watch: first {low}, then {high}, then its middle.", "wait")
    for width_us in (travel.low_us, travel.high_us, travel.middle_us):
        hold.turn(width_us)
        hold.arrive()
        hold.rest_here()
    key = guide.ask(
        f"Was it first {low}, then {high}?",
        Choice("", "yes", "yes"),
        Choice("x", "the other way round", "less"),
        Choice("a", "this joint again", "more"),
    )
    if key == "a":
        return None
    return Travel(travel.high_us, travel.middle_us, travel.low_us) if key == "x" else travel
