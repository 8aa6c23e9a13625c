"""Its words as a person hears them: the real daemon, the real espeak-ng, a real browser, and nobody else listening."""

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, WebSocket, expect, sync_playwright

from companion.expression.loudness import loudness_db
from companion.expression.own_level import NIGHT_DB
from companion.expression.prosody import QUIET_DB
from companion.expression.spoken import own_loudness_db
from companion.vocabulary.signals import Samples
from tests.expression.listening import RATE_HZ, Sound, melody_hz
from tools.living import ALWAYS_DAY, living

CHROMIUM = shutil.which("chromium")
DEADLINE_MS = 30_000

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed (`make setup` says how)"),
    pytest.mark.skipif(
        shutil.which("espeak-ng") is None, reason="Debian's espeak-ng is not installed (`make setup` says how)"
    ),
]


class Wire:
    """What goes over the page's socket: sound and messages."""

    def __init__(self, page: Page) -> None:
        self.pieces: list[Sound] = []
        self.kinds: list[str] = []
        page.on("websocket", self._open)

    def _open(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._frame)

    def _frame(self, frame: str | bytes) -> None:
        if isinstance(frame, bytes):
            self.kinds.append("sound")
            self.pieces.append(np.frombuffer(frame[8:], "<i2").astype(np.float32) / 32768)
        else:
            self.kinds.append(json.loads(frame)["kind"])


class Eavesdropper:
    """Another user of the computer, who reads the command lines of all processes again and again."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Eavesdropper":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(0.001):
            for path in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    line = path.read_bytes().decode(errors="replace")
                except OSError:
                    continue
                if "espeak" in line:
                    self.seen.add(line)


def until(page: Page, true: Callable[[], bool]) -> None:
    """Let the page go on until something has come over the wire."""
    for _ in range(DEADLINE_MS // 20):
        if true():
            return
        page.wait_for_timeout(20)
    raise AssertionError("it did not come")


@pytest.fixture
def opened() -> Iterator[tuple[Page, str]]:
    """A browser, and the address of a freshly started creature."""
    with living(ALWAYS_DAY) as daemon, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--autoplay-policy=no-user-gesture-required"],
        )
        page = browser.new_page()
        page.set_default_timeout(DEADLINE_MS)
        expect.set_options(timeout=DEADLINE_MS)
        yield page, daemon.address
        browser.close()


def test_it_speaks_when_it_may_and_a_stop_ends_it_in_the_middle_of_a_word(opened: tuple[Page, str]) -> None:
    page, address = opened
    wire = Wire(page)
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("data-connected", "yes")
    page.get_by_test_id("speech").click()
    page.get_by_test_id("use-sample").click()
    expect(page.locator("#binding")).to_contain_text("belongs to the guest", timeout=DEADLINE_MS)
    with Eavesdropper() as eavesdropper:
        page.get_by_test_id("say").fill("I feel so lonely today")
        page.get_by_test_id("say-send").click()
        expect(page.locator("#said")).to_be_visible()
        sentence = page.locator("#said").inner_text()
        page.wait_for_function("document.documentElement.dataset.sound === 'playing'")
        heard = len(wire.pieces)
        until(page, lambda: len(wire.pieces) > heard + 25)  # a second later it is in the middle of its words
        wire.kinds.clear()
        page.get_by_test_id("stop").click()
        expect(page.locator("html")).to_have_attribute("data-sound", "quiet")
        until(page, lambda: "hush" in wire.kinds and wire.kinds[wire.kinds.index("hush") :].count("state") > 25)
    after_hush = wire.kinds[wire.kinds.index("hush") :]
    assert "sound" not in after_hush, "nothing sounds after a stop"
    assert eavesdropper.seen, "espeak-ng has run"
    assert not any(word in line for line in eavesdropper.seen for word in sentence.split() if len(word) > 3)
    sound = np.concatenate(wire.pieces)
    voiced = melody_hz(sound, 100.0, 500.0)
    assert np.sum((voiced > 120.0) & (voiced < 230.0)) > 25, "a woman's voice for a quarter of a second at least"
    # Where the clock of this computer cannot be trusted, any hour may be the night.
    softest_db = own_loudness_db() + NIGHT_DB + QUIET_DB
    assert softest_db - 3.0 < loudness_db(Samples(sound, RATE_HZ)) < own_loudness_db() + 3.0
