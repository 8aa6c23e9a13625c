"""The table that `companion perceive` prints for people: a line per face, voice and sound, aligned as it streams."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from companion.daemon.findings import FaceFound, Failed, Found
from companion.daemon.sounds_found import SoundFound, VoiceFound
from companion.perception.voices.direction import FRONT_WITHIN_DEG
from companion.vocabulary.readings import Emotion, Judgement

NARROWEST, WIDEST = 8, 40
_COLUMNS = (("WHAT", 8), ("WHERE OR WHEN", 22), ("LOOKS LIKE", 10), ("SURE", 5))
_LAST = "PERHAPS ALSO"
WORTH_A_WORD = 0.05
GAP = "  "


class Table:
    """Lines of a table whose first column is as wide as the longest of `names` (within reason)."""

    def __init__(self, names: Sequence[str]) -> None:
        self._file_width = min(max([NARROWEST, *(width_of(name) for name in names)]), WIDEST)

    def header(self) -> str:
        return self._line("FILE", *(title for title, _ in _COLUMNS), _LAST)

    def lines(self, finding: Found | Failed) -> Iterator[str]:
        name = finding.file
        for cells in _rows(finding):
            yield self._line(name, *cells)
            name = ""

    def _line(self, name: str, *cells: str) -> str:
        padded = [fitted(name, self._file_width)]
        for (title, width), cell in zip(_COLUMNS, cells, strict=False):
            padded.append(cell.rjust(width) if title == "SURE" else cell.ljust(width))
        return GAP.join([*padded, *cells[len(_COLUMNS) :]]).rstrip()


def summary(files: int, faces: int, failures: int, seconds: float, voices: int = 0) -> str:
    """The last line: how much was looked at and listened to, and how long it took."""
    words = [_count(files, "file"), _count(faces, "face")]
    if voices:
        words.append(f"{_count(voices, 'file')} with a voice")
    if failures:
        words.append(f"{failures} could not be read")
    return f"{', '.join(words)}; {seconds:.1f} s"


def width_of(name: str) -> int:
    """Columns a name takes in a terminal."""
    return sum(_width(letter) for letter in shown(name))


def shown(name: str) -> str:
    """A file name that can do no harm to a terminal: what is not printable becomes a question mark."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)


def fitted(name: str, width: int) -> str:
    """The name in exactly `width` columns; of a long one the end stays, which is what tells files apart."""
    kept = shown(name)
    if width_of(kept) > width:
        while width_of(kept) > width - 1:
            kept = kept[1:]
        kept = "…" + kept
    return kept + " " * (width - width_of(kept))


def _rows(finding: Found | Failed) -> Iterator[tuple[str, ...]]:
    if isinstance(finding, Failed):
        yield (finding.error,)
    elif finding.kind == "sound" and finding.sound is not None:
        yield from _heard(finding.sound)
    elif finding.segments is None:
        yield from _faces(finding.faces)
    else:
        for segment in finding.segments:
            when = f"{segment.from_s:.2f} to {segment.to_s:.2f} s"
            for number, _, *looks in _faces(segment.faces):
                yield number, when, *looks
        if finding.sound is not None:
            yield from _heard(finding.sound)


def _heard(found: SoundFound) -> Iterator[tuple[str, ...]]:
    """A line for the voice as a whole, one for each stretch of speech, each other sound and each note."""
    if found.stretches:
        where = "" if found.direction_deg is None else f"from {_side(found.direction_deg)}"
        yield "voice", where or "as a whole", *_sounds_like(found.voice)
        for each in found.stretches:
            yield "voice", f"{each.from_s:.2f} to {each.to_s:.2f} s", *_sounds_like(each.voice)
    else:
        yield "no voice", ""
    for event, from_s, to_s, certainty in found.sounds:
        yield "sound", f"{from_s:.2f} to {to_s:.2f} s", event, _share(certainty), ""
    for note in found.notes:
        yield "note", note


def _side(angle_deg: float) -> str:
    if abs(angle_deg) <= FRONT_WITHIN_DEG:
        return "in front"
    return f"{'left' if angle_deg > 0 else 'right'}, {abs(angle_deg):.0f} degrees"


def _sounds_like(voice: VoiceFound) -> tuple[str, ...]:
    tone = voice.tone
    if tone.certainty <= 0.0:
        return ("cannot tell", "", "")
    return _likely(tone.emotion, tone.emotions, tone.certainty)


def _faces(faces: Sequence[FaceFound]) -> Iterator[tuple[str, ...]]:
    if not faces:
        yield "no face", ""
    for number, face in enumerate(faces, start=1):
        left, top, width, height = face.box_px
        yield f"{number} of {len(faces)}", f"{width} x {height} at {left}, {top}", *_looks(face)


def _looks(face: FaceFound) -> tuple[str, ...]:
    seen = face.expression
    if seen is None:
        return ("cannot tell", "", "")
    named, sure, others = _likely(seen.emotion, seen.emotions, seen.certainty)
    return named, sure, "; ".join(part for part in (others, face.why) if part)


def _likely(named: Judgement, emotions: Mapping[Emotion, float], certainty: float) -> tuple[str, str, str]:
    likely = sorted(emotions.items(), key=lambda pair: -pair[1])
    others = [f"{name} {_share(share)}" for name, share in likely if name != named and share >= WORTH_A_WORD]
    return named, _share(certainty), ", ".join(others[:2])


def _share(probability: float) -> str:
    """A probability for people; nothing is ever wholly sure."""
    return ">99%" if probability >= 0.995 else f"{probability:.0%}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _width(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
