"""What the page makes of sound, in a real browser: whole, without clicks when a piece is late, silent when told."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Page, sync_playwright

SOUND_JS = Path(__file__).parents[2] / "companion" / "web" / "static" / "sound.js"
CHROMIUM = shutil.which("chromium")
RATE_HZ = 22050
HOME = "http://127.0.0.1/"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed (`make setup` says how)")

RENDER = """
async ([times, hush_s, volume]) => {
  const { Sound } = await import("/sound.js");
  const rate = 22050, count = 882;
  const offline = new OfflineAudioContext(1, rate, rate);
  let now = 0;
  // The real graph with a clock of our own: what is planned now is rendered afterwards.
  window.AudioContext = function () {
    return new Proxy(offline, {
      get(target, name) {
        if (name === "currentTime") return now;
        if (name === "state") return "running";
        const value = target[name];
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  };
  const sound = new Sound({ playing() {}, audible() {} });
  sound.volume = volume;
  sound.allow();
  let sample = 0;
  for (const at of times) {
    if (hush_s !== null && at > hush_s) break;
    now = at;
    const bytes = new ArrayBuffer(8 + 2 * count), view = new DataView(bytes);
    "PCM1".split("").forEach((letter, place) => view.setUint8(place, letter.charCodeAt(0)));
    view.setUint32(4, rate, true);
    for (let index = 0; index < count; index += 1, sample += 1)
      view.setInt16(8 + 2 * index, 12000 * Math.cos((2 * Math.PI * 300 * sample) / rate), true);
    sound.play(bytes);
  }
  if (hush_s !== null) { now = hush_s; sound.hush(); }
  return Array.from((await offline.startRendering()).getChannelData(0));
}
"""
PIECE_S = 882 / RATE_HZ


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()

        def answer(route: Any) -> None:
            script = route.request.url.endswith(".js")
            body = SOUND_JS.read_text() if script else "<!doctype html><title>sound</title>"
            route.fulfill(body=body, content_type="text/javascript" if script else "text/html")

        page.route("**/*", answer)
        page.goto(HOME)
        yield page
        browser.close()


def rendered(page: Page, times_s: list[float], hush_s: float | None = None, volume: float = 1.0) -> NDArray[np.float64]:
    return np.array(page.evaluate(RENDER, [times_s, hush_s, volume]))


def largest_step(sound: NDArray[np.float64]) -> float:
    return float(np.abs(np.diff(sound)).max())


STEADY_STEP = 12000 / 32768 * 2 * np.pi * 300 / RATE_HZ
"""The steepest a tone of 300 Hz of this height ever is."""


def test_pieces_in_time_join_without_a_seam(page: Page) -> None:
    sound = rendered(page, [0.02 * number for number in range(16)])
    heard = np.flatnonzero(np.abs(sound) > 0.05)
    assert (heard[-1] - heard[0]) / RATE_HZ == pytest.approx(16 * PIECE_S, abs=0.01)
    middle = sound[heard[0] + 200 : heard[-1] - 200]
    frames = np.abs(middle[: middle.size // 147 * 147]).reshape(-1, 147).max(axis=1)
    assert frames.min() > 0.35, "no hole between pieces"
    assert largest_step(sound) < 1.3 * STEADY_STEP


def test_a_piece_that_comes_too_late_makes_a_pause_but_no_click(page: Page) -> None:
    sound = rendered(page, [0.0, 0.02, 0.04, 0.45, 0.47])
    assert np.abs(sound[round(0.3 * RATE_HZ) : round(0.45 * RATE_HZ)]).max() == 0.0
    assert np.abs(sound[round(0.52 * RATE_HZ) : round(0.56 * RATE_HZ)]).max() > 0.3
    assert largest_step(sound) < 1.6 * STEADY_STEP


def test_hush_is_silence_within_50_ms_without_a_click(page: Page) -> None:
    sound = rendered(page, [0.02 * number for number in range(16)], hush_s=0.2)
    assert np.abs(sound[: round(0.2 * RATE_HZ)]).max() > 0.3
    assert np.abs(sound[round(0.25 * RATE_HZ) :]).max() == 0.0
    assert largest_step(sound) < 1.3 * STEADY_STEP


def test_volume_is_the_square_of_the_slider(page: Page) -> None:
    times_s = [0.02 * number for number in range(8)]
    whole, half = (np.abs(rendered(page, times_s, volume=volume)).max() for volume in (1.0, 0.5))
    assert half == pytest.approx(whole / 4, rel=0.02)
