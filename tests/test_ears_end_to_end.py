"""The ears as their user meets them: the real command, a real browser, and a microphone that plays a file."""

import re
import shutil
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tools.living import ALWAYS_DAY, living

CHROMIUM = shutil.which("chromium")
RATE_HZ = 48_000
DEADLINE_MS = 30_000

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed (`make setup` says how)")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the browser takes for a microphone: three seconds of a soft hiss, then three of a loud one, over and over."""
    chance = np.random.default_rng(4)
    soft, loud = (chance.standard_normal(3 * RATE_HZ) * level for level in (30.0, 3000.0))
    path = tmp_path_factory.mktemp("room") / "room.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(np.concatenate((soft, loud)).clip(-32768, 32767).astype("<i2").tobytes())
    return path


@pytest.fixture(scope="module")
def browser(room: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                f"--use-file-for-fake-audio-capture={room}",
                "--autoplay-policy=no-user-gesture-required",
            ],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with living(ALWAYS_DAY) as daemon:
        context = browser.new_context(permissions=["microphone"])
        page = context.new_page()
        page.set_default_timeout(DEADLINE_MS)
        faults: list[str] = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.goto(daemon.address)
        expect(page.locator("html")).to_have_attribute("data-connected", "yes", timeout=DEADLINE_MS)
        yield page
        context.close()
        assert faults == []


def wait_for_level(page: Page, condition: str) -> None:
    meter = "Number(document.querySelector('[data-testid=level]').getAttribute('aria-valuenow'))"
    page.wait_for_function(f"() => {{ const level = {meter}; return {condition}; }}", timeout=DEADLINE_MS)


def test_a_guest_lends_it_their_microphone_sees_how_loud_it_is_and_takes_it_back(page: Page) -> None:
    expect(page.get_by_test_id("ears-light")).to_be_hidden()
    page.get_by_test_id("use-microphone").click()
    expect(page.get_by_test_id("ears-light")).to_be_visible()
    wait_for_level(page, "level > 50")
    wait_for_level(page, "level > 0 && level < 35")
    expect(page.get_by_test_id("heard")).to_have_text(re.compile(r"\w+"), timeout=DEADLINE_MS)
    page.get_by_test_id("use-microphone").click()
    expect(page.get_by_test_id("ears-light")).to_be_hidden(timeout=DEADLINE_MS)
    expect(page.locator("#hearing")).to_be_hidden()
    wait_for_level(page, "level === 0")


def test_a_page_that_is_closed_leaves_no_ear_open(page: Page) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_test_id("use-microphone").click()
    expect(page.get_by_test_id("ears-light")).to_be_visible(timeout=DEADLINE_MS)
    other.close()
    expect(page.get_by_test_id("ears-light")).to_be_hidden(timeout=DEADLINE_MS)
