"""What is said to it is understood in a thread of its own, and by the table alone while there is no model."""

import asyncio

import numpy as np
import pytest
from numpy.typing import NDArray

from companion.daemon.supervise import Link
from companion.daemon.understanding import WAITING_MOST, Understanding
from companion.perception.words.features import Vocabulary, keys_of
from companion.perception.words.feeling import LABELS, FeelingModel
from companion.vocabulary.errors import ModelError
from companion.vocabulary.moment import Moment
from companion.vocabulary.readings import Reading, WordsReading
from companion.vocabulary.signals import Utterance


class Felt:
    """Stands in for the flow and the clock."""

    def __init__(self) -> None:
        self.readings: list[WordsReading] = []
        self.came = asyncio.Event()

    def feel(self, reading: Reading, moment: Moment) -> None:
        assert isinstance(reading, WordsReading)
        self.readings.append(reading)
        self.came.set()

    def now(self) -> Moment:
        return Moment(5.0)


def glad() -> FeelingModel:
    scores = np.full((1, len(LABELS)), -6.0, np.float32)
    scores[0, LABELS.index("joy")] = 3.0

    def infer(numbers: NDArray[np.int32]) -> tuple[NDArray[np.float32], ...]:
        return scores, np.array([[0.5, 0.1, -9.0]], np.float32)

    return FeelingModel(infer, Vocabulary(np.sort(keys_of(["sunny", "is"])), keys_of([])), (0.3,) * 28, (1.0, 0.0), 0.5)


def typed(text: str) -> Utterance:
    return Utterance(text, typed=True, captured_s=5.0)


def test_with_the_model_a_sentence_without_a_phrase_is_felt() -> None:
    async def scene() -> None:
        felt = Felt()
        understanding = Understanding(glad, felt, felt, "Pebble", b"key")  # type: ignore[arg-type]
        link = Link("words")
        running = asyncio.create_task(understanding.run(link))
        async with asyncio.timeout(20):
            while link.status.state != "open":
                await asyncio.sleep(0)
            understanding.hear(typed("sunny"))
            await felt.came.wait()
        assert felt.readings[0].meanings == ("glad",)
        running.cancel()

    asyncio.run(scene())


def test_while_there_is_no_model_the_table_understands_at_once() -> None:
    async def scene() -> None:
        def missing() -> FeelingModel:
            raise ModelError("is missing.", "words_feeling.tflite", "Restore it.")

        felt = Felt()
        understanding = Understanding(missing, felt, felt, "Pebble", b"key")  # type: ignore[arg-type]
        with pytest.raises(ModelError):
            await understanding.run(Link("words"))
        understanding.hear(typed("I am so lonely"))
        assert felt.readings[0].meanings == ("lonely",)

    asyncio.run(scene())


def test_of_many_sentences_at_once_the_oldest_are_dropped() -> None:
    async def scene() -> None:
        felt = Felt()
        understanding = Understanding(glad, felt, felt, "Pebble", b"key")  # type: ignore[arg-type]
        link = Link("words")
        running = asyncio.create_task(understanding.run(link))
        async with asyncio.timeout(20):
            while link.status.state != "open":
                await asyncio.sleep(0)
            for number in range(3 * WAITING_MOST):
                understanding.hear(typed(f"is it {number} o'clock?"))
            understanding.hear(typed("goodbye"))
            while not felt.readings or felt.readings[-1].meanings != ("farewell",):
                felt.came.clear()
                await felt.came.wait()
        assert len(felt.readings) == WAITING_MOST
        running.cancel()

    asyncio.run(scene())
