"""Somebody on the page lifts the drawn creature, and all of it knows: the way from the hands to the mind is whole."""

from pathlib import Path

from companion.daemon.compose import Creature
from companion.vocabulary.signals import Handling
from tests.daemon.lives import born, live, statuses, until


def test_the_drawn_creature_feels_that_it_is_lifted_and_let_fall(tmp_path: Path) -> None:
    creature = born(tmp_path)

    def line() -> str:
        return creature.life.supervisor.statuses()["posture"].line

    def hands(height_cm: float, held: bool) -> None:
        assert creature.twins.balance is not None
        creature.twins.balance.feed(Handling(height_cm, 0.0, held, creature.life.moment().monotonic_s))

    async def story(creature: Creature) -> None:
        await until(lambda: statuses(creature)["posture"] == "open" and line() == "I lie still.")
        hands(30.0, held=True)
        await until(lambda: line() in ("I am being lifted.", "Somebody holds me."))
        hands(30.0, held=False)
        await until(lambda: line() == "I fell.")

    live(creature, story)
