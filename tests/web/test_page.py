"""The drawn seal under real hands, in a real browser: what mouse, keys and buttons make it feel, and what it shows."""

import json
import math
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from companion.perception.touch.gestures import TouchGestures
from companion.vocabulary.acts import Pose, Warmed
from companion.vocabulary.commands import BeginSession
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Permissions
from companion.vocabulary.readings import TouchGesture, TouchReading
from companion.vocabulary.signals import Touches, Zone
from tests.web.conftest import DEADLINE_MS
from tools.frames import lively
from tools.posing import Sitter, decided

STEP_MS = 16
TRIES = 5


def felt(touches: list[Touches]) -> set[TouchGesture]:
    """What the creature's own sense of touch makes of all that reached its skin."""
    sense, told = TouchGestures(), list[TouchReading]()
    for touch in tuple(touches):
        told += sense.tick(Moment(touch.captured_s))
        told += sense.feel(touch)
    if touches:
        told += sense.tick(Moment(touches[-1].captured_s + 0.2))
    return {reading.gesture for reading in told}


def wait_until_lifted(page: Page, sitter: Sitter) -> None:
    left_ms = DEADLINE_MS
    while not sitter.touched or sitter.touched[-1].phase != "up":
        page.wait_for_timeout(STEP_MS)
        left_ms -= STEP_MS
        assert left_ms > 0, "the hand never left"


def felt_from(page: Page, sitter: Sitter, gesture: TouchGesture, touch: Callable[[], object]) -> set[TouchGesture]:
    """All that was felt until `gesture` was; on a computer too busy for quick hands, a few tries may be needed."""
    everything: set[TouchGesture] = set()
    for _ in range(TRIES):
        sitter.touched.clear()
        touch()
        wait_until_lifted(page, sitter)
        everything |= felt(sitter.touched)
        if gesture in everything:
            break
    return everything


def on_the_back(page: Page) -> tuple[float, float]:
    box = page.get_by_test_id("zone-back_middle").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def glide(page: Page, pixels_per_step: float, steps: int, rest_ms: int = 0) -> None:
    """Press on the back, move to and fro, let go."""
    x, y = on_the_back(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.wait_for_timeout(rest_ms)
    for step in range(steps):
        page.mouse.move(x + pixels_per_step * (step + 1), y)
        page.wait_for_timeout(STEP_MS)
    page.mouse.up()


def nudge(page: Page) -> None:
    """Press, shove, let go: in few calls, so that it stays quick on a busy computer."""
    x, y = on_the_back(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 32, y, steps=4)
    page.wait_for_timeout(90)
    page.mouse.up()


def test_a_gliding_mouse_strokes(page: Page, sitter: Sitter) -> None:
    assert "stroke" in felt_from(page, sitter, "stroke", lambda: glide(page, 2.0, 35))


def test_a_gentle_hand_is_never_taken_for_a_push_or_a_blow_however_hasty(page: Page, sitter: Sitter) -> None:
    for pixels in (1.0, 6.0, 30.0):
        glide(page, pixels, 3)
        glide(page, -pixels, 12)
    wait_until_lifted(page, sitter)
    assert not {"push", "hit", "squeeze"} & felt(sitter.touched)


def test_a_firm_hand_that_rests_squeezes(page: Page, sitter: Sitter) -> None:
    page.get_by_test_id("hand-firm").check()
    expect(page.get_by_test_id("hand-hint")).to_contain_text("squeeze")
    gestures = felt_from(page, sitter, "squeeze", lambda: glide(page, 0.0, 0, rest_ms=1500))
    assert "squeeze" in gestures
    assert not {"push", "hit"} & gestures


def test_a_firm_hand_that_nudges_and_lets_go_pushes_it_away(page: Page, sitter: Sitter) -> None:
    page.get_by_test_id("hand-firm").check()
    assert "push" in felt_from(page, sitter, "push", lambda: nudge(page))


def test_shift_makes_any_hand_firm_and_the_page_says_so(page: Page, sitter: Sitter) -> None:
    page.keyboard.down("Shift")
    expect(page.get_by_test_id("hand-hint")).to_contain_text("push")
    assert "push" in felt_from(page, sitter, "push", lambda: nudge(page))
    page.keyboard.up("Shift")
    expect(page.get_by_test_id("hand-hint")).to_contain_text("stroke")


@pytest.mark.parametrize(
    ("doing", "zone"),
    [
        ("stroke", "back_middle"),
        ("pat", "head"),
        ("hold", "belly"),
        ("squeeze", "flipper_left"),
        ("push", "nose"),
        ("hit", "tail"),
    ],
)
def test_every_touch_has_a_button_for_those_who_cannot_drag(
    page: Page, sitter: Sitter, doing: TouchGesture, zone: Zone
) -> None:
    page.get_by_test_id("place").select_option(zone)
    button = page.get_by_test_id(f"do-{doing}")
    assert doing in felt_from(page, sitter, doing, button.click)
    assert {touch.zone for touch in sitter.touched} == {zone}


@pytest.mark.parametrize(
    ("keys", "held_ms", "gesture"),
    [
        ("Space", 700, "stroke"),
        ("Enter", 20, "pat"),
        ("Shift+Space", 1700, "squeeze"),
        ("Shift+Enter", 20, "push"),
        ("h", 20, "hit"),
    ],
)
def test_every_touch_has_a_key_on_the_chosen_place(
    page: Page, sitter: Sitter, keys: str, held_ms: int, gesture: TouchGesture
) -> None:
    page.get_by_test_id("zone-back_front").focus()
    page.keyboard.press("ArrowRight")
    assert gesture in felt_from(page, sitter, gesture, lambda: page.keyboard.press(keys, delay=held_ms))
    assert {touch.zone for touch in sitter.touched} == {"back_middle"}


def test_the_camera_on_the_shelf_and_the_words_above_it_say_whether_it_looks(page: Page, sitter: Sitter) -> None:
    light = page.get_by_test_id("camera-light")
    expect(light).to_have_text("camera is off")
    expect(page.locator(".shutter")).to_have_attribute("opacity", "1")
    sitter.news = {"permissions": Permissions(camera=True)}
    expect(light).to_have_text("camera is on, from another window")
    expect(page.locator(".shutter")).to_have_attribute("opacity", "0")
    sitter.news = {}
    expect(light).to_have_text("camera is off")
    expect(page.locator(".shutter")).to_have_attribute("opacity", "1")


def test_a_guest_whose_face_was_lost_reads_what_to_do_and_may_say_it_is_me(page: Page, sitter: Sitter) -> None:
    page.get_by_test_id("use-camera").click()
    expect(page.get_by_test_id("use-camera")).to_have_text("Stop camera", timeout=DEADLINE_MS)
    lost = decided("rests", "All is calm.", binding="Stroke me so that I know it is you.", resident="guest")
    known = replace(lost, binding=replace(lost.binding, track=3, line="I know which face is yours."))
    note = page.get_by_test_id("note")
    for thought, seen in ((known, False), (lost, True), (known, False), (lost, True)):
        sitter.news = {"permissions": Permissions(camera=True), "decision": thought}
        expect(page.locator("#binding")).to_have_text(thought.binding.line)
        expect(note).to_be_visible() if seen else expect(note).to_be_hidden()
    expect(note).to_contain_text("Stroke it once")
    expect(page.locator("#live")).to_contain_text("lost your face")
    sessions = sitter.orders.count(BeginSession("guest", confirmed=True))
    page.get_by_test_id("note-me").click()
    left_ms = DEADLINE_MS
    while sitter.orders.count(BeginSession("guest", confirmed=True)) == sessions and left_ms > 0:
        page.wait_for_timeout(STEP_MS)
        left_ms -= STEP_MS
    assert sitter.orders.count(BeginSession("guest", confirmed=True)) == sessions + 1


def test_the_bed_says_day_or_night(page: Page, sitter: Sitter) -> None:
    expect(page.locator(".sun")).to_have_attribute("opacity", "1.00")
    sitter.light = 0.0
    expect(page.locator(".moon")).to_have_attribute("opacity", "1.00")
    expect(page.locator(".sun")).to_have_attribute("opacity", "0.00")
    expect(page.locator("#seal-words")).to_contain_text("by night", timeout=DEADLINE_MS)


def test_a_blanket_is_tucked_around_it_while_it_sleeps(page: Page, sitter: Sitter) -> None:
    blanket = page.locator(".blanket")
    expect(blanket).to_have_attribute("display", "none")
    sitter.news = {"decision": replace(decided("sleeps", "It is night."), awake=0.0)}
    expect(blanket).to_have_attribute("opacity", "1.00", timeout=DEADLINE_MS)
    expect(page.locator("#seal-words")).to_contain_text("A blanket with stars", timeout=DEADLINE_MS)
    sitter.news = {}
    expect(blanket).to_have_attribute("display", "none", timeout=DEADLINE_MS)


def test_it_is_described_in_words_pose_by_pose(page: Page, sitter: Sitter) -> None:
    for pose, words in (
        (Pose(eyelid_left=-1, eyelid_right=-1), "eyes are shut"),
        (Pose(neck_yaw=-0.8), "turned to your left"),
        (Pose(flipper_left=0.8, flipper_right=0.8), "Both flippers are raised"),
    ):
        sitter.hold(pose)
        expect(page.locator("#seal-words")).to_contain_text(words, timeout=DEADLINE_MS)


_TELL = """async ([acts, gap_ms]) => {
  const { Telling } = await import(new URL("static/telling.js", location.href).href);
  const live = document.getElementById("live"), telling = new Telling(), told = [];
  const watch = new MutationObserver(() => {});
  watch.observe(live, { childList: true });
  acts.forEach((act, index) => {
    telling.feels("stroke", "back_middle", 1e6 + index * gap_ms);
    telling.does({ name: act, label: act, why: "" }, 1e6 + index * gap_ms);
    if (watch.takeRecords().length) told.push(live.textContent);
  });
  return told;
}"""


def test_a_screen_reader_is_told_seldom_and_never_the_same_twice(page: Page) -> None:
    flickering = ["purrs", "looks at you"] * 300
    told = page.evaluate(_TELL, [flickering, 100])
    assert 2 <= len(told) <= 60 / 6 + 1
    assert all(before != after for before, after in pairwise(told))
    assert sum("You stroke" in words for words in told) <= 2, "once a minute is enough for what goes on"
    assert page.evaluate(_TELL, [["purrs"] * 600, 100]) == [
        "You stroke the middle of its back: thick soft fur that gives under your hand. The seal purrs.",
    ]


def drawn_travel(page: Page, seconds: float = 4.0) -> dict[str, float]:
    """How far each joint is drawn to go while the creature itself wriggles as far as it can."""
    lowest: dict[str, float] = {}
    highest: dict[str, float] = {}
    for _ in range(round(seconds / 0.05)):
        page.wait_for_timeout(50)
        shown = json.loads(page.get_by_test_id("seal").get_attribute("data-pose") or "{}")
        for joint, value in shown.items():
            lowest[joint] = min(lowest.get(joint, math.inf), value)
            highest[joint] = max(highest.get(joint, -math.inf), value)
    return {joint: highest[joint] - lowest[joint] for joint in lowest}


def test_whoever_asked_for_less_motion_gets_little_of_it(page: Page, sitter: Sitter) -> None:
    sitter.motion = lively
    usual = drawn_travel(page)
    page.emulate_media(reduced_motion="reduce")
    page.wait_for_timeout(5000)  # what was on its way comes to rest
    calm = drawn_travel(page)
    for joint in ("neck_yaw", "neck_pitch", "flipper_left", "flipper_right", "tail"):
        assert calm[joint] < 0.45 * usual[joint], joint
    assert page.evaluate("document.getAnimations().length") == 0


def test_a_warm_body_glows_and_says_how_warm_it_is(page: Page, sitter: Sitter) -> None:
    expect(page.get_by_test_id("body-warmth")).to_be_hidden()
    sitter.news = {"warmth": Warmed(wanted_c=37.0, measured_c=36.2, heats=True, at_s=0.0)}
    expect(page.get_by_test_id("body-warmth")).to_have_text("body 36 °C, warming")
    expect(page.locator("#seal-words")).to_contain_text("36 °C", timeout=DEADLINE_MS)


_LOOKS = """side => side * new DOMMatrix(getComputedStyle(document.querySelector('.gaze')).transform).m41 > 3"""


def test_its_eyes_follow_the_hand(page: Page) -> None:
    for x, side in ((20, -1), (1250, 1), (20, -1)):
        page.mouse.move(x, 300)
        page.wait_for_function(_LOOKS, arg=side, timeout=DEADLINE_MS)


def test_a_finger_on_a_screen_that_claims_full_pressure_is_gentle(page: Page, sitter: Sitter) -> None:
    x, y = on_the_back(page)
    screen = page.context.new_cdp_session(page)
    for kind, shift in (("touchStart", 0), ("touchMove", 6), ("touchMove", 12), ("touchEnd", 0)):
        points = [{"x": x + shift, "y": y, "force": 1.0}] if kind != "touchEnd" else []
        screen.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.wait_for_timeout(50)
    wait_until_lifted(page, sitter)
    assert max(touch.pressure for touch in sitter.touched) < 0.5
    assert not {"push", "hit"} & felt(sitter.touched)


def test_a_screen_reader_that_presses_a_place_strokes_it(page: Page, sitter: Sitter) -> None:
    assert "stroke" in felt_from(
        page, sitter, "stroke", lambda: page.get_by_test_id("zone-belly").dispatch_event("click")
    )
