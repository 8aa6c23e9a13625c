"""One tick of the mind: readings -> surroundings -> binding -> impression -> needs and drives -> cues -> act.

Twenty times a second, in well under a millisecond, whatever the readings are.
"""

import math
import random
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from companion.mind.answers import Answers
from companion.mind.binding import WhoseFeeling
from companion.mind.concern import Concern
from companion.mind.coregulation import Coregulation
from companion.mind.cues import Situation, cues_of
from companion.mind.drives import Drives, part_of_day, sleep_wish
from companion.mind.gazing import Gazing
from companion.mind.guard import Guard
from companion.mind.impression import Impressions
from companion.mind.lasting import restore_life, state_of_life
from companion.mind.lately import Lately
from companion.mind.learnt import Learnt
from companion.mind.needs import needs_of
from companion.mind.phrases import Phrases
from companion.mind.refusal import Refusal
from companion.mind.sayings import Sayings
from companion.mind.selection import Circumstances, Selection
from companion.mind.surroundings import Surroundings
from companion.mind.tastes import Context
from companion.settings import RhythmSettings
from companion.vocabulary.acts import Act, Binding, Decision, Impression
from companion.vocabulary.commands import BeginSession, Command, EndSession, Perform, SetSpeech
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.readings import (
    LightReading,
    LoudnessReading,
    PostureReading,
    PowerReading,
    Reading,
    SoundReading,
    TemperatureReading,
    TouchReading,
    WordsReading,
)

SESSION_S = 20 * 60.0
"""How long a session may last before it grows quiet, where the settings say nothing."""

CALMER_AROUSAL = -0.3
"""Its own arousal is no higher once it is enough: breath and movement grow slow."""

DISTRESS_CALLS = frozenset({"crying", "scream", "sigh"})
"""A moan is heard as a sigh."""

ALWAYS = (TouchReading, PostureReading, LightReading, LoudnessReading, PowerReading, TemperatureReading)
"""What is sensed of anybody: without a session, and while staff are at work."""


class Mind:
    """Decides. Deterministic: the same chance, readings and moments make the same life."""

    def __init__(
        self,
        chance: random.Random,
        rhythm: RhythmSettings = RhythmSettings(),  # noqa: B008 - a frozen value
        session_s: float = SESSION_S,
        phrases: Phrases | None = None,
        suggestions: Sequence[str] = (),
        listens_at_night: bool = False,
    ) -> None:
        """`session_s`: how long a session may last before it grows quiet. Without `phrases` it never speaks.

        `listens_at_night`: somebody has agreed that crying and moaning are heard at night, when no session runs.
        """
        self._rhythm = rhythm
        self._listens_at_night = listens_at_night
        self._chance = chance
        self._drives = Drives()
        self._selection = Selection(chance)
        self._whose = WhoseFeeling()
        self._session_s = session_s
        self._guard = Guard(session_s)
        self._concern = Concern()
        self._gazing = Gazing()
        self.refused: dict[Refusal, int] = {}  # readings turned away, by reason, since it began
        self._now_s: float | None = None
        self._bid_ago_s: float | None = None
        self._learnt = Learnt(random.Random(chance.random()))
        self._sayings = Sayings(phrases, suggestions, random.Random(chance.random()))
        self._answers = Answers(self._learnt.tastes)
        self._forget_recent()

    def think(self, readings: Sequence[Reading], commands: Sequence[Command], gate: Gate, moment: Moment) -> Decision:
        """What is believed, wanted and done now. Readings may be stale, broken or contradicting; time may jump."""
        now_s = moment.monotonic_s if math.isfinite(moment.monotonic_s) else (self._now_s or 0.0)
        passed_s = self._pass(now_s)
        self._whose.hear(commands, now_s)
        for command in commands:
            if isinstance(command, SetSpeech):
                self._sayings.on = command.on
        if any(isinstance(command, BeginSession | EndSession) for command in commands):
            self._turn_to_somebody_new(any(isinstance(command, BeginSession) for command in commands), now_s)
        around, lately = self._around, self._lately
        if self._whose.resident is None or not gate.may_judge:
            around.look_away()
        night = self._listens_at_night and part_of_day(around.light, moment.local_time, self._rhythm) == "night"
        around.notice([reading for reading in readings if self._may_take(reading, gate, night)], now_s)
        lately.notice(around, passed_s)
        self._guard.watch(around, lately, now_s)
        if self._guard.ends_session:
            self._whose.end(self._guard.sent_away)
            self._turn_to_somebody_new(False, now_s)
            around.look_away()
        binding = self._whose.consider(around, gate)
        impression = self._impressions.conclude(around, binding, gate.may_judge)
        self._drives.live(around, impression, self._rhythm, moment.local_time, passed_s, lately.crying_s)
        self._concern.watch(impression, around, lately, passed_s)
        self._coregulation.follow(impression, self._may_lead(binding, gate), now_s)
        act = self._act(commands, gate, binding, impression, moment)
        calmer = self._guard.calmer
        may_speak = gate.may_sound and gate.may_judge and not (calmer or self._drives.asleep)
        return Decision(
            act=act,
            impression=impression,
            needs=needs_of(impression),
            binding=binding,
            awake=self._drives.awake,
            mood=self._drives.mood,
            arousal=min(CALMER_AROUSAL, self._drives.arousal) if calmer else self._drives.arousal,
            breaths_per_minute=self._coregulation.breaths_per_minute,
            saying=self._sayings.speak(impression, binding, around, act, may_speak),
            events=(*self._guard.events, *self._concern.events, *self._coregulation.events),
            ends_session=self._guard.ends_session,
            attended=self._gazing.attended,
        )

    def state(self) -> dict[str, Any]:
        """What must last, as plain numbers. Nothing about any person."""
        return state_of_life(self._drives, (self._now_s or 0.0) - self._selection.last_bid_s)

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from a saved state. Raises `StateError`, and changes nothing, when it cannot be trusted."""
        self._bid_ago_s = restore_life(self._drives, state)

    def resident_state(self) -> dict[str, Any] | None:
        """What was learnt of the resident of this session, or of the last one until another begins.

        Plain numbers with a version and the name; None of nobody and of the guest, of whom nothing is ever kept.
        """
        return self._learnt.state()

    def restore_resident(self, state: Mapping[str, Any]) -> None:
        """Go on from what was kept of this resident. Raises `StateError`, and changes nothing, where that is wrong."""
        self._learnt.restore(state)

    def forget_resident(self) -> None:
        """Know nothing of the resident of this session."""
        self._learnt.forget()

    def _pass(self, now_s: float) -> float:
        """Seconds since the last tick.

        When time runs backwards everything recent is forgotten, and no bid follows at once.
        """
        if self._now_s is None:
            if self._bid_ago_s is not None:
                self._selection.last_bid_s = now_s - self._bid_ago_s
        elif now_s < self._now_s:
            self._forget_recent()
            self._selection.restart(now_s)
            self._sayings.restart(now_s)
            self._guard, self._concern = Guard(self._session_s), Concern()
            self._guard.begin(self._whose.resident, now_s)
            self._drives.woke_s = self._drives.dawn_s = -math.inf
            self._drives.fell_asleep_s = now_s
            self._now_s = now_s
        passed_s = 0.0 if self._now_s is None else now_s - self._now_s
        self._now_s = now_s
        return passed_s

    def _may_take(self, reading: Reading, gate: Gate, night: bool = False) -> bool:
        """Without a session there is touch, posture, light and loudness, and being spoken to; with staff no words.

        In a `night` for which somebody agreed to it there are calls of distress, too.
        """
        if isinstance(reading, TouchReading) and not gate.may_feel_touch:
            return False
        if isinstance(reading, ALWAYS):
            return True
        if night and gate.may_judge and isinstance(reading, SoundReading) and reading.event in DISTRESS_CALLS:
            return True
        return gate.may_judge and (self._whose.resident is not None or isinstance(reading, WordsReading))

    def _may_lead(self, binding: Binding, gate: Gate) -> bool:
        """Leading needs somebody whose feeling may be judged, a body that may move, and no wish to be left alone."""
        allowed = gate.may_judge and gate.may_move and binding.resident is not None and self._around.somebody
        current = self._selection.current
        if current is not None and current.kind.name == "withdraw":
            return False
        return allowed and not (
            self._drives.asleep or self._guard.too_much or self._concern.pausing(self._around.now_s)
        )

    def _turn_to_somebody_new(self, begins: bool, now_s: float) -> None:
        """A session begins or ends: what was believed of the last person counts no more, also under the same name.

        What was learnt stays until another session begins, so that it can be kept.
        """
        self._impressions, self._coregulation = Impressions(self._learnt.baseline), Coregulation()
        self._guard.begin(self._whose.resident, now_s)
        self._concern.begin()
        self._sayings.begin()
        self._answers.settle(self._around, self._guard.ends_session)
        if begins:
            self._learnt.begin(self._whose.resident)
        self._answers = Answers(self._learnt.tastes)

    def _forget_recent(self) -> None:
        self._around, self._lately = Surroundings(refused=self.refused), Lately()
        self._impressions, self._coregulation = Impressions(self._learnt.baseline), Coregulation()
        self._answers = Answers(self._learnt.tastes)
        self._gazing = Gazing()

    def _act(
        self, commands: Sequence[Command], gate: Gate, binding: Binding, impression: Impression, moment: Moment
    ) -> Act:
        around, local = self._around, moment.local_time
        if not gate.may_move:
            self._selection.interrupt(around.now_s)
            return Act("rest", "lies still", _standstill(gate), "rhythmic", 0.0, self._selection.since_s)
        here = self._circumstances(gate, impression, local)
        for command in commands:
            if isinstance(command, Perform):
                self._selection.perform(command.act, here)
        cues = cues_of(self._situation(gate, binding, impression, local))
        context = Context(impression.state, part_of_day(around.light, local, self._rhythm))
        known = binding.resident is not None

        def favour(names: Sequence[str]) -> Mapping[str, float]:
            return self._learnt.tastes.weigh(context, names, around.now_s) if known else {}

        chosen = self._selection.choose(cues, here, favour)
        act = Act(
            name=chosen.kind.name,
            label=chosen.kind.label,
            why=chosen.why,
            layer=chosen.kind.layer,
            intensity=chosen.intensity * self._softness(chosen.kind.purpose),
            started_s=chosen.started_s,
            gaze=self._gazing.look(around, self._lately, binding),
        )
        if known:
            self._answers.watch(act, context, impression, around)
        return act

    def _softness(self, purpose: str) -> float:
        """While it leads a person to calm, comfort grows softer with every breath, never louder."""
        return self._coregulation.loudness if purpose == "comfort" else 1.0

    def _circumstances(self, gate: Gate, impression: Impression, local: datetime | None) -> Circumstances:
        around = self._around
        dim = local is None or sleep_wish(around.light, local, self._rhythm) > 0.5
        return Circumstances(
            now_s=around.now_s,
            somebody=around.somebody,
            asleep=self._drives.asleep,
            quiet=dim or self._drives.had_enough or self._guard.calmer,
            may_begin=not gate.staff,
            left_alone_s=0.0 if self._guard.wary else around.ago(self._guard.sent_away_s),
            state=impression.state,
            may_play=not (self._guard.long_session or self._guard.wary),
            may_soothe=not self._concern.pausing(around.now_s),
        )

    def _situation(self, gate: Gate, binding: Binding, impression: Impression, local: datetime | None) -> Situation:
        return Situation(
            around=self._around,
            lately=self._lately,
            impression=impression,
            evidence=self._impressions.evidence,
            binding=binding,
            drives=self._drives,
            guard=self._guard,
            coregulation=self._coregulation,
            gate=gate,
            rhythm=self._rhythm,
            local=local,
            told=self._concern.pausing(self._around.now_s),
        )


def _standstill(gate: Gate) -> str:
    if gate.stop:
        return "Stop is pressed, so I do nothing."
    if gate.cleaning:
        return "I am being cleaned, so I lie still."
    return "I was asked to keep still, so I do not move."
