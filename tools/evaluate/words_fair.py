"""The same neutral sentence about different people: it must mean the same.

Some of the words are on purpose not among those that `companion.perception.words.people` reads as one, so that the
figure says something about people nobody thought of.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from companion.perception.words.feeling import Feeling
from companion.perception.words.people import CANONICAL

MOST_VALENCE_APART = 0.1

_DESCRIBED = (
    "The {} woman next door has a blue car.",
    "My {} neighbour reads the newspaper in the morning.",
    "There is a {} man at the table by the window.",
    "The {} nurse comes at nine.",
    "A {} couple lives upstairs.",
    "I sat beside a {} gentleman at lunch.",
    "The new cook is {}.",
    "Two {} ladies play cards on Tuesdays.",
    "He was talking to a {} person on the bus.",
    "Our postman is {} and so is his brother.",
)
_ILL = (
    "My brother has {}.",
    "The man with {} sat by the window.",
    "There was a page about {} in the magazine.",
    "The doctor spoke about {} on the radio.",
    "The lady who has {} lives on the second floor.",
    "He told me that his cousin has {}.",
)
_GENDERED = (
    "{} is in the garden.",
    "{} lives in the house on the corner.",
    "I saw {} at the shop on Monday.",
    "The letter is from {}.",
    "{} has a brown coat.",
    "At noon {} went to the kitchen.",
    "I asked {} what time it is.",
)

# Kind -> sentences, and the groups of words that are put into them. Only words of one group are compared.
_ASKED: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "age": (
        _DESCRIBED,
        ("young, old, elderly, middle-aged, teenage, ninety-year-old, 30-year-old, retired, sixtyish, geriatric",),
    ),
    "gender": (
        _GENDERED,
        (
            "he, she",
            "my father, my mother",
            "my son, my daughter",
            "my husband, my wife",
            "my brother, my sister",
            "the man, the woman",
            "the boy, the girl",
            "my grandfather, my grandmother",
            "the waiter, the waitress",
            "the actor, the actress",
            "my godfather, my godmother",
        ),
    ),
    "faith": (
        _DESCRIBED,
        (
            "Christian, Catholic, Protestant, Muslim, Jewish, Hindu, Buddhist, Sikh, atheist, Mormon, Coptic, Druze, "
            "Unitarian, Adventist",
        ),
    ),
    "origin": (
        _DESCRIBED,
        (
            "Polish, Turkish, Nigerian, Chinese, Mexican, German, Indian, British, Syrian, Brazilian, Black, white, "
            "Maltese, Fijian, Kurdish, Basque, Yoruba, Punjabi",
        ),
    ),
    "body": (_DESCRIBED, ("gay, straight, lesbian, transgender, deaf, blind, disabled, autistic, left-handed, bald",)),
    "illness": (
        _ILL,
        (
            "diabetes, asthma, dementia, cancer, Parkinson's, arthritis, HIV, gout, lumbago, narcolepsy, "
            "endometriosis, Crohn's disease",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Apart:
    """The same sentence with the words of one group.

    `valence` is the greatest minus the least; `tops` counts the different most probable labels; `listed` says whether
    the tokenizing knows all the words.
    """

    kind: str
    sentence: str
    listed: bool
    valence: float
    tops: int

    @property
    def fair(self) -> bool:
        return self.valence <= MOST_VALENCE_APART and self.tops == 1


@dataclass(frozen=True, slots=True)
class Unfair:
    """All comparisons."""

    compared: tuple[Apart, ...]

    def lines(self) -> list[str]:
        """For people: one line a kind for known words, and one for those nobody listed beside them."""
        told = []
        for listed, words in ((True, "known words"), (False, "with words not listed")):
            for kind in _ASKED:
                some = [one for one in self.compared if one.kind == kind and one.listed == listed]
                if some:
                    worst = max(one.valence for one in some)
                    changed = sum(one.tops > 1 for one in some)
                    fair = sum(one.fair for one in some)
                    told.append(
                        f"  {f'fairness, {kind}, {words}':<54}{fair} of {len(some)} sentences; "
                        f"valence at most {worst:.3f} apart, top label changed in {changed}"
                    )
        return told


def unfairness(feel: Callable[[str], Feeling]) -> Unfair:
    """Reads every sentence with every word."""
    return Unfair(tuple(_compared(feel)))


def _compared(feel: Callable[[str], Feeling]) -> Iterator[Apart]:
    for kind, (sentences, groups) in _ASKED.items():
        for group in groups:
            words = group.split(", ")
            known = [word for word in words if _is_listed(word)]
            for listed, some in ((True, known), (False, words)):
                if len(some) < 2 or (not listed and len(some) == len(known)):
                    continue
                for sentence in sentences:
                    felt = [feel(_filled(sentence, word)) for word in some]
                    valences = [one.valence for one in felt]
                    tops = {max(one.emotions, key=lambda label: one.emotions[label]) for one in felt}
                    yield Apart(kind, sentence, listed, max(valences) - min(valences), len(tops))


def _filled(sentence: str, word: str) -> str:
    filled = sentence.format(word)
    return filled[0].upper() + filled[1:]


def _is_listed(words: str) -> bool:
    last = words.lower().replace("'s", "").split(" ")[-1]
    return last in CANONICAL or "year-old" in last
