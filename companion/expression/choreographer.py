"""The only writer of motion: breathing, posture, gaze, gesture and reflex, blended joint by joint."""

import math
import random
from collections import deque

from companion.expression.blink import Blinking
from companion.expression.breathing import Breathing
from companion.expression.gaze import GazeFollowing
from companion.expression.gestures import GESTURES, Gesture, Sound
from companion.expression.glow import Glowing
from companion.expression.playing import LIDS, Playing
from companion.expression.posture import Posture
from companion.expression.reflexes import Reflexes
from companion.expression.warming import Warming
from companion.settings import RhythmSettings
from companion.vocabulary.acts import JOINTS, NOBODY, Act, Cry, Decision, Expressed, Glow, Joint, Pose
from companion.vocabulary.moment import Moment
from companion.vocabulary.readings import LoudnessReading, PostureReading, TouchReading

NOTICEABLE = 0.002
"""A joint is named active once its target has moved this far (pose units): a fifth of a servo's smallest step."""

LINGER_S = 0.12
"""... and stays active this long after, so that a slow movement is one movement."""

LONGEST_STEP_S = 0.1
CATCH_UP_S = 0.12
"""A joint that begins to move takes up what it has fallen behind at rest this softly."""

LIDS_WITH_GAZE = 0.35
"""How far the lids go up and down with what it looks at; people's go as far as their eyes do (Becker and Fuchs,
"Lid-eye coordination during vertical gaze changes in man and monkey"), but a seal looks with its whole head."""

QUIET_SLOWER = 1.4
"""In quiet hours every gesture takes so much longer: slower is quieter, and no limit has to cut it."""

ASLEEP_BELOW = 0.12
CRY_PAUSE_S = 0.8
"""Never two cries at once."""

FADING_AT_MOST = 12
LASTING = frozenset(("purr",))


class Choreographer:
    """One body's expression. Hand it decisions and reflexes as they come and call `tick` every 20 ms.

    Deterministic: the same chance, decisions, reflexes and moments give the same movement. Before the first decision it
    breathes and blinks. To an empty room it never cries. In the quiet hours of `rhythm`, and without trusted time, its
    light is dim, its voice soft and all it does slower.
    """

    def __init__(self, chance: random.Random, rhythm: RhythmSettings = RhythmSettings()) -> None:  # noqa: B008
        self._chance = chance
        self._rhythm = rhythm
        self._breathing = Breathing(chance)
        self._blinking = Blinking(chance)
        self._gaze = GazeFollowing(chance)
        self._posture = Posture()
        self._reflexes = Reflexes(chance)
        self._glowing = Glowing()
        self._warming = Warming()
        self._act: Act | None = None
        self._unheard = True
        self._awake, self._mood, self._arousal = 1.0, 0.0, 0.0
        self._breaths_per_minute: float | None = None
        self._playing = Playing(GESTURES["rest"], 1.0, 0.0, chance)
        self._colouring = self._playing
        self._fading: deque[Playing] = deque()
        self._cries: deque[Sound] = deque(maxlen=3)
        self._cried_s = -math.inf
        self._lasting = False
        self._hush = False
        self._swell_s = -math.inf
        self._last_s: float | None = None
        self._sent: dict[Joint, float] = Pose().joints()
        self._moved_s: dict[Joint, float] = dict.fromkeys(JOINTS, -math.inf)
        self._noticed = dict(self._sent)
        self._behind: dict[Joint, float] = dict.fromkeys(JOINTS, 0.0)
        self._latest = Expressed(Pose(), frozenset(), Glow(), 0.0)

    def reflex(self, reading: TouchReading | PostureReading | LoudnessReading, moment: Moment) -> None:
        """Answer a touch, a fall or a bang in the very next tick, without the mind.

        Asleep, a gentle touch is answered by light and a murmur alone.
        """
        now_s = moment.monotonic_s
        gentle = isinstance(reading, TouchReading) and reading.gesture != "hit"
        if gentle:
            self._warming.touch(now_s)
        if gentle and self._asleep:
            if now_s - self._swell_s > 6.0:
                self._swell_s = now_s
                self._cries.append(Sound("murmur", 0.0, 0.2))
            return
        if self._reflexes.answer(reading, now_s):
            self._cries.clear()
            self._hush = True
            self._warming.startle()

    def follow(self, decision: Decision, moment: Moment) -> None:
        """Take up what the mind decided: a new act fades in while the old one fades out. Without a gesture it rests."""
        self._awake = _finite(decision.awake, 0.0, 1.0, self._awake)
        self._mood = _finite(decision.mood, -1.0, 1.0, self._mood)
        self._arousal = _finite(decision.arousal, -1.0, 1.0, self._arousal)
        pace = decision.breaths_per_minute
        self._breaths_per_minute = pace if pace is not None and math.isfinite(pace) else None
        act, before = decision.act, self._act
        self._gaze.look(act.gaze)
        if before is None or act.name != before.name or (act.started_s != before.started_s and not self._lasts):
            self._begin(GESTURES.get(act.name, GESTURES["rest"]), act.intensity, moment)
        self._colouring.soften(act.intensity)
        self._act = act
        alone = decision.impression.state == NOBODY
        if alone and not self._unheard:
            self._hush, self._lasting = True, False
        self._unheard = alone

    def rest(self, moment: Moment) -> None:
        """Drop every plan, as before the first decision: the mind has fallen silent."""
        self._gaze.look(None)
        self._begin(GESTURES["rest"], 1.0, moment)
        self._act, self._unheard = None, True

    def tick(self, moment: Moment) -> Expressed:
        """One tick of expression. Time that stands still or runs backwards changes nothing."""
        now_s = moment.monotonic_s
        step_s = 0.02 if self._last_s is None else now_s - self._last_s
        if step_s <= 0:
            return self._latest
        self._last_s = now_s
        step_s = min(step_s, LONGEST_STEP_S)
        still = now_s < self._reflexes.still_until_s
        places = self._places(now_s, step_s, still)
        active = self._active(places, now_s, step_s)
        quiet = self._rhythm.is_quiet(moment.local_time)
        glow = self._glow(now_s, step_s, quiet)
        cry = self._cry(now_s, quiet)
        hush, self._hush = self._hush, False
        warmth_c = self._warming.step(now_s, step_s, self._colouring.gesture.rosy, not self._unheard)
        self._latest = Expressed(Pose(**self._sent), active, glow, self._breathing.breath, cry, hush, warmth_c)
        return self._latest

    @property
    def _asleep(self) -> bool:
        return self._awake < ASLEEP_BELOW or self._colouring.gesture.asleep

    @property
    def _lasts(self) -> bool:
        """An act that goes on in bouts is not begun again when it is chosen again."""
        return bool(self._playing.gesture.bouts)

    def _begin(self, gesture: Gesture, intensity: float, moment: Moment) -> None:
        now_s, slower = moment.monotonic_s, QUIET_SLOWER if self._rhythm.is_quiet(moment.local_time) else 1.0
        if self._lasting or gesture.quiet:
            self._hush = True
            self._lasting = False
        self._cries.clear()
        self._colouring = Playing(gesture, intensity, now_s, self._chance, slower)
        if gesture.asleep and self._playing.gesture.asleep:
            return
        self._playing.leave(now_s)
        self._fading.append(self._playing)
        self._playing = self._colouring

    def _glow(self, now_s: float, step_s: float, quiet: bool) -> Glow:
        gesture = self._colouring.gesture
        touched = 1.0 if now_s - self._swell_s < 2.0 else 0.0
        return self._glowing.step(
            step_s,
            self._breathing.breath,
            self._mood,
            0.0 if self._asleep else self._awake,
            gesture.glow,
            gesture.rosy,
            quiet,
            max(touched, self._colouring.swell(now_s)),
            gesture.breath,
        )

    def _places(self, now_s: float, step_s: float, still: bool) -> dict[Joint, float]:
        """Blend the layers, from the slowest to the fastest."""
        asleep = self._asleep
        gesture = self._playing.gesture
        self._posture.step(step_s, 0.0 if asleep else self._awake, self._mood, self._arousal)
        moving = not (asleep or still)
        pace, shown = self._breaths_per_minute, self._colouring.gesture.breath
        self._breathing.step(step_s, self._awake, self._arousal, moving, pace, shown)
        share = 0.0 if asleep else gesture.gaze
        turned = self._gaze.step(now_s, step_s, share, gesture.glances * self._awake, still)
        if turned.big_turn:
            self._blinking.soon(now_s)
        self._reflexes.step(now_s, step_s)
        wide_eyed = not gesture.blinks and self._playing.entering(now_s)
        blinks = self._blinking.step(now_s, self._awake, still or asleep or wide_eyed)

        lids = self._posture.lids + LIDS_WITH_GAZE * turned.pitch
        left, right = self._breathing.flippers
        places: dict[Joint, float] = {
            "neck_yaw": turned.yaw,
            "neck_pitch": turned.pitch + self._posture.head,
            "eyelid_left": lids,
            "eyelid_right": lids,
            "flipper_left": self._posture.flippers + left,
            "flipper_right": self._posture.flippers + right,
            "tail": self._posture.tail,
        }
        self._blend_gestures(places, now_s, still or asleep)
        for joint, place in self._reflexes.places.items():
            places[joint] += place
        for joint, closed in zip(LIDS, blinks, strict=True):
            places[joint] = -1.0 + (min(places[joint], 1.0) + 1.0) * (1.0 - closed)
        return {joint: min(max(place, -1.0), 1.0) for joint, place in places.items()}

    def _blend_gestures(self, places: dict[Joint, float], now_s: float, still: bool) -> None:
        while self._fading and (self._fading[0].gone(now_s) or len(self._fading) > FADING_AT_MOST):
            self._fading.popleft()
        for playing in (*self._fading, self._playing):
            presence = playing.presence(now_s)
            for joint, (value, share) in playing.ways(now_s, still).items():
                if joint in LIDS:
                    places[joint] += (value - places[joint]) * share * presence
                else:
                    places[joint] += value * presence

    def _active(self, places: dict[Joint, float], now_s: float, step_s: float) -> frozenset[Joint]:
        """Which joints move. A joint that rests keeps the very place it was last asked for."""
        active = []
        caught_up = math.exp(-step_s / CATCH_UP_S)
        for joint, place in places.items():
            resting = now_s - self._moved_s[joint] > LINGER_S
            if abs(place - self._noticed[joint]) >= NOTICEABLE or joint in self._reflexes.moving:
                self._noticed[joint], self._moved_s[joint] = place, now_s
                if resting:
                    self._behind[joint] = self._sent[joint] - place
            if now_s - self._moved_s[joint] <= LINGER_S:
                self._behind[joint] *= caught_up
                self._sent[joint] = place + self._behind[joint]
                active.append(joint)
        return frozenset(active)

    def _cry(self, now_s: float, quiet: bool) -> Cry | None:
        due = self._colouring.sounds(now_s)
        if not self._unheard:
            self._cries.extend(due)
        if now_s < self._reflexes.still_until_s:
            self._cries.clear()
        if not self._cries or now_s - self._cried_s < CRY_PAUSE_S:
            return None
        sound = self._cries.popleft()
        self._cried_s = now_s
        self._lasting = self._lasting or sound.kind in LASTING
        # A sound that goes on is never louder than it was.
        varied = 1.0 if sound.kind in LASTING else self._chance.uniform(0.85, 1.1)
        intensity = sound.intensity * self._colouring.loudness * varied * (0.5 if quiet else 1.0)
        seed = int(self._chance.random() * 2**31)
        return Cry(sound.kind, min(intensity, 1.0), self._mood, self._arousal, seed, self._awake)


def _finite(value: float, low: float, high: float, otherwise: float) -> float:
    return min(max(value, low), high) if math.isfinite(value) else otherwise
