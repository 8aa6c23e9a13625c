"""What somebody needs, as far as their words say it: being lonely, in pain, hungry, and the like."""

from companion.perception.words.meaning import meanings_in

NEEDS = frozenset(
    {"lonely", "missing", "go_home", "pain", "afraid", "confused", "hungry", "thirsty", "tired", "leave_me", "want_you"}
)
"""The meanings of the table of patterns that are needs."""


def needs(text: str) -> tuple[str, ...]:
    """The needs in one utterance, in the order of the table; empty where there is none."""
    return tuple(meaning for meaning in meanings_in(text) if meaning in NEEDS)
