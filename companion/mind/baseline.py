"""How the resident's face and voice look and sound at rest, as running numbers: theirs alone, and erasable.

Old and lined faces are often taken for sad or stern ones (Foelster, Hess and Werheid, Frontiers in Psychology 5
(2014) 30, review the findings), and drooping lids or a low flat voice are no grief. Until a resting look is learnt a
prior pulls toward neutral; once it is, what the resting look falsely shows is taken away and given to neutral, so that
somebody seems sad only when sadder than usual. It takes away only what may come of wrinkles, drooping and flatness,
never a smile, and never more than `MOST`.

It works on the logarithms of the calibrated probabilities: logits divided by the model's temperature are the same but
for a constant, so the numbers stay true when a model is retrained.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from companion.mind.manner import Manner
from companion.vocabulary.errors import StateError
from companion.vocabulary.readings import EMOTIONS, NOT_SURE, Emotion, ExpressionReading, VoiceReading

VERSION = 1

LEARNT_AFTER_S = 600.0
"""So many seconds of a face in view make its resting look known; half of it is used after half the time.

Ten minutes: one sad quarter of an hour at the first meeting must not pass for a resting look altogether.
"""

VOICE_LEARNT_AFTER_S = 60.0
"""People speak less than they are looked at; a reading of the voice stands for a second of speech."""

FOLLOWS_S = 1200.0
"""Once learnt, it goes on following the face this slowly: a sad afternoon is not a resting look."""

MOST_S = 1e7
RISES, FALLS = 0.4, 1.6
"""It follows a look sadder than the resting one four times more slowly than one less sad.

Who is troubled half of the day is not troubled at rest: a plain mean would take the trouble for their usual look.
"""

LOOK_LASTS_S = 8.0
"""What it follows is the look of so many seconds: one frame says little."""

STEP = 1.5
"""No single look pulls harder than one this far away, in nats: a laugh or a fit of tears is not a resting look."""

MOST = 3.0
"""Nats at most that a resting look explains: whoever looks sadder than that is sad, whatever was learnt."""

MOST_LIFT = 0.35
"""The same of valence and arousal, -1..1."""

MOST_MANNER = 0.3
"""How much pitch, level and pace can add to the arousal of a voice, or take from it."""

USUAL = -1.5
"""Log of emotion over neutral on a typical face at rest; what lies above it is peculiar to this one."""

LEAST_PROBABILITY = 0.002

FACE_PRIOR: Mapping[Emotion, float] = MappingProxyType(
    {"sadness": 0.6, "anger": 0.4, "contempt": 0.3, "disgust": 0.3, "fear": 0.2}
)
"""Nats taken from an emotion, and given to neutral, of a face whose resting look is not known yet."""

VOICE_PRIOR: Mapping[Emotion, float] = MappingProxyType({"sadness": 0.4})
"""The same of a voice: old voices are lower and flatter."""


@dataclass(slots=True)
class Resting:
    """A look or a tone at rest: per emotion of `FACE_PRIOR` the running log of it over neutral; valence and arousal.

    `seen_s` is how long it was learnt from.
    """

    above_neutral: dict[Emotion, float]
    valence: float = 0.0
    arousal: float = 0.0
    seen_s: float = 0.0
    lately: dict[Emotion, float] = field(default_factory=dict)

    def follow(self, probabilities: Mapping[Emotion, float], valence: float, arousal: float, dt_s: float) -> None:
        """Move toward one look that lasted `dt_s`: a plain mean at first, slowly later."""
        self.seen_s = min(MOST_S, self.seen_s + dt_s)
        share = dt_s / min(max(self.seen_s, dt_s), FOLLOWS_S)
        for emotion, before in self.above_neutral.items():
            look = _above_neutral(probabilities, emotion)
            lately = self.lately.get(emotion, look)
            self.lately[emotion] = lately + min(1.0, dt_s / LOOK_LASTS_S) * (look - lately)
            away = self.lately[emotion] - before
            # The first look of all is taken as it is; later ones pull at most one step.
            away = away if self.seen_s <= dt_s else min(STEP, max(-STEP, away))
            self.above_neutral[emotion] = before + min(1.0, share * (RISES if away > 0.0 else FALLS)) * away
        self.valence += share * (valence - self.valence)
        self.arousal += share * (arousal - self.arousal)

    def peculiar(self, emotion: Emotion) -> float:
        """Nats by which it looks more like this emotion at rest than faces usually do, 0 to `MOST`."""
        return min(MOST, max(0.0, self.above_neutral[emotion] - USUAL))


class Baseline:
    """The resting face and voice of one resident. Learns only when told to, and only the caller knows whose it is.

    `mind/impression.py` tells it for the bound and named resident alone, never for a guest, and never while something
    else speaks of grief.
    """

    def __init__(self) -> None:
        self.face = _unknown()
        self.voice = _unknown()
        self.manner = Manner()

    @property
    def learnt(self) -> float:
        """How well the face at rest is known, 0..1."""
        return min(1.0, self.face.seen_s / LEARNT_AFTER_S)

    @property
    def voice_learnt(self) -> float:
        """How well the voice at rest is known, 0..1."""
        return min(1.0, self.voice.seen_s / VOICE_LEARNT_AFTER_S)

    def learn(self, face: ExpressionReading, dt_s: float) -> None:
        """Learn from a face that was in view for `dt_s` seconds; a doubtful or a smiling one teaches nothing."""
        if _teaches(face, dt_s):
            self.face.follow(face.emotions, face.valence, face.arousal, min(dt_s, 1.0))

    def learn_voice(self, voice: VoiceReading, dt_s: float = 1.0) -> None:
        """Learn from a voice that was heard for `dt_s` seconds."""
        if _teaches(voice, dt_s):
            self.voice.follow(voice.emotions, voice.valence, voice.arousal, min(dt_s, 5.0))
            self.manner.learn(voice, min(dt_s, 5.0))

    def adjust(self, probabilities: Mapping[Emotion, float]) -> Mapping[Emotion, float]:
        """What a face shows beyond its resting look; sums to 1. Before that is learnt, the neutral prior speaks."""
        return _adjusted(probabilities, self.face, FACE_PRIOR, self.learnt)

    def adjust_voice(self, probabilities: Mapping[Emotion, float]) -> Mapping[Emotion, float]:
        """The same for a voice."""
        return _adjusted(probabilities, self.voice, VOICE_PRIOR, self.voice_learnt)

    def adjust_affect(self, valence: float, arousal: float) -> tuple[float, float]:
        """Valence and arousal of a face, -1..1, without what its resting look takes from them."""
        return _lifted(valence, arousal, self.face, self.learnt)

    def adjust_voice_affect(self, valence: float, arousal: float) -> tuple[float, float]:
        """The same for a voice: a flat one is not a weary one."""
        return _lifted(valence, arousal, self.voice, self.voice_learnt)

    def livelier(self, voice: VoiceReading) -> float:
        """What is added to the arousal of a voice for being higher, louder and quicker than usual, or less so."""
        return MOST_MANNER * self.manner.lift(voice)

    def state(self) -> dict[str, Any]:
        """Plain numbers, to be kept for this resident alone."""
        kept = {"face": _kept(self.face), "voice": _kept(self.voice), "manner": self.manner.state()}
        return {"version": VERSION, **kept}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from a saved state. Raises `StateError`, and changes nothing, when it cannot be trusted."""
        if state.get("version") != VERSION:
            raise _mistrust(f"is of version {state.get('version')!r}, not {VERSION}")
        face, voice = _read(state.get("face"), "face"), _read(state.get("voice"), "voice")
        manner = Manner()
        if "manner" in state:  # what was kept before voices were measured has none
            try:
                manner.restore(state["manner"])
            except ValueError as fault:
                raise _mistrust(str(fault)) from fault
        self.face, self.voice, self.manner = face, voice, manner

    def forget(self) -> None:
        """Know nothing of anybody."""
        self.face, self.voice, self.manner = _unknown(), _unknown(), Manner()


def _teaches(shown: ExpressionReading | VoiceReading, dt_s: float) -> bool:
    return math.isfinite(dt_s) and dt_s > 0.0 and shown.emotion not in (NOT_SURE, "happiness", "surprise")


def _adjusted(
    probabilities: Mapping[Emotion, float], resting: Resting, prior: Mapping[Emotion, float], learnt: float
) -> Mapping[Emotion, float]:
    taken = {
        emotion: learnt * resting.peculiar(emotion) + (1.0 - learnt) * prior.get(emotion, 0.0)
        for emotion in resting.above_neutral
    }
    # Half is taken away and half is given to neutral, so that what neither of them is stays as likely as it was.
    factors: dict[Emotion, float] = {emotion: math.exp(-0.5 * nats) for emotion, nats in taken.items()}
    factors["neutral"] = math.exp(0.5 * max(taken.values()))
    parts = {
        emotion: factors.get(emotion, 1.0) * max(LEAST_PROBABILITY, probabilities.get(emotion, 0.0))
        for emotion in EMOTIONS
    }
    total = sum(parts.values())
    return {emotion: part / total for emotion, part in parts.items()}


def _lifted(valence: float, arousal: float, resting: Resting, learnt: float) -> tuple[float, float]:
    lifted = [
        value + learnt * min(MOST_LIFT, max(0.0, -rest))
        for value, rest in ((valence, resting.valence), (arousal, resting.arousal))
    ]
    return min(1.0, lifted[0]), min(1.0, lifted[1])


def _above_neutral(probabilities: Mapping[Emotion, float], emotion: Emotion) -> float:
    part = max(LEAST_PROBABILITY, probabilities.get(emotion, 0.0))
    return math.log(part / max(LEAST_PROBABILITY, probabilities.get("neutral", 0.0)))


def _unknown() -> Resting:
    return Resting(dict.fromkeys(FACE_PRIOR, USUAL))


def _kept(resting: Resting) -> dict[str, Any]:
    return {
        "above_neutral": dict(resting.above_neutral),
        "valence": resting.valence,
        "arousal": resting.arousal,
        "seen_s": resting.seen_s,
    }


def _read(kept: object, name: str) -> Resting:
    if not isinstance(kept, Mapping) or not isinstance(kept.get("above_neutral"), Mapping):
        raise _mistrust(f"holds no resting {name}")
    above = {emotion: kept["above_neutral"].get(emotion) for emotion in FACE_PRIOR}
    numbers = {"valence": kept.get("valence"), "arousal": kept.get("arousal"), "seen_s": kept.get("seen_s")}
    limits = {"valence": (-1.0, 1.0), "arousal": (-1.0, 1.0), "seen_s": (0.0, MOST_S)}
    for key, value in (*above.items(), *numbers.items()):
        least, most = limits.get(key, (-10.0, 10.0))
        # True is a number to Python, and nan lies in no range.
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise _mistrust(f"holds {key} = {value!r} of a resting {name}, not a number from {least:g} to {most:g}")
    return Resting({emotion: float(value) for emotion, value in above.items()}, **numbers)  # type: ignore[arg-type]


def _mistrust(fault: str) -> StateError:
    return StateError(fault, "baseline", "Erase it to learn afresh.")
