"""Cheeks that breathe a warm colour with mood. Slow by construction: it cannot flash.

A flash is a rise and a fall of at least a tenth of full brightness (WCAG 2.2, "general flash"); at most `FASTEST` a
second in level and colour together, two tenths take more than half a second: never more than two flashes in any second.
"""

from companion.vocabulary.acts import Glow

LEVEL_PER_S, COLOUR_PER_S = 0.26, 0.12
FASTEST = LEVEL_PER_S + COLOUR_PER_S

LOW, EVEN, GLAD, ROSY = (0.62, 0.5, 0.95), (1.0, 0.62, 0.36), (1.0, 0.66, 0.2), (1.0, 0.38, 0.4)
"""Linear red, green, blue for a low, an even and a glad mood, and for closeness."""

NIGHT_HOURS = frozenset((21, 22, 23, 0, 1, 2, 3, 4, 5, 6))


class Glowing:
    """The light of both cheeks."""

    def __init__(self) -> None:
        self._level = 0.0
        self._colour = list(EVEN)

    def step(
        self,
        step_s: float,
        breath: float,
        mood: float,
        awake: float,
        lift: float,
        rosy: float,
        night: bool,
        swell: float = 0.0,
        shown: float = 0.0,
    ) -> Glow:
        """One tick; at night it is dim awake and dark asleep.

        `lift` -1..1, `rosy` 0..1 and `shown` 0..1, how much its breath shows, come from the act. `swell` 0..1 is a soft
        light that is seen asleep, too.
        """
        asleep = awake < 0.15
        # Eyes see roughly the square root of light, so an even breath is squared on its way to the lamp.
        depth = (0.1 if asleep else 0.14) + 0.16 * shown
        seen = (0.08 if asleep else 0.36) + depth * breath + 0.22 * lift * awake + 0.2 * swell
        if night:
            seen = 0.0 if asleep else seen * 0.45
        seen = min(max(seen, 0.0), 0.9)
        self._level = _toward(self._level, seen * seen, LEVEL_PER_S * step_s)
        for part, (even, tinted, warm) in enumerate(zip(EVEN, GLAD if mood >= 0 else LOW, ROSY, strict=True)):
            by_mood = even + (tinted - even) * min(abs(mood), 1.0)
            wanted = by_mood + (warm - by_mood) * rosy
            self._colour[part] = _toward(self._colour[part], wanted, COLOUR_PER_S * step_s)
        red, green, blue = self._colour
        return Glow(red, green, blue, self._level)


def _toward(now: float, wanted: float, most: float) -> float:
    return now + min(max(wanted - now, -most), most)
