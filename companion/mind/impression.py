"""How the person seems: a cautious belief from all senses (`fusion.py`) that says "not sure" rather than guess.

The emotion is one of seconds, the mood beside it one of minutes. The face and voice of the resident count as they
differ from how they are at rest (`baseline.py`). Where senses contradict each other both sides are said.
"""

import math

from companion.mind.baseline import Baseline
from companion.mind.evidence import Evidence, Heard
from companion.mind.fusion import Belief, fuse
from companion.mind.questions import told
from companion.mind.states import ASKING, UNSURE, state_of
from companion.mind.surroundings import Surroundings
from companion.vocabulary.acts import NOBODY, Binding, Impression
from companion.vocabulary.commands import GUEST
from companion.vocabulary.readings import EMOTIONS, NOT_SURE, Emotion, Judgement, uniform_emotions

SURE_FROM = 0.5
"""Below this fused probability the top emotion is not said."""

STILL_SURE_FROM = 0.42
"""An emotion once said is kept down to this, so that a belief near the threshold does not flicker."""

SETTLES_S = 0.6
"""Another state is said only after it has been the best one for so long."""

MOOD_FOLLOWS_S = 180.0
"""How slowly the mood follows the emotion, when that is quite certain."""

LONGEST_STEP_S = 5.0

TROUBLED: tuple[Emotion, ...] = ("sadness", "anger", "disgust", "fear", "contempt")

NOBODY_SAYS = "I see nobody, and no hand or voice has come for a while"


class Impressions:
    """Concludes once a tick what may be believed about the person of the session.

    A face counts only while its track is bound and is forgotten with the binding; words, voice and touch count only
    inside a session; nothing outlives the session but the `baseline`, which is the resident's and belongs to the
    caller: he keeps, restores and forgets it. It learns only from a bound resident with a name, never from a guest.
    """

    def __init__(self, baseline: Baseline | None = None) -> None:
        self.baseline = Baseline() if baseline is None else baseline
        self.evidence: tuple[Evidence, ...] = ()
        self._heard = Heard()
        self._resident: str | None = None
        self._track: int | None = None
        self._said: Judgement = NOT_SURE
        self._state = NOBODY
        self._rival = NOBODY
        self._rival_since_s = -math.inf
        self._mood = (0.0, 0.0)
        self._now_s: float | None = None

    def conclude(self, around: Surroundings, binding: Binding, may_judge: bool) -> Impression:
        """The belief of this moment. Outside a session, or where nobody may be judged, it is empty."""
        if binding.resident is None or not may_judge or binding.resident != self._resident:
            self._heard, self._said, self._mood = Heard(), NOT_SURE, (0.0, 0.0)
            self._resident = binding.resident if may_judge else None
        guest_alone = binding.resident == GUEST and around.sees_nothing
        if binding.track is None:
            self._heard.forget_face(keeps_voice=guest_alone)
        if self._resident is not None:
            learns = binding.track is not None and self._resident != GUEST
            self._heard.take_in(around, binding.track, self.baseline, learns, guest_alone)
        now_s = around.now_s
        self.evidence = self._heard.weigh(now_s, self.baseline)
        belief = fuse([evidence.opinion for evidence in self.evidence])
        emotions = dict(zip(EMOTIONS, belief.chances, strict=True))
        top = max(EMOTIONS, key=lambda emotion: round(emotions[emotion], 9))
        needed = STILL_SURE_FROM if top == self._said else SURE_FROM
        self._said = top if emotions[top] >= needed else NOT_SURE
        certainty = emotions[top] if self.evidence else 0.0
        self._follow(belief, certainty, now_s)
        if not around.somebody:
            self._said, self._state = NOT_SURE, NOBODY
            return nothing_known(NOBODY, (NOBODY_SAYS,) if self._resident is not None else ())
        lost, self._track = self._track is not None and binding.track != self._track, binding.track
        asked = self._heard.questions.asked_again(now_s)
        trouble = _trouble(belief)
        meanings, signs = self._heard.meanings(now_s), self._heard.signs(now_s)
        state = self._settle(state_of(self._said, meanings, signs, trouble, asked > 0), now_s, lost)
        return Impression(
            emotion=self._said,
            emotions=emotions,
            valence=belief.valence,
            arousal=belief.arousal,
            certainty=certainty,
            state=state,
            evidence=self._says(belief, told(asked) if state == ASKING and asked else None),
            mood_valence=self._mood[0],
            mood_arousal=self._mood[1],
        )

    def _says(self, belief: Belief, first: str | None) -> tuple[str, ...]:
        """The evidence in words, the weightiest first; two sides that contradict each other in one sentence."""
        says = [f"{each.says} ({each.seen})" if each.seen else each.says for each in self.evidence]
        if belief.sides is not None:
            # What was said comes first, as people would tell it: "you say that you are fine, but your voice trembles".
            sides = sorted(belief.sides, key=lambda place: self.evidence[place].opinion.sense != "words")
            one, other = (says[place] for place in sides)
            says = [f"{one}, but {other}", *(each for each in says if each not in (one, other))]
        return tuple(dict.fromkeys([first, *says] if first is not None else says))

    def _follow(self, belief: Belief, certainty: float, now_s: float) -> None:
        """Let the mood follow what is felt, in the measure in which that is known."""
        passed_s = 0.0 if self._now_s is None else min(LONGEST_STEP_S, max(0.0, now_s - self._now_s))
        self._now_s = now_s
        share = 1.0 - math.exp(-certainty * passed_s / MOOD_FOLLOWS_S)
        valence, arousal = self._mood
        self._mood = valence + share * (belief.valence - valence), arousal + share * (belief.arousal - arousal)

    def _settle(self, state: str, now_s: float, lost: bool) -> str:
        """Keep the state that was said until another one has held for a while.

        Nothing is kept once its ground is gone.
        """
        if state != self._rival:
            self._rival, self._rival_since_s = state, now_s
        groundless = self._state in (UNSURE, NOBODY) or not self.evidence or lost
        if groundless or now_s - self._rival_since_s >= SETTLES_S:
            self._state = state
        return self._state


def _trouble(belief: Belief) -> float:
    """The belief in a troubled feeling of whatever kind, 0..1, by what was sensed alone; none where nothing was."""
    if belief.doubt >= 1.0:
        return 0.0
    felt = sum(chance for emotion, chance in zip(EMOTIONS, belief.chances, strict=True) if emotion in TROUBLED)
    return (felt - belief.doubt * len(TROUBLED) / len(EMOTIONS)) / (1.0 - belief.doubt)


def nothing_known(state: str, evidence: tuple[str, ...] = ()) -> Impression:
    """The empty impression."""
    return Impression(NOT_SURE, uniform_emotions(), 0.0, 0.0, 0.0, state, evidence)
