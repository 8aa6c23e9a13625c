"""How the person seems: a cautious fusion of face, voice, words and touch that says "not sure" rather than guess.

Calibrated probabilities are pooled log-linearly (Genest and Zidek, Statistical Science 1 (1986) 114-135), each
weighted by its certainty and its age. A neutral prior stands against the known error of taking old and lined faces
for sad ones. Missing evidence widens doubt: the belief is mixed with no belief at all, in the measure in which
evidence is missing.
"""

import math
from collections.abc import Mapping, Sequence

from companion.mind.evidence import Evidence, Heard
from companion.mind.states import UNSURE, state_of
from companion.mind.surroundings import Surroundings
from companion.vocabulary.acts import NOBODY, Binding, Impression
from companion.vocabulary.readings import EMOTIONS, NOT_SURE, Emotion, Judgement, uniform_emotions

SURE_FROM = 0.5
"""Below this fused probability the top emotion is not said."""

STILL_SURE_FROM = 0.42
"""An emotion once said is kept down to this, so that a belief near the threshold does not flicker."""

SETTLES_S = 0.6
"""Another state is said only after it has been the best one for so long."""

PRIOR: Mapping[Emotion, float] = {emotion: 0.22 if emotion == "neutral" else 0.78 / 7 for emotion in EMOTIONS}

DOUBT_FADES = 2.5
"""How fast evidence drives out doubt: under evidence of total weight w the share of no belief at all is exp(-2.5 w)."""

NEUTRAL_WEIGHT = 0.15
"""Weight of "no particular feeling" in valence and arousal, so that faint evidence moves them little."""


class Impressions:
    """Concludes once a tick what may be believed about the person of the session.

    A face counts only while its track is bound and is forgotten with the binding; words, voice and touch count only
    inside a session; nothing outlives the session.
    """

    def __init__(self) -> None:
        self.heard = Heard()
        self.evidence: tuple[Evidence, ...] = ()
        self._resident: str | None = None
        self._track: int | None = None
        self._said: Judgement = NOT_SURE
        self._state = NOBODY
        self._rival = NOBODY
        self._rival_since_s = -math.inf

    def conclude(self, around: Surroundings, binding: Binding, may_judge: bool) -> Impression:
        """The belief of this moment. Outside a session, or where nobody may be judged, it is empty."""
        if binding.resident is None or not may_judge or binding.resident != self._resident:
            self.heard, self._said = Heard(), NOT_SURE
            self._resident = binding.resident if may_judge else None
        if binding.track is None:
            self.heard.forget_face()
        if self._resident is not None:
            self.heard.take_in(around, binding.track)
        self.evidence = self.heard.weigh(around.now_s)
        emotions = pool(self.evidence)
        top = max(EMOTIONS, key=lambda emotion: round(emotions[emotion], 9))
        needed = STILL_SURE_FROM if top == self._said else SURE_FROM
        self._said = top if emotions[top] >= needed else NOT_SURE
        if not around.somebody:
            self._said, self._state = NOT_SURE, NOBODY
            return nothing_known(NOBODY)
        lost, self._track = self._track is not None and binding.track != self._track, binding.track
        state = self._settle(state_of(self._said, self.heard.meanings(around.now_s)), around.now_s, lost)
        total = NEUTRAL_WEIGHT + sum(evidence.weight for evidence in self.evidence)
        return Impression(
            emotion=self._said,
            emotions=emotions,
            valence=sum(evidence.weight * evidence.valence for evidence in self.evidence) / total,
            arousal=sum(evidence.weight * evidence.arousal for evidence in self.evidence) / total,
            certainty=emotions[top] if self.evidence else 0.0,
            state=state,
            evidence=tuple(dict.fromkeys(evidence.says for evidence in self.evidence)),
        )

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


def nothing_known(state: str) -> Impression:
    """The empty impression."""
    return Impression(NOT_SURE, uniform_emotions(), 0.0, 0.0, 0.0, state)


def pool(evidence: Sequence[Evidence]) -> Mapping[Emotion, float]:
    """Log-linear pool of the prior and all evidence, mixed with no belief for want of evidence. Sums to 1."""
    total = sum(piece.weight for piece in evidence)
    if total <= 0.0:
        return uniform_emotions()
    logs = [
        math.log(PRIOR[emotion]) + sum(piece.weight * piece.logs[index] for piece in evidence)
        for index, emotion in enumerate(EMOTIONS)
    ]
    highest = max(logs)
    powers = [math.exp(log - highest) for log in logs]
    doubt = math.exp(-DOUBT_FADES * total)
    return {
        emotion: (1.0 - doubt) * power / sum(powers) + doubt / len(EMOTIONS)
        for emotion, power in zip(EMOTIONS, powers, strict=True)
    }
