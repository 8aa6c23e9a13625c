"""Breathing that leads: when a person seems agitated or anxious, its breath and purr go before them to calm.

It begins near the pace of an upset breath, at most 20 a minute, and slows to 8 over four minutes, never louder than
before. That slow breathing near 6 to 10 a minute calms is well supported (A. Zaccaro et al., Frontiers in Human
Neuroscience 12 (2018) 353); that a seal's does is for studies to show. When the person's arousal rises for a whole
minute meanwhile, it does not help: it stops, withdraws, rests for ten minutes, and tells people.
"""

from collections import deque
from itertools import pairwise

from companion.vocabulary.acts import CareEvent, Impression

LEADS = frozenset({"seems agitated", "seems anxious"})
FASTEST, SLOWEST = 20.0, 8.0
"""Breaths a minute."""

SLOWS_WITHIN_S = 240.0
BEGINS_AFTER_S = 1.5
STAYS_AFTER_CALM_S = 60.0
"""It goes on for a minute once the person seems calm, then breathes as it likes."""

LONGEST_S = 900.0
RISES_FOR_S = 60.0
RISES_BY, RISES_EACH_BY = 0.08, 0.01
"""Arousal rises for a minute when each quarter of it is higher than the one before, and the last by so much (-1..1)."""

SAMPLE_EVERY_S = 5.0
SMOOTHING_S = 4.0
FAILED_FOR_S = 60.0
RESTS_S = 600.0


class Coregulation:
    """Leads, follows how it goes, and gives up when it does harm. `follow` is called once a tick."""

    def __init__(self) -> None:
        self.breaths_per_minute: float | None = None
        self.events: tuple[CareEvent, ...] = ()
        self._began_s: float | None = None
        self._upset_since_s: float | None = None
        self._upset_s = 0.0
        self._failed_s: float | None = None
        self._first = FASTEST
        self._arousal = 0.0
        self._last_s: float | None = None
        self._samples: deque[tuple[float, float]] = deque(maxlen=round(RISES_FOR_S / SAMPLE_EVERY_S) + 1)
        self.failed = False
        """Whether it gave up within the last minute."""
        self.resting = False
        """Whether it gave up within the last ten, and leaves soothing to people."""

    @property
    def leading(self) -> bool:
        return self.breaths_per_minute is not None

    @property
    def loudness(self) -> float:
        """1 at the beginning, falling with the breath to 0.5; 1 while it does not lead."""
        if self.breaths_per_minute is None:
            return 1.0
        return 0.5 + 0.5 * (self.breaths_per_minute - SLOWEST) / (FASTEST - SLOWEST)

    def stop(self) -> None:
        """The session has ended, or nothing may be begun."""
        self.breaths_per_minute = self._began_s = self._upset_since_s = None
        self._samples.clear()

    def follow(self, impression: Impression, may_lead: bool, now_s: float) -> None:
        """One tick: begin, go on, finish or give up."""
        self.events = ()
        step_s = 0.0 if self._last_s is None else max(0.0, now_s - self._last_s)
        self._last_s = now_s
        self._arousal += (impression.arousal - self._arousal) * min(1.0, step_s / SMOOTHING_S)
        self.failed = self._failed_s is not None and now_s - self._failed_s < FAILED_FOR_S
        self.resting = self._failed_s is not None and now_s - self._failed_s < RESTS_S
        if not may_lead or self.resting:
            self.stop()
            return
        upset = impression.state in LEADS
        if upset:
            self._upset_s = now_s
            self._upset_since_s = now_s if self._upset_since_s is None else self._upset_since_s
        elif self._began_s is None:
            self._upset_since_s = None
        if self._began_s is None:
            if self._upset_since_s is not None and now_s - self._upset_since_s >= BEGINS_AFTER_S:
                self._begin(impression, now_s)
            return
        if now_s - self._upset_s > STAYS_AFTER_CALM_S or now_s - self._began_s > LONGEST_S:
            self.stop()
            return
        self._lead(now_s)

    def _begin(self, impression: Impression, now_s: float) -> None:
        """The more upset, the nearer to 20 it begins: who is to be led must first be met."""
        self._began_s, self._arousal = now_s, impression.arousal
        self._first = min(FASTEST, max(14.0, 15.0 + 6.0 * impression.arousal))
        self.breaths_per_minute = self._first
        self._samples.clear()

    def _lead(self, now_s: float) -> None:
        assert self._began_s is not None
        share = min(1.0, (now_s - self._began_s) / SLOWS_WITHIN_S)
        self.breaths_per_minute = self._first + share * (SLOWEST - self._first)
        if not self._samples or now_s - self._samples[-1][0] >= SAMPLE_EVERY_S:
            self._samples.append((now_s, self._arousal))
            if self._rises():
                self._failed_s, self.failed, self.resting = now_s, True, True
                self.stop()
                self.events = (
                    CareEvent(
                        "distress_lasts",
                        now_s,
                        "They seem more upset while I breathe with them, so I have drawn back. Please come and look.",
                    ),
                )

    def _rises(self) -> bool:
        levels = [level for _, level in self._samples]
        if len(levels) < (self._samples.maxlen or 0):
            return False
        part = len(levels) // 4
        quarters = [sum(levels[part * number : part * number + part]) / part for number in range(4)]
        steady = all(later - earlier >= RISES_EACH_BY for earlier, later in pairwise(quarters))
        return steady and quarters[-1] - quarters[0] >= RISES_BY
