"""Which recogniser there is: vosk with a model for any words, or pocketsphinx for a list of phrases."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from companion.body.recognition.recogniser import ChildRecogniser

_HERE = Path(__file__).parent

SURE_FROM = 0.5
"""Mean certainty of vosk's words below which an utterance was not understood."""


def pocketsphinx(
    phrases: Sequence[str],
    weighty: Sequence[str] = (),
    sounds_like: Mapping[str, str] | None = None,
    rare: Sequence[str] = (),
) -> ChildRecogniser:
    """Hears English `phrases` (lower case) alone; the `weighty` ones count when two searches agree on them.

    `rare` phrases are heard, too, and expected much less often. `sounds_like` teaches a name that no dictionary has:
    `{"zizi": "zee zee"}`. Example::

        ears = pocketsphinx(["good morning", "please stop"], weighty=["please stop"])
        ears.open()                                  # OrganError where pocketsphinx is missing
        ears.hear(samples); ears.finish(begun_s=0.0)  # int16, 16 kHz
        ears.drain()                                 # later: (Utterance(text="good morning", ...),)
    """
    order = {
        "phrases": list(phrases),
        "weighty": list(weighty),
        "rare": list(rare),
        "sounds_like": dict(sounds_like or {}),
    }
    return ChildRecogniser("pocketsphinx", _HERE / "pocketsphinx_child.py", order, _phrases)


def vosk(model: Path) -> ChildRecogniser:
    """Hears any words of the language of the `model`, a folder unpacked from its publisher's archive."""
    return ChildRecogniser("vosk", _HERE / "vosk_child.py", {}, _sentence, arguments=[str(model)])


def _phrases(answer: Mapping[str, Any]) -> Sequence[str]:
    return [str(phrase) for phrase in answer.get("said", ())]


def _sentence(answer: Mapping[str, Any]) -> Sequence[str]:
    text, certainty = str(answer.get("text", "")), float(answer.get("certainty", 0.0))
    return [text] if text and certainty >= SURE_FROM else []
