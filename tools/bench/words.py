"""The words path on one core: tokenizing, model and table for one utterance, and what the model takes of memory."""

import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial

import numpy as np

from companion.perception.words.feeling import NAME, FeelingModel
from companion.perception.words.path import WordsPath
from companion.perception.words.tokens import tokens
from companion.runtime import Runtime
from companion.vocabulary.signals import Utterance
from tools.bench.sight import PI_4_MACS_PER_S, cpu_ms, multiply_accumulates
from tools.bench.table import Row

SHORT = "Where is my daughter?"
USUAL = "I'm so happy that you are here with me today, it was such a lonely morning without anybody to talk to."
LONGEST = (USUAL + " ") * 10
TIMES = 300

_MEMORY = """
import json, resource
from companion.runtime import Runtime
from companion.perception.words.feeling import FeelingModel
from companion.perception.words.path import WordsPath
import ai_edge_litert.interpreter
def now(): return int(next(l for l in open("/proc/self/status") if l.startswith("VmRSS")).split()[1]) / 1024
before = now()
model = FeelingModel.load(Runtime())
model.feel("hello there")
print(json.dumps(now() - before))
"""


def measure() -> list[Row]:
    """Rows for utterances of three lengths, the parts of the work, and memory."""
    model = FeelingModel.load(Runtime())
    path = WordsPath(model, key=b"bench")
    pi_4 = multiply_accumulates(NAME) / PI_4_MACS_PER_S * 1000

    def understanding(text: str) -> Callable[[], object]:
        return partial(path.understand, Utterance(text, typed=True, captured_s=0.0))

    numbers = model.vocabulary.numbers(tokens(USUAL))
    told = tuple(tokens(USUAL))
    return [
        Row(
            "words path, 4 words in, reading out, CPU ms", f"{cpu_ms(understanding(SHORT), TIMES):.2f}", "below 10", "1"
        ),
        Row("words path, 21 words", f"{cpu_ms(understanding(USUAL), TIMES):.2f}", "below 10"),
        Row(
            "words path, the longest utterance, 1,000 letters",
            f"{cpu_ms(understanding(LONGEST), TIMES):.2f}",
            "below 10",
        ),
        Row("  tokenizing alone, 21 words", f"{cpu_ms(partial(tokens, USUAL), TIMES):.3f}"),
        Row("  pieces to numbers alone, 21 words", f"{cpu_ms(partial(model.vocabulary.numbers, told), TIMES):.3f}"),
        Row("  model alone", f"{cpu_ms(partial(model.infer, np.asarray(numbers)), TIMES):.3f}", pi_4=f"{pi_4:.1f} ms"),
        Row("words model, memory, MB", f"{_memory_mb():.1f}"),
    ]


def _memory_mb() -> float:
    """What a process of its own grows by when it loads the model and reads one sentence."""
    done = subprocess.run([sys.executable, "-c", _MEMORY], capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout))
