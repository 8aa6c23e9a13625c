"""The printed report: one page, everything on it, nothing from elsewhere."""

import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from companion.cli import main
from companion.daemon.calibrate.kept import Kept
from companion.daemon.calibrate.report import page, write_report
from companion.daemon.keeping import FolderStore
from companion.vocabulary.errors import StateError
from tests.daemon.calibrate.stage import PINS, TODAY, Stage, all_answers
from tests.web.conftest import CHROMIUM

PAGES = re.compile(rb"/Type\s*/Page[^s]")


@pytest.fixture(scope="module")
def calibrated(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    stage = Stage(tmp_path_factory.mktemp("calibrated"))
    assert stage.talk(*all_answers()) == 0
    return stage.kept


def test_it_names_the_device_the_day_the_version_and_every_part(calibrated: Kept) -> None:
    content = page(calibrated, PINS)
    for words in ("<b>twin</b>", "20 November 2026", "7 of 7 parts", "Joints", "Touch", "Ear and voice", "Camera"):
        assert words in content
    for words in ("Posture", "Light", "1350", "1650", "It hangs upside down", "my silence -62 dB", "my loudest -12 dB"):
        assert words in content


def test_it_is_whole_html_without_anything_from_elsewhere(calibrated: Kept) -> None:
    content = page(calibrated, PINS)
    assert "http" not in content
    assert "<script" not in content
    assert "src=" not in content
    open_tags: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag not in ("meta", "br"):
                open_tags.append(tag)

        def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            return

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

    Tags().feed(content)
    assert open_tags == []


def test_parts_that_are_not_calibrated_say_what_holds_instead(tmp_path: Path) -> None:
    kept = Kept(FolderStore(tmp_path), "twin", PINS, TODAY)
    kept.keep("light", {"dark_share": 0.01, "bright_share": 0.5})
    content = page(kept, PINS)
    assert "Not calibrated: no joint moves until it is." in content
    assert content.count("Not calibrated: it has the usual values.") == 4
    assert "1 of 7 parts" in content


def test_what_cannot_be_believed_stands_on_it_and_cannot_do_harm(tmp_path: Path) -> None:
    kept = Kept(FolderStore(tmp_path), "twin", PINS, TODAY)
    kept.keep("light", {"dark_share": 0.01, "bright_share": 0.5})
    kept.keep("camera", {"upside_down": "<script>alert(1)</script>", "exposure_ev": 0, "sharpness": 0.5})
    content = page(kept, PINS)
    assert "<script" not in content
    assert "&lt;script&gt;" in content


def test_where_nothing_is_kept_there_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(StateError, match="there is nothing to report"):
        write_report(Kept(FolderStore(tmp_path), "twin", PINS, TODAY), PINS, tmp_path / "report.html", io.StringIO())
    assert not (tmp_path / "report.html").exists()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Kept(FolderStore(tmp_path), "twin", PINS, TODAY).keep("light", {"dark_share": 0.01, "bright_share": 0.5})
    where = str(tmp_path / "nowhere" / "report.html")
    assert main(["calibrate", "--twin", "--state", str(tmp_path), "--report", where]) == 1
    assert where in capsys.readouterr().err


def test_it_prints_on_one_page_and_nothing_is_cut_off(calibrated: Kept, tmp_path: Path) -> None:
    if CHROMIUM is None:
        pytest.skip("Debian's chromium is not installed (`make setup` says how)")
    write_report(calibrated, PINS, tmp_path / "report.html", io.StringIO())
    asked: list[str] = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        sheet = chromium.new_page(viewport={"width": 800, "height": 1100})
        sheet.on("request", lambda request: asked.append(request.url))
        sheet.goto((tmp_path / "report.html").as_uri())
        assert sheet.evaluate("document.documentElement.scrollWidth <= innerWidth")
        outside = """[...document.querySelectorAll('svg text')].filter(text => {
            const a = text.getBoundingClientRect(), b = text.ownerSVGElement.getBoundingClientRect()
            return a.left < b.left - 1 || a.right > b.right + 1 || a.top < b.top - 1 || a.bottom > b.bottom + 1
        }).map(text => text.textContent)"""
        assert sheet.evaluate(outside) == []
        printed = sheet.pdf(prefer_css_page_size=True)
        chromium.close()
    assert len(PAGES.findall(printed)) == 1
    assert [url for url in asked if not url.startswith("file:")] == []
