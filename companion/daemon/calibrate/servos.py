"""The servos: limp first, then one joint at a time, by a person who watches; nothing here knows where a joint may go.

Each joint nods first, and the person says which one moved: so plugs that are exchanged are found before anything else.
"""

from collections.abc import Mapping
from typing import Any

from companion.body.calibration import CAREFUL_US, Travel, judged_travel
from companion.daemon.calibrate.bench import Bench
from companion.daemon.calibrate.guide import GO_ON, Choice, Judged, Skipped, Visit
from companion.daemon.calibrate.hold import Hold
from companion.daemon.calibrate.joint import WORDS, bring, exchanged, judged, nod, preview
from companion.daemon.calibrate.kept import PartName
from companion.vocabulary.acts import JOINTS, Joint

WIGGLE = 0.25
"""Of half its travel."""

INTRO = (
    "Lay me on my belly on a table, nothing in the way of any joint. One joint at a time gets power; all others are "
    "limp. Every step is small and slow. Left and right are yours, as you face me. "
    "My stop button, and Ctrl-C, let everything go."
)


class Servos:
    """All joints, one after the other, each kept in a draft as soon as it is done."""

    name: PartName = "servos"
    title = "Servos"

    def why_not(self, bench: Bench) -> str | None:
        return None

    def go(self, visit: Visit) -> Mapping[str, Any]:
        """Raises `Skipped`, `Stopped`, `OrganError`; no joint has power any more then."""
        guide, bench = visit.guide, visit.bench
        guide.tell(INTRO)
        guide.ask("", GO_ON)
        while (reason := bench.in_the_way()) is not None:
            guide.again(Judged(reason))
        wiring = bench.wiring
        hold = Hold(wiring.drive, wiring.supply, bench.wait, bench.now, bench.in_real_time, bench.in_the_way)
        found = Found.of(visit)
        bench.last.callback(hold.end)  # a signal may break into the `finally` below before it has done anything
        hold.begin()
        try:
            while True:
                found.joints(visit, hold)
                if not found.done:
                    raise Skipped
                again = wiggle(visit, hold, found)
                if again is None:
                    return found.values()
                found.done.remove(again)
        finally:
            hold.end()


class Found:
    """The travels and plugs known so far, and the joints that are done in this visit."""

    def __init__(self, travels: dict[Joint, Travel], plugs: dict[Joint, Joint]) -> None:
        self.travels = travels
        self.plugs = plugs
        self.done: set[Joint] = set()
        self.passed: set[Joint] = set()

    @classmethod
    def of(cls, visit: Visit) -> "Found":
        """What is kept, or careful travels around the middle; and what a draft holds, if somebody wants to go on."""
        before, pins = visit.kept.joints, visit.bench.pins
        careful = Travel(1500.0 - CAREFUL_US, 1500.0, 1500.0 + CAREFUL_US)
        found = cls(
            dict.fromkeys(JOINTS, careful) if before is None else dict(before.travels),
            {} if before is None else dict(before.plugs),
        )
        draft = visit.kept.draft()
        kept, plugs = draft.get("joints"), draft.get("plugs")
        done: dict[Joint, Travel] = {}
        if not isinstance(kept, Mapping) or not isinstance(plugs, Mapping):
            return found
        for joint in JOINTS:
            travel, faults = judged_travel(kept.get(joint), pins)
            if travel is not None and not faults:
                done[joint] = travel
        if done:
            names = "; ".join(WORDS[joint] for joint in done)
            go_on = Choice("", "go on from there", "yes")
            question = f"Last time {len(done)} of {len(JOINTS)} joints were done ({names})."
            if visit.guide.ask(question, go_on, Choice("a", "begin anew")) == "":
                found.travels |= done
                known = {joint: joint for joint in JOINTS}
                found.plugs = {
                    known[joint]: known[plug] for joint, plug in plugs.items() if {joint, plug} <= set(JOINTS)
                }
                found.done = set(done)
        return found

    def joints(self, visit: Visit, hold: Hold) -> None:
        """Every joint that is not done yet."""
        while waiting := [joint for joint in JOINTS if joint not in self.done | self.passed]:
            joint = waiting[0]
            number = f"Joint {JOINTS.index(joint) + 1} of {len(JOINTS)}"
            if joint not in hold.joints:
                visit.guide.tell(f"{number}: my {WORDS[joint]} has no pin to move it; it stays limp.")
                self.passed.add(joint)
                continue
            visit.guide.tell(f"\n{number}: my {WORDS[joint]}.")
            try:
                self._one(visit, hold, joint)
            except Skipped:
                hold.park()
                visit.guide.tell(f"My {WORDS[joint]} stays as it was.")
                self.passed.add(joint)
            else:
                self.done.add(joint)
                if not visit.dry_run:
                    visit.kept.save_draft(self.values(only_done=True))
            hold.let_go()
        self.passed.clear()

    def values(self, only_done: bool = False) -> dict[str, Any]:
        """As it is kept."""
        joints = {
            joint: {"low_us": travel.low_us, "middle_us": travel.middle_us, "high_us": travel.high_us}
            for joint, travel in self.travels.items()
            if not only_done or joint in self.done
        }
        return {"joints": joints, "plugs": dict(self.plugs)}

    def _one(self, visit: Visit, hold: Hold, joint: Joint) -> None:
        """Raises `Skipped`."""
        guide, pins = visit.guide, visit.bench.pins
        self._which(visit, hold, joint)
        while True:
            places = bring(guide, hold, joint, self.travels[joint].middle_us, pins)
            found = judged(joint, places, pins)
            if not found.is_good:
                guide.tell(found.line, "bad")
                guide.tell("Let us do this joint again.")
                continue
            travel = preview(guide, hold, joint, Travel(places["low"], places["middle"], places["high"]), pins)
            if travel is not None:
                self.travels[joint] = travel
                guide.tell(found.line, "good")
                return

    def _which(self, visit: Visit, hold: Hold, joint: Joint) -> None:
        """Let it nod and ask which one moved, until it is the right one. Raises `Skipped`."""
        guide, world = visit.guide, visit.bench.world
        others = [(str(number), other) for number, other in enumerate(JOINTS, 1) if other in hold.joints - {joint}]
        choices = (
            Choice("", f"my {WORDS[joint]}", "yes"),
            *(Choice(key, WORDS[other]) for key, other in others),
            Choice("0", "nothing moved"),
            Choice("w", "once more", "more"),
        )
        while True:
            hold.plugs = self.plugs
            world.do("watch")
            nod(hold, joint, self.travels[joint].middle_us)
            if world.moved is not None:
                guide.tell(f"(On these twins it was the {WORDS[world.moved]}.)")
            key = guide.ask("One joint has nodded. Which one?", *choices)
            if key == "":
                return
            if key == "0":
                channel = visit.bench.pins.joints[joint].channel
                line = f"Look at its plug (channel {channel}), and whether the servo supply is on and the lid is shut."
                guide.again(Judged(line))
            elif key != "w":
                self._exchange(visit, joint, dict(others)[key])

    def _exchange(self, visit: Visit, joint: Joint, moved: Joint) -> None:
        guide = visit.guide
        guide.tell(f"Then the servos of my {WORDS[joint]} and my {WORDS[moved]} are plugged in crosswise.", "bad")
        here = Choice("x", "exchange them in what is kept", "yes")
        by_hand = Choice("p", "I have exchanged the plugs by hand")
        if guide.ask("Shall they change places?", here, by_hand) == "x":
            self.plugs = exchanged(self.plugs, joint, moved)
            guide.tell("They have changed places.", "good")
        self.done.discard(moved)
        self.passed.discard(moved)


def wiggle(visit: Visit, hold: Hold, found: Found) -> Joint | None:
    """Every joint once, as it will live. Returns the one that somebody wants again, None when all is well."""
    guide = visit.guide
    guide.tell("\nNow every joint once, a little, one after the other: watch.", "wait")
    hold.plugs = found.plugs
    for joint in JOINTS:
        if joint in hold.joints:
            travel = found.travels[joint]
            hold.take(joint, travel.middle_us)
            hold.rest_here()
            for share in (WIGGLE, -WIGGLE, 0.0):
                hold.turn(travel.pulse_us(share))
                hold.arrive()
    hold.let_go()
    hold.rest_here(0.1)
    choices = [Choice(str(number), f"{WORDS[joint]} again") for number, joint in enumerate(JOINTS, 1)]
    key = guide.ask("Did each of them move as it should?", Choice("", "yes", "yes"), *choices)
    return JOINTS[int(key) - 1] if key else None
