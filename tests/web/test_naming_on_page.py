"""Staff are asked on the page whether it shall answer to a name that a resident keeps calling it by."""

import pytest
from playwright.sync_api import Page, expect

from companion.vocabulary.commands import AnswerName
from companion.vocabulary.portrait import NameQuestion
from tests.web.conftest import DEADLINE_MS
from tools.posing import Sitter

STEP_MS = 16


@pytest.mark.parametrize(("button", "yes"), [("name-yes", True), ("name-no", False)])
def test_staff_are_asked_and_their_answer_reaches_the_creature(
    page: Page, sitter: Sitter, button: str, yes: bool
) -> None:
    expect(page.get_by_test_id("naming")).to_be_hidden()
    sitter.news["naming"] = NameQuestion("Agnes", "Minka")
    expect(page.get_by_test_id("naming")).to_contain_text("Agnes seems to call it Minka. Shall it answer to that, too?")
    page.get_by_test_id(button).click()
    expect(page.get_by_test_id("naming")).to_be_hidden()
    left_ms = DEADLINE_MS
    while AnswerName("Agnes", "Minka", yes) not in sitter.orders:
        page.wait_for_timeout(STEP_MS)
        left_ms -= STEP_MS
        assert left_ms > 0, "the answer never came"


def test_a_second_question_is_asked_after_the_first(page: Page, sitter: Sitter) -> None:
    sitter.news["naming"] = NameQuestion("Agnes", "Minka")
    page.get_by_test_id("name-yes").click()
    sitter.news["naming"] = NameQuestion("Ruth", "<b>Molly</b>")
    expect(page.get_by_test_id("naming")).to_contain_text("Ruth seems to call it <b>Molly</b>.")
