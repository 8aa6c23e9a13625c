"""The feeling in words, with a model that says what it is told to say."""

import numpy as np
import pytest
from numpy.typing import NDArray

from companion.perception.words.features import Vocabulary, keys_of
from companion.perception.words.feeling import IRONY_SIZE, IRONY_TAKES, LABELS, NO_FEELING, FeelingModel
from companion.perception.words.path import MEANS, WordsPath
from companion.vocabulary.errors import ModelError
from companion.vocabulary.readings import WordsReading
from companion.vocabulary.signals import Utterance


def saying(irony: float = -9.0, valence: float = 0.4, **logits: float) -> FeelingModel:
    scores = np.array([[logits.get(label, -6.0) for label in LABELS]], np.float32)
    affect = np.array([[valence, 0.2, irony / IRONY_SIZE]], np.float32)

    def infer(numbers: NDArray[np.int32]) -> tuple[NDArray[np.float32], ...]:
        return scores, affect

    words = ["what", "a", "day", "this", "is", "i", "you", "they", "hello", "was", "am", "so", "lonely"]
    known = Vocabulary(np.sort(keys_of(words)), keys_of([]))
    return FeelingModel(infer, known, (0.3,) * len(LABELS), (1.0, 0.0), irony_from=0.5)


def understood(text: str, model: FeelingModel, typed: bool = True) -> WordsReading:
    return WordsPath(model).understand(Utterance(text, typed, 3.0)).reading


def test_labels_are_those_over_their_thresholds_the_most_probable_first() -> None:
    feeling = saying(joy=1.0, excitement=2.0, love=-2.0).feel("what a day")
    assert feeling.labels == ("excitement", "joy")
    assert feeling.emotions["excitement"] == pytest.approx(0.881, abs=0.001)
    assert feeling.certainty == pytest.approx(0.881, abs=0.001)


def test_nothing_known_is_no_feeling() -> None:
    assert saying(joy=3.0).feel("qwrk") == NO_FEELING
    assert saying(joy=3.0).feel("") == NO_FEELING


def test_an_ironic_look_takes_certainty_and_changes_nothing_else() -> None:
    plain, ironic = saying(joy=2.0).feel("what a day"), saying(joy=2.0, irony=9.0).feel("what a day")
    assert ironic.certainty == pytest.approx(plain.certainty * (1 - IRONY_TAKES), rel=0.01)
    assert (ironic.labels, ironic.emotions, ironic.valence) == (plain.labels, plain.emotions, plain.valence)


def test_irony_lowers_the_certainty_of_phrases_too_and_never_flips_them() -> None:
    plain, ironic = understood("i am so lonely", saying()), understood("i am so lonely", saying(irony=9.0))
    assert ironic.meanings == plain.meanings == ("lonely",)
    assert ironic.valence == plain.valence < 0
    assert ironic.certainty < plain.certainty


def test_the_model_speaks_where_no_phrase_is_known() -> None:
    reading = understood("this is so this is a day", saying(joy=2.0))
    assert reading.meanings == ("glad",)
    assert reading.valence == pytest.approx(0.4)


def test_a_greeting_stays_a_greeting_beside_the_feeling() -> None:
    assert understood("hello what a day", saying(sadness=2.0)).meanings == ("greeting", "sad")


def test_phrases_come_before_the_model() -> None:
    assert understood("i am so lonely", saying(joy=3.0)).meanings == ("lonely",)


@pytest.mark.parametrize("text", ["they was so what a day", "what a day when i was"])
def test_what_is_told_of_others_or_of_another_time_is_not_the_speakers_feeling(text: str) -> None:
    assert "glad" not in understood(text.replace("when i was", "years ago"), saying(joy=3.0)).meanings


def test_an_unsure_model_says_nothing() -> None:
    assert understood("this is a day", saying(joy=-0.5)).meanings == ("other",)


def test_a_neutral_or_curious_sentence_says_nothing_of_the_heart() -> None:
    assert understood("this is a day", saying(neutral=3.0)).meanings == ("other",)
    assert "curiosity" not in MEANS


def test_heard_words_are_less_certain_than_typed_ones() -> None:
    typed, heard = (understood("what a day", saying(joy=2.0), kind) for kind in (True, False))
    assert heard.certainty < typed.certainty


def test_without_a_model_the_table_understands_alone() -> None:
    told = WordsPath(None).understand(Utterance("I am so lonely", True, 0.0))
    assert told.reading.meanings == ("lonely",)
    assert told.needs == ("lonely",)
    assert told.feeling == NO_FEELING


def test_a_model_with_other_labels_is_refused() -> None:
    class Foreign:
        labels = ("joy",)

        def infer(self, values: NDArray[np.int32]) -> tuple[NDArray[np.float32], ...]:
            raise AssertionError

        def attached(self, name: str) -> bytes:
            return np.zeros(3, "<f4").tobytes()

    class Source:
        def load(self, name: str) -> Foreign:
            return Foreign()

    with pytest.raises(ModelError, match="labels"):
        FeelingModel.load(Source())
