"""The voice: what a hundredth of a second of each cry costs, and how soon a sentence can begin to sound."""

import shutil
import time

import numpy as np

from companion.body.speech.espeak import PROGRAM, EspeakNg
from companion.expression.cries import CRIES
from companion.expression.spoken import own_loudness_db, ready
from companion.expression.voice import Voice
from companion.vocabulary.acts import Cry, CryKind, Prosody
from companion.vocabulary.signals import Samples
from tools.bench.sight import cpu_ms
from tools.bench.table import Row, percentile

SENTENCE = "It is good that you are here."
TIMES = 20


def measure() -> list[Row]:
    """Rows of CPU milliseconds, and of milliseconds by the clock where a speech engine is installed."""
    cost_ms, dearest = max((_ten_ms(kind), kind) for kind in CRIES)
    own_loudness_db()  # measured once in a life
    sound = Samples(np.sin(np.arange(22050) * 0.05).astype(np.float32) * 0.2, 22050)
    rows = [
        Row(f"10 ms of voice, the dearest of {len(CRIES)} cries ({dearest}), CPU ms", f"{cost_ms:.3f}", "below 1"),
        Row("a cry's beginning, in a worker, CPU ms", f"{cpu_ms(lambda: Voice().begin(_cry('coo')), 200):.1f}"),
        Row("a second of speech made warm and as loud as a coo, CPU ms", f"{cpu_ms(lambda: ready(sound), 50):.1f}"),
    ]
    if shutil.which(PROGRAM) is not None:
        engine = EspeakNg()
        engine.open()
        delays_ms = [_delay_ms(engine) for _ in range(TIMES)]
        what = f"a sentence of two seconds from {PROGRAM} as a child process, median ms by the clock"
        rows.append(Row(what, f"{percentile(delays_ms, 0.5):.0f}"))
    return rows


def _ten_ms(kind: CryKind) -> float:
    """A quarter of the median 40 ms, sung again and again."""
    voice = Voice()

    def piece() -> None:
        if voice.next(0.04) is None:
            voice.begin(_cry(kind))

    piece()
    return cpu_ms(piece, 100) / 4


def _cry(kind: CryKind) -> Cry:
    return Cry(kind, 0.6, 0.4, 0.2, seed=3)


def _delay_ms(engine: EspeakNg) -> float:
    began_s = time.perf_counter()
    samples = engine.speak(SENTENCE, Prosody(0.8, 0.0, 0.5, 0.4))
    assert samples is not None
    ready(samples)
    return (time.perf_counter() - began_s) * 1000
