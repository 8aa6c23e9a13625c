"""Runs as a process of its own and knows nothing of companion: 16 kHz speech in, phrases out, until its input ends.

    python -P pocketsphinx_child.py

First a line of JSON comes in: `{"phrases": [...], "weighty": [...], "rare": [...], "sounds_like": {word: "others"}}`.
Then pieces of speech: their length in bytes (little-endian uint32), then int16 samples; length 0 ends the utterance.
Each of these is answered by JSON behind its length; that of the end holds the `phrases` that were said, and of those
that are weighty only the ones on which a second listening agreed. Silence of this process therefore means that it
hangs.

Free transcription with its large model is right about half of the time, and spotting of single phrases hears them
everywhere. So it listens with a small language model of its own: the phrases, and the most frequent words of English as
rivals, which take what is none of them.
"""

import contextlib
import itertools
import json
import math
import os
import struct
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

RIVALS = 1500
"""Common words that compete with the phrases."""

PHRASE_SHARE = 0.8
"""How likely an utterance is taken to begin with a phrase, before anything of it is heard."""

STAYS = 0.5
"""How likely a phrase that has begun goes on as it should."""

MOST_BYTES = 320_000
"""Ten seconds of speech; of a longer utterance the rest is not listened to."""

LOG_BASE = 1.0001
"""Of the logarithms that pocketsphinx counts in."""

SPOTTED_ABOVE = 1e-10
"""Likelihood ratio above which the second listening agrees."""


def language_model(phrases: Sequence[Sequence[str]], rivals: Mapping[str, float]) -> str:
    """An ARPA trigram model of `phrases` (words in order) among `rivals` (log10 probability of each single word)."""
    words = sorted({word for phrase in phrases for word in phrase} | set(rivals))
    rarest = min(rivals.values(), default=-4.0)
    pairs: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    triples: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for phrase in phrases:
        row = ["<s>", *phrase, "</s>"]
        for before, word in itertools.pairwise(row):
            pairs[before][word] += 1
        for first, second, word in zip(row, row[1:], row[2:], strict=False):
            triples[first, second][word] += 1

    lines = ["\\data\\", f"ngram 1={len(words) + 2}"]
    lines += [f"ngram 2={sum(map(len, pairs.values()))}", f"ngram 3={sum(map(len, triples.values()))}"]
    lines += ["", "\\1-grams:", "-1.0 </s>", f"-99 <s> {math.log10(1 - PHRASE_SHARE):.4f}"]
    lines += [
        f"{rivals.get(word, rarest):.4f} {word} {math.log10(1 - STAYS) if word in pairs else 0:.4f}" for word in words
    ]
    lines += ["", "\\2-grams:"]
    for before, following in sorted(pairs.items()):
        share = (PHRASE_SHARE if before == "<s>" else STAYS) / sum(following.values())
        for word, count in sorted(following.items()):
            back_off = math.log10(1 - STAYS) if (before, word) in triples else 0
            lines.append(f"{math.log10(share * count):.4f} {before} {word} {back_off:.4f}")
    lines += ["", "\\3-grams:"]
    for (first, second), following in sorted(triples.items()):
        for word, count in sorted(following.items()):
            lines.append(f"{math.log10(STAYS * count / sum(following.values())):.4f} {first} {second} {word}")
    return "\n".join([*lines, "", "\\end\\", ""])


class Listener:
    """Two searches over one acoustic model: all phrases among rivals, and the weighty ones alone."""

    def __init__(self, phrases: Iterable[str], weighty: Iterable[str], sounds_like: Mapping[str, str]) -> None:
        import pocketsphinx

        self._decoder = pocketsphinx.Decoder(loglevel="FATAL", lm=None, fwdflat=False, bestpath=False)
        self._spotter = pocketsphinx.Decoder(loglevel="FATAL", lm=None)
        self.unknown = self._teach(sounds_like, {word for phrase in phrases for word in phrase.split()})
        self.known = [phrase for phrase in phrases if not self.unknown & set(phrase.split())]
        self._weighty = {phrase for phrase in weighty if phrase in self.known}
        with _written(language_model([phrase.split() for phrase in self.known], self._rivals())) as path:
            self._decoder.add_lm_file("phrases", path)
        self._decoder.activate_search("phrases")
        if self._weighty:
            with _written("".join(f"{phrase} /{SPOTTED_ABOVE:g}/\n" for phrase in sorted(self._weighty))) as path:
                self._spotter.add_kws("weighty", path)
            self._spotter.activate_search("weighty")
        self._speech = bytearray()
        self._hearing = False

    def hear(self, piece: bytes) -> None:
        if not self._hearing:
            self._decoder.start_utt()
            self._hearing = True
        piece = piece[: max(0, MOST_BYTES - len(self._speech))]
        self._speech += piece
        if piece:
            self._decoder.process_raw(piece)

    def end(self) -> tuple[str, ...]:
        """The phrases that were said, weighty ones only when both searches heard them; forgets the speech."""
        if not self._hearing:
            return ()
        self._decoder.end_utt()
        self._hearing = False
        heard = self._decoder.hyp()
        said = f" {heard.hypstr} " if heard is not None else ""
        # In talk that is no phrase, rivals take most of the words: a phrase must be at least half of what was said.
        count = len(said.split())
        found = [phrase for phrase in self.known if f" {phrase} " in said and 2 * len(phrase.split()) >= count]
        agreed = self._again() if self._weighty.intersection(found) else ()
        self._speech.clear()
        return tuple(phrase for phrase in found if phrase not in self._weighty or phrase in agreed)

    def _again(self) -> set[str]:
        self._spotter.start_utt()
        self._spotter.process_raw(bytes(self._speech), full_utt=True)
        self._spotter.end_utt()
        heard = self._spotter.hyp()
        return {phrase for phrase in self._weighty if heard is not None and phrase in heard.hypstr}

    def _teach(self, sounds_like: Mapping[str, str], words: set[str]) -> set[str]:
        """Teach it names by words they sound like; returns the words that it does not know and cannot hear."""
        for word, others in sounds_like.items():
            sounds = [self._decoder.lookup_word(other) for other in others.split()]
            if all(sounds) and self._decoder.lookup_word(word) is None:
                self._decoder.add_word(word, " ".join(sounds), True)
        return {word for word in words if self._decoder.lookup_word(word) is None}

    def _rivals(self) -> dict[str, float]:
        import pocketsphinx

        folder = os.path.join(pocketsphinx.get_model_path(), "en-us")
        model = pocketsphinx.NGramModel.readfile(os.path.join(folder, "en-us.lm.bin"))
        with open(os.path.join(folder, "cmudict-en-us.dict"), encoding="utf-8") as lines:
            words = {line.split()[0].split("(")[0] for line in lines}
        base = math.log10(LOG_BASE)
        frequent = sorted(((model.prob([word]) * base, word) for word in words), reverse=True)
        return {word: chance for chance, word in frequent[:RIVALS]}


@contextlib.contextmanager
def _written(text: str) -> Iterator[str]:
    """A file in memory with `text`: nothing of what it listens for is left on the disk."""
    descriptor = os.memfd_create("companion-phrases")
    try:
        with os.fdopen(os.dup(descriptor), "w", encoding="utf-8") as file:
            file.write(text)
        yield f"/proc/self/fd/{descriptor}"
    finally:
        os.close(descriptor)


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever pocketsphinx prints goes where nobody listens, not between the answers

    def answer(content: Mapping[str, Any]) -> None:
        written = json.dumps(content).encode()
        answers.write(struct.pack("<I", len(written)) + written)
        answers.flush()

    told = sys.stdin.buffer
    order = json.loads(told.readline())
    try:
        listener = Listener(order["phrases"], order["weighty"], order["sounds_like"])
    except ImportError:
        answer({"fault": "is not installed.", "next": "Install the package pocketsphinx into companion's environment."})
        return
    answer({"phrases": len(listener.known), "unknown": sorted(listener.unknown)})
    while head := told.read(4):
        (count,) = struct.unpack("<I", head)
        if count == 0:
            answer({"said": listener.end()})
        else:
            listener.hear(told.read(count))
            answer({})


if __name__ == "__main__":
    main()
