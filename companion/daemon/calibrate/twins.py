"""A robot of twins on the bench, in a room where everything that a person is asked to do happens by itself."""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import cv2
import numpy as np
from numpy.typing import NDArray

from companion.body.pins import Pins
from companion.body.simulated.speaker import SimulatedSpeaker
from companion.body.twins.board import Board
from companion.daemon.calibrate.bench import Bench, Deed, listening, watched
from companion.daemon.compose import tongue
from companion.daemon.wiring import Wiring, wired
from companion.settings import Settings
from companion.vocabulary.acts import JOINTS, Joint
from companion.vocabulary.errors import OrganError
from companion.vocabulary.signals import ZONES, AudioChunk, Frame, Zone

PALM_COUNTS = 62.0
THICKER_FUR: dict[str, float] = {"back_front": 0.7, "back_middle": 0.65, "back_rear": 0.7, "tail": 0.8, "nose": 1.2}
BESIDE = 0.3
"""What a palm makes the next electrode read, for its share."""

COVERED_SHARE, DAY_SHARE = 0.004, 0.42
SILENCE_DBFS, VOICE_DBFS, ROOM_LOSS_DB = -62.0, -37.0, 14.0
ASKEW_G, DRIFT_DEG_S = (0.052, -0.035, 0.998), (0.9, -0.4, 0.2)
NOISE_COUNTS = 0.8
BLURS_PX = (6.0, 3.5, 1.5, 0.0)
RATE_HZ, CHUNK_S = 16_000, 0.02
THINKS_S, TOUCHES_S = 1.0, 0.6
MOST_TRIES = 2


class TwinWorld:
    """What twins feel, hear and see when a person has been asked for a deed.

    `crossed` are two joints whose plugs are exchanged; `blur` is how far the lens is from being sharp.
    """

    def __init__(self, board: Board, crossed: tuple[Joint, Joint] | None = None) -> None:
        self.board = board
        self.crossed = crossed
        self.loud = False
        self.blur = 0
        self.voice = TwinVoice()
        self.listens = False
        self.person: ObligingPerson | None = None
        """Who answers when there is no keyboard."""
        self._pressed = False
        self._noise = np.random.default_rng(11).normal(0.0, NOISE_COUNTS, (997, len(ZONES))).tolist()
        self._scans = 0
        self._before = dict(board.places_us)
        self._falls = [0.0] * len(ZONES)
        self._scan = board.skin.tick
        board.skin.tick = self._feel  # type: ignore[method-assign]
        board.balance.acceleration_g, board.balance.turn_deg_s = ASKEW_G, DRIFT_DEG_S

    def do(self, deed: Deed, what: str = "") -> None:
        self.listens = False
        if deed == "palm":
            self._lay(what)
        elif deed == "hands off":
            self._falls = [0.0] * len(ZONES)
        elif deed in ("cover", "shine"):
            self.board.shares("light", COVERED_SHARE if deed == "cover" else DAY_SHARE)
        elif deed in ("quiet", "speak"):
            self.loud = deed == "speak"
        elif deed == "turn lens":
            self.blur = min(self.blur + 1, len(BLURS_PX) - 1)
        elif deed == "watch":
            self.listens = True
            self._before = dict(self.board.places_us)

    def asked(self, answers: Mapping[str, tuple[str, str]]) -> None:
        if self.person is not None:
            self.person.asked(answers)

    @property
    def moved(self) -> Joint | None:
        """The joint that somebody in front of it has seen moving since `watch`."""
        ways = {joint: abs(self.board.places_us[joint] - self._before[joint]) for joint in JOINTS}
        most = max(ways, key=ways.__getitem__)
        if ways[most] < 1.0:
            return None
        one, other = self.crossed or (most, most)
        return {one: other, other: one}.get(most, most)

    def _lay(self, zone: str) -> None:
        place = ZONES.index(zone)
        fall = PALM_COUNTS * THICKER_FUR.get(zone, 1.0)
        for near, share in ((place - 1, BESIDE), (place + 1, BESIDE), (place, 1.0)):
            self._falls[self.board.electrode(ZONES[near % len(ZONES)])] = share * fall

    def _feel(self) -> None:
        """A real electrode is never quite still."""
        touched = self.person.touches() if self.person is not None else None
        if self.person is not None and self.person.presses() != self._pressed:
            self._pressed = not self._pressed
            self.board.gpio.drive(self.board.pin("mute_button"), not self._pressed)
        self._scans += 1
        noise = self._noise[self._scans % len(self._noise)]
        hand = self.board.electrode(touched) if touched is not None else -1
        for electrode, fall in enumerate(self._falls):
            self.board.skin.press(electrode, (PALM_COUNTS if electrode == hand else fall) + noise[electrode])
        self._scan()


class ObligingPerson:
    """Answers without a keyboard as somebody would who wants it done: by hand, a second after the question."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._from_s = self._until_s = 0.0
        self._zone: Zone | None = None
        self._steps = self._fails = 0

    def asked(self, answers: Mapping[str, tuple[str, str]]) -> None:
        sign = self._sign(answers)
        zones: dict[str, Zone] = {"yes": "head", "no": "tail", "more": "flipper_right", "less": "flipper_left"}
        # One hand lies where it was asked for already; the other one presses the button.
        self._zone = zones.get(sign)
        self._from_s = self._now() + THINKS_S
        self._until_s = self._from_s + TOUCHES_S

    def touches(self) -> Zone | None:
        """Where a hand lies just now, to answer."""
        return self._zone if self._answers else None

    def presses(self) -> bool:
        """Whether the mute button is pressed just now."""
        return self._answers and self._zone is None

    @property
    def _answers(self) -> bool:
        return self._from_s <= self._now() < self._until_s

    def _sign(self, answers: Mapping[str, tuple[str, str]]) -> str:
        """Yes; but a joint has to be brought somewhere first, and what fails twice is skipped."""
        key, words = answers.get("yes", ("", ""))
        self._fails = self._fails + 1 if words == "try again" else 0
        if "touch" in answers or self._fails > MOST_TRIES:
            return "touch" if "touch" in answers else "no"
        way, most = {"l": ("less", 3), "h": ("more", 6)}.get(key, ("yes", 0))
        if self._steps < most:
            self._steps += 1
            return way
        self._steps = 0
        return "yes"


class TwinVoice(SimulatedSpeaker):
    """A loudspeaker that nobody but the twin of the ear hears."""

    def connect(self) -> None:
        """There is no card to open."""

    def take_level_dbfs(self) -> float:
        """How loud what has been played since the last time is."""
        pieces = [piece.values for piece in self.take()]
        if not pieces:
            return -120.0
        return float(10 * np.log10(max(np.mean(np.concatenate(pieces) ** 2), 1e-12)))


class TwinEar:
    """Noise as loud as the room, the voice of a person, or the creature's own."""

    name = "microphone"

    def __init__(self, world: TwinWorld, now: Callable[[], float], wait: Callable[[float], None]) -> None:
        self._world = world
        self._now = now
        self._wait = wait
        self._chance = np.random.default_rng(5)
        self._said = 0

    def open(self) -> None:
        """It is always there."""

    def close(self) -> None:
        """It may be closed."""

    def latest(self, timeout_s: float) -> AudioChunk | None:
        """Twenty milliseconds, a little louder and softer like speech."""
        self._wait(CHUNK_S)
        self._said += 1
        level = SILENCE_DBFS
        if self._world.loud:
            level = VOICE_DBFS + 5.0 * np.sin(self._said / 9.0)
        if self._world.listens:
            level = max(level, self._world.voice.take_level_dbfs() - ROOM_LOSS_DB)
        wave = self._chance.normal(0.0, 10 ** (level / 20.0), (round(RATE_HZ * CHUNK_S), 1))
        samples = np.clip(np.rint(wave * 32768), -32768, 32767).astype(np.int16)
        return AudioChunk(samples, RATE_HZ, self._now() - CHUNK_S)


class TwinEye:
    """A drawn room: a window with a plant, a lamp, a shelf of books. It hangs upside down, and its lens is turned."""

    name = "camera"

    def __init__(self, world: TwinWorld, now: Callable[[], float]) -> None:
        self._world = world
        self._now = now
        self._room = drawn_room()
        self._is_open = False

    def open(self) -> None:
        self._is_open = True

    def close(self) -> None:
        self._is_open = False

    def latest(self, timeout_s: float) -> Frame | None:
        if not self._is_open:
            raise OrganError("is closed.", self.name, "Open it first.")
        blur = BLURS_PX[self._world.blur]
        seen = cv2.GaussianBlur(self._room, (0, 0), blur) if blur else self._room
        return Frame(np.ascontiguousarray(seen[::-1, ::-1], np.uint8), self._now())


def drawn_room() -> NDArray[np.uint8]:
    """640 x 480, RGB, rather dark."""
    room = np.zeros((480, 640, 3), np.uint8)
    room[:330] = (92, 84, 70)
    room[330:] = (52, 38, 26)
    cv2.rectangle(room, (60, 50), (270, 250), (205, 215, 225), -1)
    for x, y, size in ((110, 110, 40), (190, 150, 60), (150, 90, 30)):
        cv2.circle(room, (x, y), size, (240, 244, 248), -1)
    cv2.line(room, (165, 50), (165, 250), (60, 50, 40), 6)
    cv2.line(room, (60, 150), (270, 150), (60, 50, 40), 6)
    cv2.line(room, (450, 0), (450, 90), (30, 26, 22), 4)
    cv2.ellipse(room, (450, 120), (55, 32), 0, 180, 360, (235, 215, 160), -1)
    colours = ((150, 60, 50), (60, 110, 120), (170, 150, 80), (80, 70, 120), (60, 120, 70))
    for number in range(16):
        left, top = 350 + 17 * number, 210 - 9 * (number * 7 % 4)
        cv2.rectangle(room, (left, top), (left + 13, 296), colours[number % 5], -1)
        cv2.rectangle(room, (left, top), (left + 13, 296), (24, 20, 18), 1)
    cv2.rectangle(room, (340, 296), (630, 306), (38, 26, 18), -1)
    cv2.rectangle(room, (90, 360), (560, 380), (86, 62, 40), -1)
    for x in (120, 520):
        cv2.rectangle(room, (x, 380), (x + 14, 470), (70, 50, 32), -1)
    return room


def twin_bench(
    settings: Settings,
    pins: Pins,
    crossed: tuple[Joint, Joint] | None = None,
    simulated: bool = False,
    wiring: Wiring | None = None,
) -> Bench:
    """Twins on the bench. In simulated time nothing waits for real; else the board lives until `board.stop()`."""
    wiring = wiring or wired(settings, pins)
    board = wiring.board
    assert board is not None
    world = TwinWorld(board, crossed)
    bench = Bench(settings, pins, wiring, world=world, in_real_time=not simulated)

    def lasting(seconds: float) -> None:
        time.sleep(seconds)
        board.step(seconds)

    bench.wait = lasting
    bench.microphone = lambda: listening(bench, TwinEar(world, bench.now, bench.wait))
    bench.speaker = lambda: world.voice
    bench.engine = lambda: tongue(settings.speech)
    bench.camera = lambda: watched(bench, TwinEye(world, bench.now))
    return bench


class SimulatedTime:
    """Seconds that pass when somebody waits, and let the twins scan and run meanwhile."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.board: Board | None = None

    def now(self) -> float:
        return self.now_s

    def wait(self, seconds: float) -> None:
        self.now_s += seconds
        if self.board is not None:
            self.board.step(seconds)
            self.board.skin.tick()


def simulated_twins(settings: Settings, pins: Pins, crossed: tuple[Joint, Joint] | None = None) -> Bench:
    """The same twins in simulated time: an hour on the bench is a moment."""
    lasts = SimulatedTime()
    board = Board(pins, lasts.now, datetime.now(UTC).replace(tzinfo=None))
    lasts.board = board
    bench = twin_bench(settings, pins, crossed, simulated=True, wiring=wired(settings, pins, board))
    bench.now, bench.wait = lasts.now, lasts.wait
    return bench
