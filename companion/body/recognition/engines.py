"""Which recogniser there is: vosk with a model for any words, or pocketsphinx for a list of phrases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from companion.body.recognition.recogniser import ChildRecogniser

_HERE = Path(__file__).parent

SURE_FROM = 0.5
"""Mean certainty of vosk's words below which an utterance was not understood."""

WEIGHTY_FROM = 0.8
"""The same below which what weighs (stop, pain) needs another cue."""


@dataclass(frozen=True, slots=True)
class Weighty:
    """`phrases` of one kind that must not be misheard.

    The first search must have heard a word that `tells` of them, and the second one of the phrases at the same time, at
    least `agrees_from` where one of the phrases is all that was said, and more surely where it is among other words.
    The measure is the logarithm of its likelihood against any sound of speech, for each hundredth of a second.
    """

    phrases: tuple[str, ...]
    tells: tuple[str, ...]
    agrees_from: float


def pocketsphinx(
    phrases: Sequence[str],
    weighty: Sequence[Weighty] = (),
    sounds_like: Mapping[str, str] | None = None,
    rare: Sequence[str] = (),
) -> ChildRecogniser:
    """Hears English `phrases` (lower case) alone; the `weighty` ones among them count when two searches agree.

    `rare` phrases are heard, too, and expected much less often. `sounds_like` teaches a name that no dictionary has:
    `{"zizi": "zee zee"}`. Example::

        ears = pocketsphinx(["good morning", "please stop"], [Weighty(("please stop",), ("stop",), -4.0)])
        ears.open()                                  # OrganError where pocketsphinx is missing
        ears.hear(samples); ears.finish(ended_s=1.5)  # int16, 16 kHz
        ears.drain()                                 # later: (Utterance(text="good morning", ...),)
    """
    order = {
        "phrases": list(phrases),
        "weighty": [
            {"phrases": list(each.phrases), "tells": list(each.tells), "agrees_from": each.agrees_from}
            for each in weighty
        ],
        "rare": list(rare),
        "sounds_like": dict(sounds_like or {}),
    }
    return ChildRecogniser("pocketsphinx", _HERE / "pocketsphinx_child.py", order, _phrases)


def vosk(model: Path) -> ChildRecogniser:
    """Hears any words of the language of the `model`, a folder unpacked from its publisher's archive."""
    return ChildRecogniser("vosk", _HERE / "vosk_child.py", {}, _sentence, arguments=[str(model)])


def _phrases(answer: Mapping[str, Any]) -> Sequence[tuple[str, bool]]:
    return [(str(phrase), key == "said") for key in ("said", "perhaps") for phrase in answer.get(key, ())]


def _sentence(answer: Mapping[str, Any]) -> Sequence[tuple[str, bool]]:
    text, certainty = str(answer.get("text", "")), float(answer.get("certainty", 0.0))
    return [(text, certainty >= WEIGHTY_FROM)] if text and certainty >= SURE_FROM else []
