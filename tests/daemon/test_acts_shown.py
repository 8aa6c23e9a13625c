"""One act at a time: listed, drawn on a sheet, and performed on the page, without a mind and without anybody judged."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageChops

from companion.daemon import show as showing_room
from companion.daemon.compose import Creature
from companion.daemon.drawn_seal import HEIGHT, WIDTH, Look, picture
from companion.daemon.performing import NOON, Showing, checked, performed, play
from companion.daemon.sheet import CELL, HEADING, contact_sheet, draw_sheet, show_acts, telling
from companion.mind.acts import ACT, ACTS
from companion.perception.words.meaning import read_words
from companion.settings import Settings
from companion.vocabulary.acts import Glow, Pose
from companion.vocabulary.errors import CompanionError
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.signals import Utterance
from tests.daemon.lives import born, live, until


def at(showing: Showing, second: float) -> str:
    return showing.think((), (), Gate(), Moment(second, NOON)).act.name


def dark(image: Image.Image) -> int:
    """How many pixels are as dark as an eye."""
    return int((np.asarray(image.convert("L")) < 70).sum())


def test_every_act_is_listed_with_its_words() -> None:
    out = io.StringIO()
    show_acts(out)
    lines = out.getvalue().splitlines()
    for kind in ACTS:
        assert any(kind.name in line and kind.label in line and kind.looks in line for line in lines)


@pytest.mark.parametrize(
    ("typed", "near"),
    [("wrigle", "wriggle"), ("Purr", "purr"), ("looks at you", "look"), ("lookaround", "look_around")],
)
def test_an_unknown_act_is_refused_with_what_is_near(typed: str, near: str) -> None:
    with pytest.raises(CompanionError, match=f"Did you mean .*{near}"):
        checked(typed)


def test_what_is_near_nothing_is_refused_and_the_list_is_named() -> None:
    with pytest.raises(CompanionError, match=r"zzz: there is no such act\. `companion acts` lists all of them\."):
        checked("zzz")


@pytest.mark.parametrize("name", sorted(ACT))
def test_a_performed_act_judges_nobody_and_says_that_it_was_asked_for(name: str) -> None:
    decision = performed(checked(name), 3.0)
    assert decision.binding.track is None
    assert decision.binding.resident is None
    assert decision.impression.emotion == "not sure"
    assert decision.act.why.startswith("Shown because somebody asked to see it")
    assert decision.act.started_s == 3.0


def test_an_act_is_shown_again_after_a_rest_and_at_once_when_asked() -> None:
    showing = Showing("wriggle")
    assert [at(showing, second) for second in (0.0, 2.9, 3.1, 13.9)] == ["rest", "rest", "wriggle", "wriggle"]
    assert [at(showing, second) for second in (14.1, 17.9)] == ["rest", "rest"]
    assert at(showing, 18.1) == "wriggle"
    assert showing.shown == 1
    assert at(showing, 29.5) == "rest"
    showing.again()
    assert at(showing, 29.6) == "wriggle"
    assert showing.shown == 2
    said = read_words(Utterance("again!", typed=True, captured_s=45.0), "Pebble", b"key")
    assert at(showing, 42.0) == "rest"
    assert showing.think((said,), (), Gate(), Moment(42.1, NOON)).act.name == "wriggle"


def test_on_the_page_the_body_performs_it(tmp_path: Path) -> None:
    creature = born(tmp_path)
    showing = Showing("greet")
    creature.life.heart.flow.mind = showing

    async def story(_: object) -> None:
        showing.again()
        await until(
            lambda: (decision := creature.life.portrait().decision) is not None and decision.act.name == "greet"
        )
        await until(lambda: creature.life.portrait().sent.pose.neck_pitch > 0.15)

    live(creature, story)


def test_it_is_shown_by_the_drawn_body_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, bool]] = []

    def live(settings: Settings, folder: Path, out: io.StringIO, direct: Callable[[Creature], None]) -> int:
        creature = born(folder)
        direct(creature)
        assert isinstance(creature.life.heart.flow.mind, Showing)
        seen.append((settings.body.kind, folder.exists()))
        folders.append(folder)
        return 0

    folders: list[Path] = []
    monkeypatch.setattr(showing_room, "live", live)
    out = io.StringIO()
    robot = Settings.model_validate({"body": {"kind": "raspberry"}})
    assert showing_room.show("purr", robot, out) == 0
    assert seen == [("simulated", True)]
    assert not folders[0].exists()
    assert out.getvalue().startswith("Pebble purrs, rests a little, and does it again: raises its head into the hand")


def test_the_same_seed_plays_the_same_act_and_another_one_another() -> None:
    poses = [[instant.sent.pose for instant in play("nuzzle", 3.0, seed)] for seed in (1, 1, 2)]
    assert poses[0] == poses[1] != poses[2]


def test_the_drawn_seal_shows_every_joint_the_cheeks_and_the_voice() -> None:
    plain = Look(Pose(), Glow(level=0.1))
    before = picture(plain)
    assert before.size == (WIDTH, HEIGHT)
    for joint, value in (
        ("neck_yaw", 0.5),
        ("neck_pitch", 0.4),
        ("flipper_left", 0.6),
        ("flipper_right", 0.6),
        ("tail", 0.8),
    ):
        assert ImageChops.difference(before, picture(Look(Pose(**{joint: value}), plain.glow))).getbbox(), joint
    shut = picture(Look(Pose(eyelid_left=-1.0, eyelid_right=-1.0), plain.glow))
    winking = picture(Look(Pose(eyelid_right=-1.0), plain.glow))
    assert dark(shut) < dark(winking) < dark(before)
    for other in (
        Look(Pose(), Glow(1.0, 0.4, 0.4, 0.6)),
        Look(Pose(), plain.glow, voice=0.8),
        Look(Pose(), plain.glow, asleep=True),
    ):
        assert ImageChops.difference(before, picture(other)).getbbox()


def test_the_instants_that_are_drawn_differ_and_none_is_a_blink() -> None:
    for name in ("rest", "listen", "wave"):
        chosen = telling(play(name, 8.0))
        assert [one.at_s for one in chosen] == sorted({one.at_s for one in chosen})
        assert all(one.sent.pose.eyelid_left > -0.2 for one in chosen), name


def test_the_sheet_has_a_picture_of_every_act_and_no_two_are_alike() -> None:
    kinds = [ACT[name] for name in ("wriggle", "sleep", "purr", "wave")]
    sheet = contact_sheet(kinds)
    assert sheet.height > HEADING + 2 * CELL
    half = sheet.width // 3
    cells = [
        sheet.crop(
            (column * half, HEADING + row * CELL + 60, (column + 1) * half, HEADING + row * CELL + 220)
        ).tobytes()
        for row, column in ((0, 0), (0, 1), (0, 2), (1, 0))
    ]
    assert len(set(cells)) == 4


@pytest.mark.parametrize(("name", "said"), [("acts.jpg", "PNG"), ("missing/acts.png", "folder")])
def test_a_sheet_that_cannot_be_written_is_refused_before_anything_is_drawn(
    tmp_path: Path, name: str, said: str
) -> None:
    with pytest.raises(CompanionError, match=said):
        draw_sheet(tmp_path / name, io.StringIO())


def test_the_sheet_is_written_as_a_png(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("companion.daemon.sheet.ACTS", (ACT["yawn"],))
    out = io.StringIO()
    draw_sheet(tmp_path / "acts.png", out)
    with Image.open(tmp_path / "acts.png") as image:
        assert image.format == "PNG"
    assert "1 acts" in out.getvalue()
