"""What the network of sound events learns from: windows of 0.96 s with the event they hold and what a teacher says.

Recordings come from the packs, as they are and as life varies them; what no pack has is made (`sounds_made`). The
teacher is YAMNet: its scores soften the labels, and its 1024 numbers are an aim of their own in training.
"""

import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from companion.perception.sounds.spectrum import EVENT_FRAMES, HOP, RATE_HZ, WINDOW, levelled, spectrum_of
from companion.vocabulary.readings import SoundEvent
from tools.train import sounds_made
from tools.train.sounds_varied import mixed, paced, varied
from tools.train.speech_packs import Clip

EVENTS: tuple[SoundEvent, ...] = get_args(SoundEvent)
"""The twelve events of the vocabulary, in the order of the model's output; each may be there or not."""
OTHER = len(EVENTS)
SAMPLES = (EVENT_FRAMES - 1) * HOP + WINDOW
"""Of one window: 15,600, what the teacher takes too."""
EVENT_OF: dict[str, SoundEvent] = {
    "crying": "crying",
    "baby_cry": "crying",
    "laughing": "laughter",
    "coughing": "cough",
    "throat_clearing": "cough",
    "sighing": "sigh",
    "moaning": "sigh",
    "yawning": "sigh",
    "screaming": "scream",
    "scream": "scream",
    "snoring": "snore",
    "glass_break": "bang",
}
UNKNOWN = ("not_snoring",)
"""Ten kinds of sound, not told which: only the teacher speaks for them."""
TEACHER_CLASSES: dict[SoundEvent, tuple[str, ...]] = {
    "crying": ("Crying, sobbing", "Baby cry, infant cry", "Whimper"),
    "laughter": ("Laughter", "Baby laughter", "Giggle", "Snicker", "Belly laugh", "Chuckle, chortle"),
    "cough": ("Cough", "Throat clearing"),
    "sigh": ("Sigh", "Groan", "Wail, moan"),
    "scream": ("Screaming", "Shout", "Yell", "Bellow"),
    "snore": ("Snoring",),
    "clap": ("Clapping", "Applause"),
    "bang": ("Slam", "Thump, thud", "Bang", "Smash, crash", "Shatter", "Explosion", "Gunshot, gunfire"),
    "music": ("Music", "Musical instrument"),
    "television": ("Television",),
    "speech": ("Speech", "Conversation", "Narration, monologue"),
    "silence": ("Silence",),
}
HUMAN = ("crying", "laughter", "cough", "sigh", "scream")
DRAWN = {EVENTS.index("speech"): 2.5, OTHER: 2.5, EVENTS.index("crying"): 2.0}
LABEL_TRUST = 0.85
"""The rest of a target is what the teacher hears."""

MORE_CRYING = 8
"""Further hearings of each recording of crying."""

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class EventWindows:
    """Row by row: frames (n, 96, 64) in decibels, target (n, 12), teacher's numbers (n, 1024), fold and event.

    An event of -1 means that nobody says which, `OTHER` that it is none of them.
    """

    frames: Halves
    target: Floats
    teacher: Halves
    fold: NDArray[np.int64]
    event: NDArray[np.int64]


class Teacher:
    """YAMNet: scores (521,) and numbers (1024,) of one window of float32 samples."""

    def __init__(self, path: Path) -> None:
        from ai_edge_litert.interpreter import Interpreter

        self._net: Any = Interpreter(str(path), num_threads=1, experimental_preserve_all_tensors=True)
        self._net.allocate_tensors()
        names = zipfile.ZipFile(path).read("yamnet_label_list.txt").decode().split("\n")
        self._rows = [[names.index(name) for name in TEACHER_CLASSES[event]] for event in EVENTS]
        self._input = self._net.get_input_details()[0]["index"]
        self._scores = self._net.get_output_details()[0]["index"]
        self._inner = next(one for one in self._net.get_tensor_details() if one["name"].endswith("layer28/reduce_mean"))

    def hear(self, window: Floats) -> tuple[Floats, Floats]:
        """How likely it finds each of our events (12,), and its numbers (1024,)."""
        self._net.set_tensor(self._input, window.astype(np.float32))
        self._net.invoke()
        scores = self._net.get_tensor(self._scores)[0]
        scale, zero = self._inner["quantization"]
        inner = (self._net.get_tensor(self._inner["index"]).reshape(-1).astype(np.float32) - zero) * scale
        heard = np.array([scores[rows].max() for rows in self._rows], np.float32)
        return heard, np.asarray(inner, np.float32)


def fold_of_sound(clip: Clip) -> int:
    """0..3: by speaker where there are speakers, by recording block or the pack's own fold elsewhere."""
    if clip.facts.get("fold"):
        return int(clip.facts["fold"]) % 4
    # One unnamed speaker's screams, and one recording of each noise: whole classes stay together.
    return sum(clip.facts["class"].encode()) % 4 if clip.pack == "speech_commands_background" else 3


def cut(sound: Floats, step: int = SAMPLES // 2) -> list[Floats]:
    """The windows of a sound that hold something: those within 25 dB of its loudest; hush follows a short one."""
    if len(sound) < SAMPLES:
        sound = np.pad(sound, (0, SAMPLES - len(sound)))
    pieces = [sound[start : start + SAMPLES] for start in range(0, len(sound) - SAMPLES + 1, step)]
    power = np.array([np.mean(piece**2) for piece in pieces])
    return [piece for piece, loud in zip(pieces, power, strict=True) if loud >= power.max() * 10**-2.5]


def collect(
    sounds: Sequence[Clip],
    speech: Sequence[tuple[Clip, int]],
    teacher: Teacher,
    cache: Path,
    say: Callable[[str], None],
    seed: int = 3,
) -> EventWindows:
    """All windows, made once and kept in `cache`; `speech` are clips with their fold."""
    of_all = cache / f"events_{len(sounds)}_{len(speech)}.npz"
    of_crying = cache / f"crying_{len(sounds)}.npz"
    parts = [
        _made_once(of_all, lambda: _all_sounds(sounds, speech, seed), teacher, say),
        _made_once(of_crying, lambda: _more_crying(sounds, seed + 1), teacher, say),
    ]
    columns = zip(*parts, strict=True)
    return EventWindows(*(np.concatenate(column) for column in columns))


def _made_once(
    kept: Path, made: Callable[[], Iterator[tuple[Floats, int, int]]], teacher: Teacher, say: Callable[[str], None]
) -> list[Any]:
    """The columns of `EventWindows` for sounds (samples, event, fold), from the file `kept` where it is there."""
    if not kept.exists():
        rows = []
        for number, (sound, event, fold) in enumerate(made()):
            scarce = event >= 0 and event != OTHER and EVENTS[event] in HUMAN
            for piece in cut(sound, SAMPLES // 2 if scarce else SAMPLES):
                heard, inner = teacher.hear(piece)
                target = heard
                if event >= 0:
                    target = LABEL_TRUST * np.eye(OTHER + 1, OTHER, dtype=np.float32)[event] + (1 - LABEL_TRUST) * heard
                frames = spectrum_of(piece).astype(np.float16)
                rows.append((frames, target, inner.astype(np.float16), fold, event))
            if number % 1000 == 999:
                say(f"windows of {number + 1:,} sounds")
        columns = [np.array(column) for column in zip(*rows, strict=True)]
        np.savez(kept, **{f"c{place}": column for place, column in enumerate(columns)})
    with np.load(kept) as content:
        return [content[f"c{place}"] for place in range(5)]


def _more_crying(sounds: Sequence[Clip], seed: int) -> Iterator[tuple[Floats, int, int]]:
    """Sound, event and fold: the few recordings of crying once more, higher and lower, in rooms, beside other sounds.

    Grown-ups' crying is scarce, and babies' is higher; what is drawn higher and lower fills the gap between them.
    """
    chance = np.random.default_rng(seed)
    rooms = [clip.samples.astype(np.float32) / 32768 for clip in sounds if clip.pack == "room_ir"]
    beside: dict[int, list[Floats]] = {fold: [] for fold in range(4)}
    for clip in sounds:
        if clip.pack != "room_ir" and clip.facts["class"] not in (*EVENT_OF, *UNKNOWN) and len(clip.samples) > 4000:
            beside[fold_of_sound(clip)].append(clip.samples.astype(np.float32) / 32768)
    for clip in (clip for clip in sounds if EVENT_OF.get(clip.facts.get("class", "")) == "crying"):
        for _ in range(MORE_CRYING):
            sound = paced(clip.samples.astype(np.float32) / 32768, float(np.exp(chance.normal(0, 0.15))))
            sound = varied(sound, rooms, chance, older=chance.random() < 0.5)
            fold = fold_of_sound(clip)
            noise = sounds_made.music(len(sound), chance) if chance.random() < 0.3 else _any(beside[fold], chance)
            yield mixed(sound, noise, chance.uniform(3, 30)), EVENTS.index("crying"), fold


def _any(sounds: Sequence[Floats], chance: np.random.Generator) -> Floats:
    return sounds[chance.integers(len(sounds))]


def _all_sounds(
    sounds: Sequence[Clip], speech: Sequence[tuple[Clip, int]], seed: int
) -> Iterator[tuple[Floats, int, int]]:
    """Sound, event and fold."""
    chance = np.random.default_rng(seed)
    rooms = [clip.samples.astype(np.float32) / 32768 for clip in sounds if clip.pack == "room_ir"]
    heard = [(clip, clip.samples.astype(np.float32) / 32768) for clip in sounds if clip.pack != "room_ir"]
    calm: dict[int, list[Floats]] = {fold: [] for fold in range(4)}
    for clip, sound in heard:
        if clip.facts["class"] not in EVENT_OF and clip.facts["class"] not in UNKNOWN and len(sound) > 4000:
            calm[fold_of_sound(clip)].append(sound)
    for clip, sound in heard:
        name, fold = clip.facts["class"], fold_of_sound(clip)
        event = -1 if name in UNKNOWN else EVENTS.index(EVENT_OF[name]) if name in EVENT_OF else OTHER
        yield sound, event, fold
        copies = 4 if EVENT_OF.get(name) in HUMAN and clip.pack != "emospeech_sounds" else 1
        for _ in range(copies if event >= 0 else 0):
            noise = calm[fold][chance.integers(len(calm[fold]))]
            yield mixed(varied(sound, rooms, chance, older=False), noise, chance.uniform(5, 30)), event, fold
    talk: dict[int, list[Floats]] = {fold: [] for fold in range(4)}
    for clip, fold in speech:
        sound = clip.samples.astype(np.float32) / 32768
        talk[fold].append(sound)
        yield sound, EVENTS.index("speech"), fold
        if chance.random() < 0.3:
            noise = calm[fold][chance.integers(len(calm[fold]))]
            yield mixed(varied(sound, rooms, chance), noise, chance.uniform(5, 30)), EVENTS.index("speech"), fold
    for number in range(1200):
        fold, length = number % 4, 2 * RATE_HZ
        kind: SoundEvent = ("music", "music", "television", "clap", "bang", "silence")[(number // 4) % 6]
        if kind == "television":
            sound = sounds_made.television(length, talk[fold], chance)
        elif kind == "silence":
            sound = sounds_made.hiss(length, chance) * np.float32(10 ** -chance.uniform(2.2, 4.5))
        else:
            sound = getattr(sounds_made, kind)(length, chance)
            if chance.random() < 0.5:
                noise = calm[fold][chance.integers(len(calm[fold]))]
                sound = mixed(sound, noise, chance.uniform(5, 30))
        yield sound, EVENTS.index(kind), fold


def batches(
    windows: EventWindows, rows: NDArray[np.int64], size: int, seed: int
) -> Iterator[tuple[Floats, Floats, Floats]]:
    """Windows as a model sees them (size, 96, 64), targets and the teacher's numbers, without end; every event is
    drawn about as often, but some more: `DRAWN`."""
    chance = np.random.default_rng(seed)
    weights = np.zeros(len(rows))
    for event in np.unique(windows.event[rows]):
        some = windows.event[rows] == event
        weights[some] = DRAWN.get(int(event), 1.0) / some.sum()
    weights /= weights.sum()
    octaves = np.linspace(-1, 1, windows.frames.shape[2], dtype=np.float32)
    while True:
        drawn = rows[chance.choice(len(rows), size, p=weights)]
        seen = []
        for row in drawn:
            frames = windows.frames[row].astype(np.float32)
            if windows.event[row] != EVENTS.index("silence"):
                frames = frames + np.float32(chance.normal(0, 4))
            if chance.random() < 0.5:
                frames = frames + octaves * np.float32(chance.normal(0, 3))
            frames = np.roll(frames, int(chance.integers(-2, 3)), axis=1) if chance.random() < 0.3 else frames
            if chance.random() < 0.5:
                frames = np.roll(frames, int(chance.integers(len(frames))), axis=0)
            view = levelled(frames)
            width = int(chance.integers(0, 10))
            begin = int(chance.integers(0, 64 - width))
            view[:, begin : begin + width] = view.mean()
            seen.append(view)
        yield np.stack(seen), windows.target[drawn], windows.teacher[drawn].astype(np.float32)
