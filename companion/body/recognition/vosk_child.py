"""Runs as a process of its own and knows nothing of companion: 16 kHz speech in, sentences out, until its input ends.

    python -P vosk_child.py FOLDER_OF_THE_MODEL

It is spoken to as `pocketsphinx_child.py` is; the first line says nothing that it needs. Its answer to the end of an
utterance holds the `text`, and the mean `certainty` of its words, 0..1, as vosk tells it.
"""

import json
import os
import struct
import sys
from collections.abc import Mapping
from typing import Any

RATE_HZ = 16_000


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever vosk prints goes where nobody listens, not between the answers

    def answer(content: Mapping[str, Any]) -> None:
        written = json.dumps(content).encode()
        answers.write(struct.pack("<I", len(written)) + written)
        answers.flush()

    told = sys.stdin.buffer
    told.readline()
    try:
        import vosk

        vosk.SetLogLevel(-1)
        recogniser = vosk.KaldiRecognizer(vosk.Model(sys.argv[1]), RATE_HZ)
    except ImportError:
        answer({"fault": "is not installed.", "next": "Install the package vosk into companion's environment."})
        return
    except Exception as fault:  # vosk raises plain Exception for a folder that is no model
        answer({"fault": f"cannot load its model ({fault}).", "next": "Fetch the model again."})
        return
    recogniser.SetWords(True)
    answer({"phrases": None})
    parts: list[Mapping[str, Any]] = []
    while head := told.read(4):
        (count,) = struct.unpack("<I", head)
        if count:
            # True when vosk itself finds a pause: what was said before it would be forgotten with the next piece.
            if recogniser.AcceptWaveform(told.read(count)):
                parts.append(json.loads(recogniser.Result()))
            answer({})
        else:
            parts.append(json.loads(recogniser.FinalResult()))
            answer(together(parts))
            parts.clear()
            recogniser.Reset()


def together(results: list[Mapping[str, Any]]) -> dict[str, Any]:
    """One utterance out of vosk's results: `{"text": ..., "result": [{"word", "conf", "start", "end"}, ...]}` each."""
    words = [word for result in results for word in result.get("result", ())]
    certainty = sum(word["conf"] for word in words) / len(words) if words else 0.0
    text = " ".join(result.get("text", "") for result in results).strip()
    return {"text": text, "certainty": round(certainty, 3)}


if __name__ == "__main__":
    main()
