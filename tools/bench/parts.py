"""The small parts that must keep up with their clocks: choreographer, mind, touch, voice."""

import random
from itertools import count

from companion.expression.choreographer import Choreographer
from companion.expression.voice import Voice
from companion.mind.mind import Mind
from companion.perception.touch.gestures import TouchGestures
from companion.vocabulary.acts import Cry
from companion.vocabulary.moment import Moment
from companion.vocabulary.permissions import Gate
from companion.vocabulary.signals import Touches
from tools.bench.sight import cpu_ms
from tools.bench.table import Row


def measure() -> list[Row]:
    """CPU milliseconds of one tick of each."""
    seconds = (tick * 0.02 for tick in count())
    choreographer, mind, voice, touch = (
        Choreographer(random.Random(1)),
        Mind(random.Random(1)),
        Voice(),
        TouchGestures(),
    )

    def think() -> None:
        moment = Moment(next(seconds))
        stroke = touch.feel(Touches("move", "back_middle", 5.0, 0.5, moment.monotonic_s))
        choreographer.follow(mind.think(stroke, (), Gate(), moment), moment)

    voice.begin(Cry("purr", 0.6, 0.4, 0.2, seed=3))
    return [
        Row("mind tick, with a stroke to read, CPU ms", f"{cpu_ms(think, 2000):.3f}", "below 1"),
        Row(
            "choreographer tick, CPU ms",
            f"{cpu_ms(lambda: choreographer.tick(Moment(next(seconds))), 5000):.3f}",
            "below 0.5",
        ),
        Row("10 ms of purring, CPU ms", f"{cpu_ms(lambda: voice.next(0.04), 500) / 4:.3f}", "below 1"),
    ]
