"""Where to look: at the face attended to (`attention.py`); or toward a voice."""

from companion.mind.attention import Attention
from companion.mind.lately import Lately
from companion.mind.surroundings import Surroundings
from companion.vocabulary.acts import Binding, Gaze

GAZE_STEP = 0.03
"""The gaze follows only when the face has moved by more: heads do not tremble after every pixel."""

VOICE_STEP = 0.1
FARTHEST_DEG = 70.0
"""A voice from here or farther to the side turns the neck as far as it goes."""


class Gazing:
    """Keeps where to look from tick to tick."""

    def __init__(self) -> None:
        self.gaze: Gaze | None = None
        self._attention = Attention()

    @property
    def attended(self) -> int | None:
        """The track of the face attended to."""
        return self._attention.track

    def look(self, around: Surroundings, lately: Lately, binding: Binding) -> Gaze | None:
        attended = self._attention.attend(around, binding)
        if not around.faces:
            side_deg = lately.voice_side_deg(around)
            if side_deg:
                # Its own left is at the right of somebody who faces it.
                self._follow(Gaze(_joint(side_deg / FARTHEST_DEG), 0.1), VOICE_STEP)
            elif around.ago(around.face_s) > 2.0 and (lately.voice is None or around.ago(lately.voice.at_s) > 6.0):
                self.gaze = None
            return self.gaze
        if attended is None:
            return self.gaze
        across, down = attended.box.centre
        # Who stands at the left of the frame stands at its own left: to its right for somebody who faces it.
        self._follow(Gaze(_joint(1.0 - 2.0 * across), _joint(0.8 * (1.0 - 2.0 * down) + 0.1)), GAZE_STEP)
        return self.gaze

    def _follow(self, gaze: Gaze, step: float) -> None:
        if self.gaze is None or max(abs(gaze.yaw - self.gaze.yaw), abs(gaze.pitch - self.gaze.pitch)) > step:
            self.gaze = gaze


def _joint(value: float) -> float:
    return round(min(1.0, max(-1.0, value)), 2)
