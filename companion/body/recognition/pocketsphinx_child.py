"""Runs as a process of its own and knows nothing of companion: 16 kHz speech in, phrases out, until its input ends.

    python -P pocketsphinx_child.py

First a line of JSON comes in: `{"phrases": [...], "rare": [...], "weighty": [{"phrases": [...], "tells": [...],
"agrees_from": -4.0}, ...], "sounds_like": {word: "others"}}`. Then pieces of speech: their length in bytes
(little-endian uint32), then int16 samples; length 0 ends the utterance. Each of these is answered by JSON behind its
length; that of the end holds the phrases that were `said`, of the weighty ones only those on which a second listening
agreed, and as `perhaps` those on which it did not quite. Silence of this process therefore means that it hangs.

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
from dataclasses import dataclass
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

RARE = 0.05
"""How often a rare phrase is expected for each time that another is."""

MOST_WORDS = 8
"""Talk with more words than that holds a weighty word by chance."""

AMONG_OTHERS_FROM = -1.5
"""Likelihood from which on the second listening agrees on a weighty word among others."""

SPOTTED_ABOVE = 1e-40
"""Likelihood ratio above which the second listening looks closer at a place."""

PERHAPS_FROM = -3.5
"""Likelihood a hundredth of a second from which on the second listening half agrees."""

SCORE_SHIFT = 1024
"""The second listening counts in logarithms of this size."""


def language_model(
    phrases: Sequence[Sequence[str]], rivals: Mapping[str, float], rare: Sequence[Sequence[str]] = ()
) -> str:
    """An ARPA trigram model of `phrases` (words in order), those that are `rare` among them, and `rivals`.

    `rivals` are other words with the log10 probability of each.
    """
    words = sorted({word for phrase in (*phrases, *rare) for word in phrase} | set(rivals))
    rarest = min(rivals.values(), default=-4.0)
    pairs: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    triples: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for phrase, weight in (*((each, 1.0) for each in phrases), *((each, RARE) for each in rare)):
        row = ["<s>", *phrase, "</s>"]
        for before, word in itertools.pairwise(row):
            pairs[before][word] += weight
        for first, second, word in zip(row, row[1:], row[2:], strict=False):
            triples[first, second][word] += weight

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


@dataclass(frozen=True, slots=True)
class Weighty:
    """Phrases of one kind, the words that tell of them in the first listening, and when the second agrees."""

    phrases: frozenset[str]
    tells: frozenset[str]
    agrees_from: float


@dataclass(frozen=True, slots=True)
class Heard:
    """Phrases that were `said`, and weighty ones that were only half heard."""

    said: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()


Span = tuple[int, int]
"""First and last hundredth of a second."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What the searches found: `words` of the first; weighty phrases `spotted` by the second with their likelihood."""

    words: tuple[tuple[str, Span], ...] = ()
    spotted: tuple[tuple[str, float, Span], ...] = ()


def decide(found: Searched, phrases: Iterable[str], weighty: Sequence[Weighty]) -> Heard:
    """What was said, by what both searches found."""
    text, count = f" {' '.join(word for word, _ in found.words)} ", len(found.words)
    weigh = frozenset(phrase for kind in weighty for phrase in kind.phrases)
    # In talk that is no phrase, rivals take most of the words: a phrase must be at least half of what was said.
    said = [
        phrase
        for phrase in phrases
        if phrase not in weigh and f" {phrase} " in text and 2 * len(phrase.split()) >= count
    ]
    perhaps = []
    for kind in weighty:
        told = [span for word, span in found.words if word in kind.tells]
        close = [
            (score, phrase) for phrase, score, span in found.spotted if phrase in kind.phrases and _meet(span, told)
        ]
        score, phrase = max(close, default=(-math.inf, ""))
        # Nothing else was heard: then both must have heard the very same phrase.
        same = max((score for score, phrase in close if phrase == text.strip()), default=-math.inf)
        alone = text.strip() in kind.phrases
        if count > MOST_WORDS:
            continue
        if (same >= kind.agrees_from) if alone else (score >= AMONG_OTHERS_FROM):
            said.append(text.strip() if alone else phrase)
        elif score >= PERHAPS_FROM:
            perhaps.append(phrase)
    return Heard(tuple(said), tuple(perhaps))


def _meet(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span shares time with one of the others."""
    return any(span[0] <= end and start <= span[1] for start, end in others)


class Listener:
    """Two searches over one acoustic model: all phrases among rivals, and the weighty ones alone."""

    def __init__(
        self,
        phrases: Iterable[str],
        weighty: Iterable[Mapping[str, Any]],
        sounds_like: Mapping[str, str],
        rare: Iterable[str] = (),
    ) -> None:
        import pocketsphinx

        self._decoder = pocketsphinx.Decoder(loglevel="FATAL", lm=None, fwdflat=False, bestpath=False)
        self._spotter = pocketsphinx.Decoder(loglevel="FATAL", lm=None)
        self.unknown = self._teach(sounds_like, {word for phrase in phrases for word in phrase.split()})
        self.known = [phrase for phrase in phrases if not self.unknown & set(phrase.split())]
        self.rare = [phrase for phrase in rare if all(map(self._decoder.lookup_word, phrase.split()))]
        self.weighty = [
            Weighty(frozenset(each["phrases"]) & set(self.known), frozenset(each["tells"]), each["agrees_from"])
            for each in weighty
        ]
        self._weigh = frozenset(phrase for each in self.weighty for phrase in each.phrases)
        rows = [[phrase.split() for phrase in listed] for listed in (self.known, self.rare)]
        with _written(language_model(rows[0], self._rivals(), rows[1])) as path:
            self._decoder.add_lm_file("phrases", path)
        self._decoder.activate_search("phrases")
        if self._weigh:
            with _written("".join(f"{phrase} /{SPOTTED_ABOVE:g}/\n" for phrase in sorted(self._weigh))) as path:
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

    def end(self) -> Heard:
        """What was said in the utterance that ends; forgets the speech."""
        return decide(self.searched(), (*self.known, *self.rare), self.weighty)

    def searched(self, twice: bool = False) -> Searched:
        """What the searches found in the utterance that ends; forgets the speech.

        The second listens only when the first heard a word that tells of something weighty, or when `twice` is asked.
        """
        if not self._hearing:
            return Searched()
        self._decoder.end_utt()
        self._hearing = False
        heard = self._decoder.hyp()
        parts = self._decoder.seg() if heard is not None else ()
        words = tuple((part.word.split("(")[0], (part.start_frame, part.end_frame)) for part in parts)
        words = tuple((word, span) for word, span in words if word[0] not in "<[")  # silence, noise and the like
        telling = any(word in each.tells for each in self.weighty for word, _ in words)
        spotted = self.spot(bytes(self._speech)) if telling or twice else ()
        self._speech.clear()
        return Searched(words, spotted)

    def spot(self, speech: bytes) -> tuple[tuple[str, float, Span], ...]:
        """The second listening: weighty phrases, how likely each hundredth of a second of them is, and where."""
        self._spotter.start_utt()
        self._spotter.process_raw(speech, full_utt=True)
        self._spotter.end_utt()
        if self._spotter.hyp() is None:
            return ()
        return tuple(
            (
                part.word.strip(),
                SCORE_SHIFT * math.log(max(part.prob, 1e-300)) / (part.end_frame - part.start_frame + 1),
                (part.start_frame, part.end_frame),
            )
            for part in self._spotter.seg()
        )

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
        listener = Listener(order["phrases"], order["weighty"], order["sounds_like"], order["rare"])
    except ImportError:
        answer({"fault": "is not installed.", "next": "Install the package pocketsphinx into companion's environment."})
        return
    answer({"phrases": len(listener.known), "unknown": sorted(listener.unknown)})
    while head := told.read(4):
        (count,) = struct.unpack("<I", head)
        if count == 0:
            heard = listener.end()
            answer({"said": heard.said, "perhaps": heard.perhaps})
        else:
            listener.hear(told.read(count))
            answer({})


if __name__ == "__main__":
    main()
