"""`make picture`: the picture of the page in the README, taken from the real daemon in a real browser."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.living import ALWAYS_DAY, living

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "page.png"


def main() -> int:
    chromium = shutil.which("chromium")
    if chromium is None:
        print("Debian's chromium is not installed: sudo apt-get install chromium", file=sys.stderr)
        return 1
    with living(ALWAYS_DAY) as daemon, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1360, "height": 860})
        page.goto(daemon.address)
        page.get_by_test_id("light").fill("0.9")
        page.get_by_test_id("use-sample").click()
        page.wait_for_function("() => document.querySelector('[data-testid=act]').textContent.includes('wriggles')")
        page.wait_for_timeout(900)  # into the middle of the movement
        page.screenshot(path=PICTURE)
        browser.close()
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1024} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
