"""What a sense concludes from a signal: numbers and labels only, never pixels, samples or sentences.

Every reading carries `at_s`, the monotonic second its signal was captured (its age is now minus that). One that judges
carries `certainty`, 0..1, the calibrated probability that its top label is right; when not sure it says `not sure`,
contributes nothing and widens doubt.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from companion.vocabulary.signals import Zone

Emotion = Literal["neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt"]
"""FER+'s eight nouns, shared by faces and voices (voices use five of them)."""

EMOTIONS: tuple[Emotion, ...] = get_args(Emotion)

NOT_SURE: Literal["not sure"] = "not sure"

Judgement = Emotion | Literal["not sure"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in parts of the frame: left, top, width and height, 0..1, origin at the top left."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x + self.width / 2, self.y + self.height / 2)


@dataclass(frozen=True, slots=True)
class ExpressionReading:
    """What a face shows, as the raw calibrated model sees it; exists only for a face that may be judged.

    `emotions` maps the eight nouns to probabilities that sum to 1; `valence` and `arousal` are -1..1; `certainty` 0..1;
    `logits` are the eight raw scores before calibration, for the baseline of a bound resident.
    """

    emotion: Judgement
    emotions: Mapping[Emotion, float]
    valence: float
    arousal: float
    certainty: float
    logits: tuple[float, ...] = ()


Look = Literal["at me", "away", "eyes closed", "not sure"]
"""Where a face looks, as far as its head and its eyes tell."""

FaceSign = Literal[
    "mouth corners up",
    "mouth corners down",
    "mouth open",
    "brows raised",
    "brows drawn together",
    "eyes narrowed",
    "eyes closed",
]
"""What is to be seen in a face, beyond doubt: it explains what is read there."""


@dataclass(frozen=True, slots=True)
class FaceShape:
    """How a face is formed, whatever its size and turn; exists only for a face that may be judged.

    `smile` is about 0 at rest, 1 with a broad smile, below 0 with the mouth corners down; `brows` about 0 at rest, 1
    raised, -1 drawn together; `mouth_open` the gap between the lips over the distance between the eyes; `eyes_open` the
    gap between the lids over the width of the eye (about 0.3), None where the eyes were not looked at closely. `signs`
    is what of this is clear enough to be said.
    """

    smile: float
    brows: float
    mouth_open: float
    eyes_open: float | None = None
    signs: tuple[FaceSign, ...] = ()


@dataclass(frozen=True, slots=True)
class FaceReading:
    """One face in one frame.

    `track` is the same number while the same face is followed, and says nothing about who it is; it ends as soon as it
    could be somebody else's. `detection` 0..1 is how sure the detector is that this is a face. `facing` 0..1 is how
    much the head is turned toward the camera. `roll_deg` is the tilt of the line between the eyes; `yaw_deg` the turn
    of the head, 0 toward the camera and positive to the creature's own left; `pitch_deg` is positive with the chin up.
    `gaze_deg` is where the eyes look to the side, like `yaw_deg`; None where they were not looked at closely. `look`
    puts this in a word. `expression` and `shape` are None where nobody may be judged or where the face is too small to
    tell.
    """

    track: int
    box: Box
    detection: float
    facing: float
    roll_deg: float = 0.0
    expression: ExpressionReading | None = None
    yaw_deg: float = 0.0
    pitch_deg: float = 0.0
    gaze_deg: float | None = None
    look: Look = "not sure"
    shape: FaceShape | None = None


@dataclass(frozen=True, slots=True)
class SightReading:
    """What one frame showed: the faces in it, largest first. An empty tuple is a reading too: nobody is seen."""

    at_s: float
    faces: tuple[FaceReading, ...]


@dataclass(frozen=True, slots=True)
class VoiceReading:
    """The tone of a voice, never its words.

    `direction_deg` is 0 in front and positive to the creature's own left; None with one microphone. `pitch_hz`,
    `level_db` (dB as in `LoudnessReading`) and `rate_per_s` (syllables a second) are the manner of the voice, for the
    baseline of a bound resident; None where they cannot be told.
    """

    at_s: float
    emotion: Judgement
    emotions: Mapping[Emotion, float]
    valence: float
    arousal: float
    certainty: float
    direction_deg: float | None = None
    pitch_hz: float | None = None
    level_db: float | None = None
    rate_per_s: float | None = None


SoundEvent = Literal[
    "crying", "laughter", "cough", "sigh", "scream", "snore", "clap", "bang", "music", "television", "speech", "silence"
]

SOUND_EVENTS: tuple[SoundEvent, ...] = get_args(SoundEvent)


@dataclass(frozen=True, slots=True)
class SoundReading:
    """A sound that is not speech."""

    at_s: float
    event: SoundEvent
    certainty: float


@dataclass(frozen=True, slots=True)
class LoudnessReading:
    """How loud the room is, in dB relative to full scale (0 is the loudest); `sudden` marks a startling rise.

    `room_db` is how loud it is while nobody speaks; None until that is known.
    """

    at_s: float
    level_db: float
    sudden: bool
    room_db: float | None = None


WordsMeaning = Literal[
    "greeting",
    "farewell",
    "praise",
    "affection",
    "thanks",
    "fine",
    "lonely",
    "missing",
    "go_home",
    "sad",
    "afraid",
    "confused",
    "pain",
    "hungry",
    "thirsty",
    "tired",
    "question",
    "leave_me",
    "want_you",
    "bedtime",
    "insult",
    "glad",
    "cross",
    "other",
]
"""What a sentence may mean. `fine` is "I'm fine"; `missing` is missing somebody; `go_home` is wanting to go home.

`glad` and `cross` are what the feeling of a sentence may be where no phrase is known.
"""


@dataclass(frozen=True, slots=True)
class WordsReading:
    """What was meant, as labels and numbers; the sentence itself is already gone.

    `question` is a number that is the same when the same question is asked again in this life of the daemon, and says
    nothing else; None where nothing was asked. `perhaps` are meanings that were only half heard: they act when another
    cue agrees.
    """

    at_s: float
    meanings: tuple[WordsMeaning, ...]
    valence: float
    arousal: float
    certainty: float
    called_by_name: bool = False
    question: int | None = None
    perhaps: tuple[WordsMeaning, ...] = ()


TouchGesture = Literal["contact", "stroke", "pat", "hold", "squeeze", "push", "hit", "release"]


@dataclass(frozen=True, slots=True)
class TouchReading:
    """What a hand does on the skin. `contact` comes at once; the gesture follows as soon as it can be told.

    `speed_cm_s` is the mean speed over the gesture (1 to 10 cm/s is what people find pleasant); `pressure` 0..1;
    `direction_deg` the way a stroke goes over the coat (0 toward the tail, 90 toward the creature's own left, 180
    toward the nose), None where it cannot be told.
    """

    at_s: float
    gesture: TouchGesture
    zone: Zone
    speed_cm_s: float
    pressure: float
    certainty: float = 1.0
    direction_deg: float | None = None


Posture = Literal["resting", "held", "lifted", "upside_down", "dropped"]


@dataclass(frozen=True, slots=True)
class PostureReading:
    """How the body itself lies or is held."""

    at_s: float
    posture: Posture
    certainty: float = 1.0


BodySign = Literal[
    "reaching",
    "leaning_in",
    "slumped",
    "turned_away",
    "waving",
    "hands_at_face",
    "rocking",
    "eyes_falling_shut",
    "yawning",
]


@dataclass(frozen=True, slots=True)
class BodyReading:
    """What the bearing of the person's body says, and the tiredness of their eyes and mouth."""

    at_s: float
    sign: BodySign
    certainty: float


@dataclass(frozen=True, slots=True)
class LightReading:
    """Brightness of the room, 0 (dark) .. 1 (full daylight)."""

    at_s: float
    level: float
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class PulseReading:
    """Heart rate of a finger on the sensor, beats a minute."""

    at_s: float
    beats_per_minute: float
    certainty: float


@dataclass(frozen=True, slots=True)
class PowerReading:
    """Battery charge 0..1 and whether it is charging."""

    at_s: float
    charge: float
    charging: bool


@dataclass(frozen=True, slots=True)
class TemperatureReading:
    """How warm it is, in °C: the `room_c` around the body, and the `processor_c`; None for what is not measured."""

    at_s: float
    room_c: float | None
    processor_c: float | None = None


Reading = (
    SightReading
    | VoiceReading
    | SoundReading
    | LoudnessReading
    | WordsReading
    | TouchReading
    | PostureReading
    | BodyReading
    | LightReading
    | PulseReading
    | PowerReading
    | TemperatureReading
)


def uniform_emotions() -> Mapping[Emotion, float]:
    """No evidence at all: every emotion equally likely."""
    return {emotion: 1 / len(EMOTIONS) for emotion in EMOTIONS}


@dataclass(frozen=True, slots=True)
class SenseStatus:
    """How one sense is, for people, in one plain `line`; `certainty` and `at_s` are those of its last reading."""

    sense: str
    state: Literal["open", "closed", "waiting", "lost"]
    line: str
    certainty: float | None = None
    at_s: float | None = None
