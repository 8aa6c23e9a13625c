"""`make picture`: the pictures of the page in the README, taken from a real browser.

`docs/page.png` shows the real daemon that sees a smile; `docs/seal.jpg` shows the drawn seal alone, in six moods.
"""

import io
import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright

from companion.vocabulary.acts import Glow, Pose, Warmed
from companion.vocabulary.permissions import Permissions
from tools.living import ALWAYS_DAY, living
from tools.posing import DARK, DAYLIGHT, Sitter, decided, posing

ROOT = Path(__file__).parents[1]
PAGE, SEAL = ROOT / "docs" / "page.png", ROOT / "docs" / "seal.jpg"
ACROSS, WIDE, TALL, GAP = 3, 560, 425, 12
SETTLED_MS = 4000
"""Eyelids, light and the corners of the mouth have come to rest."""

EVENING = 0.36
DROWSY = 0.25


@dataclass(frozen=True, slots=True)
class Mood:
    """What the drawn seal is given: a pose, its cheeks, the light of the room, its mood -1..1."""

    pose: Pose
    glow: Glow
    light: float
    mood: float
    camera: bool = False
    warm_c: float | None = None
    asleep: bool = False


MOODS = (
    Mood(
        Pose(
            neck_yaw=-0.15,
            neck_pitch=0.4,
            eyelid_left=0.72,
            eyelid_right=0.72,
            flipper_left=0.85,
            flipper_right=0.6,
            tail=0.7,
        ),
        Glow(1.0, 0.66, 0.2, 0.5),
        DAYLIGHT,
        0.9,
    ),
    Mood(Pose(neck_yaw=0.75, neck_pitch=0.25, tail=-0.4), Glow(level=0.2), DAYLIGHT, 0.2, camera=True),
    Mood(
        Pose(neck_pitch=0.35, eyelid_left=1.0, eyelid_right=1.0, flipper_left=0.35, flipper_right=0.35, tail=0.3),
        Glow(level=0.15),
        DAYLIGHT,
        -0.3,
    ),
    Mood(
        Pose(neck_yaw=0.3, neck_pitch=-0.3, eyelid_left=0.05, eyelid_right=0.0, flipper_left=-0.6, flipper_right=-0.6),
        Glow(1.0, 0.38, 0.4, 0.4),
        EVENING,
        0.2,
        warm_c=37.0,
    ),
    Mood(
        Pose(neck_pitch=-0.15, eyelid_left=-0.3, eyelid_right=-0.38, tail=-0.1),
        Glow(level=0.2),
        DROWSY,
        0.3,
    ),
    Mood(
        Pose(neck_yaw=0.08, neck_pitch=-0.5, eyelid_left=-1, eyelid_right=-1, flipper_left=-0.8, flipper_right=-0.8),
        Glow(level=0.06),
        DARK,
        0.3,
        asleep=True,
    ),
)
"""Delighted, looking aside with its camera awake, startled, leaning near in the evening, drowsy, asleep."""


def take_page(browser: Browser) -> None:
    """The whole page beside a smiling face."""
    with living(ALWAYS_DAY) as daemon:
        page = browser.new_page(viewport={"width": 1360, "height": 860})
        page.goto(daemon.address)
        page.get_by_test_id("light").fill("0.9")
        page.get_by_test_id("use-sample").click()
        page.wait_for_function("() => document.querySelector('[data-testid=act]').textContent.includes('wriggles')")
        page.wait_for_timeout(900)  # into the middle of the movement
        page.screenshot(path=PAGE)
        page.close()


def take_seal(browser: Browser) -> None:
    """The drawing alone, mood by mood, on one sheet."""
    rows = -(-len(MOODS) // ACROSS)
    sheet = Image.new("RGB", (ACROSS * (WIDE + GAP) - GAP, rows * (TALL + GAP) - GAP), "#f6efe4")
    with posing() as (sitter, address):
        page = browser.new_page(viewport={"width": 1360, "height": 860})
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("data-connected", "yes")
        page.evaluate(
            "() => document.querySelectorAll('.pill').forEach((pill) => { pill.style.visibility = 'hidden'; })"
        )
        for number, mood in enumerate(MOODS):
            _pose(sitter, mood)
            page.wait_for_timeout(SETTLED_MS)
            taken = Image.open(io.BytesIO(page.locator("#picture").screenshot()))
            at = (number % ACROSS * (WIDE + GAP), number // ACROSS * (TALL + GAP))
            sheet.paste(taken.convert("RGB").resize((WIDE, TALL), Image.Resampling.LANCZOS), at)
        page.close()
    sheet.save(SEAL, quality=86, optimize=True)


def _pose(sitter: Sitter, mood: Mood) -> None:
    sitter.hold(mood.pose)
    sitter.glow, sitter.light = mood.glow, mood.light
    sitter.news = {
        "decision": replace(decided("poses", "For a picture."), mood=mood.mood, awake=0.0 if mood.asleep else 1.0),
        "permissions": Permissions(touch=True, camera=mood.camera),
        "warmth": None if mood.warm_c is None else Warmed(mood.warm_c, mood.warm_c, False, 0.0),
    }


def main() -> int:
    chromium = shutil.which("chromium")
    if chromium is None:
        print("Debian's chromium is not installed: sudo apt-get install chromium", file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        take_seal(browser)
        take_page(browser)
        browser.close()
    for picture in (SEAL, PAGE):
        print(f"{picture.relative_to(ROOT)}: {picture.stat().st_size // 1024} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
