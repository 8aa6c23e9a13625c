"""The small parts that must keep up with their clocks: choreographer, motion limiter, mind, touch, voice."""

import random
from collections.abc import Iterator
from itertools import count, cycle

import numpy as np

from companion.body.simulated.servos import SimulatedServos
from companion.daemon.performing import performed
from companion.expression.choreographer import Choreographer
from companion.mind.mind import Mind
from companion.perception.touch.gestures import TouchGestures
from companion.perception.touch.path import TouchPath
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.signals import SkinCounts, Touches
from tools.bench import voice
from tools.bench.sight import cpu_ms
from tools.bench.table import Row
from tools.hands.coat import read, sew
from tools.hands.doing import Path
from tools.hands.people import draw_person
from tools.hands.stream import feel as feel_hand


def measure() -> list[Row]:
    """CPU milliseconds of one tick of each."""
    seconds = (tick * 0.02 for tick in count())
    choreographer, mind, touch = (
        Choreographer(random.Random(1)),
        Mind(random.Random(1)),
        TouchGestures(),
    )

    def think() -> None:
        moment = Moment(next(seconds))
        stroke = touch.feel(Touches("move", "back_middle", 5.0, 0.5, moment.monotonic_s))
        choreographer.follow(mind.think(stroke, (), Gate(), moment), moment)

    skin, readings = TouchPath(), stroked()

    def feel() -> None:
        skin.feel(SkinCounts(next(readings), next(seconds)))

    servos, wriggling = SimulatedServos(), Choreographer(random.Random(1))
    servos.open()
    wriggling.follow(performed("wriggle", 0.0), Moment(0.0))

    def move() -> None:
        moment = Moment(next(seconds))
        servos.send(wriggling.tick(moment), moment)

    return [
        Row("mind tick, with a stroke to read, CPU ms", f"{cpu_ms(think, 2000):.3f}", "below 1"),
        Row(
            "choreographer tick, CPU ms",
            f"{cpu_ms(lambda: choreographer.tick(Moment(next(seconds))), 5000):.3f}",
            "below 0.5",
        ),
        Row("one reading of twelve electrodes under a stroking hand, CPU ms", f"{cpu_ms(feel, 5000):.3f}", "below 0.5"),
        Row("choreographer and motion limiter, wriggling, CPU ms a tick", f"{cpu_ms(move, 3000):.3f}"),
        *voice.measure(),
    ]


def stroked() -> Iterator[tuple[int, ...]]:
    """What the electrodes read, for ever, while a simulated hand strokes the back to and fro."""
    way = Path()
    way.now = np.array([20.0, 0.0, 8.0])
    way.land(20.0, 0.3)
    for end in (44.0, 20.0) * 3:
        way.to(4.0, x=end)
    signal = feel_hand(draw_person(9000), sew(9000), way.all(), 1.0, np.random.default_rng(1))
    counts = read(sew(9000), signal, np.random.default_rng(2))
    return cycle([tuple(row) for row in counts.tolist()])
