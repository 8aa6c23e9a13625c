"""Hands on the drawn seal, in a real browser: which way they stroke, and how they lift, turn, lay down and drop it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from companion.vocabulary.signals import Handling
from tests.web.conftest import DEADLINE_MS
from tools.posing import Sitter

STEP_MS = 16


def wait_until(page: Page, holds: Callable[[], bool], what: str) -> None:
    left_ms = DEADLINE_MS
    while not holds():
        page.wait_for_timeout(STEP_MS)
        left_ms -= STEP_MS
        assert left_ms > 0, what


def middle_of(page: Page, zone: str) -> tuple[float, float]:
    box = page.get_by_test_id(f"zone-{zone}").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize(
    ("zone", "right", "down", "heads_deg"),
    [("back_middle", 60, 20, 0.0), ("back_middle", -60, -20, 180.0), ("head", 0, -60, 0.0), ("head", 60, 0, -90.0)],
    ids=["with the fur", "against the fur", "over the head, backward", "over the head, to its right"],
)
def test_the_skin_hears_which_way_a_hand_goes_over_the_coat(
    page: Page, sitter: Sitter, zone: str, right: int, down: int, heads_deg: float
) -> None:
    x, y = middle_of(page, zone)
    page.mouse.move(x - right / 2, y - down / 2)
    page.mouse.down()
    for step in range(1, 6):
        page.mouse.move(x + right * (step / 5 - 0.5), y + down * (step / 5 - 0.5))
        page.wait_for_timeout(2 * STEP_MS)
    page.mouse.up()
    wait_until(page, lambda: bool(sitter.touched) and sitter.touched[-1].phase == "up", "the hand never left")
    headings = [touch.direction_deg for touch in sitter.touched if touch.direction_deg is not None]
    assert headings
    assert all(abs((heading - heads_deg + 180.0) % 360.0 - 180.0) < 40.0 for heading in headings)


def test_a_hand_that_rests_goes_nowhere(page: Page, sitter: Sitter) -> None:
    page.get_by_test_id("do-hold").click()
    wait_until(page, lambda: bool(sitter.touched) and sitter.touched[-1].phase == "up", "the hand never left")
    assert {touch.direction_deg for touch in sitter.touched} == {None}


def lies(page: Page) -> None:
    expect(page.get_by_test_id("seal")).to_have_attribute("data-carried", "no", timeout=DEADLINE_MS)


def test_buttons_lift_turn_and_drop_it(page: Page, sitter: Sitter) -> None:
    seal = page.get_by_test_id("seal")
    expect(page.get_by_test_id("carry-drop")).to_be_disabled()
    page.get_by_test_id("carry-lift").click()
    expect(seal).to_have_attribute("data-carried", "up", timeout=DEADLINE_MS)
    page.get_by_test_id("carry-turn").click()
    expect(seal).to_have_attribute("data-carried", "upside down", timeout=DEADLINE_MS)
    page.get_by_test_id("carry-turn").click()
    expect(page.get_by_test_id("carry-turn")).to_have_text("Turn over")
    page.get_by_test_id("carry-drop").click()
    wait_until(page, lambda: len(sitter.carried) >= 4, "the fall was not told")
    assert [(hand.height_cm > 0.0, hand.turned_deg, hand.held) for hand in sitter.carried] == [
        (True, 0.0, True),
        (True, 180.0, True),
        (True, 0.0, True),
        (True, 0.0, False),
    ]


def test_keys_lift_it_and_lay_it_down(page: Page, sitter: Sitter) -> None:
    page.get_by_test_id("zone-back_front").focus()
    page.keyboard.press("l")
    expect(page.get_by_test_id("seal")).to_have_attribute("data-carried", "up", timeout=DEADLINE_MS)
    expect(page.locator("#live")).to_contain_text("You lift it")
    page.keyboard.press("l")
    lies(page)
    wait_until(page, lambda: len(sitter.carried) >= 2, "it was not told")
    assert (sitter.carried[-1].height_cm, sitter.carried[-1].held) == (0.0, True), "laid down, not dropped"
    assert sitter.touched == []


def dragged(page: Page, *ways: tuple[float, float]) -> None:
    """Take hold of it and draw it along these ways, in pixels."""
    page.get_by_test_id("hand-carry").check()
    x, y = middle_of(page, "back_middle")
    page.mouse.move(x, y)
    page.mouse.down()
    for right, down in ways:
        for step in range(1, 11):
            page.mouse.move(x + right * step / 10, y + down * step / 10)
            page.wait_for_timeout(STEP_MS)
        x, y = x + right, y + down


def last(sitter: Sitter) -> Handling:
    return sitter.carried[-1]


def test_who_picks_it_up_draws_it_up_turns_it_over_and_lets_it_fall(page: Page, sitter: Sitter) -> None:
    dragged(page, (0.0, -110.0))
    wait_until(page, lambda: bool(sitter.carried) and last(sitter).height_cm > 15.0, "it was not lifted")
    dragged_up = last(sitter)
    assert dragged_up.turned_deg == 0.0
    x, y = middle_of(page, "back_middle")
    page.mouse.move(x + 330.0, y - 110.0)
    wait_until(page, lambda: last(sitter).turned_deg > 120.0, "it was not turned")
    page.mouse.up()
    wait_until(page, lambda: not last(sitter).held, "it was not let go of")
    assert sitter.touched == [], "who picks it up does not stroke it"


def test_who_draws_it_down_again_lays_it_down(page: Page, sitter: Sitter) -> None:
    dragged(page, (0.0, -110.0), (0.0, 112.0))
    page.mouse.up()
    wait_until(page, lambda: bool(sitter.carried) and last(sitter).height_cm == 0.0, "it was not laid down")
    assert all(hand.held for hand in sitter.carried)
    lies(page)


def test_a_window_that_closes_lays_down_what_it_held(page: Page, sitter: Sitter) -> None:
    page.get_by_test_id("carry-lift").click()
    wait_until(page, lambda: bool(sitter.carried), "it was not lifted")
    other = page.context.new_page()
    page.goto("about:blank")
    wait_until(other, lambda: last(sitter).height_cm == 0.0, "it was left in the air")
    assert last(sitter).held


def test_a_finger_picks_it_up_and_carries_it(page: Page, sitter: Sitter) -> None:
    page.get_by_test_id("hand-carry").check()
    x, y = middle_of(page, "back_middle")
    phone = page.context.new_cdp_session(page)

    def finger(kind: str, *points: tuple[float, float]) -> None:
        touches = [{"x": right, "y": down} for right, down in points]
        phone.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    finger("touchStart", (x, y))
    for step in range(1, 12):
        finger("touchMove", (x, y - 10.0 * step))
        page.wait_for_timeout(STEP_MS)
    wait_until(page, lambda: bool(sitter.carried) and last(sitter).height_cm > 12.0, "it was not lifted")
    finger("touchEnd")
    wait_until(page, lambda: not last(sitter).held, "it was not let go of")
