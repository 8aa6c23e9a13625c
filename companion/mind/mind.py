"""One tick of the mind: readings -> surroundings -> binding -> impression -> needs and drives -> cues -> act.

Twenty times a second, in well under a millisecond, whatever the readings are.
"""

import math
import random
from collections.abc import Mapping, Sequence
from typing import Any

from companion.mind.binding import WhoseFeeling, fitting_faces
from companion.mind.cues import cues_of
from companion.mind.drives import Drives, is_night, sleep_wish
from companion.mind.impression import Impressions
from companion.mind.needs import needs_of
from companion.mind.selection import Circumstances, Selection
from companion.mind.surroundings import Surroundings
from companion.settings import RhythmSettings
from companion.vocabulary.acts import Act, Binding, Decision, Gaze, Impression
from companion.vocabulary.commands import BeginSession, Command, EndSession, Perform
from companion.vocabulary.errors import StateError
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.readings import (
    LightReading,
    LoudnessReading,
    PostureReading,
    PowerReading,
    Reading,
    TouchReading,
    WordsReading,
)

VERSION = 1
GAZE_STEP = 0.03
"""The gaze follows only when the face has moved by more: heads do not tremble after every pixel."""

ALWAYS = (TouchReading, PostureReading, LightReading, LoudnessReading, PowerReading)
"""All that is sensed without a session and while staff are at work."""


class Mind:
    """Decides. Deterministic: the same chance, readings and moments make the same life."""

    def __init__(self, chance: random.Random, rhythm: RhythmSettings = RhythmSettings()) -> None:  # noqa: B008 - frozen
        self._rhythm = rhythm
        self._chance = chance
        self._drives = Drives()
        self._selection = Selection(chance)
        self._whose = WhoseFeeling()
        self._around = Surroundings()
        self._impressions = Impressions()
        self._gaze: Gaze | None = None
        self._now_s: float | None = None
        self._bid_ago_s: float | None = None

    def think(self, readings: Sequence[Reading], commands: Sequence[Command], gate: Gate, moment: Moment) -> Decision:
        """What is believed, wanted and done now. Readings may be stale, broken or contradicting; time may jump."""
        now_s = moment.monotonic_s if math.isfinite(moment.monotonic_s) else (self._now_s or 0.0)
        passed_s = self._pass(now_s)
        self._whose.hear(commands, now_s)
        if any(isinstance(command, BeginSession | EndSession) for command in commands):
            self._impressions = Impressions()  # also when the next one has the same name
        if self._whose.resident is None or not gate.may_judge:
            self._around.look_away()
        self._around.notice([reading for reading in readings if self._may_take(reading, gate)], now_s)
        binding = self._whose.consider(self._around, gate)
        impression = self._impressions.conclude(self._around, binding, gate.may_judge)
        self._drives.live(self._around, impression, self._rhythm, moment.local_time, passed_s)
        act = self._act(commands, gate, binding, impression, moment)
        return Decision(
            act=act,
            impression=impression,
            needs=needs_of(impression),
            binding=binding,
            awake=self._drives.awake,
            mood=self._drives.mood,
            arousal=self._drives.arousal,
        )

    def state(self) -> dict[str, Any]:
        """What must last, as plain numbers. Nothing about any person."""
        ago_s = (self._now_s or 0.0) - self._selection.last_bid_s
        return {
            "version": VERSION,
            "energy": self._drives.energy,
            "sleepiness": self._drives.sleepiness,
            "mood": self._drives.mood,
            "company": self._drives.company,
            "curiosity": self._drives.curiosity,
            "last_bid_ago_s": ago_s if math.isfinite(ago_s) else None,
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from a saved state. Raises `StateError`, and changes nothing, when it cannot be trusted."""
        if state.get("version") != VERSION:
            raise StateError(f"is of version {state.get('version')!r}, not {VERSION}", "mind", "It starts afresh.")
        ranges = {"energy": 0.0, "sleepiness": 0.0, "mood": -1.0, "company": 0.0, "curiosity": 0.0}
        for name, least in ranges.items():
            if not _is_number(state.get(name)) or not least <= state[name] <= 1.0:
                raise StateError(
                    f"{name} = {state.get(name)!r} is not a number from {least} to 1", "mind", "It starts afresh."
                )
        ago_s = state.get("last_bid_ago_s")
        if ago_s is not None and not (_is_number(ago_s) and ago_s >= 0.0):
            raise StateError(f"last_bid_ago_s = {ago_s!r} is not a number of seconds", "mind", "It starts afresh.")
        for name in ranges:
            setattr(self._drives, name, float(state[name]))
        self._bid_ago_s = None if ago_s is None else float(ago_s)

    def _pass(self, now_s: float) -> float:
        """Seconds since the last tick.

        When time runs backwards everything recent is forgotten, and no bid follows at once.
        """
        if self._now_s is None:
            if self._bid_ago_s is not None:
                self._selection.last_bid_s = now_s - self._bid_ago_s
        elif now_s < self._now_s:
            self._around, self._impressions, self._gaze = Surroundings(), Impressions(), None
            self._selection.restart(now_s)
            self._drives.woke_s = -math.inf
            self._now_s = now_s
        passed_s = 0.0 if self._now_s is None else now_s - self._now_s
        self._now_s = now_s
        return passed_s

    def _may_take(self, reading: Reading, gate: Gate) -> bool:
        """Without a session there is touch, posture, light and loudness, and being spoken to.

        With staff at work not even that.
        """
        if isinstance(reading, TouchReading) and not gate.may_feel_touch:
            return False
        if isinstance(reading, ALWAYS):
            return True
        return gate.may_judge and (self._whose.resident is not None or isinstance(reading, WordsReading))

    def _act(
        self, commands: Sequence[Command], gate: Gate, binding: Binding, impression: Impression, moment: Moment
    ) -> Act:
        around, local = self._around, moment.local_time
        if not gate.may_move:
            self._selection.interrupt(around.now_s)
            return Act("rest", "lies still", _standstill(gate), "rhythmic", 0.0, self._selection.since_s)
        night = local is not None and is_night(local.time(), self._rhythm)
        here = Circumstances(
            now_s=around.now_s,
            somebody=around.somebody,
            asleep=self._drives.asleep,
            quiet=local is None or self._drives.had_enough or sleep_wish(around.light, local, self._rhythm) > 0.5,
            may_begin=not gate.staff,
            left_alone_s=around.said_ago("leave_me"),
        )
        for command in commands:
            if isinstance(command, Perform):
                self._selection.perform(command.act, here)
        cues = cues_of(around, impression, self._impressions.evidence, binding, self._drives, gate, night)
        chosen = self._selection.choose(cues, here)
        return Act(
            name=chosen.kind.name,
            label=chosen.kind.label,
            why=chosen.why,
            layer=chosen.kind.layer,
            intensity=chosen.intensity,
            started_s=chosen.started_s,
            gaze=self._look(binding),
        )

    def _look(self, binding: Binding) -> Gaze | None:
        """Where the person's face is: the bound one, else the one nearest the lap, else the largest."""
        faces = self._around.faces
        if not faces:
            if self._around.ago(self._around.face_s) > 2.0:
                self._gaze = None
            return self._gaze
        bound = [face for face in faces if face.track == binding.track]
        across, down = (bound or fitting_faces(faces) or faces)[0].box.centre
        # Who stands at the left of the frame stands at its own left: to its right for somebody who faces it.
        gaze = Gaze(_joint(1.0 - 2.0 * across), _joint(0.8 * (1.0 - 2.0 * down) + 0.1))
        if self._gaze is None or max(abs(gaze.yaw - self._gaze.yaw), abs(gaze.pitch - self._gaze.pitch)) > GAZE_STEP:
            self._gaze = gaze
        return self._gaze


def _standstill(gate: Gate) -> str:
    if gate.stop:
        return "Stop is pressed, so I do nothing."
    if gate.cleaning:
        return "I am being cleaned, so I lie still."
    return "I was asked to keep still, so I do not move."


def _joint(value: float) -> float:
    return round(min(1.0, max(-1.0, value)), 2)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
