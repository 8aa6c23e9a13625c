"""The word by which somebody calls the creature is found, and nothing else of what they say is taken for a name."""

import pytest

from companion.daemon.languages import load_calling
from companion.perception.words.calling import read_calling
from companion.vocabulary.errors import SettingsError


@pytest.mark.parametrize(
    ("language", "said", "name"),
    [
        ("en", "Hello Minka", "minka"),
        ("en", "Come here, Minka!", "minka"),
        ("en", "Minka, come here", "minka"),
        ("en", "oh good boy Max you are so soft", "max"),
        ("en", "my little Anne-Marie, how are you", "anne-marie"),
        ("en", "hello, my Émile", "émile"),
        ("de", "Komm her, Minka", "minka"),
        ("de", "guten Morgen Minka, hast du gut geschlafen", "minka"),
    ],
)
def test_a_word_in_the_place_of_a_name_is_found(language: str, said: str, name: str) -> None:
    assert load_calling(language).name_in(said) == name


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "hello there"),
        ("en", "hello, I am so tired today"),
        ("en", "good morning everybody"),
        ("en", "how are you doing"),
        ("en", "I love you so much"),
        ("en", "thank you nurse"),
        ("en", "good night, sleep well"),
        ("en", "where is Margaret"),
        ("en", "Margaret was here on Sunday and we had cake"),
        ("en", "hello x"),
        ("en", "hello 1234"),
        ("en", ""),
        ("de", "guten Morgen Frau Huber"),
        ("de", "wo ist Margarete"),
        ("ja", "こんにちは"),
    ],
)
def test_other_words_are_no_names(language: str, said: str) -> None:
    assert load_calling(language).name_in(said) is None


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_name_to_listen_for_is_among_the_words_that_are_none(language: str) -> None:
    calling = load_calling(language)
    assert not calling.no_names & set(calling.listen_for)
    assert len(calling.phrases()) == 3 * len(calling.listen_for)


def test_every_fault_of_a_file_is_named_at_once() -> None:
    with pytest.raises(SettingsError) as refused:
        read_calling({"language": "English", "calls": ["hello"], "no_names": ["The"]}, "names/xx.toml")
    assert len(refused.value.faults) == 3
