"""How often it looks: quick while somebody is there, once a second when alone, slower when hot, weak or busy."""

from dataclasses import dataclass
from math import inf

from companion.settings import CameraSettings

AWAKE_AFTER_FACE_S = 5.0
"""So long after the last face it goes on looking quickly."""

MOST_BUSY = 0.7
"""Looking may take this share of the time of one core, waiting for it included; from there on it looks less often."""

FOLLOWS = 0.15
PAUSE_S = 10.0
SLOWED_BELOW = 0.8


@dataclass(slots=True)
class Pace:
    """Decides how long to wait between two looks, and tells how often it really looks.

    `cool` 0..1 is how much of the usual rate heat and supply allow. `spent_s` is what one look takes lately, from the
    picture to the reading, by the clock: on a busy computer it grows, and with it the pause.
    """

    settings: CameraSettings
    cool: float = 1.0
    spent_s: float = 0.0
    face_s: float = -inf
    _looked_s: float = -inf
    _gap_s: float = 0.0

    def looked(self, began_s: float, ended_s: float, somebody: bool) -> None:
        """One look is done."""
        spent_s = max(0.0, ended_s - began_s)
        self.spent_s += (FOLLOWS if self.spent_s else 1.0) * (spent_s - self.spent_s)
        gap_s = began_s - self._looked_s
        if 0.0 < gap_s < inf:
            # After a pause the rate of before says nothing, nor does that pause for long.
            usual = self._gap_s and max(gap_s, self._gap_s) < PAUSE_S
            self._gap_s += (FOLLOWS if usual else 1.0) * (gap_s - self._gap_s)
        self._looked_s = began_s
        if somebody:
            self.face_s = ended_s

    @property
    def per_second(self) -> float:
        """How often it has really looked lately, a second; 0 before it has."""
        return 1.0 / self._gap_s if self._gap_s else 0.0

    def period_s(self, now_s: float) -> float:
        """Seconds from the beginning of one look to that of the next."""
        return max(1.0 / (self._usual(now_s) * max(self.cool, 0.01)), self.spent_s / MOST_BUSY)

    def words(self, now_s: float) -> str:
        """For people: "I look 15 times a second", and why it is fewer than usual."""
        rate = 1.0 / self.period_s(now_s)
        often = "once a second" if 0.75 <= rate < 1.5 else f"{rate:.0f} times a second"
        if rate < 0.75:
            often = f"every {1.0 / rate:.0f} seconds"
        slowed = rate < SLOWED_BELOW * self._usual(now_s)
        why = "; I am slowed down" if slowed else ""
        return f"I look {often}{why}."

    def _usual(self, now_s: float) -> float:
        somebody = now_s - self.face_s < AWAKE_AFTER_FACE_S
        return float(self.settings.frames_per_second if somebody else self.settings.frames_per_second_alone)
