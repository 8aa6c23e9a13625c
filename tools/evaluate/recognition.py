"""How well phrases are recognised: by made voices in noise, and how often speech that holds none is taken for one.

    python -m tools.evaluate recognition            everything: an hour and a half of one core
    python -m tools.evaluate recognition --quick    every eleventh of all
    python -m tools.evaluate recognition --weighty  stop and pain alone: a quarter of an hour

Everything goes the creature's own way: hearing path, gate of voice activity, the two searches of pocketsphinx. The
phrases are spoken by espeak-ng and flite, which are no people: the shares of hits compare settings and noises, and
promise nothing for a living room. The false ones are real: five hours of people of ten languages, none of whom says a
phrase, but in 37 recordings that say "stop": those are counted by themselves. What the searches found is kept in
`.cache/recognition/`; stopped half-way, it goes on from there.
"""

import argparse
import math
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from companion.body.recognition.pocketsphinx_child import Searched, decide
from companion.daemon.languages import load_phrase_list
from companion.mind.agreeing import WITHIN_S
from companion.perception.sounds.spectrum import RATE_HZ
from tools.evaluate.recognition_trials import (
    NAME,
    Spoken,
    phrases,
    search_clips,
    search_trials,
    trials,
    weighty,
)
from tools.train.speech_packs import SPEECH, Clip, read_packs

SURE = 0.95
"""Of the upper bound of a rate."""


@dataclass(slots=True)
class Alarms:
    """What was heard in so many hours that hold no phrase: the kinds said, and of what weighs the half-heard ones.

    `twice` is how often a stop was half heard twice within seconds: two cues, by which it counts.
    """

    hours: float = 0.0
    said: Counter[str] = field(default_factory=Counter)
    perhaps: Counter[str] = field(default_factory=Counter)
    twice: int = 0

    @property
    def weighty(self) -> int:
        return self.said["stop"] + self.said["pain"]


def main(arguments: Sequence[str]) -> int:
    """Prints all tables; 0 also where voices or data are missing, with a word."""
    parser = argparse.ArgumentParser(prog="python -m tools.evaluate recognition")
    parser.add_argument("--quick", action="store_true", help="every eleventh phrase and clip")
    parser.add_argument("--weighty", action="store_true", help="stop and pain alone, four times as fast")
    parser.add_argument("--clips", type=int, metavar="N", help="so many clips of real speech, by chance")
    parser.add_argument("--processes", type=int, metavar="N", help="so many at once (default: as there are cores)")
    asked = parser.parse_args(arguments)
    every = 11 if asked.quick else 1
    print(f"pocketsphinx listens for {len(phrases())} English phrases; the creature is called {NAME}")
    with ProcessPoolExecutor(asked.processes) as processes:
        _hits([trial for trial in trials(every) if not asked.weighty or trial.kind in ("stop", "pain")], processes)
        clips = read_packs(SPEECH) if SPEECH.is_dir() and asked.clips != 0 else []
        if asked.clips is not None:
            clips = sorted(clips, key=lambda clip: zlib.crc32(clip.facts["file"].encode()))[: asked.clips]
        _false(clips[::every], asked.weighty, processes)
    return 0


def _hits(asked: Sequence[Spoken], processes: ProcessPoolExecutor) -> None:
    if not asked:
        print("neither espeak-ng nor flite is installed: no phrase could be spoken")
        return
    heard = dict(zip(asked, map(_of, asked, search_trials(asked, processes)), strict=True))
    plain = [trial for trial in asked if trial.sentence == trial.phrase]
    print(f"\n{'spoken by':30}{'noise':>8}{'phrases':>9}{'heard':>8}{'half':>8}{'another instead':>17}")
    for voice, ratio_db in dict.fromkeys((trial.voice, trial.ratio_db) for trial in plain):
        _row(voice, ratio_db, [heard[one] for one in plain if (one.voice, one.ratio_db) == (voice, ratio_db)])
    _row("all", "", [heard[one] for one in plain])
    for kind in ("stop", "pain"):
        for name, sentences in (("alone", True), ("in a sentence", False)):
            for ratio_db in dict.fromkeys(trial.ratio_db for trial in asked):
                rows = [
                    heard[one]
                    for one in asked
                    if (one.kind, one.sentence == one.phrase, one.ratio_db) == (kind, sentences, ratio_db)
                ]
                _row(f"{kind}, {name}", ratio_db, rows)


def _row(name: str, ratio_db: float | str | None, heard: Sequence[str]) -> None:
    if heard:
        noise = "none" if ratio_db is None else ratio_db if isinstance(ratio_db, str) else f"{ratio_db:g} dB"
        shares = [sum(one == what for one in heard) / len(heard) for what in ("hit", "half", "other")]
        print(f"{name:30}{noise:>8}{len(heard):9}{shares[0]:8.2f}{shares[1]:8.2f}{shares[2]:17.2f}")


def _of(trial: Spoken, found: Iterable[Searched]) -> str:
    """`hit`, `half`, `other` or `nothing`. Of what weighs another phrase of the same kind is as good."""
    kinds, half = _kinds(found)
    if trial.kind in kinds:
        return "hit"
    if trial.kind in half:
        return "half"
    return "other" if kinds else "nothing"


def _kinds(found: Iterable[Searched]) -> tuple[list[str], list[str]]:
    """The kinds that were said, and those that were half heard."""
    listed, rules = load_phrase_list("en"), weighty()
    heard = [decide(each, phrases(), rules) for each in found]
    said = [kind for each in heard for phrase in each.said for kind in listed.kinds_in(phrase, NAME)]
    return said, [kind for each in heard for phrase in each.perhaps for kind in listed.kinds_in(phrase, NAME)]


def _false(clips: Sequence[Clip], weighty_alone: bool, processes: ProcessPoolExecutor) -> None:
    if not clips:
        print("\nno recorded speech (../shared/data/speech) to be searched: false phrases were not counted")
        return
    found = search_clips(clips, weighty_alone, processes)
    heard = [(clip, *_kinds(each)) for clip, each in zip(clips, found, strict=True)]
    stops = [(said, half) for clip, said, half in heard if _says_stop(clip)]
    heard = [(clip, said, half) for clip, said, half in heard if not _says_stop(clip)]
    print(f"\n{'real speech without phrases':30}{'hours':>8}{'any':>6}{'stop, pain':>12}{'half heard':>12}")
    for pack in dict.fromkeys(clip.pack for clip in clips):
        _alarm_row(pack, _alarms(one for one in heard if one[0].pack == pack))
    whole = _alarms(heard)
    _alarm_row("all", whole)
    print(
        f"stop or pain: {whole.weighty} in {whole.hours:.2f} hours, {whole.weighty / whole.hours:.3f} an hour; "
        f"below {most_per_hour(whole.weighty, whole.hours):.2f} with {SURE:.0%} certainty"
    )
    print(
        f"half heard: {whole.perhaps.total() / whole.hours:.1f} an hour; a stop twice in {WITHIN_S:g} s, which counts,"
    )
    print(f"as recordings follow each other (actors say one sentence again and again): {whole.twice}")
    if not weighty_alone:
        print(f"of any kind: {whole.said.total() / whole.hours:.2f} an hour:", *_counted(whole.said))
    if stops:
        hit, half = (sum("stop" in kinds[at] for kinds in stops) for at in (0, 1))
        print(f"recordings of people who say “stop”: {len(stops)}; heard {hit}, half heard {half}")


def _says_stop(clip: Clip) -> bool:
    return clip.facts.get("sentence") == "stop"


def _alarms(heard: Iterable[tuple[Clip, list[str], list[str]]]) -> Alarms:
    alarms, last_s = Alarms(), -math.inf
    for clip, said, half in heard:
        now_s = alarms.hours * 3600.0
        if "stop" in half:
            alarms.twice += now_s - last_s <= WITHIN_S
            last_s = now_s
        alarms.said.update(said)
        alarms.perhaps.update(half)
        alarms.hours += len(clip.samples) / RATE_HZ / 3600.0
    return alarms


def _alarm_row(name: str, alarms: Alarms) -> None:
    print(f"{name:30}{alarms.hours:8.2f}{alarms.said.total():6}{alarms.weighty:12}{alarms.perhaps.total():12}")


def _counted(counts: Counter[str]) -> Iterator[str]:
    return (f"{kind} {count}" for kind, count in counts.most_common())


def most_per_hour(count: int, hours: float, sure: float = SURE) -> float:
    """The rate below which the true one is with so much certainty, when `count` events came in so many hours.

    The exact bound of a Poisson process (Garwood, Biometrika 28 (1936) 437-442), by halving.
    """

    def at_most(expected: float) -> float:
        return math.exp(-expected) * sum(expected**k / math.factorial(k) for k in range(count + 1))

    return _halved(lambda expected: at_most(expected) - (1.0 - sure), 0.0, 10.0 + 4.0 * count) / hours


def _halved(falls: Callable[[float], float], low: float, high: float) -> float:
    """Where a falling function is 0."""
    for _ in range(60):
        middle = (low + high) / 2.0
        low, high = (middle, high) if falls(middle) > 0.0 else (low, middle)
    return low
