"""What lately happened that calls for an act, beyond the surroundings: a voice from a side, crying, music, glare.

Facts with their second, fed from the believable news of each tick; nobody's feelings.
"""

from collections import deque
from dataclasses import dataclass, field

from companion.mind.surroundings import NEVER_S, Surroundings
from companion.vocabulary.readings import (
    LightReading,
    LoudnessReading,
    Posture,
    SoundReading,
    TouchReading,
    VoiceReading,
)

HEARD_FROM = 0.5
"""A sound or a voice's side less certain than this is no news."""

NEW_HAND_AFTER_S = 60.0
BLOW_STILL_S = 10.0
"""A gentle hand counts as the end of a blow only after the ten still seconds."""

STROKES_GO_ON_S = 4.0
DAZZLING_RISE, DAZZLING_FROM = 0.35, 0.55
"""A rise of the light by this much in two seconds, to at least the second, dazzles (0..1)."""

DAZZLES_WITHIN_S = 2.0
NOISY_FROM_DB = -14.0
"""A room this loud, in dB of full scale, is noise; a lively talk at the table is about ten less."""

_CRYING = frozenset({"crying", "scream"})


@dataclass(slots=True)
class Lately:
    """Every `..._s` is a monotonic second, `NEVER_S` for never. `noise_s` counts how long it has been noisy."""

    voice: VoiceReading | None = None
    crying_s: float = NEVER_S
    crying_since_s: float = NEVER_S
    music_s: float = NEVER_S
    dazzled_s: float = NEVER_S
    new_hand: TouchReading | None = None
    stroked_since_s: float = NEVER_S
    stroked_s: float = NEVER_S
    righted_s: float = NEVER_S
    pushed_s: float = NEVER_S
    blow_over_s: float = NEVER_S
    noisy_s: float = NEVER_S
    noise_s: float = 0.0
    _touched_s: float = NEVER_S
    _blow_s: float = NEVER_S
    _posture: Posture = "resting"
    _levels: deque[tuple[float, float]] = field(default_factory=lambda: deque(maxlen=16))

    def notice(self, around: Surroundings, dt_s: float) -> None:
        """Take in the news of this tick, `dt_s` after the last one."""
        for reading in around.news:
            match reading:
                case VoiceReading():
                    self.voice = reading
                case SoundReading(certainty=certainty) if certainty >= HEARD_FROM:
                    self._hear(reading)
                case LightReading():
                    self._see_light(reading)
                case TouchReading():
                    self._feel(reading, around.hit)
                case LoudnessReading(level_db=level_db) if level_db >= NOISY_FROM_DB:
                    self.noisy_s = reading.at_s
                case _:
                    pass
        self.noise_s = max(0.0, self.noise_s + (dt_s if around.ago(self.noisy_s) < 2.0 else -2.0 * dt_s))
        if around.posture != self._posture:
            if self._posture in ("upside_down", "dropped") and around.posture in ("resting", "held"):
                self.righted_s = around.now_s
            self._posture = around.posture

    def voice_side_deg(self, around: Surroundings) -> float:
        """Where a voice of the last two seconds comes from when nobody is in view, as in `VoiceReading`; else 0."""
        if self.voice is None or around.ago(self.voice.at_s) >= 2.0 or around.faces:
            return 0.0
        return self.voice.direction_deg or 0.0

    def _hear(self, reading: SoundReading) -> None:
        if reading.event in _CRYING:
            if reading.at_s - self.crying_s > 20.0:
                self.crying_since_s = reading.at_s
            self.crying_s = reading.at_s
        if reading.event == "music":
            self.music_s = reading.at_s

    def _see_light(self, reading: LightReading) -> None:
        darker = reading.level - DAZZLING_RISE
        lately = (level for at_s, level in self._levels if reading.at_s - at_s <= DAZZLES_WITHIN_S)
        if reading.level >= DAZZLING_FROM and any(level <= darker for level in lately):
            self.dazzled_s = reading.at_s
            self._levels.clear()
        self._levels.append((reading.at_s, reading.level))

    def _feel(self, reading: TouchReading, hit: TouchReading | None) -> None:
        if reading.gesture == "release":
            return
        if reading.gesture == "push":
            self.pushed_s = reading.at_s
        gentle = reading.gesture in ("contact", "stroke", "pat", "hold")
        if gentle and reading.at_s - self._touched_s > NEW_HAND_AFTER_S:
            self.new_hand = reading
        self._touched_s = reading.at_s
        if gentle and hit is not None and hit.at_s > self._blow_s and reading.at_s - hit.at_s >= BLOW_STILL_S:
            self._blow_s, self.blow_over_s = hit.at_s, reading.at_s
        if reading.gesture == "stroke":
            if reading.at_s - self.stroked_s > STROKES_GO_ON_S:
                self.stroked_since_s = reading.at_s
            self.stroked_s = reading.at_s
