"""A real browser that looks at a creature without a mind (`tools/posing.py`)."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tools.posing import Sitter, posing

CHROMIUM = shutil.which("chromium")
DEADLINE_MS = 20_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Debian's chromium is not installed (`make setup` says how)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
            ],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def sitter_at() -> Iterator[tuple[Sitter, str]]:
    with posing() as sitter_at:
        yield sitter_at


@pytest.fixture
def sitter(sitter_at: tuple[Sitter, str]) -> Sitter:
    return sitter_at[0]


@pytest.fixture
def page(browser: Browser, sitter_at: tuple[Sitter, str]) -> Iterator[Page]:
    context = browser.new_context(permissions=["camera"], viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(DEADLINE_MS)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(sitter_at[1])
    expect(page.locator("html")).to_have_attribute("data-connected", "yes", timeout=DEADLINE_MS)
    yield page
    context.close()
    assert faults == []
