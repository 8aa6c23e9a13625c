"""What the creature may sense, and what people have forbidden it to do. Frozen values: a change is a new value."""

from dataclasses import dataclass, replace
from typing import Literal, get_args

Sense = Literal["camera", "microphone", "touch", "posture", "light", "words", "pulse"]

SENSES: tuple[Sense, ...] = get_args(Sense)


@dataclass(frozen=True, slots=True)
class Permissions:
    """Which senses may be open. Everything is forbidden until somebody allows it."""

    camera: bool = False
    microphone: bool = False
    touch: bool = False
    posture: bool = False
    light: bool = False
    words: bool = False
    pulse: bool = False

    def allows(self, sense: Sense) -> bool:
        return bool(getattr(self, sense))

    def with_sense(self, sense: Sense, allowed: bool) -> "Permissions":
        return replace(self, **{sense: allowed})


@dataclass(frozen=True, slots=True)
class Gate:
    """What people have ordered, below every reflex. Latched on disk; only people release it.

    stop: nothing moves, glows or sounds, and the joints lose power. still: nothing moves. silent: nothing sounds.
    staff: someone is caring for the resident, so nobody is judged and nothing is begun. cleaning: as still and
    silent, and touch means nothing.
    """

    stop: bool = False
    still: bool = False
    silent: bool = False
    staff: bool = False
    cleaning: bool = False

    @property
    def may_move(self) -> bool:
        return not (self.stop or self.still or self.cleaning)

    @property
    def may_sound(self) -> bool:
        return not (self.stop or self.silent or self.cleaning)

    @property
    def may_glow(self) -> bool:
        return not self.stop

    @property
    def may_warm(self) -> bool:
        return not (self.stop or self.cleaning)

    @property
    def may_feel_touch(self) -> bool:
        return not (self.stop or self.cleaning)

    @property
    def may_judge(self) -> bool:
        return not (self.stop or self.staff or self.cleaning)
