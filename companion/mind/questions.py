"""Asking again: the same question three times within ten minutes. Questions are numbers here; their words are gone."""

from dataclasses import dataclass, field

from companion.vocabulary.readings import WordsReading

WITHIN_S = 600.0
AGAIN_FROM = 3
STAYS_S = 60.0
"""So long after it was asked the last time, somebody still seems to be asking again."""

ONCE_S = 4.0
"""Heard twice within this, a question was asked once."""

MOST_QUESTIONS = 64
MOST_TIMES = 32

_TIMES = {3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth", 10: "tenth"}


@dataclass(slots=True)
class Questions:
    """When each question was asked, oldest first, by its number. Nothing older than ten minutes, and never many."""

    _asked_s: dict[int, list[float]] = field(default_factory=dict)

    def hear(self, reading: WordsReading) -> None:
        """Remember that a question was asked, if one was."""
        if reading.question is None:
            return
        times = self._asked_s.setdefault(reading.question, [])
        if times and reading.at_s - times[-1] < ONCE_S:
            return
        times.append(reading.at_s)
        del times[:-MOST_TIMES]
        if len(self._asked_s) > MOST_QUESTIONS:
            del self._asked_s[min(self._asked_s, key=lambda number: self._asked_s[number][-1])]

    def asked_again(self, now_s: float) -> int:
        """How often the question that is being asked again was asked within ten minutes; 0 when none is."""
        for number, times in list(self._asked_s.items()):
            if now_s - times[-1] > WITHIN_S:
                del self._asked_s[number]
        counts = [
            sum(now_s - at_s <= WITHIN_S for at_s in times)
            for times in self._asked_s.values()
            if now_s - times[-1] <= STAYS_S
        ]
        most = max(counts, default=0)
        return most if most >= AGAIN_FROM else 0


def told(times: int) -> str:
    """The evidence in words."""
    if times in _TIMES:
        return f"you ask the same question for the {_TIMES[times]} time"
    return "you ask the same question again and again"
