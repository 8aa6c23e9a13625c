"""Which organs make up the body that the settings name, and the parts that keep them: drawn, the robot's own, or twins.

Nothing is opened here and no library of the robot is loaded for a drawn body.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from companion.body.calibrated import Calibrated, load_calibrated
from companion.body.interlock import Interlock
from companion.body.pins import Pins, load_pins
from companion.body.simulated.balance import SimulatedBalance
from companion.body.simulated.light_sensor import SimulatedLightSensor
from companion.body.simulated.lights import SimulatedLights
from companion.body.simulated.servos import SimulatedServos
from companion.body.simulated.skin import SimulatedSkin
from companion.body.simulated.speaker import SimulatedSpeaker
from companion.body.simulated.thermometer import SimulatedThermometer
from companion.body.simulated.warmth import SimulatedPad
from companion.body.warmth import Pad
from companion.daemon.clock import Clock
from companion.daemon.flow import Flow
from companion.daemon.inlets import Deaf, TwinBalance, TwinLight, TwinTouch, TwinWarmth
from companion.daemon.senses import Feeling, RoomWarmth
from companion.daemon.supervise import Part
from companion.daemon.wiring import wired
from companion.settings import Settings
from companion.vocabulary.commands import Command
from companion.vocabulary.errors import OrganError
from companion.vocabulary.ports import Camera, Feed, Lights, LightSensor, Microphone, Skin, Speaker, Store
from companion.vocabulary.signals import Handling, Samples, Touches, Zone
from companion.web.server import Tap

if TYPE_CHECKING:
    from companion.body.raspberry.clock_chip import ClockChip
    from companion.body.raspberry.servos import RaspberryServos
    from companion.body.twins.board import Board

Joints: TypeAlias = "SimulatedServos | RaspberryServos"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hooks:
    """What parts of the body need from the rest: where readings and commands go, what forgets hands or slows sight."""

    flow: Flow
    clock: Clock
    forget_hands: Callable[[], None]
    numb: Callable[[], Mapping[Zone, str]]
    order: Callable[[Command], None]
    slow: Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Anatomy:
    """One body. `parts` makes what the supervisor keeps; the inlets take what somebody does on the page.

    `watched` wraps a camera of this body in its light and its privacy switch. `board` is what the twins sit on.
    `listening` does the same for a microphone. `calibrated` is how the organs of this very body were set right.
    """

    servos: "Joints"
    lights: Lights
    skin: Skin
    light_sensor: LightSensor
    pad: Pad
    skin_inlet: Feed[Touches]
    light_inlet: Feed[float]
    warmth_inlet: Feed[float]
    balance_inlet: Feed[Handling]
    watched: Callable[[Camera], Camera]
    parts: Callable[[Hooks], Sequence[Part]]
    interlock: Interlock
    board: "Board | None" = None
    calibrated: Calibrated = field(default_factory=Calibrated)
    listening: Callable[[Microphone], Microphone] = lambda microphone: microphone


def anatomy(settings: Settings, store: Store, clock: Clock) -> Anatomy:
    """The body that the settings name. Raises `PinsError` for wiring that cannot be right."""
    pins = load_pins()
    if settings.body.kind == "simulated":
        return drawn(settings, pins, clock)
    return robot(settings, pins, store, clock)


@dataclass(frozen=True, slots=True)
class Loudspeaker:
    """Where its voice sounds; `tap` is where the page fetches it, and is empty when it sounds elsewhere."""

    speaker: Speaker
    tap: Tap
    parts: tuple[Part, ...] = ()


def loudspeaker(settings: Settings) -> Loudspeaker:
    """The loudspeaker that the settings name."""
    if settings.body.speaker == "page":
        on_the_page = SimulatedSpeaker()
        return Loudspeaker(on_the_page, on_the_page)
    from companion.body.sound.speaker import SoundCardSpeaker
    from companion.daemon.organs import Tending

    card = SoundCardSpeaker()
    return Loudspeaker(card, Silent(), (Part("loudspeaker", Tending(card, lambda: "I can be heard.").run),))


class Silent:
    """What the page fetches when the voice sounds elsewhere."""

    hushes = 0

    def take(self) -> tuple[Samples, ...]:
        return ()


def drawn(settings: Settings, pins: Pins, clock: Clock) -> Anatomy:
    """The body that the page draws."""
    from companion.daemon import organs

    servos, skin = SimulatedServos(pins.limiter(settings.rhythm)), SimulatedSkin()
    light_sensor, thermometer = SimulatedLightSensor(), SimulatedThermometer()
    balance = SimulatedBalance(clock.seconds)

    def parts(hooks: Hooks) -> Sequence[Part]:
        warmth = RoomWarmth(thermometer, hooks.flow, hooks.clock)
        felt = organs.Balance(balance, hooks.flow, hooks.clock)
        return (
            Part("touch", Feeling(skin, hooks.forget_hands).run, "touch"),
            Part("balance", felt.run),
            Part("posture", organs.Posture(felt).run, "posture"),
            Part("thermometer", warmth.run),
        )

    return Anatomy(
        servos,
        SimulatedLights(),
        skin,
        light_sensor,
        SimulatedPad(),
        skin_inlet=skin,
        light_inlet=light_sensor,
        warmth_inlet=thermometer,
        balance_inlet=balance,
        watched=lambda camera: camera,
        parts=parts,
        interlock=Interlock(),
    )


def robot(settings: Settings, pins: Pins, store: Store, clock: Clock) -> Anatomy:
    """The robot's own body, or its drivers on simulated chips and pins."""
    from companion.body import calibration as calibrations
    from companion.body.falling import FallGuard
    from companion.body.heat import linux_gauge
    from companion.body.limiter import MotionLimiter, NoiseBudget
    from companion.body.overcurrent import CurrentGuard
    from companion.body.raspberry.analogue import Converter, RoomLight, RoomThermometer
    from companion.body.raspberry.battery import Battery
    from companion.body.raspberry.buttons import Buttons, Lid
    from companion.body.raspberry.cheeks import Cheeks
    from companion.body.raspberry.clock_chip import ClockChip
    from companion.body.raspberry.motion_chip import MotionChip, MotionSense
    from companion.body.raspberry.privacy import PrivacySwitch, SensingLight, WatchedCamera, WatchedMicrophone
    from companion.body.raspberry.pulse_oximeter import PulseLight, PulseSense
    from companion.body.raspberry.servos import RaspberryServos
    from companion.body.raspberry.touch_chip import TouchChip, TouchSkin
    from companion.body.raspberry.warmth import HeatingPad
    from companion.daemon import organs, upkeep

    wiring = wired(settings, pins)
    board, factory, chip, device = wiring.board, wiring.pin_factory, wiring.chip, wiring.device

    def converter(channel: Any, name: str) -> Converter:
        return Converter(pins.adc.channels[channel], name, factory)

    clock_chip = ClockChip(chip("clock"))
    interlock = Interlock()
    interlock.hold(organs.LID_OPEN)  # until somebody has looked
    interlock.changed = lambda: _tell(interlock)
    budget = NoiseBudget(pins.noise.by_day_per_s, pins.noise.quiet_per_s)

    fitted = load_calibrated(store, device, today_of(clock))
    for fault in fitted.faults:
        _log.warning("A calibration is not believed, and the usual values are taken: %s", fault)

    def calibration() -> calibrations.Calibration:
        if board is not None and not calibrations.has_joints(store, device):
            return calibrations.careful(device, date(2026, 1, 1))
        return calibrations.load_calibration(store, device, pins, today(clock, clock_chip))

    gpio = pins.gpio
    servos = RaspberryServos(
        wiring.drive,
        wiring.supply,
        calibration,
        lambda made, start: MotionLimiter(calibrations.narrowed(pins, made), start, budget, settings.rhythm),
        pins.limiter(settings.rhythm),
        interlock,
    )
    cheeks = Cheeks(gpio["cheek_red"], gpio["cheek_green"], gpio["cheek_blue"], factory)
    electrodes, least = pins.electrodes, None
    if fitted.touch is not None:
        electrodes, least = fitted.touch.electrodes or electrodes, fitted.touch.least()
    skin = TouchSkin(TouchChip(chip("touch"), electrodes, least), gpio["touch_interrupt"], factory)
    falling = FallGuard(interlock)
    motion_chip = MotionChip(chip("posture"), pins.mounting.up, pins.mounting.forward, zero=fitted.posture)
    balance = MotionSense(motion_chip, felt=falling.feel)
    light_shares = (fitted.light.dark_share, fitted.light.bright_share) if fitted.light is not None else ()
    light = SensingLight(gpio["sensing_light"], gpio["sensing_light_current"], factory)
    switch = PrivacySwitch(gpio["privacy_switch"], factory)
    pulse = PulseSense(PulseLight(chip("pulse")))
    thermometer = RoomThermometer(converter("temperature", "thermometer"), pins.adc.reference_volts)
    gauge = linux_gauge() if board is None else board.strain
    current = CurrentGuard(interlock, pins.servos.most_amperes, pins.servos.over_current_s)
    amperes_at_full = pins.adc.reference_volts / pins.servos.volts_per_ampere

    def parts(hooks: Hooks) -> Sequence[Part]:
        pressing = organs.Pressing(
            Buttons(gpio["stop_button"], gpio["mute_button"], factory),
            Lid(gpio["lid"], factory),
            interlock,
            hooks.order,
            lambda: hooks.flow.gate,
        )
        felt = organs.Balance(balance, hooks.flow, hooks.clock)
        watching = upkeep.Watching(converter("servo_current", "servo current"), amperes_at_full, current, hooks.clock)
        warmth = RoomWarmth(thermometer, hooks.flow, hooks.clock, lambda: gauge().processor_c)
        battery = Battery(chip("battery"), gpio["charging"], factory)
        fitted = (
            Part("servo drive", organs.Tending(servos, organs.line_of_joints(interlock)).run),
            Part("cheek light", organs.Tending(cheeks, lambda: "My cheeks can glow.").run),
            Part("button panel", pressing.run),
            Part("servo current", watching.run),
            Part("touch", organs.ChipFeeling(skin, hooks.forget_hands, hooks.numb).run, "touch"),
            Part("balance", felt.run),
            Part("posture", organs.Posture(felt).run, "posture"),
            Part("pulse", organs.Pulsing(pulse, hooks.flow, hooks.clock).run, "pulse"),
            Part("thermometer", warmth.run),
            Part("heat", upkeep.KeepingCool(gauge, hooks.slow).run),
            Part("battery", upkeep.Powering(battery, hooks.flow, hooks.clock).run),
            Part("clock", upkeep.TimeKeeping(clock_chip, hooks.clock).run),
        )
        return tuple(part for part in fitted if part.name not in settings.body.absent)

    return Anatomy(
        servos,
        cheeks,
        skin,
        RoomLight(converter("light", "light sensor"), *light_shares),
        HeatingPad(gpio["heater"], converter("heater_temperature", "heating pad"), pins.warmth.limit_c, factory),
        skin_inlet=TwinTouch(board) if board is not None else Deaf(),
        light_inlet=TwinLight(board) if board is not None else Deaf(),
        warmth_inlet=TwinWarmth(board) if board is not None else Deaf(),
        balance_inlet=TwinBalance(board, clock.seconds) if board is not None else Deaf(),
        watched=lambda camera: WatchedCamera(camera, light, switch),
        parts=parts,
        interlock=interlock,
        board=board,
        calibrated=fitted,
        listening=lambda microphone: WatchedMicrophone(microphone, light, switch),
    )


def today_of(clock: Clock) -> date | None:
    """The date by the computer's clock; None while it cannot be trusted. Asks no chip."""
    local = clock.now().local_time
    return None if local is None else local.date()


def today(clock: Clock, chip: "ClockChip") -> date | None:
    """The date, by the computer's clock or else by the chip's; None while neither can be trusted."""
    if (local := today_of(clock)) is not None:
        return local
    try:
        utc = chip.time()
    except OrganError:
        return None
    return None if utc is None else utc.date()


def _tell(interlock: Interlock) -> None:
    """Once when the joints may not move any more, once when they may again."""
    if interlock.reasons:
        _log.warning("Its joints are limp: %s.", ", and ".join(interlock.reasons))
    else:
        _log.info("Its joints may move again.")
