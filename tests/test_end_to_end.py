"""The whole creature as its user meets it: the real command, a real browser, a webcam that shows a smiling face."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tools.living import ALWAYS_DAY, living

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "companion" / "web" / "static" / "sample.jpg"
CHROMIUM = shutil.which("chromium")
DEADLINE_MS = 30_000

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed (`make setup` says how)")


@pytest.fixture(scope="module")
def webcam(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the browser takes for a webcam: two seconds of the smiling astronaut in 640x480, as raw video."""
    picture = cv2.imread(str(SAMPLE))
    frame = cv2.copyMakeBorder(cv2.resize(picture, (480, 480)), 0, 0, 80, 80, cv2.BORDER_REPLICATE)
    video = tmp_path_factory.mktemp("webcam") / "smile.y4m"
    with video.open("wb") as file:
        file.write(b"YUV4MPEG2 W640 H480 F15:1 Ip A1:1 C420jpeg\n")
        for _ in range(30):
            file.write(b"FRAME\n" + np.asarray(cv2.cvtColor(frame, cv2.COLOR_BGR2YUV_I420)).tobytes())
    return video


@pytest.fixture(scope="module")
def browser(webcam: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                f"--use-file-for-fake-video-capture={webcam}",
                "--autoplay-policy=no-user-gesture-required",
            ],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def address() -> Iterator[str]:
    """The address that a freshly started creature prints."""
    with living(ALWAYS_DAY) as daemon:
        yield daemon.address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The open, connected page; at the end it must have raised no error and fetched nothing from elsewhere."""
    context = browser.new_context(permissions=["camera"], viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(DEADLINE_MS)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on(
        "request",
        lambda sent: faults.append(sent.url) if not sent.url.startswith((address, "blob:", "data:")) else None,
    )
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("data-connected", "yes", timeout=DEADLINE_MS)
    yield page
    context.close()
    assert faults == []


def pose(page: Page) -> dict[str, float]:
    shown = page.get_by_test_id("seal").get_attribute("data-pose") or "{}"
    return {joint: float(value) for joint, value in json.loads(shown).items()}


def wait_for(page: Page, script: str, argument: object = None) -> None:
    page.wait_for_function(script, arg=argument, timeout=DEADLINE_MS)


def stroke(page: Page, zone: Locator, times: int) -> None:
    """A hand over the fur, to and fro, as fast as a gentle hand goes."""
    box = zone.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 45, y)
    page.mouse.down()
    for turn in range(times):
        for step in range(-45, 46, 3):
            page.mouse.move(x + (step if turn % 2 == 0 else -step), y)
            page.wait_for_timeout(20)
    page.mouse.up()


def test_a_guest_is_seen_smiling_strokes_it_until_it_purrs_and_stops_it(page: Page) -> None:
    page.get_by_test_id("use-camera").click()
    expect(page.get_by_test_id("emotion")).to_have_text("happiness", timeout=DEADLINE_MS)

    before = pose(page)
    wait_for(
        page,
        """before => { const now = JSON.parse(document.querySelector('[data-testid=seal]').dataset.pose);
           return Object.keys(before).some(joint => Math.abs(now[joint] - before[joint]) > 0.05); }""",
        before,
    )

    stroke(page, page.get_by_test_id("zone-back_middle"), times=6)
    expect(page.get_by_test_id("act")).to_contain_text("purrs", timeout=DEADLINE_MS)
    expect(page.get_by_test_id("why")).to_contain_text("stroked")
    wait_for(page, "() => document.querySelector('[data-testid=seal]').dataset.sound === 'playing'")

    page.get_by_test_id("stop").click()
    wait_for(page, "() => document.querySelector('[data-testid=seal]').dataset.sound === 'quiet'")
    expect(page.get_by_test_id("stop")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_test_id("why")).to_contain_text("Stop")
    stopped = pose(page)
    stroke(page, page.get_by_test_id("zone-head"), times=2)
    assert pose(page) == pytest.approx(stopped, abs=0.02), "a stroke would move it ten times as far"

    page.get_by_test_id("release").click()
    stroke(page, page.get_by_test_id("zone-head"), times=2)
    wait_for(
        page,
        """before => { const now = JSON.parse(document.querySelector('[data-testid=seal]').dataset.pose);
           return Object.keys(before).some(joint => Math.abs(now[joint] - before[joint]) > 0.05); }""",
        stopped,
    )


def test_a_sample_is_seen_where_there_is_no_camera(page: Page) -> None:
    page.get_by_test_id("use-sample").click()
    expect(page.get_by_test_id("emotion")).to_have_text("happiness", timeout=DEADLINE_MS)


def test_the_keyboard_alone_strokes_speaks_and_stops(page: Page) -> None:
    page.get_by_test_id("say").focus()
    page.keyboard.type("hello Pebble")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("why")).to_contain_text("You call my name", timeout=DEADLINE_MS)
    page.get_by_test_id("zone-head").focus()
    page.keyboard.down("Space")
    expect(page.get_by_test_id("act")).to_contain_text("purrs", timeout=DEADLINE_MS)
    page.keyboard.up("Space")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stop")).to_have_attribute("aria-pressed", "true")


def test_darkness_sends_it_to_sleep_and_light_wakes_it(page: Page) -> None:
    page.get_by_test_id("light").fill("0")
    expect(page.get_by_test_id("act")).to_contain_text("sleep", timeout=60_000)
    page.get_by_test_id("light").fill("1")
    expect(page.get_by_test_id("act")).not_to_contain_text("sleep", timeout=60_000)


def test_on_a_phone_nothing_scrolls_sideways_and_stop_is_in_reach(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.get_by_test_id("stop")).to_be_in_viewport()
    expect(page.get_by_test_id("seal")).to_be_in_viewport()


def test_a_guest_who_pushes_it_away_with_a_firm_hand_is_left_in_peace_and_no_longer_seen(page: Page) -> None:
    page.get_by_test_id("use-sample").click()
    expect(page.get_by_test_id("emotion")).to_have_text("happiness", timeout=DEADLINE_MS)
    expect(page.get_by_test_id("camera-light")).to_have_text("it sees the sample")
    for _ in range(5):  # on a busy computer one may be too slow to be a push
        page.get_by_test_id("do-push").click()
        page.wait_for_timeout(2000)
        if "You push me away" in (page.locator("#binding").text_content() or ""):
            break
    expect(page.locator("#binding")).to_contain_text("You push me away", timeout=DEADLINE_MS)
    expect(page.get_by_test_id("camera-light")).to_have_text("camera is off", timeout=DEADLINE_MS)
