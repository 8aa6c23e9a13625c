"""The ears as their user meets them: the real command, a real browser, and a microphone that plays a file."""

import re
import shutil
import subprocess
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tools.living import ALWAYS_DAY, living

CHROMIUM = shutil.which("chromium")
RATE_HZ = 48_000
DEADLINE_MS = 30_000
TALKS = shutil.which("espeak-ng") is not None

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed (`make setup` says how)")


def talk(folder: Path) -> NDArray[np.float64]:
    """A sentence of a speech engine, at the rate of the file."""
    said = folder / "said.wav"
    subprocess.run(["espeak-ng", "-w", str(said), "Good morning, little one. It is good to see you."], check=True)
    with wave.open(str(said)) as file:
        rate_hz, values = file.getframerate(), np.frombuffer(file.readframes(10**7), np.int16).astype(np.float64)
    places = np.arange(int(len(values) * RATE_HZ / rate_hz)) * rate_hz / RATE_HZ
    return np.asarray(np.interp(places, np.arange(len(values)), values))


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the browser takes for a microphone: three seconds of a soft hiss, then talk or a loud one, over and over."""
    chance = np.random.default_rng(4)
    folder = tmp_path_factory.mktemp("room")
    soft = chance.standard_normal(3 * RATE_HZ) * 30.0
    loud = talk(folder) if TALKS else chance.standard_normal(3 * RATE_HZ) * 3000.0
    path = folder / "room.wav"
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
    words = r"It hears an? .*voice" if TALKS else r"\w+"
    expect(page.get_by_test_id("heard")).to_have_text(re.compile(words), timeout=DEADLINE_MS)
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
