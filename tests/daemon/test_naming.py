"""A name that a resident keeps using: counted without being kept, asked of staff, and answered to once they say yes."""

import logging
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest

from companion.cli import main
from companion.daemon import called, names
from companion.daemon.called import DAYS, OCCASIONS, Called
from companion.daemon.compose import Creature
from companion.daemon.keeping import FolderStore
from companion.vocabulary.commands import GUEST, AnswerName, BeginSession, Command, SetGate
from companion.vocabulary.errors import StateError
from companion.vocabulary.moment import Moment
from companion.vocabulary.portrait import NameQuestion
from companion.vocabulary.readings import Reading, WordsReading
from tests.daemon.lives import born, live, until

MONDAY = date(2026, 3, 2)
SAID = (
    "Come here, Minka, and tell me about Wolverhampton",
    "Hello Minka. My daughter Xanthippe was here",
    "Minka, come here, I have a secret",
    "Good morning, Minka! Did you hear the zeppelin?",
    "My little Minka, you are softer than Wilhelmina",
)
TELLING = ("wolverhampton", "xanthippe", "secret", "zeppelin", "wilhelmina", "daughter", "softer")


class Days:
    """A clock that is a day later each time somebody says so."""

    def __init__(self) -> None:
        self.passed = 0.0

    def now(self) -> Moment:
        return Moment(1000.0 + 3600.0 * self.passed, datetime(2026, 3, 2, 9) + timedelta(hours=self.passed))


def everything_in(folder: Path) -> str:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return "\n".join(path.name + path.read_bytes().decode("utf-8", "replace") for path in files).lower()


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("companion.daemon.naming.LOOK_EVERY_S", 0.02)


async def meet(creature: Creature, resident: str) -> None:
    creature.life.order(BeginSession(resident, confirmed=True))
    flow = creature.life.heart.flow
    await until(lambda: flow.decision is not None and flow.decision.binding.resident == resident)


def test_from_words_said_on_three_days_to_the_name_it_answers_to(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    days, read = Days(), list[WordsReading]()

    async def weeks(creature: Creature) -> None:
        naming, flow = creature.life.naming, creature.life.heart.flow
        naming.clock = days  # type: ignore[assignment]
        feel = flow.feel

        def noting(reading: Reading, moment: Moment) -> None:
            if isinstance(reading, WordsReading):
                read.append(reading)
            feel(reading, moment)

        flow.feel = noting  # type: ignore[method-assign]
        store = FolderStore(tmp_path)
        await meet(creature, "Agnes")
        for number, said in enumerate(SAID):
            assert creature.life.portrait().naming is None, "nobody is asked too early"
            assert "minka" not in everything_in(tmp_path), "before there is a question the word is kept nowhere"
            creature.life.hear(said)
            await until(lambda so_far=number: _occasions(store) > so_far)  # type: ignore[misc]
            await until(lambda so_far=number: len(read) > so_far)  # type: ignore[misc]
            days.passed += 16.0
        asked = NameQuestion("Agnes", "Minka")
        await until(lambda: creature.life.portrait().naming == asked)
        creature.life.hear("Minka!")
        await until(lambda: len(read) == len(SAID) + 1)
        creature.life.order(AnswerName("Agnes", "Minka", True))
        await until(lambda: naming.names == ("minka",))
        assert creature.life.portrait().naming is None
        creature.life.hear("Minka!")
        await until(lambda: len(read) == len(SAID) + 2)
        creature.life.hear("Pebble!")
        await until(lambda: len(read) == len(SAID) + 3)

    live(born(tmp_path), weeks)
    answered = [reading.called_by_name for reading in read[-3:]]
    assert answered == [False, True, True], "nothing before staff say yes; then that name, and its own as before"
    kept = everything_in(tmp_path)
    printed = capfd.readouterr()
    assert "minka" in kept, "what staff have confirmed lasts"
    told = kept + caplog.text.lower() + (printed.out + printed.err).lower()
    assert [word for word in TELLING if word in told] == []
    assert "minka" not in caplog.text.lower()
    assert FolderStore(tmp_path).load("called-Agnes") == {
        "resident": "Agnes",
        "counts": {},
        "asked": None,
        "names": ["minka"],
        "declined": [],
    }


def _occasions(store: FolderStore) -> int:
    known = called.load(store, "Agnes")
    return OCCASIONS if known.asked else sum(count.times for count in known.counts.values())


@pytest.mark.parametrize("case", ["guest", "staff at work", "no session", "no trusted clock", "somebody else is seen"])
def test_outside_the_session_of_one_resident_nothing_is_counted(tmp_path: Path, case: str) -> None:
    async def morning(creature: Creature) -> None:
        naming, days = creature.life.naming, Days()
        naming.clock = days  # type: ignore[assignment]
        if case != "no session":
            await meet(creature, GUEST if case == "guest" else "Agnes")
        order: Command = SetGate("staff", True)
        if case == "staff at work":
            creature.life.order(order)
        if case == "no trusted clock":
            days.now = lambda: Moment(5.0, None)  # type: ignore[method-assign]
        if case == "somebody else is seen":
            naming.alone = lambda: False
        creature.life.hear("Come here, Minka")
        ticks = creature.life.heart.ticks
        await until(lambda: creature.life.heart.ticks > ticks + 10)

    live(born(tmp_path), morning)
    assert not list(tmp_path.glob("called-*"))


def test_said_again_and_again_is_one_occasion_and_names_of_people_are_none_of_its_own(tmp_path: Path) -> None:
    FolderStore(tmp_path).save("resident-Ruth", {"resident": "Ruth"})

    async def morning(creature: Creature) -> None:
        creature.life.naming.clock = Days()  # type: ignore[assignment]
        await until(lambda: creature.life.supervisor.statuses()["name"].state == "open")
        await meet(creature, "Agnes")
        for said in ("hello Ruth", "hello Agnes", "hello Pebble", "hello Minka", "hello Minka", "come here Minka"):
            creature.life.hear(said)
        await until(lambda: _occasions(FolderStore(tmp_path)) > 0)
        ticks = creature.life.heart.ticks
        await until(lambda: creature.life.heart.ticks > ticks + 10)

    live(born(tmp_path), morning)
    assert _occasions(FolderStore(tmp_path)) == 1


def used(word: str, resident: str = "Agnes") -> Called:
    """Called by this word often enough to be asked about."""
    known = Called(resident)
    for number in range(OCCASIONS):
        assert known.hear(word, MONDAY + timedelta(days=min(number, DAYS - 1)))
    return known


def test_a_name_is_asked_about_after_five_occasions_over_three_days_and_not_before() -> None:
    often_today, known = Called("Agnes"), Called("Agnes")
    for _ in range(4 * OCCASIONS):
        often_today.hear("minka", MONDAY)
    assert often_today.asked is None, "a day is not enough"
    for number in range(OCCASIONS - 1):
        known.hear("minka", MONDAY + timedelta(days=number))
    assert known.asked is None
    known.hear("minka", MONDAY + timedelta(days=OCCASIONS))
    assert known.asked == "minka"


def test_what_is_not_used_for_a_month_is_forgotten() -> None:
    known = Called("Agnes")
    for number in range(OCCASIONS - 1):
        known.hear("minka", MONDAY + timedelta(days=number))
    known.hear("minka", MONDAY + timedelta(days=60))
    assert known.asked is None


def test_a_declined_name_is_erased_and_never_asked_about_again(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    called.save(store, used("minka"))
    out = StringIO()
    assert names.show(store, "Pebble", out) == 0
    assert "Agnes seems to call it Minka" in out.getvalue()
    assert main(["names", "decline", "Minka", "--state", str(tmp_path)]) == 0
    assert "minka" not in everything_in(tmp_path)
    known = called.load(store, "Agnes")
    assert not known.hear("minka", MONDAY)
    assert known.hear("molly", MONDAY), "another name is another question"


def test_staff_confirm_on_the_command_line_and_may_take_it_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    called.save(FolderStore(tmp_path), used("minka"))
    assert main(["names", "accept", "Minka", "--state", str(tmp_path)]) == 0
    assert main(["names", "--state", str(tmp_path)]) == 0
    assert "Agnes calls it Minka, and it answers to that." in capsys.readouterr().out
    assert main(["names", "decline", "minka", "--state", str(tmp_path)]) == 0
    assert called.load(FolderStore(tmp_path), "Agnes").names == []
    assert main(["names", "accept", "Minka", "--state", str(tmp_path)]) == 1
    assert "no name that was asked about" in capsys.readouterr().err
    assert main(["names", "accept", "--state", str(tmp_path)]) == 2


def test_erasing_a_resident_erases_the_names_they_gave(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = FolderStore(tmp_path)
    known = used("minka")
    known.accept("minka")
    called.save(store, known)
    assert main(["preferences", "--state", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "Agnes\n"
    assert main(["preferences", "export", "Agnes", "--state", str(tmp_path)]) == 0
    assert "minka" in capsys.readouterr().out
    assert main(["preferences", "erase", "Agnes", "--state", str(tmp_path)]) == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"resident": "Ruth", "counts": {}, "asked": None, "names": [], "declined": []},
        {"resident": "Agnes", "counts": {"7": ["a", 1, "2026-03-02"]}, "asked": None, "names": [], "declined": []},
        {"resident": "Agnes", "counts": [], "asked": None, "names": [], "declined": []},
        {"resident": "Agnes", "counts": {}, "asked": 3, "names": [None], "declined": []},
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_in_words(tmp_path: Path, state: dict[str, object]) -> None:
    store = FolderStore(tmp_path)
    store.save("called-Agnes", state)
    with pytest.raises(StateError):
        called.load(store, "Agnes")
