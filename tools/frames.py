"""`python -m tools.frames`: what one frame of the drawn seal costs, in a real browser on a page the size of a phone's.

The seal is drawn for some seconds in headless Chromium: at rest, in its happiest act under a stroking finger, and both
again with the main thread slowed to a quarter (`Emulation.setCPUThrottlingRate`), to see whether 60 frames a second
still fit. Over the DevTools protocol, `Performance.getMetrics` tells the processor time of the page's main thread
(`ThreadTime`: scripts, style, layout, painting) and `SystemInfo.getProcessInfo` that of the whole renderer, raster and
compositor threads included. A thread is slowed by letting it spin, which counts as processor time; for those rows the
time that it was at work is told instead (`TaskDuration`), so run this on an idle computer. Bringing the layers onto the
screen is work for the graphics chip of a phone; here it is software in a process of its own, and is shown apart. The
page counts the frames it draws.
"""

import argparse
import math
import shutil
import sys
from dataclasses import dataclass

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, sync_playwright

from companion.vocabulary.acts import Pose
from tools.posing import posing

PHONE: ViewportSize = {"width": 390, "height": 844}
PIXELS_PER_POINT = 3
SLOWDOWN = 4
SECONDS = 8
TARGET_SHARE = 1 / 3

FLAGS = ["--no-sandbox", "--disable-gpu"]


@dataclass(frozen=True, slots=True)
class Cost:
    """What was spent in one stretch of drawing; shares are of one core."""

    frames_per_s: float
    main_ms: float
    main_share: float
    renderer_share: float
    screen_share: float


def lively(now_s: float) -> Pose:
    """Every joint on its way all the time, lids too: busier than any act."""

    def wave(period_s: float, shift: float) -> float:
        return math.sin(2 * math.pi * (now_s / period_s + shift))

    return Pose(
        neck_yaw=0.6 * wave(2.9, 0.0),
        neck_pitch=0.4 * wave(2.3, 0.3),
        eyelid_left=0.2 + 0.6 * wave(3.1, 0.1),
        eyelid_right=0.2 + 0.6 * wave(3.1, 0.12),
        flipper_left=0.7 * wave(1.3, 0.0),
        flipper_right=0.7 * wave(1.4, 0.5),
        tail=0.8 * wave(1.1, 0.0),
    )


def quiet(_: float) -> Pose:
    """At rest: nothing but breath."""
    return Pose()


def measure(seconds: float = SECONDS) -> dict[str, Cost]:
    """Costs by what was drawn. Raises RuntimeError where Chromium is missing."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise RuntimeError("Debian's chromium is not installed: sudo apt-get install chromium")
    costs = {}
    with posing() as (sitter, address), sync_playwright() as playwright:
        sitter.breath = lambda now_s: 0.5 + 0.5 * math.sin(2 * math.pi * now_s / 4)
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        context = browser.new_context(
            viewport=PHONE, device_scale_factor=PIXELS_PER_POINT, has_touch=True, is_mobile=True
        )
        page = context.new_page()
        page.goto(address)
        page.wait_for_function("() => document.documentElement.dataset.connected === 'yes'")
        devtools = context.new_cdp_session(page)
        for what, motion, slowdown in (
            ("at rest, breathing", quiet, 1),
            ("everything moving under a stroke", lively, 1),
            (f"at rest, main thread {SLOWDOWN} times slower", quiet, SLOWDOWN),
            (f"everything moving, main thread {SLOWDOWN} times slower", lively, SLOWDOWN),
        ):
            sitter.motion = motion
            devtools.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
            page.wait_for_timeout(1500)
            costs[what] = _stretch(browser, page, devtools, seconds, motion is lively, slowdown > 1)
        browser.close()
    return costs


_DRAWN = "Number(document.querySelector('[data-testid=seal]').dataset.frames)"


def _stretch(browser: Browser, page: Page, devtools: CDPSession, seconds: float, stroking: bool, slowed: bool) -> Cost:
    system = browser.new_browser_cdp_session()
    devtools.send("Performance.enable")
    box = page.get_by_test_id("zone-back_middle").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    drawn_before = page.evaluate(_DRAWN)
    before, busy_before = _processes(system), _metrics(devtools)
    if stroking:
        page.mouse.move(x, y)
        page.mouse.down()
    for step in range(round(seconds / 0.05)):
        if stroking:
            page.mouse.move(x + 16 * math.sin(step / 6), y)
        page.wait_for_timeout(50)
    if stroking:
        page.mouse.up()
    after, busy = _processes(system), _metrics(devtools)
    frames = float(page.evaluate(_DRAWN) - drawn_before)
    system.detach()
    passed_s = busy["Timestamp"] - busy_before["Timestamp"]
    clock = "TaskDuration" if slowed else "ThreadTime"
    main_s = busy[clock] - busy_before[clock]
    return Cost(
        frames_per_s=frames / passed_s,
        main_ms=1000 * main_s / frames,
        main_share=main_s / passed_s,
        renderer_share=math.nan if slowed else (after["renderer"] - before["renderer"]) / passed_s,
        screen_share=(after["GPU"] - before["GPU"]) / passed_s,
    )


def _metrics(devtools: CDPSession) -> dict[str, float]:
    return {metric["name"]: metric["value"] for metric in devtools.send("Performance.getMetrics")["metrics"]}


def _processes(system: CDPSession) -> dict[str, float]:
    """Seconds of processor time so far, by the kind of process."""
    spent = {"renderer": 0.0, "GPU": 0.0}
    for process in system.send("SystemInfo.getProcessInfo")["processInfo"]:
        spent[process["type"]] = spent.get(process["type"], 0.0) + process["cpuTime"]
    return spent


def main() -> int:
    parser = argparse.ArgumentParser(prog="frames", description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long each stretch is drawn")
    try:
        costs = measure(parser.parse_args().seconds)
    except RuntimeError as fault:
        print(fault, file=sys.stderr)
        return 1
    print(
        "| drawn on 390x844 points, 3 pixels each | frames/s | main thread a frame | main thread | renderer "
        "| screen, in software |"
    )
    print("| --- | --- | --- | --- | --- | --- |")
    for what, cost in costs.items():
        shares = " | ".join(
            "" if math.isnan(share) else f"{share:.0%}"
            for share in (cost.main_share, cost.renderer_share, cost.screen_share)
        )
        print(f"| {what} | {cost.frames_per_s:.0f} | {cost.main_ms:.1f} ms | {shares} |")
    print(f"\nShares are of one core of this computer; the target is {TARGET_SHARE:.0%} on the slowed main thread.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
