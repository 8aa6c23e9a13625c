"""The heating pad as a part of the daemon: there where it is fitted, cold when it is lost, and nobody else suffers."""

from pathlib import Path

from companion.daemon.compose import Creature, compose
from companion.daemon.warming import line_of
from companion.settings import Settings
from companion.vocabulary.acts import Warmed
from companion.vocabulary.commands import SetGate
from companion.web import messages
from tests.daemon.lives import born, live, statuses, until
from tools.living import free_port


def warm_blooded(folder: Path) -> Creature:
    content = {"creature": {"seed": 7}, "web": {"port": free_port()}, "warmth": {"fitted": True}}
    return compose(Settings.model_validate(content), folder)


def test_where_no_pad_is_fitted_none_is_told_of(tmp_path: Path) -> None:
    creature = born(tmp_path)

    async def story(_: Creature) -> None:
        await until(lambda: statuses(creature)["memory"] != "closed")
        assert "warmth" not in statuses(creature)
        assert creature.life.portrait().warmth is None
        assert '"warmth":null' in messages.belief(creature.life.portrait())

    live(creature, story)


def test_where_one_is_fitted_its_temperature_is_shown_and_a_stop_reaches_it(tmp_path: Path) -> None:
    creature = warm_blooded(tmp_path)

    async def story(_: Creature) -> None:
        await until(lambda: creature.life.portrait().warmth is not None)
        assert '"warmth":{"degrees":22.0,"heats":false}' in messages.belief(creature.life.portrait())
        creature.life.order(SetGate("stop", True))
        warmth = creature.life.heart.flow.body.warmth
        assert warmth is not None
        assert not warmth.warm(37.0, creature.life.moment()).heats

    live(creature, story)


def test_a_lost_thermometer_costs_warmth_and_nothing_else(tmp_path: Path) -> None:
    creature = warm_blooded(tmp_path)

    async def story(_: Creature) -> None:
        await until(lambda: statuses(creature)["warmth"] == "open")
        creature.life.heart.flow.body.warmth._pad.feed(None)  # type: ignore[union-attr]
        await until(lambda: statuses(creature)["warmth"] == "lost")
        assert creature.life.portrait().warmth is None
        moved = len(creature.servos.history)
        await until(lambda: len(creature.servos.history) > moved + 10)

    live(creature, story)


def test_what_it_tells_is_plain() -> None:
    assert line_of(Warmed(None, 22.4, False, 0.0)) == "My warmth is off; the pad has 22 degrees."
    assert line_of(Warmed(36.0, 34.6, True, 0.0)) == "I keep warm: the pad has 35 degrees."
