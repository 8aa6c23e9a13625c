"""What has lately happened around the creature: faces, hands, words, light, noise. Facts only; nobody's feelings.

The one place where a reading enters the mind, so the one place where nonsense is turned away (`refusal.py`).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from companion.mind.agreeing import Agreeing
from companion.mind.refusal import Refusal, refusal
from companion.vocabulary.readings import (
    FaceReading,
    LightReading,
    LoudnessReading,
    Posture,
    PostureReading,
    PowerReading,
    Reading,
    SightReading,
    SoundReading,
    TemperatureReading,
    TouchReading,
    VoiceReading,
    WordsMeaning,
    WordsReading,
)
from companion.vocabulary.signals import PLEASANT_CM_S, Zone

WARM_ROOM_C, WARM_PROCESSOR_C = (27.0, 34.0), (70.0, 82.0)
"""From the first it is warm for it, at the second hot. A Pi slows itself down from 80 °C on."""

NEVER_S = -math.inf
HEARD_FROM = 0.5
"""Words less certain than this are taken as mere talk."""

TELEVISION_S = 15.0
EYES_CLOSED_S = 3.0

CROWDED_FROM, CALM_AGAIN_FROM = 20.0, 5.0
"""Touches that come together, fading by half in ten seconds.

Above the first it is too much, below the second it is well again.
"""

MOST_LOAD = 30.0
"""However wild it was, half a minute of quiet is enough."""

_LOAD_FADES_S = 14.4
_LOADS = {"contact": 1.0, "pat": 0.5, "push": 2.0, "hit": 3.0}

PLACES: Mapping[Zone, str] = {
    "nose": "nose",
    "head": "head",
    "cheek_left": "cheek",
    "cheek_right": "cheek",
    "chest": "chest",
    "back_front": "back",
    "back_middle": "back",
    "back_rear": "back",
    "belly": "belly",
    "flipper_left": "flipper",
    "flipper_right": "flipper",
    "tail": "tail",
}


@dataclass(slots=True)
class Surroundings:
    """The present, as remembered for seconds or minutes. Every `..._s` is a monotonic second, `NEVER_S` for never."""

    now_s: float = 0.0
    born_s: float | None = None
    sight: SightReading | None = None
    face_s: float = NEVER_S
    touch: TouchReading | None = None
    touched_s: float = NEVER_S
    gentle_s: float = NEVER_S
    stroke: TouchReading | None = None
    hold: TouchReading | None = None
    hit: TouchReading | None = None
    hard: TouchReading | None = None
    spoken_s: float = NEVER_S
    called_s: float = NEVER_S
    voice_s: float = NEVER_S
    television_s: float = NEVER_S
    said_s: dict[WordsMeaning, float] = field(default_factory=dict)
    perhaps_s: float = NEVER_S
    agreeing: Agreeing = field(default_factory=Agreeing)
    loud_s: float = NEVER_S
    posture: Posture = "resting"
    posture_s: float = NEVER_S
    brightness: float | None = None
    brightness_s: float = NEVER_S
    charge: float | None = None
    room_c: float | None = None
    processor_c: float | None = None
    warmth_s: float = NEVER_S
    stirred_s: float = NEVER_S
    load: float = 0.0
    crowded: bool = False
    arrived_s: float = NEVER_S
    push: TouchReading | None = None
    refused: dict[Refusal, int] = field(default_factory=dict)
    news: list[Reading] = field(default_factory=list)

    def notice(self, readings: Sequence[Reading], now_s: float) -> None:
        """Take in what came since the last tick; `news` then holds what was worth believing, oldest first."""
        if self.born_s is None:
            self.born_s = now_s
        if now_s > self.now_s:
            self.load *= math.exp(-(now_s - self.now_s) / _LOAD_FADES_S)
        self.now_s = now_s
        self.news = []
        for reading in readings:
            if (reason := refusal(reading, now_s)) is not None:
                self.refused[reason] = self.refused.get(reason, 0) + 1
                continue
            for believed in self.agreeing.take(reading):
                self.news.append(believed)
                self._remember(believed)
        self.crowded = self.load > (CALM_AGAIN_FROM if self.crowded else CROWDED_FROM)

    def look_away(self) -> None:
        """Forget what was seen."""
        self.sight, self.face_s, self.arrived_s = None, NEVER_S, NEVER_S

    def ago(self, at_s: float) -> float:
        """Seconds since `at_s`, infinite for never."""
        return self.now_s - at_s

    def said_ago(self, *meanings: WordsMeaning) -> float:
        """Seconds since one of the meanings was heard with fair certainty, infinite for never."""
        return self.ago(max((self.said_s.get(meaning, NEVER_S) for meaning in meanings), default=NEVER_S))

    @property
    def light(self) -> float | None:
        """Brightness 0..1, or None when it was not measured in the last ten minutes."""
        return self.brightness if self.ago(self.brightness_s) <= 600.0 else None

    @property
    def heat(self) -> float:
        """How much the room or its own processor is too warm, 0 (not at all, or not measured lately) .. 1."""
        if self.ago(self.warmth_s) > 600.0:
            return 0.0
        measured = ((self.room_c, WARM_ROOM_C), (self.processor_c, WARM_PROCESSOR_C))
        shares = [(now_c - warm) / (hot - warm) for now_c, (warm, hot) in measured if now_c is not None]
        return min(1.0, max((0.0, *shares)))

    @property
    def faces(self) -> tuple[FaceReading, ...]:
        """The faces of the last frame while it is news, else none."""
        if self.sight is None or self.ago(self.sight.at_s) > 1.5:
            return ()
        return self.sight.faces

    @property
    def somebody(self) -> bool:
        """Whether anybody is here: seen within two seconds, or touching or talking within ten.

        A voice beside a television may be one of its own.
        """
        heard_s = NEVER_S if self.ago(self.television_s) <= TELEVISION_S else self.voice_s
        return self.ago(self.face_s) <= 2.0 or self.ago(max(self.touched_s, self.spoken_s, heard_s)) <= 10.0

    @property
    def sees_nothing(self) -> bool:
        """Whether its eyes are closed, or have lately been."""
        return self.sight is None or self.ago(self.sight.at_s) > EYES_CLOSED_S

    def _remember(self, reading: Reading) -> None:
        match reading:
            case SightReading():
                self._look(reading)
            case TouchReading():
                self._feel(reading)
            case WordsReading():
                self._listen(reading)
            case VoiceReading():
                self.voice_s = reading.at_s
            case SoundReading(event="television" | "music"):
                self.television_s = reading.at_s
            case LoudnessReading():
                if reading.sudden:
                    self.loud_s = self.stirred_s = reading.at_s
            case PostureReading():
                if reading.posture != self.posture:
                    self.posture, self.posture_s = reading.posture, reading.at_s
                    self.stirred_s = reading.at_s
            case LightReading():
                self.brightness, self.brightness_s = reading.level, reading.at_s
            case PowerReading():
                self.charge = reading.charge
            case TemperatureReading():
                self.room_c, self.processor_c, self.warmth_s = reading.room_c, reading.processor_c, reading.at_s
            case _:
                pass

    def _look(self, reading: SightReading) -> None:
        if self.sight is not None and reading.at_s < self.sight.at_s:
            return
        self.sight = reading
        if reading.faces:
            if reading.at_s - self.face_s > 10.0:
                self.arrived_s = self.stirred_s = reading.at_s
            self.face_s = reading.at_s

    def _listen(self, reading: WordsReading) -> None:
        self.spoken_s = self.stirred_s = reading.at_s
        if reading.called_by_name:
            self.called_s = reading.at_s
        if reading.perhaps:
            self.perhaps_s = reading.at_s
        if reading.certainty >= HEARD_FROM:
            self.said_s |= dict.fromkeys(reading.meanings, reading.at_s)

    def _feel(self, reading: TouchReading) -> None:
        if reading.gesture == "release":
            return
        self.touch = reading
        self.touched_s = self.stirred_s = reading.at_s
        self.load = min(MOST_LOAD, self.load + _LOADS.get(reading.gesture, 0.0))
        if reading.gesture == "hit":
            self.hit = reading
        elif reading.gesture == "push":
            self.push = reading
        elif reading.gesture == "contact" and reading.pressure > 0.8 and reading.speed_cm_s > 20.0:
            self.hard = reading
        else:
            self.gentle_s = reading.at_s
        if reading.gesture == "stroke":
            self.stroke = reading
        if reading.gesture == "hold":
            self.hold = reading


def pleasantness(speed_cm_s: float) -> float:
    """How pleasant a touch of this speed is, 0..1.

    All of it from 1 to 10 cm/s, half for a resting hand, little for a rush.
    """
    slowest, fastest = PLEASANT_CM_S
    if speed_cm_s < slowest:
        return 0.5 + 0.5 * max(0.0, speed_cm_s) / slowest
    return max(0.1, 1.0 - max(0.0, speed_cm_s - fastest) / 40.0)
