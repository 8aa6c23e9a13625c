"""What is said to it is nowhere afterwards: not in a file, not in a log, not in anything it shows."""

import logging
from pathlib import Path

import pytest

from companion.daemon.compose import Creature
from companion.vocabulary.commands import BeginSession, EndSession
from companion.vocabulary.moment import Moment
from companion.vocabulary.readings import Reading, WordsReading
from tests.daemon.lives import born, live, until

SAID = (
    "My secret is that I am so lonely without Xanthippe",
    "Where is my daughter Wilhelmina?",
    "Where is my daughter Wilhelmina?",
    "Where is my daughter Wilhelmina?",
    "I am in pain, since Wolverhampton",
    "You are a clever seal, said the zeppelin",
)
TELLING = ("xanthippe", "wilhelmina", "wolverhampton", "zeppelin", "secret is")


def test_after_a_talk_nothing_it_wrote_logged_or_showed_holds_a_word_of_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    shown: list[str] = []
    read: list[WordsReading] = []

    async def talk(creature: Creature) -> None:
        flow = creature.life.heart.flow
        feel = flow.feel

        def noting(reading: Reading, moment: Moment) -> None:
            if isinstance(reading, WordsReading):
                read.append(reading)
            feel(reading, moment)

        flow.feel = noting  # type: ignore[method-assign]
        creature.life.order(BeginSession("Ada", confirmed=True))
        for number, text in enumerate(SAID):
            creature.life.hear(text)
            await until(lambda most=number: len(read) > most)  # type: ignore[misc]
            shown.append(repr(creature.life.portrait()))
        creature.life.order(EndSession())
        ticks = creature.life.heart.ticks
        await until(lambda: creature.life.heart.ticks > ticks + 50)
        shown.append(repr(creature.life.portrait()))

    live(born(tmp_path), talk)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files, "it writes something, or this test tells nothing"
    printed = capfd.readouterr()
    everywhere = {str(path): path.name.lower() + path.read_bytes().decode("utf-8", "replace").lower() for path in files}
    everywhere |= {"log": caplog.text.lower(), "printed": (printed.out + printed.err).lower()}
    everywhere["page"] = "\n".join(shown).lower()
    assert [reading.meanings[0] for reading in read[:2]] == ["lonely", "lonely"], "they were understood"
    everywhere["readings"] = repr(read).lower()
    assert [(where, word) for where, text in everywhere.items() for word in TELLING if word in text] == []
