"""One simulated month of one resident with the real mind: three sessions of twenty minutes a day at one tick a second.

Between the sessions time jumps to the next one; what was learnt goes to disk and back as it does in the daemon.
"""

import json
import math
import random
import statistics
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, get_args

from companion.mind.acts import ACT, ACTS
from companion.mind.mind import Mind
from companion.mind.tastes import Context, PartOfDay, Tastes
from companion.vocabulary.acts import Act
from companion.vocabulary.commands import BeginSession, Command, EndSession
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.readings import (
    BodyReading,
    LightReading,
    Reading,
    SoundReading,
    VoiceReading,
    WordsReading,
)
from tools.evaluate.behaving import Perceived, Person
from tools.evaluate.resident import Resident

Policy = Literal["full", "no learning", "no fusion", "random acts"]
POLICIES: tuple[Policy, ...] = get_args(Policy)

DAYS = 30
SESSION_TICKS = 1200
SESSIONS: tuple[tuple[PartOfDay, float, float], ...] = (
    ("morning", 9.5, 0.6),
    ("day", 14.5, 0.8),
    ("evening", 19.5, 0.3),
)
"""Part of the day, its hour, and how light it is."""

ANSWERED_WITHIN_S = 60
SHOWN = tuple(kind.name for kind in ACTS if kind.purpose != "own")
FIRST_DAY = datetime(2026, 3, 2)


class Indifferent(Tastes):
    """Learns nothing and favours nothing."""

    def weigh(self, context: Context, candidates: Sequence[str], now_s: float) -> Mapping[str, float]:
        return {}

    def reward(self, act: str, context: Context, value: float, now_s: float) -> None:
        return


@dataclass(slots=True)
class Episode:
    """One time of distress in a session: when it began, when an act of comfort came, when it was calm again.

    `lasted` counts its seconds. `sent_away`: the creature had been sent away when it began, and could do nothing.
    """

    began: int
    sent_away: bool = False
    answered: int | None = None
    calm: int | None = None
    lasted: int = 0


@dataclass(slots=True)
class Month:
    """What came of it. `met_by_day` is how its acts for the person were liked on each day, second by second, -1..1."""

    ticks: int = 0
    present: int = 0
    engaged: int = 0
    pushes: int = 0
    cpu_s: float = 0.0
    episodes: list[Episode] = field(default_factory=list)
    met_by_day: list[float] = field(default_factory=list)

    @property
    def engagement(self) -> float:
        """The share of the time together in which the resident stroked or visibly enjoyed it, 0..1."""
        return self.engaged / max(1, self.present)

    @property
    def answered(self) -> float:
        """The share of times of distress to which an act of comfort came within a minute, 0..1."""
        return _share(episode.answered is not None for episode in self.episodes if not episode.sent_away)

    @property
    def troubled(self) -> float:
        """The share of the time together that was distress, 0..1."""
        return sum(episode.lasted for episode in self.episodes) / max(1, self.present)


def time_to_calm_s(episodes: Iterable[Episode]) -> float:
    """The median of the seconds from distress to calm, infinite where fewer than half grew calm.

    After E. L. Kaplan and P. Meier (Journal of the American Statistical Association 53 (1958) 457-481): what the end of
    the session cut off counts for as long as it was watched.
    """
    watched = sorted((episode.lasted, episode.calm is None) for episode in episodes)
    not_calm = 1.0
    for number, (lasted, cut_off) in enumerate(watched):
        if not cut_off:
            not_calm *= 1.0 - 1.0 / (len(watched) - number)
        if not_calm <= 0.5:
            return float(lasted)
    return math.inf


def live(resident: Resident, policy: Policy, seed: int, days: int = DAYS, changes: bool = False) -> Month:
    """A month, or some days of one. With `changes` tastes change in the middle of it."""
    began = time.process_time()
    person = Person(resident, random.Random(seed))
    chance = random.Random(seed + 1)
    mind = Mind(random.Random(seed + 2))
    if policy == "no learning":
        mind._learnt.tastes = Indifferent(random.Random(seed + 3))  # the one part that is taken out
    month = Month()
    kept: str | None = None
    for day in range(days):
        met: list[float] = []
        for part, hour, light in SESSIONS:
            start = FIRST_DAY + timedelta(days=day, hours=hour)
            begin = (start - FIRST_DAY).total_seconds()
            person.come(part, changes and day >= days // 2, begin)
            session = _Session(mind, person, policy, chance, month, met, light, start, begin)
            session.begin(resident.name, kept)
            for second in range(1, SESSION_TICKS):
                session.tick(second)
            kept = json.dumps(mind.resident_state())
            session.end()
        month.met_by_day.append(statistics.fmean(met) if met else 0.0)
    month.cpu_s = time.process_time() - began
    return month


class _Session:
    """Twenty minutes, tick by tick: the person lives, the mind thinks, what came of it is counted."""

    def __init__(
        self,
        mind: Mind,
        person: Person,
        policy: Policy,
        chance: random.Random,
        month: Month,
        met: list[float],
        light: float,
        start: datetime,
        begin_s: float,
    ) -> None:
        self._mind, self._person, self._policy, self._chance = mind, person, policy, chance
        self._month, self._met, self._light = month, met, light
        self._start, self._begin_s = start, begin_s
        self._perceived = Perceived("rest", 0.0, begin_s)
        self._episode: Episode | None = None
        self._sent_away = False

    def begin(self, name: str, kept: str | None) -> None:
        """What was kept of the resident comes back with the session."""
        self._think((), (BeginSession(name, confirmed=True),), 0)
        if kept is not None:
            self._mind.restore_resident(json.loads(kept))

    def end(self) -> None:
        self._think((), (EndSession(),), SESSION_TICKS)
        self._month.ticks -= 1  # the tick of the next second, counted by nobody

    def tick(self, second: int) -> None:
        now_s = self._begin_s + second
        readings = self._person.live(self._perceived, now_s)
        if second % 30 == 1:
            readings.append(LightReading(now_s, min(1.0, max(0.0, self._chance.gauss(self._light, 0.03)))))
        if self._policy == "no fusion":
            unheard = (VoiceReading, WordsReading, SoundReading, BodyReading)
            readings = [reading for reading in readings if not isinstance(reading, unheard)]
        act = self._think(readings, (), second)
        self._perceived = self._shown(act)
        self._count(second, readings)

    def _think(self, readings: Sequence[Reading], commands: Sequence[Command], second: int) -> Act:
        moment = Moment(self._begin_s + second, self._start + timedelta(seconds=second))
        self._month.ticks += 1
        decision = self._mind.think(readings, commands, Gate(), moment)
        self._sent_away = self._sent_away or decision.ends_session
        return decision.act

    def _shown(self, act: Act) -> Perceived:
        """What the person sees. Random acts come at the same moments and as strong: the choice alone differs."""
        if self._policy != "random acts" or ACT[act.name].purpose == "own":
            return Perceived(act.name, act.intensity, act.started_s)
        if act.started_s == self._perceived.started_s:
            return self._perceived
        return Perceived(self._chance.choice(SHOWN), act.intensity, act.started_s)

    def _count(self, second: int, readings: Sequence[Reading]) -> None:
        person, month, shown = self._person, self._month, self._perceived
        if person.away_s > 0.0:
            return
        month.present += 1
        month.engaged += self._begin_s + second - person.engaged_s < 1.5
        month.pushes += sum(getattr(reading, "gesture", "") == "push" for reading in readings)
        if ACT[shown.act].purpose != "own" and ACT[shown.act].layer == "proactive":
            self._met.append(person.resident.liking(shown.act, person.mood, person.part, person.changed))
        self._follow_distress(second)

    def _follow_distress(self, second: int) -> None:
        if self._person.distressed and self._episode is None:
            self._episode = Episode(second, self._sent_away)
            self._month.episodes.append(self._episode)
        episode = self._episode
        if episode is None:
            return
        if not self._person.distressed:
            episode.calm, self._episode = second, None
            return
        episode.lasted += 1
        comforts = ACT[self._perceived.act].purpose == "comfort"
        if comforts and episode.answered is None and second - episode.began <= ANSWERED_WITHIN_S:
            episode.answered = second


def _share(true: Iterable[bool]) -> float:
    values = list(true)
    return sum(values) / len(values) if values else 0.0
