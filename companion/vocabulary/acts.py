"""What the creature believes, wants, chooses and expresses: impression -> need -> act -> pose, glow and cry."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from companion.vocabulary.readings import Emotion, Judgement

Joint = Literal["neck_yaw", "neck_pitch", "eyelid_left", "eyelid_right", "flipper_left", "flipper_right", "tail"]

JOINTS: tuple[Joint, ...] = get_args(Joint)


NOBODY = "nobody here"
"""The `state` of an impression when no sense tells of anybody."""


@dataclass(frozen=True, slots=True)
class Impression:
    """The fused, cautious belief about the bound person.

    `emotions` sum to 1; `valence` and `arousal` are -1..1; `certainty` 0..1 is the probability that `emotion` is right;
    `state` is how the person seems, in the few words of `mind/states.py`, or `NOBODY`; `evidence` says in plain words
    what it rests on. With no session it is empty: not sure, certainty 0. The emotion is one of seconds; `mood_valence`
    and `mood_arousal`, -1..1, are how the person has seemed over minutes.
    """

    emotion: Judgement
    emotions: Mapping[Emotion, float]
    valence: float
    arousal: float
    certainty: float
    state: str
    evidence: tuple[str, ...] = ()
    mood_valence: float = 0.0
    mood_arousal: float = 0.0


NeedName = Literal["comfort", "company", "play", "rest", "calm", "contact"]


@dataclass(frozen=True, slots=True)
class Need:
    """What the person may want now; `strength` 0..1."""

    name: NeedName
    strength: float


Layer = Literal["reactive", "proactive", "rhythmic"]


@dataclass(frozen=True, slots=True)
class Gaze:
    """Where to look, as targets of the neck: `yaw` and `pitch` -1..1, sides as in `Pose`."""

    yaw: float
    pitch: float


@dataclass(frozen=True, slots=True)
class Act:
    """A chosen behaviour. `why` is the one sentence a care worker reads, the same on the page and in the journal."""

    name: str
    label: str
    why: str
    layer: Layer
    intensity: float
    started_s: float
    gaze: Gaze | None = None


@dataclass(frozen=True, slots=True)
class Binding:
    """Whose feeling may be judged: the session's `resident`, their face's `track`, and a `line` for people."""

    resident: str | None
    track: int | None
    line: str


@dataclass(frozen=True, slots=True)
class Saying:
    """One sentence of the creature's own, to be spoken `pace` times as fast as usual (below 1 is slower)."""

    sentence: str
    language: str
    pace: float


@dataclass(frozen=True, slots=True)
class Prosody:
    """How a sentence is to be spoken.

    `pace` is times the usual speed, `pitch_semitones` above the engine's usual pitch, `lilt` 0 (one note) .. 1
    (sing-song), `pause_s` the breath between two sentences, `level_db` added to the creature's own loudness.
    """

    pace: float
    pitch_semitones: float
    lilt: float
    pause_s: float
    level_db: float = 0.0


CareEventKind = Literal["distress_lasts", "says_it_hurts", "overstimulated", "wants_to_be_alone", "was_hit"]


@dataclass(frozen=True, slots=True)
class CareEvent:
    """Something that people should know, in one plain `line`: the creature does not soothe instead of telling."""

    kind: CareEventKind
    at_s: float
    line: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What one tick of the mind concludes.

    `awake` 0 (deep asleep) .. 1 (wide awake) and `mood` -1..1 shape all that expression does between and during acts.
    `breaths_per_minute` sets its breathing while it leads a person to calm. `saying`, `events` and `ends_session` are
    there in the one tick in which they begin; `ends_session`: the person has sent it away, and the daemon orders the
    end of the session that the mind has ended already. `attended` is the track of the face attended to, or None.
    """

    act: Act
    impression: Impression
    needs: tuple[Need, ...]
    binding: Binding
    awake: float
    mood: float
    arousal: float
    breaths_per_minute: float | None = None
    saying: Saying | None = None
    events: tuple[CareEvent, ...] = ()
    ends_session: bool = False
    attended: int | None = None


@dataclass(frozen=True, slots=True)
class Pose:
    """Normalised joint targets, each -1..1.

    Left and right are those of somebody who faces the creature, as in a picture of it: neck_yaw and tail -1 left, 1
    right; neck_pitch -1 down, 1 up; eyelids -1 shut, 1 wide open; flippers -1 pressed to the body, 1 raised.
    """

    neck_yaw: float = 0.0
    neck_pitch: float = 0.0
    eyelid_left: float = 0.6
    eyelid_right: float = 0.6
    flipper_left: float = -0.4
    flipper_right: float = -0.4
    tail: float = 0.0

    def joints(self) -> dict[Joint, float]:
        return {joint: getattr(self, joint) for joint in JOINTS}


@dataclass(frozen=True, slots=True)
class Glow:
    """Light of the cheeks: linear red, green, blue 0..1 and overall `level` 0..1."""

    red: float = 1.0
    green: float = 0.6
    blue: float = 0.35
    level: float = 0.0


CryKind = Literal["coo", "call", "purr", "chirp", "yawn", "sigh", "murmur", "protest", "hum", "lullaby"]


@dataclass(frozen=True, slots=True)
class Cry:
    """A sound to make: what, how strong 0..1, coloured by valence and arousal -1..1; `seed` makes each one new.

    `energy` 0 is tired to sleep: slower, deeper, darker, with more breath; 1 is wide awake.
    """

    kind: CryKind
    intensity: float
    valence: float
    arousal: float
    seed: int
    energy: float = 1.0


@dataclass(frozen=True, slots=True)
class Expressed:
    """One tick of expression, every 20 ms.

    The pose it asks for, the joints that an active layer names, the glow, the breath (0 exhaled .. 1 inhaled), and a
    cry that begins now, if any. `hush` asks that a running cry fade away. `warmth_c` is the temperature wished of a
    heating pad, where one is fitted; None is off.
    """

    pose: Pose
    active: frozenset[Joint]
    glow: Glow
    breath: float
    cry: Cry | None = None
    hush: bool = False
    warmth_c: float | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """What really reached the servos, never what was merely wished: pose after limits, joints that hold power."""

    pose: Pose
    attached: frozenset[Joint]
    at_s: float


@dataclass(frozen=True, slots=True)
class Warmed:
    """What the heating pad was really told: the temperature to keep (None is off), what it has, whether it heats."""

    wanted_c: float | None
    measured_c: float
    heats: bool
    at_s: float
