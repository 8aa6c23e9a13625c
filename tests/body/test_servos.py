"""Motion that cannot hurt, on the robot's own drivers: limp for every reason, gentle at first, telling the truth."""

import contextlib
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from companion.body.calibration import Travel
from companion.body.raspberry.drives import PinDrive
from companion.body.twins.pins import TwinPins
from companion.vocabulary.acts import JOINTS, Pose
from companion.vocabulary.errors import OrganError, StateError
from companion.vocabulary.permissions import Gate
from tests.body.robot import ALL, NONE, PINS, TICK_S, WIDE, Robot

AWAKE_S = 4.0
"""Long enough for seven joints to wake one after the other."""


def awake() -> Robot:
    robot = Robot()
    robot.servos.connect()
    robot.run(AWAKE_S)
    return robot


def supplied(robot: Robot) -> bool:
    return robot.board.one_shot.is_on


def test_pulses_are_those_of_the_calibration() -> None:
    robot = awake()
    assert robot.board.servo_us("neck_yaw") == pytest.approx(2000, abs=3)
    assert robot.board.servo_us("neck_pitch") == pytest.approx(1000, abs=3)


def test_a_mirrored_servo_turns_the_other_way() -> None:
    robot = Robot(replace(WIDE, travels={**WIDE.travels, "neck_yaw": Travel(1900.0, 1500.0, 1100.0)}))
    robot.servos.connect()
    robot.run(AWAKE_S)
    assert robot.board.servo_us("neck_yaw") == pytest.approx(1100, abs=3)


def test_before_it_is_connected_nothing_is_held_whatever_is_wished() -> None:
    robot = Robot()
    sent = robot.run(1.0)
    assert sent.attached == NONE == robot.board.held()
    assert not supplied(robot)


def test_what_is_told_is_what_holds_power_in_every_tick() -> None:
    robot = Robot()
    robot.servos.connect()
    for _ in range(200):
        sent = robot.tick()
        assert robot.board.held() <= sent.attached


def test_joints_wake_one_after_the_other_and_gently() -> None:
    robot = Robot()
    robot.servos.connect()
    moving_at_once, fastest = 0, 0.0
    for _ in range(round(0.4 / TICK_S)):
        before = dict(robot.board.places_us)
        robot.tick(Pose())
        steps = [abs(robot.board.places_us[joint] - before[joint]) for joint in JOINTS]
        moving_at_once = max(moving_at_once, sum(step > 0 for step in steps))
        fastest = max(fastest, sum(steps))
    ran_us = abs(robot.board.places_us["neck_yaw"] - 1300.0)
    assert moving_at_once == 1
    assert ran_us == pytest.approx(200, abs=5)
    assert robot.servos.latest().attached <= {"neck_yaw", "neck_pitch"}


def test_in_its_first_instants_a_joint_gets_one_pulse_in_four_frames() -> None:
    robot = Robot()
    robot.servos.connect()
    robot.run(2 * TICK_S)
    with_pulse = [bool(robot.tick(Pose()) and robot.board.held()) for _ in range(16)]
    assert sum(with_pulse) == 4


def test_the_supply_falls_a_quarter_of_a_second_after_the_last_beat() -> None:
    robot = awake()
    assert supplied(robot)
    for _ in range(20):  # the process hangs: nobody ticks
        robot.wait(TICK_S)
    assert not supplied(robot)
    assert robot.board.held() == NONE


def test_after_a_hang_power_comes_back_only_to_joints_that_were_let_go_first() -> None:
    robot = awake()
    robot.wait(1.0)
    assert robot.tick().attached == NONE
    assert robot.board.held() == NONE
    assert [robot.board.pulses.pulse_us(channel) for channel in range(7)] == [None] * 7
    assert robot.tick().attached <= {"neck_yaw"}
    assert robot.run(AWAKE_S).attached == ALL


def test_a_killed_process_leaves_limp_servos() -> None:
    robot = awake()
    robot.board.gpio.close()  # the kernel takes the pins back: resistors decide
    assert not robot.board.pulses.output_enabled
    robot.wait(0.3)
    assert robot.board.held() == NONE


@pytest.mark.parametrize("gate", [Gate(stop=True), Gate(still=True), Gate(cleaning=True)])
def test_a_closed_gate_takes_the_outputs_away_at_once_and_the_supply_soon(gate: Gate) -> None:
    robot = awake()
    robot.servos.obey(gate)
    assert robot.board.held() == NONE
    assert robot.servos.latest().attached == NONE
    robot.run(0.5)
    assert not supplied(robot)


def test_a_stop_works_while_the_bus_is_stuck() -> None:
    robot = awake()
    robot.board.bus.stuck = True
    robot.servos.obey(Gate(stop=True))
    assert robot.board.held() == NONE


def test_while_a_reason_holds_everything_is_limp_and_afterwards_it_begins_gently() -> None:
    robot = awake()
    robot.interlock.hold("it was dropped")
    assert robot.tick().attached == NONE
    assert robot.board.held() == NONE
    assert robot.servos.limp == "it was dropped"
    robot.run(1.0)
    assert not supplied(robot)
    robot.interlock.free("it was dropped")
    assert robot.tick().attached <= {"neck_yaw"}


def test_a_lost_chip_is_told_once_connected_again_it_moves_again() -> None:
    robot = awake()
    robot.board.bus.silent.add(0x40)
    assert robot.tick().attached == NONE
    with pytest.raises(OrganError, match="PCA9685 at 0x40 on I2C bus 1: does not answer"):
        robot.servos.check()
    robot.run(0.5)
    assert not supplied(robot)
    robot.board.bus.silent.clear()
    robot.servos.connect()
    robot.run(AWAKE_S)
    assert robot.board.held() == ALL


def test_a_dip_of_the_chips_supply_is_noticed_within_one_frame() -> None:
    robot = awake()
    robot.board.dip()
    assert robot.tick().attached == NONE
    with pytest.raises(OrganError, match="does not hold what was written"):
        robot.servos.check()


def test_swapped_plugs_move_nothing() -> None:
    robot = awake()
    robot.board.bus.swap(0x40, 0x69)
    robot.tick()
    with pytest.raises(OrganError):
        robot.servos.check()
    with pytest.raises(OrganError, match="is no PCA9685"):
        robot.servos.connect()
    robot.run(0.5)
    assert robot.board.held() == NONE


def test_without_a_calibration_nothing_moves_and_the_reason_is_said() -> None:
    robot = Robot()

    def none() -> None:
        raise StateError("there is none for this device (twin) yet.", "calibration-twin", "Make one.")

    robot.servos._read_calibration = none  # type: ignore[assignment]
    with pytest.raises(StateError, match="there is none for this device"):
        robot.servos.connect()
    assert robot.run(0.5).attached == NONE
    assert robot.servos.limp == "not connected"


def test_at_the_end_it_lies_down_softly_and_is_let_go() -> None:
    robot = awake()
    began_s = robot.time.now()
    robot.servos.close()
    assert robot.servos.limiter.pose.neck_yaw == pytest.approx(0.0, abs=0.02)
    assert robot.board.places_us["neck_yaw"] == pytest.approx(1500, abs=15)
    assert robot.time.now() - began_s < 3.0
    assert robot.board.held() == NONE
    assert not robot.board.pulses.output_enabled
    robot.wait(0.3)
    assert not supplied(robot)
    robot.servos.close()


def test_at_the_end_a_stop_is_still_a_stop() -> None:
    robot = awake()
    robot.servos.obey(Gate(stop=True))
    lay = dict(robot.board.places_us)
    robot.servos.close()
    assert robot.board.places_us == lay


def test_a_joint_that_travels_farther_is_not_faster() -> None:
    wide = replace(WIDE, travels=dict.fromkeys(JOINTS, Travel(900.0, 1500.0, 2100.0)))
    fastest = {}
    for name, calibration in (("usual", WIDE), ("wide", wide)):
        robot = Robot(calibration)
        robot.servos.connect()
        robot.run(AWAKE_S, Pose(neck_yaw=-1.0))
        before, speed = robot.board.servo_us("neck_yaw"), 0.0
        for _ in range(60):
            robot.tick(Pose(neck_yaw=1.0))
            now = robot.board.servo_us("neck_yaw")
            assert now is not None
            assert before is not None
            speed, before = max(speed, abs(now - before) / TICK_S), now
        fastest[name] = speed
    assert fastest["wide"] <= fastest["usual"] * 1.05


def test_servos_at_pins_move_too_and_the_one_without_a_pin_is_never_told_as_held() -> None:
    gpio = TwinPins()
    robot = Robot(drive=PinDrive(PINS.servo_pins, 900, 2100, gpio))
    robot.servos.connect()
    sent = robot.run(AWAKE_S, Pose())
    assert sent.attached == ALL - {"tail"}
    # The middle of 900..2100 us in a frame of 20 ms.
    assert gpio.level(PINS.servo_pins["neck_yaw"]) == pytest.approx(1500 / 20_000, abs=1e-4)
    robot.servos.obey(Gate(stop=True))
    assert gpio.level(PINS.servo_pins["neck_yaw"]) == 0


deeds = some.sampled_from(
    ("tick", "tick", "tick", "stop", "still", "release", "drop", "pick up", "lid", "shut", "unplug", "plug", "dip",
     "stick", "flip", "connect", "check", "gap", "close", "open")
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(some.lists(deeds, min_size=10, max_size=80), some.integers(0, 1000))
def test_whatever_happens_around_a_change_of_state_no_servo_breaks_a_rule(acts: list[str], seed: int) -> None:
    """Commands, faults and gates in any order: in every tick power only where told, in range, and none when limp."""
    robot, chance = Robot(), random.Random(seed)
    closed_gate, is_open = False, True
    for deed in ("connect", *acts, "tick"):
        match deed:
            case "stop" | "still":
                robot.servos.obey(Gate(stop=deed == "stop", still=deed == "still"))
                closed_gate = True
                assert robot.board.held() == NONE
            case "release":
                robot.servos.obey(Gate())
                closed_gate = False
            case "drop":
                robot.interlock.hold("it was dropped")
            case "pick up":
                robot.interlock.free("it was dropped")
            case "lid":
                robot.interlock.hold("the lid is open")
            case "shut":
                robot.interlock.free("the lid is open")
            case "unplug":
                robot.board.bus.silent.add(0x40)
            case "plug":
                robot.board.bus.silent.clear()
                robot.board.bus.stuck, robot.board.bus.flip_one_in = False, 0
            case "dip":
                robot.board.dip()
            case "stick":
                robot.board.bus.stuck = True
            case "flip":
                robot.board.bus.flip_one_in = 300
            case "connect" | "check":
                with contextlib.suppress(OrganError):
                    robot.servos.connect() if deed == "connect" else robot.servos.check()
            case "gap":
                robot.wait(chance.uniform(0.1, 3.0))
            case "close":
                robot.servos.close()
                is_open = False
            case "open":
                robot.servos.open()
                is_open = True
        wish = Pose(*(chance.choice((-2.0, -1.0, -0.2, 0.4, 1.0, float("nan"))) for _ in JOINTS))
        active = frozenset(joint for joint in JOINTS if chance.random() < 0.6)
        for _ in range(chance.randrange(1, 12)):
            sent = robot.tick(wish, active)
            held = robot.board.held()
            if closed_gate or robot.interlock.reasons or not is_open:
                assert sent.attached == NONE
                assert held == NONE
            if not robot.board.bus.flipped:
                assert held <= sent.attached
                for joint in held:
                    width = robot.board.servo_us(joint)
                    assert width is not None
                    assert 1000 - 3 <= width <= 2000 + 3
