"""A loudspeaker that is never louder than somebody once allowed: everything that sounds is turned down by as much."""

from companion.body.calibrated import LoudspeakerCalibration
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.ports import Speaker
from companion.vocabulary.signals import Played, Samples


class LimitedSpeaker:
    """Wraps any `Speaker`. What it tells as played is what really sounded, so that hearing can leave it out.

    Example::

        speaker = LimitedSpeaker(SoundCardSpeaker(), LoudspeakerCalibration(limit_db=-12.0))
    """

    def __init__(self, speaker: Speaker, calibration: LoudspeakerCalibration) -> None:
        self._speaker = speaker
        self._gain = 10.0 ** (calibration.limit_db / 20.0)

    @property
    def name(self) -> str:
        return self._speaker.name

    def open(self) -> None:
        self._speaker.open()

    def close(self) -> None:
        self._speaker.close()

    def obey(self, gate: Gate) -> None:
        self._speaker.obey(gate)

    def play(self, samples: Samples, moment: Moment) -> Played | None:
        """As the speaker's own, softer. Raises `OrganError` for what no speaker can play."""
        return self._speaker.play(Samples(samples.values * self._gain, samples.rate_hz), moment)

    def queued_s(self, moment: Moment) -> float:
        return self._speaker.queued_s(moment)

    def hush(self) -> None:
        self._speaker.hush()
