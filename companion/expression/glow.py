"""Cheeks that breathe a warm colour with mood, in steps that look even. Slow by construction: it cannot flash.

A flash is a pair of opposing changes of relative luminance by a tenth of full brightness or more (WCAG 2.2, "general
flash"). Luminance here moves by less than `FASTEST` a second, so that no second holds even two whole flashes; and no
colour is a saturated red (at least 0.8 of all light), which WCAG counts apart.

Eyes see light in lightness, not in watts: every change is made in CIE lightness L* (0 dark .. 100 white, CIE 15:2004)
and turned into luminance only at the end. Colours are brought to the same luminance, so that a change of mood is a
change of colour and not of brightness.
"""

from companion.vocabulary.acts import Glow

LIGHTEST = 74.0
"""L*: the brightest that the dimmest colour can be."""

LIGHTNESS_PER_S, COLOUR_PER_S = 22.0, 0.12
FASTEST = LIGHTNESS_PER_S * 3.0 / 116.0 * ((LIGHTEST + 16.0) / 116.0) ** 2
"""Luminance a second, at the brightest: 0.34."""

LOW, EVEN, GLAD, ROSY = (0.62, 0.5, 0.95), (1.0, 0.62, 0.36), (1.0, 0.66, 0.2), (1.0, 0.38, 0.4)
"""Linear red, green, blue for a low, an even and a glad mood, and for closeness."""


def luminance_of(lightness: float) -> float:
    """Relative luminance 0..1 of CIE lightness L* 0..100."""
    return ((lightness + 16.0) / 116.0) ** 3 if lightness > 8.0 else lightness / 903.3


def luminance(red: float, green: float, blue: float) -> float:
    """Relative luminance of linear light (IEC 61966-2-1, the weights of WCAG)."""
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Glowing:
    """The light of both cheeks."""

    def __init__(self) -> None:
        self._lightness = 0.0
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
        """One tick; at night, and in every quiet hour, it is dim awake and dark asleep.

        `lift` -1..1, `rosy` 0..1 and `shown` 0..1, how much its breath shows, come from the act. `swell` 0..1 is a soft
        light that is seen asleep, too.
        """
        asleep = awake < 0.15
        depth = (10.0 if asleep else 14.0) + 16.0 * shown
        seen = (8.0 if asleep else 36.0) + depth * breath + 22.0 * lift * awake + 20.0 * swell
        if night:
            seen = 0.0 if asleep else seen * 0.45
        seen = min(max(seen, 0.0), LIGHTEST)
        self._lightness = _toward(self._lightness, seen, LIGHTNESS_PER_S * step_s)
        for part, (even, tinted, warm) in enumerate(zip(EVEN, GLAD if mood >= 0 else LOW, ROSY, strict=True)):
            by_mood = even + (tinted - even) * min(abs(mood), 1.0)
            wanted = by_mood + (warm - by_mood) * rosy
            self._colour[part] = _toward(self._colour[part], wanted, COLOUR_PER_S * step_s)
        red, green, blue = self._colour
        return Glow(red, green, blue, luminance_of(self._lightness) / luminance(red, green, blue))


def _toward(now: float, wanted: float, most: float) -> float:
    return now + min(max(wanted - now, -most), most)
