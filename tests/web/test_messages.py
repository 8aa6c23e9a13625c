"""What the page may say is checked word by word; what it is told is plain JSON."""

import pytest

from companion.vocabulary.errors import MessageError
from companion.web import messages


@pytest.mark.parametrize(
    "text",
    [
        '{"kind":"touch","phase":"down","zone":"head","x":0.5,"y":0.5,"speed_cm_s":4.0,"pressure":0.5}',
        '{"kind":"light","level":0.3}',
        '{"kind":"words","text":"hello little one"}',
        '{"kind":"command","name":"stop","on":true}',
        '{"kind":"command","name":"release"}',
        '{"kind":"command","name":"speech","on":true}',
        '{"kind":"camera","on":true}',
        '{"kind":"sample","on":false}',
    ],
)
def test_what_the_page_says_is_understood(text: str) -> None:
    assert messages.read(text).kind in text


def test_the_longest_sentence_is_understood_however_its_letters_are_written() -> None:
    assert messages.read('{"kind":"words","text":"' + r"\u00e9" * messages.TEXT_LIMIT + '"}').kind == "words"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "[]",
        "{}",
        '{"kind":"dance"}',
        '{"kind":"light","level":"bright"}',
        '{"kind":"light","level":NaN}',
        '{"kind":"light","level":1e999}',
        '{"kind":"touch","phase":"down","zone":"ear"}',
        '{"kind":"touch","phase":"down","zone":"head","speed_cm_s":-3}',
        '{"kind":"command","name":"self_destruct"}',
        '{"kind":"light","level":0.3,"more":1}',
        '{"kind":"words","text":"' + "a" * 501 + '"}',
        "[" * 100_000,
        '{"kind":"light","level":0.3}' + " " * 100_000,
    ],
)
def test_what_is_not_understood_is_named_and_never_repeated(text: str) -> None:
    with pytest.raises(MessageError) as told:
        messages.read(text)
    assert len(str(told.value)) < 1500
    assert "aaaa" not in str(told.value)
