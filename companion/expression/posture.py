"""How the body holds itself by mood and wakefulness, changing slowly and only now and then, so that joints can rest."""

from companion.expression.minimum_jerk import Follower

QUICKNESS = 2.0
NOTICEABLE = 0.06
"""A smaller change of posture is not worth a movement."""


class Posture:
    """Slow offsets. `lids` is how open the eyes are, -1..1; `head`, `flippers` and `tail` are pose units."""

    def __init__(self) -> None:
        self._followers = {"lids": Follower(0.6), "head": Follower(), "flippers": Follower(-0.4), "tail": Follower()}

    def step(self, step_s: float, awake: float, mood: float, arousal: float) -> None:
        wanted = {
            "lids": _openness(awake, arousal),
            "head": 0.12 * mood - 0.2 * (1.0 - awake),
            "flippers": -0.42 + 0.14 * mood + 0.1 * arousal,
            "tail": 0.06 * mood,
        }
        for part, follower in self._followers.items():
            if abs(wanted[part] - follower.goal) > NOTICEABLE:
                follower.goal = wanted[part]
            follower.step(step_s, QUICKNESS)

    @property
    def lids(self) -> float:
        return self._followers["lids"].place

    @property
    def head(self) -> float:
        return self._followers["head"].place

    @property
    def flippers(self) -> float:
        return self._followers["flippers"].place

    @property
    def tail(self) -> float:
        return self._followers["tail"].place


def _openness(awake: float, arousal: float) -> float:
    """Wide awake 0.6, drowsy half shut, below a tenth shut."""
    if awake < 0.1:
        return -1.0
    return -0.35 + 0.95 * min(1.0, awake * 1.15) + 0.1 * arousal
