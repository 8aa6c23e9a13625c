"""The page for people who see, hear or move differently: what WCAG 2.2 AA asks, as far as it can be measured."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from companion.vocabulary.acts import CareEvent, Saying
from companion.vocabulary.permissions import Permissions
from companion.vocabulary.readings import SenseStatus
from tests.web.conftest import DEADLINE_MS
from tools.posing import Sitter, decided

CONTROLS = "button, input, select, a[href], summary, [role=button][tabindex='0']"

CONTRASTS = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
CONTRASTS = CONTRASTS[CONTRASTS.index("() =>") :]

SPACED = """() => document.styleSheets[0].insertRule(
  "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }",
  document.styleSheets[0].cssRules.length)"""

CUT = """() => [...document.querySelectorAll("button, .hand, p, h1, h2, h3, label")].filter((node) =>
  node.checkVisibility() && !node.closest(".hidden") && node.scrollWidth > node.clientWidth + 2
).map((node) => node.textContent.trim())"""

MISSED = f"""() => [...document.querySelectorAll("{CONTROLS}")].filter((node) =>
  node.checkVisibility() && !node.disabled && !(node.type === "radio" && !node.checked) && !window.reached.has(node)
).map((node) => node.outerHTML)"""

REACHED = """() => {
  const at = document.activeElement;
  window.reached ??= new Set();
  if (at === document.body) return window.reached.size;
  const ring = getComputedStyle(at.closest(".hand") ?? at);
  if (parseFloat(ring.outlineWidth) < 2 && ring.stroke === "none") throw new Error("no focus to see: " + at.outerHTML);
  return window.reached.add(at).size;
}"""


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest, page: Page) -> str:
    page.emulate_media(color_scheme=request.param)
    return str(request.param)


def show_everything(page: Page, sitter: Sitter) -> None:
    """Every part that is not always there is there: a sentence, a warning, an open camera that has lost a face."""
    lost = decided("purrs", "I am being stroked, so I purr.", binding="I have lost your face.", resident="guest")
    known = replace(lost, binding=replace(lost.binding, track=3, line="I know which face is yours."))
    news = {
        "permissions": Permissions(camera=True),
        "said": Saying("Good morning, dear.", "en", 1.0),
        "care": CareEvent("distress_lasts", 1.0, "Somebody has seemed sad for a while. Please come and look."),
        "senses": (SenseStatus("camera", "open", "I see one face.", 0.9, 0.0),),
    }
    page.get_by_test_id("use-camera").click()
    expect(page.get_by_test_id("use-camera")).to_have_text("Stop camera", timeout=DEADLINE_MS)
    for thought in (known, lost):
        sitter.news = news | {"decision": thought}
        expect(page.locator("#binding")).to_have_text(thought.binding.line, timeout=DEADLINE_MS)
    expect(page.get_by_test_id("note")).to_be_visible(timeout=DEADLINE_MS)
    expect(page.get_by_test_id("care")).to_be_visible(timeout=DEADLINE_MS)


def test_all_words_stand_out_from_what_is_behind_them(page: Page, sitter: Sitter, scheme: str) -> None:
    show_everything(page, sitter)
    seen = page.evaluate(CONTRASTS)
    assert seen["read"] > 60
    assert seen["poor"] == []


def test_fields_have_an_edge_that_can_be_seen(page: Page, scheme: str) -> None:
    assert all(ratio >= 3 for ratio in page.evaluate(CONTRASTS)["edges"])


@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 640), (390, 844), (768, 1024), (1280, 720)])
def test_nothing_scrolls_sideways_however_small_the_window(page: Page, sitter: Sitter, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    show_everything(page, sitter)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.get_by_test_id("stop")).to_be_in_viewport(ratio=0.9)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_that_lies_over_the_picture_hides_another(page: Page, sitter: Sitter, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    show_everything(page, sitter)
    boxes = [
        (part, box)
        for part in ("#camera-light", "#said", "#note", "#sound-hint", "#body-warmth", "#veil")
        if page.locator(part).is_visible() and (box := page.locator(part).bounding_box()) is not None
    ]
    assert len(boxes) >= 3
    for (one, a), (other, b) in combinations(boxes, 2):
        apart_x = a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
        apart_y = a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"]
        assert apart_x or apart_y, f"{one} and {other}"


def test_words_may_be_spaced_wider_without_being_cut(page: Page, sitter: Sitter) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    show_everything(page, sitter)
    page.evaluate(SPACED)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_everything_that_can_be_pressed_is_large_enough(page: Page, sitter: Sitter, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    show_everything(page, sitter)
    for control in page.locator("button, select, input[type=text], input[type=range], .hand, .zone").all():
        box = control.bounding_box()
        if box is not None:
            assert min(box["width"], box["height"]) >= 24, control


def test_everything_that_can_be_pressed_has_a_name(page: Page, sitter: Sitter) -> None:
    show_everything(page, sitter)
    nameless = page.evaluate(f"""() => [...document.querySelectorAll("{CONTROLS}")].filter((node) =>
      !(node.getAttribute("aria-label") || node.textContent.trim() || node.labels?.[0]?.textContent.trim())
    ).map((node) => node.outerHTML)""")
    assert nameless == []


def test_tab_alone_leads_to_every_control_and_shows_where_it_is(page: Page, sitter: Sitter) -> None:
    show_everything(page, sitter)
    for _ in range(40):
        page.keyboard.press("Tab")
        page.evaluate(REACHED)
    assert page.evaluate(MISSED) == []


def test_the_place_that_has_the_focus_stands_out_by_day_and_by_night(page: Page, sitter: Sitter) -> None:
    page.get_by_test_id("zone-back_middle").focus()
    page.keyboard.press("ArrowRight")
    focused = page.get_by_test_id("zone-back_rear")
    expect(focused).to_be_focused()
    assert focused.evaluate("node => parseFloat(getComputedStyle(node).strokeWidth)") >= 3


def test_the_page_stands_without_motion_sound_or_colour(browser: Browser, sitter_at: tuple[Sitter, str]) -> None:
    context = browser.new_context(
        reduced_motion="reduce", forced_colors="active", viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto(sitter_at[1])
    expect(page.locator("html")).to_have_attribute("data-connected", "yes", timeout=DEADLINE_MS)
    expect(page.get_by_test_id("act")).to_contain_text("rests")
    expect(page.locator("#live")).to_contain_text("rests")
    assert page.evaluate("document.getAnimations().length") == 0
    context.close()
