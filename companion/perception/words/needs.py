"""What somebody needs, as far as their words say it: being lonely, in pain, hungry, and the like."""

from companion.perception.words.meaning import LookedUp, look_up

NEEDS = frozenset(
    {"lonely", "missing", "go_home", "pain", "afraid", "confused", "hungry", "thirsty", "tired", "leave_me", "want_you"}
)
"""The meanings of the table of patterns that are needs."""


def needs(text: str, name: str = "") -> tuple[str, ...]:
    """The needs in one utterance to the creature of that `name`, in the table's order; empty where there is none."""
    return needs_of(look_up(text, name))


def needs_of(said: LookedUp) -> tuple[str, ...]:
    """The same from what was looked up before."""
    return tuple(meaning for meaning in said.outright if meaning in NEEDS)
