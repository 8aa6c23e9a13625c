"""The creature's own life: rest, company and curiosity, its energy, day and night, and how awake it is.

Rhythm follows light; local time counts only where it can be trusted. Waking is gentle (seconds), falling asleep
slower (half a minute), and a nap is no outage: a hand, a word or the light wakes it.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from companion.mind.surroundings import Surroundings
from companion.mind.tastes import PartOfDay
from companion.settings import RhythmSettings
from companion.vocabulary.acts import Impression

DARK_BELOW, BRIGHT_FROM = 0.12, 0.4
"""Light below the first is night, above the second day; between them it is dusk."""

STIRRING_FADES_S = 30.0
"""How long something that happened keeps it awake."""

BORED_AFTER_S, BORED_WITHIN_S = 300.0, 300.0
TROUBLED_BELOW = -0.15
"""Valence, -1..1, below which boredom does not make it sleepy."""

NAP_LASTS_S = 1800.0
"""By day it wakes from a nap by itself after half an hour."""

DROWSING_S = 14.0
ROUSING_S = 3.5
ASLEEP_FROM, AWAKE_AGAIN_BELOW = 0.75, 0.45
SLEEPY_FROM, NEARLY_ASLEEP_FROM = 0.5, 0.64
BEDTIME_S = 1200.0
"""So long it keeps to it when somebody has told it to go to sleep."""

LONG_USE_S = 1800.0
"""So much company at a stretch is enough for once.

From then on the quiet variants are used. Rest makes up for it twice as fast.
"""

MORNING_ENDS = 10
"""The hour at which morning is over."""

EVENING = timedelta(hours=2)
"""So long before the night it is evening."""

ENERGY_LASTS_S = 14 * 3600.0
ENERGY_RETURNS_S = 7 * 3600.0
HEAT_TAKES = 0.9
COMPANY_WANTED_S = 600.0
COMPANY_CONTENT_S = 120.0
CURIOUS_S = 90.0
MOOD_FOLLOWS_S = 20.0
AROUSAL_FOLLOWS_S = 4.0
LONGEST_STEP_S = 60.0


@dataclass(slots=True)
class Drives:
    """Drives 0..1 (0 is satisfied), `energy` 0..1, `sleepiness` 0..1, `mood` and `arousal` -1..1."""

    rest: float = 0.0
    company: float = 0.3
    curiosity: float = 0.3
    energy: float = 0.8
    sleepiness: float = 0.0
    mood: float = 0.1
    arousal: float = 0.0
    asleep: bool = False
    lived: bool = False
    engaged_s: float = 0.0
    dark: bool = False
    dawn_s: float = -math.inf
    woke_s: float = -math.inf
    fell_asleep_s: float = -math.inf

    @property
    def awake(self) -> float:
        """0 deep asleep .. 1 wide awake."""
        return 1.0 - min(1.0, max(0.0, (self.sleepiness - 0.25) / 0.6))

    def live(
        self,
        around: Surroundings,
        impression: Impression,
        rhythm: RhythmSettings,
        local: datetime | None,
        dt_s: float,
        crying_s: float = -math.inf,
    ) -> None:
        """Let `dt_s` seconds pass (a jump counts as at most a minute). `crying_s`: when somebody was last heard cry."""
        dt_s = min(max(0.0, dt_s), LONGEST_STEP_S)
        stirring = math.exp(-max(0.0, around.ago(max(around.stirred_s, crying_s))) / STIRRING_FADES_S)
        here = 0.25 if around.somebody else 0.0
        wish = sleep_wish(around.light, local, rhythm)
        if around.said_ago("bedtime") < BEDTIME_S:
            wish = max(wish, 0.9)
        if not self.lived and around.light is not None:
            # Begun in a dark room it goes on sleeping, rather than waking to fall asleep.
            self.sleepiness, self.asleep = max(self.sleepiness, wish), self.asleep or wish > ASLEEP_FROM
        self.lived = True
        # Whoever is troubled is not left for a nap.
        troubled = impression.certainty > 0.0 and impression.valence < TROUBLED_BELOW
        self._notice_dawn(wish, around.now_s)
        napped = self.asleep and around.ago(self.fell_asleep_s) > NAP_LASTS_S
        bored = 0.0 if troubled or napped else _boredom(around, max(self.woke_s, self.dawn_s))
        tired = max(wish, 0.6 * (1.0 - self.energy), bored)
        self.rest = max(tired, 1.0 - self.energy)
        goal = tired * (1.0 - max(stirring, here * (1.0 - wish)))
        self.sleepiness = _toward(self.sleepiness, goal, dt_s, DROWSING_S if goal > self.sleepiness else ROUSING_S)
        self._sleep_or_wake(around.now_s)
        self._spend(around, dt_s)
        liking = 0.6 * impression.valence * impression.certainty + 0.5 * _stroked(around) - 1.2 * _hurt(around)
        self.mood = _toward(self.mood, min(1.0, max(-1.0, 0.1 + liking)), dt_s, MOOD_FOLLOWS_S)
        excitement = (
            0.6 * max(0.0, impression.arousal) * impression.certainty + 0.5 * _alarm(around) - 0.6 * (1.0 - self.awake)
        )
        self.arousal = _toward(
            self.arousal, min(1.0, max(-1.0, excitement - 0.3 * _stroked(around))), dt_s, AROUSAL_FOLLOWS_S
        )

    @property
    def had_enough(self) -> bool:
        """Whether it has been kept busy for long."""
        return self.engaged_s >= LONG_USE_S

    def _notice_dawn(self, wish: float, now_s: float) -> None:
        """After a dark night the light alone wakes it: what is past is no reason to be bored."""
        if wish > 0.6:
            self.dark = True
        elif self.dark and wish < 0.3:
            self.dark, self.dawn_s = False, now_s

    def _sleep_or_wake(self, now_s: float) -> None:
        if not self.asleep and self.sleepiness > ASLEEP_FROM:
            self.asleep, self.fell_asleep_s = True, now_s
        elif self.asleep and self.sleepiness < AWAKE_AGAIN_BELOW:
            self.asleep, self.woke_s = False, now_s

    def _spend(self, around: Surroundings, dt_s: float) -> None:
        self.energy = min(
            1.0, max(0.0, self.energy + (dt_s / ENERGY_RETURNS_S if self.asleep else -dt_s / ENERGY_LASTS_S))
        )
        if around.charge is not None:
            self.energy = min(self.energy, 0.1 + around.charge)
        # Warm seals lie still; and rest is what cools a hot processor.
        self.energy = min(self.energy, 1.0 - HEAT_TAKES * around.heat)
        kept = around.ago(around.gentle_s) < 10.0
        self.company = _toward(
            self.company, 0.0 if kept else 1.0, dt_s, COMPANY_CONTENT_S if kept else COMPANY_WANTED_S
        )
        busy = around.ago(around.stirred_s) < 30.0
        self.engaged_s = min(1.2 * LONG_USE_S, max(0.0, self.engaged_s + (dt_s if busy else -2.0 * dt_s)))
        news = around.ago(around.stirred_s) < 10.0
        self.curiosity = _toward(self.curiosity, 0.0 if news else 1.0, dt_s, 10.0 if news else CURIOUS_S)


def sleep_wish(light: float | None, local: datetime | None, rhythm: RhythmSettings) -> float:
    """How much light and clock call for sleep, 0..1.

    Without a trusted clock light alone speaks; without either it is day.
    """
    dark = 0.0 if light is None else min(1.0, max(0.0, (BRIGHT_FROM - light) / (BRIGHT_FROM - DARK_BELOW)))
    if local is None:
        return dark
    night = rhythm.is_quiet(local)
    # A lamp at night keeps it awake for company; a dark room by day is a place to nap.
    return max(dark, 0.9) if night and (light is None or light < BRIGHT_FROM) else max(dark, 0.6 if night else 0.0)


def part_of_day(light: float | None, local: datetime | None, rhythm: RhythmSettings) -> PartOfDay:
    """Morning until ten, evening from two hours before the night; by light alone there are only day and night."""
    if local is None:
        return "night" if light is not None and light < DARK_BELOW else "day"
    if rhythm.is_quiet(local):
        return "night"
    if local.hour < MORNING_ENDS:
        return "morning"
    return "evening" if rhythm.is_quiet(local + EVENING) else "day"


def _boredom(around: Surroundings, woke_s: float) -> float:
    idle_s = min(around.ago(around.stirred_s), around.ago(woke_s))
    if not math.isfinite(idle_s):
        idle_s = 0.0 if around.born_s is None else around.ago(around.born_s)
    return 0.85 * min(1.0, max(0.0, (idle_s - BORED_AFTER_S) / BORED_WITHIN_S))


def _stroked(around: Surroundings) -> float:
    return 1.0 if around.stroke is not None and around.ago(around.stroke.at_s) < 3.0 else 0.0


def _hurt(around: Surroundings) -> float:
    return 1.0 if around.hit is not None and around.ago(around.hit.at_s) < 15.0 else 0.0


def _alarm(around: Surroundings) -> float:
    last_s = max(around.loud_s, around.hard.at_s if around.hard is not None else -math.inf)
    return 1.0 if around.ago(last_s) < 2.0 else 0.0


def _toward(value: float, goal: float, dt_s: float, follows_s: float) -> float:
    return value + (goal - value) * (1.0 - math.exp(-dt_s / follows_s))
