"""`companion perceive`: one line per file whatever the file is, in a steady order, for people and for programs."""

import io
import json
import math
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from companion.daemon.perceive import Progress, perceive, shipped_sight
from companion.fetch import models_folder
from companion.perception.faces.expression import read_expression
from companion.runtime import Runtime
from companion.vocabulary.errors import ModelError
from companion.vocabulary.readings import EMOTIONS, Box, Emotion, ExpressionReading, FaceReading, SightReading
from companion.vocabulary.signals import Frame
from tests.body.test_video import restated, write_video

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "companion" / "web" / "static" / "sample.jpg"
DARK, SAD, DOUBTFUL, HAPPY = 10, 80, 140, 240
"""Grey levels that `SightByBrightness` sees something in."""


def expression(emotion: Emotion, logit: float) -> ExpressionReading:
    return read_expression(np.array([logit * (name == emotion) for name in EMOTIONS], np.float32), 1.0, 0.5)


class SightByBrightness:
    """Stands in for the models: bright pictures are happy, medium ones sad, dark ones hold nobody."""

    def read(self, frame: Frame) -> SightReading:
        if frame.pixels.mean() < (DARK + SAD) / 2:
            return SightReading(frame.captured_s, ())
        face = FaceReading(1, Box(0.25, 0.25, 0.5, 0.5), 0.9, 1.0, expression=self.read_crop(frame.pixels))
        return SightReading(frame.captured_s, (face,))

    def read_crop(self, pixels: NDArray[np.uint8]) -> ExpressionReading:
        level = float(pixels.mean())
        if level > (HAPPY + DOUBTFUL) / 2:
            return expression("happiness", 5.0)
        return expression("sadness", 5.0 if level < (SAD + DOUBTFUL) / 2 else 1.0)


class SightThatSees:
    """Stands in for the models: every picture shows the same faces."""

    def __init__(self, *faces: FaceReading) -> None:
        self.faces = faces

    def read(self, frame: Frame) -> SightReading:
        return SightReading(frame.captured_s, self.faces)

    def read_crop(self, pixels: NDArray[np.uint8]) -> ExpressionReading | None:
        return self.faces[0].expression


class WithoutExpression:
    """The models of this disk but for the one that tells expressions."""

    def load(self, name: str, /) -> Any:
        if name == "face_expression":
            raise ModelError("is missing.", "face_expression.tflite", "Run `git checkout -- models`.")
        return Runtime().load(name)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def picture(path: Path, level: int = HAPPY, size: tuple[int, int] = (80, 40)) -> Path:
    Image.new("L", size, level).save(path)
    return path


def video(path: Path, levels: Sequence[int], frames_per_s: float = 20) -> Path:
    writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, cv2.VideoWriter.fourcc(*"MJPG"), frames_per_s, (64, 48))
    for level in levels:
        writer.write(np.full((48, 64, 3), level, np.uint8))
    writer.release()
    return path


def run(
    *paths: Path, face_crop: bool = False, begin: Callable[[], Any] = SightByBrightness
) -> tuple[int, list[dict[str, Any]]]:
    """Exit status and the objects printed with `--json`."""
    out, err = io.StringIO(), io.StringIO()
    status = perceive(paths, True, face_crop, out, err, begin)
    assert err.getvalue() == ""
    return status, [json.loads(line, parse_constant=pytest.fail) for line in out.getvalue().splitlines()]


def table(*paths: Path, begin: Callable[[], Any] = SightByBrightness) -> list[str]:
    out = io.StringIO()
    perceive(paths, False, False, out, io.StringIO(), begin)
    return out.getvalue().splitlines()


# One object per file


def test_a_picture_is_one_object_with_exactly_the_promised_keys(tmp_path: Path) -> None:
    status, (told,) = run(picture(tmp_path / "a.png"))
    assert status == 0
    assert list(told) == ["file", "kind", "ms", "faces"]
    assert told["file"] == str(tmp_path / "a.png")
    assert told["kind"] == "picture"
    assert told["ms"] >= 0
    (face,) = told["faces"]
    assert list(face) == ["box", "emotion", "emotions", "valence", "arousal", "certainty"]
    assert face["box"] == [20, 10, 40, 20]
    assert face["emotion"] == "happiness"
    assert list(face["emotions"]) == list(EMOTIONS)
    assert sum(face["emotions"].values()) == pytest.approx(1.0, abs=1e-4)
    assert face["certainty"] == max(face["emotions"].values())


def test_below_the_threshold_the_emotion_is_not_sure_and_the_probabilities_stay(tmp_path: Path) -> None:
    _, (told,) = run(picture(tmp_path / "a.png", DOUBTFUL))
    (face,) = told["faces"]
    assert face["emotion"] == "not sure"
    assert max(face["emotions"], key=face["emotions"].get) == "sadness"
    assert face["certainty"] == face["emotions"]["sadness"]


def test_a_picture_without_a_face_has_an_empty_list(tmp_path: Path) -> None:
    status, (told,) = run(picture(tmp_path / "a.png", DARK))
    assert (status, told["faces"]) == (0, [])


def test_boxes_are_told_in_pixels_of_the_picture_as_it_was_before_it_was_reduced(tmp_path: Path) -> None:
    _, (told,) = run(picture(tmp_path / "a.png", size=(4000, 2000)))
    assert told["faces"][0]["box"] == [1000, 500, 2000, 1000]


def test_boxes_lie_inside_the_picture(tmp_path: Path) -> None:
    face = FaceReading(1, Box(-0.2, 0.9, 0.5, 0.4), 0.9, 1.0)
    _, (told,) = run(picture(tmp_path / "a.png"), begin=lambda: SightThatSees(face))
    assert told["faces"][0]["box"] == [0, 36, 24, 4]


def test_every_face_is_told_in_the_order_seen(tmp_path: Path) -> None:
    faces = [FaceReading(n, Box(0.1 * n, 0.1, 0.3 / n, 0.3), 0.9, 1.0) for n in range(1, 6)]
    _, (told,) = run(picture(tmp_path / "a.png"), begin=lambda: SightThatSees(*faces))
    assert [face["box"][0] for face in told["faces"]] == [8, 16, 24, 32, 40]


def test_a_face_too_small_to_judge_says_not_sure_with_everything_equally_likely(tmp_path: Path) -> None:
    face = FaceReading(1, Box(0.0, 0.0, 0.1, 0.1), 0.9, 1.0)
    _, (told,) = run(picture(tmp_path / "a.png"), begin=lambda: SightThatSees(face))
    assert told["faces"][0]["emotion"] == "not sure"
    assert set(told["faces"][0]["emotions"].values()) == {0.125}
    assert told["faces"][0]["certainty"] == 0.0


def test_what_is_no_number_is_never_printed(tmp_path: Path) -> None:
    broken = ExpressionReading("fear", dict.fromkeys(EMOTIONS, math.nan), math.nan, math.inf, math.nan)
    face = FaceReading(1, Box(0.0, 0.0, 0.5, 0.5), 0.9, 1.0, expression=broken)
    _, (told,) = run(picture(tmp_path / "a.png"), begin=lambda: SightThatSees(face))
    assert told["faces"][0]["emotion"] == "not sure"


def test_a_face_crop_is_one_face_as_large_as_the_picture(tmp_path: Path) -> None:
    _, told = run(picture(tmp_path / "a.png"), picture(tmp_path / "b.png", DARK), face_crop=True)
    assert [entry["faces"][0]["box"] for entry in told] == [[0, 0, 80, 40]] * 2
    assert [entry["faces"][0]["emotion"] for entry in told] == ["happiness", "sadness"]


# Bad files


def test_every_bad_file_is_one_error_line_and_the_others_go_on(tmp_path: Path) -> None:
    good = picture(tmp_path / "good.png")
    whole = io.BytesIO()
    Image.fromarray(np.random.default_rng(1).integers(0, 255, (99, 99, 3), np.uint8)).save(whole, "JPEG")
    contents = {
        "cut.jpg": (whole.getvalue()[:2000], "is cut off"),
        "empty.jpg": (b"", "is empty"),
        "empty.mp4": (b"", "is empty"),
        "letter.jpg": (b"Dear all", "is text, not a picture, video or sound"),
        "sound.wav": (b"RIFF\x24\0\0\0WAVEfmt " + bytes(40), "is a sound that cannot be read"),
        "film.mp4": (b"\0\0\0\x20ftypisom\0\0\2\0isomiso2mp41" + bytes(99), "cannot be read"),
        "noise.bin": (bytes(range(256)), "is not a picture, video or sound"),
        "phone.heic": (b"\0\0\0\x20ftypheic\0\0\0\0mif1heic" + bytes(99), "JPEG"),
    }
    bad = []
    for name, (content, _) in contents.items():
        bad.append(tmp_path / name)
        bad[-1].write_bytes(content)
    status, told = run(*bad, tmp_path / "missing.png", good)
    assert status == 1
    assert len(told) == len(bad) + 2
    for entry, (_, words) in zip(told, contents.values(), strict=False):
        assert list(entry) == ["file", "error"]
        assert words in entry["error"]
    assert "does not exist" in told[-2]["error"]
    assert told[-1]["faces"]


def test_pipes_and_devices_in_a_folder_are_errors_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jpg")
    status, told = run(tmp_path, Path("/dev/zero"))
    assert status == 1
    assert ["pipe" in entry["error"] for entry in told] == [True, True]


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    status, (told,) = run(tmp_path)
    assert status == 1
    assert "empty folder" in told["error"]


def test_names_of_any_bytes_are_told_and_read(tmp_path: Path) -> None:
    names = [os.fsdecode(b"\xff\xfe.png"), "new\nline.png", "Grüße 世界.png", "\x1b[31mred.png"]
    for name in names:
        picture(tmp_path / name)
    status, told = run(tmp_path)
    assert status == 0
    assert sorted(Path(entry["file"]).name for entry in told) == sorted(names)
    lines = table(tmp_path)
    assert len(lines) == 1 + len(names) + 2
    assert "\x1b" not in "".join(lines)


def test_a_terminal_that_knows_only_ascii_gets_question_marks(tmp_path: Path) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    perceive([picture(tmp_path / "Grüße.png")], False, False, out, io.StringIO(), SightByBrightness)
    assert b"Gr??e.png" in raw.getvalue()


# Folders


def test_three_hundred_pictures_stream_through_one_process_in_the_order_of_names(tmp_path: Path) -> None:
    for number in range(300):
        picture(tmp_path / f"{number * 7919 % 300:03}.png", size=(8, 8))
    made = 0
    written: list[int] = []

    class Watched(io.StringIO):
        def flush(self) -> None:
            written.append(made)

    def begin() -> SightByBrightness:
        nonlocal made
        made += 1
        return SightByBrightness()

    out = Watched()
    assert perceive([tmp_path], True, False, out, io.StringIO(), begin) == 0
    told = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [Path(entry["file"]).name for entry in told] == [f"{number:03}.png" for number in range(300)]
    assert written == list(range(1, 301)), "each line is flushed before the next file is opened"


def test_folders_are_read_with_their_subfolders_without_hidden_files_and_without_circles(tmp_path: Path) -> None:
    for name in ("b/2.png", "b/1.png", "a.png", "c.png", ".hidden.png", ".cache/x.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        picture(tmp_path / name)
    (tmp_path / "b" / "circle").symlink_to(tmp_path)
    (tmp_path / "d.png").symlink_to(tmp_path / "a.png")
    _, told = run(tmp_path)
    assert [entry["file"].removeprefix(f"{tmp_path}/") for entry in told] == [
        "a.png",
        "b/1.png",
        "b/2.png",
        "c.png",
        "d.png",
    ]


def test_folders_may_lie_deeper_than_python_calls_itself(tmp_path: Path) -> None:
    deepest = tmp_path.joinpath(*["d"] * (sys.getrecursionlimit() + 200))
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(sys.getrecursionlimit() + 200):
        os.mkdir("d", dir_fd=here)
        inside = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inside
    os.close(here)
    picture(deepest / "p.png")
    _, told = run(tmp_path)
    assert [entry["file"] for entry in told] == [str(deepest / "p.png")]
    for folder in (deepest, *deepest.parents):  # pytest's own cleaning would call itself too deep
        if folder == tmp_path:
            break
        shutil.rmtree(folder, ignore_errors=True)


# Videos


def test_a_video_is_told_in_segments_with_borders_where_it_changes(tmp_path: Path) -> None:
    path = video(tmp_path / "v.avi", [HAPPY] * 60 + [DARK] * 20 + [SAD] * 40)
    status, (told,) = run(path)
    assert status == 0
    assert list(told) == ["file", "kind", "ms", "faces", "segments"]
    assert told["kind"] == "video"
    segments = told["segments"]
    assert [list(segment) for segment in segments] == [["from", "to", "faces"]] * 3
    assert [[face["emotion"] for face in segment["faces"]] for segment in segments] == [["happiness"], [], ["sadness"]]
    assert [segment["from"] for segment in segments] == pytest.approx([0, 3, 4], abs=0.15)
    assert [segment["to"] for segment in segments] == pytest.approx([3, 4, 6], abs=0.15)
    assert segments[0]["from"] == 0
    assert segments[-1]["to"] == 6
    assert [before["to"] for before in segments[:-1]] == [after["from"] for after in segments[1:]]
    assert told["faces"] == segments[0]["faces"]
    assert told["faces"][0]["box"] == [16, 12, 32, 24]


def test_flicker_shorter_than_half_a_second_makes_no_segment(tmp_path: Path) -> None:
    levels = [HAPPY] * 40 + [SAD] * 6 + [HAPPY] * 40 + [DARK] * 4 + [HAPPY] * 40
    _, (told,) = run(video(tmp_path / "v.avi", levels))
    assert [segment["faces"][0]["emotion"] for segment in told["segments"]] == ["happiness"]


def test_no_segment_is_shorter_than_half_a_second_unless_the_video_is(tmp_path: Path) -> None:
    chance = np.random.default_rng(3)
    levels = [
        int(level) for level in chance.choice([DARK, SAD, DOUBTFUL, HAPPY], 40).repeat(chance.integers(1, 25, 40))
    ]
    _, (told,) = run(video(tmp_path / "v.avi", levels))
    segments = told["segments"]
    assert all(segment["to"] - segment["from"] >= 0.499 for segment in segments)
    assert segments[-1]["to"] == pytest.approx(len(levels) / 20, abs=0.01)
    _, (short,) = run(video(tmp_path / "short.avi", [HAPPY] * 3))
    assert [(segment["from"], segment["to"]) for segment in short["segments"]] == [(0.0, 0.15)]


def test_a_video_of_one_frame_is_a_video(tmp_path: Path) -> None:
    _, (told,) = run(video(tmp_path / "v.avi", [HAPPY]))
    assert told["faces"][0]["emotion"] == "happiness"
    assert len(told["segments"]) == 1


def test_a_video_that_ends_early_gives_what_was_readable(tmp_path: Path) -> None:
    whole = video(tmp_path / "v.avi", [HAPPY] * 60 + [SAD] * 60)
    whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 3])
    status, (told,) = run(whole)
    assert status == 0
    assert told["segments"][0]["faces"][0]["emotion"] == "happiness"
    assert 0.5 < told["segments"][-1]["to"] < 3


def test_a_video_whose_frames_are_all_lost_is_an_error(tmp_path: Path) -> None:
    whole = video(tmp_path / "v.avi", [HAPPY] * 20)
    data = whole.read_bytes()
    start = data.index(b"movi")
    whole.write_bytes(data[: start + 4] + bytes(len(data) - start - 4))
    status, (told,) = run(whole)
    assert status == 1
    assert list(told) == ["file", "error"]


def test_damaged_videos_are_segments_or_errors_and_nothing_else(tmp_path: Path) -> None:
    chance = random.Random(11)
    whole = video(tmp_path / "v.avi", [HAPPY, SAD] * 10).read_bytes()
    damaged = []
    for number in range(80):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 40)):
            data[chance.randrange(len(data) if number % 2 else 600)] = chance.randrange(256)
        damaged.append(tmp_path / f"{number:02}.avi")
        damaged[-1].write_bytes(data)
    _, told = run(*damaged)
    assert len(told) == 80
    assert {"segments" in entry or "error" in entry for entry in told} == {True}


@pytest.mark.parametrize("codec", ["libvpx", "libvpx-vp9"])
def test_a_webm_that_states_three_times_its_height_harms_neither_the_process_nor_the_other_files(
    tmp_path: Path, codec: str
) -> None:
    tall = restated(write_video(tmp_path / "1.webm", codec, size=(512, 512), ticks=range(3)), 512, 3 * 512)
    files = [picture(tmp_path / "0.png"), tall, video(tmp_path / "2.avi", [HAPPY] * 20)]
    # In a process of its own: a reader that runs over the end of a frame would take this one along.
    script = "import json, pathlib, sys; from tests.daemon.test_perceive import run; " + (
        "print(json.dumps(run(*map(pathlib.Path, sys.argv[1:]))[1]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, files)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert [Path(entry["file"]).name for entry in told] == ["0.png", "1.webm", "2.avi"]
    assert ["error" in entry for entry in told] == [False, False, False]
    assert told[1]["faces"][0]["box"] == [128, 128, 256, 256]


def test_two_people_are_two_faces_of_one_segment_largest_first(tmp_path: Path) -> None:
    small = FaceReading(1, Box(0.0, 0.0, 0.2, 0.2), 0.9, 1.0, expression=expression("anger", 5.0))
    large = FaceReading(2, Box(0.5, 0.0, 0.5, 0.5), 0.9, 1.0, expression=expression("surprise", 5.0))
    _, (told,) = run(video(tmp_path / "v.avi", [HAPPY] * 30), begin=lambda: SightThatSees(small, large))
    (segment,) = told["segments"]
    assert [face["emotion"] for face in segment["faces"]] == ["surprise", "anger"]


# For people


def test_the_table_is_aligned_with_one_line_per_face(tmp_path: Path) -> None:
    faces = [
        FaceReading(1, Box(0.0, 0.0, 0.5, 0.5), 0.9, 1.0, expression=expression("happiness", 5.0)),
        FaceReading(2, Box(0.5, 0.0, 0.2, 0.2), 0.9, 1.0),
    ]
    lines = table(picture(tmp_path / "a.png"), begin=lambda: SightThatSees(*faces))
    header, first, second, empty, end = lines
    for title, words in (("WHAT", "1 of 2"), ("WHERE OR WHEN", "40 x 20 at 0, 0"), ("LOOKS LIKE", "happiness")):
        assert first[header.index(title) :].startswith(words)
    assert first[: header.index("SURE") + 4].endswith("95%")
    assert second.startswith(" " * header.index("WHAT") + "2 of 2")
    assert "cannot tell" in second
    assert empty == ""
    assert end.startswith("1 file, 2 faces; ")


def test_the_table_says_when_in_a_video_and_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    lines = table(
        video(tmp_path / "v.avi", [HAPPY] * 40 + [DARK] * 20), tmp_path / "no.png", picture(tmp_path / "d.png", DARK)
    )
    assert "  0.00 to " in lines[1]
    assert "no face" in lines[2]
    assert lines[3].endswith("does not exist. Check the name.")
    assert "no face" in lines[4]
    assert lines[-1].startswith("3 files, 1 face, 1 could not be read; ")


def test_what_else_it_may_be_is_told_where_it_is_likely(tmp_path: Path) -> None:
    line = table(picture(tmp_path / "a.png", DOUBTFUL))[1]
    assert "not sure" in line
    assert "sadness 28%" in line


def test_the_table_never_claims_to_be_wholly_sure(tmp_path: Path) -> None:
    face = FaceReading(1, Box(0.0, 0.0, 0.5, 0.5), 0.9, 1.0, expression=expression("fear", 50.0))
    assert table(picture(tmp_path / "a.png"), begin=lambda: SightThatSees(face))[1].endswith(">99%")


def test_progress_shows_on_a_terminal_and_wipes_itself_away(tmp_path: Path) -> None:
    picture(tmp_path / "a.png")
    out, err = io.StringIO(), Terminal()
    perceive([tmp_path], True, False, out, err, SightByBrightness)
    assert "0 files read; now" in err.getvalue()
    assert err.getvalue().endswith("\r\x1b[K")
    both = Terminal()
    perceive([tmp_path], True, False, both, both, SightByBrightness)
    assert "files read" not in both.getvalue()
    silent = Terminal()
    Progress(silent, shown=False).clear()
    assert silent.getvalue() == ""


# The real models


def test_the_sample_shows_one_happy_face() -> None:
    if not (models_folder() / "face_expression.tflite").exists():
        pytest.skip("the expression model has not been trained here; `tools/train/faces.py` makes it")
    out, err = io.StringIO(), io.StringIO()
    assert perceive([SAMPLE], True, False, out, err) == 0
    (face,) = json.loads(out.getvalue())["faces"]
    assert face["emotion"] == "happiness"
    assert face["certainty"] > 0.8


def test_without_the_expression_model_faces_are_found_and_one_line_says_what_mends_it() -> None:
    out, err = io.StringIO(), io.StringIO()
    begin = shipped_sight(err, WithoutExpression())
    assert perceive([SAMPLE], True, False, out, err, begin) == 0
    assert perceive([SAMPLE], True, True, out, err, begin) == 0
    whole, crop = (json.loads(line)["faces"] for line in out.getvalue().splitlines())
    assert [face["emotion"] for face in (*whole, *crop)] == ["not sure", "not sure"]
    assert err.getvalue().count("\n") == 1
    assert "Run `git checkout -- models`." in err.getvalue()


def test_every_face_of_a_group_is_found_once_however_small() -> None:
    with Image.open(SAMPLE) as sample:
        one = sample.convert("RGB").resize((360, 360))
    group = Image.new("RGB", (1500, 1100), (90, 110, 100))
    for left, top in ((0, 0), (570, 40), (1140, 0), (20, 700), (600, 720), (1100, 730)):
        group.paste(one, (left, top))
    blind = shipped_sight(io.StringIO(), WithoutExpression())()
    faces = blind.read(Frame(np.asarray(group), 0.0)).faces
    assert len(faces) == 6
    middles = sorted((round(face.box.centre[1]), face.box.centre[0]) for face in faces)
    assert [x * 1500 for _, x in middles] == pytest.approx([158, 728, 1298, 178, 758, 1258], abs=15)
    assert [face.track for face in blind.read(Frame(np.asarray(group), 0.1)).faces] == [face.track for face in faces]


@pytest.mark.parametrize("name", ["wood", "noise", "plain"])
def test_a_closer_look_sees_no_face_where_none_is(name: str) -> None:
    rows, columns = np.mgrid[0:1200, 0:1600]
    pictures = {
        "wood": 120 + 60 * np.sin(columns / 9 + 3 * np.sin(rows / 70)),
        "noise": np.random.default_rng(2).integers(0, 255, (1200, 1600)),
        "plain": np.full((1200, 1600), 90),
    }
    pixels = np.repeat(pictures[name].astype(np.uint8)[:, :, None], 3, axis=2)
    blind = shipped_sight(io.StringIO(), WithoutExpression())()
    assert blind.read(Frame(pixels, 0.0)).faces == ()


@pytest.mark.parametrize("size", [(1, 1), (2, 3000), (3000, 2), (7, 5), (48, 48)])
@pytest.mark.parametrize("face_crop", [False, True])
def test_the_real_path_survives_every_shape_of_picture(tmp_path: Path, size: tuple[int, int], face_crop: bool) -> None:
    noise = np.random.default_rng(5).integers(0, 255, (size[1], size[0], 3), np.uint8)
    Image.fromarray(noise).save(tmp_path / "a.png")
    out = io.StringIO()
    assert perceive([tmp_path / "a.png"], True, face_crop, out, io.StringIO()) == 0
    assert len(json.loads(out.getvalue())["faces"]) == int(face_crop)


def test_a_reader_that_has_seen_enough_ends_it_quietly(tmp_path: Path) -> None:
    for number in range(300):
        picture(tmp_path / f"{number:03}.png", size=(8, 8))
    command = [sys.executable, "-m", "companion.cli", "perceive", "--json", str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["file"].endswith("000.png")
        process.stdout.close()
        said = process.stderr.read().decode()
        assert process.wait() == 0
    assert [line for line in said.splitlines() if not line.startswith("Faces are found")] == []
