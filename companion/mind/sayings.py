"""What it says, when staff have switched speech on: one short sentence, chosen by what was said or how somebody seems.

It answers words after a breath's pause: first it gives back what it heard, then it may follow up once. Unasked it
speaks once in five minutes at most, only to somebody present whose feeling may be judged. No sentence comes again
within ten minutes. It says nothing while it lies still, sleeps, or people have asked for silence.
"""

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from companion.mind.phrases import OCCASIONS, Occasion, Phrases, Step
from companion.mind.surroundings import Surroundings
from companion.vocabulary.acts import Act, Binding, Impression, Saying
from companion.vocabulary.commands import GUEST
from companion.vocabulary.readings import WordsMeaning

AGAIN_AFTER_S = 600.0
PAUSE_S = 1.2
"""So long it waits after somebody has spoken, as a slow talker does."""

ANSWERS_WITHIN_S = 5.0
BETWEEN_S = 6.0
FOLLOWS_UP_AFTER_S, FOLLOWS_UP_BEFORE_S = 7.0, 20.0
UNASKED_EVERY_S = 300.0
UNASKED_AFTER_S = 40.0
"""Nor so soon after a talk."""

STATE_LASTS_S = 8.0
SPEECHLESS = frozenset({"withdraw", "startle", "hold_still", "sleep", "dream", "settle", "keep_watch", "yawn"})
"""Acts that stay without words."""

OF_STATES: Mapping[str, Occasion] = {
    "seems content": "content",
    "seems joyful": "joyful",
    "seems sad": "sad",
    "seems lonely": "lonely",
    "seems anxious": "afraid",
    "seems agitated": "agitated",
    "seems tired": "tired",
    "asking again": "asking",
    "says it hurts": "pain",
}
WEIGHTIEST: tuple[WordsMeaning, ...] = (
    "pain",
    "afraid",
    "go_home",
    "missing",
    "lonely",
    "sad",
    "confused",
    "thirsty",
    "hungry",
    "tired",
    "farewell",
    "affection",
    "thanks",
    "praise",
    "greeting",
    "fine",
    "question",
)
"""Of several meanings in one sentence the first of these is answered."""

FEELINGS_ASKED_OF: frozenset[WordsMeaning] = frozenset(
    {"pain", "afraid", "go_home", "missing", "lonely", "sad", "confused", "thirsty", "hungry"}
)
"""A question that tells of one of these is answered by it, however often it comes: "Where is my daughter?"."""

NO_ANSWER: frozenset[WordsMeaning] = frozenset({"leave_me", "insult"})
_FOLLOW_UPS: tuple[Step, ...] = ("validate", "ask", "suggest")


@dataclass(slots=True)
class Talk:
    """What is being talked about, since when, and what has come of it."""

    occasion: Occasion
    said_s: float
    followed: bool


class Sayings:
    """Chooses sentences. `speak` is called once a tick."""

    def __init__(self, phrases: Phrases | None, suggestions: Sequence[str], chance: random.Random) -> None:
        """`suggestions` is the resident's own list: "some music", "a short walk"."""
        self.on = False
        self._phrases = phrases
        self._suggestions = tuple(suggestions)
        self._chance = chance
        self._said_s: dict[str, float] = {}
        self._last_s = -math.inf
        self._unasked_s = -math.inf
        self._answered_s = -math.inf
        self._talk: Talk | None = None
        self._state = ""
        self._state_since_s = 0.0
        self._steps: dict[Occasion, int] = {}

    def begin(self) -> None:
        """Another session: nothing of the last talk goes on."""
        self._talk = None
        self._steps.clear()

    def restart(self, now_s: float) -> None:
        """Time has run backwards: what was said counts as said just now."""
        self._said_s = dict.fromkeys(self._said_s, now_s)
        self._last_s = self._unasked_s = now_s
        self._answered_s = -math.inf
        self._state_since_s = now_s
        self._talk = None

    def speak(
        self, impression: Impression, binding: Binding, around: Surroundings, act: Act, may_speak: bool
    ) -> Saying | None:
        """A sentence that begins now, or None."""
        now_s = around.now_s
        if impression.state != self._state:
            self._state, self._state_since_s = impression.state, now_s
        if not (self.on and may_speak and around.somebody) or self._phrases is None or act.name in SPEECHLESS:
            return None
        if now_s - self._last_s < BETWEEN_S or around.ago(around.spoken_s) < PAUSE_S:
            return None
        return (
            self._answer(binding, around, impression)
            or self._follow_up(binding, now_s, around)
            or self._unasked(binding, around)
        )

    def _answer(self, binding: Binding, around: Surroundings, impression: Impression) -> Saying | None:
        if around.spoken_s <= self._answered_s or around.ago(around.spoken_s) > ANSWERS_WITHIN_S:
            return None
        self._answered_s = around.spoken_s
        meant = [meaning for meaning, at_s in around.said_s.items() if at_s == around.spoken_s]
        if NO_ANSWER.intersection(meant):
            self._talk = None
            return None
        occasion = self._occasion(meant, impression)
        if occasion is None and around.called_s == around.spoken_s:
            occasion = "greeting"
        if occasion is None:
            return None
        return self._say(occasion, ("reflect", "validate", "ask"), binding, around.now_s)

    def _occasion(self, meant: Sequence[WordsMeaning], impression: Impression) -> Occasion | None:
        if "question" in meant and impression.state == "asking again" and not FEELINGS_ASKED_OF.intersection(meant):
            return "asking"
        if "fine" in meant and impression.state == "perhaps not fine":
            return "not_fine"
        named = next((meaning for meaning in WEIGHTIEST if meaning in meant), None)
        return next((occasion for occasion in OCCASIONS if occasion == named), None)

    def _follow_up(self, binding: Binding, now_s: float, around: Surroundings) -> Saying | None:
        """One more sentence on the same, if nobody has spoken since."""
        talk = self._talk
        if talk is None or talk.followed or around.spoken_s > talk.said_s:
            return None
        if not FOLLOWS_UP_AFTER_S <= now_s - talk.said_s <= FOLLOWS_UP_BEFORE_S:
            return None
        talk.followed = True
        step = self._steps.get(talk.occasion, 0)
        self._steps[talk.occasion] = step + 1
        # Each time the talk comes back to this, it follows up in another way.
        steps = tuple(_FOLLOW_UPS[(step + turn) % len(_FOLLOW_UPS)] for turn in range(len(_FOLLOW_UPS)))
        return self._say(talk.occasion, steps, binding, now_s, follows=True)

    def _unasked(self, binding: Binding, around: Surroundings) -> Saying | None:
        occasion = OF_STATES.get(self._state)
        lasts = around.now_s - self._state_since_s >= STATE_LASTS_S
        if binding.track is None or occasion is None or not lasts or around.ago(around.spoken_s) < STATE_LASTS_S:
            return None
        if around.now_s - self._unasked_s < UNASKED_EVERY_S or around.now_s - self._last_s < UNASKED_AFTER_S:
            return None
        saying = self._say(occasion, ("reflect",), binding, around.now_s)
        if saying is not None:
            self._unasked_s = around.now_s
            if self._talk is not None:
                self._talk.followed = True
        return saying

    def _say(
        self, occasion: Occasion, steps: Sequence[Step], binding: Binding, now_s: float, follows: bool = False
    ) -> Saying | None:
        assert self._phrases is not None
        for step in steps:
            fresh = [
                told
                for sentence in self._phrases.of(occasion, step)
                if (told := self._fill(sentence, binding)) and now_s - self._said_s.get(told, -math.inf) > AGAIN_AFTER_S
            ]
            fresh = [told for told in fresh if self._names(told, binding)] or fresh
            if fresh:
                told = fresh[int(self._chance.random() * len(fresh))]
                self._said_s = {each: s for each, s in self._said_s.items() if now_s - s <= AGAIN_AFTER_S}
                self._said_s[told] = self._last_s = now_s
                if not follows:
                    self._talk = Talk(occasion, now_s, False)
                return Saying(told, self._phrases.language, self._phrases.pace)
        return None

    def _names(self, told: str, binding: Binding) -> bool:
        """Whether it calls the person by name: that comes first, where a sentence does."""
        return binding.resident not in (None, GUEST) and str(binding.resident) in told

    def _fill(self, sentence: str, binding: Binding) -> str:
        """The sentence with its gaps filled; empty when there is nothing to fill one with."""
        name = "" if binding.resident in (None, GUEST) else str(binding.resident)
        if ("{name}" in sentence and not name) or ("{suggestion}" in sentence and not self._suggestions):
            return ""
        suggestion = self._suggestions[int(self._chance.random() * len(self._suggestions))] if self._suggestions else ""
        return sentence.replace("{name}", name).replace("{suggestion}", suggestion)
