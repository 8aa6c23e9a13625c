"""Its own voice is left out of what it hears, and what may still be it is nobody's."""

import functools

import numpy as np
from numpy.typing import NDArray

from companion.expression.cries import CRIES
from companion.expression.vocal_tract import RATE_HZ as SUNG_HZ
from companion.expression.voice import Voice
from companion.perception.sounds.echo import BLOCK
from companion.perception.sounds.own_voice import KEPT_S, Left, OwnVoice
from companion.vocabulary.acts import Cry

RATE_HZ = 16_000
Sound = NDArray[np.float64]


@functools.cache
def cries() -> Sound:
    """What it really sings: a cry of each kind, with pauses, 16 kHz."""
    pieces = []
    for kind in CRIES:
        voice, sung = Voice(), list[NDArray[np.float32]]()
        voice.begin(Cry(kind, 0.7, 0.3, 0.2, seed=3))
        while (samples := voice.next(0.04)) is not None and len(sung) < 60:
            sung.append(samples.values)
        values = np.concatenate(sung)
        places = np.arange(int(len(values) * RATE_HZ / SUNG_HZ)) * SUNG_HZ / RATE_HZ
        pieces += [np.interp(places, np.arange(len(values)), values), np.zeros(RATE_HZ // 3)]
    return np.asarray(np.concatenate(pieces))


def song(seconds: float) -> Sound:
    sung = cries()
    assert len(sung) > seconds * RATE_HZ
    return np.asarray(sung[: round(seconds * RATE_HZ) // BLOCK * BLOCK])


def room(seed: int = 3) -> Sound:
    """From a loudspeaker a hand away: the direct sound 8 ms later, then a dying hiss."""
    chance = np.random.default_rng(seed)
    way = chance.standard_normal(3200) * np.exp(-np.arange(3200) / 700.0) * 0.02
    way[:128] = 0.0
    way[128] = 0.5
    return np.asarray(way)


def through(sound: Sound, way: Sound) -> Sound:
    return np.asarray(np.convolve(sound, way)[: len(sound)])


def listen(own: OwnVoice, heard: Sound, sung: Sound, begin_s: float = 20.0, told: bool = True) -> list[Left]:
    """Block by block as life does it: played pieces are known 40 ms before what is heard is looked at."""
    left = []
    for number in range(len(heard) // BLOCK):
        piece = sung[number * BLOCK : (number + 1) * BLOCK].astype(np.float32)
        if told and np.any(piece):
            own.played(piece, begin_s + number * BLOCK / RATE_HZ)
        if number >= 4:
            at = (number - 4) * BLOCK
            left.append(own.leave_out(heard[at : at + BLOCK], begin_s + at / RATE_HZ))
    return left


def level_db(left: list[Left]) -> float:
    return float(10 * np.log10(np.mean(np.concatenate([each.samples for each in left]) ** 2)))


def test_what_it_played_is_taken_out_by_18_db_once_the_room_is_learnt() -> None:
    own, sung = OwnVoice(), song(16.0)
    heard = through(sung, room()) + 1e-4 * np.random.default_rng(1).standard_normal(len(sung))
    left = listen(own, heard, sung)
    before_db = 10 * np.log10(np.mean(heard[600 * BLOCK :] ** 2))
    assert before_db - level_db(left[600:]) > 18.0


def test_nothing_it_sings_is_ever_somebody_else_also_before_it_knows_the_room() -> None:
    own, sung = OwnVoice(), song(8.0)
    heard = through(sung, room()) + 1e-4 * np.random.default_rng(1).standard_normal(len(sung))
    sounding = [each for each in listen(own, heard, sung) if each.sounding]
    loud = [each for each in sounding if np.mean(each.samples**2) > 1e-6]
    assert sum(not each.own for each in loud) <= 0.01 * len(sounding)


def test_a_loudspeaker_whose_delay_nobody_knows_is_masked() -> None:
    """As through a browser: half a second later than told."""
    own, sung = OwnVoice(late_s=0.6), song(8.0)
    late = np.concatenate((np.zeros(RATE_HZ // 2), sung))[: len(sung)]
    heard = through(late, room()) + 1e-4 * np.random.default_rng(1).standard_normal(len(sung))
    left = listen(own, heard, sung)
    loud = [each for each in left if np.mean(each.samples**2) > 1e-6]
    assert sum(not each.own for each in loud) <= 0.01 * len(loud)


def test_somebody_who_talks_over_it_is_heard_once_the_room_is_learnt() -> None:
    own, sung = OwnVoice(), song(14.0)
    chance = np.random.default_rng(6)
    heard = through(sung, room()) + 1e-4 * chance.standard_normal(len(sung))
    begins = 10 * RATE_HZ
    voice = song(2.0)[::-1]
    heard[begins : begins + len(voice)] += voice
    left = listen(own, heard, sung)
    during = left[begins // BLOCK : (begins + len(voice)) // BLOCK]
    talks = [each for number, each in enumerate(during) if np.any(voice[number * BLOCK : (number + 1) * BLOCK])]
    assert np.mean([not each.own for each in talks if each.sounding]) > 0.6


def test_while_it_is_silent_everything_is_handed_on_unchanged() -> None:
    own = OwnVoice()
    heard = 0.1 * np.random.default_rng(2).standard_normal(RATE_HZ)
    left = listen(own, heard, np.zeros(RATE_HZ))
    assert not any(each.own or each.sounding for each in left)
    assert np.array_equal(np.concatenate([each.samples for each in left]), heard[: len(left) * BLOCK])
    assert own.expected_db(20.5) <= -120.0


def test_a_cry_that_is_hushed_is_not_expected_any_longer() -> None:
    own = OwnVoice()
    own.played(np.full(RATE_HZ, 0.3, np.float32), 20.0)
    own.played(np.zeros(320, np.float32), 20.2)
    assert own.expected_db(20.1) > -40.0
    assert own.expected_db(22.0) <= -120.0


def test_of_its_own_voice_no_more_than_seconds_are_kept() -> None:
    own = OwnVoice()
    for number in range(100):
        own.played(np.ones(RATE_HZ, np.float32), 5.0 + number)
    sound = [value for value in vars(own).values() if isinstance(value, np.ndarray) and value.dtype == np.float32]
    assert sum(array.size for array in sound) <= KEPT_S * RATE_HZ
