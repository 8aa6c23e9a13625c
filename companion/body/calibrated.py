"""How each organ of one device is set right, apart from its joints: measured once, kept with them, used ever after.

A part that was never calibrated, or whose numbers cannot be believed, is None, and the organ has its usual values: an
ear that is set wrong must not close the eyes.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, ValidationError, model_validator

from companion.body.calibration import ADVICE, store_name
from companion.body.parts_list import Table
from companion.faults import sentence
from companion.vocabulary.errors import StateError
from companion.vocabulary.ports import Store
from companion.vocabulary.signals import ZONES, MotionSample, Zone

OrganName = Literal["touch", "microphone", "loudspeaker", "camera", "posture", "light"]
ORGANS: tuple[OrganName, ...] = get_args(OrganName)

USUAL_LEAST_COUNTS = 4.0
"""What an electrode must feel at least before it is a touch, where nobody has measured this fur."""

SPEECH_DBFS, SPEECH_DB_SPL = -26.0, 66.0
"""A voice half a metre away, as every creature should hear it, and how loud that is in a room.

Normal speech has 60 dB(A) at one metre, as quoted from ISO 9921; at half of it 6 dB more. Rough: nobody held a sound
level meter beside it.
"""

Real = Annotated[float, Field(allow_inf_nan=False)]


class TouchCalibration(Table):
    """What a palm and nothing at all make each electrode read, and what it must feel before that is a touch, in counts.

    `electrodes` says which electrode really lies under each place, where wires were found exchanged.
    """

    least_counts: dict[Zone, Annotated[float, Field(ge=1.5, le=40, allow_inf_nan=False)]]
    palm_counts: dict[Zone, Annotated[float, Field(ge=0, le=1023, allow_inf_nan=False)]] = Field(default={})
    noise_counts: dict[Zone, Annotated[float, Field(ge=0, le=200, allow_inf_nan=False)]] = Field(default={})
    electrodes: dict[Zone, Annotated[int, Field(ge=0, le=11)]] | None = None

    @model_validator(mode="after")
    def _each_electrode_once(self) -> "TouchCalibration":
        if self.electrodes is not None and sorted(self.electrodes.values()) != list(range(len(ZONES))):
            raise ValueError("gives two places one electrode, or leaves one out")
        return self

    def least(self) -> tuple[float, ...]:
        """For each place in the order of `ZONES`; the usual value where it was not measured."""
        return tuple(self.least_counts.get(zone, USUAL_LEAST_COUNTS) for zone in ZONES)


class MicrophoneCalibration(Table):
    """`gain_db` brings what it hears to the level every creature hears; `noise_floor_dbfs` is its silence, before that.

    Levels are RMS relative to full scale.
    """

    gain_db: Annotated[float, Field(ge=-30, le=40, allow_inf_nan=False)]
    noise_floor_dbfs: Annotated[float, Field(ge=-120, le=-15, allow_inf_nan=False)]

    @property
    def spl_offset_db(self) -> float:
        """Added to a level as measured (dBFS) it gives a rough sound pressure level, dB."""
        return self.gain_db + SPEECH_DB_SPL - SPEECH_DBFS


class LoudspeakerCalibration(Table):
    """`limit_db` is taken off everything that sounds, so that its loudest is as loud as somebody once allowed."""

    limit_db: Annotated[float, Field(ge=-40, le=0, allow_inf_nan=False)]


class CameraCalibration(Table):
    """Whether its picture stands on its head, by how many stops it must be brighter, how sharp it was 0..1."""

    upside_down: bool
    exposure_ev: Annotated[float, Field(ge=-2, le=2, allow_inf_nan=False)]
    sharpness: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class PostureCalibration(Table):
    """What the balance chip feels while the creature lies level and still: g along its own axes, and degrees a second.

    It may be mounted up to 25 degrees askew; more than that is another mounting, and belongs in the pin map.
    """

    acceleration_g: tuple[Real, Real, Real]
    turn_deg_s: tuple[Real, Real, Real]

    @model_validator(mode="after")
    def _plausible(self) -> "PostureCalibration":
        weight_g = math.hypot(*self.acceleration_g)
        if not 0.8 <= weight_g <= 1.2:
            raise ValueError(f"weighs {weight_g:.2f} g at rest")
        if self.tilt_deg > MOST_TILT_DEG:
            raise ValueError(f"is tilted by {self.tilt_deg:.0f} degrees at rest")
        if max(map(abs, self.turn_deg_s)) > MOST_DRIFT_DEG_S:
            raise ValueError("turns while it lies still")
        return self

    @property
    def tilt_deg(self) -> float:
        """How far its up is from the body's up."""
        return math.degrees(math.acos(min(1.0, self.acceleration_g[2] / math.hypot(*self.acceleration_g))))

    def level(self, sample: MotionSample) -> MotionSample:
        """The sample as a chip would feel it that is mounted straight, weighs rightly and does not drift."""
        weight_g = math.hypot(*self.acceleration_g)
        up = tuple(part / weight_g for part in self.acceleration_g)
        turn = [rate - drift for rate, drift in zip(sample.turn_deg_s, self.turn_deg_s, strict=True)]
        return MotionSample(
            _straightened([pull / weight_g for pull in sample.acceleration_g], up),
            _straightened(turn, up),
            sample.captured_s,
        )


MOST_TILT_DEG, MOST_DRIFT_DEG_S = 25.0, 25.0


class LightCalibration(Table):
    """The share of its reference 0..1 that the light sensor reads in the dark and in the room's full light."""

    dark_share: Annotated[float, Field(ge=0.0005, le=0.5, allow_inf_nan=False)]
    bright_share: Annotated[float, Field(ge=0.002, le=1, allow_inf_nan=False)]

    @model_validator(mode="after")
    def _apart(self) -> "LightCalibration":
        if self.bright_share < 2.0 * self.dark_share:
            raise ValueError(f"can hardly tell dark ({self.dark_share:g}) from bright ({self.bright_share:g})")
        return self


Values = (
    TouchCalibration
    | MicrophoneCalibration
    | LoudspeakerCalibration
    | CameraCalibration
    | PostureCalibration
    | LightCalibration
)

KINDS: Mapping[OrganName, type[Values]] = {
    "touch": TouchCalibration,
    "microphone": MicrophoneCalibration,
    "loudspeaker": LoudspeakerCalibration,
    "camera": CameraCalibration,
    "posture": PostureCalibration,
    "light": LightCalibration,
}


@dataclass(frozen=True, slots=True)
class Calibrated:
    """Every organ's own calibration; None where it has its usual values. `faults` says what was not believed, and why.

    `made` is the day on which each of those that are believed was measured.
    """

    touch: TouchCalibration | None = None
    microphone: MicrophoneCalibration | None = None
    loudspeaker: LoudspeakerCalibration | None = None
    camera: CameraCalibration | None = None
    posture: PostureCalibration | None = None
    light: LightCalibration | None = None
    made: Mapping[OrganName, date] = field(default_factory=dict)
    faults: tuple[str, ...] = ()


def load_calibrated(store: Store, device: str, today: date | None) -> Calibrated:
    """What is kept for this device. `today` is None while the clock cannot be trusted. Raises nothing."""
    try:
        state = store.load(store_name(device))
    except StateError as fault:
        return Calibrated(faults=(str(fault),))
    return Calibrated() if state is None else read_organs(state, device, today)


def read_organs(state: Mapping[str, Any], device: str, today: date | None) -> Calibrated:
    """The organs of a kept calibration, each believed or not by itself."""
    parts = state.get("parts", {})
    name = store_name(device)
    if state.get("device") != device:
        of_whom = f"it belongs to the device {state.get('device')!r}, and this is {device!r}"
        return Calibrated(faults=(f"{name}: {of_whom}. {ADVICE}",))
    if not isinstance(parts, Mapping):
        return Calibrated(faults=(f"{name}: its parts are no table. {ADVICE}",))
    believed: dict[str, Any] = {}
    made: dict[OrganName, date] = {}
    faults = []
    for organ in ORGANS:
        if organ in parts:
            try:
                made[organ], believed[organ] = _part(organ, parts[organ], today)
            except ValueError as fault:
                faults.append(f"{name}: {organ}: {fault}. {ADVICE}")
    return Calibrated(**believed, made=made, faults=tuple(faults))


def _part(organ: OrganName, record: object, today: date | None) -> tuple[date, Values]:
    """Raises `ValueError` with what is wrong."""
    if not isinstance(record, Mapping) or "values" not in record:
        raise ValueError("it holds no values")
    try:
        made = date.fromisoformat(str(record.get("made")))
    except ValueError as fault:
        raise ValueError(f"made = {record.get('made')!r} is no date such as 2026-11-20") from fault
    if today is not None and made > today:
        raise ValueError(f"it was made on {made}, which is in the future")
    kind = KINDS[organ]
    try:
        return made, kind.model_validate(record["values"])
    except ValidationError as fault:
        told = (sentence(kind, error) for error in fault.errors(include_url=False))
        raise ValueError("; ".join(words.replace("the file ", "it ", 1) for words in told)) from fault


def _straightened(vector: list[float], up: tuple[float, ...]) -> tuple[float, float, float]:
    """Turned by the shortest way that brings `up` to (0, 0, 1) (Rodrigues' rotation)."""
    ux, uy, uz = up
    x, y, z = vector
    # The axis is up x (0, 0, 1) = (uy, -ux, 0), as long as the sine; its cosine is uz.
    along = (uy * x - ux * y) / (1.0 + uz)
    return (
        x * uz - ux * z + uy * along,
        y * uz - uy * z - ux * along,
        z * uz + uy * y + ux * x,
    )
